"""Print differences that an author made to break out of a form, or that are too long for one."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path

import pytest

from generator.difference import Differences, as_html, as_json, as_markdown, as_text, differences_of_words
from generator.difference.markdown import LONGEST
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problems, Text
from generator.reading import read_project

SMALL = Path(__file__).parents[1] / "cases" / "_valid" / "small"
TODAY = datetime.date(2026, 11, 22)
EVIL = "<script>x</script>\n# [a](http://b) | ![c](d) \x1b[31m \u202e $e$ ~f~ `g` @h #1 &amp; {+-]"


@pytest.fixture
def base() -> KnowledgeBase:
    found = read_project(SMALL, Problems()).base
    assert found is not None
    return found


def with_title(base: KnowledgeBase, title: str) -> KnowledgeBase:
    """Give a project whose first box has another title."""
    box = base.safety.boxes[0]
    changed = box.model_copy(update={"title": Text(title, place=box.title.place)})
    return replace(base, safety=base.safety.model_copy(update={"boxes": (changed, *base.safety.boxes[1:])}))


def compared(old: KnowledgeBase, new: KnowledgeBase) -> Differences:
    return differences_of_words(old, new, names=("<old>", "new|"))


def test_a_terminal_shows_each_line_of_an_author_behind_its_sign(base: KnowledgeBase) -> None:
    text = as_text(compared(base, with_title(base, EVIL)))

    assert text.endswith(
        "\n   - Made-up box\n   + <script>x</script>\n"
        "   + # [a](http://b) | ![c](d) \ufffd[31m \ufffd $e$ ~f~ `g` @h #1 &amp; {+-]"
    )


def test_markdown_makes_nothing_of_an_authors_words(base: KnowledgeBase) -> None:
    comment = as_markdown(compared(base, with_title(base, EVIL)), today=TODAY)

    row = next(line for line in comment.split("\n") if line.startswith("| 1 |"))
    assert row == (
        "| 1 | **box made-up-box**<br>title | Made-up box | &#60;script&#62;x&#60;/script&#62;<br># "
        "&#91;a&#93;(http&#58;//b) &#124; !&#91;c&#93;(d) \ufffd&#91;31m \ufffd &#36;e&#36; &#126;f&#126; "
        "&#96;g&#96; &#64;&#8203;h &#35;&#8203;1 &#38;amp; {+-&#93; |"
    )


def test_a_page_shows_an_authors_words_as_they_are(base: KnowledgeBase) -> None:
    page = as_html(compared(base, with_title(base, EVIL)), today=TODAY)

    assert "<script" not in page
    assert "&lt;script&gt;x&lt;/script&gt;<br># [a](http://b) | ![c](d) \ufffd[31m \ufffd" in page
    assert "&amp;amp; {+-]" in page
    assert "<title>What changes for patients: &lt;old&gt; to new|</title>" in page


def test_json_holds_an_authors_words_whole(base: KnowledgeBase) -> None:
    whole = as_json(compared(base, with_title(base, EVIL)))

    assert whole.isascii()
    assert json.loads(whole)["items"][0]["new"] == EVIL.split("\x00")


def test_a_change_of_spaces_is_said_to_be_no_more(base: KnowledgeBase) -> None:
    old = with_title(base, "Made up\n\nbox")

    text = as_text(compared(old, with_title(base, "Made  up\nbox")))

    assert "box made-up-box\n1. title, only spaces or line breaks  (" in text


def test_a_long_text_is_cut_to_what_changed_in_a_terminal_and_whole_on_the_page(base: KnowledgeBase) -> None:
    words = [f"word{number}" for number in range(200)]
    old, new = (with_title(base, " ".join([*words[:100], word, *words[100:]])) for word in ("here", "there"))

    found = compared(old, new)

    assert "   - … word88 word89" in as_text(found)
    assert "word99 [-here-] word100" in as_text(found)
    assert "word50" not in as_text(found)
    assert "word50" in as_html(found, today=TODAY)


def test_a_comment_that_would_be_too_long_says_how_much_is_left_out(base: KnowledgeBase) -> None:
    here = base.safety.place
    long = Text("much to say " * 400, place=here)
    boxes = [
        base.safety.boxes[0].model_copy(update={"id": Text(f"box-{number}", place=here), "title": long})
        for number in range(30)
    ]
    new = replace(base, safety=base.safety.model_copy(update={"boxes": (*base.safety.boxes, *boxes)}))

    comment = as_markdown(compared(base, new), today=TODAY)

    assert len(comment) < LONGEST
    assert "18 more did not fit here; `stepwell compare --format html` shows all." in comment
