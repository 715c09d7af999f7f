"""What the handbook's registers become on the pages."""

import datetime
from dataclasses import replace

import pytest

from generator.checks import Verified
from generator.page_kinds import LEVEL
from generator.pages import Site, render_site
from generator.pages.atlas import draw_atlas
from generator.pages.blocks import blocks_of
from tests.conftest import TODAY


@pytest.fixture(scope="module")
def site(verified: Verified) -> Site:
    return render_site(verified)


def html_at(site: Site, address: str) -> str:
    return next(page.html for page in site.pages if page.address == address)


def test_each_treatment_has_a_page(site: Site, verified: Verified) -> None:
    treatments = verified.base.handbook.treatments

    for treatment in treatments.treatments:
        assert str(treatment.name) in html_at(site, f"treatments/{treatment.id}/")


def test_a_study_says_how_who_when_who_paid_and_what_it_does_not_show(site: Site, verified: Verified) -> None:
    evidence = verified.base.handbook.evidence

    html = html_at(site, "research/")

    assert html.count("Who paid") == html.count("What it does not show") == len(evidence.studies)


def test_a_source_says_what_was_read_in_its_place(site: Site, verified: Verified) -> None:
    read = [source for source in verified.base.sources.sources if source.read_as is not None]

    html = html_at(site, "sources/")

    assert html.count("What was read:") == len(read) > 0
    assert "<p>What was read: a copy of the abstract.</p>" in html


def test_at_most_four_studies_stand_on_the_pages_of_levels(site: Site) -> None:
    shown = {
        part.split('"')[0]
        for page in site.pages
        if page.kind is LEVEL
        for part in page.html.split("href=research/#")[1:]
    }

    assert 1 <= len(shown) <= 4


def test_a_page_that_is_past_its_date_says_so(verified: Verified) -> None:
    late = render_site(replace(verified, today=datetime.date(2028, 1, 1)))

    assert "past due" in html_at(late, "levels/residential/")


def test_a_page_within_its_date_does_not(site: Site) -> None:
    html = html_at(site, "levels/residential/")

    assert "past due" not in html
    assert "Not yet reviewed by a " in html


def test_signs_and_questions_stand_where_written_pages_ask_for_them(verified: Verified) -> None:
    signs = verified.base.handbook.signs

    ups = [sign for sign in signs.signs if sign.points == "up"]
    blocks = blocks_of(draw_atlas(verified.base, TODAY))
    assert blocks["signs:up"].count("<li>") == len(ups)
    assert {"ask:program", "ask:clinician", "ask:insurer", "quality:good", "quality:warning"} <= set(blocks)
