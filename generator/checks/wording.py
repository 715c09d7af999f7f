"""Find the wordings of glossary.yaml in texts: words in a row, some of several, some left out, some between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple, Self, TypeVar

from generator.problems import Text

QUOTED = re.compile('\u201c[^\u201d]*\u201d|(?<!\\w)"[^"\n]*"(?!\\w)')
"""What stands between quotation marks."""
_GAP = "..."
_MOST_BETWEEN = 8
_ELEMENT = re.compile(r"\{[^}]*\}|\S+")
_PARAGRAPH = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+[.)])[ \t])")
_WORD = re.compile(r"[\w']+")
_NO_WORD = str.maketrans(dict.fromkeys('-.,;:!?()[]{}*_"`#%/<>|\u2018\u201c\u201d', " ") | {"\u2019": "'"})
_BETWEEN = "\x00"
_FEW = 1000
_THREE_DIGITS = re.compile(r"[0-9][ .()-]{0,2}[0-9][ .()-]{0,2}[0-9]")

Words = tuple[str, ...]
_Found = TypeVar("_Found")


def words_of(text: str) -> Words:
    """Split a text into its words in lower case, without marks."""
    words = text.casefold().translate(_NO_WORD).split()
    return tuple([word.strip("'") for word in words] if "'" in text or "\u2019" in text else words)


@dataclass(frozen=True, slots=True)
class WordingPart:
    """A part of a wording: one of its choices stands there, or nothing where it may be left out; a gap has none.

    `firsts` are the words that its choices begin with: to look for those first is fast.
    """

    choices: tuple[Words, ...]
    may_be_left_out: bool
    firsts: frozenset[str]

    @property
    def must_stand(self) -> bool:
        """Tell whether one of the choices stands wherever the wording does."""
        return bool(self.choices) and not self.may_be_left_out


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """The parts of a wording in a row, the words that it can begin with, and those that tell of it.

    `telling` holds for each part that must stand the longest word of each choice, the part with the longest ones first.
    """

    parts: tuple[WordingPart, ...]
    begins: frozenset[str]
    telling: tuple[frozenset[str], ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a wording as an author writes it."""
        parts = tuple(_part(element) for element in _ELEMENT.findall(text))
        first = next(number for number, part in enumerate(parts) if part.must_stand)
        begins = frozenset(choice[0] for part in parts[: first + 1] for choice in part.choices)
        telling = (frozenset(max(choice, key=len) for choice in part.choices) for part in parts if part.must_stand)
        return cls(parts, begins, tuple(sorted(telling, key=lambda words: -min(map(len, words)))))

    def holds(self, phrases: frozenset[Words]) -> bool:
        """Tell whether some choice of the wording is one of the phrases, or begins with one."""
        choices = (choice for part in self.parts for choice in part.choices)
        return any(choice[:length] in phrases for choice in choices for length in range(1, len(choice) + 1))

    def lacks(self, words: frozenset[str]) -> bool:
        """Tell whether one of its parts that must stand tells of itself by none of some words."""
        return any(map(words.isdisjoint, self.telling[1:]))

    def found_in(self, words: Words) -> Iterator[tuple[int, int]]:
        """Yield where the wording begins and ends among words, each place once."""
        for start, word in enumerate(words):
            if word in self.begins:
                end = _end(self.parts, words, start)
                if end:
                    yield start, end


def _part(element: str) -> WordingPart:
    if element == _GAP:
        return WordingPart((), may_be_left_out=False, firsts=frozenset())
    written = element.strip("{}").split("|")
    choices = tuple(words_of(choice) for choice in written if choice)
    return WordingPart(choices, may_be_left_out="" in written, firsts=frozenset(choice[0] for choice in choices))


def _end(parts: tuple[WordingPart, ...], words: Words, at: int) -> int:
    """Return where the parts end that begin at a word, or 0 where they do not stand there."""
    if not parts:
        return at
    part, rest = parts[0], parts[1:]
    choices = part.choices if at < len(words) and words[at] in part.firsts else ()
    ends = [at + len(choice) for choice in choices if words[at : at + len(choice)] == choice]
    if part.may_be_left_out:
        ends.append(at)
    if not part.choices:
        ends = list(range(at, min(at + _MOST_BETWEEN, len(words)) + 1))
    return next((end for end in (_end(rest, words, end) for end in ends) if end), 0)


class FoundParagraph(NamedTuple):
    """A paragraph or an item of a list, with the text that it stands in and where it begins there."""

    text: Text
    start: int
    words: str


