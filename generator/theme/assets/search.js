// Shows what is found under each field, and leads there. What is written stays in the field: nothing of it is kept,
// sent or put into an address. It comes once a reader touches a field (find.js).
import { find, finderOf } from "./search_engine.js";

/** @typedef {import("./search_engine.js").Finder} Finder */
// Beside the field of a menu stands a list to choose from; on the page of search stands a list of links.
/** @typedef {{ field: HTMLInputElement, status: HTMLElement, list: HTMLElement, isPopup: boolean }} Place */

const BESIDE_A_FIELD = 7;
const site = new URL("../", import.meta.url);

/** @type {(name: string) => Promise<Response>} */
async function load(name) {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`search: ${name} did not come (${answer.status})`);
  return answer;
}

/** @type {<Name extends keyof HTMLElementTagNameMap>(name: Name, text?: string) => HTMLElementTagNameMap[Name]} */
function made(name, text = "") {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

/** @type {(place: Place, address: string, words: string, note: string, isUrgent: boolean) => HTMLElement} */
function entry(place, address, words, note, isUrgent) {
  const link = made("a");
  link.href = new URL(address, site).href;
  link.append(made("strong", words));
  if (note) link.append(" ", made("span", note));
  if (isUrgent) link.classList.add("urgent");
  if (!place.isPopup) {
    const item = made("li");
    item.append(link);
    return item;
  }
  const id = `${place.list.id}-${place.list.childElementCount}`;
  Object.assign(link, { id, role: "option", ariaSelected: "false", tabIndex: -1 });
  return link;
}

/** @type {(place: Place, finder: Finder) => void} */
function show(place, finder) {
  const { field, status, list, isPopup } = place;
  const { words, all } = finder.index;
  const { first, results } = find(finder, field.value);
  const shown = isPopup ? results.slice(0, BESIDE_A_FIELD) : results;
  const isEmpty = !field.value.trim();
  list.replaceChildren();
  choose(place, null);
  for (const [call, address] of first) list.append(entry(place, address, call, "", true));
  shown.forEach(({ at, title, says }, row) => list.append(entry(place, at, title, says, first.length > 0 && !row)));
  if (isPopup && !shown.length) list.append(entry(place, all, words.all, "", false));
  const count = shown.length === 1 ? words.one : words.more.replace("{count}", `${shown.length}`);
  const said = shown.length ? count : words.none;
  open(place, !isEmpty);
  if (!isEmpty) status.textContent = first.length ? `${words.first}: ${first[0][0]}. ${said}` : said;
}

/** @type {(place: Place, isOpen: boolean) => void} */
function open({ field, status, list, isPopup }, isOpen) {
  list.hidden = !isOpen;
  if (!isOpen) status.textContent = "";
  if (isPopup) field.ariaExpanded = `${isOpen}`;
}

/** @type {(place: Place, option: Element | null) => void} */
function choose({ field, list }, option) {
  for (const other of list.querySelectorAll("[aria-selected=true]")) other.ariaSelected = "false";
  if (!option) return field.removeAttribute("aria-activedescendant");
  option.ariaSelected = "true";
  field.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

/** @type {(place: Place, event: KeyboardEvent) => void} */
function press(place, event) {
  const { list, isPopup } = place;
  const options = [...list.querySelectorAll("a")];
  if (list.hidden || !options.length || event.isComposing) return;
  const chosen = options.findIndex((option) => option.ariaSelected === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Enter") {
    event.preventDefault();
    // A number is dialled only by who chose it.
    const page = options.find((option) => option.protocol === location.protocol);
    if (isPopup) (options[chosen] || page).click();
    else options[0].focus();
  } else if (isPopup && event.key === "Escape") {
    event.preventDefault();
    choose(place, null);
    open(place, false);
  } else if (isPopup && step) {
    event.preventDefault();
    const next = chosen < 0 && step < 0 ? options.length - 1 : chosen + step;
    choose(place, options[next] || null);
  }
}

/** @type {(field: HTMLInputElement, number: number) => Place} */
function placed(field, number) {
  const isPopup = field.previousElementSibling.localName === "a";
  const box = made("div"), status = made("p"), list = made(isPopup ? "div" : "ol");
  box.className = "found";
  status.role = "status";
  if (isPopup) {
    Object.assign(list, { id: `found-${number}`, role: "listbox", ariaLabel: field.ariaLabel });
    field.setAttribute("aria-controls", list.id);
    field.ariaAutoComplete = "list";
    // So the field keeps the focus, and the list stays, while a result is tapped.
    list.addEventListener("mousedown", (event) => event.preventDefault());
  }
  box.append(status, list);
  field.after(box);
  return { field, status, list, isPopup };
}

/** @type {(field: HTMLInputElement, number: number, finder: Finder) => void} */
function start(field, number, finder) {
  const place = placed(field, number);
  const follow = () => (!place.isPopup || field.matches(":focus")) && show(place, finder);
  // However words come or go (keys, paste, dictation, a cleared field), the field tells it by this event alone.
  field.addEventListener("input", follow);
  field.addEventListener("keydown", (event) => press(place, event));
  if (place.isPopup) {
    field.addEventListener("focus", follow);
    field.addEventListener("blur", () => open(place, false));
  }
  // Back may bring the words again, and no event tells of that.
  addEventListener("pageshow", follow);
  addEventListener("stepwell-leave", () => show(place, finder));
  follow();
}

const [index, style] = await Promise.all([load("search.json"), load("search.css")]);
const sheet = await new CSSStyleSheet().replace(await style.text());
document.adoptedStyleSheets.push(sheet);
const finder = finderOf(await index.json());
document.querySelectorAll("[data-find] + input").forEach((field, number) =>
  start(/** @type {HTMLInputElement} */ (field), number, finder));
