"""Measure the picture: nothing covers anything, words stay in their boxes, arrows end at what they lead to."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings

from generator.guide_map.chart import chart_of
from generator.guide_map.layout import MapArrow, MapBox, MapLayout, layout_of
from generator.guide_map.ordering import steps_in_order
from generator.pages.lettering import width_of
from tests.guide.small_guides import Tree, guides, plan_of
from tests.guide.told import Project
from tests.guide_map.projects import PROJECTS, guides_of, of_random

CROSSINGS = {"step-up-or-step-down": 3, "intensive-outpatient": 3}
"""How often arrows of the shipped guides cross; decision 35 says what another layout would have."""


def covering(boxes: tuple[MapBox, ...]) -> list[tuple[str, str]]:
    """List the boxes that cover each other."""
    return [
        (one.id, other.id)
        for one, other in combinations(boxes, 2)
        if one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    ]


def running_over(box: MapBox) -> list[str]:
    """List the lines of a box that do not stay within it, or stand on each other."""
    over = [
        line.text
        for line in box.lines
        if line.x < box.x
        or line.x + width_of(line.text, line.size) > box.x + box.width
        or line.y - line.size < box.y
        or line.y > box.y + box.height
    ]
    on_each_other = [
        other.text
        for one, other in combinations(box.lines, 2)
        if abs(one.y - other.y) < 12 and one.x <= other.x < one.x + width_of(one.text, one.size)
    ]
    return [*over, *on_each_other]


def goes_through(arrow: MapArrow, box: MapBox) -> bool:
    """Tell whether an arrow runs through the inside of a box."""
    return any(
        min(x1, x2) < box.x + box.width - 0.5
        and max(x1, x2) > box.x + 0.5
        and min(y1, y2) < box.y + box.height - 0.5
        and max(y1, y2) > box.y + 0.5
        for (x1, y1), (x2, y2) in pairwise(arrow.corners)
    )


def stands_at(point: tuple[float, float], box: MapBox) -> bool:
    """Tell whether a point is on the edge of a box."""
    x, y = point
    is_level, is_upright = box.x <= x <= box.x + box.width, box.y <= y <= box.y + box.height
    return (is_upright and x in (box.x, box.x + box.width)) or (is_level and y in (box.y, box.y + box.height))


def faults_of(laid: MapLayout) -> list[object]:
    """List everything that would keep somebody from reading a picture."""
    boxes_of: dict[str, list[MapBox]] = {}
    for box in laid.boxes:
        if box.kind in ("step", "end", "again"):
            boxes_of.setdefault(box.id, []).append(box)
    found: list[object] = [*covering(laid.boxes)]
    for box in laid.boxes:
        found += running_over(box)
        if box.x < 0 or box.y < 0 or box.x + box.width > laid.width or box.y + box.height > laid.height:
            found.append(("outside", box.id))
    for arrow in laid.arrows:
        (start,), ends = boxes_of[arrow.way.step], boxes_of[arrow.way.target]
        at = [end for end in ends if stands_at(arrow.corners[-1], end)]
        if not stands_at(arrow.corners[0], start) or len(at) != 1:
            found.append(("loose", arrow.way.key))
        if any(x < 0 or x > laid.width for x, _ in arrow.corners):
            found.append(("outside", arrow.way.key))
        found += [("through", arrow.way.key, box.id) for box in laid.boxes if goes_through(arrow, box)]
    return found


@pytest.mark.parametrize("is_whole", [False, True])
@pytest.mark.parametrize("project", PROJECTS)
def test_a_picture_can_be_read(project: str, is_whole: bool) -> None:
    for guide in guides_of(project):
        assert faults_of(layout_of(chart_of(guide), is_whole=is_whole)) == []


@given(guides())
@settings(max_examples=60)
def test_a_picture_of_any_guide_can_be_read(tree: Tree) -> None:
    chart = chart_of(of_random(Project(tree)))

    for is_whole in (False, True):
        assert faults_of(layout_of(chart, is_whole=is_whole)) == []


@given(guides())
@settings(max_examples=60)
def test_each_step_stands_before_those_that_it_leads_to(tree: Tree) -> None:
    plan = plan_of(tree)

    order = steps_in_order(plan)

    place = {id: number for number, id in enumerate(order)}
    assert sorted(order) == sorted([*plan.questions, *plan.decisions])
    assert [id for id in order for end in plan.targets(id) if end in place and place[end] <= place[id]] == []


def test_arrows_of_the_shipped_guides_cross_no_more_often_than_was_written_down() -> None:
    found = {
        str(guide.base.tree.guide.id): layout_of(chart_of(guide), is_whole=False).crossings for guide in guides_of(".")
    }

    assert found == CROSSINGS


@pytest.mark.parametrize("project", PROJECTS)
def test_each_outcome_stands_once_with_a_whole_edge_and_beside_each_row_that_ends_there(project: str) -> None:
    for guide in guides_of(project):
        chart = chart_of(guide)
        boxes = layout_of(chart, is_whole=False).boxes

        assert sorted(box.id for box in boxes if box.kind == "end") == sorted(end.id for end in chart.ends)
        ends = {end.id for end in chart.ends}
        assert sorted(box.id for box in boxes if box.kind in ("end", "again")) == sorted(
            way.target for way in chart.ways if way.target in ends
        )


@pytest.mark.parametrize("is_whole", [False, True])
def test_sheets_of_paper_hold_all_of_a_map_and_cut_no_words(is_whole: bool) -> None:
    for guide in guides_of("."):
        laid = layout_of(chart_of(guide), is_whole=is_whole)
        sheets = laid.sheets(1.35 * laid.width)

        assert [top + height for top, height in sheets] == [*(top for top, _ in sheets[1:]), laid.height]
        assert max(height for _, height in sheets) <= 1.35 * laid.width
        for top, _ in sheets[1:]:
            cut = [line.text for box in laid.boxes for line in box.lines if line.y - line.size < top < line.y + 3]
            assert cut == []
