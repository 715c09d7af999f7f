"""Any text of an author's becomes a page, or a problem at its place: never a trace."""

from __future__ import annotations

import pytest

from generator.checks import tangled_text
from generator.checks.wording import Texts
from generator.model.prose import ProseHead, ProsePage
from generator.pages.prose import inline, prose
from generator.pages.written import article_of
from generator.problems import Place, Text
from tests.partial import partial

HERE = Place("content/a.md", 1, 1)
ODD = [
    *("[x](http://[)", "[x]: http://[::1", "[x](/a b)", "[a](<b)", "[x](//other)", "[x](/\\other)", "![x](y)"),
    *("[x](javascript:alert(1))", "{% raw %}", "{{ x }}", "|a|b|\n|-|-|\n" * 50, "= =\n" * 50, "~~~\n" * 50, "# " * 20),
    *(mark * 150 + "x" for mark in "*[](`_<>&!\\#-"),
    *("- " * number + "x" for number in (3, 6, 7, 900)),
    *("1. " * number + "x" for number in (6, 800)),
    *(">" * number + " x" for number in (15, 16, 600)),
    *("    " * number + "- x" for number in (8, 12, 300)),
    "\n".join("  " * number + "- x" for number in range(40)),
    *("a" * number for number in (999, 1000, 60_000)),
    *("*" * number for number in (199, 200, 20_000)),
]


@pytest.mark.parametrize("said", ODD, ids=lambda said: f"{said[:8]!r} {len(said)}")
def test_an_odd_text_becomes_a_page_or_a_problem(said: str) -> None:
    text = Text(said, place=HERE)
    if list(tangled_text.check(None, Texts([text]))):  # type: ignore[arg-type]  # it looks at texts alone
        return
    page = ProsePage("content/a.md", "a/", partial(ProseHead), text)

    article = article_of(page, {})  # of what a page by hand may hold, other checks judge links and HTML
    for html in (prose(text), inline(text), article):
        assert html is article or "javascript:" not in html.partition("href=")[2]
        assert "<script" not in html


@pytest.mark.parametrize(
    ("said", "is_tangled"),
    [("- " * 6 + "x", False), ("- " * 7 + "x", True), ("a" * 999, False), ("a" * 1000, True), ("* * *", False)],
)
def test_where_a_text_is_tangled(said: str, is_tangled: bool) -> None:
    found = list(tangled_text.check(None, Texts([Text(f"A line.\n\n{said}", place=HERE)])))  # type: ignore[arg-type]

    assert bool(found) == is_tangled
