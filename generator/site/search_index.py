"""Write the index of search: for each page and each part of it its title and its words, and what people write."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from generator.model.words import WordsFile
from generator.page_kinds import SEARCH, Found
from generator.pages.page import Page
from generator.pages.search import Searched, Sought

_SILENT = re.compile(r"<(script|style|svg|h1|footer)\b.*?</\1>", re.DOTALL)
"""What says nothing of its own. A footer lists sources, which stand on the page of all sources."""
_REPEATED = re.compile(r'<(table class="changes|figure class="week weeks)\b.*?</(?:table|figure)>', re.DOTALL)
"""What a page repeats: the weeks and the table of a move tell what stands on the pages of its two levels."""
_HEADING = re.compile(r'<h([2-6])\b[^>]*?\sid="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_INLINE_TAG = re.compile(r"</?(?:a|code|em|small|span|strong)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_PASSED_OVER = re.compile(r"['\u2019]")
_WORD = re.compile(r"[^\W_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Finding:
    """A page down to its first heading (`anchor` is ""), or a part of it: its heading, and each of its words once."""

    anchor: str
    heading: str
    words: str


@lru_cache(maxsize=2048)  # what stands round a page changes more often than the page
def findings_of(page: Page) -> tuple[Finding, ...]:
    """Cut a page into the parts that search tells apart; where no word of it is searched there is one, empty."""
    if page.kind.found in (Found.BY_NAME, Found.NEVER):
        return (Finding("", str(page.title), ""),)
    first, *rest = _HEADING.split(_REPEATED.sub("", _SILENT.sub("", page.html)))
    parts = zip(rest[1::4], rest[2::4], rest[3::4], strict=True)
    cut = [Finding("", str(page.title), first), *(Finding(id, _said(title), text) for id, title, text in parts)]
    if page.kind.found is Found.LATER and len(cut) > 1 and page.kind.address.endswith("{id}/"):
        # One of many alike: who looks for what stands in its parts means another page.
        cut = [Finding("", str(page.title), " ".join(part.words for part in cut))]
    return tuple(Finding(part.anchor, part.heading, " ".join(sorted(set(words_in(_said(part.words)))))) for part in cut)


def words_in(text: str) -> list[str]:
    """Split a text into words as the script does that searches (search_engine.js)."""
    plain = unicodedata.normalize("NFD", _PASSED_OVER.sub("", text.lower()))
    return _WORD.findall(_NOT_ASCII.sub(_not_combining, plain))


def _not_combining(character: re.Match[str]) -> str:
    return "" if unicodedata.combining(character[0]) else character[0]


def search_index(searched: Searched, findings: Mapping[str, Iterable[Finding]], words: WordsFile) -> str:
    """Write the index as JSON; search_engine.js says what each key holds. `findings` are those of each address."""
    parts = list(_parts(searched, findings))
    place_of = {f"{page.address}#{part.anchor}".rstrip("#"): place for place, (_, page, part) in enumerate(parts)}
    in_parts: defaultdict[str, list[int]] = defaultdict(list)
    for place, (_, _, part) in enumerate(parts):
        for word in part.words.split():
            in_parts[word].append(place)
    said = words.search
    index = {
        "words": {
            "none": said.found_none,
            "one": said.found_one,
            "more": said.found_more,
            "first": said.first,
            "all": said.see_all,
        },
        "all": SEARCH.at(),
        "pages": [
            [page.address, page.title, page.description, int(page.kind.found is not Found.FIRST)]
            for page in searched.pages
        ],
        "parts": [[number, part.anchor, part.heading if part.anchor else ""] for number, _, part in parts],
        "terms": "\n".join(f"{word} {_steps(tuple(places))}" for word, places in sorted(in_parts.items())),
        "same": [" ".join(chosen) for same in searched.same if (chosen := [*dict.fromkeys(_words_of_all(same))])],
        "sought": [_row(sought, place_of[sought.address]) for sought in searched.sought],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _parts(searched: Searched, findings: Mapping[str, Iterable[Finding]]) -> Iterator[tuple[int, Page, Finding]]:
    """Yield each part with the number of its page; a part that people seek has a row, be it no part of its page."""
    sought_in: defaultdict[str, set[str]] = defaultdict(set)
    for sought in searched.sought:
        address, _, anchor = sought.address.partition("#")
        sought_in[address].add(anchor)
    for number, page in enumerate(searched.pages):
        found = list(findings[page.address])
        yield from ((number, page, part) for part in found)
        known = {part.anchor for part in found}
        more = sorted(sought_in[page.address] - known)
        yield from ((number, page, Finding(anchor, str(page.title), "")) for anchor in more)


def _row(sought: Sought, place: int) -> list[object]:
    phrases = [" ".join(words_in(phrase)) for phrase in sought.phrases]
    row: list[object] = [place, int(sought.is_name), phrases]
    return [*row, [[link.words, link.url] for link in sought.first]] if sought.first else row


def _words_of_all(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from words_in(text)


@lru_cache(maxsize=32768)
def _steps(places: tuple[int, ...]) -> str:
    """Write rising numbers by their steps, to the base of 36; a step of one is left empty."""
    steps = (place - before for before, place in zip([-1, *places], places, strict=False))
    return ",".join("" if step == 1 else _base36(step) for step in steps)


def _base36(number: int) -> str:
    first, last = divmod(number, 36)
    return (_base36(first) if first else "") + _DIGITS[last]


def _said(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", _INLINE_TAG.sub("", html))).split())
