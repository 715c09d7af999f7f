"""Make the page for staff: what to send and to say with each page that has a short address, by situation and kind."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator.checks.sent import PATTERN_OF, length_of
from generator.model.sharing import SharedPage, SharingTexts, Situation
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.page_kinds import GO, STAFF, WRITTEN
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.page import Page
from generator.pages.short import short_address
from generator.pages.words import dates_line
from generator.settings import Settings

CODES = f"{STAFF.at()}codes/"
"""The folder of all codes."""
HANDOUTS = "handouts/"
"""The folder of the site in which handouts lie that are published too."""
SCRIPT = "assets/staff.js"
"""What copies and searches on the page."""
_PARAGRAPH = re.compile(r"\n\s*\n")
_ORDER = ("entry", "guide", "level", "move", "result", "other")
"""The patterns, in the order in which the page lists all that has them."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A page that staff send, and what goes with it.

    `id` is the last part of its short address, `url` the whole of it; `mail` and `phone` are paragraphs.
    """

    page: Page
    sort: str
    id: str
    url: str
    message: str
    mail: tuple[str, ...]
    phone: tuple[str, ...]
    alt: str

    @property
    def length(self) -> int:
        """Count the characters of its text message, as a phone does."""
        return length_of(self.message)

    @property
    def has_handout(self) -> bool:
        """Tell whether it is handed out on paper too: no page by hand is."""
        return self.page.kind is not WRITTEN

    @property
    def code(self) -> str:
        """Name the file of its code, without the ending."""
        return f"{CODES}{self.id}"


@dataclass(frozen=True, slots=True)
class SentInSituation:
    """A situation, and what is sent in it."""

    situation: Situation
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class SentOfSort:
    """All pages of a sort, under their heading."""

    sort: str
    heading: str
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class StaffPage:
    """The page for staff, and where each code on it leads, by its file without an ending."""

    page: Page
    codes: Mapping[str, str]


def staff_page(
    pages: Iterable[Page], atlas: Atlas, settings: Settings, handouts: Container[str] = ()
) -> StaffPage | None:
    """Make the page that says how to send each of some pages; None where the project says nothing of it.

    It leads to those `handouts`, by the names of their files, that lie beside the pages; others it names.
    """
    sharing = atlas.base.handbook.sharing
    if not sharing.situations:
        return None
    sendable = {page.address: page for page in pages if short_address(page)}
    every = [_sent(page, None, atlas, settings) for page in sendable.values()]
    by_situation = [
        SentInSituation(
            situation,
            tuple(_sent(sendable[shared.page[1:]], shared, atlas, settings) for shared in situation.send),
        )
        for situation in sharing.situations
    ]
    html = render(
        "staff/staff",
        atlas.words,
        sharing=sharing,
        first=sharing.handing_over[:1],
        later=sharing.handing_over[1:],
        by_situation=by_situation,
        by_sort=_by_sort(every, atlas.words),
        handouts=handouts,
        beside=HANDOUTS,
        made_up=settings.share_url if settings.is_made_up else "",
        dates=dates_line(sharing, atlas),
        script=SCRIPT,
    )
    page = Page(STAFF.at(), str(sharing.title), str(sharing.description), str(html), sharing.place, STAFF)
    return StaffPage(page, {sent.code: sent.url for sent in every})


def _sent(page: Page, shared: SharedPage | None, atlas: Atlas, settings: Settings) -> Sent:
    short = short_address(page) or ""
    sort = PATTERN_OF[page.kind]
    pattern: SharingTexts = getattr(atlas.base.handbook.sharing.patterns, sort)
    url = f"{settings.share_url}{short}"
    spoken = _spoken(url, atlas.words)
    values = {"address": url, "spoken": spoken, "title": page.title, "sentence": page.description}

    def said(name: str) -> tuple[str, ...]:
        own = None if shared is None else getattr(shared, name)
        text = filled(own or getattr(pattern, name), **values)
        return tuple(" ".join(part.split()) for part in _PARAGRAPH.split(text.strip()))

    return Sent(
        page=page,
        sort=sort,
        id=GO.id_in(short) or "",
        url=url,
        message=said("message")[0],
        mail=said("mail"),
        phone=said("phone"),
        alt=filled(atlas.words.staff.code_alt, url=url),
    )


def _spoken(url: str, words: WordsFile) -> str:
    """Say an address aloud: each mark by its name, and neither "https" nor the last slash, which nobody types."""
    parts = urlsplit(url)
    said = words.staff.marks
    marks = {".": said.dot, "/": said.slash, "-": said.dash, ":": said.colon, "_": said.underscore, "~": said.tilde}
    whole = f"{parts.netloc}{parts.path}".rstrip("/")
    return " ".join("".join(f" {marks[mark]} " if mark in marks else mark for mark in whole).split())


def _by_sort(every: Iterable[Sent], words: WordsFile) -> list[SentOfSort]:
    by_sort: dict[str, list[Sent]] = {sort: [] for sort in _ORDER}
    for sent in every:
        by_sort[sent.sort].append(sent)
    return [SentOfSort(sort, getattr(words.staff.sorts, sort), tuple(sent)) for sort, sent in by_sort.items() if sent]
