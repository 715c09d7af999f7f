from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from generator.problems import Problems
from generator.site.building import build_site
from tests.browser import chromium, firefox
from tests.browser.firefox import Firefox
from tests.browser.serving import serving
from tests.conftest import ROOT, TODAY


@pytest.fixture(scope="session")
def site(made_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """Give the shipped project's site as of one day. Do not change it."""

    def build(out: Path) -> None:
        problems = Problems()
        build_site(ROOT, out, problems, today=TODAY, evidence=True)
        assert not problems.has_errors()

    return made_once("site-to-browse", build)


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    with serving(site) as root:
        yield root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    assert path is not None, "install Chromium first (on Debian: apt-get install chromium)"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    if firefox.find() is None:
        pytest.skip(f"Firefox is not installed ({firefox.CURE})")
    with firefox.running(tmp_path_factory.mktemp("firefox")) as window:
        yield window


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    return phone.new_page()
