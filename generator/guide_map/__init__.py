"""Draw a guide as a map: its questions, decisions, outcomes and notes, and an outline in words that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar, assert_never

from generator.checks import Verified
from generator.guide_map.changes import change_on
from generator.guide_map.chart import Chart, chart_of
from generator.guide_map.drawing import as_svg, style_of_picture
from generator.guide_map.layout import layout_of
from generator.guide_map.outline import as_text
from generator.guide_map.page import Shown, as_page, part_shown
from generator.guide_map.stories import Stories, stories_of
from generator.problems import did_you_mean


class MapForm(StrEnum):
    """The forms in which a map is written: a page, the picture alone, the outline alone."""

    HTML = "html"
    SVG = "svg"
    TEXT = "text"


class NothingToShow(Exception):
    """What was asked for is not on the map; the message says what is."""


def map_of(
    verified: Verified,
    *,
    form: MapForm = MapForm.HTML,
    journey: str = "",
    promise: str = "",
    versions: tuple[Verified, Verified] | None = None,
    since: str = "",
    others: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Make the map of one guide; it stands alone, and the same guide gives the same bytes.

    It shows all, or only one journey, one promise, or what changed between two `versions` of the whole project, the
    older first, which `since` names. `others` are maps of other guides to link to: titles and addresses.

    Raises NothingToShow where the journey or the promise is none of this guide.
    """
    chart = chart_of(verified)
    stories = stories_of(verified, chart)
    shown: Shown | None = None
    if versions is not None:
        shown = change_on(chart, *versions, since=since)
    elif journey:
        shown = _chosen("journey", journey, {str(each.journey.id): each for each in stories.journeys}, chart)
    elif promise:
        shown = _chosen("promise", promise, {str(each.promise.id): each for each in stories.promises}, chart)
    return _written(chart, stories, form, shown, verified.counts.ways, others).encode()


def _written(
    chart: Chart, stories: Stories, form: MapForm, shown: Shown | None, ways: int, others: Sequence[tuple[str, str]]
) -> str:
    part = part_shown(chart, shown)
    match form:
        case MapForm.HTML:
            return as_page(chart, stories, ways=ways, shown=shown, others=others)
        case MapForm.SVG:
            return as_svg(part, layout_of(part, is_whole=True), {}, style=style_of_picture(), is_linked=False)
        case MapForm.TEXT:
            return as_text(part)
        case _:
            assert_never(form)


_Chosen = TypeVar("_Chosen")


def _chosen(what: str, id: str, known: Mapping[str, _Chosen], chart: Chart) -> _Chosen:
    if id not in known:
        near = did_you_mean(id, known) or f"there are {len(known)}"
        raise NothingToShow(f'"{id}" is no {what} of guide {chart.id}; {near}')
    return known[id]
