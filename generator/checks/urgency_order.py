"""The urgencies in safety.yaml are not the four, most urgent first.

Every page says an urgency in these words: one that is missing or out of order could tell someone to wait.

Fails: `today` before `emergency`. Cure: write emergency, today, soon, routine, each once.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from generator.checks.need import Need
from generator.model.guide import Urgency
from generator.model.knowledge import KnowledgeBase
from generator.problems import Place, Problem, Severity

ID = "urgency-order"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem where the list of urgencies is not the closed one in its order."""
    words = base.safety.urgencies
    if [word.id for word in words] == list(Urgency):
        return
    wrong = next((word for word, id in zip_longest(words, Urgency) if word is not None and word.id != id), None)
    place = wrong.place if wrong else (words[-1].place if words else Place("content/safety.yaml", 1, 1))
    there = ", ".join(word.id for word in words) or "none"
    message = f"the urgencies here are {there}; they are not the four, most urgent first"
    yield Problem(place, ID, message, SEVERITY, f"write each once, in this order: {', '.join(Urgency)}")
