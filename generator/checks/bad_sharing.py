"""A further guide does not share the safety screen, or does not say where it goes on after it.

Each guide must ask about danger first, in the same words; a copy of the questions would soon say something else.

Fails: a file of content/guides/ whose `shares` leaves out a question of the safety screen. Cure: list it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.names import ids_of
from generator.checks.need import Need
from generator.model.guide import GuideFile
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, did_you_mean

ID = "bad-sharing"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each guide that shares too little, too much, or leads on nowhere."""
    head = base.tree.guide
    for word in (*head.shares[:1], *((head.then,) if head.then else ())):
        message = f'guide "{head.id}" shares with itself'
        yield Problem(word.place, ID, message, SEVERITY, 'delete "shares" and "then"; they are for content/guides/')
    for guide in base.others:
        yield from _of_further(guide, base)


def _of_further(guide: GuideFile, base: KnowledgeBase) -> Iterator[Problem]:
    head = guide.guide
    known = ids_of(base.tree.questions)
    for id in head.shares:
        if id not in known:
            help = did_you_mean(id, known, is_name=True) or f"known: {', '.join(known)}"
            yield Problem(id.place, ID, f'"{id}" is not a question of decision_tree.yaml', SEVERITY, help)
    for id in base.safety.screen:
        if id not in head.shares:
            message = f'guide "{head.id}" does not share question "{id}" of the safety screen'
            yield Problem(head.id.place, ID, message, SEVERITY, f'add {id} to "shares"')
    if head.then is None:
        message = f'guide "{head.id}" does not say where it goes on after the questions it shares'
        yield Problem(head.id.place, ID, message, SEVERITY, 'add "then:" with the id of its first own question')
    elif head.then not in ids_of(guide.questions):
        message = f'"{head.then}" is not a question of this file'
        help = (
            did_you_mean(head.then, ids_of(guide.questions), is_name=True)
            or f"known: {', '.join(ids_of(guide.questions))}"
        )
        yield Problem(head.then.place, ID, message, SEVERITY, help)
