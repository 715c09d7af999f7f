"""Follow what has another id than before: `formerly` says which thing of the old version it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from generator.difference.matching import pairs_by_id
from generator.guide.plan import answers_of, levels_for
from generator.guide.renaming import NewNames
from generator.model.entry import Named
from generator.model.guide import GuideFile, Question
from generator.model.knowledge import KnowledgeBase
from generator.model.sorts import Sort, together_with
from generator.naming import names_of

_Entry = TypeVar("_Entry", bound=Named)


@dataclass(frozen=True, slots=True)
class Renames:
    """New ids by old ones, for each group of sorts that share their ids; an answer is "question.answer"."""

    by_sort: Mapping[Sort, Mapping[str, str]]

    def follow(self, sort: Sort, id: str) -> str:
        """Look up the id that a thing of the old version has in the new one."""
        return self.by_sort.get(_key(sort), {}).get(id, id)

    def of_guide(self) -> NewNames:
        """Select the new names that a compiled guide holds."""
        return NewNames(self.by_sort.get(_key(Sort.OUTCOME), {}), self.by_sort.get(Sort.ANSWER, {}))


def _key(sort: Sort) -> Sort:
    """Choose one sort for all that share their ids; a set of answers stands wherever an answer can."""
    return Sort.ANSWER if sort is Sort.SET else together_with(sort)[0]


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
    found: dict[Sort, dict[str, str]] = {}
    before, after = (_by_sort(base) for base in (old, new))
    for sort in before.keys() & after.keys():
        for one, other in matched(before[sort], after[sort]):
            if one is not None and other is not None and one.id != other.id:
                found.setdefault(_key(sort), {})[str(one.id)] = str(other.id)
    found.setdefault(Sort.ANSWER, {}).update(_answers(old, new, found.get(Sort.LEVEL, {})))
    pages = pairs_by_id(old.pages, new.pages, id_of=lambda page: page.name, formerly=lambda page: page.head.formerly)
    found[Sort.PAGE] = {
        one.address.rstrip("/"): other.address.rstrip("/")
        for one, other in pages
        if one is not None and other is not None and one.address != other.address
    }
    return Renames(found)


def _by_sort(base: KnowledgeBase) -> dict[Sort, list[Named]]:
    """Map each sort to its entries, but the answers of questions."""
    found: dict[Sort, list[Named]] = {}
    for definition in names_of(base).definitions:
        if isinstance(definition.entry, Named) and definition.sort is not Sort.ANSWER:
            found.setdefault(definition.sort, []).append(definition.entry)
    return found


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
