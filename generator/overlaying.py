"""Lay an organization's sentences over those of its upstream, and hold what no organization may change.

A sentence is laid over a text as it was read, not over the file: no quote or colon in it can change what YAML reads,
and the upstream's lines keep their numbers. A text of which a part is an organization's knows where each part stands.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
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
from generator.problems import Place, Problems, Text, visible
from generator.source import SourceFile, TreeMapping, TreeSequence

_ENDS = "[.!?…][\"'”\u2019\u00bb)\\]*_]*"
_MARKS = r"(?:[-*+>#|]+|\d+[.)])[ \t]+(?:[*_]{1,2})?"
_BEFORE = re.compile(rf"(?:^|\n[ \t]*\n|{_ENDS}\s|\||(?:^|\n)[ \t]*{_MARKS})[\s*_]*$")
"""What a sentence may follow: nothing, an empty line, the end of another sentence, or the mark of an item."""
_AFTER = re.compile(rf"[*_]*(?:\s*$|[ \t]*\n[ \t]*\n|[ \t]*\n[ \t]*{_MARKS}|[ \t]*\|)")
"""What may follow a sentence that has no full stop."""
_SENTENCE = re.compile(rf"(?<=[.!?…])\s+|\n\s*(?:{_MARKS})?")
_NEAR = 0.4
OUTDATED = "outdated-overlay"
"""What is said where the upstream no longer says what an organization changed."""
_PUBLISHED = "until then the site says what the upstream says"


@dataclass(frozen=True, slots=True)
class OverlaidFile(SourceFile):
    """A file of the upstream, with the changes that an organization makes to its sentences.

    `overlay` is the organization's file that holds them: the same text with other changes is another file.
    """

    overlay: SourceFile
    changes: tuple[OverlayChange, ...] = field(compare=False)


def overlaid(source: SourceFile, overlay: SourceFile | None, changes: Iterable[OverlayChange]) -> SourceFile:
    """Return a file with the changes that are made to it; where there are none it stays as it is."""
    own = tuple(change for change in changes if change.in_ == source.name)
    return OverlaidFile(source.name, source.text, overlay, own) if own and overlay is not None else source


def lay_over(source: SourceFile, tree: TreeMapping | None, body: Text | None, problems: Problems) -> Text | None:
    """Put an organization's sentences into the texts of a tree, and return the body of a page with them in it.

    A sentence that does not stand there exactly once as it was is left as the upstream has it, and a warning says so.
    """
    if not isinstance(source, OverlaidFile):
        return body
    leaves = _Leaves(tree, body)
    cuts: dict[int, list[_Cut]] = {}
    for change in source.changes:
        found = [
            _Cut(number, *match.span(), change)
            for number, leaf in enumerate(leaves.texts)
            for match in _pattern_of(change.was).finditer(leaf)
        ]
        fault = _fault(found, leaves.texts, cuts)
        if fault:
            notes = (*_nearest(change.was, leaves.texts), _PUBLISHED)
            help = 'write into "was" what the upstream says now, and look whether "now" is still right beside it'
            problems.warning(change.was.place, OUTDATED, f"{source.name} {fault}", help=help, notes=notes)
        else:
            cuts.setdefault(found[0].leaf, []).append(found[0])
    for number, made in cuts.items():
        leaves.put(number, made)
    return leaves.body


@dataclass(frozen=True, slots=True)
class _Cut:
    """From where to where a sentence stands in a text, by the number of the text, and the change to it."""

    leaf: int
    start: int
    end: int
    change: OverlayChange


def _pattern_of(sentence: str) -> re.Pattern[str]:
    """Make a pattern of the words of a sentence, wherever its lines break."""
    words = r"\s+".join(map(re.escape, sentence.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _fault(found: Sequence[_Cut], texts: Sequence[Text], cuts: Mapping[int, Sequence[_Cut]]) -> str:
    """Say why a change cannot be made, "" where it can."""
    if not found:
        return "does not say this"
    if len(found) > 1:
        return f"says this {len(found)} times; write the sentence before or after it too"
    cut = found[0]
    if not _is_whole(texts[cut.leaf], cut.start, cut.end):
        return "says more in this sentence"
    if any(cut.start < other.end and other.start < cut.end for other in cuts.get(cut.leaf, ())):
        return "says this within what another change is about"
    return ""


def _is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a part of a text is one whole sentence or more: a part of one could be turned round unseen."""
    ends_itself = re.search(rf"{_ENDS}$", text[start:end]) is not None and not text[end : end + 1].strip("\n \t*_|")
    return _BEFORE.search(text[:start]) is not None and (ends_itself or _AFTER.match(text, end) is not None)


