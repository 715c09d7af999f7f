// Lets no choice differ from how its page came. What differs is written to the disk by Firefox (153), every few seconds,
// and given back to whoever opens a closed tab or yesterday's windows again; "autocomplete" keeps it only from words.

function level() {
  for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[type=radio], [type=checkbox]")))
    if (input.defaultChecked !== input.checked) input.defaultChecked = input.checked;
}

// Each may be followed by what a script chooses because of it, so all else is done first.
for (const moment of ["change", "click", "guide-shown", "stepwell-leave"])
  addEventListener(moment, () => setTimeout(level), { capture: true });
