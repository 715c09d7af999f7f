"""Decide conditions step by step: what is left of one after some answers, in one form for one meaning.

What is left is a number, so that millions of situations can be told apart quickly. Equal remainders have one number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TypeAlias, assert_never

from generator.model.guide import Condition

FALSE, TRUE = 0, 1
"""The numbers of what is decided; every higher number still depends on answers."""


class Word(StrEnum):
    """How the parts of a compound are joined."""

    NOT = "not"
    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Compound:
    """A condition with parts; `number` is how many must hold where the word is `at_least`."""

    word: Word
    parts: tuple[Resolved, ...]
    number: int = 0


Resolved: TypeAlias = bool | str | Compound
"""A condition whose references are answers ("question.answer")."""


def resolve(condition: Condition, expand: Callable[[str], tuple[str, ...]]) -> Resolved:
    """Resolve a condition into one about answers alone; `expand` maps a reference to the answers that it stands for."""
    if condition.is_ is not None:
        return _any_of(expand(condition.is_))
    if condition.not_ is not None:
        return Compound(Word.NOT, (resolve(condition.not_, expand),))
    if condition.all is not None:
        return Compound(Word.ALL, tuple(resolve(part, expand) for part in condition.all))
    if condition.any is not None:
        return Compound(Word.ANY, tuple(resolve(part, expand) for part in condition.any))
    assert condition.at_least is not None
    assert condition.of is not None
    return Compound(Word.AT_LEAST, tuple(_any_of(expand(reference)) for reference in condition.of), condition.at_least)


def _any_of(answers: tuple[str, ...]) -> Resolved:
    return answers[0] if len(answers) == 1 else Compound(Word.ANY, answers)


@dataclass(slots=True)
class Answers:
    """Some answers as masks, those that are known and those of them that are given, and what they settled."""

    known: int
    given: int
    settled: dict[int, int] = field(default_factory=dict)


def places_in(bits: int) -> Iterator[int]:
    """Yield the place of each bit of a mask, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def balanced(leaves: Sequence[int], pair: Callable[[int, int], int]) -> int:
    """Pair leaves, and then the pairs, until one is left; the order stays."""
    level = list(leaves)
    while len(level) > 1:
        paired = [pair(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
        level = paired + level[len(paired) * 2 :]
    return level[0]


_Form: TypeAlias = tuple[Word, int, int]
"""NOT: a part. ALL and ANY: two parts. AT_LEAST: how many must hold, and the number of a list of parts."""


@dataclass(slots=True)
class Remainders:
    """What is left of conditions, by number. It grows while they are settled.

    Parts that are joined by ALL or ANY stand in a balanced tree of pairs. So an answer changes only the pairs above
    it, and remainders share all others. `masks` are the answers that each remainder depends on, a bit for each.
    """

    masks: list[int] = field(default_factory=lambda: [0, 0])
    _forms: list[_Form | None] = field(default_factory=lambda: [None, None])
    _number_of: dict[_Form | str, int] = field(default_factory=dict)
    _lists: list[tuple[int, ...]] = field(default_factory=list)
    _number_of_list: dict[tuple[int, ...], int] = field(default_factory=dict)
    _bits: dict[str, int] = field(default_factory=dict)
    _no_more: Answers = field(default_factory=lambda: Answers(known=-1, given=0))

    def mask_of(self, answers: Iterable[str]) -> int:
        """Turn answers into a mask."""
        mask = 0
        for answer in answers:
            mask |= self._bits.setdefault(answer, 1 << len(self._bits))
        return mask

    def answers(self, truth: Mapping[str, bool]) -> Answers:
        """Return what is known of answers, to settle remainders with."""
        return Answers(self.mask_of(truth), self.mask_of(answer for answer, is_given in truth.items() if is_given))

    def answers_in(self, number: int) -> Iterator[str]:
        """Yield the answers that a remainder depends on."""
        answers = list(self._bits)
        return (answers[place] for place in places_in(self.masks[number]))

    def number_of(self, condition: Resolved) -> int:
        """Number a condition of which nothing is known yet."""
        if isinstance(condition, bool):
            return TRUE if condition else FALSE
        if isinstance(condition, str):
            return self._numbered(condition, self.mask_of([condition]), None)
        parts = [self.number_of(part) for part in condition.parts]
        match condition.word:
            case Word.NOT:
                return self._not(parts[0])
            case Word.ALL | Word.ANY:
                return self._all_or_any(condition.word, parts)
            case Word.AT_LEAST:
                return self._at_least(condition.number, parts)
            case _:
                assert_never(condition.word)

    def settle(self, number: int, answers: Answers) -> int:
        """Work out what is left of a remainder once some answers are known."""
        if not self.masks[number] & answers.known:
            return number
        settled = answers.settled.get(number)
        if settled is None:
            settled = answers.settled[number] = self._settled(number, answers)
        return settled

    def _settled(self, number: int, answers: Answers) -> int:
        form = self._forms[number]
        if form is None:
            return TRUE if self.masks[number] & answers.given else FALSE
        word, first, second = form
        match word:
            case Word.NOT:
                return self._not(self.settle(first, answers))
            case Word.ALL | Word.ANY:
                return self._pair(word, self.settle(first, answers), self.settle(second, answers))
            case Word.AT_LEAST:
                return self._at_least(first, [self.settle(part, answers) for part in self._lists[second]])
            case _:
                assert_never(word)

    def is_so(self, number: int) -> bool:
        """Decide a remainder when no more answers will come: what was not given is not so."""
        return self.settle(number, self._no_more) == TRUE

    def _not(self, part: int) -> int:
        if part in (FALSE, TRUE):
            return TRUE if part == FALSE else FALSE
        form = self._forms[part]
        if form is not None and form[0] is Word.NOT:
            return form[1]
        return self._numbered((Word.NOT, part, 0), self.masks[part], (Word.NOT, part, 0))

    def _pair(self, word: Word, left: int, right: int) -> int:
        decisive, neutral = (FALSE, TRUE) if word is Word.ALL else (TRUE, FALSE)
        if left in (right, decisive) or right == neutral:
            return left
        if left == neutral or right == decisive:
            return right
        form = (word, left, right)
        number = self._number_of.get(form)
        return self._numbered(form, self.masks[left] | self.masks[right], form) if number is None else number

    def _all_or_any(self, word: Word, parts: Iterable[int]) -> int:
        """Join parts, and the parts of parts joined by the same word, each once."""
        flat = sorted({leaf for part in parts for leaf in self._leaves(word, part)})
        if not flat:
            return TRUE if word is Word.ALL else FALSE
        return balanced(flat, lambda left, right: self._pair(word, left, right))

    def _leaves(self, word: Word, part: int) -> Iterator[int]:
        form = self._forms[part]
        if form is None or form[0] is not word:
            yield part
            return
        for inner in form[1:]:
            yield from self._leaves(word, inner)

    def _at_least(self, wanted: int, parts: Sequence[int]) -> int:
        left = tuple(sorted(part for part in parts if part not in (FALSE, TRUE)))
        wanted -= parts.count(TRUE)
        if wanted <= 0:
            return TRUE
        if wanted > len(left):
            return FALSE
        if wanted == len(left):
            return self._all_or_any(Word.ALL, left)
        if wanted == 1:
            return self._all_or_any(Word.ANY, left)
        number = self._number_of_list.setdefault(left, len(self._lists))
        if number == len(self._lists):
            self._lists.append(left)
        form = (Word.AT_LEAST, wanted, number)
        return self._numbered(form, reduce(or_, (self.masks[part] for part in left)), form)

    def _numbered(self, key: _Form | str, mask: int, form: _Form | None) -> int:
        number = self._number_of.setdefault(key, len(self.masks))
        if number == len(self.masks):
            self.masks.append(mask)
            self._forms.append(form)
        return number
