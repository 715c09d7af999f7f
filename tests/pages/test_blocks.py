"""The blocks that hand-written pages ask for by their markers."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from generator.checks.unknown_marker import markers
from generator.model.phone import numbering_of
from generator.pages.atlas import draw_atlas
from generator.pages.blocks import blocks_of, blocks_of_page
from generator.pages.contacts import MARKED_CONTACT, contact_cards
from generator.problems import Problems
from generator.reading import read_project

ROOT = Path(__file__).parents[2]
VALID = ROOT / "tests/cases/_valid"
TODAY = datetime.date(2026, 11, 28)


@pytest.mark.parametrize("project", [ROOT, VALID / "small", VALID / "back-pain"], ids=["shipped", "small", "back-pain"])
def test_every_marker_that_a_check_knows_has_a_block_and_no_other(project: Path) -> None:
    base = read_project(project, Problems()).base
    assert base is not None

    atlas = draw_atlas(base, TODAY)
    of_page = blocks_of_page(base.pages[0], atlas).keys() - {"tiles"}

    assert blocks_of(atlas).keys() | of_page == markers(base)


def test_a_contact_that_a_person_checked_bears_its_day_and_no_mark() -> None:
    base = read_project(VALID / "small", Problems()).base
    assert base is not None
    checked, *_ = base.contacts.contacts
    unchecked = checked.model_copy(update={"last_checked": None})
    numbering = numbering_of(base.lines)

    assert MARKED_CONTACT in contact_cards([unchecked], numbering, base.words, notices=())
    assert MARKED_CONTACT not in contact_cards([checked], numbering, base.words, notices=())
    assert "Checked November 22, 2026." in contact_cards([checked], numbering, base.words, notices=())
