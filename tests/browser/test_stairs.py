"""Look at the stairs as a browser draws them: real letters, fingers, keys, and what a screen reader is told."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.pages.environment import render
from generator.pages.stairs.staircase import WIDTH, Mark, StepLabel, build_staircase
from generator.reading import shipped_words
from tests.pages.test_stairs import NAMES


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 320, "height": 700})
    yield page
    page.close()


def test_no_letter_leaves_the_picture_in_any_script(narrow: Page, address: str) -> None:
    marks = [*Mark, None, None, None]
    steps = [
        StepLabel(name, "levels/x/", name, mark, "You stay on this step" if mark else "")
        for name, mark in zip(NAMES, marks, strict=True)
    ]
    drawn = render(
        "stairs/stairs",
        shipped_words(),
        id="x",
        title="X",
        way="",
        stairs=build_staircase(steps),
        beside=None,
        beside_mark="",
    )
    narrow.goto(address)

    rights = narrow.evaluate(
        """(html) => {
          document.querySelector("article").insertAdjacentHTML("afterbegin", html);
          const texts = document.querySelectorAll("#x-title ~ [role=list] text");
          return [...texts].map((text) => text.getBBox()).map((box) => box.x + box.width);
        }""",
        str(drawn),
    )

    assert len(rights) == len(NAMES)
    assert max(rights) <= WIDTH


@pytest.mark.parametrize("path", ["", "levels/psychiatric-inpatient/", "moves/outpatient-to-residential/"])
def test_steps_are_large_enough_to_read_and_to_touch(narrow: Page, address: str, path: str) -> None:
    narrow.goto(f"{address}/{path}")

    boxes = [step.locator(".step").first.bounding_box() for step in narrow.locator(".stairs a").all()]
    heights = [0 if box is None else box["height"] for box in boxes]
    scale = narrow.locator(".stairs svg").first.evaluate("(svg) => svg.getScreenCTM().a")

    assert len(heights) >= 5
    assert min(heights) >= 44
    assert scale * 15 >= 13


def test_screen_reader_hears_each_step_once_and_where_you_are(page: Page, address: str) -> None:
    page.goto(f"{address}/levels/day-treatment/")

    expect(page.locator(".stairs")).to_match_aria_snapshot(
        """
        - group "Care for alcohol and drug use, drawn as stairs":
          - list:
            - listitem:
              - link "Hospital You stay in a hospital"
            - listitem:
              - link "Residential You stay overnight"
            - listitem:
              - link "You are here Day treatment 20 or more hours a week"
            - listitem:
              - link "IOP 9 to 19 hours a week"
            - listitem:
              - link "Outpatient Fewer than 9 hours a week"
        """
    )


def test_step_is_reached_by_keys_and_leads_to_its_page(page: Page, address: str) -> None:
    page.goto(f"{address}/moves/outpatient-to-residential/")

    page.locator(".stairs a").nth(1).focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{address}/levels/day-treatment/")
