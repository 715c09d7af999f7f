// Makes "Leave this page" faster and cleaner; without this the link still leads away.
const link = document.querySelector("[data-leave]");
let presses = [];

function leave(event) {
  event?.preventDefault();
  document.documentElement.hidden = true;
  const detail = { entries: 0 };
  dispatchEvent(new CustomEvent("stepwell-leave", { detail }));
  // In a frame of another site the whole window leaves; the browser lets a reader's own click or key do that.
  const go = () => (parent === window ? location.replace(link.href) : open(link.href, "_top"));
  if (!detail.entries) return go();
  // The guide's steps fold into one entry first, and that one is replaced: Back does not lead to a question.
  // Firefox 153 adds an entry, and replaces none, where the replacing begins before "popstate" is over.
  addEventListener("popstate", () => setTimeout(go), { once: true });
  history.go(-detail.entries);
  setTimeout(go, 300);
}

if (link) {
  link.addEventListener("click", leave);
  addEventListener("keydown", ({ key, repeat, timeStamp }) => {
    if (key !== "Shift") presses = [];
    if (key !== "Shift" || repeat) return;
    presses = [...presses.filter((time) => timeStamp - time < 5000), timeStamp];
    if (presses.length > 2) leave();
  });
  addEventListener("pageshow", () => (document.documentElement.hidden = false));
}
