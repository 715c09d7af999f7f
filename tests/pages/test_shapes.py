"""The look that markers give to ordinary lists and paragraphs of hand-written pages."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model.prose import Picture, ProsePage, Shape
from generator.pages.atlas import draw_atlas
from generator.pages.blocks import blocks_of
from generator.pages.components import COMPONENTS
from generator.pages.written import article_of
from generator.problems import Place, Text
from tests.conftest import shipped
from tests.pages.small_project import TODAY, small_project

LISTS = (Shape.DO, Shape.DO_NOT, Shape.TIMELINE, Shape.DAYS, Shape.SAY)
DRAWINGS = {f"picture:{picture}": f"<svg><title>{picture}</title></svg>" for picture in Picture}


def article(markdown: str) -> LexborHTMLParser:
    head = small_project().base.pages[0].head
    page = ProsePage("content/a.md", "a/", head, Text(markdown, place=Place("", 1, 1)))
    return LexborHTMLParser(article_of(page, DRAWINGS))


def only(made: LexborHTMLParser, selector: str) -> LexborNode:
    [found] = made.css(selector)
    return found


def test_every_shape_has_a_component() -> None:
    assert {shape.value for shape in Shape} - {"do-not"} <= set(COMPONENTS)


@pytest.mark.parametrize("shape", LISTS)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_marker_gives_its_look_to_the_list_below_it_and_is_gone(shape: Shape, between: str) -> None:
    made = article(f"A line.\n\n[[{shape}]]{between}1. One.\n2. Two.\n\nAn end.\n")

    assert [item.text() for item in made.css(f"ol.{shape} > li")] == ["One.", "Two."]
    assert [paragraph.text() for paragraph in made.css("p")] == ["A line.", "An end."]


def test_each_marker_gives_its_look_to_its_own_list_alone() -> None:
    made = article("[[do]]\n\n- One.\n\n[[do-not]]\n\n- Two.\n\nBetween.\n\n- Three.\n")

    assert [(found.attributes.get("class"), found.text().strip()) for found in made.css("ul")] == [
        ("do", "One."),
        ("do-not", "Two."),
        (None, "Three."),
    ]


def test_what_to_say_may_be_a_quotation_or_a_paragraph() -> None:
    assert only(article("[[say]]\n\n> Call me.\n"), "blockquote.say").text().strip() == "Call me."
    assert only(article('[[say]]\n\n"Call me."\n'), "p.say").text() == '"Call me."'


def test_a_quotation_in_a_timeline_is_what_to_say() -> None:
    made = article("[[timeline]]\n\n1. **A letter** *today*\n\n    > Why?\n\n2. **The end**\n\n> Not this.\n")

    assert [said.text().strip() for said in made.css("blockquote.say")] == ["Why?"]


def test_the_line_to_remember_stands_in_one_band_with_its_drawing() -> None:
    made = article("[[remember]]\n\nCall.\n\n[[picture:waiting]]\n\nWait.\n\nMore.\n")

    assert only(made, "p.remember").text() == "Call."
    band = only(made, "div.remember")
    assert [part.tag for part in band.iter()] == ["svg", "p"]
    assert band.text().split() == ["waiting", "Wait."]
    assert [paragraph.text() for paragraph in made.css("p:not(.remember)")] == ["Wait.", "More."]


def test_every_picture_is_a_drawing_of_its_own_without_words() -> None:
    blocks = blocks_of(draw_atlas(small_project().base, TODAY))
    drawings = [blocks[f"picture:{picture}"] for picture in Picture]

    assert len(set(drawings)) == len(Picture)
    for drawing in drawings:
        svg = only(LexborHTMLParser(drawing), "svg")
        assert (svg.text().strip(), svg.attributes["aria-hidden"]) == ("", "true")


def test_every_picture_stands_in_some_page() -> None:
    base = shipped().base
    assert base is not None

    bodies = "\n".join(page.body for page in base.pages)
    assert [picture for picture in Picture if f"[[picture:{picture}]]" not in bodies] == []
