"""Say a condition in one line, or by another of its words with what it said before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from generator.editing.forms import FieldKind, FormField
from generator.source.writing import Value

_UNKNOWN = "to-fill-in"


def with_word(made: FormField, word: str) -> Value | None:
    """Return a condition with another word; None for no word, where the condition is to go."""
    if not word:
        return None
    match word:
        case "is":
            return next(iter(_answers(made)), _UNKNOWN)
        case "not":
            return {"not": _whole(made)}
        case "at_least":
            return {"at_least": 1, "of": list(_answers(made)) or [_UNKNOWN]}
    return {word: list(_parts(made))}


def in_one_line(made: FormField, say: Callable[[FormField], str]) -> str:
    """Say a condition as a sentence does; `say` gives the words of the answers that a field names."""
    if made.kind is not FieldKind.CONDITION or not made.value:
        return say(made)
    if made.value == "is":
        return say(made.fields[0])
    if made.value == "not":
        return f"not {_in_brackets(made.fields[0], say)}"
    if made.value == "at_least":
        return f"{_text(made.fields[0])} or more of ({say(made.fields[1])})"
    word = " and " if made.value == "all" else " or "
    return word.join(_in_brackets(each, say) for each in made.fields[0].fields)


def _in_brackets(made: FormField, say: Callable[[FormField], str]) -> str:
    said = in_one_line(made, say)
    return f"({said})" if made.value in ("all", "any") and len(made.fields[0].fields) > 1 else said


def _parts(made: FormField) -> tuple[Value, ...]:
    """List what a condition is made of, itself where it is one answer."""
    if made.value in ("all", "any"):
        return tuple(map(_whole, made.fields[0].fields)) or (_UNKNOWN,)
    if made.value == "at_least":
        return _listed(made.fields[1]) or (_UNKNOWN,)
    return (_whole(made),)


def _whole(made: FormField) -> Value:
    """Return a condition as it is written."""
    if made.kind is not FieldKind.CONDITION or not made.value:
        return made.value if isinstance(made.value, str) and made.value else _UNKNOWN
    if made.value == "is":
        return _text(made.fields[0])
    if made.value == "not":
        return {"not": _whole(made.fields[0])}
    if made.value == "at_least":
        return {"at_least": int(_text(made.fields[0]) or 1), "of": list(_listed(made.fields[1]))}
    return {str(made.value): [_whole(each) for each in made.fields[0].fields]}


def _listed(made: FormField) -> tuple[Value, ...]:
    if isinstance(made.value, tuple):
        return made.value
    return tuple(map(_whole, made.fields))


def _answers(made: FormField) -> Iterator[str]:
    """Yield the answers that a condition names, in their order."""
    if made.kind is FieldKind.CHOICE and isinstance(made.value, str) and made.value:
        yield made.value
    if isinstance(made.value, tuple):
        yield from made.value
    for each in made.fields:
        yield from _answers(each)


def _text(made: FormField) -> str:
    return made.value if isinstance(made.value, str) and made.value else _UNKNOWN


_TOKEN = re.compile(r"(?P<word>all|any|at least \d+) of \[|(?P<not>not )|(?P<end>\])|(?P<name>[^\s,\[\]]+)")


def text_in_one_line(text: str, say: Callable[[str], str]) -> str:
    """Say a condition that was written with brackets ("all of [a.b, any of [c.d, e]]") as a sentence does.

    `say` gives the words of an answer, with its question behind " to ", or of a group of answers. Answers to one
    question that stand in a row name it once.
    """
    return _spoken(_parsed(_TOKEN.finditer(text)), say)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A condition as it is spoken: how its parts are joined, "" for one name, and its parts."""

    word: str
    parts: tuple[_Spoken | str, ...]


def _parsed(tokens: Iterator[re.Match[str]]) -> _Spoken:
    match = next(tokens)
    if match["not"]:
        return _Spoken("not", (_parsed(tokens),))
    if not match["word"]:
        return _Spoken("", (match["name"] or "",))
    parts: list[_Spoken] = []
    while (after := next(tokens, None)) is not None and not after["end"]:
        parts.append(_parsed(chain([after], tokens)))
    return _Spoken(match["word"], tuple(parts))


def _spoken(condition: _Spoken, say: Callable[[str], str]) -> str:
    if not condition.word:
        return say(str(condition.parts[0]))
    parts = [each for each in condition.parts if isinstance(each, _Spoken)]
    if condition.word == "not":
        return f"not {_with_brackets(parts[0], say)}"
    said = [(each, _with_brackets(each, say)) for each in parts]
    if condition.word.startswith("at least"):
        return f"{condition.word.rpartition(' ')[2]} or more of ({', '.join(words for _, words in said)})"
    link, joined = " and " if condition.word == "all" else " or ", list[str]()
    for question, group in groupby(said, key=lambda each: "" if each[0].word else each[1].partition(_TO)[2]):
        words = [each for _, each in group]
        if question:
            answers = link.join(f"{each.partition(_TO)[0]}”" for each in words)
            joined.append(f"{answers} to “{question}")
        else:
            joined += words
    return link.join(joined)


_TO = "” to “"


def _with_brackets(condition: _Spoken, say: Callable[[str], str]) -> str:
    said = _spoken(condition, say)
    return f"({said})" if condition.word in ("all", "any") and len(condition.parts) > 1 else said
