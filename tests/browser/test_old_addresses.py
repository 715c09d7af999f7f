"""Open every old address of an aged site in the browser, below a path: it ends where its reader finds the same now."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from generator.site.building import write_files
from tests.browser.serving import serving
from tests.site.test_old_addresses import Aged, followed


@pytest.fixture(scope="module")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Aged:
    return Aged(tmp_path_factory.mktemp("aged") / "project", seed=7)


@pytest.fixture(scope="module")
def below(aged: Aged, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    write_files(aged.files, folder / "below")
    with serving(folder) as root:
        yield f"{root}/below/"


@pytest.mark.parametrize("has_script", [True, False], ids=["with script", "without script"])
def test_every_old_address_ends_where_its_page_is_now(
    aged: Aged, below: str, browser: Browser, has_script: bool
) -> None:
    context = browser.new_context(java_script_enabled=has_script)
    page = context.new_page()
    gone = sorted(aged.old - aged.today)
    assert len(gone) > 20

    for address in gone if has_script else gone[::3]:
        end = followed(address, aged)
        page.goto(f"{below}{address}")
        page.wait_for_url(f"{below}{end}")
        anchor = end.partition("#")[2]
        if anchor:
            assert page.locator(f"[id='{anchor}']").count() == 1, address
    context.close()


def test_back_does_not_lead_into_the_old_page_again(aged: Aged, below: str, browser: Browser) -> None:
    old = next(address for address in sorted(aged.old - aged.today) if followed(address, aged) != address)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{below}levels/")

    page.goto(f"{below}{old}")
    page.wait_for_url(f"{below}{followed(old, aged)}")
    page.go_back()

    page.wait_for_url(f"{below}levels/")
    context.close()
