"""A link leads somewhere that it must not.

A link could run a script, or send a reader and the page they came from to a stranger.

Fails: `[help](javascript:…)`, `[help](http://…)`, a host that no source or contact names.
Cure: link to a page of this site (`/safety/`), or add the source or contact and link to its host.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.problems import Change, Cure, Problem, Severity, Text

ID = "unsafe-link"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_LINK = re.compile(r"\]\(\s*<?\s*([^)>]*)|^\s*\[[^\]]+\]:\s*<?(\S+)", re.MULTILINE)


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each link that is not on this site, to a known host over https, or to dial or mail."""
    hosts = {_host_of(link) for link in _named_links(base)} - {""}
    for link in _named_links(base):
        if not link.startswith("https://"):
            help: str = "use the https form of it"
            if link.startswith("http://"):
                help = Cure(help, Change.WRITE, word="http://", text="https://")
            yield Problem(link.place, ID, f'"{link}" is not an https address', SEVERITY, help)
        elif not _host_of(link):
            help = "copy the address from the browser"
            yield Problem(link.place, ID, f'"{link}" names no host', SEVERITY, help)
    yield from (problem for _, problem in find_in(texts, _UnsafeLinks(frozenset(hosts))))


@dataclass(frozen=True, slots=True)
class _UnsafeLinks:
    """A search for links that lead neither to the site nor to some hosts."""

    hosts: frozenset[str]

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        for text in texts.containing(["](", "]:"]):
            for match in _LINK.finditer(text):
                address = (match.group(1) or match.group(2) or "").split(" ")[0]
                fault = _fault(html.unescape(address).strip(), self.hosts)
                if fault:
                    index = match.start(1) if match.group(1) is not None else match.start(2)
                    help = "link to a page of this site, such as /safety/, or to a source"
                    place, message = text.place_of(index), f'link to "{address}" {fault}'
                    yield text, Problem(place, ID, message, SEVERITY, help)


def _named_links(base: KnowledgeBase) -> list[Text]:
    contacts = [way.url for contact in base.every_contact() for way in contact.ways if way.url is not None]
    organization = base.organization
    notices = [part.link for part in (organization.nondiscrimination, organization.privacy) if part and part.link]
    return [*(source.link for source in base.sources.sources), *contacts, *notices, base.safety.leave_to]


def _fault(address: str, hosts: frozenset[str]) -> str:
    if address.startswith(("#", "tel:", "sms:", "mailto:")) or (
        address.startswith("/") and not address.startswith(("//", "/\\"))
    ):
        return ""
    if not address.startswith("https://"):
        return "is neither a page of this site (begin it with /) nor an https address"
    return "" if _host_of(address) in hosts else "leads to a host that no source or contact names"


def _host_of(address: str) -> str:
    """Return the host of an address; "" where it has none, such as https://[x."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
