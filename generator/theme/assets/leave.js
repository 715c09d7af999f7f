// Makes "Leave this page" faster and cleaner; without this the link still leads away.
/** @type {HTMLAnchorElement | null} */
const link = document.querySelector("[data-leave]");
const title = document.title;
const isFramed = parent !== window;
// `late` runs while the history is tidied, and leads away where that takes too long.
/** @type {number[]} */
let presses = [];
let isAlone = false;
let isLeaving = false;
/** @type {number | undefined} */
let late;

// In a frame of another site the whole window leaves; where it may not, the frame does.
function away() {
  clearTimeout(late);
  late = undefined;
  try {
    (isFramed ? top : window).location.replace(link.href);
  } catch {
    location.replace(link.href);
  }
}

/** @type {(entries: number, then: () => void) => void} */
function back(entries, then) {
  if (!entries) return then();
  // Firefox 153 adds an entry, and replaces none, where the replacing begins before "popstate" is over.
  // On a slow phone going back may end after the page began to leave, and put an end to that: then it leaves again.
  addEventListener("popstate", () => setTimeout(() => isLeaving && (late ? then() : away())), { once: true });
  history.go(-entries);
}

// An entry that says nothing cuts off what lies ahead: Forward leads there and no further.
function cut() {
  try {
    history.pushState(null, "", link.dataset.leave);
  } catch {
    // A file from a folder may show no other address: what lies ahead of it stays.
    return away();
  }
  back(1, away);
}

// Links of a result open beside it: leaving one page leaves them all, and no answer stays in another tab.
/** @type {BroadcastChannel | undefined} */
let others;
try {
  others = new BroadcastChannel("stepwell-leave");
  others.onmessage = () => leave();
} catch {
  // Firefox 153 has none for a reader who keeps no cookies: then each page leaves by itself.
}

/** @param {Event} [event] */
function leave(event) {
  event?.preventDefault();
  isLeaving = true;
  document.documentElement.hidden = true;
  document.title = link.host;
  const detail = { entries: 0 };
  dispatchEvent(new CustomEvent("stepwell-leave", { detail }));
  if (isFramed) return away();
  late = setTimeout(away, 500);
  // The guide's steps fold into one entry first, and that one is replaced: Back does not lead to a question.
  back(detail.entries, cut);
}

/** @param {Event} [event] */
function leaveAll(event) {
  others?.postMessage(0);
  leave(event);
}

function interrupt() {
  presses = [];
  isAlone = false;
}

if (link) {
  link.addEventListener("click", leaveAll);
  // Only Shift by itself counts: down and up again, with nothing else done meanwhile or in between.
  for (const other of ["pointerdown", "wheel", "scroll", "input"])
    addEventListener(other, interrupt, { capture: true, passive: true });
  addEventListener("keydown", ({ key, repeat, altKey, ctrlKey, metaKey }) => {
    if (key !== "Shift" || altKey || ctrlKey || metaKey) interrupt();
    else isAlone ||= !repeat;
  });
  addEventListener("keyup", ({ key, timeStamp }) => {
    if (key !== "Shift" || !isAlone) return;
    isAlone = false;
    presses = [...presses.filter((time) => timeStamp - time < 5000), timeStamp];
    if (presses.length > 2) leaveAll();
  });
  addEventListener("pageshow", () => {
    isLeaving = false;
    document.documentElement.hidden = false;
    document.title = title;
  });
}
