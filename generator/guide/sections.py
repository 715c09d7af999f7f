"""Lay the diagram out as sections and links, for the page without script and for paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.guide.diagram import Diagram
from generator.guide.walks import exits
from generator.model.guide import Choose


class Layout(StrEnum):
    """How a question stands on a page without script.

    ONE: a link for each answer. FIRST: a link for each option, and the reader takes the first that is true.
    NUMBER: a link for each number of options that are true. EACH: one option after another, each an OPTION section
    with the links no and yes.
    """

    ONE = "one"
    FIRST = "first"
    NUMBER = "number"
    EACH = "each"
    OPTION = "option"


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A way on from a section: the words of an answer (`answer` is its position among the question's answers),
    or a number of options (`at_least` to `at_most`), and the node it leads to.
    """

    target: int
    answer: int | None = None
    at_least: int = 0
    at_most: int = 0


@dataclass(frozen=True, slots=True)
class GuideSection:
    """One section: a node of the diagram, how it is laid out, and its links."""

    node: int
    layout: Layout
    links: tuple[SectionLink, ...] = ()


def lay_out(diagram: Diagram) -> tuple[GuideSection, ...]:
    """List the sections that a reader can reach, in the order of their nodes."""
    sections: dict[int, GuideSection] = {}
    waiting = [0]
    while waiting:
        number = waiting.pop()
        if number in sections:
            continue
        sections[number] = _section(diagram, number)
        waiting.extend(link.target for link in sections[number].links)
    return tuple(sections[number] for number in sorted(sections))


def _section(diagram: Diagram, number: int) -> GuideSection:
    node = diagram.nodes[number]
    if node.outcome:
        return GuideSection(number, Layout.ONE)
    question = diagram.plan.questions[node.question]
    position = {answer.reference: place for place, answer in enumerate(question.answers)}
    if node.option is not None:
        ways = (
            SectionLink(_settled(diagram, arrow), answer)
            for answer, arrow in enumerate(node.arrows)
            if arrow is not None
        )
        return GuideSection(number, Layout.OPTION, tuple(ways))
    alone = tuple(
        SectionLink(arrow, position[answer.reference])
        for answer, arrow in zip(question.exclusives, node.arrows, strict=False)
        if arrow is not None
    )
    if question.choose is Choose.ONE:
        return GuideSection(number, Layout.ONE, alone)
    first = node.arrows[-1]
    assert first is not None
    for layout, links in (
        (Layout.FIRST, _first_true(diagram, first, position)),
        (Layout.NUMBER, _by_number(diagram, first)),
    ):
        if links:
            return GuideSection(number, layout, links + alone)
    return GuideSection(number, Layout.EACH, (SectionLink(first), *alone))


def _settled(diagram: Diagram, number: int) -> int:
    """Skip options that no longer matter: give the one node that all their answers lead to, else the node itself."""
    node = diagram.nodes[number]
    while node.option is not None and node.arrows[0] == node.arrows[1] and node.arrows[0] is not None:
        number = node.arrows[0]
        node = diagram.nodes[number]
    if node.option is None or _can_stay_empty(diagram, number):
        return number
    targets = exits(diagram, number)
    return min(targets) if len(targets) == 1 else number


def _can_stay_empty(diagram: Diagram, number: int) -> bool:
    """Tell whether a reader could pass the options from here without having chosen any."""
    at: int | None = number
    while at is not None and diagram.nodes[at].option is not None:
        at = diagram.nodes[at].arrows[0]
    return at is None


def _first_true(diagram: Diagram, first: int, position: dict[str, int]) -> tuple[SectionLink, ...]:
    """List a link for each option where the first true one decides alone, else nothing."""
    question = diagram.plan.questions[diagram.nodes[first].question]
    links = []
    number: int | None = first
    for option in question.options:
        if number is None:
            return ()
        without, chosen = diagram.nodes[number].arrows
        assert chosen is not None
        is_inside = diagram.nodes[chosen].question == question.id
        targets = exits(diagram, chosen) if is_inside else frozenset([chosen])
        if len(targets) != 1:
            return ()
        links.append(SectionLink(min(targets), position[option.reference]))
        number = without
    return tuple(links)


def _by_number(diagram: Diagram, first: int) -> tuple[SectionLink, ...]:
    """List a link for each range of numbers where only the number of true options matters, else nothing."""
    question = diagram.nodes[first].question
    level = {(first, 0)}
    targets: dict[int, set[int]] = {}
    while level:
        following: set[tuple[int, int]] = set()
        for number, chosen in level:
            for position, arrow in enumerate(diagram.nodes[number].arrows):
                if arrow is None:
                    continue
                if diagram.nodes[arrow].question == question:
                    following.add((arrow, chosen + position))
                else:
                    targets.setdefault(chosen + position, set()).add(arrow)
        level = following
    if any(len(found) > 1 for found in targets.values()):
        return ()
    links: list[SectionLink] = []
    for number in sorted(targets):
        target = min(targets[number])
        if links and links[-1].target == target:
            links[-1] = SectionLink(target, None, links[-1].at_least, number)
        else:
            links.append(SectionLink(target, None, number, number))
    return tuple(links)
