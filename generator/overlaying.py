"""Lay an organization's sentences over those of its upstream.

A sentence is laid over a text as it was read, not over the file: no quote or colon in it can change what YAML reads,
and the upstream's lines keep their numbers. A text of which a part is an organization's knows where each part stands.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.model.entry import Named
from generator.model.organization import OrganizationFile
from generator.model.overlay import OverlayChange
from generator.problems import Place, Problems, Text, visible
from generator.source import SourceFile, TreeMapping, TreeSequence

_ENDS = "[.!?…][\"'”\u2019\u00bb)\\]*_]*"
_MARKS = r"(?:[-*+>#|]+|\d+[.)])[ \t]+(?:[*_]{1,2})?"
_BEFORE = re.compile(rf"(?:^|\n[ \t]*\n|{_ENDS}\s|\||(?:^|\n)[ \t]*{_MARKS})[\s*_]*$")
"""What a sentence may follow: nothing, an empty line, the end of another sentence, or the mark of an item."""
_AFTER = re.compile(rf"[*_]*(?:\s*$|[ \t]*\n[ \t]*\n|[ \t]*\n[ \t]*{_MARKS}|[ \t]*\|)")
"""What may follow a sentence that has no full stop."""
_SENTENCE = re.compile(rf"(?<=[.!?…])\s+|\n\s*(?:{_MARKS})?")
_HEADING = re.compile(r"^ {0,3}(?:#{1,6}[ \t]|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
_NEAR = 0.4
OUTDATED = "outdated-overlay"
"""What is said where the upstream no longer says what an organization changed, or names it otherwise."""
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
        fault = _fault(found, leaves.texts)
        if not fault and _overlaps(found[0], cuts.get(found[0].leaf, ())):
            message, help = "another change is about this sentence too", "make one change of the two"
            problems.error(change.was.place, "bad-overlay", message, help=help)
        elif fault:
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


def _fault(found: Sequence[_Cut], texts: Sequence[Text]) -> str:
    """Say why a change cannot be made, "" where it can."""
    if not found:
        return "does not say this"
    if len(found) > 1:
        return f"says this {len(found)} times; write the sentence before or after it too"
    cut = found[0]
    if not _is_whole(texts[cut.leaf], cut.start, cut.end):
        return "says more in this sentence"
    return ""


def _overlaps(cut: _Cut, others: Iterable[_Cut]) -> bool:
    return any(cut.start < other.end and other.start < cut.end for other in others)


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


def say_bad_changes(
    changes: Iterable[OverlayChange], own: frozenset[str], theirs: frozenset[str], problems: Problems
) -> None:
    """Add a problem for each change to a file that is not the upstream's, and for each that changes nothing."""
    for change in changes:
        name = str(change.in_)
        if change.was.split() == change.now.split():
            problems.error(change.now.place, "bad-overlay", "this is what the upstream says", help="delete the change")
        elif _HEADING.search(change.now) and not _HEADING.search(change.was):
            help = "say it in sentences; the upstream says which parts a page has"
            problems.error(change.now.place, "bad-overlay", "this adds a heading", help=help)
        elif name in own:
            problems.error(change.in_.place, "bad-overlay", f"{name} is your own file", help="change it there")
        elif name not in theirs:
            near = difflib.get_close_matches(name, sorted(theirs), n=1)
            help = f'did you mean "{near[0]}"?' if near else "look where the sentence stands now, or delete the change"
            message = f'the upstream has no file "{name}"'
            problems.warning(change.in_.place, OUTDATED, message, help=help, notes=(_PUBLISHED,))


def with_names_of_today(
    organization: OrganizationFile, levels: Iterable[Named], problems: Problems
) -> OrganizationFile:
    """Return an organization with the levels of its programs as they are called now, and warn of each older name.

    So an upstream that gives a level another name holds up no build of who wrote the old one.
    """
    every = tuple(levels)
    now_by_former = {former: level.id for level in every for former in level.formerly}
    known = {level.id for level in every}

    def now(id: Text) -> Text:
        if id in known or id not in now_by_former:
            return id
        name = now_by_former[id]
        problems.warning(id.place, OUTDATED, f'"{id}" is called "{name}" now', help=f'write "{name}"')
        return Text(name, place=id.place)

    programs = tuple(
        program.model_copy(update={"levels": tuple(map(now, program.levels))}) for program in organization.programs
    )
    return organization.model_copy(update={"programs": programs})
