// Shows the entries that fit what was chosen. Nothing is kept or sent; without this all of them stand there.
for (const part of document.querySelectorAll("[data-choose]")) {
  const selects = [...part.querySelectorAll("select")];
  const entries = /** @type {HTMLElement[]} */ ([...part.querySelectorAll("[data-has]")]);
  const groups = /** @type {HTMLElement[]} */ ([...part.querySelectorAll("[data-group]")]);
  /** @type {HTMLElement} */
  const status = part.querySelector("[data-shown]");
  const show = () => {
    const wanted = selects.map((select) => select.value).filter(Boolean);
    for (const entry of entries) {
      const has = entry.dataset.has.split(" ");
      entry.hidden = !wanted.every((token) => has.includes(token));
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-has]:not([hidden])");
    if (!status) return;
    const count = entries.filter((entry) => !entry.hidden).length;
    const said = count ? status.dataset.shown : status.dataset.none;
    status.textContent = wanted.length ? said.replace("{count}", String(count)) : "";
  };
  part.querySelector("[data-chooser]").toggleAttribute("hidden", false);
  part.addEventListener("change", show);
  // Where somebody lives is not left behind for who comes back to this page.
  if (part.hasAttribute("data-forget")) {
    addEventListener("pagehide", () => {
      for (const select of selects) select.value = "";
      show();
    });
  }
}
