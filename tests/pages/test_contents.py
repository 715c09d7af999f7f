"""Hold what a long page says it holds, and which of its parts open."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from generator.model.prose import FoldedAt, ProseHead, ProsePage
from generator.model.words import WordsFile
from generator.page_kinds import HOME, OUTCOME, WRITTEN
from generator.pages.contents import outlined
from generator.pages.links import filled_in
from generator.pages.written import article_of
from generator.problems import Place, Text
from tests.conftest import shipped
from tests.partial import partial

LONG = "<p>" + "Water the beds before noon. " * 100 + "</p>"


def words_of() -> WordsFile:
    """Return the words of the shipped project."""
    base = shipped().base
    assert base is not None
    return base.words


def titles(html: str) -> list[str]:
    """Return the words of "On this page"."""
    return [node.text() for node in tree_of(html).css(".contents li")]


def tree_of(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(filled_in(html, lambda *_: ""))


def beds(count: int, classes: str = "") -> str:
    return "".join(
        f'<h2 id="bed-{bed}"{classes}>Bed {bed} &amp; <em>more</em></h2><p>Roses.</p>' for bed in range(count)
    )


def test_a_long_page_lists_its_headings_after_its_lead() -> None:
    words = words_of()
    html = outlined(f'<h1>Beds</h1><p class="lead">All.</p>{LONG}{beds(4)}', WRITTEN, words)

    assert titles(html) == [f"Bed {bed} & more" for bed in range(4)]
    assert html.index("All.") < html.index("contents") < html.index("Water the beds")


def test_a_short_page_the_first_page_and_a_result_list_nothing() -> None:
    words = words_of()
    long, short = f"<h1>Beds</h1>{LONG}{beds(4)}", f"<h1>Beds</h1>{beds(4)}"

    assert [titles(outlined(long, kind, words)) for kind in (HOME, OUTCOME)] == [[], []]
    assert titles(outlined(short, WRITTEN, words)) == []
    assert titles(outlined(f"<h1>Beds</h1>{LONG}{beds(3)}", WRITTEN, words)) == []


def test_a_part_ends_where_the_next_of_its_level_begins() -> None:
    html = (
        '<h1>A</h1><h2 id="a" class="folds">A</h2><p>1</p><h3 id="b" class="folds">B</h3><p>2</p>'
        '<footer class="part-sources">3</footer><h2 id="c">C</h2><p>4</p><div><h2 id="d" class="folds">D</h2></div>'
        '<h2 id="e" class="folds">E</h2><p>5</p><footer class="colophon">6</footer>'
    )
    tree = tree_of(outlined(html, WRITTEN, words_of()))
    parts = [" ".join(part.text(separator=" ").split()) for part in tree.css(".part > div")]

    assert [heading.id for heading in tree.css(".part > summary > *")] == ["a", "b", "e"]
    assert parts == ["1 B 2 3", "2", "5"]
    assert [node.text() for node in tree.css("body > p, body > footer, body > div")] == ["4", "D", "6"]


def test_a_page_folds_what_its_head_says_but_what_must_stand_open() -> None:
    page = page_with("# A\n\n## Call\n\nNow.\n\n### How\n\nSo.\n\n## Read\n\nLater.\n", folded=(FoldedAt.PARTS,))
    opened = page_with(page.body, folded=(FoldedAt.PARTS, FoldedAt.SUBPARTS), unfolded=(text("call"),))

    assert folded_in(page) == ["call", "read"]
    assert folded_in(opened) == ["how", "read"]


def test_a_source_without_words_is_named_at_the_end_of_its_part() -> None:
    page = page_with(
        "# A\n\n## Call\n\nNow [](/sources/#b), or later. [](/sources/#c)\n\nSee [B](/sources/#b).\n\n## Read\n\nSo."
    )
    tree = tree_of(article_of(page, {}, lambda ids: f"<footer>{' '.join(ids)}</footer>"))

    assert [node.text() for node in tree.css("p, footer")] == ["Now, or later.", "See B.", "b c", "So."]


def page_with(body: str, **head: object) -> ProsePage:
    """Return a made-up page with these keys in its head."""
    return ProsePage("content/a.md", "a/", partial(ProseHead, **{"folded": (), "unfolded": (), **head}), text(body))


def text(said: str) -> Text:
    return Text(said, place=Place("content/a.md", 1, 1))


def folded_in(page: ProsePage) -> list[str]:
    return [node.id or "" for node in tree_of(article_of(page, {})).css(".folds")]
