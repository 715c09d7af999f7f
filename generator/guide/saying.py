"""Find where notes are said: at which outcomes, to whom for certain, and to whom with an "if".

A note is for whoever gave one of the answers `when`, and one of `and` where it has them. "Not given" is not "not
asked": where none was given and some question of a list was never asked, the note is said with its "if".
All is decided on the compiled diagram, for every way to answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from generator.guide.conditions import Compound, Resolved, Word, places_in
from generator.guide.diagram import Diagram
from generator.guide.holding import HoldingWalk
from generator.guide.plan import known_references
from generator.model.knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Audience:
    """The answers of one guide that a note is for: one of `when`, and one of `and_` where it is not None."""

    when: tuple[str, ...]
    and_: tuple[str, ...] | None = None

    @property
    def condition(self) -> Resolved:
        """The condition under which the note is certainly said."""
        return Compound(Word.ALL, tuple(Compound(Word.ANY, answers) for answers in self._lists))

    @property
    def conceivable(self) -> Resolved:
        """The condition under which it is said for certain or with its "if"; it names questions, for `HoldingWalk`."""
        return Compound(Word.ALL, tuple(Compound(Word.ANY, (*answers, _not_asked(answers))) for answers in self._lists))

    @property
    def maybe(self) -> Resolved:
        """The condition under which the note is said with its "if"."""
        return Compound(Word.ALL, (self.conceivable, Compound(Word.NOT, (self.condition,))))

    @property
    def half(self) -> Resolved:
        """The condition under which one of `when` was given, and the questions of `and_` were not all asked."""
        if self.and_ is None:
            return False
        given = Compound(Word.ANY, self.when)
        return Compound(Word.ALL, (given, _not_asked(self.and_), Compound(Word.NOT, (Compound(Word.ANY, self.and_),))))

    @property
    def _lists(self) -> tuple[tuple[str, ...], ...]:
        return (self.when,) if self.and_ is None else (self.when, self.and_)


def _not_asked(answers: tuple[str, ...]) -> Resolved:
    """Say that not all questions of some answers are asked."""
    questions = dict.fromkeys(answer.split(".")[0] for answer in answers)
    return Compound(Word.NOT, (Compound(Word.ALL, tuple(questions)),)) if answers else True


@dataclass(frozen=True, slots=True)
class NoteOutcomes:
    """The outcomes at which some way to answer has a note said.

    `certain` are those where its answers were given; `open` those where it is said with its "if"; `half` those where
    one of `when` was given and the questions of `and_` were not all asked.
    """

    certain: frozenset[str]
    open: frozenset[str]
    half: frozenset[str]


def audiences(base: KnowledgeBase) -> dict[str, Audience]:
    """Map each note, by id, to whom it is for in this guide; left out are notes of whose answers it asks none."""
    references = known_references(base)
    found = ((str(note.id), audience_of(note.when, note.and_, references)) for note in base.every_note())
    return {id: audience for id, audience in found if audience.when}


def audience_of(when: Sequence[str], and_: Sequence[str], references: Mapping[str, tuple[str, ...]]) -> Audience:
    """Resolve whom a note with these lists is for; `references` says which answers of a guide each name stands for."""
    return Audience(answers_in(when, references), answers_in(and_, references) if and_ else None)


def answers_in(names: Sequence[str], references: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """List the answers that some names stand for in a guide, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(references.get(name, ()) for name in names)))


def where_said(holding: HoldingWalk, audiences: Mapping[str, Audience]) -> dict[str, NoteOutcomes]:
    """Find for each audience, by id, at which outcomes it is spoken to, over every way to answer."""
    three = chain.from_iterable((one.condition, one.maybe, one.half) for one in audiences.values())
    found = iter(holding.outcomes_where(list(three)))
    return {id: NoteOutcomes(*islice(found, 3)) for id in audiences}


def answers_together(diagram: Diagram) -> dict[str, frozenset[str]]:
    """Map each answer that some way gives to the answers that some way gives with it, itself included."""
    answers = [answer.reference for question in diagram.plan.questions.values() for answer in question.answers]
    bit_of = {answer: 1 << place for place, answer in enumerate(answers)}
    below = [0] * len(diagram.nodes)
    given_with: dict[str, int] = {}
    for number in reversed(range(len(diagram.nodes))):
        node = diagram.nodes[number]
        for position, arrow in enumerate(node.arrows):
            if arrow is None:
                continue
            choice = diagram.choice(node, position)
            later = below[arrow] | bit_of.get(choice, 0)
            below[number] |= later
            if choice:
                given_with[choice] = given_with.get(choice, 0) | later
    found = {answer: {answers[place] for place in places_in(bits)} for answer, bits in given_with.items()}
    for answer, others in [(answer, tuple(others)) for answer, others in found.items()]:
        for other in others:
            found[other].add(answer)
    return {answer: frozenset(others) for answer, others in found.items()}
