// Opens the folded part that a link leads to, and lets it be closed again; without this the style shows it.
const unfold = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const wasHidden = target?.closest("details:not([open]) > :not(summary)");
  for (let part = target?.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
  if (wasHidden) target.scrollIntoView();
};
document.documentElement.dataset.unfolds = "";
unfold();
addEventListener("hashchange", unfold);
// Where a link leads to the part that the address names already, nothing else says so.
addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("a[href*='#']")) setTimeout(unfold);
});
