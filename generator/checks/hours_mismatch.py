"""A text gives hours a week that no level has.

Hours stand once, in levels.yaml; a text that says "10 to 19" beside a level of 9 to 19 tells a family two things.

Fails: "20 to 40 hours a week". Cure: write the hours of the level, or mend the level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.names import texts_in
from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "hours-mismatch"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_HOURS = re.compile(
    r"(?:(?P<low>\d+) (?:to|-|\u2013) (?P<high>\d+)|(?:fewer|less) than (?P<below>\d+)|(?P<more>\d+) or more"
    r"|at least (?P<least>\d+)|up to (?P<most>\d+)|(?P<exact>\d+)) hours(?: of [\w ]{1,30})?,? (?:a|per|each) week",
    re.IGNORECASE,
)
_Range = tuple[int | None, int | None]


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each number of hours a week that is no level's; facts and claims speak for themselves."""
    every = [*(level.hours for level in base.every_level()), *(kind.hours for kind in base.every_kind())]
    known = {(hours.at_least, hours.below) for hours in every if hours is not None}
    evidence, facts = base.handbook.evidence, base.handbook.facts
    own = frozenset(id(text) for file in (evidence, facts, base.sources) for text in texts_in(file))
    yield from (problem for _, problem in find_in(texts, _OtherHours(frozenset(known)), but=own))


@dataclass(frozen=True, slots=True)
class _OtherHours:
    """A search for hours a week that are not known."""

    known: frozenset[_Range]

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        least = {low for low, _ in self.known}
        for text in texts.containing([" week"]):
            for match in _HOURS.finditer(text):
                low, below = _range(match)
                if (low, below) not in self.known and not (below is None and low in least):
                    message = f'"{match.group()}" stands here, but no level has these hours'
                    help = "write the hours of the level, or mend levels.yaml"
                    yield text, Problem(text.place_of(match.start()), ID, message, SEVERITY, help)


def _range(match: re.Match[str]) -> _Range:
    """Return the hours that a phrase says: at least, and below."""
    said = {name: int(number) for name, number in match.groupdict().items() if number is not None}
    if "low" in said:
        return said["low"], said["high"] + 1
    if "below" in said:
        return None, said["below"]
    if "most" in said:
        return None, said["most"] + 1
    if "exact" in said:
        return said["exact"], said["exact"] + 1
    return said.get("more", said.get("least")), None
