"""Find every thing that two versions of a project say differently, down to a line, with the old beside the new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from generator.difference.entries import Leaf, Manner, Node, Record, Series
from generator.difference.matching import aligned, is_reordered, pairs_by_id
from generator.difference.sections import Section, Sections, of_field
from generator.problems import Place


class Kind(StrEnum):
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

    `within` says in words what it belongs to: the question of an answer, the guide of an outcome.
    """

    sort: str
    id: str
    name: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One change, with the lines of both versions; `part` names the field and the line in it ("" for the whole thing).

    `field` is the field alone. `place` is where it stands in the new version, or stood in the old where it is gone.
    `is_spacing` tells that no word changed.
    """

    kind: Kind
    section: Section
    thing: Thing
    part: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    place: Place
    field: str = ""
    is_spacing: bool = False


@dataclass(frozen=True, slots=True)
class Trail:
    """The way to a value: the thing it belongs to, the field, and the section that the thing is in."""

    thing: Thing
    section: Section
    part: str = ""
    field: str = ""

    def into(self, field: str) -> Trail:
        """Go into a field of an entry."""
        part = f"{self.part}, {field}" if self.part else field
        return replace(self, part=part, field=field, section=of_field(field, self.section))

    def item(self, old: int | None, new: int | None) -> Trail:
        """Go to an entry of a list by its place in the new version, or the old where it is gone, counted from 0."""
        return replace(
            self, part=f"{self.part} {new + 1}" if new is not None else f"{self.part} (old {(old or 0) + 1})"
        )


@dataclass(frozen=True, slots=True)
class Changes:
    """Compares records of two versions."""

    sections: Sections

    def entries(self, old: Sequence[Node], new: Sequence[Node], trail: Trail) -> Iterator[Row]:
        """Compare two versions of a list whose entries have ids, then their order."""
        pairs = pairs_by_id(
            [node for node in old if isinstance(node, Record)],
            [node for node in new if isinstance(node, Record)],
            id_of=lambda record: record.id,
            formerly=lambda record: record.formerly,
        )
        for before, after in pairs:
            section = self.sections.of_entry(before, after, otherwise=trail.section)
            yield from self._entry(before, after, trail, section)
        kept = {id(before): after for before, after in pairs if before is not None and after is not None}
        first = [kept[id(node)] for node in old if id(node) in kept]
        second = [after for before, after in pairs if before is not None and after is not None]
        if [record.id for record in first] != [record.id for record in second]:
            yield _reordered([_named(first), _named(second)], trail, second[0].place)

    def _entry(self, old: Record | None, new: Record | None, trail: Trail, section: Section) -> Iterator[Row]:
        one = new or old
        assert one is not None
        here = Trail(_thing(one, trail), section)
        if old is None or new is None:
            lines = tuple(_lines(one))
            kind = Kind.ADDED if old is None else Kind.REMOVED
            yield Row(kind, section, here.thing, "", () if new else lines, lines if new else (), one.place)
            return
        if old.id != new.id:
            what = "address" if new.sort == "ProsePage" else "id"
            yield Row(Kind.RENAMED, section, here.thing, what, (old.id,), (new.id,), new.place)
            new = _without_former(new, old.id)
        yield from self.records(old, new, here)

    def records(self, old: Record, new: Record, trail: Trail) -> Iterator[Row]:
        """Compare two versions of an entry, field by field in the author's order."""
        fields = [*new.fields, *(field for field in old.fields if field not in new.fields)]
        if old.is_one_voice and new.is_one_voice:
            fields.remove("they")
        swapped = _swapped_lists(old, new)
        if swapped is not None:
            yield _exchange(old, new, trail, swapped)
            fields = [field for field in fields if field not in swapped]
        for field in fields:
            is_hidden = field == "you" and old.is_one_voice and new.is_one_voice
            label = ("you and they" if len(new.fields) > len(_VOICES) else "") if is_hidden else field
            yield from self.nodes(old.fields.get(field), new.fields.get(field), trail.into(label) if label else trail)

    def nodes(self, old: Node | None, new: Node | None, trail: Trail) -> Iterator[Row]:
        """Compare two versions of a value."""
        match old, new:
            case Leaf(), Leaf():
                if old.text != new.text:
                    yield _changed(old, new, trail)
            case Series(), Series():
                yield from self._series(old, new, trail)
            case Record(), Record() if _is_alike(old, new):
                yield from self.entries([old], [new], trail) if new.id else self.records(old, new, trail)
            case _:
                yield from self._one_sided(old, new, trail)

    def _one_sided(self, old: Node | None, new: Node | None, trail: Trail) -> Iterator[Row]:
        series = [node for node in (old, new) if isinstance(node, Series)]
        if any(isinstance(item, Record) and item.id for node in series for item in node.items):
            yield from self._series(old or Series(()), new or Series(()), trail)
            return
        kind = Kind.ADDED if old is None else Kind.REMOVED if new is None else Kind.CHANGED
        yield _row(kind, trail, old, new)

    def _series(self, old: Node, new: Node, trail: Trail) -> Iterator[Row]:
        assert isinstance(old, Series)
        assert isinstance(new, Series)
        if any(isinstance(item, Record) and item.id for item in (*old.items, *new.items)):
            yield from self.entries(old.items, new.items, trail)
            return
        lines = [["\n".join(_lines(item)) for item in series.items] for series in (old, new)]
        if lines[0] == lines[1]:
            if old.raw != new.raw:
                first = next(iter(new.items), None)
                yield replace(_row(Kind.CHANGED, trail, None, first), new=(), is_spacing=True)
        elif is_reordered(*lines) and not new.raw:
            yield _reordered(lines, replace(trail, section=_dated(trail, new)), _place(new))
        else:
            yield from self._aligned(old.items, new.items, lines, trail)

    def _aligned(self, old: Sequence[Node], new: Sequence[Node], lines: list[list[str]], trail: Trail) -> Iterator[Row]:
        steps = aligned(*lines)
        gone = {lines[0][i]: i for i, j in steps if i is not None and j is None}
        moved = {j: gone[lines[1][j]] for i, j in steps if j is not None and i is None and lines[1][j] in gone}
        for i, j in steps:
            before = old[i] if i is not None else None
            after = new[j] if j is not None else None
            here = _beneath(trail.item(i, j), after or before)
            if j in moved:
                yield replace(
                    _row(Kind.REORDERED, here, old[moved[j]], after), part=f"{here.part} (old {moved[j] + 1})"
                )
            elif i is None or j is None:
                if i not in moved.values():
                    yield from self._one_sided(before, after, here)
            else:
                yield from self.nodes(before, after, here)


