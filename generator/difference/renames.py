"""Follow what has another id than before: `formerly` says which thing of the old version it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from generator.difference.matching import pairs_by_id
from generator.guide.plan import answers_of, levels_for
from generator.guide.renaming import NewNames
from generator.model.entry import Entry, Named
from generator.model.guide import GuideFile, Question
from generator.model.knowledge import KnowledgeBase

_Entry = TypeVar("_Entry", bound=Named)

_SORTS = {"Question": "Step", "Decision": "Step", "Outcome": "Step", "Kind": "Level", "AnswerSet": "Answer"}
"""Sorts of entries that are named where another sort is: a set of answers stands wherever an answer can."""


@dataclass(frozen=True, slots=True)
class Renames:
    """New ids by old ones, for each sort of entry (the name of its class); an answer is "question.answer"."""

    by_sort: Mapping[str, Mapping[str, str]]

    def follow(self, sort: str, id: str) -> str:
        """Look up the id that a thing of the old version has in the new one."""
        return self.by_sort.get(sort, {}).get(id, id)

    def of_guide(self) -> NewNames:
        """Select the new names that a compiled guide holds."""
        return NewNames(self.by_sort.get("Step", {}), self.by_sort.get("Answer", {}))


def sort_of(entry: Entry) -> str:
    """Name the sort that an entry shares its ids with."""
    name = type(entry).__name__
    return _SORTS.get(name, name)


def matched(old: Sequence[_Entry], new: Sequence[_Entry]) -> list[tuple[_Entry | None, _Entry | None]]:
    """Pair the entries of two versions of a list by their ids, old and new."""
    return pairs_by_id(old, new, id_of=lambda entry: str(entry.id), formerly=lambda entry: entry.formerly)


def guides_in_pairs(old: KnowledgeBase, new: KnowledgeBase) -> list[tuple[GuideFile | None, GuideFile | None]]:
    """Pair the guides of two versions, that of decision_tree.yaml first, then in the new order."""
    further = pairs_by_id(
        old.others, new.others, id_of=lambda file: str(file.guide.id), formerly=lambda file: file.guide.formerly
    )
    return [(old.tree, new.tree), *further]


def renames_between(old: KnowledgeBase, new: KnowledgeBase) -> Renames:
    """Return every id that is another in the new version."""
    found: dict[str, dict[str, str]] = {}
    for before, after in _entries_in_pairs(old, new):
        if before.id != after.id:
            found.setdefault(sort_of(after), {})[str(before.id)] = str(after.id)
    found.setdefault("Answer", {}).update(_answers(old, new, found.get("Level", {})))
    return Renames(found)


def _entries_in_pairs(old: KnowledgeBase, new: KnowledgeBase) -> Iterator[tuple[Named, Named]]:
    """Yield every entry with an id that both versions have, but the answers of questions."""
    groups = zip(_groups(old), _groups(new), strict=True)
    for before, after in chain.from_iterable(matched(*pair) for pair in groups):
        if before is not None and after is not None:
            yield before, after


def _groups(base: KnowledgeBase) -> Iterator[Sequence[Named]]:
    guides = base.every_guide()
    yield [guide.guide for guide in guides]
    yield from ([*chain.from_iterable(getattr(guide, part) for guide in guides)] for part in _PARTS)
    yield from (base.levels.ladders, base.every_level(), base.every_kind())
    yield from (base.safety.promises, base.safety.boxes, base.journeys.journeys)
    yield from (base.every_contact(), base.sources.sources, base.every_note(), base.organization.programs)


_PARTS = ("sets", "questions", "decisions", "outcomes")


def questions_in_pairs(old: KnowledgeBase, new: KnowledgeBase) -> Iterator[tuple[Question, Question]]:
    """Yield every question that both versions ask, in whichever guide it stands."""
    asked = [[*chain.from_iterable(guide.questions for guide in base.every_guide())] for base in (old, new)]
    for before, after in matched(*asked):
        if before is not None and after is not None:
            yield before, after


def _answers(old: KnowledgeBase, new: KnowledgeBase, levels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for before, after in questions_in_pairs(old, new):
        written = matched((*before.answers, *before.more_answers), (*after.answers, *after.more_answers))
        ids = {str(first.id): str(second.id) for first, second in written if first is not None and second is not None}
        ids |= {str(level.id): levels.get(str(level.id), str(level.id)) for level in levels_for(before, old)}
        for answer in answers_of(before, old):
            reference = f"{after.id}.{ids.get(answer.id, answer.id)}"
            if answer.reference != reference:
                yield answer.reference, reference
