"""Lay out the map of a guide: a road of steps downwards, what they end at beside it, and lanes for the other arrows.

Each step is a layer of its own, so that no arrow runs through a box. What a row ends at stands beside it, as the last
column of a decision table does: an outcome that several rows lead to stands beside each of them, so that nobody has to
follow a line to it. Arrows to steps that are not the next leave on the left, where all that lead to one share a lane.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, permutations

from generator.guide_map.chart import Chart, ChartEnd, ChartNote, ChartStep, MapWay
from generator.pages.lettering import lines_of

TEXT, TITLE, SMALL = 13, 15, 12
_LINE = {TEXT: 18, TITLE: 21, SMALL: 16}
_CARD, _SIDE, _LABEL = 440, 322, 104
_PAD, _INDENT, _MARK = 12, 14, 22
_LANE, _AISLE = 11, 32
_GAP, _NEXT = 8, 26
_HEAD_OF_ARROW, _MARGIN = 7, 2
_MOST_TRIED = 6
"""With up to so many lanes every order of them is tried; with more they stand as they come."""


@dataclass(frozen=True, slots=True)
class MapLine:
    """One line of words in a box, from its left end on the line it stands on.

    `name` is the answer or set that it says, `way` the key of the way on that it belongs to, each "" for none.
    """

    text: str
    x: float
    y: float
    size: int
    role: str
    name: str = ""
    way: str = ""


@dataclass(frozen=True, slots=True)
class MapBox:
    """A box with words: a step, an outcome or a note, named as in the chart; `way` leads to the box of an outcome."""

    kind: str
    id: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[MapLine, ...]
    way: str = ""


@dataclass(frozen=True, slots=True)
class MapRow:
    """The part of a step that one way on leaves from."""

    way: MapWay
    y: float
    height: float
    port: float


@dataclass(frozen=True, slots=True)
class MapArrow:
    """An arrow from a row of a step to what it leads to, as the corners that it passes; `label` stands beside it."""

    way: MapWay
    corners: tuple[tuple[float, float], ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class MapLayout:
    """Where everything on a map stands."""

    width: float
    height: float
    boxes: tuple[MapBox, ...]
    rows: tuple[MapRow, ...]
    arrows: tuple[MapArrow, ...]

    @property
    def crossings(self) -> int:
        """Count the places where arrows to different targets cross."""
        return _crossings(self.arrows)

    def sheets(self, most: float) -> tuple[tuple[float, float], ...]:
        """Cut the map into sheets of at most this height, as tops and heights, so that no words are cut through."""
        edges = {edge for box in self.boxes for edge in (box.y - _GAP / 2, box.y + box.height + _GAP / 2)}
        edges |= {edge for row in self.rows for edge in (row.y, row.y + row.height)}
        free = sorted(edge for edge in edges if not self._cuts(edge))
        found, top = list[tuple[float, float]](), 0.0
        while self.height - top > most:
            bottom = max((edge for edge in free if top < edge <= top + most), default=top + most)
            found.append((top, bottom - top))
            top = bottom
        return (*found, (top, self.height - top))

    def _cuts(self, y: float) -> bool:
        """Tell whether a line across the map goes through a row, the head of a step, or a box beside the road."""
        if any(row.y < y < row.y + row.height for row in self.rows):
            return True
        first = {row.way.step: row.y for row in reversed(self.rows)}
        return any(
            box.y < y <= first.get(box.id, box.y + box.height) if box.kind == "step" else box.y < y < box.y + box.height
            for box in self.boxes
        )


def layout_of(chart: Chart, *, is_whole: bool) -> MapLayout:
    """Lay out a map whole, or to be seen at a glance: then a row is cut to a line or two, and notes are numbers."""
    road = _Road({end.id: end for end in chart.ends}, is_whole)
    waiting: dict[str, list[ChartNote]] = {}
    for note in chart.notes:
        waiting.setdefault(chart.first_question(note), []).append(note)
    marks = {answer.reference: chart.mark_of(answer.reference) for way in chart.ways for answer in way.answers}
    for step in chart.steps:
        road.step(step, waiting.get(step.id, ()), marks)
    arrows = _arrows(chart, road)
    by = _LANE - min([0, *(x for arrow in arrows for x, _ in arrow.corners)])
    return MapLayout(
        by + _CARD + _AISLE + _SIDE + _MARGIN,
        max(road.bottom - _NEXT, road.beside) + 2 * _MARGIN,
        tuple(_moved(box, right=by, down=_MARGIN) for box in road.boxes),
        tuple(replace(row, y=row.y + _MARGIN, port=row.port + _MARGIN) for row in road.rows),
        tuple(replace(each, corners=tuple((x + by, y + _MARGIN) for x, y in each.corners)) for each in arrows),
    )


@dataclass(slots=True)
class _Road:
    """The road while it is laid: how far down its cards, and what stands beside them, have come."""

    ends: Mapping[str, ChartEnd]
    is_whole: bool
    boxes: list[MapBox] = field(default_factory=list)
    rows: list[MapRow] = field(default_factory=list)
    bottom: float = 0
    beside: float = 0

    def step(self, step: ChartStep, notes: Sequence[ChartNote], marks: Mapping[str, str]) -> None:
        """Set a step below those before it, and beside it its notes and what its rows end at."""
        top = self.bottom
        self.beside = max(self.beside, top - _GAP)
        for box in self._note_boxes(step, notes):
            self.boxes.append(_moved(box, down=self.beside + _GAP))
            self.beside += _GAP + box.height
        lines = list(_head(step, top))
        y = lines[-1].y + _PAD / 2
        for way in step.ways:
            words = _row_lines(step, way, marks) if self.is_whole else _short_lines(step, way)
            number = "" if step.is_question else way.number
            y = self._way(way, words, number, lines, y)
        self.boxes.append(MapBox("step", step.id, 0, top, _CARD, y + _PAD / 2 - top, tuple(lines)))
        self.bottom = y + _PAD / 2 + _NEXT

    def _note_boxes(self, step: ChartStep, notes: Sequence[ChartNote]) -> Iterator[MapBox]:
        if self.is_whole:
            yield from map(_note_box, notes)
        elif notes:
            yield _notes_box(step, notes)

    def _way(self, way: MapWay, words: Sequence[MapLine], number: str, lines: list[MapLine], y: float) -> float:
        height = sum(_LINE[line.size] for line in words)
        start, port = y + _PAD / 2, y + _PAD / 2 + height / 2
        if way.target in self.ends:
            is_again = any(box.id == way.target and box.kind == "end" for box in self.boxes)
            box = _end_box(self.ends[way.target], "again" if is_again else "end")
            down = max(0, self.beside + _GAP + box.height / 2 - port)
            start, port = start + down, port + down
            self.boxes.append(replace(_moved(box, down=port - box.height / 2), way=way.key))
            self.beside = port + box.height / 2
        at = start
        for line in words:
            at += _LINE[line.size]
            lines.append(replace(line, y=at - 5, way=way.key))
        if number:
            lines.append(MapLine(number, _PAD, start + _LINE[TEXT] - 5, SMALL, "number", way=way.key))
        bottom = at + _PAD / 2
        self.rows.append(MapRow(way, y, bottom - y, port))
        return bottom


def _moved(box: MapBox, *, right: float = 0, down: float = 0) -> MapBox:
    lines = tuple(replace(line, x=line.x + right, y=line.y + down) for line in box.lines)
    return replace(box, x=box.x + right, y=box.y + down, lines=lines)


def _head(step: ChartStep, top: float) -> Iterator[MapLine]:
    y = top + _PAD + _LINE[SMALL] - 5
    yield MapLine(f"{step.kind} {step.number} · {step.about}", _PAD, y, SMALL, "kind")
    for words in lines_of(step.title, size=TITLE, width=_CARD - 2 * _PAD):
        y += _LINE[TITLE]
        yield MapLine(words, _PAD, y, TITLE, "title")


def _row_lines(step: ChartStep, way: MapWay, marks: Mapping[str, str]) -> list[MapLine]:
    found: list[MapLine] = []
    if step.is_question:
        found.append(MapLine(way.words.capitalize(), _PAD, 0, SMALL, "kind"))
        for answer in way.answers:
            text = f"{answer.text}{marks[answer.reference]}"
            found += _wrapped(text, _PAD + _INDENT, "answer", answer.reference)
        return found
    for line in way.rule:
        found += _wrapped(line.text, _PAD + _MARK + _INDENT * line.depth, "rule", line.name)
    return found


def _short_lines(step: ChartStep, way: MapWay) -> list[MapLine]:
    """Say a row in a line or two, with a mark where more words follow."""
    if step.is_question and len(step.ways) == 1:
        return []
    is_one = len(way.answers) == 1
    text = str(way.answers[0].text) if is_one else way.words.capitalize() if step.is_question else way.short
    x = _PAD if step.is_question else _PAD + _MARK
    found = list(_wrapped(text, x, "answer" if is_one else "rule", way.answers[0].reference if is_one else ""))
    most = 1 if step.is_question else 2
    if len(found) > most:
        words = found[most - 1].text.rsplit(" ", 1)[0].rstrip(",.")
        found = [*found[: most - 1], replace(found[most - 1], text=f"{words} …")]
    return found


def _wrapped(text: str, x: int, role: str, name: str) -> Iterator[MapLine]:
    for words in lines_of(text, size=TEXT, width=_CARD - _PAD - x):
        yield MapLine(words, x, 0, TEXT, role, name)


def _side_box(kind: str, id: str, label: str, title: str) -> MapBox:
    """Make a box for the side of the road, at its top: what it is on the left, its words on the right."""
    x = _CARD + _AISLE
    labels = lines_of(label, size=SMALL, width=_LABEL - _PAD)
    titles = lines_of(title, size=TEXT, width=_SIDE - _LABEL - 2 * _PAD)
    height = max(len(labels) * _LINE[SMALL], len(titles) * _LINE[TEXT]) + _PAD

    def column(lines: Sequence[str], at: int, size: int, role: str) -> Iterator[MapLine]:
        top = (height - len(lines) * _LINE[size]) / 2
        for number, words in enumerate(lines, 1):
            yield MapLine(words, x + at, top + number * _LINE[size] - 5, size, role)

    lines = (*column(labels, _PAD, SMALL, "label"), *column(titles, _LABEL + _PAD, TEXT, "title"))
    return MapBox(kind, id, x, 0, _SIDE, height, lines)


def _end_box(end: ChartEnd, kind: str) -> MapBox:
    return _side_box(kind, end.id, end.label, end.title)


def _note_box(note: ChartNote) -> MapBox:
    return _side_box("note", note.id, f"Note {note.number}: {note.label}", note.title)


def _notes_box(step: ChartStep, notes: Sequence[ChartNote]) -> MapBox:
    """Say in one box which notes wait on the answers of a step."""
    label = f"{len(notes)} notes" if len(notes) > 1 else "1 note"
    return _side_box("notes", step.id, label, f"Note {', '.join(str(note.number) for note in notes)}, by these answers")


def _arrows(chart: Chart, road: _Road) -> tuple[MapArrow, ...]:
    """Lead an arrow from each row: straight where it can be, else along a lane that all arrows to one target share."""
    box = {box.id: box for box in road.boxes if box.kind == "step"}
    after = {step.id: following.id for step, following in pairwise(chart.steps)}
    down: set[str] = set()
    found: list[MapArrow] = []
    lanes: dict[str, list[MapRow]] = {}
    for row in road.rows:
        way = row.way
        if way.target in road.ends:
            found.append(MapArrow(way, ((_CARD, row.port), (_CARD + _AISLE, row.port))))
        elif after.get(way.step) == way.target:
            above = box[way.step]
            label = "" if way.step in down else _on_arrow(chart, way)
            down.add(way.step)
            found.append(MapArrow(way, ((_CARD / 2, above.y + above.height), (_CARD / 2, box[way.target].y)), label))
        else:
            lanes.setdefault(way.target, []).append(row)
    return (*found, *_in_lanes(lanes, {id: _entry(box[id]) for id in lanes}))


def _on_arrow(chart: Chart, way: MapWay) -> str:
    """Say who takes an arrow that leaves a step at its foot: these answers, or these rows."""
    words = [each.words for each in chart.ways if (each.step, each.target) == (way.step, way.target)]
    return words[0] if len(words) == 1 else f"rows {', '.join(each.removeprefix('row ') for each in words)}"


def _in_lanes(lanes: Mapping[str, Sequence[MapRow]], entries: Mapping[str, float]) -> tuple[MapArrow, ...]:
    """Choose a lane for each target, the shortest next to the road, in the order with the fewest crossings."""
    spans = {id: (min(row.port for row in rows), entries[id]) for id, rows in lanes.items()}
    ids = sorted(lanes, key=lambda target: (spans[target][1] - spans[target][0], target))
    orders = permutations(ids) if len(ids) <= _MOST_TRIED else iter([tuple(ids)])
    return min((tuple(_along(order, lanes, spans)) for order in orders), key=_crossings)


def _along(
    order: Sequence[str], lanes: Mapping[str, Sequence[MapRow]], spans: Mapping[str, tuple[float, float]]
) -> Iterator[MapArrow]:
    """Lead arrows down the lanes: each target's is the first one, counted from the road, that is free there."""
    taken: list[list[tuple[float, float]]] = []
    for id in order:
        start, end = spans[id]
        is_free = (all(end + _GAP < above or below + _GAP < start for above, below in lane) for lane in taken)
        number = next((number for number, free in enumerate(is_free) if free), len(taken))
        taken[number:] = [[*(taken[number] if number < len(taken) else []), spans[id]], *taken[number + 1 :]]
        x = -_HEAD_OF_ARROW - _LANE * (number + 1)
        for row in lanes[id]:
            yield MapArrow(row.way, ((0, row.port), (x, row.port), (x, end), (0, end)))


def _entry(box: MapBox) -> float:
    """Find the height at which arrows come to a step from the side."""
    return box.y + _PAD + _LINE[SMALL] / 2


def _crossings(arrows: Sequence[MapArrow]) -> int:
    level: set[tuple[str, float, float, float]] = set()
    upright: set[tuple[str, float, float, float]] = set()
    for arrow in arrows:
        for (x1, y1), (x2, y2) in pairwise(arrow.corners):
            if y1 == y2 and x1 != x2:
                level.add((arrow.way.target, y1, min(x1, x2), max(x1, x2)))
            elif x1 == x2 and y1 != y2:
                upright.add((arrow.way.target, x1, min(y1, y2), max(y1, y2)))
    met = {
        (first[0], second[0], second[1], first[1])
        for first in level
        for second in upright
        if first[0] != second[0] and first[2] < second[1] < first[3] and second[2] < first[1] < second[3]
    }
    return len(met)
