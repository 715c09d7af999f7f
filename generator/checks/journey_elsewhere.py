"""A journey can end at another outcome than the one agreed on, or is not told what was agreed.

A journey is a person that a clinician thought of; the guide must treat every one of them as agreed.

Fails: a journey to `stay` that some completion leads to `more-support`, or one that `shows` a note which some
completion is not shown.
Cure: mend the guide or the note. The journey is what was agreed: give it another outcome, or more answers, only once
that is agreed.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.conditions import Compound, Resolved, Word
from generator.guide.proofs import ends_of, outcomes_of
from generator.model.registers import Journey
from generator.problems import Problem, Severity

ID = "journey-elsewhere"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Find a problem for each journey whose completions do not all reach its outcome, or are told something else."""
    journeys = compiled.base.journeys.journeys
    every_end = outcomes_of(compiled.diagram, [journey.answers for journey in journeys])
    for journey, ends in zip(journeys, every_end, strict=True):
        stranger = _walks_elsewhere(journey, compiled)
        if stranger is not None:
            yield stranger
            continue
        apart = compiled.contradiction_in(journey.answers)
        if apart is not None:
            message = f'"{apart[0]}" and "{apart[1]}" are never given together'
            yield Problem(apart[1].place, ID, message, SEVERITY, "keep one, or make two journeys")
            continue
        other = next((id for id in compiled.plan.outcomes if id in ends and id != journey.outcome), None)
        if other is not None:
            message = f'journey "{journey.id}" can end at "{other}" instead of "{journey.outcome}"'
            witness = ends_of(compiled.diagram, journey.answers)[other]
            notes = (f"answers: {in_words(witness.answers)}", compiled.leading_to(witness))
            help = (
                f'let these answers lead to "{journey.outcome}" again; add answers to the journey only where it says '
                "too little of this person"
            )
            yield Problem(journey.outcome.place, ID, message, SEVERITY, help, notes)
        yield from _what_is_said(journey, compiled)


def _walks_elsewhere(journey: Journey, compiled: Compiled) -> Problem | None:
    """Say what keeps a journey from being walked: an outcome or an answer that its guide does not have."""
    guide, known = journey.guide or compiled.guide, compiled.answers
    strange = next((answer for answer in journey.answers if answer not in known), None)
    if journey.outcome not in compiled.plan.outcomes:
        message = f'journey "{journey.id}" ends at "{journey.outcome}", which is not an outcome'
        return Problem(journey.outcome.place, ID, message, SEVERITY, "name an outcome")
    if journey.guide is not None and guide != compiled.guide:
        message = f'journey "{journey.id}" cannot be walked in guide "{guide}"'
        help = "name answers that this guide asks for, and an outcome that it has"
        return Problem(journey.guide.place, ID, message, SEVERITY, help)
    if strange is not None:
        message = f'journey "{journey.id}" gives "{strange}", which no guide asks for together with the rest'
        return Problem(strange.place, ID, message, SEVERITY, "name answers and an outcome of one guide")
    return None


def _what_is_said(journey: Journey, compiled: Compiled) -> Iterator[Problem]:
    """Find a problem for each note that some completion is not shown, or is shown against what was agreed."""
    for notes, is_wanted in ((journey.shows, True), (journey.never_shows, False)):
        for note in notes:
            said: Resolved = False if note not in compiled.audiences else compiled.audiences[note].condition
            wrong = Compound(Word.NOT, (said,)) if is_wanted else said
            witness = compiled.way_to(compiled.outcomes_without(note), while_=wrong, completing=journey.answers)
            if witness is not None:
                what = "not shown" if is_wanted else "shown"
                message = f'journey "{journey.id}" is {what} note "{note}"'
                lines = (f"answers: {in_words(witness.answers)}", compiled.leading_to(witness))
                help = (
                    f'let note "{note}" be said to whom it was agreed on; change the journey only once that is agreed'
                )
                yield Problem(note.place, ID, message, SEVERITY, help, lines)
