"""Show each card and the guide on another site, with and without script: the site around it learns nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page
from selectolax.lexbor import LexborHTMLParser

from tests.browser.serving import serving
from tests.browser.test_guide import calm_start

LEARNED = """() => [window.said.length, history.length, document.title, location.href, document.activeElement.tagName,
  document.querySelector("iframe").clientHeight, scrollY]"""
ELEMENTS = {
    "plain": '<iframe src="{url}" height="448" width="340"></iframe>',
    "sandboxed": '<iframe src="{url}" height="448" width="340" sandbox="allow-scripts"></iframe>',
}
CARDS = ("cards/help-now/", "cards/residential/", "guide/offline.html#from-leaving-residential")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Serve a folder on another port, which is another site."""
    with serving(tmp_path) as root:
        yield tmp_path, root


def shown(page: Page, host: tuple[Path, str], element: str) -> Frame:
    (host[0] / "index.html").write_text(
        f"<title>Host</title><script>var said = []; onmessage = (event) => said.push(event.data)</script>{element}"
    )
    page.goto(host[1])
    return page.frames[1]


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize("has_script", [True, False])
def test_the_site_around_it_learns_nothing(
    browser: Browser, address: str, host: tuple[Path, str], card: str, element: str, has_script: bool
) -> None:
    context = browser.new_context(java_script_enabled=has_script)
    page, asked = context.new_page(), list[tuple[str, str | None]]()
    page.on("request", lambda request: asked.append((request.url, request.headers.get("referer"))))
    frame = shown(page, host, ELEMENTS[element].format(url=f"{address}/{card}"))
    before = page.evaluate(LEARNED) if has_script else None

    frame.evaluate("scrollTo(0, 500)")
    if has_script and "offline" in card and element == "plain":
        calm_start(frame)
        assert page.evaluate(LEARNED)[:4] == before[:4] if before else False
    elif has_script:
        assert page.evaluate(LEARNED) == before

    frame_requests = [url for url, _ in asked if not url.startswith((host[1], "data:"))]
    assert frame_requests == [f"{address}/{card.partition('#')[0]}"]
    assert frame.locator("a[href='tel:911']").first.is_visible()
    assert frame.evaluate("document.documentElement.scrollWidth") <= 340
    context.close()


def test_links_of_a_card_open_beside_the_host_and_tell_nothing(site: Path) -> None:
    for path in sorted((site / "cards").rglob("*.html")):
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        assert tree.css_first("script") is None, path
        links = [link.attributes for link in tree.css("article a[href]")]
        assert links
        for link in links:
            href = link["href"] or ""
            assert href.startswith(("tel:", "sms:")) or "noreferrer" in (link.get("rel") or ""), (path, href)
            assert "://" in href or href.startswith(("tel:", "sms:")) or link.get("target") == "_blank", (path, href)


def test_every_line_to_paste_leads_to_what_may_be_framed(site: Path) -> None:
    page = LexborHTMLParser((site / "embed/index.html").read_text(encoding="utf-8"))
    lines = [LexborHTMLParser(node.text()) for node in page.css(".embed-line")]

    leads = [(line.css_first("iframe").attributes["src"] or "").partition("#")[0] for line in lines]  # type: ignore[union-attr]
    assert leads == [line.css_first("a").attributes["href"].partition("#")[0] for line in lines]  # type: ignore[union-attr]
    names = {lead.removeprefix("https://stepwell.example/") for lead in leads}
    cards = {path.parent.relative_to(site).as_posix() + "/" for path in (site / "cards").rglob("index.html")}
    assert names == cards | {"guide/offline.html", "guides/intensive-outpatient/offline.html"}
