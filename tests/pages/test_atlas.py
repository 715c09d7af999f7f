"""Which way a move goes: a wrong arrow would offer less support as more."""

import datetime

import pytest

from generator.pages.atlas import Atlas, draw_atlas
from tests.conftest import shipped


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    base = shipped().base
    assert base is not None
    return draw_atlas(base, datetime.date(2026, 11, 22))


@pytest.mark.parametrize(
    ("start", "end", "direction"),
    [
        ("outpatient", "intensive-outpatient", "up"),
        ("residential", "intensive-outpatient", "down"),
        ("outpatient", "recovery-check-ups", "down"),
        ("recovery-check-ups", "outpatient-therapy", "up"),
        ("mental-health-iop", "weekly-therapy", "down"),
        ("recovery-residence", "outpatient", "across"),
        ("crisis-stabilization", "mental-health-iop", "across"),
    ],
)
def test_a_move_goes_the_way_of_its_ladder(atlas: Atlas, start: str, end: str, direction: str) -> None:
    [move] = [move for move in atlas.moves if (move.start.id, move.end.id) == (start, end)]

    assert move.direction == direction


def test_every_move_within_a_ladder_goes_up_or_down(atlas: Atlas) -> None:
    across = [move for move in atlas.moves if move.direction == "across"]

    assert all(move.start.ladder is None or move.end.ladder is None for move in across)
