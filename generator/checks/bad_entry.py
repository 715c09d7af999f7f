"""An entry fills in an answer that its guide does not have, or two answers to one question.

Its reader would be told that something was filled in, and find nothing, or what is true of somebody else.

Fails: `place: residental`. Cure: write an answer of one of the questions that content/safety.yaml names under `places`.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.entries import answers_to_fill_in
from generator.checks.need import Need
from generator.checks.vanished import cure_of
from generator.model.knowledge import KnowledgeBase
from generator.model.sorts import Sort
from generator.naming import names_of
from generator.problems import Problem, Severity

ID = "bad-entry"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_CURE = "write an answer of a question that safety.yaml names under places"


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each answer of an entry that no question has, or that another answer stands beside."""
    for entry in base.handbook.entries.entries:
        filled: dict[str, str] = {}
        questions = answers_to_fill_in(entry, base)
        known = dict.fromkeys(answer for answers in questions.values() for answer in answers)
        for place in entry.place_:
            asked = [question for question, answers in questions.items() if place in answers]
            if not asked:
                help = cure_of(place, (Sort.LEVEL,), names_of(base), known, _CURE)
                message = f'no question that a link may fill in has the answer "{place}" in the guide of this entry'
                yield Problem(place.place, ID, message, SEVERITY, help)
            for question in asked:
                other = filled.setdefault(question, place)
                if other != place:
                    message = f'"{place}" and "{other}" are answers to the same question, "{question}"'
                    yield Problem(place.place, ID, message, SEVERITY, "keep one of them")
