"""What is found to differ: rows, each about a thing or a part of it, with the old lines beside the new."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.difference.entries import Node
from generator.difference.sections import Section, of_field
from generator.problems import Place


class ChangeKind(StrEnum):
    """What happened to a thing, or to a part of it."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    REORDERED = "reordered"
    EXCHANGED = "exchanged"


@dataclass(frozen=True, slots=True)
class Thing:
    """What a reviewer looks for: an answer, an outcome, a page, by its sort, its id and its words.

    `within` says in words what it belongs to: the question of an answer, the level of a kind.
    """

    sort: str
    id: str
    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One change, with the lines of both versions; `part` names the field and the line in it ("" for the whole thing).

    `field` is the field alone, `fields` are all from the thing to it, and `beneath` is the heading that a paragraph
    stands under. `place` is where it stands in the new version, or stood in the old where it is gone. `is_spacing`
    tells that no word changed. `nodes` are both versions as they were read, where each is one value or entry.
    """

    kind: ChangeKind
    section: Section
    thing: Thing
    part: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    place: Place
    field: str = ""
    is_spacing: bool = False
    fields: tuple[str, ...] = ()
    beneath: str = ""
    nodes: tuple[Node | None, Node | None] = dataclasses.field(default=(None, None), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Trail:
    """The way to a value: the thing it belongs to, the field, and the section that the thing is in."""

    thing: Thing
    section: Section
    part: str = ""
    field: str = ""
    fields: tuple[str, ...] = ()
    beneath: str = ""

    def into(self, field: str) -> Trail:
        """Go into a field of an entry."""
        part = f"{self.part}, {field}" if self.part else field
        fields = (*self.fields, field)
        return replace(self, part=part, field=field, fields=fields, section=of_field(field, self.section))

    def item(self, old: int | None, new: int | None) -> Trail:
        """Go to an entry of a list by its place in the new version, or the old where it is gone, counted from 0."""
        return replace(
            self, part=f"{self.part} {new + 1}" if new is not None else f"{self.part} (old {(old or 0) + 1})"
        )
