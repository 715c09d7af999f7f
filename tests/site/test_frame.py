"""A link is a value until its page is written: where it leads depends on the page, the file and the address."""

from __future__ import annotations

import re
from html import unescape

import pytest

from generator.page_kinds import FAILED, HOME, LEVEL, NOT_FOUND, OFFLINE, PageKind
from generator.pages import Page, Site
from generator.pages.links import link_to
from generator.problems import Place
from generator.reading import shipped_words
from generator.settings import Settings
from generator.site.frame import Frame
from generator.site.theme import Theme

KB = "https://example.org/kb/"


def written(kind: PageKind, address: str, url: str, *, title: str = "A", leads_to: str = "safety/#call") -> str:
    page = Page(address, title, title, f"<h1>A</h1><p><a {link_to(leads_to)}>B</a></p>", Place("", 1, 1), kind)
    site = Site((page,), "", (), "https://example.org/", shipped_words())
    return Frame(site, Settings(url=url), Theme(), frozenset()).framed(page)


@pytest.mark.parametrize(
    ("kind", "address", "url", "link"),
    [
        (HOME, "", "", '<a href="./safety/#call">'),
        (LEVEL, "levels/a/", "", '<a href="../../safety/#call">'),
        (LEVEL, "levels/a/", KB, '<a href="../../safety/#call">'),
        (NOT_FOUND, "404.html", "", '<a href="/safety/#call">'),
        (FAILED, "error.html", "", '<a href="/safety/#call">'),
        (NOT_FOUND, "404.html", KB, '<a href="/kb/safety/#call">'),
        (OFFLINE, "guide/offline.html", "", "<a >"),
        (OFFLINE, "guide/offline.html", KB, f'<a href="{KB}safety/#call" target="_blank" rel="noreferrer noopener">'),
    ],
)
def test_a_link_leads_from_where_its_page_stands(kind: PageKind, address: str, url: str, link: str) -> None:
    assert f"<p>{link}B</a>" in written(kind, address, url)


def test_a_link_home_is_no_empty_address() -> None:
    assert '<p><a href="./">B</a>' in written(HOME, "", "", leads_to="")


@pytest.mark.parametrize("title", ["</title><script>", '" onload="x', "A & B", "<b>x</b>", "Tom's {{ page }}"])
def test_a_title_is_words_and_takes_no_page_apart(title: str) -> None:
    html = written(LEVEL, "levels/a/", "", title=title)

    assert html.count("<script") == 1  # that of "Leave this page"
    [said] = re.findall(r"<title>(.*?)</title>", html)
    assert "<" not in said
    assert unescape(said) == f"{title} · Stepwell"


def test_a_page_becomes_the_same_text_each_time() -> None:
    assert written(LEVEL, "levels/a/", KB) == written(LEVEL, "levels/a/", KB)
