"""Find what belongs together in two versions of a list: entries by their ids, lines by their place and their words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

_Thing = TypeVar("_Thing")

Step = tuple[int | None, int | None]
"""The place of a line in the old list and in the new one, from 0; None where it has none."""

_LEAST_ALIKE = 0.3
"""Below this share of common words, two lines are two lines, and not one that was changed."""

_PAIRED = 0.01
"""What two lines without common words count where as many lines come as go: they stand beside each other."""


def pairs_by_id(
    old: Sequence[_Thing],
    new: Sequence[_Thing],
    *,
    id_of: Callable[[_Thing], str],
    formerly: Callable[[_Thing], Sequence[str]],
) -> list[tuple[_Thing | None, _Thing | None]]:
    """Pair the entries of two versions: by id, then by an older id; the new version's order, then what is gone.

    Each entry stands in one pair, also where a version that nobody checked has an id twice. An older id counts only
    where nothing has that id now.
    """
    left: dict[str, list[_Thing]] = defaultdict(list)
    for thing in old:
        left[id_of(thing)].append(thing)
    partners = [_first_of(left, [id_of(thing)]) for thing in new]
    for place, thing in enumerate(new):
        if partners[place] is None:
            partners[place] = _first_of(left, formerly(thing))
    pairs = zip(partners, new, strict=True)
    return [*pairs, *((thing, None) for things in left.values() for thing in things)]


def _first_of(left: Mapping[str, list[_Thing]], ids: Iterable[str]) -> _Thing | None:
    """Take the first thing that is left with one of the ids."""
    return next((left[id].pop(0) for id in ids if left.get(id)), None)


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """Align two lists of lines, in the new order: equal lines, then lines that were changed, then the rest.

    A line that was put in is one step, and so is one that was taken out; the lines around it stay together.
    """
    steps: list[Step] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            steps.extend(zip(range(i, j), range(k, m), strict=True))
        else:
            steps.extend(_changed(old, new, range(i, j), range(k, m)))
    return steps


def _changed(old: Sequence[str], new: Sequence[str], before: range, after: range) -> list[Step]:
    """Pair the lines of a stretch that differs, in order, so that the pairs are as alike as can be."""
    least = _PAIRED if len(before) == len(after) else 0.0
    words_after = [_words(new[place]) for place in after]
    alike = [[max(least, _alike(_words(old[place]), words)) for words in words_after] for place in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    steps: list[Step] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            steps.append((before[i], after[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            steps.append((before[i], None))
            i += 1
        else:
            steps.append((None, after[j]))
            j += 1
    return [*steps, *((place, None) for place in before[i:]), *((None, place) for place in after[j:])]


def _words(line: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", line.casefold()))


def _alike(first: Counter[str], second: Counter[str]) -> float:
    """Measure the share of words that two lines have in common, from 0 to 1; 0 where it is too small to matter."""
    total = first.total() + second.total()
    share = 2 * (first & second).total() / total if total else 0.0
    return share if share >= _LEAST_ALIKE else 0.0


def is_reordered(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether two lists hold the same lines in another order."""
    return list(old) != list(new) and sorted(old) == sorted(new)
