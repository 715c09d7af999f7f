/**
 * Adds search and zoom to the map, and brings what a link lights into view. All else works by links alone.
 * Chromium 120, Firefox 121 and Safari 15.4 know `:has`, by which a link lights its part of the picture.
 */

const STEP = 1.25;
const LEAST = 0.15;
const MOST = 3;
const MOST_HITS = 40;

/**
 * Make the picture larger or smaller; what is in the middle of the view stays there.
 * @param {HTMLElement} view
 * @param {number} scale
 */
function zoom(view, scale) {
  const picture = view.querySelector("svg");
  const [, , wide, high] = picture.getAttribute("viewBox").split(" ").map(Number);
  const before = scaleOf(view);
  const now = Math.min(MOST, Math.max(LEAST, scale));
  const x = (view.scrollLeft + view.clientWidth / 2) / before;
  const y = (view.scrollTop + view.clientHeight / 2) / before;
  picture.setAttribute("width", String(Math.round(wide * now)));
  picture.setAttribute("height", String(Math.round(high * now)));
  view.scrollTo(x * now - view.clientWidth / 2, y * now - view.clientHeight / 2);
}

/**
 * @param {HTMLElement} view
 * @returns {number}
 */
function scaleOf(view) {
  const picture = view.querySelector("svg");
  return Number(picture.getAttribute("width")) / Number(picture.getAttribute("viewBox").split(" ")[2]);
}

/**
 * Find the scale at which so much of the picture fits the view.
 * @param {HTMLElement} view
 * @param {number} wide
 * @param {number} high
 * @returns {number}
 */
function fitting(view, wide, high) {
  const { paddingLeft, paddingTop } = getComputedStyle(view);
  const room = [view.clientWidth - 2 * parseFloat(paddingLeft), view.clientHeight - 2 * parseFloat(paddingTop)];
  return Math.min(room[0] / wide, room[1] / high);
}

/**
 * @param {HTMLElement} view
 * @param {string} to
 */
function zoomTo(view, to) {
  const [, , wide, high] = view.querySelector("svg").getAttribute("viewBox").split(" ").map(Number);
  /** @type {Record<string, number>} */
  const scales = {
    in: scaleOf(view) * STEP,
    out: scaleOf(view) / STEP,
    fit: fitting(view, wide, 1),
    all: fitting(view, wide, high),
    one: 1,
  };
  zoom(view, scales[to]);
}

/** @param {HTMLElement} view */
function startZoom(view) {
  const tools = document.querySelector("[data-zoom]");
  tools.removeAttribute("hidden");
  tools.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (button) zoomTo(view, button.dataset.to);
  });
  view.addEventListener("keydown", (event) => {
    const to = { "+": "in", "=": "in", "-": "out", 0: "one" }[event.key];
    if (!to || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    zoomTo(view, to);
  });
  startPinch(view);
  startDrag(view);
}

/** @param {HTMLElement} view */
function startPinch(view) {
  let apart = 0;
  let scale = 1;
  const distance = (/** @type {TouchEvent} */ { touches }) =>
    Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
  view.addEventListener("touchstart", (event) => {
    apart = event.touches.length === 2 ? distance(event) : 0;
    scale = scaleOf(view);
  }, { passive: true });
  view.addEventListener("touchmove", (event) => {
    if (!apart || event.touches.length !== 2) return;
    event.preventDefault();
    zoom(view, scale * distance(event) / apart);
  }, { passive: false });
}

/** @param {HTMLElement} view */
function startDrag(view) {
  /** @type {?{x: number, y: number}} */
  let from = null;
  view.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0)
      from = { x: event.clientX + view.scrollLeft, y: event.clientY + view.scrollTop };
  });
  window.addEventListener("pointerup", () => { from = null; });
  view.addEventListener("pointermove", (event) => {
    if (from) view.scrollTo(from.x - event.clientX, from.y - event.clientY);
  });
  view.addEventListener("dragstart", (event) => event.preventDefault());
}

/**
 * Bring what a followed link lights into view, as large as it can be read.
 * @param {HTMLElement} view
 */
function showLit(view) {
  const story = document.querySelector(".story:target");
  if (!story) return;
  const lit = [...view.querySelectorAll(".thing")]
    .filter((thing) => getComputedStyle(thing).getPropertyValue("--show") === "1");
  const boxes = lit.map((thing) => /** @type {SVGGElement} */ (thing).getBBox());
  if (!boxes.length) return;
  const left = Math.min(...boxes.map((box) => box.x));
  const top = Math.min(...boxes.map((box) => box.y));
  const wide = Math.max(...boxes.map((box) => box.x + box.width)) - left;
  const high = Math.max(...boxes.map((box) => box.y + box.height)) - top;
  zoom(view, Math.min(1, Math.max(0.45, fitting(view, wide, high))));
  view.scrollTo(left * scaleOf(view), top * scaleOf(view));
}

/**
 * @param {string} words
 * @returns {string[]}
 */
function wordsOf(words) {
  return words.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/**
 * Collect everything that has a heading: questions, answers, outcomes, notes, people, promises. It is found by its
 * name in the files too, which often is the plainest word: "unsafe home".
 * @returns {{anchor: string, heading: string, about: string, words: string[]}[]}
 */
function found() {
  return [...document.querySelectorAll("article.story, section > section[id]")].map((thing) => {
    const heading = thing.querySelector("h2, h3").textContent;
    const about = thing.querySelector("p").textContent;
    return { anchor: thing.id, heading, about, words: wordsOf(`${heading} ${about} ${thing.id}`) };
  });
}

function startSearch() {
  const tools = document.querySelector("[data-search]");
  const hits = document.querySelector("[data-hits]");
  const count = document.querySelector("[data-count]");
  const things = found();
  tools.removeAttribute("hidden");
  tools.querySelector("input").addEventListener("input", (event) => {
    const wanted = wordsOf(/** @type {HTMLInputElement} */ (event.target).value);
    const matching = wanted.length ? things.filter(({ words }) =>
      wanted.every((word) => words.some((other) => other.startsWith(word)))) : [];
    hits.replaceChildren(...matching.slice(0, MOST_HITS).map(hit));
    hits.toggleAttribute("hidden", !matching.length);
    const many = matching.length === 1 ? "1 thing" : `${matching.length} things`;
    const more = matching.length > MOST_HITS ? `, the first ${MOST_HITS} are shown` : "";
    count.textContent = wanted.length ? `${many} found${more}` : "";
  });
  hits.addEventListener("click", (event) => {
    if (/** @type {HTMLElement} */ (event.target).closest("a")) hits.setAttribute("hidden", "");
  });
}

/**
 * @param {{anchor: string, heading: string, about: string}} thing
 * @returns {HTMLLIElement}
 */
function hit({ anchor, heading, about }) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  const kind = document.createElement("span");
  link.href = `#${anchor}`;
  kind.className = "faint";
  kind.textContent = about;
  link.append(heading);
  line.append(link, " ", kind);
  return line;
}

function start() {
  const view = /** @type {HTMLElement} */ (document.querySelector(".view"));
  startZoom(view);
  startSearch();
  // A link from elsewhere has its target only once the page is read to its end.
  for (const moment of ["pageshow", "hashchange"]) window.addEventListener(moment, () => showLit(view));
}

start();
