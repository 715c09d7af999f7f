"""Lay out the requirements of a DMN model as a drawing: what is needed stands below what needs it, or beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

_WIDTH, _HEIGHT = 200, 60
_ACROSS, _DOWN = 230, 130
_MARGIN = 60
_STEPS = 4


def drawn(requires: Mapping[str, Sequence[str]], inputs: Sequence[str]) -> Element:
    """Draw decisions, by id with what each requires, each below all that require it, and the inputs to their right."""
    layer: dict[str, int] = {}
    for id in requires:
        layer.setdefault(id, 0)
        for needed in requires[id]:
            layer[needed] = max(layer.get(needed, 0), layer[id] + 1)
    beside: dict[int, int] = {}
    corner: dict[str, tuple[int, int]] = {}
    for id in requires:
        place = beside[layer[id]] = beside.get(layer[id], -1) + 1
        aside = layer[id] % _STEPS * _ACROSS // 2  # so that a line that passes a layer passes beside its box
        corner[id] = (_MARGIN + aside + place * _ACROSS, _MARGIN + layer[id] * _DOWN)
    right = max((left for left, _ in corner.values()), default=_MARGIN) + 2 * _ACROSS
    for number, id in enumerate(inputs):
        corner[id] = (right, _MARGIN + (number + 2) * _DOWN)
    drawing = Element("dmndi:DMNDI")
    diagram = SubElement(drawing, "dmndi:DMNDiagram", {"id": "drawing"})
    for id, (left, top) in corner.items():
        shape = SubElement(diagram, "dmndi:DMNShape", {"id": f"shape_{id}", "dmnElementRef": id})
        size = {"height": str(_HEIGHT), "width": str(_WIDTH), "x": str(left), "y": str(top)}
        SubElement(shape, "dc:Bounds", size)
    for id, needs in requires.items():
        for needed in needs:
            edge = SubElement(
                diagram, "dmndi:DMNEdge", {"id": f"edge_{id}_{needed}", "dmnElementRef": requirement_id(id, needed)}
            )
            (from_left, from_top), (left, top) = corner[needed], corner[id]
            ends = ((from_left + _WIDTH // 2, from_top), (left + _WIDTH // 2, top + _HEIGHT))
            if needed in inputs:
                ends = ((from_left, from_top + _HEIGHT // 2), (left + _WIDTH, top + _HEIGHT // 2))
            for x, y in ends:
                SubElement(edge, "di:waypoint", {"x": str(x), "y": str(y)})
    return drawing


def requirement_id(id: str, needed: str) -> str:
    """Name the requirement of one decision that another, or an input, is there."""
    return f"needs_{id}_{needed}"
