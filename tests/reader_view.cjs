// Holds every page against the reader view of Firefox (Mozilla's Readability): no sentence of an article may be lost.
const { Readability } = require("@mozilla/readability");
const { JSDOM } = require("jsdom");
const { readdirSync, readFileSync } = require("node:fs");

const site = process.argv[2];
const PARTS = "p, li, dd, dt, td, th, h2, h3";
const HOLDS_PARTS = ":scope > :is(p, ul, ol, dl, table, div, section)";
const NOT_READ = "[popover], svg, footer, form, details:not([open]) *, .call-list button, noscript, p:has(> label)";
// A guide is answered, the search is used, and lists of links are no articles.
const NO_ARTICLE =
  /^(guides?\/([^/]+\/)?(index|plain\/index|sheet\/index|offline)|(search|moves|levels|glossary|sources)\/index|index|404|source\/.*)\.html$/;
const spaced = (text) => text.replace(/\s+/g, " ").trim();
const leadsOn = (name) => readFileSync(`${site}/${name}`, "utf8").includes('http-equiv="refresh"');
const pages = readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".html") && !NO_ARTICLE.test(name) && !leadsOn(name));
let lost = 0;

for (const name of pages.sort()) {
  const page = () => new JSDOM(readFileSync(`${site}/${name}`, "utf8"), { url: "https://example.org/" }).window.document;
  const shown = spaced(new Readability(page()).parse()?.textContent ?? "");
  for (const part of page().querySelectorAll(`article :is(${PARTS})`)) {
    const text = spaced(part.textContent);
    if (!text || part.querySelector(HOLDS_PARTS) || part.closest(NOT_READ) || shown.includes(text)) continue;
    lost += 1;
    console.log(`${name}: lost "${text.slice(0, 90)}"`);
  }
}
console.log(`${lost} parts of articles are lost in reader view.`);
process.exit(lost ? 1 : 0);
