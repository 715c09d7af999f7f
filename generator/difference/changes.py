"""Find every thing that two versions of a project say differently, down to a line, with the old beside the new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.difference.entries import Leaf, Node, Record, Series
from generator.difference.lines import VOICES, is_date, lines_of, name_of, names_of, place_of
from generator.difference.matching import aligned, is_reordered, pairs_by_id
from generator.difference.rows import ChangeKind, Row, Thing, Trail
from generator.difference.sections import Section, Sections
from generator.problems import Place


@dataclass(frozen=True, slots=True)
class Changes:
    """A comparison of the records of two versions."""

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
            yield _reordered([names_of(first), names_of(second)], trail, second[0].place)

    def _entry(self, old: Record | None, new: Record | None, trail: Trail, section: Section) -> Iterator[Row]:
        one = new or old
        assert one is not None
        here = Trail(_thing(one, trail), section)
        if old is None or new is None:
            lines = tuple(lines_of(one))
            kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED
            before, after = (() if new else lines, lines if new else ())
            yield Row(kind, section, here.thing, "", before, after, one.place, nodes=(old, new))
            return
        if old.id != new.id:
            what = "address" if new.sort == "ProsePage" else "id"
            yield Row(ChangeKind.RENAMED, section, here.thing, what, (old.id,), (new.id,), new.place, fields=(what,))
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
            label = ("you and they" if len(new.fields) > len(VOICES) else "") if is_hidden else field
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
        kind = ChangeKind.ADDED if old is None else ChangeKind.REMOVED if new is None else ChangeKind.CHANGED
        yield _row(kind, trail, old, new)

    def _series(self, old: Node, new: Node, trail: Trail) -> Iterator[Row]:
        assert isinstance(old, Series)
        assert isinstance(new, Series)
        if any(isinstance(item, Record) and item.id for item in (*old.items, *new.items)):
            yield from self.entries(old.items, new.items, trail)
            return
        lines = [["\n".join(lines_of(item)) for item in series.items] for series in (old, new)]
        if lines[0] == lines[1]:
            if old.raw != new.raw:
                first = next(iter(new.items), None)
                yield replace(_row(ChangeKind.CHANGED, trail, None, first), new=(), is_spacing=True)
        elif is_reordered(*lines) and not new.raw:
            row = _reordered(lines, replace(trail, section=_section(trail, new)), place_of(new))
            yield replace(row, nodes=(old, new))
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
                    _row(ChangeKind.REORDERED, here, old[moved[j]], after), part=f"{here.part} (old {moved[j] + 1})"
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


def _thing(record: Record, trail: Trail) -> Thing:
    """Say what an entry is; an answer is named with its question, as conditions do."""
    if record.sort == "Answer":
        within = trail.thing.name
        return Thing(record.sort, f"{trail.thing.id}.{record.id}", name_of(record), within)
    return Thing(record.sort, record.id, name_of(record), trail.thing.name if trail.thing.id else trail.thing.within)


def _reordered(orders: Sequence[Sequence[str]], trail: Trail, place: Place) -> Row:
    """Show two orders of the same lines, from the first that moved to the last."""
    moved = [number for number, (before, after) in enumerate(zip(*orders, strict=True)) if before != after]
    stretch = range(moved[0], moved[-1] + 1)
    old, new = (tuple(f"{number + 1}. {order[number]}" for number in stretch) for order in orders)
    return Row(
        ChangeKind.REORDERED, trail.section, trail.thing, trail.part, old, new, place, trail.field, fields=trail.fields
    )


def _section(trail: Trail, node: Node | None) -> Section:
    return Section.RECORDS if is_date(node) else trail.section


def _row(kind: ChangeKind, trail: Trail, old: Node | None, new: Node | None) -> Row:
    lines = [tuple(lines_of(node)) if node is not None else () for node in (old, new)]
    one = new if new is not None else old
    return Row(
        kind,
        _section(trail, one),
        trail.thing,
        trail.part,
        lines[0],
        lines[1],
        place_of(one),
        trail.field,
        fields=trail.fields,
        beneath=trail.beneath,
        nodes=(old, new),
    )


def _changed(old: Leaf, new: Leaf, trail: Trail) -> Row:
    row = _row(ChangeKind.CHANGED, trail, old, new)
    return replace(row, is_spacing=old.text.split() == new.text.split())


def _beneath(trail: Trail, node: Node | None) -> Trail:
    if isinstance(node, Leaf) and node.beneath:
        return replace(trail, part=f"{trail.part}, under “{node.beneath}”", beneath=node.beneath)
    return trail


def _swapped_lists(old: Record, new: Record) -> tuple[str, str] | None:
    """Find two fields whose lists changed places."""
    lists = {field: node for field, node in new.fields.items() if isinstance(node, Series)}
    changed = [field for field in lists if field in old.fields and _said(old, field) != _said(new, field)]
    for place, field in enumerate(changed):
        for other in changed[place + 1 :]:
            if _said(old, field) == _said(new, other) and _said(old, other) == _said(new, field):
                return field, other
    return None


def _said(record: Record, field: str) -> list[str]:
    return list(lines_of(record.fields[field]))


def _exchange(old: Record, new: Record, trail: Trail, fields: tuple[str, str]) -> Row:
    first, second = (
        tuple(line for field in fields for line in lines_of(record.fields[field], field)) for record in (old, new)
    )
    part, place = trail.into(f"{fields[0]} and {fields[1]}").part, place_of(new.fields[fields[0]])
    nodes = [
        replace(record, fields={field: record.fields[field] for field in fields}, is_one_voice=False)
        for record in (old, new)
    ]
    return Row(
        ChangeKind.EXCHANGED,
        trail.section,
        trail.thing,
        part,
        first,
        second,
        place,
        fields=(*trail.fields, *fields),
        nodes=(nodes[0], nodes[1]),
    )
