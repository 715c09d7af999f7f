"""A source is named by nothing.

A list of sources that nobody used looks like more evidence than there is.

Fails: an entry of sources.yaml that no entry and no page names. Cure: name it where it is used, or delete it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.names import texts_in
from generator.checks.need import Need
from generator.checks.wording import Texts
from generator.model.knowledge import KnowledgeBase
from generator.model.skeletons import is_to_fill_in
from generator.page_kinds import SOURCES
from generator.problems import Problem, Severity

ID = "unused-source"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_ENTRY = f"/{SOURCES.at()}#"
_LINK = re.compile(rf"{_ENTRY}([a-z0-9-]+)")


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each source that no other text is, or links to."""
    own = frozenset(map(id, texts_in(base.sources)))
    used: set[str] = set()
    for text in texts:
        if id(text) not in own:
            used.add(str(text))
            used.update(_LINK.findall(text) if _ENTRY in text else ())
    for source in base.sources.sources:
        if source.id not in used and not is_to_fill_in(source.title):
            message = f'source "{source.id}" is not used'
            yield Problem(source.id.place, ID, message, SEVERITY, "name it where it is used, or delete it")
