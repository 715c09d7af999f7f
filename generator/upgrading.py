"""Bring the files of an older project into the form that this version reads, with every comment where it was.

mkdocs.yml says in `extra.format` which form its folder is in: the first version of Stepwell that reads it. Where it
says nothing, the form is the oldest. An organization's folder and the project that it builds on each say their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from generator.model.knowledge import LEVELS, WORDS
from generator.problems import Problems
from generator.source import SETTINGS, TOP_FILES, load_as_is, names_below
from generator.source.additions import keys_at, text_at, with_renamed, with_value, without_key
from generator.source.layout import CannotEdit

OLDEST = "0.1"
"""The form of a project that does not say which it is."""
CONTACTS = "content/contacts.yaml"
_FORMAT = re.compile(r"(0|[1-9]\d{0,3})\.(0|[1-9]\d{0,3})")

_Texts: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Upgrade:
    """How files come into the form of a version: the files that become others, by steps in their order."""

    to: str
    steps: tuple[Callable[[_Texts], _Texts], ...]


def is_format(text: str) -> bool:
    """Tell whether a text is the number of a form, such as 0.2."""
    return _FORMAT.fullmatch(text) is not None


def is_older(format: str) -> bool:
    """Tell whether files of a form must be upgraded before this version reads them."""
    return _number(format) < _number(CURRENT)


def is_newer(format: str) -> bool:
    """Tell whether files of a form need a newer version than this one."""
    return _number(format) > _number(CURRENT)


def _number(format: str) -> tuple[int, ...]:
    return tuple(int(part) for part in format.split("."))


def upgraded(texts: _Texts, format: str) -> dict[str, str]:
    """Return those files that become others once all of a project in an older form are in the one that we read.

    Raises CannotEdit, whose line begins with the name of a file, where one is written in a way that is not known here.
    """
    now = dict(texts)
    for upgrade in UPGRADES:
        if _number(upgrade.to) > _number(format):
            for step in upgrade.steps:
                now |= step(now)
    if SETTINGS in now:
        now |= _changed(now, SETTINGS, _with_format)
    return {name: text for name, text in now.items() if texts.get(name) != text}


def upgraded_files(root: Path, format: str) -> dict[str, str]:
    """Return those files of a folder that become others, as `upgraded` does; none where all are in the form we read."""
    if not is_older(format):
        return {}
    names = (SETTINGS, *TOP_FILES, *names_below(root, "content", Problems()))
    return upgraded({name: text for name in names if (text := load_as_is(root, name)) is not None}, format)


def _with_format(text: str) -> str:
    if "extra" in keys_at(text, []):
        return with_value(text, ["extra", "format"], CURRENT)
    return with_value(text, ["extra"], {"format": CURRENT})


def _changed(texts: _Texts, name: str, change: Callable[[str], str]) -> dict[str, str]:
    """Change one file, and say its name where that cannot be done."""
    try:
        return {name: change(texts[name])}
    except CannotEdit as error:
        raise CannotEdit(f"{name}: {error}") from error


def _name_standards(texts: _Texts) -> _Texts:
    """`asam` of levels and kinds is `standards`, of which each names its standard; so is the line of words about it."""
    changed: dict[str, str] = {}
    for name in texts:
        if name == "levels.yaml" or (name.startswith(LEVELS) and name.endswith((".yaml", ".yml"))):
            changed |= _changed(texts, name, _with_standards)
    if text_at(texts.get(WORDS, ""), ["level", "asam"]) is not None:
        changed |= _changed(texts, WORDS, _with_line_of_standards)
    return changed


def _with_standards(levels: str) -> str:
    return with_renamed(levels, "asam", "standards", beginning={"standard": "ASAM Criteria"})


def _with_line_of_standards(words: str) -> str:
    line = text_at(words, ["level", "asam"]) or ""
    words = with_value(words, ["level", "asam"], line.replace("the ASAM Criteria", "the {standard}"))
    return with_renamed(words, "asam", "in_standard")


def _move_hours_to_levels(texts: _Texts) -> _Texts:
    """The hours at which levels part, and the line below their table, stand in levels.yaml and no longer in words."""
    section = "comparison"
    said = {key: text_at(texts.get(WORDS, ""), [section, key]) for key in ("some_from", "many_from", "note")}
    levels, words = texts.get("levels.yaml", ""), texts.get(WORDS, "")
    hours = [int(text) for text in (said["some_from"], said["many_from"]) if text is not None and text.isdecimal()]
    if len(hours) == 2 and "hours_apart" not in keys_at(levels, []):
        levels = with_value(levels, ["hours_apart"], hours)
    if said["note"] is not None and "note" not in keys_at(levels, []):
        levels = with_value(levels, ["note"], said["note"])
    for key, text in said.items():
        words = words if text is None else without_key(words, [section, key])
    return {name: text for name, text in (("levels.yaml", levels), (WORDS, words)) if name in texts}


def _mark_pages_for_danger(texts: _Texts) -> _Texts:
    """A page for people in danger says so in its head; it went by the names of its file."""
    changed: dict[str, str] = {}
    for name in ("content/safety.md", "content/tonight.md"):
        if name in texts and "for_danger" not in keys_at(texts[name], [], is_page=True):
            changed |= _changed(texts, name, _with_danger)
    return changed


def _with_danger(page: str) -> str:
    return with_value(page, ["for_danger"], True, after=("review_due",), is_page=True)


def _name_the_country(texts: _Texts) -> _Texts:
    """Numbers are those of a country; before one was named, all were taken for American."""
    if CONTACTS not in texts or "country" in keys_at(texts[CONTACTS], []):
        return {}
    return _changed(texts, CONTACTS, lambda text: with_value(text, ["country"], "us"))


UPGRADES = (Upgrade("0.2", (_name_standards, _move_hours_to_levels, _mark_pages_for_danger, _name_the_country)),)
"""Every change of the form that files can follow by themselves, in the order of versions; see CHANGELOG.md."""
CURRENT = UPGRADES[-1].to
"""The form of the files that this version reads."""
