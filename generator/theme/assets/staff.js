// On the page for staff: copies a text by one press, and shows only what is looked for. It asks for nothing and keeps
// nothing. Without this everything stands there, to be read and selected.
const sift = /** @type {HTMLElement} */ (document.querySelector("[data-staff]"));
const said = sift.dataset;
const field = /** @type {HTMLInputElement} */ (sift.querySelector("input"));
const sort = /** @type {HTMLSelectElement} */ (sift.querySelector("select"));
const status = /** @type {HTMLElement} */ (sift.querySelector("[role=status]"));
const parts = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details.part"))]
  .map((part) => ({
    part,
    about: wordsOf(part.querySelector(":scope > summary"), part.querySelector(".before")),
    sent: [.../** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll(".sent"))],
  }));
/** @type {Set<HTMLDetailsElement>} */
const opened = new Set();

/** @param {...Element | null} elements */
function wordsOf(...elements) {
  return elements.map((element) => element?.textContent ?? "").join(" ").toLowerCase();
}

/** @type {(text: HTMLElement, button: HTMLButtonElement) => Promise<void>} */
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text.innerText);
    button.textContent = said.pressed;
  } catch {
    // The browser forbids it, or the page is no secure one: what is selected can be copied by hand.
    getSelection().selectAllChildren(text);
    button.textContent = said.selected;
  }
  status.textContent = button.textContent;
}

/** @type {(about: string, element: HTMLElement, looked: string[]) => boolean} */
function fits(about, element, looked) {
  if (sort.value && element.dataset.sort !== sort.value) return false;
  const words = about + wordsOf(element.querySelector("summary, h3"), element.querySelector(".texts"));
  return looked.every((word) => words.includes(word));
}

function show() {
  const looked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const isSought = looked.length > 0 || sort.value !== "";
  let found = 0;
  for (const { part, about, sent } of parts) {
    for (const element of sent) element.hidden = isSought && !fits(about, element, looked);
    const shown = sent.filter((element) => !element.hidden).length;
    found += shown;
    part.hidden = isSought && !shown;
    if (isSought && shown && !part.open) opened.add(part);
    if (!isSought) for (const each of opened) each.open = false;
    part.open ||= opened.has(part);
  }
  if (!isSought) opened.clear();
  const text = found === 1 ? said.one : found ? said.more.replace("{count}", String(found)) : said.none;
  status.textContent = isSought ? text : "";
}

for (const text of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-sent]"))) {
  const button = document.createElement("button");
  const name = text.parentElement.previousElementSibling.textContent;
  Object.assign(button, { type: "button", className: "copy", textContent: said.press });
  button.setAttribute("aria-description", name);
  button.addEventListener("click", () => copy(text, button));
  text.after(button);
}
field.addEventListener("input", show);
sort.addEventListener("change", show);
// Who goes back after leaving finds no words of theirs, nor what they led to.
addEventListener("stepwell-leave", () => {
  field.value = sort.value = "";
  show();
});
sift.hidden = false;