class Texts(tuple[Text, ...]):
    """Every text of a base, which can be searched as one: that is ten times as fast as each by itself."""

    @cached_property
    def _whole(self) -> tuple[str, list[int]]:
        lower = [_lower(text) for text in self]
        return _BETWEEN.join(lower), list(accumulate((len(text) + 1 for text in lower), initial=0))

    @cached_property
    def numbered(self) -> tuple[Text, ...]:
        """List the texts with three digits or more that only separators part, in order."""
        whole, starts = self._whole
        numbers = dict.fromkeys(bisect_right(starts, match.start()) - 1 for match in _THREE_DIGITS.finditer(whole))
        return tuple(self[number] for number in numbers)

    def containing(self, parts: Iterable[str]) -> Iterator[Text]:
        """Yield the texts that contain one of some parts in small letters or more, in order."""
        return (self[number] for number in sorted({number for part in parts for number, _ in self._places_of(part)}))

    def with_word(self, word: str) -> Iterator[tuple[Text, int]]:
        """Yield each place where a word in small letters, or words in a row, stand whole: the text, and where in it."""
        whole, starts = self._whole
        for number, at in self._places_of(word, every=True):
            around = whole[at - 1 : at] + whole[at + len(word) : at + len(word) + 1]
            if not any(character.isalnum() or character == "_" for character in around):
                yield self[number], at - starts[number]

    def _places_of(self, part: str, *, every: bool = False) -> Iterator[tuple[int, int]]:
        """Yield the number of each text with a part and where it stands in the whole: its first place, or every."""
        whole, starts = self._whole
        at = whole.find(part)
        while at >= 0:
            number = bisect_right(starts, at) - 1
            yield number, at
            at = whole.find(part, at + 1 if every else starts[number + 1])


def find_in(
    texts: Iterable[Text],
    search: Callable[[Texts], Iterable[tuple[Text, _Found]]],
    *,
    but: frozenset[int] = frozenset(),
) -> Iterator[tuple[Text, _Found]]:
    """Yield what a search finds, with the text of each; a text in which it found nothing before is not searched again.

    A search is a function, or a frozen dataclass that can be called: what it finds in a text may depend on nothing but
    the words of that text and on its own fields. `but` holds by `id` the texts that are passed over.
    """
    clean, texts = _texts_without(search), tuple(texts)
    if len(clean) > 2 * len(texts) + _FEW:  # most of these words were changed since, in a long run
        clean.intersection_update(texts)
    new = Texts([text for text in texts if text not in clean and id(text) not in but])
    found: set[str] = set()
    for text, what in search(new) if new else ():
        found.add(text)
        yield text, what
    clean.update(new)
    clean.difference_update(found)


@lru_cache(maxsize=64)
def _texts_without(search: object) -> set[str]:  # noqa: ARG001  # the search is what it is remembered by
    """Return the set of the texts in which a search is known to find nothing: the same set for an equal search."""
    return set()


def paragraphs_with(texts: Iterable[Text], wordings: Iterable[Wording]) -> Iterator[tuple[Wording, FoundParagraph]]:
    """Yield each wording with each paragraph in which its words stand, be it over the end of a sentence."""
    by_word: defaultdict[str, list[Wording]] = defaultdict(list)
    for wording in wordings:
        for word in wording.telling[0]:
            by_word[word].append(wording)
    looked_for = frozenset(by_word)
    for paragraph in (paragraph for text in texts if " " in text for paragraph in _paragraphs(text)):
        words = words_of(paragraph.words)
        found = looked_for.intersection(words)
        held = frozenset(words) if found else found
        for word in sorted(found):
            for wording in by_word[word]:
                if not wording.lacks(held) and any(wording.found_in(words)):
                    yield wording, paragraph


def _paragraphs(text: Text) -> Iterator[FoundParagraph]:
    if "\n" not in text:
        yield FoundParagraph(text, 0, text)
        return
    start = 0
    for end in _PARAGRAPH.finditer(text):
        yield FoundParagraph(text, start, text[start : end.start()])
        start = end.end()
    yield FoundParagraph(text, start, text[start:])


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence without marks, and where each begins and ends in the plain text of it."""

    plain: str
    start: int
    words: Words
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, plain: str, start: int) -> Self:
        """Read the plain text of a sentence that begins at a place of its text."""
        found = [word.span() for word in _WORD.finditer(plain)]
        lower = in_small_letters(plain)
        return cls(plain, start, tuple(lower[first:last].strip("'") for first, last in found), tuple(found))

    def is_parted(self, number: int) -> bool:
        """Tell whether a comma, a bracket or a dash stands before a word."""
        return number > 0 and self.plain[self.spans[number - 1][1] : self.spans[number][0]].strip(" \n\t-") != ""

    def span_of(self, first: int, behind: int) -> tuple[int, int]:
        """Return where the words from one to before another begin and end in the text of the sentence."""
        return self.start + self.spans[first][0], self.start + self.spans[behind - 1][1]


@lru_cache(maxsize=65536)  # the same texts stand in what each search is given
def _lower(text: str) -> str:
    return in_small_letters(text)


def in_small_letters(text: str) -> str:
    """Turn a text into small letters, as long as it was, so that places stay what they are."""
    lower = text.casefold()
    return lower if len(lower) == len(text) else "".join(map(_small, text))


def _small(character: str) -> str:
    lower = character.casefold()
    return lower if len(lower) == 1 else character


def blank(match: re.Match[str]) -> str:
    """Write as many spaces as were matched, so that places stay what they are."""
    return " " * len(match.group())
