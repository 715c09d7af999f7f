"""A number in a text differs from the fact that it links to.

The same fact would say two things: a reader who counts days for an appeal must be able to trust every page.

Fails: `[150 days](/facts/#internal-appeal)` where the fact says 180 days.
Cure: write the fact's value, or mend the fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.page_kinds import FACTS
from generator.problems import Problem, Severity, Text, did_you_mean

ID = "fact-mismatch"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_ENTRY = f"/{FACTS.at()}#"
_LINK = re.compile(rf"\[([^\]]*)\]\({_ENTRY}([^)\s]*)\)")


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each link to a fact that is not there, or whose words are not the fact's value."""
    facts = tuple((str(fact.id), str(fact.value)) for fact in base.handbook.facts.facts)
    yield from (problem for _, problem in find_in(texts, _Mismatches(facts)))


@dataclass(frozen=True, slots=True)
class _Mismatches:
    """A search for links to facts, of which each is an id and a value, in other words than their values."""

    facts: tuple[tuple[str, str], ...]

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        value_by_id = dict(self.facts)
        for text in texts.containing([_ENTRY]):
            for match in _LINK.finditer(text):
                words, id = match.groups()
                place = text.place_of(match.start())
                if id not in value_by_id:
                    help = did_you_mean(id, value_by_id, is_name=True) or "add it to content/facts.yaml"
                    yield text, Problem(place, ID, f'"{id}" is not a fact', SEVERITY, help)
                elif " ".join(words.split()).casefold() != value_by_id[id].casefold():
                    message = f'"{words}" stands here, but the fact "{id}" says "{value_by_id[id]}"'
                    help = f'write "{value_by_id[id]}", or mend content/facts.yaml'
                    yield text, Problem(place, ID, message, SEVERITY, help)
