// Shows the word of a result's answers to whoever asks for it, and lays the answers of an earlier word beside them.
// Neither is stored or sent: both are gone with the result.
import { path, start } from "./guide_engine.js";
import { answersOf, codeOf, wordOf } from "./memory_word_engine.js";

/** @param {HTMLElement} root */
function remember(root) {
  /** @type {(selector: string, from?: ParentNode) => any[]} */
  const all = (selector, from = root) => [...from.querySelectorAll(selector)];
  /** @type {(selector: string, from?: ParentNode) => any} */
  const one = (selector, from = root) => from.querySelector(selector);
  const place = one("[data-memory]");
  if (!place) return;
  const code = codeOf(start(JSON.parse(one("[data-guide-table]").textContent)), place.dataset.memory);
  const harmless = place.dataset.harmless.split(" ").map((/** @type {string} */ number) => all("fieldset input")[+number]);
  const word = one(".guide-word", place), table = one("table", place), problem = one("[role=alert]", place);
  /** @type {HTMLInputElement} */
  const field = one("[type=text]", place);
  /** @type {HTMLInputElement} */
  const printed = one("[type=checkbox]", place);

  /** @type {(question: HTMLElement) => any[]} */
  const inputs = (question) => all("input", question).sort((a, b) => +("alone" in b.dataset) - +("alone" in a.dataset));
  /** @type {(answer: boolean[]) => string} */
  const key = (answer = []) => answer.flatMap((taken, choice) => (taken ? [choice] : [])).join();

  /**
   * Gives the words that the reader sees.
   * @param {Element} element
   */
  function text(element) {
    const seen = /** @type {Element} */ (element.cloneNode(true));
    for (const other of all("[hidden], small", seen)) other.remove();
    return seen.textContent.trim();
  }

  /** @type {(question: HTMLElement, answer?: boolean[]) => string} */
  const said = (question, answer) => answer ? inputs(question).filter((_, choice) => answer[choice]).map((input) => text(input.nextElementSibling)).join("; ") : table.dataset.not;

  /** @type {(tag: string, words: string, more?: object) => HTMLElement} */
  const cell = (tag, words, more) => Object.assign(document.createElement(tag), { textContent: words }, more);

  /** Gives the answers on the way to the result in view, and its word; "" where it has none. */
  function today() {
    const questions = all("fieldset"), answers = questions.map((question) => inputs(question).map((input) => input.checked));
    const trail = path(code.nodes, answers), asked = trail.map((at) => code.nodes[at][0]);
    const isCalm = all("[data-safety] :checked").every((input) => harmless.includes(input)) && one("[data-can-wait]:not([hidden])");
    return { answers: answers.map((answer, question) => (asked.includes(question) ? answer : undefined)), word: isCalm ? wordOf(code, trail, answers) : "" };
  }

  function forget() {
    for (const part of [word.lastElementChild, problem, table.tBodies[0]]) part.replaceChildren();
    field.value = "";
    printed.checked = place.open = false;
    word.hidden = table.hidden = printed.closest("p").hidden = true;
  }

  function compare() {
    const then = answersOf(code, field.value), { answers: now } = today();
    problem.textContent = then ? "" : problem.dataset.say;
    table.hidden = !then;
    const rows = all("fieldset:not([data-safety])").flatMap((question) => {
      const number = all("fieldset").indexOf(question), before = then?.[number], after = now[number];
      if (!then || !(before || after)) return [];
      const isOther = key(before) !== key(after), head = cell("tr", ""), row = cell("tr", "");
      head.append(cell("th", text(one("h2", question)), { colSpan: 2, scope: "rowgroup" }));
      row.append(cell("td", said(question, before)), cell("td", said(question, after)));
      if (isOther) head.firstElementChild.append(" ", cell("em", table.dataset.is));
      return [head, row];
    });
    table.tBodies[0].replaceChildren(...rows);
    if (then) table.focus();
  }

  root.addEventListener("guide-shown", () => {
    forget();
    place.hidden = !today().word;
  });
  one("[data-memory-show]", place).onclick = () => {
    word.lastElementChild.textContent = today().word.replace(/.{5}/, "$& ");
    word.hidden = printed.closest("p").hidden = false;
  };
  one("[data-memory-compare]", place).onclick = compare;
  field.onkeydown = ({ key }) => {
    if (key === "Enter") compare();
  };
  addEventListener("pagehide", forget);
  addEventListener("stepwell-leave", forget);
  forget();
  place.hidden = !today().word;
}

for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-guide]"))) remember(root);