def _without_former(record: Record, id: str) -> Record:
    """Leave out an id from `formerly`: a new name says already that the thing had it."""
    former = record.fields.get("formerly")
    assert isinstance(former, Series)
    left = tuple(item for item in former.items if not (isinstance(item, Leaf) and item.text == id))
    fields = {field: node for field, node in record.fields.items() if field != "formerly"}
    return replace(record, fields=fields | ({"formerly": Series(left)} if left else {}))


def _is_alike(old: Record, new: Record) -> bool:
    """Tell whether two entries are compared field by field; a rule that became an "otherwise" is shown whole."""
    return old.sort == new.sort and (bool(new.id) or bool(old.fields.keys() & new.fields.keys()))


_VOICES = ("you", "they")
_NAMES = ("title", "name", "term", "label", "text", "sign", "claim", "ask", "story", "say", "value", "you", "avoid")
"""The fields that hold what a thing is called or says, the shortest first."""


def _name(record: Record) -> str:
    for field in _NAMES:
        node = record.fields.get(field)
        if isinstance(node, Record) and "you" in node.fields:
            node = node.fields["you"]
        if isinstance(node, Leaf):
            return node.text
    return ""


def _named(records: Sequence[Record]) -> list[str]:
    """Give the words by which a reader knows each entry, with its id where two have the same words."""
    names = [_name(record) for record in records]
    return [
        name if name and names.count(name) == 1 else f"{record.id}: {name}" if name else record.id
        for name, record in zip(names, records, strict=True)
    ]


