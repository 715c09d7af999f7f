"""A text message of content/sharing.yaml holds words that it should keep to itself.

A message shows on a locked phone, to whoever lies next to it. `private` in that file lists what none may name: an
illness, a drug, a kind of care.

Fails: "Your page about detox: {address}". Cure: say what the reader will understand and nobody else, such as "the page
that we talked about".
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.sent import messages_of
from generator.checks.wording import Sentence, Wording
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "telling-message"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each private wording in a text message."""
    wordings = [Wording.read(text) for text in base.handbook.sharing.private]
    for message in messages_of(base):
        sentence = Sentence.read(str(message), 0)
        for wording in wordings:
            for first, behind in wording.found_in(sentence.words):
                start, end = sentence.span_of(first, behind)
                text = f'a text message says "{message[start:end]}", and others may read it'
                help = 'say what only its reader understands, such as "the page that we talked about"'
                yield Problem(message.place_of(start), ID, text, SEVERITY, help)
