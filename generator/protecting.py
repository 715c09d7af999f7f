"""Hold what no organization may change of the project that it builds on, whatever its sentences say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from generator.model.entry import Entry
from generator.model.guide import Urgency
from generator.model.handbook import QualitySign, Term, ToAsk, Treatment, Value
from generator.model.knowledge import Handbook, KnowledgeBase
from generator.model.levels import Kind, Ladder, Level, LevelsFile, Likeness, Move
from generator.model.overlay import OVERLAY, OverlayChange
from generator.model.prose import ProseHead, ProsePage, Tile
from generator.model.registers import SourcesFile
from generator.model.words import WORDS_OF_DANGER, WordsFile
from generator.problems import Place, Problems, Text

_FREE: Mapping[type, frozenset[str]] = {
    LevelsFile: frozenset(["note"]),
    Ladder: frozenset(["about"]),
    Level: frozenset(
        ["also_called", "sentence", "night", "for_whom", "week", "benefits", "drawbacks", "staying", "ask"]
    ),
    Likeness: frozenset(["body", "mind", "daily_life"]),
    Kind: frozenset(["also_called", "sentence", "night", "for_whom", "benefits", "drawbacks", "ask"]),
    Move: frozenset(["why", "prepare"]),
    Term: frozenset(["plain"]),
    Treatment: frozenset(["also_called", "sentence", "what_happens", "can_help", "drawbacks", "ask"]),
    ToAsk: frozenset(["ask", "why", "listen_for"]),
    QualitySign: frozenset(["sign", "check"]),
    Value: frozenset(["you", "they", "ask"]),
    ProseHead: frozenset(["title", "description"]),
    Tile: frozenset(["say", "about"]),
    WordsFile: frozenset(WordsFile.model_fields) - WORDS_OF_DANGER - {"language", "written", "review_due", "reviewed"},
    KnowledgeBase: frozenset(["upstream", "own_sources"]),
    Handbook: frozenset(["overlay", "sign_offs", "organization", "addresses", "reviewers"]),
}
"""What an organization may say otherwise, or itself: all else is as the upstream has it.

So the guides, the safety file, journeys, notes, contacts, facts, signs, names, numbers, references, dates, what a level
is not for, what happens with medicines, and pages for people in danger stay what was proven and reviewed.
"""


def protect(ours: KnowledgeBase, theirs: KnowledgeBase, changes: Sequence[OverlayChange], problems: Problems) -> None:
    """Add an error for each change that reaches what only the upstream says.

    What was read is compared, with the overlay and without it: whatever is another and is not free is found, wherever
    it was written.
    """
    alarms = _alarms(theirs)
    for place, value in _strays(ours, theirs, Place(OVERLAY, 1, 1)):
        if place.file != OVERLAY:
            made_by = (change.now.place for change in changes if change.in_ == place.file and value in change.now)
            place = next(made_by, place)
        _refuse(place, "only the upstream says what stands here", problems)
    for change in changes:
        named = alarms.search(change.was)
        if named is not None:
            _refuse(
                change.was.place, f'the upstream tells people in danger here where to turn: "{named.group()}"', problems
            )


def _refuse(place: Place, message: str, problems: Problems) -> None:
    help = "delete this change; propose it to the upstream, whose clinicians look at it for everyone"
    problems.error(place, "protected", message, help=help)


def _alarms(base: KnowledgeBase) -> re.Pattern[str]:
    """Make a pattern of what no sentence may lose: crisis numbers, warnings, links to pages for danger."""
    called = {str(id) for id in base.safety.help_bar}
    outcomes = (outcome for guide in base.every_guide() for outcome in guide.outcomes)
    called |= {str(id) for outcome in outcomes if outcome.urgency is Urgency.EMERGENCY for id in outcome.call}
    contacts = [contact for contact in base.contacts.contacts if str(contact.id) in called]
    numbers = {str(way.number) for contact in contacts for way in contact.ways if way.number is not None}
    pages = {f"(/{page.address}" for page in base.pages if page.head.for_danger and page.address}
    known = sorted(map(re.escape, pages | {f"[[box:{box.id}]]" for box in base.safety.boxes}))
    return re.compile("|".join([*known, *(rf"(?<![\w-]){re.escape(number)}(?![\w-])" for number in sorted(numbers))]))


_Free = Mapping[type, frozenset[str]]


def _strays(ours: Any, theirs: Any, place: Place, free: _Free = _FREE) -> Iterator[tuple[Place, str]]:
    """Yield the place and the text of each thing that differs and is not free to."""
    if ours is theirs:
        return
    if isinstance(ours, Entry) or (is_dataclass(ours) and not isinstance(ours, type)):
        if type(ours) is type(theirs):
            yield from _strays_of_parts(ours, theirs, ours.place if isinstance(ours, Entry) else place, free)
        else:
            yield place, ""
    elif isinstance(ours, tuple) and isinstance(theirs, tuple):
        if len(ours) != len(theirs):
            yield place, ""
        for one, other in zip(ours, theirs, strict=False):
            yield from _strays(one, other, place, free)
    elif ours != theirs:
        yield (ours.place if isinstance(ours, Text) else place), str(ours)


def _strays_of_parts(ours: Any, theirs: Any, place: Place, free: _Free) -> Iterator[tuple[Place, str]]:
    names = type(ours).model_fields if isinstance(ours, Entry) else [part.name for part in fields(ours)]
    for name in names:
        one, other = getattr(ours, name), getattr(theirs, name)
        if name in free.get(type(ours), ()):
            continue
        if isinstance(ours, KnowledgeBase) and name == "pages":
            yield from _strays_of_pages(one, other)
        elif isinstance(ours, SourcesFile) and name == "sources":
            yield from _strays(one[: len(other)], other, place, free)  # an organization adds its own behind them
        else:
            yield from _strays(one, other, place, free)


def _strays_of_pages(ours: Iterable[ProsePage], theirs: Iterable[ProsePage]) -> Iterator[tuple[Place, str]]:
    """Compare the pages that both have; an organization may add others, and say otherwise what is not for danger."""
    by_file = {page.file: page for page in ours}
    for other in theirs:
        page, start = by_file[other.file], Place(other.file, 1, 1)
        yield from _strays(page.head, other.head, start, {} if other.head.for_danger else _FREE)
        if other.head.for_danger and page.body != other.body:
            pairs = enumerate(zip(page.body, other.body, strict=False))
            yield page.body.place_of(next((at for at, (one, two) in pairs if one != two), len(other.body))), ""
