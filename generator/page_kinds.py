"""Say once what each kind of page is: where its pages stand, and what they may do.

Checks, theme, headers, inspection and tests read this table, and none of them knows a kind by another way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from itertools import chain

GUIDES = ("guide/", "guides/{id}/")
"""Where the guide stands, and where each further one: what "{guide}" stands for in an address."""

KEPT_FOLDER = "assets/"
"""The folder at the top of the site that holds no page, but what pages load."""

HELP_CARD = "help-now"
"""The id of the card that shows whom to call; a level of that id would stand at the same address."""

MOVED_ID = "moved"
"""The id that every page has whose address is old, whatever stood there."""

_PARTS = {"{guide}": rf"(?:{'|'.join(GUIDES)})".replace("{id}", "[^/]+"), "{id}": "[^/]+", "{file}": ".+"}
_PART = re.compile(r"(\{[a-z]+\})")


@cache
def _pattern_of(address: str) -> re.Pattern[str]:
    return re.compile("".join(_PARTS.get(part) or re.escape(part) for part in _PART.split(address)))


class Found(Enum):
    """How search finds the pages of a kind."""

    FIRST = "first"
    """By every word in them."""
    LATER = "later"
    """By every word too, but after the others: they tell again, or in detail, what those say."""
    BY_NAME = "by-name"
    """By their titles and by what content/search.yaml calls them. They hold every word, so none tells of them."""
    NEVER = "never"
    """Only where content/search.yaml names one of them: they are for somebody who was led there."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """What all pages of one kind have in common.

    `address` is "" for home, else a path that ends with "/", or with ".html" where a page is no folder of its own. In
    it "{id}" stands for the id of an entry, "{file}" for the name of a file, "{guide}" for the address of a guide.

    What a page is allowed has no default: each row says it.

    - `may_connect`: its policy lets it ask the site for something. Nothing may, where a reader answers.
    - `may_be_kept`: a cache may keep it. No page of a guide may be kept, for it shows what a reader looked for.
    - `may_be_framed`: another site may show it within a page of its own.
    - `is_made`: we make it; else its author writes it as Markdown.
    - `found`: how search finds it.
    - `is_narrow`: it is one column, like a form.
    - `explains_words`: the words of the glossary open where they stand.
    - `runs_guide`: a reader answers one question after another in it, which needs the guide's script.
    - `is_discreet`: where a link to it is sent nothing is told of it, for its title would tell others of a reader.
    - `stands_in`: a server sends it in the place of a page that it cannot send, so its links count from the root.
    """

    id: str
    address: str
    may_connect: bool
    may_be_kept: bool
    may_be_framed: bool = False
    is_made: bool = True
    found: Found = Found.FIRST
    is_narrow: bool = False
    explains_words: bool = True
    runs_guide: bool = False
    is_discreet: bool = False
    stands_in: bool = False

    def __post_init__(self) -> None:
        """Refuse a row that would break a promise of privacy.

        Raises ValueError.
        """
        if self.runs_guide and self.may_connect:
            raise ValueError(f'a page of kind "{self.id}" is where a reader answers, so it may not connect')
        if self.belongs_to_guide and self.may_be_kept:
            raise ValueError(f'a page of kind "{self.id}" belongs to a guide, so no cache may keep it')

    @property
    def belongs_to_guide(self) -> bool:
        """Tell whether its pages are those of a guide: each stands below the address of one."""
        return self.address.startswith("{guide}")

    def moved(self) -> PageKind:
        """Make the kind of a page that stands where one of this kind stood, and leads on.

        It may do what the page might whose address it has, and no more: a server tells them apart by nothing else.
        """
        return replace(
            self, id=MOVED_ID, is_made=True, found=Found.NEVER, is_narrow=True, explains_words=False, runs_guide=False
        )

    def at(self, **parts: str) -> str:
        """Fill in the address: `at(id="residential")`, `at(guide="guide/")`."""
        return self.address.format(**parts)

    def id_in(self, address: str) -> str | None:
        """Find the id in the address of one of its pages; None for another address, or one with a part of a page."""
        head, _, end = self.address.partition("{id}")
        id = address.removeprefix(head).removesuffix(end)
        return id if "#" not in id and self.holds(address) else None

    @property
    def is_read(self) -> bool:
        """Tell whether it is read, not filled in: paper sets it in two columns."""
        return not self.is_narrow or self.explains_words

    def holds(self, address: str) -> bool:
        """Tell whether a page of this kind may stand at `address`."""
        return _pattern_of(self.address).fullmatch(address) is not None


HOME = PageKind("home", "", may_connect=True, may_be_kept=True, is_made=False)
WRITTEN = PageKind("written", "{file}/", may_connect=True, may_be_kept=True, is_made=False)
GUIDE = PageKind(
    "guide",
    "{guide}",
    may_connect=False,
    may_be_kept=False,
    found=Found.BY_NAME,
    is_narrow=True,
    explains_words=False,
    runs_guide=True,
    is_discreet=True,
)
OFFLINE = PageKind(
    "offline",
    "{guide}offline.html",
    may_connect=False,
    may_be_kept=False,
    may_be_framed=True,
    found=Found.NEVER,
    is_narrow=True,
    explains_words=False,
    runs_guide=True,
    is_discreet=True,
)
# Each link of this page is an answer.
PLAIN = PageKind(
    "guide-plain",
    "{guide}plain/",
    may_connect=False,
    may_be_kept=False,
    found=Found.BY_NAME,
    is_narrow=True,
    explains_words=False,
    is_discreet=True,
)
OUTCOME = PageKind(
    "outcome",
    "{guide}{id}/",
    may_connect=True,
    may_be_kept=False,
    found=Found.NEVER,
    is_narrow=True,
    is_discreet=True,
)
SHEET = PageKind(
    "sheet",
    "{guide}sheet/",
    may_connect=True,
    may_be_kept=False,
    found=Found.NEVER,
    is_narrow=True,
    explains_words=False,
    is_discreet=True,
)
COMPARISON = PageKind("comparison", "levels/", may_connect=True, may_be_kept=True)
LEVEL = PageKind("level", "levels/{id}/", may_connect=True, may_be_kept=True)
KIND_OF_LEVEL = PageKind("kind", "levels/{id}/", may_connect=True, may_be_kept=True)
MOVES = PageKind("moves", "moves/", may_connect=True, may_be_kept=True, found=Found.LATER)
MOVE = PageKind("move", "moves/{id}/", may_connect=True, may_be_kept=True, found=Found.LATER)
TREATMENTS = PageKind("treatments", "treatments/", may_connect=True, may_be_kept=True)
TREATMENT = PageKind("treatment", "treatments/{id}/", may_connect=True, may_be_kept=True)
# What a reader was sent to, which no cache of a shared device needs to keep.
ENTRY = PageKind("entry", "go/{id}/", may_connect=True, may_be_kept=False, is_narrow=True, is_discreet=True)
# The short address of another page, from which it leads on. It stands beside entries, so a server treats them alike.
GO = PageKind(
    "go",
    "go/{id}/",
    may_connect=True,
    may_be_kept=False,
    found=Found.NEVER,
    is_narrow=True,
    explains_words=False,
)
# These stand on the site of an organization only.
PROGRAMS = PageKind("programs", "programs/", may_connect=True, may_be_kept=True, explains_words=False)
LOCAL_LINES = PageKind("local-lines", "local-lines/", may_connect=True, may_be_kept=True, explains_words=False)
ORGANIZATION = PageKind(
    "organization", "organization/{id}/", may_connect=True, may_be_kept=True, found=Found.LATER, explains_words=False
)
GLOSSARY = PageKind(
    "glossary", "glossary/", may_connect=True, may_be_kept=True, found=Found.LATER, explains_words=False
)
FACTS = PageKind("facts", "facts/", may_connect=True, may_be_kept=True, found=Found.LATER, explains_words=False)
RESEARCH = PageKind("research", "research/", may_connect=True, may_be_kept=True, found=Found.LATER)
CLAIMS = PageKind("claims", "claims/", may_connect=True, may_be_kept=True, found=Found.LATER)
SOURCES = PageKind("sources", "sources/", may_connect=True, may_be_kept=True, found=Found.BY_NAME, explains_words=False)
SOURCE = PageKind(
    "source", "source/{file}/", may_connect=True, may_be_kept=True, found=Found.NEVER, explains_words=False
)
# It holds every word that people look for, and answers none of them.
SCORECARD = PageKind("scorecard", "about/scorecard/", may_connect=True, may_be_kept=True, found=Found.NEVER)
# Only a build that is asked for it makes this page: it is for who would prove the guide's promises again.
PROOF = PageKind("proof", "about/proof/", may_connect=True, may_be_kept=True, found=Found.NEVER, explains_words=False)
SEARCH = PageKind(
    "search",
    "search/",
    may_connect=True,
    may_be_kept=True,
    found=Found.NEVER,
    explains_words=False,
)
# It may ask for nothing: what staff look for here tells about somebody.
STAFF = PageKind(
    "staff",
    "staff/",
    may_connect=False,
    may_be_kept=True,
    found=Found.BY_NAME,
    explains_words=False,
)
# What other sites show within a page of theirs: one screen, without script.
CARD = PageKind(
    "card",
    "cards/{id}/",
    may_connect=False,
    may_be_kept=True,
    may_be_framed=True,
    found=Found.NEVER,
    is_narrow=True,
    explains_words=False,
)
EMBED = PageKind("embed", "embed/", may_connect=True, may_be_kept=True, found=Found.BY_NAME, explains_words=False)
NOT_FOUND = PageKind(
    "not-found", "404.html", may_connect=True, may_be_kept=True, found=Found.NEVER, explains_words=False, stands_in=True
)
FAILED = PageKind(
    "failed", "error.html", may_connect=True, may_be_kept=True, found=Found.NEVER, explains_words=False, stands_in=True
)

PAGE_KINDS = (
    HOME,
    WRITTEN,
    GUIDE,
    OFFLINE,
    PLAIN,
    OUTCOME,
    SHEET,
    COMPARISON,
    LEVEL,
    KIND_OF_LEVEL,
    MOVES,
    MOVE,
    TREATMENTS,
    TREATMENT,
    ENTRY,
    GO,
    PROGRAMS,
    LOCAL_LINES,
    ORGANIZATION,
    GLOSSARY,
    FACTS,
    RESEARCH,
    CLAIMS,
    SOURCES,
    SOURCE,
    SCORECARD,
    PROOF,
    SEARCH,
    STAFF,
    CARD,
    EMBED,
    NOT_FOUND,
    FAILED,
)
"""Every kind of page that a site may hold."""

OF_ORGANIZATIONS = (PROGRAMS, LOCAL_LINES, ORGANIZATION)
"""The kinds that only the site of an organization holds."""

PROBLEMS = PageKind("problems", "", may_connect=True, may_be_kept=False, found=Found.NEVER, explains_words=False)
"""What is shown in place of the site while it is served and its files hold an error; it is never published."""


SENT_KINDS = (GUIDE, LEVEL, KIND_OF_LEVEL, MOVE, OUTCOME, WRITTEN)
"""The kinds of page that have a short address beside their own."""


def kind_at(address: str) -> PageKind:
    """Tell the kind of the page at an address, or of what could have stood there."""
    made = (kind for kind in PAGE_KINDS if kind.is_made and kind.holds(address))
    return min(made, key=lambda kind: kind.address.count("{id}"), default=kind_by_hand(address))


def kind_moved_from(address: str) -> PageKind:
    """Find the kind of the page that leads on from an old or short address, by what could have stood there."""
    return kind_at(address).moved()


def short_of(address: str) -> str | None:
    """Find the short address that leads to the page at an address: "go/residential/"; None where it has none.

    It ends with the id of the level, move or result, with the id of a further guide before that of its result, or with
    the address of a page by hand. An entry's own address is short.
    """
    kind = kind_at(address)
    if kind is ENTRY:
        return address
    if kind not in SENT_KINDS:
        return None
    parts = address.rstrip("/").split("/")
    if kind is GUIDE:
        parts = ["guide", *parts[1:]]
    elif kind is not WRITTEN:
        parts = parts[1:]
    return GO.at(id="-".join(parts))


def kind_by_hand(address: str) -> PageKind:
    """Tell the kind of a page that its author writes, by its address."""
    return HOME if address == HOME.address else WRITTEN


def file_at(address: str) -> str:
    """Name the file of the site that holds the page at `address`."""
    return address if address.endswith(".html") else f"{address}index.html"


def kept_addresses() -> tuple[str, ...]:
    """List the addresses at and below which we make what stands there, so that nothing by hand may.

    A host leads from "404.html" to "404", so that is ours too.
    """
    made = chain.from_iterable(_begins(kind.address) for kind in PAGE_KINDS if kind.is_made)
    return tuple(dict.fromkeys((*made, KEPT_FOLDER)))


def _begins(address: str) -> list[str]:
    """List what stands before the first id in an address, once for each place where a guide may stand."""
    whole = [address.replace("{guide}", guide) for guide in GUIDES] if "{guide}" in address else [address]
    return [f"{one.removesuffix('.html').partition('{')[0].rstrip('/')}/" for one in whole]


def names_beside_ids() -> frozenset[str]:
    """List the last parts of addresses that no id may be, for a page with that id would stand at the same address."""
    heads = [kind.address.removesuffix("{id}/") for kind in PAGE_KINDS if kind.address.endswith("{id}/")]
    found = (
        re.fullmatch(f"{re.escape(head)}([a-z]+)(?:/|[.]html)", kind.address) for head in heads for kind in PAGE_KINDS
    )
    return frozenset(match[1] for match in found if match is not None)
