"""A page gets every rule that may fit something in it, in its order, and few others."""

import pytest

from generator.site.style import Style, trimmed


def test_a_style_keeps_its_selectors_and_texts() -> None:
    style = trimmed('/* Top. */\n.top :is(a, b) {\n  margin: 0;\n  content: "a : b";\n}\n@media print { a { b: c } }\n')

    assert style == '.top :is(a,b){margin:0;content:"a : b";}@media print{a{b:c}}'


SHEET = """
:root { --paper: #fff }
[hidden] { display: none }
h1, .lead, table { margin: 0 }
.card > .name:hover { color: red }
.box :is(p, dt) { color: blue }
.box:not(.wide) { color: green }
#main:has(> [data-kind="guide"]) { color: gray }
[data-kind~="home"] a::before { content: "a, b" }
@media print { .card { margin: 0 } table { margin: 0 } }
@media screen { .card { margin: 1px } }
"""


def test_a_page_gets_the_rules_it_may_need_in_their_order() -> None:
    page = (
        '<main id="main" data-kind="home"><h1 class="big lead">A</h1>'
        '<div class="box">.card <p>B</p></div><a href="/">C</a></main>'
    )

    style = Style(SHEET).for_page(page)

    assert style == (
        ":root{--paper:#fff}[hidden]{display:none}h1,.lead{margin:0}"
        ".box :is(p,dt){color:blue}.box:not(.wide){color:green}"
        '[data-kind~="home"] a::before{content:"a, b"}'
    )


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        ('<p class="a card"><b class="name">', ".card > .name:hover"),
        ('<main id="main"><p data-kind="guide">', '#main:has(> [data-kind="guide"])'),
        ('<a data-kind="far home">', '[data-kind~="home"] a::before'),
        ("<table>", "@media print{table"),
        ('<p title="a > b" class="card">', "@media screen{.card"),
    ],
)
def test_what_a_page_holds_brings_its_rule(page: str, rule: str) -> None:
    assert f"{rule}{{" in Style(SHEET).for_page(page)


def test_a_style_that_does_not_close_is_refused() -> None:
    with pytest.raises(ValueError, match=r"does not close: \{margin"):
        Style("p { margin: 0")
