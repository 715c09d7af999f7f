"""A hand-written page has the address of a page that is made from YAML.

One would replace the other without a word.

Fails: content/levels.md. Cure: rename the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.problems import Place, Problem, Severity

ID = "page-clash"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_MADE = (
    "levels/",
    "moves/",
    "guide/",
    "guides/",
    "sources/",
    "source/",
    "treatments/",
    "glossary/",
    "research/",
    "claims/",
    "facts/",
    "search/",
    "assets/",
)


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each hand-written page below an address that the generator makes."""
    for page in base.pages:
        if page.address.startswith(_MADE):
            place = Place(page.file, 1, 1)
            message = f'page has the address "/{page.address}", which is made from YAML'
            yield Problem(place, ID, message, SEVERITY, "rename the file")
