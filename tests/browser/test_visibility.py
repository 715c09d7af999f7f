"""Hold what the inspection takes for a help line that can be seen against what Chromium shows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser

from generator.site.visibility import shown_links

_LINK = '<a href="tel:911">Call 911</a>'
_BAR = f'<aside class="help"><p>Help now</p><ul><li>{_LINK}</li></ul></aside>'
HIDDEN_BY_MARKUP = (
    *(_BAR.replace("<aside", f"<aside {said}") for said in ("hidden", "inert", 'aria-hidden="true"', "popover")),
    *(_BAR.replace("<li", f"<li {said}") for said in ("HIDDEN=false", "hidden=until-found", 'inert="false"')),
    *(_BAR.replace("<a ", f"<a {said} ") for said in ("hidden", "inert", 'aria-hidden="true"')),
    *(f"<{tag}>{_BAR}</{tag}>" for tag in ("details", "template", "noscript", "dialog", "textarea", "select")),
    f"<svg viewBox='0 0 9 9'><text>{_LINK}</text></svg>",
    f"<details><summary>Help</summary>{_BAR}</details>",
    f"<div hidden><section><div>{_BAR}</div></section></div>",
    f"<!-- {_BAR} -->",
    f"<h1>First</h1>{_BAR}",
    _BAR.replace("Call 911", " "),
    _BAR.replace("<a ", "<b ").replace("</a", "</b"),
)
HIDDEN_BY_STYLE = (
    *(f".help{{{said}}}" for said in ("display:none", "DISPLAY:None!important", "visibility:hidden", "opacity:0")),
    *(f".help{{{said}}}" for said in ("opacity:.0", "opacity:0%", "content-visibility:hidden", "clip-path:inset(50%)")),
    *(
        f".help{{position:absolute;{said}}}"
        for said in ("left:-9999px", "top:-100vh", "right:-200%", "inset:-90em auto auto")
    ),
    *(f".help{{position:fixed;{said}}}" for said in ("transform:translateX(-200vw)", "translate:0 -999px", "scale:0")),
    *(f".help{{overflow:hidden;{said}}}" for said in ("height:0", "max-height:0px", "width:1px", "block-size:0")),
    *(
        f".help a{{{said}}}"
        for said in ("font-size:0", "color:transparent", "color:rgb(0 0 0/0)", "pointer-events:none")
    ),
    *(f".help a{{{said}}}" for said in ("color:rgba(1,2,3,0)", "display:block;text-indent:-9999px;overflow:hidden")),
    *(
        "li{display:none}",
        "body>*{display:none}",
        ":has(>p){visibility:hidden}",
        "aside:not(:focus-within){display:none}",
    ),
    *(
        "aside:not(:hover) ul{display:none}",
        "@media screen{.help{display:none}}",
        "@media (width>1px){ul{display:none}}",
    ),
    *("@layer a{.help{display:none}}", "@supports (display:grid){.help{display:none}}", ".help{ul{display:none}}"),
    *(".help{& a{display:none}}", "ul{li,p{display:none}}", ".x,.help{display:none}", ".h\\65lp{display:none}"),
    *(
        "/*}*/.help{display:none}",
        '.x::before{content:"}"}.help{display:none}',
        "@media print{.x{color:red}}.help{display:none}",
    ),
    *("[class^=he]{display:none}", "a[href^='tel:']{display:none}", "html{display:none}", ":root{visibility:collapse}"),
    *("@keyframes a{to{opacity:0}}.help{animation:a 0s forwards}", ":root{--a:none}.help{display:var(--a)}"),
    ".help{margin-top:-400px}",
    *(f".help{{{said}}}" for said in ("padding-top:120vh", "margin:100vh 0", "border-top:900px solid", "zoom:40")),
    *("body{padding-block:calc(60vh + 60vh)}", ".help p{height:900px}", ".help p{min-block-size:120vh}"),
    *(".help p{font-size:90vh}", ".help p{font:90vh serif}", ".help p{line-height:99}", ".help a{letter-spacing:99em}"),
    *(
        ".help p::before{content:'';display:block;height:120vh}",
        "*{font-size:40rem}",
        ".help{word-spacing:1px;zoom:4000%}",
    ),
    *(".help{display:grid;row-gap:900px}", "@media (width>1px){aside p{padding:0 0 999px}}"),
    *(f".help a{{{said}}}" for said in ("color:#fff;background:#fff", "color:White;background-color:rgb(255,250,255)")),
)
SHOWN = (
    *(".help{display:flex}", "@media print{.help{display:none}}", ".x{display:none}", ".help::before{display:none}"),
    *(
        ".help{margin:0 -.5rem}",
        ".help a{opacity:.9;color:#123}",
        ".help li{line-height:1.5}",
        ".help li{line-height:160%;font:600 120%/1.4 serif;padding:5% 1rem}",
        ".help{padding:2rem;border:4px solid;zoom:1;letter-spacing:.05em}",
        ".help a{color:#fff;background:#135}",
        "body{min-height:100vh}.help{height:400px}",
        "h1{padding-top:100vh;font-size:9rem}.help~p{line-height:99}",
        "[hidden]{height:900px}@media print{.help p{height:900px}}",
        ".help{position:sticky;top:0}",
    ),
    *(
        ".help~*{display:none}",
        ".help+p{visibility:hidden}",
        "[hidden]{display:none}",
        ".help{min-height:2px;max-width:40rem}",
    ),
    *(".help:empty{display:none}", '.x::before{content:".help{display:none}"}', "", ".help a{text-indent:-.5px}"),
)
_SEES = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const link = document.querySelector("a");
  const heading = document.querySelector("h1");
  if (!link || !(link.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING)) return false;
  if (!link.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  if (link.closest("[inert], [aria-hidden='true'], svg") || !link.textContent.trim()) return false;
  const { color, backgroundColor } = getComputedStyle(link);
  if (/, 0\\)$/u.test(color)) return false;
  const parts = (said) => said.match(/[\\d.]+/gu).slice(0, 3);
  const isOnGround = !/, 0\\)$/u.test(backgroundColor);
  if (isOnGround && parts(color).every((part, at) => Math.abs(part - parts(backgroundColor)[at]) < 9)) return false;
  const range = document.createRange();
  range.selectNodeContents(link);
  const { left, right, top, bottom, width, height } = range.getBoundingClientRect();
  if (width < 8 || height < 8) return false;
  const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return at !== null && link.contains(at);
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Page:
    return browser.new_page()


def _page(style: str, bar: str = _BAR) -> str:
    return f"<!doctype html><style>{style}</style><body>{bar}<h1>Levels</h1><p>Words</p>"


@pytest.mark.parametrize(
    ("html", "is_shown"),
    [
        *((_page("", bar), False) for bar in HIDDEN_BY_MARKUP),
        *((_page(style), False) for style in HIDDEN_BY_STYLE),
        *((_page(style), True) for style in SHOWN),
    ],
)
def test_help_is_taken_to_be_seen_where_chromium_shows_it(blank: Page, html: str, is_shown: bool) -> None:
    blank.set_content(html)

    assert [link.attributes["href"] for link in shown_links(LexborHTMLParser(html))] == ["tel:911"] * is_shown
    assert blank.evaluate(_SEES) == is_shown
