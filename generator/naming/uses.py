"""Say what each key, link and marker of a file names, by all that the base defines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.guide.plan import levels_for
from generator.identity import once_for_each
from generator.model.entry import Entry
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Sleep
from generator.model.prose import ProsePage
from generator.model.registers import SeverityOrder
from generator.model.sorts import Sort
from generator.naming.found import Definition, FoundNames, KeyReference, NamedLink
from generator.naming.spots import spots_of
from generator.problems import Text

_NIGHTS = frozenset(map(str, Sleep))


@dataclass(frozen=True, slots=True)
class Use:
    """A place that names a thing: a key, a link, a marker, or a list of levels that stand in files of their own.

    `id` is the name as its definition has it, with the place where it is used; `sorts` are what it may be.
    It stands in `text` at `index`, and is `length` characters long. `entry` holds the text under the key `field`.
    """

    sorts: tuple[Sort, ...]
    id: Text
    text: Text
    index: int
    length: int
    entry: Entry | ProsePage
    field: str


class Uses:
    """What the references of a base name, by all that the base defines."""

    def __init__(self, base: KnowledgeBase, definitions: Iterable[Definition]) -> None:
        self._spots = spots_of(base, tuple(definitions))
        self._answers = _answers_of(base)

    def of(self, part: FoundNames) -> Iterator[Use]:
        """Yield every use that a file holds."""
        for reference, uses in zip(part.references, _uses_of_keys(part, self._answers), strict=True):
            if isinstance(reference, KeyReference):
                yield from uses
            elif reference.sort is Sort.ADDRESS:
                yield from self._of_link(reference)
            else:
                yield _use((reference.sort,), reference.names, reference, reference.index, len(reference.names))

    def _of_link(self, link: NamedLink) -> Iterator[Use]:
        page, _, anchor = link.names.partition("#")
        spots = (*self._spots.get(page, ()), *(self._spots.get(link.names, ()) if anchor else ()))
        for spot in spots:
            yield _use((spot.definition.sort,), spot.definition.id, link, link.index + spot.index, spot.length)


@once_for_each
def _uses_of_keys(part: FoundNames, answers: _Answers) -> tuple[tuple[Use, ...], ...]:
    """List what each reference of a file names by a key; none for links. A file that is the same is asked once."""
    return tuple(tuple(answers.uses_of(each)) if isinstance(each, KeyReference) else () for each in part.references)


def _answers_of(base: KnowledgeBase) -> _Answers:
    questions = [question for guide in base.every_guide() for question in guide.questions]
    levels = tuple((str(each.id), frozenset(str(level.id) for level in levels_for(each, base))) for each in questions)
    written = tuple(
        (str(each.id), frozenset(str(answer.id) for answer in (*each.answers, *each.more_answers)))
        for each in questions
    )
    return _Answers(levels, written, tuple(str(question) for question in base.safety.places))


@dataclass(frozen=True)
class _Answers:
    """The levels that give answers to each question, its answers besides, and the questions about a place."""

    levels: tuple[tuple[str, frozenset[str]], ...]
    written: tuple[tuple[str, frozenset[str]], ...]
    places: tuple[str, ...]

    @cached_property
    def _levels(self) -> Mapping[str, frozenset[str]]:
        return dict(self.levels)

    @cached_property
    def _written(self) -> Mapping[str, frozenset[str]]:
        return dict(self.written)

    def uses_of(self, reference: KeyReference) -> Iterator[Use]:
        """Yield what the text of a key names."""
        text, sorts = reference.text, reference.mark.sorts
        if Sort.ANSWER not in sorts:
            yield _use(sorts, text, reference, 0, len(text))
        elif reference.mark.is_bare:
            for question in self._asked_by(reference):
                yield from self._of_answer(sorts, question, text, reference, 0)
        elif "." in text:
            question, _, answer = text.partition(".")
            yield _use((Sort.QUESTION,), question, reference, 0, len(question))
            yield from self._of_answer(sorts, question, answer, reference, len(question) + 1)
        else:
            yield _use(sorts, text, reference, 0, len(text))

    def _asked_by(self, reference: KeyReference) -> list[str]:
        """List the questions that may have an answer which is named without its question."""
        entry, answer = reference.entry, str(reference.text)
        if isinstance(entry, SeverityOrder):
            return [str(entry.question)]
        having = [id for id in self.places if answer in self._levels.get(id, ()) or answer in self._written.get(id, ())]
        return having or list(self.places[:1])

    def _of_answer(
        self, sorts: tuple[Sort, ...], question: str, answer: str, reference: KeyReference, index: int
    ) -> Iterator[Use]:
        """Yield what an answer is: the level that gives it, else an answer that is written."""
        levels = self._levels.get(question, ())
        if answer in levels:
            yield _use((Sort.LEVEL,), answer, reference, index, len(answer))
        elif not (levels and answer in _NIGHTS):  # a place to sleep is a word of ours
            yield _use(sorts, f"{question}.{answer}", reference, index, len(answer))


def _use(sorts: tuple[Sort, ...], id: str, found: KeyReference | NamedLink, index: int, length: int) -> Use:
    text = found.text
    return Use(sorts, Text(id, place=text.place_of(index)), text, index, length, found.entry, found.field)
