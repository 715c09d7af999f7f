"""Begin a translation: the words of every page in a project's own file, each marked as to be translated."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from generator.beginning.draft import CannotBegin, Draft, draft_of
from generator.model.knowledge import WORDS
from generator.model.skeletons import TO_FILL_IN
from generator.project import Project
from generator.reading import shipped_tree
from generator.source.additions import Value, written

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NO_WORDS = frozenset(["written", "review_due", "reviewed", "language", "page"])
"""The keys below which nothing stands that can be translated."""


def begin_language(project: Project, code: str, *, today: datetime.date) -> Draft:
    """Draft the words of every page in another language: those that stand there, each marked as to be translated.

    Words that a project does not write itself are added, for those of another language must be whole.
    Raises CannotBegin.
    """
    draft = draft_of(project, today)
    if not _LANGUAGE.fullmatch(code):
        raise CannotBegin(f'"{code}" is not the tag of a language; write one such as es, fr or pt-BR')
    spoken = str(draft.base.words.language)
    if code.lower() == spoken.lower():
        raise CannotBegin(f'the words of this project are in "{code}" already; {WORDS} holds them')
    if not draft.text(WORDS):
        draft.texts[WORDS] = written({**draft.dates, "language": code})
    else:
        draft.set(WORDS, ["language"], code, after=("review_due", "written"))
    _add_missing(draft, (), shipped_tree())
    if code.split("-")[0] != spoken.split("-")[0]:
        draft.begin(WORDS, lambda keys: "" if _NO_WORDS.intersection(keys) else f"{TO_FILL_IN} ")
    draft.advice.append(f'{WORDS}: translate what stands behind "{TO_FILL_IN}", keep each {{place}}, delete the mark')
    return draft


def _add_missing(draft: Draft, way: tuple[str, ...], words: Mapping[str, Value]) -> None:
    """Add to the project's words each text that comes with Stepwell and that it does not write itself."""
    there = draft.keys(WORDS, way)
    for key, value in words.items():
        if key in there and isinstance(value, Mapping):
            _add_missing(draft, (*way, key), value)
        elif key not in there:
            draft.set(WORDS, [*way, key], value)