def _thing(record: Record, trail: Trail) -> Thing:
    """Say what an entry is; an answer is named with its question, as conditions do."""
    if record.sort == "Answer":
        within = trail.thing.name
        return Thing(record.sort, f"{trail.thing.id}.{record.id}", _name(record), within)
    return Thing(record.sort, record.id, _name(record), trail.thing.name if trail.thing.id else trail.thing.within)


def _lines(node: Node, label: str = "") -> Iterator[str]:
    """Say a value in lines, each with the field it belongs to."""
    prefix = f"{label}: " if label else ""
    match node:
        case Leaf():
            yield f"{prefix}{node.text}"
        case Series():
            for item in node.items:
                yield from _lines(item, label)
        case Record():
            fields = node.fields
            is_line = node.is_one_voice and set(fields) == set(_VOICES)
            label = f"{label} {node.id}" if label and node.id else label
            for field, part in [("you", fields["you"])] if is_line else fields.items():
                inner = "" if is_line else field
                yield from _lines(part, ", ".join(word for word in (label, inner) if word))


def _reordered(orders: Sequence[Sequence[str]], trail: Trail, place: Place) -> Row:
    """Show two orders of the same lines, from the first that moved to the last."""
    moved = [number for number, (before, after) in enumerate(zip(*orders, strict=True)) if before != after]
    stretch = range(moved[0], moved[-1] + 1)
    old, new = (tuple(f"{number + 1}. {order[number]}" for number in stretch) for order in orders)
    return Row(Kind.REORDERED, trail.section, trail.thing, trail.part, old, new, place, trail.field)


def _place(node: Node | None) -> Place:
    match node:
        case Leaf() | Record():
            return node.place
        case Series() if node.items:
            return _place(node.items[0])
        case _:
            return Place("", 1, 1)


def _dated(trail: Trail, node: Node | None) -> Section:
    """Give the section of a value: dates and who reviewed are a matter of their own, wherever they stand."""
    match node:
        case Leaf():
            return Section.RECORDS if node.manner is Manner.DATE else trail.section
        case Series() if node.items:
            return _dated(trail, node.items[0])
        case Record() if node.fields:
            return _dated(trail, next(iter(node.fields.values())))
        case _:
            return trail.section


def _row(kind: Kind, trail: Trail, old: Node | None, new: Node | None) -> Row:
    lines = [tuple(_lines(node)) if node is not None else () for node in (old, new)]
    one = new if new is not None else old
    return Row(kind, _dated(trail, one), trail.thing, trail.part, lines[0], lines[1], _place(one), trail.field)


def _changed(old: Leaf, new: Leaf, trail: Trail) -> Row:
    row = _row(Kind.CHANGED, trail, old, new)
    return replace(row, is_spacing=old.text.split() == new.text.split())


def _beneath(trail: Trail, node: Node | None) -> Trail:
    if isinstance(node, Leaf) and node.beneath:
        return replace(trail, part=f"{trail.part}, under “{node.beneath}”")
    return trail


def _swapped_lists(old: Record, new: Record) -> tuple[str, str] | None:
    """Give two fields with lists that changed places."""
    lists = {field: node for field, node in new.fields.items() if isinstance(node, Series)}
    changed = [field for field in lists if field in old.fields and _said(old, field) != _said(new, field)]
    for place, field in enumerate(changed):
        for other in changed[place + 1 :]:
            if _said(old, field) == _said(new, other) and _said(old, other) == _said(new, field):
                return field, other
    return None


def _said(record: Record, field: str) -> list[str]:
    return list(_lines(record.fields[field]))


def _exchange(old: Record, new: Record, trail: Trail, fields: tuple[str, str]) -> Row:
    first, second = (
        tuple(line for field in fields for line in _lines(record.fields[field], field)) for record in (old, new)
    )
    part = trail.into(f"{fields[0]} and {fields[1]}").part
    return Row(Kind.EXCHANGED, trail.section, trail.thing, part, first, second, _place(new.fields[fields[0]]))
