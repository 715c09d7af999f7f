"""A text of content/organization.yaml is too long for where it stands.

The name stands at the top of every page, beside the way to help; on a phone a long one pushes that down. The other
lines stand in lists and on cards, where nobody finds what matters in a long one.

Fails: a name of more than 60 characters, another line of more than 300. Cure: say it in fewer words, or write a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.names import texts_of
from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.organization import OrganizationFile
from generator.problems import Problem, Severity, Text

ID = "too-long"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

LONGEST_NAME = 60
LONGEST_LINE = 300


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each text of an organization that is too long."""
    organization = base.organization
    prose = {id(text) for text in _of_pages(organization)}
    names = {id(name) for name in _names(organization)}
    for text in texts_of(organization):
        longest = LONGEST_NAME if id(text) in names else LONGEST_LINE
        if len(text) > longest and id(text) not in prose:
            message = f"this has {len(text)} characters, and {longest} fit here"
            yield Problem(text.place, ID, message, SEVERITY, "say it in fewer words, or write a page of your own")


def _names(organization: OrganizationFile) -> Iterator[Text]:
    yield organization.name
    yield from (program.name for program in organization.programs)
    yield from (line.name for line in organization.lines)


def _of_pages(organization: OrganizationFile) -> Iterator[Text | None]:
    """Yield the texts that have a page of their own."""
    yield from organization.official_texts()
    yield organization.purpose
    yield None if organization.accessibility is None else organization.accessibility.say
