"""Find where notes are said: at which outcomes, to whom for certain, and to whom with an "if".

A note is for whoever gave one of the answers `when`, and one of `and` where it has them. "Not given" is not "not
asked": where none was given and some question of a list was never asked, the note is said with its "if".
All is decided on the compiled diagram, for every way to answer, in one pass over its arrows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from generator.guide.conditions import Compound, Resolved, Word
from generator.guide.diagram import Diagram, Node
from generator.guide.plan import known_references
from generator.model.knowledge import KnowledgeBase
from generator.model.notes import Note


@dataclass(frozen=True, slots=True)
class Audience:
    """The answers of one guide that a note is for: one of `when`, and one of `and_` where it is not None."""

    when: tuple[str, ...]
    and_: tuple[str, ...] | None = None

    @property
    def condition(self) -> Resolved:
        """The condition under which the note is certainly said."""
        given = Compound(Word.ANY, self.when)
        return given if self.and_ is None else Compound(Word.ALL, (given, Compound(Word.ANY, self.and_)))


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
    found = ((str(note.id), audience_of(note, references)) for note in base.every_note())
    return {id: audience for id, audience in found if audience.when}


def audience_of(note: Note, references: Mapping[str, tuple[str, ...]]) -> Audience:
    """Resolve whom a note is for; `references` says which answers of a guide each name stands for."""
    return Audience(answers_in(note.when, references), answers_in(note.and_, references) if note.and_ else None)


def answers_in(names: Sequence[str], references: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """List the answers that some names stand for in a guide, each once."""
    return tuple(dict.fromkeys(chain.from_iterable(references.get(name, ()) for name in names)))


def where_said(diagram: Diagram, audiences: Mapping[str, Audience]) -> dict[str, NoteOutcomes]:
    """Find for each audience, by id, at which outcomes it is spoken to, over every way to answer."""
    arrows = list(_arrows(diagram))
    return {id: _where(diagram, arrows, audience) for id, audience in audiences.items()}


def answers_together(diagram: Diagram) -> dict[str, frozenset[str]]:
    """Map each answer that some way gives to the answers that some way gives with it, itself included."""
    below: list[frozenset[str]] = [frozenset()] * len(diagram.nodes)
    found: dict[str, set[str]] = {}
    for number in reversed(range(len(diagram.nodes))):
        node = diagram.nodes[number]
        for position, arrow in enumerate(node.arrows):
            if arrow is None:
                continue
            choice = diagram.choice(node, position)
            later = below[arrow] | {choice} if choice else below[arrow]
            below[number] |= later
            if choice:
                found.setdefault(choice, set()).update(later)
    for answer, others in [(answer, tuple(others)) for answer, others in found.items()]:
        for other in others:
            found[other].add(answer)
    return {answer: frozenset(others) for answer, others in found.items()}


_WHEN, _AND = 1, 2
"""The bits of what a way has given so far; a bit for each question that was asked stands above them."""


def _where(diagram: Diagram, arrows: list[tuple[int, int, Node, int]], audience: Audience) -> NoteOutcomes:
    bit_of = {question: 4 << place for place, question in enumerate(_questions(audience))}
    reached: list[set[int]] = [set() for _ in diagram.nodes]
    reached[0].add(0)
    learnt: dict[tuple[str, int | None, int], int] = {}
    for number, target, node, position in arrows:
        if node.question not in bit_of:
            reached[target] |= reached[number]
            continue
        key = (node.question, node.option, position)
        if key not in learnt:
            learnt[key] = _learnt(diagram, node, position, audience) | (
                bit_of[node.question] if node.option is None else 0
            )
        bits = learnt[key]
        reached[target].update([state | bits for state in reached[number]])
    needed = [_mask(audience.when, bit_of), _mask(audience.and_ or (), bit_of)]
    found: dict[str, set[str]] = {"certain": set(), "open": set(), "half": set()}
    for number, node in enumerate(diagram.nodes):
        for state in reached[number] if node.outcome else ():
            when = _standing(state, _WHEN, needed[0])
            and_ = True if audience.and_ is None else _standing(state, _AND, needed[1] if audience.and_ else -1)
            if when and and_:
                found["certain"].add(node.outcome)
            elif when is not False and and_ is not False:
                found["open"].add(node.outcome)
            if when and and_ is None:
                found["half"].add(node.outcome)
    return NoteOutcomes(*(frozenset(found[name]) for name in ("certain", "open", "half")))


def _arrows(diagram: Diagram) -> Iterator[tuple[int, int, Node, int]]:
    """Yield every arrow, with where it leads and what it settles; those into a node stand before those out of it."""
    for number, node in enumerate(diagram.nodes):
        for position, arrow in enumerate(node.arrows):
            if arrow is not None:
                yield number, arrow, node, position


def _questions(audience: Audience) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer.split(".")[0] for answer in (*audience.when, *(audience.and_ or ()))))


def _learnt(diagram: Diagram, node: Node, position: int, audience: Audience) -> int:
    choice = diagram.choice(node, position)
    return (_WHEN if choice in audience.when else 0) | (_AND if choice in (audience.and_ or ()) else 0)


def _mask(answers: Sequence[str], bit_of: Mapping[str, int]) -> int:
    mask = 0
    for answer in answers:
        mask |= bit_of[answer.split(".")[0]]
    return mask


def _standing(state: int, given: int, asked: int) -> bool | None:
    """Tell whether a list is given; None where not all of its questions were asked, so that nobody knows."""
    if state & given:
        return True
    return False if asked >= 0 and state & asked == asked else None
