"""A promise of safety.yaml is broken by some way to answer.

A promise is what no guide may break: someone in danger would be told to wait, or would not be told what they need.

Fails: "anyone who reports danger is told to get help now", and a rule that sends them on; "anyone who had an overdose
is told about naloxone", and a note that leaves out one of the answers.
Cure: mend the decision, the note or the outcome that the answers in the note lead through; never the promise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.conditions import Compound, Resolved, Word
from generator.model.guide import Outcome
from generator.model.registers import Promise
from generator.problems import Problem, Severity

ID = "broken-promise"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


@dataclass(frozen=True, slots=True)
class _Breach:
    """What would break a promise: to end at some outcomes while something holds besides, or at others; and the cure."""

    how: str
    where: tuple[tuple[frozenset[str], Resolved], ...]
    cure: str = "mend the rule these answers lead through"


def check(compiled: Compiled) -> Iterator[Problem]:
    """Find a problem for each thing promised that some way to answer breaks, with the fewest answers that show it."""
    breaches = [(promise, breach) for promise in compiled.promises for breach in _breaches(promise, compiled)]
    ends = [
        (outcomes, Compound(Word.ALL, (compiled.resolve(promise.whenever), besides)))
        for promise, breach in breaches
        for outcomes, besides in breach.where
    ]
    every_way = iter(compiled.ways_to(ends))
    for promise, breach in breaches:
        ways = [way for way in islice(every_way, len(breach.where)) if way is not None]
        witness = min(ways, key=lambda way: len(way.answers), default=None)
        if witness is not None:
            outcome = compiled.plan.outcomes[witness.outcome]
            how = breach.how.format(id=outcome.id, urgency=outcome.urgency)
            message = f'promise "{promise.id}" is broken: {how}'
            notes = (f"answers: {in_words(witness.answers)}", compiled.leading_to(witness))
            yield Problem(promise.id.place, ID, message, SEVERITY, breach.cure, notes)


def _breaches(promise: Promise, compiled: Compiled) -> Iterator[_Breach]:
    outcomes = tuple(compiled.plan.outcomes.values())
    least, most, never = promise.urgency_at_least, promise.urgency_at_most, promise.never
    if least is not None:
        wrong = _ids(outcome for outcome in outcomes if outcome.urgency.rank < least.rank)
        how = f'it wants at least "{least}", but outcome "{{id}}" is "{{urgency}}"'
        cure = 'mend the rule these answers lead through; or raise "urgency" of the outcome, where it is too low'
        yield _Breach(how, ((wrong, True),), f"{cure} for everyone who ends there")
    if most is not None:
        wrong = _ids(outcome for outcome in outcomes if outcome.urgency.rank > most.rank)
        yield _Breach(f'it wants at most "{most}", but outcome "{{id}}" is "{{urgency}}"', ((wrong, True),))
    if never is not None and never.direction is not None:
        wrong = _ids(outcome for outcome in outcomes if outcome.direction is never.direction)
        yield _Breach(f'it forbids the direction "{never.direction}", which outcome "{{id}}" has', ((wrong, True),))
    if never is not None and never.shows is not None:
        where = (compiled.outcomes_without(never.shows), _said(never.shows, compiled))
        cure = f'take the answer out of note "{never.shows}"'
        yield _Breach(f'note "{never.shows}" is shown, at outcome "{{id}}"', (where,), cure)
    for note in promise.shows or ():
        where = (compiled.outcomes_without(note), _not(_said(note, compiled)))
        cure = f'add the answer to note "{note}", or say all of it at the outcome and name that in "said_at"'
        yield _Breach(f'note "{note}" is not shown, at outcome "{{id}}"', (where,), cure)
    for contact in promise.calls or ():
        cure = "name it in the outcome, or in a note that these answers show"
        how = f'contact "{contact}" is not named, at outcome "{{id}}"'
        yield _Breach(how, tuple(_where_not_named(contact, compiled)), cure)
    if promise.calls_first is not None:
        wrong = _ids(outcome for outcome in outcomes if outcome.call[0] != promise.calls_first)
        how = f'contact "{promise.calls_first}" is not the first, at outcome "{{id}}"'
        yield _Breach(how, ((wrong, True),), 'put it first in "call" of the outcome')


def _where_not_named(contact: str, compiled: Compiled) -> Iterator[tuple[frozenset[str], Resolved]]:
    """Yield the outcomes that do not name a contact, with the condition under which no note below them does."""
    notes = [note for note in compiled.base.every_note() if contact in note.call]
    together: dict[tuple[str, ...], set[str]] = {}
    for outcome in compiled.plan.outcomes.values():
        if contact not in outcome.call:
            naming = tuple(str(note.id) for note in notes if outcome.id not in note.said_at)
            together.setdefault(naming, set()).add(str(outcome.id))
    for naming, ends in together.items():
        yield frozenset(ends), _not(Compound(Word.ANY, tuple(_said(note, compiled) for note in naming)))


def _ids(outcomes: Iterator[Outcome]) -> frozenset[str]:
    return frozenset(str(outcome.id) for outcome in outcomes)


def _said(note: str, compiled: Compiled) -> Resolved:
    audience = compiled.audiences.get(str(note))
    return False if audience is None else audience.condition


def _not(condition: Resolved) -> Resolved:
    return Compound(Word.NOT, (condition,))
