"""The blocks that hand-written pages ask for by their markers."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from generator.checks.unknown_marker import markers
from generator.pages.atlas import draw_atlas
from generator.pages.blocks import blocks_of
from generator.problems import Problems
from generator.reading import read_project

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests/cases/_valid"
TODAY = datetime.date(2026, 11, 27)


@pytest.mark.parametrize("project", [ROOT, VALID / "small", VALID / "back-pain"], ids=["shipped", "small", "back-pain"])
def test_every_marker_that_a_check_knows_has_a_block_and_no_other(project: Path) -> None:
    base = read_project(project, Problems()).base
    assert base is not None

    assert blocks_of(draw_atlas(base, TODAY)).keys() == markers(base)
