"""Put a handout on paper: Letter and A4, in normal and in large print, with the code that opens its page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.codes import code_of
from generator.handouts.document import Handout, as_values
from generator.handouts.reading import typed
from generator.model.knowledge import KnowledgeBase
from generator.model.words.places import filled
from generator.settings import Settings

_PAPERS = {"letter": "us-letter", "a4": "a4"}
_DIGITS_OF_A_VERSION = 8


@dataclass(frozen=True, slots=True)
class Print:
    """A file to make: its name, the id of its handout, the template that sets it, and all that it is made from."""

    name: str
    id: str
    template: str
    values: dict[str, Any]

    def drawn(self) -> dict[str, Any]:
        """Return what the template sets: the values, and the code that is drawn of its address."""
        return self.values | {"code": code_of(self.values["url"]).svg.decode()}


def prints_of(handouts: Iterable[Handout], settings: Settings, base: KnowledgeBase) -> Iterator[Print]:
    """Yield the files of each handout: `residential-letter.pdf`, and `-large-` before the paper in large print."""
    for handout in handouts:
        shared = _values_of(handout, settings, base)
        for large in (False, True):
            for paper, name in _PAPERS.items():
                file = f"{handout.id}{'-large' if large else ''}-{paper}.pdf"
                template = "card" if handout.is_card else "handout"
                yield Print(file, handout.id, template, shared | {"paper": name, "large": large})


def version_of(handout: Handout) -> str:
    """Make a short hash of all that a handout says: other words are another version."""
    said = json.dumps(as_values(handout), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:_DIGITS_OF_A_VERSION]


def _values_of(handout: Handout, settings: Settings, base: KnowledgeBase) -> dict[str, Any]:
    words = base.words
    said, url = words.handouts, f"{settings.share_url}{handout.address}"
    version = filled(said.version, version=version_of(handout))
    values: dict[str, Any] = as_values(handout)
    return values | {
        "language": words.language,
        "site": settings.name,
        "foot": f"{handout.title} · {version}",
        "url": url,
        "address_to_type": typed(url),
        "open": said.open,
        "code_says": filled(said.code, address=typed(url)),
        "made_up": " ".join(_made_up(settings, base)),
        "page_of": said.page_of,
        "end": [handout.dates, version, words.site.not_advice, *_who_runs_it(base)],
        "sources_title": words.site.sources,
    }


def _made_up(settings: Settings, base: KnowledgeBase) -> Iterator[str]:
    """Say what is made up about the site: the organization, or its address."""
    if base.organization.made_up:
        yield filled(base.words.organization.made_up, name=settings.name)
    if settings.is_made_up:
        yield str(base.words.handouts.made_up)


def _who_runs_it(base: KnowledgeBase) -> Iterator[str]:
    if base.organization.is_there:
        yield filled(base.words.organization.who, name=base.organization.name)
