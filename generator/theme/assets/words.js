// Opens the meaning of a word where it stands; without this the word leads to the end of the page.
addEventListener("click", (event) => {
  const word = event.target instanceof Element && event.target.closest("a.term");
  if (!(word instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const meaning = document.getElementById(word.hash.slice(1));
  if (!meaning?.showPopover) return;
  event.preventDefault();
  meaning.showPopover();
});
