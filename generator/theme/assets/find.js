// Puts a field in the place of each link to the search page; without this the link still leads there.
for (const link of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-find]"))) {
  const field = document.createElement("input");
  const said = link.textContent.trim();
  const isLabel = link.localName === "label";
  Object.assign(field, { type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: false });
  if (isLabel) link.setAttribute("for", (field.id = "query"));
  else Object.assign(field, { role: "combobox", ariaExpanded: "false", ariaLabel: said, placeholder: said });
  // Who goes back after leaving finds no words of theirs.
  addEventListener("stepwell-leave", () => (field.value = ""));
  link.after(field);
  link.hidden = !isLabel;
  // What searches comes once a reader touches the field. Where it does not come, the link does its work.
  field.addEventListener("focus", () => import(link.dataset.find).catch(() => {
    field.remove();
    link.hidden = isLabel;
  }), { once: true });
}
