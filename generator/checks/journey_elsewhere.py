"""A journey can end at another outcome than the one agreed on.

A journey is a person that a clinician thought of; the guide must treat every one of them as agreed.

Fails: a journey to `stay` that some completion leads to `more-support`.
Cure: mend the guide, add the missing answers to the journey, or agree on another outcome.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.guide.proofs import ends_of
from generator.problems import Problem, Severity

ID = "journey-elsewhere"
SEVERITY = Severity.ERROR


def check(compiled: Compiled) -> Iterator[Problem]:
    """Give a problem for each journey whose completions do not all reach its outcome."""
    for journey in compiled.base.journeys.journeys:
        if journey.outcome not in compiled.plan.outcomes:
            message = f'journey "{journey.id}" ends at "{journey.outcome}", which is not an outcome'
            yield Problem(journey.outcome.place, ID, message, SEVERITY, "name an outcome")
            continue
        apart = compiled.contradiction_in(journey.answers)
        if apart is not None:
            message = f'"{apart[0]}" and "{apart[1]}" are never given together'
            yield Problem(apart[1].place, ID, message, SEVERITY, "keep one, or make two journeys")
            continue
        ends = ends_of(compiled.diagram, journey.answers)
        others = [id for id in ends if id != journey.outcome]
        if others:
            message = f'journey "{journey.id}" can end at "{others[0]}" instead of "{journey.outcome}"'
            note = f"answers: {in_words(ends[others[0]].answers)}"
            yield Problem(
                journey.outcome.place, ID, message, SEVERITY, "mend the guide, or complete the journey", (note,)
            )
