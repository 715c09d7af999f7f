// Shows one question at a time, and an outcome. Answers stay in this page's memory and inputs, and nowhere else.
import { answer, at, start } from "./guide_engine.js";

/** @param {Element} root */
function run(root) {
  const all = (selector, from = root) => [...from.querySelectorAll(selector)];
  const one = (selector, from = root) => from.querySelector(selector);
  const table = start(JSON.parse(one("[data-guide-table]").textContent));
  const form = one(".guide-form"), problem = one(".guide-problem"), steps = one(".guide-steps");
  const screens = all("fieldset, section[data-outcome]");
  // The nodes from the start to the last screen seen; `depth` is the one in view. The browser's history holds it only.
  let trail = [0], depth = 0, touched = false;

  const inputs = (screen) => all("input", screen);
  const screenOf = (node) => {
    const { question, outcome } = at(table, node);
    return screens.find((screen) => (outcome ? screen.dataset.outcome === outcome : screen.dataset.question === question));
  };
  const given = () => trail.slice(0, depth).flatMap((node) =>
    inputs(screenOf(node)).filter((input) => input.checked).map((input) => `${input.name}.${input.value}`));

  function show(focus) {
    const screen = screenOf(trail[depth]), outcome = screen.dataset.outcome, answers = given();
    for (const other of screens) other.hidden = other !== screen;
    form.hidden = !!outcome;
    problem.hidden = true;
    one("[data-guide-back]", steps).hidden = !depth;
    const they = answers.includes(root.dataset.theyWhen);
    for (const words of all("[data-voice]")) words.hidden = (words.dataset.voice === "they") !== they;
    one("[data-guide-end]").hidden = !outcome;
    const options = one("[data-guide-options]");
    options.hidden = !outcome;
    if (outcome) end(screen, options, answers);
    else one("[data-guide-count]", screen).textContent = depth + 1;
    if (focus) {
      scrollTo(0, 0);
      one("h2", screen).focus();
    }
  }

  function end(screen, options, answers) {
    let any = false;
    for (const place of all("[data-from]", options)) {
      place.hidden = !answers.includes(place.dataset.from);
      for (const option of all("[data-shows]", place)) {
        option.hidden = !option.dataset.shows.split(" ").includes(screen.dataset.direction);
        any ||= !place.hidden && !option.hidden;
      }
    }
    options.hidden = !any;
    one("[data-guide-here]", screen)?.append(options);
    one("[data-guide-reasons]").replaceChildren(...trail.slice(0, depth).map((node, place) => {
      const question = screenOf(node), row = document.createElement("li"), change = document.createElement("button");
      const words = (element) => (one("[data-voice]:not([hidden])", element) || element).textContent.trim();
      const chosen = inputs(question).filter((input) => input.checked);
      const said = document.createElement("strong");
      said.textContent = chosen.map((input) => {
        const label = input.nextElementSibling.cloneNode(true);
        one("small", label)?.remove();
        return words(label);
      }).join("; ");
      change.type = "button";
      change.className = "guide-change";
      change.textContent = "Change";
      change.setAttribute("aria-label", `Change: ${words(one("h2", question))}`);
      change.onclick = () => history.go(place - depth);
      row.append(words(one("h2", question)), " ", said, " ", change);
      return row;
    }));
  }

  function next() {
    const screen = screenOf(trail[depth]), any = screen.dataset.choose === "any";
    const alone = inputs(screen).filter((input) => !any || "alone" in input.dataset);
    const options = any ? inputs(screen).filter((input) => !alone.includes(input)) : [];
    const node = answer(table, trail[depth], alone.findIndex((input) => input.checked), options.map((input) => input.checked));
    problem.hidden = node >= 0;
    if (node < 0) return;
    trail = [...trail.slice(0, depth + 1), node];
    depth += 1;
    history.pushState({ depth }, "");
    show(true);
  }

  function forget() {
    for (const input of inputs(form)) input.checked = false;
  }

  function reset() {
    forget();
    root.hidden = false;
    trail = [0];
    depth = 0;
    show(false);
  }

  // A failure at any moment shows all that was hidden, says so once, and stops.
  let stopped = false;
  const guarded = (work) => (event) => {
    if (stopped) return;
    try {
      work(event);
    } catch (error) {
      stopped = true;
      fail(root, error);
    }
  };

  form.onkeydown = guarded(({ key, target }) => {
    if (key === "Enter" && target.matches("input")) next();
  });
  form.onchange = ({ target }) => {
    touched = true;
    problem.hidden = true;
    if (!target.checked || target.type !== "checkbox") return;
    for (const input of inputs(target.closest("fieldset")))
      if (input !== target && ("alone" in target.dataset || "alone" in input.dataset)) input.checked = false;
  };
  one("[data-guide-next]").onclick = guarded(next);
  one("[data-guide-back]").onclick = () => history.back();
  one("[data-guide-print]").onclick = () => print();
  one("[data-guide-restart]").onclick = () => (depth ? history.go(-depth) : 0, setTimeout(guarded(reset)));
  // A link within the page, such as "Skip to the text", has no depth: it leaves the guide where it is.
  addEventListener("popstate", guarded(({ state }) => {
    if (!state || !("depth" in state)) return;
    depth = Math.min(state.depth, trail.length - 1);
    show(true);
  }));
  // A page that the browser kept while the reader was elsewhere starts again (Chromium 156 keeps inputs as they were,
  // Firefox restores them after a reload).
  addEventListener("pageshow", guarded(({ persisted }) => (persisted || !touched) && reset()));
  // leave.js asks every guide to forget, and learns how many entries of the history to fold.
  addEventListener("stepwell-leave", ({ detail }) => {
    detail.entries = depth;
    forget();
    root.hidden = true;
  });
  history.replaceState({ depth: 0 }, "");
  reset();
  one(".guide-fallback").hidden = true;
}

function fail(root, error) {
  for (const hidden of root.querySelectorAll("[hidden]")) hidden.hidden = false;
  console.error("The guide stopped; it stands here as one page.", error);
}

for (const root of document.querySelectorAll("[data-guide]")) {
  try {
    run(root);
  } catch (error) {
    fail(root, error);
  }
}
