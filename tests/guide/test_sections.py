"""Show each layout of a question on the page without script."""

from __future__ import annotations

from typing import Any

from generator.guide.diagram import Diagram
from generator.guide.sections import GuideSection, Layout, SectionLink, lay_out
from tests.guide.example import example
from tests.guide.small_guides import answer, diagram_of, guide, outcome, question


def _asked(when: Any) -> tuple[Diagram, tuple[GuideSection, ...]]:
    """Lay out one question: "none" stands first, then a, b and c."""
    asked = question("q", "any", [answer("none", "o0"), answer("a"), answer("b"), answer("c")], "decide")
    cases = [{"when": when, "next": "o1"}, {"otherwise": "o0"}]
    diagram = diagram_of(guide([asked], [{"id": "decide", "cases": cases}], [outcome("o0"), outcome("o1")]))
    return diagram, lay_out(diagram)


def _ends(diagram: Diagram, links: tuple[SectionLink, ...]) -> list[str]:
    return [diagram.nodes[link.target].outcome for link in links]


def test_one_answer_is_a_link_each() -> None:
    diagram = diagram_of(example())

    (wish,) = (section for section in lay_out(diagram) if diagram.nodes[section.node].question == "wish")

    assert (wish.layout, [link.answer for link in wish.links]) == (Layout.ONE, [0, 1])
    assert _ends(diagram, wish.links) == ["more", "stay"]


def test_where_the_first_true_option_decides_each_option_is_a_link() -> None:
    diagram, sections = _asked({"any": ["q.a", "q.b"]})

    assert (sections[0].layout, [link.answer for link in sections[0].links]) == (Layout.FIRST, [1, 2, 3, 0])
    assert _ends(diagram, sections[0].links) == ["o1", "o1", "o0", "o0"]


def test_where_only_the_number_matters_each_range_is_a_link() -> None:
    diagram, sections = _asked({"at_least": 2, "of": ["q.a", "q.b", "q.c"]})

    ranges = [(link.answer, link.at_least, link.at_most) for link in sections[0].links]
    assert (sections[0].layout, ranges) == (Layout.NUMBER, [(None, 1, 1), (None, 2, 3), (0, 0, 0)])
    assert _ends(diagram, sections[0].links) == ["o0", "o1", "o0"]


def test_else_one_option_after_another_is_asked() -> None:
    diagram, sections = _asked({"all": ["q.a", {"not": "q.b"}]})

    assert (sections[0].layout, [link.answer for link in sections[0].links]) == (Layout.EACH, [None, 0])
    options = [section for section in sections if diagram.nodes[section.node].option is not None]
    assert {section.layout for section in options} == {Layout.OPTION}


def test_an_option_that_must_be_chosen_has_no_way_to_leave_it_out() -> None:
    diagram, sections = _asked({"all": ["q.a", {"not": "q.b"}]})

    must = [section.links for section in sections if None in diagram.nodes[section.node].arrows]

    assert [[link.answer for link in links] for links in must] == [[1]]


def test_sections_come_in_the_order_of_their_nodes_and_begin_at_the_start() -> None:
    numbers = [section.node for section in lay_out(diagram_of(example()))]

    assert numbers[0] == 0
    assert numbers == sorted(numbers)


def test_options_that_need_no_section_of_their_own_have_none() -> None:
    diagram = diagram_of(example())

    assert all(diagram.nodes[section.node].option is None for section in lay_out(diagram))