def _nearest(sentence: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Show the sentence there that is most like one."""
    known = [" ".join(part.split()) for text in texts for part in _SENTENCE.split(text) if part.strip()]
    near = difflib.get_close_matches(" ".join(sentence.split()), known, n=1, cutoff=_NEAR)
    return tuple(f'the nearest is: "{visible(text)}"' for text in near)


class _Leaves:
    """Every text of a tree, and the body of a page behind them, each of which can be put anew."""

    def __init__(self, tree: TreeMapping | None, body: Text | None) -> None:
        self.body = body
        self._homes: list[tuple[Any, Any]] = list(_homes(tree))
        self.texts: list[Text] = [home[key] for home, key in self._homes]
        if body is not None:
            self.texts.append(body)

    def put(self, number: int, cuts: Sequence[_Cut]) -> None:
        """Put a text with some changes in the place of what it was."""
        if number == len(self._homes):
            self.body = _laid(self.texts[number], cuts, self.texts[number].place)
            return
        home, key = self._homes[number]
        home[key] = _laid(self.texts[number], cuts, cuts[0].change.now.place)


def _homes(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yield each list or mapping with the key of each text in it, in the order of the file."""
    entries = tree.items() if isinstance(tree, TreeMapping) else enumerate(tree or ())
    for key, value in entries:
        if isinstance(value, Text):
            yield tree, key
        elif isinstance(value, TreeMapping | TreeSequence):
            yield from _homes(value)


class _Laid(Text):
    """A text that was put together from others and knows where each of its characters stands."""

    __slots__ = ("pieces",)
    pieces: tuple[tuple[int, Text, int], ...]

    def place_of(self, index: int) -> Place:
        start, text, offset = next(piece for piece in reversed(self.pieces) if piece[0] <= index or piece[0] == 0)
        return text.place_of(offset + index - start)


def _laid(text: Text, cuts: Iterable[_Cut], place: Place) -> _Laid:
    made, pieces, at = "", [], 0
    for cut in sorted(cuts, key=lambda cut: cut.start):
        now = cut.change.now
        begin = len(now) - len(now.lstrip())
        pieces.append((len(made), text, at))
        made += text[at : cut.start]
        pieces.append((len(made), now, begin))
        made += now.strip()
        at = cut.end
    pieces.append((len(made), text, at))
    laid = _Laid(made + text[at:], place=place)
    laid.pieces = tuple(pieces)
    return laid


_FREE: Mapping[type, frozenset[str]] = {
    LevelsFile: frozenset(["note"]),
    Ladder: frozenset(["about"]),
    Level: frozenset(
        ["also_called", "sentence", "night", "for_whom", "week", "benefits", "drawbacks", "staying", "ask"]
    ),
    Likeness: frozenset(["body", "mind", "daily_life"]),
    Kind: frozenset(["also_called", "sentence", "night", "for_whom", "ask"]),
    Move: frozenset(["why", "prepare"]),
    Term: frozenset(["plain"]),
    Treatment: frozenset(["also_called", "sentence", "what_happens", "can_help", "drawbacks", "ask"]),
    ToAsk: frozenset(["ask", "why", "listen_for"]),
    QualitySign: frozenset(["sign", "check"]),
    Value: frozenset(["you", "they", "ask"]),
    ProseHead: frozenset(["title", "description"]),
    Tile: frozenset(["say", "about"]),
    WordsFile: frozenset(WordsFile.model_fields) - WORDS_OF_DANGER - {"language", "written", "review_due", "reviewed"},
    KnowledgeBase: frozenset(["upstream"]),
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


def say_bad_changes(
    changes: Iterable[OverlayChange], own: frozenset[str], theirs: frozenset[str], problems: Problems
) -> None:
    """Add a problem for each change to a file that is not the upstream's, and for each that changes nothing."""
    for change in changes:
        name = str(change.in_)
        if change.was.split() == change.now.split():
            problems.error(change.now.place, "bad-overlay", "this is what the upstream says", help="delete the change")
        elif name in own:
            problems.error(change.in_.place, "bad-overlay", f"{name} is your own file", help="change it there")
        elif name not in theirs:
            near = difflib.get_close_matches(name, sorted(theirs), n=1)
            help = f'did you mean "{near[0]}"?' if near else "look where the sentence stands now, or delete the change"
            message = f'the upstream has no file "{name}"'
            problems.warning(change.in_.place, OUTDATED, message, help=help, notes=(_PUBLISHED,))
