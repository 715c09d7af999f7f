"""The urgencies in safety.yaml are not the four, most urgent first.

Every page says an urgency in these words: one that is missing or out of order could tell someone to wait.

Fails: `today` before `emergency`. Cure: write emergency, today, soon, routine, each once.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.guide import Urgency
from generator.model.knowledge import KnowledgeBase
from generator.problems import Place, Problem, Severity

ID = "urgency-order"
SEVERITY = Severity.ERROR


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Give a problem where the list of urgencies is not the closed one in its order."""
    words = base.safety.urgencies
    if [word.id for word in words] != list(Urgency):
        place = words[0].place if words else Place("content/safety.yaml", 1, 1)
        message = "the urgencies are not the four, most urgent first"
        yield Problem(place, ID, message, SEVERITY, f"write them in this order: {', '.join(Urgency)}")
