"""An organization counts its success without a source.

A family that reads "98% stay sober" chooses by it, and nobody can trace it. What research says of a kind of care stands
on the upstream's pages with its study; what happens to people of one house is rarely counted, and never by all of them.

Fails: "98 percent of our clients stay well." in content/organization.yaml or content/overlay.yaml.
Cure: delete it, or link it to a fact: `[40%](/facts/#id)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.names import texts_of
from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "unproven-share"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_SHARE = re.compile(r"\b\d[\d.,]*(?: ?%| percent\b| (?:out of|of every|in every) \d+)|\bsuccess rate", re.IGNORECASE)
_SOURCE = re.compile(r"\]\(/(?:facts|sources)/#")


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each text of an organization with a share and no source."""
    official = {id(text) for text in base.organization.official_texts()}
    changed = (change.now for change in base.handbook.overlay.changes)
    for text in (*texts_of(base.organization), *changed):
        found = _SHARE.search(text)
        if found is not None and id(text) not in official and not _SOURCE.search(text):
            message = f'"{found.group()}" stands here without its source'
            help = "delete it, or link it to a fact: [40%](/facts/#id)"
            yield Problem(text.place_of(found.start()), ID, message, SEVERITY, help)
