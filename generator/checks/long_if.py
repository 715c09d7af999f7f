"""The "if" of a note or line is longer than 12 words.

It stands before what to do, and is read by somebody who is afraid: what does not fit in a breath is not read.

Fails: an `if` with two conditions and their reasons. Cure: say who is meant in 12 words or fewer.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.guide import Voiced
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "long-if"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE
MOST_WORDS = 12


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Find a problem for each "if" that is too long, in either voice."""
    for said in _every_if(base):
        for text in dict.fromkeys((said.you, said.they)):
            words = len(text.split())
            if words > MOST_WORDS:
                message = f'"if" has {words} words; it may have {MOST_WORDS}'
                yield Problem(text.place, ID, message, SEVERITY, "say who is meant in fewer words")


def _every_if(base: KnowledgeBase) -> Iterator[Voiced]:
    yield from (note.if_ for note in base.every_note())
    for guide in base.every_guide():
        for outcome in guide.outcomes:
            yield from (line.if_ for line in outcome.lines if line.if_ is not None)
