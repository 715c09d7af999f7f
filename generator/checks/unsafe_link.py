"""A link leads somewhere that it must not, or a browser would not read it as it is written.

A link could run a script, or send a reader and the page they came from to a stranger.

What counts is where a browser goes, whatever the link looks like: a name before an "@", a backslash, a code such as
`&#47;` or a link that is defined further down changes that. A link in a text of a YAML file leads to a page of the site
or to https, and a picture stands in no such text.

Fails: `[help](javascript:…)`, `[help](http://…)`, `https://name@host/`, a host that no source or contact names.
Cure: link to a page of this site (`/safety/`), or add the source or contact and link to its host.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.hosts import host_of, is_within_site
from generator.model.knowledge import KnowledgeBase
from generator.page_kinds import SOURCES
from generator.problems import Change, Cure, Problem, Severity, Text

ID = "unsafe-link"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_PLAIN = re.compile(r"(?<!\\)\]\(([A-Za-z0-9/#?=.,:@%+~{}_-]*)\)")
"""A link or picture whose address no rule of Markdown or HTML changes."""
_MORE = ("](", "]:", "<")
"""What else a text holds in which there are links."""
_WRITTEN = re.compile(r"\]\(\s*<?\s*([^)>]*)|^[\s>]*(?:[-+*]\s+)*\[[^\]]+\]:\s*<?(\S+)", re.MULTILINE)
_DIALS_OR_WRITES = ("tel:", "sms:", "mailto:")
_PICTURE = re.compile(r"!\[[^\]]*\]\($")
_NO_WORDS = "[]("
_SOURCE = f"/{SOURCES.address}#"
_IS_PICTURE = "is a picture, which only a page can show"
_HAS_NO_WORDS = "has no words, so that nobody sees it"
_NO_HOST = "names no host in plain form"
_WOULD_BE_LOST = "would be lost, for only a page can hold it"
_HIDES = "is written in a way that hides where it leads"
_CURE = "link to a page of this site, such as /safety/, or to a source"
_CURES = {
    _IS_PICTURE: "move it to a page of content/",
    _HAS_NO_WORDS: "write words between the square brackets",
    _NO_HOST: "copy the address from the browser",
    _WOULD_BE_LOST: "link to a page that shows the contact, or name the contact where an entry has a key for it",
    _HIDES: "write it on one line as [words](/page/)",
}
_FAR = 300
"""How far before its address the words of a picture are looked for."""


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each link that is not on this site, to a known host over https, or to dial or mail."""
    for link in named_links(base):
        if not link.startswith("https://"):
            help: str = "use the https form of it"
            if link.startswith("http://"):
                help = Cure(help, Change.WRITE, word="http://", text="https://")
            yield Problem(link.place, ID, f'"{link}" is not an https address', SEVERITY, help)
        elif not host_of(link):
            help = "copy the address from the browser; it names a host such as www.example.org, and nothing before it"
            yield Problem(link.place, ID, f'"{link}" names no host in plain form', SEVERITY, help)
    hosts = known_hosts(base)
    bodies = frozenset(id(page.body) for page in base.pages)
    yield from (problem for _, problem in find_in(texts, UnsafeLinks(hosts, is_page=False), but=bodies))
    yield from (problem for _, problem in find_in((page.body for page in base.pages), UnsafeLinks(hosts, is_page=True)))


def named_links(base: KnowledgeBase) -> list[Text]:
    """List every address of the web that a base names as one: of sources, contacts, notices and the way out."""
    contacts = [way.url for contact in base.every_contact() for way in contact.ways if way.url is not None]
    organization = base.organization
    notices = [part.link for part in (organization.nondiscrimination, organization.privacy) if part and part.link]
    return [*(source.link for source in base.sources.sources), *contacts, *notices, base.safety.leave_to]


def known_hosts(base: KnowledgeBase) -> frozenset[str]:
    """Collect the hosts to which a link may lead."""
    return frozenset(map(host_of, named_links(base))) - {""}


@dataclass(frozen=True, slots=True)
class UnsafeLinks:
    """A search for links that lead neither to the site nor to some hosts, in texts or in the bodies of pages."""

    hosts: frozenset[str]
    is_page: bool

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        """Yield each text with a problem for each of its links that leads where it must not."""
        for text in texts.containing(_MORE):
            found = {match[1]: match.start(1) for match in _PLAIN.finditer(text)}
            as_written = frozenset(found)
            rest = _PLAIN.sub("", text)
            if any(part in rest for part in _MORE):
                found |= {address: at for address, at in _as_browsers_read(text) if address not in found}
            for address, index in found.items():
                fault = self._fault(address, before=text[max(index - _FAR, 0) : index])
                if not fault and address not in as_written and not address.startswith("https://"):
                    fault = _HIDES
                if fault:
                    message = f'link to "{address}" {fault}'
                    yield text, Problem(text.place_of(index), ID, message, SEVERITY, _CURES.get(fault, _CURE))

    def _fault(self, address: str, *, before: str) -> str:
        """Say what is wrong with a link that stands behind some characters of its text, "" where nothing is."""
        if _PICTURE.search(before) and not self.is_page:
            return _IS_PICTURE
        if before.endswith(_NO_WORDS) and not (self.is_page and address.startswith(_SOURCE)):
            return _HAS_NO_WORDS
        if address.startswith(_DIALS_OR_WRITES):
            return "" if self.is_page else _WOULD_BE_LOST
        if is_within_site(address):
            return ""
        if not address.startswith("https://"):
            return "is neither a page of this site (begin it with /) nor an https address"
        host = host_of(address)
        if not host:
            return _NO_HOST
        return "" if host in self.hosts else "leads to a host that no source or contact names"


def _as_browsers_read(text: Text) -> Iterator[tuple[str, int]]:
    """Yield where each link and picture of a text leads, as read from the finished HTML, and where it seems to stand.

    A text may be read as blocks, with the spaces round it or without, or as one line behind other words: what any of
    these makes of it counts.
    """
    written = [
        (html.unescape(match[1] or match[2] or "").strip(), match.start(1) if match[1] is not None else match.start(2))
        for match in _WRITTEN.finditer(text)
    ]
    found: dict[str, int] = {}
    for as_read in dict.fromkeys((str(text), text.strip(), f"x {text.strip()}")):
        made = LexborHTMLParser(Markdown(extensions=("toc", "tables", "sane_lists")).convert(as_read))
        for node in made.css("a[href], img[src]"):
            address = node.attributes.get("href" if node.tag == "a" else "src") or ""
            place = next((at for said, at in written if address and said.startswith(address)), None)
            found.setdefault(address, written[0][1] if place is None and written else place or 0)
    yield from found.items()
