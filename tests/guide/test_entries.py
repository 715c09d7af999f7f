"""Walk the diagram of a guide as it is after a link of an entry: it ends where honest runs end, and in every danger."""

from __future__ import annotations

from generator.checks import Verified
from generator.checks.entries import answers_filled_in, guide_of
from generator.guide.diagram import Diagram
from generator.model.guide import Direction


def ends_of(diagram: Diagram, filled: dict[str, str]) -> set[str]:
    """Collect the outcomes that can be reached where each filled question has that answer."""
    seen, waiting, ends = set(), [0], set()
    while waiting:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        node = diagram.nodes[number]
        if node.outcome:
            ends.add(node.outcome)
        for arrow, target in enumerate(node.arrows):
            kept = filled.get(node.question)
            if target is not None and (kept is None or diagram.choice(node, arrow) == kept):
                waiting.append(target)
    return ends


def test_an_entry_ends_where_honest_runs_end_and_in_every_danger(verified: Verified) -> None:
    base = verified.base
    for entry in base.handbook.entries.entries:
        guide = next(one for one in verified.every_guide() if one.base.tree.guide.id == guide_of(entry, base).id)
        filled = {answer.reference.split(".")[0]: answer.reference for answer in answers_filled_in(entry, base)}
        dangers = {str(end.id) for end in guide.base.tree.outcomes if end.direction is Direction.HELP_NOW}

        ends = ends_of(guide.diagram, filled)

        assert bool(filled) == bool(entry.place_), entry.id
        assert guide.diagram.nodes[0].question == base.safety.screen[0]
        assert dangers < ends <= ends_of(guide.diagram, {}), entry.id
