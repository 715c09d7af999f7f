"""A text says what must never be said.

A promise of a cure, "up to 9 hours" for intensive outpatient care (nine is the least), or the line "press 3" of 988
(which ended on 17 July 2025) would mislead a reader who acts on it tonight.

Fails: "guaranteed". Cure: the help of each problem says what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.wording import Texts
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "forbidden-phrase"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_PHRASES = (
    (r"press\s+(?:3|three)\b", "that line of 988 ended in July 2025: leave it out"),
    (r"up to (?:9|nine) hours", "nine hours is the least: write 9 to 19 hours"),
    (r"\bguaranteed?\b", "promise nothing: say what often helps, with a source"),
    (r"100\s?% confidential", "say what is kept and what is not"),
    (r"HIPAA[- ]compliant", "say what is kept and what is not"),
    (r"you (?:no longer need|should stop|qualify|are safe now)\b", "suggest what to ask the care team"),
    (r"\bHONcode\b", "that scheme closed in 2022: leave it out"),
)
_HINTS = (
    "press",
    "up to",
    "guarant",
    "confidential",
    "hipaa",
    "you no",
    "you should",
    "you qual",
    "you are safe",
    "honcode",
)
"""Small parts of the phrases: a text without any holds none, and to look for them is fast."""
_ANY = re.compile("|".join(f"({pattern})" for pattern, _ in _PHRASES), re.IGNORECASE)


def check(_base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each forbidden phrase."""
    for text in texts.containing(_HINTS):
        for match in _ANY.finditer(text):
            cure = _PHRASES[(match.lastindex or 1) - 1][1]
            yield Problem(text.place_of(match.start()), ID, f'"{match.group()}" must not be said', SEVERITY, cure)
