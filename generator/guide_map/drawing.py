"""Draw a laid out map as SVG: how urgent an outcome is stands in it in words, and shows in its shape.

The picture holds no color of its own: the style beside it (`map.css`) has one for day, night, paper and own colors.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from importlib.resources import files
from typing import assert_never

from generator.guide_map.chart import Chart
from generator.guide_map.layout import MapArrow, MapBox, MapLayout, MapLine, MapRow
from generator.model.guide import Urgency
from generator.problems import visible

Tokens = Mapping[str, str]
"""The classes of each thing on a map ("step home", "way home/1"), one for each story that it belongs to."""

_CUT, _POINT, _ROUND = 9, 11, 8
_HEAD = 6
_SHEET = 1.35
"""How high a sheet is for its width: A4 and Letter, within their margins."""
_ENDS = ("end", "again")
"""The kinds of box that are an outcome: the first one, and each further one of the same."""


def as_svg(chart: Chart, laid: MapLayout, tokens: Tokens, *, style: str = "", is_linked: bool = True) -> str:
    """Write the picture of a map; with links to the parts of the outline, or with a style of its own for a file alone.

    The same map gives the same bytes.
    """
    width, height = _number(laid.width), _number(laid.height)
    pen = _Pen(chart, tokens, is_linked)
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    names = f'role="{"group" if is_linked else "img"}" aria-labelledby="map-title"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" {size} {names}>',
        f'<title id="map-title">Map of the guide: {escaped(chart.title)}</title>',
        '<g id="map" class="map">',
    ]
    if style:
        parts.insert(-1, f"<style>{style}</style>")
    parts += [pen.arrow(arrow) for arrow in laid.arrows]
    rows = {row.way.key: row for row in laid.rows}
    parts += [pen.box(box, rows) for box in laid.boxes]
    return "\n".join([*parts, "</g>", "</svg>", ""])


def as_sheets(laid: MapLayout) -> str:
    """Write the same picture once more in pieces that fit on sheets of paper, for a page that holds the picture."""
    width = _number(laid.width)
    return "\n".join(
        f'<svg class="sheet" viewBox="0 {_number(top)} {width} {_number(height)}" aria-hidden="true">'
        '<use href="#map"/></svg>'
        for top, height in laid.sheets(_SHEET * laid.width)
    )


def style_of_picture() -> str:
    """Return the style of a picture: its colors for day, night and paper, and those of readers who have their own."""
    return (files("generator.guide_map") / "map.css").read_text(encoding="utf-8")


class _Pen:
    """Draws the parts of one map."""

    def __init__(self, chart: Chart, tokens: Tokens, is_linked: bool) -> None:
        self.urgency_of = {end.id: end.urgency for end in chart.ends}
        self.questions = {step.id for step in chart.steps if step.is_question}
        self.tokens = tokens
        self.is_linked = is_linked

    def arrow(self, arrow: MapArrow) -> str:
        way, corners = arrow.way, arrow.corners
        (x1, y1), (x2, y2) = corners[-2:]
        line = "L".join(f"{_number(x)} {_number(y)}" for x, y in corners)
        if y1 == y2:
            back = -_HEAD if x2 > x1 else _HEAD
            head = f"M{_number(x2)} {_number(y2)}l{back} -4v8z"
        else:
            head = f"M{_number(x2)} {_number(y2)}l-4 -{_HEAD}h8z"
        classes = self._classes("arrow", f"way {way.key}")
        data = f'data-way="{way.key}" data-to="{way.target}"'
        place = f'x="{_number(x1 + 9)}" y="{_number((y1 + y2) / 2 + 4)}"'
        label = f'<text class="kind" {place}>{escaped(arrow.label)}</text>' if arrow.label else ""
        drawn = f'<path class="line" d="M{line}"/><path class="head" d="{head}"/>{label}'
        return f'<g class="{classes}" {data}>{drawn}</g>'

    def box(self, box: MapBox, rows: Mapping[str, MapRow]) -> str:
        own = [line for line in box.lines if not line.way]
        words = "".join(map(_text, own))
        # What a row ends at is part of what the row is part of: the same outcome elsewhere is not.
        name = f"way {box.way}" if box.way else f"{box.kind} {box.id}"
        drawn = f'<path class="box" d="{self._shape(box)}"/>{words}'
        kind = "end again" if box.kind == "again" else box.kind
        kind += f" {self.urgency_of[box.id]}" if box.kind in _ENDS else ""
        frame = f'<g class="{self._classes(kind, name)}" data-id="{box.id}">{self._linked(drawn, _anchor(box))}</g>'
        ways = dict.fromkeys(line.way for line in box.lines if line.way)
        return "\n".join([frame, *(self._row(box, rows[way]) for way in ways)])

    def _row(self, box: MapBox, row: MapRow) -> str:
        """Draw a row of a step; each of its answers leads to what becomes of those who give it."""
        lines = [line for line in box.lines if line.way == row.way.key]
        grouped: dict[str, list[MapLine]] = {}
        for number, line in enumerate(lines):
            grouped.setdefault(line.name if line.role == "answer" else f"{number}", []).append(line)
        words = [
            self._linked("".join(map(_text, group)), f"answer-{name}" if group[0].role == "answer" else "")
            for name, group in grouped.items()
        ]
        back = (
            f'<rect class="back" x="{_number(box.x + 1)}" y="{_number(row.y + 1)}" width="{_number(box.width - 2)}" '
            f'height="{_number(row.height - 2)}"/>'
        )
        return f'<g class="{self._classes("row", f"way {row.way.key}")}">{back}{"".join(words)}</g>'

    def _linked(self, drawn: str, anchor: str) -> str:
        return f'<a href="#{anchor}">{drawn}</a>' if self.is_linked and anchor else drawn

    def _classes(self, kind: str, name: str) -> str:
        return f"thing {kind} {self.tokens.get(name, '')}".strip()

    def _shape(self, box: MapBox) -> str:
        x, y, width, height = box.x, box.y, box.width, box.height
        if box.kind not in _ENDS:
            return _rounded(x, y, width, height, _ROUND if box.kind == "step" and box.id in self.questions else 0)
        urgency = self.urgency_of[box.id]
        match urgency:
            case Urgency.EMERGENCY:
                return _cut(x, y, width, height, _CUT, _CUT)
            case Urgency.TODAY:
                return _cut(x, y, width, height, _POINT, height / 2)
            case Urgency.SOON:
                return _rounded(x, y, width, height, min(height / 2, 22))
            case Urgency.ROUTINE:
                return _rounded(x, y, width, height, 0)
            case _:
                assert_never(urgency)


def _anchor(box: MapBox) -> str:
    if box.kind == "notes":
        return "notes"
    return f"{'end' if box.kind in _ENDS else box.kind}-{box.id}"


def _text(line: MapLine) -> str:
    return f'<text class="{line.role}" x="{_number(line.x)}" y="{_number(line.y)}">{escaped(line.text)}</text>'


def _rounded(x: float, y: float, width: float, height: float, by: float) -> str:
    if not by:
        return f"M{_number(x)} {_number(y)}h{_number(width)}v{_number(height)}h-{_number(width)}z"
    level, upright, turn = _number(width - 2 * by), _number(height - 2 * by), f"a{_number(by)} {_number(by)} 0 0 1"
    by_ = _number(by)
    return (
        f"M{_number(x + by)} {_number(y)}h{level}{turn} {by_} {by_}v{upright}{turn} -{by_} {by_}"
        f"h-{level}{turn} -{by_} -{by_}v-{upright}{turn} {by_} -{by_}z"
    )


def _cut(x: float, y: float, width: float, height: float, across: float, down: float) -> str:
    """Draw a box whose corners are cut off: an octagon, or where the cuts meet a box that points to both sides."""
    corners = (
        (x + across, y),
        (x + width - across, y),
        (x + width, y + down),
        (x + width, y + height - down),
        (x + width - across, y + height),
        (x + across, y + height),
        (x, y + height - down),
        (x, y + down),
    )
    return f"M{'L'.join(f'{_number(a)} {_number(b)}' for a, b in corners)}z"


def _number(value: float) -> str:
    """Write a length in tenths, without what says nothing."""
    return f"{round(value, 1):.1f}".rstrip("0").rstrip(".")


def escaped(text: str) -> str:
    """Write words of authors so that they are no markup and hide nothing."""
    return html.escape(visible(text))
