"""An entry names a level, ladder, source, contact or safety box that is not there.

A number without its source, or an outcome without its help line, would be published.

Fails: `sources: [samsha-tip]`. Cure: write an id that exists, or add the entry to its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.names import ids_of
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Kind, Level
from generator.problems import Problem, Severity, Text, did_you_mean

ID = "unknown-reference"
SEVERITY = Severity.ERROR


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Give a problem for each id that names nothing."""
    levels = ids_of((*base.every_level(), *base.every_kind()))
    boxes = ids_of(base.safety.boxes)
    outcomes = base.tree.outcomes
    boxes_used = [move.safety_box for move in base.levels.moves] + [outcome.safety_box for outcome in outcomes]
    lists = (
        ("source", ids_of(base.sources.sources), _sources(base)),
        ("level", levels, [id for move in base.levels.moves for id in (move.from_, move.to)]),
        ("ladder", ids_of(base.levels.ladders), [q.ladder for q in base.tree.questions if q.ladder is not None]),
        ("contact", ids_of(base.contacts.contacts), [*base.safety.help_bar, *(id for o in outcomes for id in o.call)]),
        ("safety box", boxes, [id for id in boxes_used if id is not None]),
    )
    for what, known, used in lists:
        for id in used:
            if id not in known:
                help = did_you_mean(id, known) or f"add it, or name one that is there"
                yield Problem(id.place, ID, f'"{id}" is not a {what}', SEVERITY, help)


def _sources(base: KnowledgeBase) -> list[Text]:
    found: list[Text] = []
    for level in base.every_level():
        found += _sources_of(level)
        found += [] if level.length is None else [level.length.source]
        for kind in level.kinds:
            found += _sources_of(kind)
    entries: Iterable[tuple[Text, ...]] = (
        *(move.sources for move in base.levels.moves),
        *(outcome.sources for outcome in base.tree.outcomes),
        *(box.sources for box in base.safety.boxes),
        *(contact.sources for contact in base.contacts.contacts),
        *(page.head.sources for page in base.pages),
    )
    return found + [id for ids in entries for id in ids]


def _sources_of(entry: Level | Kind) -> list[Text]:
    hours = [] if entry.hours is None else [entry.hours.source]
    return [*entry.sources, *hours, *(code.source for code in entry.asam)]
