"""Hold the picture, the outline and the guide as it was written against each other: each arrow is in all three."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain

import pytest
from hypothesis import given, settings
from selectolax.lexbor import LexborHTMLParser

from generator.checks import Verified
from generator.guide_map import map_of
from generator.guide_map.chart import Chart, chart_of
from generator.guide_map.drawing import as_svg
from generator.guide_map.layout import layout_of
from generator.guide_map.outline import as_text, outline_of
from generator.model.guide import asked
from tests.guide.small_guides import Tree, answer, guide, guides, outcome, question
from tests.guide.told import Project, note
from tests.guide_map.projects import PROJECTS, guides_of, of_random

Arrows = Counter[tuple[str, str]]


def written(verified: Verified) -> Arrows:
    """Give the arrows of a guide as its authors wrote it: answers that lead to one place are one arrow."""
    tree, plan = verified.base.tree, verified.plan
    found: Arrows = Counter()
    for id, planned in plan.questions.items():
        entry = planned.entry
        ends = {str(answer.next or entry.next) for answer in (*entry.answers, *entry.more_answers)}
        ends |= {str(entry.next)} if entry.is_from_levels else set()
        found.update((id, end) for end in ends)
    found.update((str(decision.id), str(case.target)) for decision in tree.decisions for case in decision.cases)
    return found


def drawn(chart: Chart, *, is_whole: bool) -> Arrows:
    """Give the arrows of the picture, as it is written."""
    svg = as_svg(chart, layout_of(chart, is_whole=is_whole), {})
    found = re.findall(r'data-way="([^"]+)/\d+" data-to="([^"]+)"', svg)
    return Counter((start, end) for start, end in found)


def said(chart: Chart) -> Arrows:
    """Give the arrows of the outline: a line that leads from its section to another."""
    lines = [
        (section.anchor, line) for part in outline_of(chart) for section in part.sections for line in section.lines
    ]
    return Counter(
        (anchor.removeprefix("step-"), re.sub("^(step|end)-", "", line.link)) for anchor, line in lines if line.arrow
    )


def hold_all_three(verified: Verified) -> None:
    chart = chart_of(verified)
    arrows = written(verified)

    assert said(chart) == arrows
    assert drawn(chart, is_whole=True) == arrows
    assert drawn(chart, is_whole=False) == arrows
    assert as_text(chart).count("→ ") == arrows.total()


@pytest.mark.parametrize("project", PROJECTS)
def test_picture_and_outline_have_the_arrows_of_the_guide(project: str) -> None:
    for verified in guides_of(project):
        hold_all_three(verified)


@given(guides())
@settings(max_examples=60)
def test_so_it_is_of_any_guide(tree: Tree) -> None:
    hold_all_three(of_random(Project(tree)))


def texts(verified: Verified) -> list[str]:
    """Give every word of the guide that a reader of the map must find: questions, answers, outcomes, notes."""
    base = verified.base
    of_questions = (
        (asked(str(planned.entry.you)), *(str(given.text) for given in planned.answers))
        for planned in verified.plan.questions.values()
    )
    of_notes = (str(each.title.you) for each in base.every_note() if str(each.id) in verified.audiences)
    return [*chain.from_iterable(of_questions), *(str(end.title.you) for end in base.tree.outcomes), *of_notes]


@pytest.mark.parametrize("project", PROJECTS)
def test_every_question_answer_outcome_and_note_stands_in_words_and_in_the_whole_picture(project: str) -> None:
    for verified in guides_of(project):
        chart = chart_of(verified)
        outline = as_text(chart)
        picture = LexborHTMLParser(as_svg(chart, layout_of(chart, is_whole=True), {}))
        shown = " ".join(node.text() for node in picture.css("text"))
        wanted = texts(verified)

        assert [text for text in wanted if text not in outline] == []
        assert [text for text in wanted if text not in shown] == []


@pytest.mark.parametrize("project", PROJECTS)
def test_no_link_of_a_page_leads_nowhere_and_no_name_stands_twice(project: str) -> None:
    for verified in guides_of(project):
        page = map_of(verified).decode()

        anchors = re.findall(r' id="([^"]+)"', page)
        links = set(re.findall(r' href="#([^"]+)"', page))

        assert [anchor for anchor, number in Counter(anchors).items() if number > 1] == []
        assert links - set(anchors) == set()


def test_the_same_guide_gives_the_same_bytes(verified: Verified) -> None:
    assert map_of(verified) == map_of(verified)


def test_words_of_authors_are_no_markup() -> None:
    text = "<b>&\"'"
    asked = question("q0", "one", [answer("a", "o0") | {"text": text}], "o0") | {"you": f"{text}?"}
    end = outcome("o0") | {"title": text}
    project = Project(guide([asked], [], [end]), notes=[note("n", ["q0.a"], title=text)])

    page = map_of(of_random(project)).decode()

    assert "<b>" not in page
