// Shows one question at a time, a review, and an outcome. Answers stay in this page's inputs, and nowhere else.
import { ahead, changes, path, start } from "./guide_engine.js";

// A link of an entry names it behind "#". That leaves the address before anything else is done, known or not, in a frame
// too, where it adds nothing to the history. Its answer is filled in where it is asked, until it is forgotten like one.
let [address, from] = location.href.split("#from-");
history.replaceState({ depth: 0 }, "", address);

/** @typedef {HTMLInputElement} Input */
/** @typedef {HTMLElement & { inputs?: Input[] }} Screen A question, the review or an outcome. */

/** @param {HTMLElement} root */
function run(root) {
  /** @type {(selector: string, from?: ParentNode) => any[]} */
  const all = (selector, from = root) => [...from.querySelectorAll(selector)];
  /** @type {(selector: string, from?: ParentNode) => any} */
  const one = (selector, from = root) => from.querySelector(selector);
  /** @param {Element} element */
  const shown = (element) => !element.closest("[hidden]");
  const nodes = start(JSON.parse(one("[data-guide-table]").textContent));
  // The page names answers, outcomes and shared parts by their numbers, in the order in which they stand in it at first.
  /** @type {Screen[]} */
  const questions = all("fieldset"), outcomes = all("[data-outcome]");
  /** @type {Input[]} */
  const choices = all("fieldset input"), shared = all(".guide-parts > :not(details, ul), .guide-parts > ul > li");
  const form = one(".guide-form"), review = one(".guide-review"), problem = one(".guide-problem"), cleared = one(".guide-cleared");
  /** @type {Input} */
  const whom = one("[name=whom][value=they]");
  const filled = one(".guide-filled");
  const sheet = one(".sheet"), labels = all("[data-review]");
  const parts = all("fieldset, section, .guide-form, .guide-review, .guide-fallback, [data-review], [data-guide-back]");
  const words = one('[data-fill="changes"]').dataset;
  /** @type {HTMLTextAreaElement} */
  const copy = one("textarea");
  // The browser's history holds `depth` and nothing else. `left` is the answer a question had when Next was pressed.
  // `rest` is what is still to do when a result is painted: all that stands below its first screen.
  // `wentStraightOn` is true until the reader does something after "None of these" went on by itself.
  let depth = 0, reviewed = false, they = false, wentStraightOn = false;
  /** @type {Record<string, string>} */
  let left = {};
  /** @type {any} */
  let rest;
  // A page around a frame sees how many entries the history has and how far the frame moves it: there we do neither.
  const isFramed = parent !== window;
  /** @param {number} steps */
  const go = (steps) => (isFramed ? ((depth += steps), show(true)) : history.go(steps));

  /** @param {Input} input */
  const standsAlone = ({ dataset }) => +("alone" in dataset);
  /** @type {(question: Screen) => Input[]} */
  const inputs = (question) => (question.inputs ??= all("input", question).sort((a, b) => standsAlone(b) - standsAlone(a)));
  /** @param {Screen} question */
  const chosen = (question) => inputs(question).filter((input) => input.checked);
  const given = (asked = questions) => questions.map((question) => inputs(question).map((input) => input.checked && asked.includes(question)));

  /** @param {ParentNode} [from] */
  function forget(from) {
    for (const input of all("input", from)) input.checked = false;
  }

  /**
   * Gives the words that the reader sees.
   * @param {Node} element
   */
  function text(element) {
    const seen = /** @type {Element} */ (element.cloneNode(true));
    for (const other of all("[hidden], small, button", seen)) other.remove();
    return seen.textContent.trim().replace(/\s+/g, " ");
  }

  /** @param {number} node */
  const screenOf = (node) => (nodes[node][0] < 0 ? outcomes[nodes[node][1]] : questions[nodes[node][0]]);
  /** @param {Screen} screen */
  const canWait = ({ dataset }) => "canWait" in dataset;
  /** @param {Screen} screen */
  const heading = (screen) => text(one("h2", screen));
  /** @param {Input} input */
  const said = (input) => text(input.nextElementSibling);
  /** @param {Element} from */
  const lineOf = (from) => (from.matches("summary") ? `- ${[...from.children].map(text).join(": ")}` : ({ P: "", LI: "- " }[from.tagName] ?? "\n") + text(from));
  /** @type {(tag: string, ...inside: (Node | string)[]) => HTMLElement} */
  const part = (tag, ...inside) => {
    const made = document.createElement(tag);
    made.append(...inside);
    return made;
  };

  /**
   * Puts words where a screen reader hears them, anew each time: what stands there already is not said again.
   * @param {HTMLElement} place
   */
  function say(place, words = "") {
    place.textContent = "";
    setTimeout(() => (place.textContent = words && place.dataset.say + words), 50);
  }

  /**
   * Says that an answer is missing, or no longer.
   * @param {Screen} question
   * @param {boolean} isMissing
   */
  function complain(question, isMissing) {
    say(problem, isMissing ? " " : "");
    question.ariaInvalid = /** @type {any} */ (isMissing || null);
  }

  /**
   * Fills a list; where it has nothing, what it stands in is hidden.
   * @param {string} name
   * @param {Node[]} items
   */
  function fill(name, items = []) {
    const list = one(`[data-fill="${name}"]`);
    list.replaceChildren(...items);
    list.parentElement.toggleAttribute("hidden", !items.length);
  }

  /** Gives the screens that the answers lead through; a review stands before an outcome that can wait for it. */
  function screens() {
    const found = path(nodes, given()).map(screenOf);
    const last = found.at(-1);
    if (canWait(last)) found.splice(-1, 0, review);
    return found;
  }

  /**
   * Shows the screen that the reader has come to.
   * @param {boolean} [focus]
   * @param {{ kept?: Screen[], gone?: Screen[] }} notes
   */
  function show(focus, notes = {}, found = screens()) {
    const screen = found[depth], outcome = screen.dataset.outcome;
    const own = inputs(screen).find(({ dataset }) => dataset.entries?.split(" ").includes(from));
    if (own) {
      own.checked ||= !chosen(screen)[0];
      // The answer may stand below what is in view.
      one("strong", filled).textContent = said(own);
    }
    filled.hidden = !own?.checked;
    const asked = found.filter((other) => questions.includes(other));
    const answers = asked.flatMap(chosen);
    // 2: one of these answers was given, of each list; 0: none was, and all were asked about; 1: nobody knows.
    /** @param {string} lists */
    const known = (lists) => Math.min(...lists.split(",").map((list) => {
      const named = list.split(" ").map((number) => choices[+number]);
      return named.some((input) => answers.includes(input)) ? 2 : +!named.every((input) => asked.includes(input?.closest("fieldset")));
    }));
    const isForThem = known(root.dataset.theyWhen);
    speak(isForThem > (whom.checked ? 0 : 1));
    const seen = [screen, labels[+(screen === review)], depth && one("[data-guide-back]"), outcome ? canWait(screen) && sheet : form];
    // A browser lays out anew what is hidden once more; an attribute that is there already is not set.
    for (const other of parts) other.toggleAttribute("hidden", !seen.includes(other));
    for (const name of /** @type {const} */ (["kept", "gone"])) fill(name, notes[name]?.map((question) => part("li", heading(question))));
    rest = outcome && (() => end(screen, asked));
    if (screen === review) {
      reviewed = true;
      fill("review", asked.map(row));
    } else if (outcome) {
      for (const place of all("[data-from]")) place.hidden = known(place.dataset.from) < 2;
      bring(screen, "use");
      fit(screen, known);
      whom.parentElement.parentElement.hidden = isForThem !== 1 || !all("[data-voice]", screen).some(({ parentElement }) => !parentElement.closest("[hidden], details:not([open])"));
    }
    say(cleared);
    complain(screen, false);
    if (focus) {
      scrollTo(0, 0);
      one("h2", screen).focus({ preventScroll: isFramed });
    }
    root.dispatchEvent(new Event("guide-shown"));
    requestAnimationFrame(() => setTimeout(finish));
  }

  /**
   * Turns the words to the reader, or to someone else; nothing else depends on it.
   * @param {boolean} ofThem
   */
  function speak(ofThem) {
    if (they !== (they = ofThem)) for (const voiced of all("[data-voice]")) voiced.hidden = !voiced.hidden;
  }

  /**
   * Gives a question with its answer, and a button to change it.
   * @param {Screen} question
   */
  function row(question) {
    const made = one("template").content.firstElementChild.cloneNode(true), [ask, answer, change] = made.children;
    ask.textContent = change.lastChild.textContent = heading(question);
    answer.textContent = chosen(question).map(said).join("; ");
    made.toggleAttribute("data-safety", "safety" in question.dataset);
    change.onclick = guarded(() => go(screens().indexOf(question) - depth));
    return made;
  }

  /**
   * Brings what stands once in the page to where it is shown now: at once, or when the first screen is painted.
   * @param {HTMLElement} place
   * @param {"use" | "late"} when
   */
  function bring(place, when) {
    for (const slot of all(`[data-${when}]`, place).filter(shown))
      for (const number of slot.dataset[when].split(" ")) slot.append(shared[number]);
  }

  /**
   * Shows the notes and lines that are for these answers, and hides the others. What was not asked about begins with
   * its "if"; in an emergency only what is certain is said.
   * @param {Screen} screen
   * @param {(lists: string) => number} known
   */
  function fit(screen, known) {
    const isEmergency = screen.dataset.urgency === "emergency", number = `${outcomes.indexOf(screen)}`;
    /** @type {(element: HTMLElement, state: number) => void} */
    const set = (element, state) => {
      element.hidden = !state;
      for (const condition of all(".guide-if", element)) condition.hidden = state > 1;
    };
    for (const line of all("li[data-when]", screen)) set(line, known(line.dataset.when));
    for (const line of all("li[data-unless]", screen)) line.hidden = known(line.dataset.unless) > 1;
    let calm = 0;
    for (const note of all(".guide-note")) {
      const { when, rank, first, saidAt = "" } = note.dataset;
      let state = known(when);
      if (saidAt.split(" ").includes(number) || (state < 2 && isEmergency)) state = 0;
      set(note, state);
      if (state) one(`[data-notes="${state < 2 ? "open" : first == null ? "others" : "first"}"]`, screen).append(note);
      // What has no day stands behind its title after the first: an urgent note never does.
      note.open = state > 1 && first != null && (rank > 0 || !calm++);
    }
    for (const slot of all("details > [data-notes]", screen)) {
      const notes = all(".guide-note:not([hidden])", slot).length, fold = slot.parentElement;
      fold.hidden = !notes;
      // A few are seen by their titles; many stand behind one.
      fold.open = notes < 5 && slot.dataset.notes !== "open";
    }
  }

  /**
   * Does what is still to do below the first screen of a result.
   * @param {Screen} screen
   * @param {Screen[]} asked
   */
  function end(screen, asked) {
    bring(screen, "late");
    const { direction } = screen.dataset, options = one(".guide-options", screen);
    if (options) {
      options.hidden = false;
      /** @param {string} list */
      const isFor = (list) => list.split(" ").includes(direction);
      for (const way of all("[data-shows]", options)) way.hidden = !isFor(way.dataset.shows);
      const ways = all("details", options).filter(shown), suggested = ways.find((way) => isFor(way.dataset.suggestedBy));
      options.hidden = !ways.length;
      // On a wide screen the ways stand side by side; on a phone the suggested one is open and the others are a line each.
      for (const way of ways) way.open = way === suggested || matchMedia("(min-width: 62rem)").matches;
      suggested?.parentElement.prepend(suggested);
      suggested?.firstElementChild.append(one(".guide-suggested"));
      bring(options, "late");
    }
    // An answer that is no longer asked for, changed without "Next", counts for nothing here either.
    const others = changes(nodes, given(asked)), now = outcomes.indexOf(screen);
    const decided = others.filter(([, , ends]) => !ends.includes(now)).map(([question]) => questions[question]);
    fill("decided", asked.filter((question) => decided.includes(question)).map(row));
    fill("also", asked.filter((question) => !decided.includes(question)).map(row));
    fill("changes", canWait(screen) ? leads(screen, others) : []);
    one("[data-guide-made]").textContent = `${new Date().toLocaleDateString()}, ${location.href}`;
    one(".guide-end").hidden = false;
    gather();
  }

  /**
   * Gives where other answers lead, the most urgent first; it says no more than is true of every end.
   * @param {Screen} screen
   * @param {import("./guide_engine.js").Change[]} others
   */
  function leads(screen, others) {
    /** @param {Screen} screen */
    const rank = ({ dataset }) => +dataset.rank;
    /** @param {Screen} outcome */
    const label = (outcome) => text(one(".guide-urgency", outcome));
    /** @type {Record<string, any>} */
    const groups = {};
    for (const [question, choice, numbers] of others) {
      const ends = numbers.map((number) => outcomes[number]).sort((a, b) => rank(a) - rank(b)), [mildest, more] = ends;
      if (mildest === screen && !more) continue;
      const unsure = more && rank(mildest) <= rank(screen);
      const title = unsure ? words.could + ends.map(heading).join("; ")
        : (more ? words.atLeast : "") + label(mildest) + (!more && canWait(mildest) ? `: ${heading(mildest)}` : "");
      const group = (groups[title] ||= Object.assign(part("details", part("summary", title)), { open: canWait(mildest), rank: unsure ? -1 : rank(mildest) }));
      if (group.question !== question) group.append(part("p", heading(questions[question])), part("ul"));
      group.question = question;
      const input = inputs(questions[question])[choice];
      group.lastChild.append(part("li", (input.checked ? words.not : words.is).replace("{answer}", () => said(input))));
    }
    return Object.values(groups).sort((a, b) => b.rank - a.rank);
  }

  /** Copies what stands in the page to where else it is wanted: facts beside a question, everything to the sheet. */
  function gather() {
    for (const slot of all("[data-copy]")) {
      const copies = all(slot.dataset.copy).filter((from) => shown(from) && !sheet.contains(from)).map((from) => from.cloneNode(true));
      slot.replaceChildren(...copies.flatMap((made) => (slot.matches("ul") ? [part("li", ...made.childNodes)] : [made, " "])));
    }
  }

  /**
   * Forgets the later answers that are no longer asked for; gives the questions whose answers were kept, and those.
   * @param {Screen} question
   * @param {Screen[]} found
   */
  function settle(question, found) {
    const now = chosen(question).map((input) => choices.indexOf(input)).join(), before = left[question.dataset.question];
    const possible = [...ahead(nodes, 0, given())].map(screenOf);
    const later = questions.filter((other) => chosen(other).length && !found.slice(0, depth + 1).includes(other));
    const gone = later.filter((other) => !possible.includes(other));
    for (const other of gone) forget(other);
    left[question.dataset.question] = now;
    return { kept: before && before !== now ? later.filter((other) => possible.includes(other)) : [], gone };
  }

  function next() {
    const found = screens(), screen = found[depth];
    if (!found[depth + 1]) {
      // Whoever pressed "Next" as well was too late by a moment: the new question is not theirs to have missed.
      if (!wentStraightOn) complain(screen, true);
      return wentStraightOn = false;
    }
    const notes = screen !== review && settle(screen, found);
    // After the review a changed answer leads to the first question left open, else to the review again.
    const goal = reviewed && notes ? (found.indexOf(review) + 1 || found.length) - 1 : depth + 1;
    while (depth < goal) {
      depth++;
      if (!isFramed) history.pushState({ depth }, "");
    }
    show(true, notes, found);
  }

  /** Clears every answer and everything made from one. */
  function wipe() {
    forget(root);
    left = {};
    reviewed = rest = false;
    copy.value = "";
    copy.hidden = true;
    for (const list of all("[data-fill], [data-copy]")) list.replaceChildren();
  }

  function reset() {
    wipe();
    root.hidden = false;
    depth = 0;
    show();
  }

  // A failure at any moment shows all that was hidden, says so once, and stops.
  let stopped = false;
  /** @type {<E>(work: (event: E) => void) => (event: E) => void} */
  const guarded = (work) => (event) => {
    if (stopped) return;
    try {
      work(event);
    } catch (error) {
      stopped = true;
      fail(root, error);
    }
  };

  const finish = guarded(() => rest && (rest = rest()));
  addEventListener("beforeprint", finish);
  form.onkeydown = guarded(({ key, target }) => {
    if (key === "Enter" && target.name) next();
  });
  root.onchange = guarded((/** @type {{ target: any }} */ { target }) => {
    if (!form.contains(target)) return target.name ? speak(whom.checked) : gather();
    const question = target.closest("fieldset");
    wentStraightOn = false;
    filled.hidden = true;
    complain(question, false);
    const others = chosen(question).filter((other) => target.checked && other !== target && (standsAlone(target) || standsAlone(other)));
    for (const other of others) other.checked = false;
    say(cleared, others[1] ? others.length + cleared.dataset.many : others.map(said)[0]);
  });
  // A tap on the words "None of these" goes straight on; the box before them, a key and a screen reader only choose it.
  // Where others are chosen it goes nowhere: they are cleared first, and that is said.
  form.onclick = guarded((event) => {
    const label = event.target.closest("label"), input = label && one(".guide-straight", label) && label.control;
    if (!input || input === event.target || chosen(input.closest("fieldset")).some((other) => other !== input)) return;
    event.preventDefault();
    input.checked = true;
    next();
    wentStraightOn = true;
  });
  // What the main button of a result opens is brought to the top by hand: a frame must move nothing around it.
  for (const button of all("[data-guide-open]")) button.onclick = guarded(() => {
    const place = all(button.dataset.guideOpen).find(shown);
    place.open = true;
    scrollTo(0, place.getBoundingClientRect().top + scrollY - 80);
    one("summary, h3", place).focus({ preventScroll: true });
  });
  one("[data-guide-next]").onclick = guarded(next);
  one("[data-guide-back]").onclick = guarded(() => go(-1));
  one("[data-guide-print]").onclick = () => print();
  one("[data-guide-copy]").onclick = guarded(() => {
    copy.value = all("h2, h3:not(summary *), p, li, summary", sheet).map(lineOf).join("\n");
    copy.hidden = false;
    copy.select();
    navigator.clipboard?.writeText(copy.value).catch(() => {});
  });
  one("[data-guide-restart]").onclick = guarded(() => {
    from = "";
    if (!isFramed) history.go(-depth);
    setTimeout(guarded(reset));
  });
  addEventListener("popstate", guarded(({ state }) => {
    // A link within the page has made an entry: it is one more of the screen in view.
    if (!state) return history.replaceState({ depth }, "", address);
    // Forward after a change may lead past the end; the entry that fits is gone to instead.
    const past = state.depth - screens().length + 1;
    if (past > 0) return history.go(-past);
    depth = state.depth;
    show(true);
  }));
  // A page that the browser kept while the reader was elsewhere starts again (Chromium 156 keeps inputs as they were,
  // Firefox restores them after a reload).
  addEventListener("pageshow", guarded(({ persisted }) => {
    if (persisted) from = "";
    if (persisted || !depth) reset();
  }));
  // "Skip to the text" moves the focus and makes no entry: else Back would have one press that does nothing.
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelector("main").focus();
  });
  // leave.js asks every guide to forget, and learns how many entries of the history to fold.
  addEventListener("stepwell-leave", (/** @type {any} */ { detail }) => {
    detail.entries = depth;
    from = "";
    wipe();
    root.hidden = true;
  });
  // A screen reader says the question, then its hint and what is missing; an answer, then its help.
  let ties = 0;
  /** @param {Element} part */
  const idOf = (part) => (part.id ||= `guide-${++ties}`);
  /** @type {(to: Element, name: Element, ...helps: Element[]) => void} */
  const tie = (to, name, ...helps) => {
    to.setAttribute("aria-labelledby", idOf(name));
    to.setAttribute("aria-describedby", helps.filter(Boolean).map(idOf).join(" "));
  };
  for (const question of questions) tie(question, one("h2", question), one(".guide-help", question), problem);
  for (const help of all("label > small")) tie(.../** @type {[Element, Element, Element]} */ (help.parentElement.children));
  // What a browser need not keep for each entry of its history makes a step faster.
  for (const input of all("input")) input.autocomplete = "off";
  // A result is gone once its page is left, so its links and those of the menu open beside it, and say so.
  const around = [...document.querySelectorAll(".top a:not([data-leave], .now)")];
  for (const link of [...around, ...all("a:not([href^='tel:'], [href^='sms:'])")]) {
    link.target = "_blank";
    link.rel = "noreferrer noopener";
    link.append(one(".guide-beside").cloneNode(true));
  }
  reset();
  // It comes to everyone once the page is there, so that its request tells nothing of answers.
  if ("resultScript" in root.dataset) onload = () => import(/** @type {string} */ ("./result.js")).catch(() => {});
}

/**
 * @param {HTMLElement} root
 * @param {unknown} error
 */
function fail(root, error) {
  for (const hidden of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[hidden]"))) hidden.hidden = false;
  console.error("The guide stopped; all of it stands here.", error);
}

for (const root of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-guide]"))) {
  try {
    run(root);
  } catch (error) {
    fail(root, error);
  }
}
