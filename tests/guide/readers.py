"""Read the page without script as a person does: go from section to section by its links."""

from __future__ import annotations

from generator.guide.diagram import Diagram
from generator.guide.sections import GuideSection, Layout, SectionLink
from tests.guide.brute_force import Way


def read_along(
    diagram: Diagram, sections: tuple[GuideSection, ...], way: Way
) -> tuple[str, list[tuple[int, SectionLink]]]:
    """Give the outcome that a reader with these answers comes to, and the links taken, each with its section."""
    by_node = {section.node: section for section in sections}
    section, taken = by_node[0], []
    while section.links:
        link = _link(diagram, section, way)
        taken.append((section.node, link))
        section = by_node[link.target]
    return diagram.nodes[section.node].outcome, taken


def _link(diagram: Diagram, section: GuideSection, way: Way) -> SectionLink:
    node = diagram.nodes[section.node]
    question = diagram.plan.questions[node.question]
    if node.option is not None:
        is_chosen = question.options[node.option].reference in way.given
        return next(link for link in section.links if link.answer == int(is_chosen))
    chosen = [place for place, answer in enumerate(question.answers) if answer.reference in way.given]
    if question.answers[chosen[0]].is_exclusive or section.layout in (Layout.ONE, Layout.FIRST):
        return next(link for link in section.links if link.answer == chosen[0])
    if section.layout is Layout.NUMBER:
        return next(link for link in section.links if link.at_least <= len(chosen) <= link.at_most)
    return next(link for link in section.links if link.answer is None)
