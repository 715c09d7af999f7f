"""See a page as a messenger shows it before anybody opens it, and the site as a search engine lists it."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.page_kinds import ENTRY, GO, GUIDE, LEVEL, OUTCOME, SOURCE, Found, file_at
from generator.pages import Page
from generator.problems import Problems
from generator.project import open_project
from generator.site.building import files_of, frame_of
from generator.site.frame import Frame
from generator.site.memory import Memory
from generator.site.previews import PLAIN_PICTURE
from generator.typesetting import Typesetter
from tests.conftest import ROOT, TODAY, opened, proven
from tests.site.workbench import SMALL

URL = "https://example.org/kb/"
LASTMOD = "{http://www.sitemaps.org/schemas/sitemap/0.9}lastmod"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@cache
def frame(url: str = URL, *, draws: bool = False) -> Frame:
    project = replace(opened(), settings=replace(opened().settings, url=url))
    return frame_of(project, proven(), pictures=draws)


@cache
def small_files(url: str, *, pictures: bool = False) -> Mapping[str, bytes]:
    project = open_project(SMALL, Problems(), today=TODAY)
    project = replace(project, settings=replace(project.settings, url=url))
    problems = Problems()
    assert project.verified is not None
    files = files_of(project, project.verified, problems, Memory(), pictures=pictures)
    assert problems.found == []
    return files


def page_at(address: str) -> Page:
    return next(page for page in frame().site.pages if page.address == address)


def announced(page: Page) -> dict[str, str]:
    """Give what a messenger reads of a page, by its names."""
    tree = LexborHTMLParser(frame().framed(page))
    found = tree.css('meta[property^="og:"], meta[name^="twitter:"]')
    return {
        node.attributes.get("property") or node.attributes["name"] or "": node.attributes["content"] or ""
        for node in found
    }


def test_a_level_is_announced_by_its_name() -> None:
    assert announced(page_at("levels/residential/")) == {
        "og:type": "website",
        "og:title": "Residential treatment",
        "og:description": page_at("levels/residential/").description,
        "og:url": f"{URL}levels/residential/",
        "og:image": f"{URL}{PLAIN_PICTURE}",
        "og:image:width": "1200",
        "og:image:height": "630",
        "twitter:card": "summary_large_image",
    }


def test_a_card_is_announced_like_any_page_that_is_sent() -> None:
    said = announced(page_at("cards/residential/"))

    assert said["og:title"] == page_at("cards/residential/").title
    assert said["og:url"] == f"{URL}cards/residential/"
    assert said["og:image"] == f"{URL}{PLAIN_PICTURE}"


def test_a_short_address_is_announced_as_what_it_leads_to() -> None:
    said = announced(page_at("go/residential/"))

    assert said["og:title"] == "Residential treatment"
    assert said["og:url"] == f"{URL}go/residential/"


@pytest.mark.parametrize(
    "address",
    [
        *("guide/", "guide/plain/", "guide/sheet/", "guide/overdose/", "safety/", "tonight/"),
        *("go/leaving-residential/", "guide/offline.html", "cards/help-now/"),
    ],
)
def test_nothing_is_told_of_a_page_that_would_tell_of_its_reader(address: str) -> None:
    words, page = opened().verified, page_at(address)
    assert words is not None
    said = announced(page)

    assert said["og:title"] == words.base.words.previews.title
    assert said["og:description"] == words.base.words.previews.description
    assert said["og:image"] == f"{URL}{PLAIN_PICTURE}"


def test_nothing_is_told_where_a_short_address_leads_to_such_a_page() -> None:
    sites = {page.address: page for page in frame().site.pages}
    leading = [page for page in sites.values() if page.kind is GO]
    neutral = frame().site.words.previews.title

    assert {sites[page.leads_to or ""].kind for page in leading} >= {GUIDE, OUTCOME, LEVEL}
    for page in leading:
        target = sites[page.leads_to or ""]
        is_discreet = target.kind in (GUIDE, OUTCOME, ENTRY) or target.address in ("safety/", "tonight/")
        assert (announced(page)["og:title"] == neutral) is is_discreet, page.address


def test_without_an_address_of_the_site_a_page_grows_by_its_icon_alone() -> None:
    for page in frame("").site.pages:
        html = frame("").framed(page)
        icon = re.findall("<link rel=apple-touch-icon[^>]*>\n?", html)

        assert 'property="og:' not in html
        assert all(len(tag) <= 60 for tag in icon) or page.kind is SOURCE  # the deepest
        assert len(icon) == (0 if page.kind.may_be_framed else 1)
    assert not {"sitemap.xml", "robots.txt", PLAIN_PICTURE} & small_files("").keys()
    assert "assets/icon.png" in small_files("")


def test_a_preview_is_a_part_of_what_a_page_is_remembered_by() -> None:
    page = page_at("levels/residential/")

    assert frame().key_of_page(page) != frame(draws=True).key_of_page(page)
    assert frame().key_of_page(page_at("safety/")) == frame(draws=True).key_of_page(page_at("safety/"))


def test_search_engines_get_every_page_that_may_be_found_and_no_other() -> None:
    files = small_files("https://example.org/")
    listed = {
        entry.findtext(LOC): entry.findtext(LASTMOD) for entry in ElementTree.fromstring(files["sitemap.xml"].decode())
    }

    assert "https://example.org/" in listed
    assert not [address for address in listed if address and ("/go/" in address or "404" in address)]
    assert files["robots.txt"] == b"User-agent: *\nDisallow:\nSitemap: https://example.org/sitemap.xml\n"
    assert "robots.txt" not in small_files("https://example.org/kb/")
    pages = [page for page in frame().site.pages if page.kind.found is not Found.NEVER and page.leads_to is None]
    assert {page.kind for page in pages}.isdisjoint({OUTCOME, GO})
    assert {page.written for page in pages if page.kind is LEVEL} != {None}


def test_each_page_that_is_sent_has_a_picture_where_that_is_asked_for() -> None:
    files = small_files(URL, pictures=True)
    drawn = {name for name in files if name.startswith("assets/previews/")}
    shown = {
        node.attributes["content"]
        for name, content in files.items()
        if name.endswith(".html")
        for node in LexborHTMLParser(content.decode()).css('meta[property="og:image"]')
    }

    assert {f"{URL}{name}" for name in drawn} | {f"{URL}{PLAIN_PICTURE}"} == shown
    assert all(shape_of(files[name]) == (1200, 630, 4, 3) for name in drawn)
    assert file_at("guide/") in files
    assert not [name for name in drawn if "guide" in name or "safety" in name]


def test_a_picture_that_is_remembered_is_not_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    residential = {"levels/residential/": page_at("levels/residential/")}
    announcing = replace(frame(draws=True).announcing, pages=residential)
    memory = Memory()
    first = dict(announcing.drawn(memory))
    monkeypatch.setattr("generator.site.previews.Typesetter", None)

    assert dict(announcing.drawn(memory)) == first
    assert list(first) == ["assets/previews/residential.png"]


@pytest.mark.parametrize(
    ("name", "template", "shape"),
    [("icon.png", "icon", (180, 180, 4, 3)), ("preview.png", "preview", (1200, 630, 4, 3))],
)
def test_the_pictures_that_ship_are_those_of_their_templates(
    name: str, template: str, shape: tuple[int, ...], request: pytest.FixtureRequest
) -> None:
    path = ROOT / "generator/theme/assets" / name
    made = Typesetter().picture(template, {"title": "", "site": "", "language": "en"})
    if request.config.getoption("--update-golden"):
        path.write_bytes(made)

    # The same pixels: another zlib packs them in other bytes.
    assert pixels_of(path.read_bytes()) == pixels_of(made)
    assert shape_of(made) == shape
    assert len(made) < 3000


def shape_of(png: bytes) -> tuple[int, ...]:
    """Give the width, the height, the bits of a pixel and the kind of a picture: 3 is one with a palette."""
    return struct.unpack(">IIBB", png[16:26])


def pixels_of(png: bytes) -> bytes:
    at = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[at - 4 : at])
    return zlib.decompress(png[at + 4 :][:length])
