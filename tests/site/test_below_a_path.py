"""Publish the site below a path, as https://example.org/kb/: every page and link holds, behind a real server too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site.test_hosting import addresses, by_the_rules, ours, rules_of
from tests.site.web_servers import ask, find, serving
from tests.site.workbench import SMALL, copy_project, stepwell

BELOW = {
    "~^(?<page>/.*)$        $page;": "~^/kb(?<page>/.*)$ $page;",
    "error_page 404 /404.html;": "error_page 404 /kb/404.html;",
    " /error.html;": " /kb/error.html;",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that holds the site in its folder kb."""
    into = tmp_path_factory.mktemp("below")
    project = copy_project(into / "project", of=SMALL)
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("site_url: https://example.org/kb/\n")
    done = stepwell("build", "--project", project, "--out", into / "served/kb")
    assert done.returncode == 0, done.stderr
    return into / "served"


@pytest.fixture(scope="module")
def server(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if find("nginx") is None:
        pytest.skip("nginx is not installed")
    with serving("nginx", folder, tmp_path_factory.mktemp("nginx"), BELOW) as address:
        yield address


def test_every_page_gets_its_headers(server: str, folder: Path) -> None:
    rules = rules_of(folder / "kb")

    for path in addresses(folder / "kb"):
        answer = ask(f"{server}/kb/{path}")
        assert answer.status == 200, path
        assert ours(answer) == by_the_rules(rules, f"/kb/{path}"), path


@pytest.mark.parametrize("path", ["kb/nowhere", "kb/levels/nowhere/", "kb/guide/a/b/c"])
def test_the_page_for_a_wrong_address_leads_back_at_any_depth(server: str, folder: Path, path: str) -> None:
    answer = ask(f"{server}/{path}")

    assert answer.status == 404
    links = {urljoin(f"{server}/{path}", link) for link in _links(answer.body)}
    assert f"{server}/kb/guide/" in links
    for link in links:
        assert ask(link).status == 200, link


def test_the_page_for_what_a_server_refuses_leads_back_too(server: str) -> None:
    answer = ask(f"{server}/kb/guide/", "POST")

    assert answer.status == 405
    assert f"{server}/kb/" in {urljoin(server, link) for link in _links(answer.body)}
    assert b'href="tel:999"' in answer.body


def test_search_engines_are_told_the_whole_address(folder: Path) -> None:
    page = LexborHTMLParser((folder / "kb/levels/index.html").read_text(encoding="utf-8"))

    assert page.css_first('link[rel="canonical"][href="https://example.org/kb/levels/"]') is not None
    sitemap = (folder / "kb/sitemap.xml").read_text(encoding="utf-8")
    assert "<loc>https://example.org/kb/safety/</loc>" in sitemap


def _links(html: bytes) -> list[str]:
    nodes = LexborHTMLParser(html.decode()).css("a[href], link[rel=stylesheet], script[src]")
    links = [node.attributes.get("href") or node.attributes.get("src") or "" for node in nodes]
    return [link for link in links if not link.startswith(("#", "tel:", "sms:", "https://", "http://"))]
