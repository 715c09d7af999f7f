"""Decide conditions step by step: what is left of one after some answers, in one form for one meaning.

What is left is a number, so that millions of situations can be told apart quickly. Equal remainders have one number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias, assert_never

from generator.model.guide import Condition

FALSE, TRUE = 0, 1
"""The numbers of what is decided; every higher number still depends on answers."""


class Word(StrEnum):
    """Tell how the parts of a compound are joined."""

    NOT = "not"
    ALL = "all"
    ANY = "any"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Compound:
    """Be a condition with parts; `number` is how many must hold where the word is `at_least`."""

    word: Word
    parts: tuple[Resolved, ...]
    number: int = 0


Resolved: TypeAlias = bool | str | Compound
"""A condition whose references are answers ("question.answer")."""


def resolve(condition: Condition, expand: Callable[[str], tuple[str, ...]]) -> Resolved:
    """Give a condition about answers alone; `expand` maps a reference to the answers that it stands for."""
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
    return Compound(
        Word.AT_LEAST, tuple(_any_of(expand(reference)) for reference in condition.of), condition.at_least
    )


def _any_of(answers: tuple[str, ...]) -> Resolved:
    return answers[0] if len(answers) == 1 else Compound(Word.ANY, answers)


_Form: TypeAlias = tuple[Word, int, tuple[int, ...]]
"""A word, how many parts must hold, and the parts, sorted."""


@dataclass(slots=True)
class Remainders:
    """Number what is left of conditions. It grows while they are settled.

    Sets of answers are masks: a bit for each answer. `masks` are the answers that each remainder depends on.
    """

    masks: list[int] = field(default_factory=lambda: [0, 0])
    _forms: list[_Form | None] = field(default_factory=lambda: [None, None])
    _number_of: dict[_Form | str, int] = field(default_factory=dict)
    _bits: dict[str, int] = field(default_factory=dict)

    def mask_of(self, answers: Iterable[str]) -> int:
        """Give answers as a mask."""
        mask = 0
        for answer in answers:
            mask |= self._bits.setdefault(answer, 1 << len(self._bits))
        return mask

    def number_of(self, condition: Resolved) -> int:
        """Give the number of a condition of which nothing is known yet."""
        if isinstance(condition, bool):
            return TRUE if condition else FALSE
        if isinstance(condition, str):
            return self._numbered(condition, self.mask_of([condition]), None)
        return self._joined(condition.word, condition.number, [self.number_of(part) for part in condition.parts])

    def settle(self, number: int, known: int, given: int) -> int:
        """Give what is left once the answers in the mask `known` are known; those in `given` are given."""
        if not self.masks[number] & known:
            return number
        form = self._forms[number]
        if form is None:
            return TRUE if self.masks[number] & given else FALSE
        word, wanted, parts = form
        masks = self.masks
        left = [self.settle(part, known, given) if masks[part] & known else part for part in parts]
        return self._joined(word, wanted, left)

    def is_so(self, number: int) -> bool:
        """Decide a remainder when no more answers will come: what was not given is not so."""
        return self.settle(number, self.masks[number], 0) == TRUE

    def _joined(self, word: Word, wanted: int, parts: Sequence[int]) -> int:
        match word:
            case Word.NOT:
                return self._not(parts[0])
            case Word.ALL | Word.ANY:
                return self._all_or_any(word, parts)
            case Word.AT_LEAST:
                return self._at_least(wanted, parts)
            case _:
                assert_never(word)

    def _not(self, part: int) -> int:
        if part in (FALSE, TRUE):
            return TRUE if part == FALSE else FALSE
        form = self._forms[part]
        if form is not None and form[0] is Word.NOT:
            return form[2][0]
        return self._compound(Word.NOT, 0, (part,))

    def _all_or_any(self, word: Word, parts: Sequence[int]) -> int:
        """Join parts, and the parts of parts joined by the same word, each once."""
        decisive, neutral = (FALSE, TRUE) if word is Word.ALL else (TRUE, FALSE)
        flat: set[int] = set()
        for part in parts:
            form = self._forms[part]
            flat.update(form[2] if form is not None and form[0] is word else (part,))
        if decisive in flat:
            return decisive
        flat.discard(neutral)
        if len(flat) < 2:
            return flat.pop() if flat else neutral
        return self._compound(word, 0, tuple(sorted(flat)))

    def _at_least(self, wanted: int, parts: Sequence[int]) -> int:
        left = tuple(sorted(part for part in parts if part not in (FALSE, TRUE)))
        wanted -= sum(part == TRUE for part in parts)
        if wanted <= 0:
            return TRUE
        if wanted > len(left):
            return FALSE
        if wanted == len(left):
            return self._all_or_any(Word.ALL, left)
        return self._all_or_any(Word.ANY, left) if wanted == 1 else self._compound(Word.AT_LEAST, wanted, left)

    def _compound(self, word: Word, wanted: int, parts: tuple[int, ...]) -> int:
        form = (word, wanted, parts)
        if form in self._number_of:
            return self._number_of[form]
        mask = 0
        for part in parts:
            mask |= self.masks[part]
        return self._numbered(form, mask, form)

    def _numbered(self, key: _Form | str, mask: int, form: _Form | None) -> int:
        number = self._number_of.setdefault(key, len(self.masks))
        if number == len(self.masks):
            self.masks.append(mask)
            self._forms.append(form)
        return number
