"""Write the steps that can be taken back so short that they are kept after each change, and read them again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from generator.editing.changes import ChangedField
from generator.editing.files import is_too_long
from generator.editing.history import TextChange
from generator.editor.workspace import is_of_project

MOST_STEPS = 200
"""How many steps are kept, the newest."""
_FORMAT = 1

Texts = Mapping[str, str | None]
_Delta = tuple[int, int, str | None]
"""From where, how many characters of a text are replaced, and by what; by None the whole text, for no file is there."""


def journal_of(made: Sequence[TextChange], now: Texts) -> str:
    """Write the newest steps, each as what differs from the texts after it; those there are `now` are told by a print.

    Returns "" where there are none.
    """
    if not made:
        return ""
    texts, steps = dict(now), []
    for step in reversed(made[-MOST_STEPS:]):
        files = {}
        for name, after in step.after.items():
            files[name] = [_delta(texts.get(name), after), _delta(after, step.before[name])]
            texts[name] = step.before[name]
        field = step.field
        steps.append(
            {
                "said": step.said,
                "key": step.key,
                "files": files,
                "field": None if field is None else [field.label, field.was, field.now, field.sorts],
            }
        )
    names = {name for step in made[-MOST_STEPS:] for name in step.after}
    prints = {name: _print_of(now.get(name)) for name in sorted(names)}
    return json.dumps({"format": _FORMAT, "now": prints, "steps": steps}, ensure_ascii=True)


def steps_in(journal: str, now: Texts) -> tuple[TextChange, ...]:
    """Read the steps that a journal holds, the newest last; none where it is not whole, or the texts are others now."""
    try:
        read = json.loads(journal)
        if read["format"] != _FORMAT or any(_print_of(now.get(name)) != told for name, told in read["now"].items()):
            return ()
        texts = {name: now.get(name) for name in read["now"]}
        return tuple(_steps(read["steps"][:MOST_STEPS], texts))[::-1]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return ()


def _steps(steps: Sequence[Mapping[str, object]], texts: dict[str, str | None]) -> Iterator[TextChange]:
    for step in steps:
        before, after, files = {}, {}, step["files"]
        if not isinstance(files, dict):
            raise TypeError
        for name, (to_after, to_before) in files.items():
            if not is_of_project(name) or name not in texts:
                raise ValueError(name)
            after[name] = _applied(texts[name], to_after)
            before[name] = texts[name] = _applied(after[name], to_before)
        yield TextChange(_text(step["said"]), _text(step["key"]), before, after, field=_field(step["field"]))


def _field(read: object) -> ChangedField | None:
    if read is None:
        return None
    if not isinstance(read, list):
        raise TypeError
    label, *lists = read
    was, now, sorts = (tuple(map(_text, each)) for each in lists)
    return ChangedField(_text(label), was, now, sorts)


def _text(read: object) -> str:
    if not isinstance(read, str):
        raise TypeError
    return read


@lru_cache(maxsize=4 * MOST_STEPS)
def _delta(old: str | None, new: str | None) -> _Delta | None:
    """Find the one stretch in which two texts differ; None where they do not."""
    if old == new:
        return None
    if old is None or new is None:
        return 0, len(old or ""), new
    start = _same(old, new)
    end = _same(old[start:][::-1], new[start:][::-1])
    return start, len(old) - start - end, new[start : len(new) - end]


def _same(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _applied(text: str | None, delta: object) -> str | None:
    if delta is None:
        return text
    if not isinstance(delta, list):
        raise TypeError
    start, length, new = delta
    if not (isinstance(start, int) and isinstance(length, int) and 0 <= start <= start + length <= len(text or "")):
        raise ValueError(delta)
    if new is None:
        return None
    made = (text or "")[:start] + _text(new) + (text or "")[start + length :]
    if is_too_long(made):
        raise ValueError(delta)
    return made


def _print_of(text: str | None) -> str:
    return "" if text is None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
