"""Follow every link as hosts that take no configuration do, such as GitHub Pages: no headers, names without ".html"."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest

from tests.site.test_pages import href_of, pages_of, tree_of
from tests.site.workbench import STAND_INS


@dataclass(frozen=True)
class Sent:
    """What such a host sends: a file of the site, with a number, from an address that it may have led to."""

    status: int
    name: str
    address: str


def sent(site: Path, address: str) -> Sent:
    """Answer as GitHub Pages does: the file, the file with ".html", the folder behind a redirect, or 404.html."""
    name = unquote(address).lstrip("/")
    if not name or name.endswith("/"):
        name += "index.html"
    elif not (site / name).is_file() and (site / f"{name}.html").is_file():
        name += ".html"
    elif (site / name).is_dir():
        return sent(site, f"{address}/")
    # Jekyll, which works there where no .nojekyll forbids it, publishes none of these.
    is_dropped = any(part.startswith(("_", ".", "#")) or part.endswith("~") for part in name.split("/"))
    is_there = (site / name).is_file() and not is_dropped
    return Sent(200, name, address) if is_there else Sent(404, "404.html", address)


def test_every_link_of_every_page_leads_to_a_page_and_all_that_it_loads_comes(built_site: Path) -> None:
    for name, tree in pages_of(built_site).items():
        for node in tree.css("a[href], link[href], [src], [data-leave], [data-find]"):
            for key in ("href", "src", "data-leave", "data-find"):
                link = node.attributes.get(key)
                address = "" if link is None else urldefrag(urljoin(f"/{name}", link))[0]
                if address.startswith("/"):
                    assert sent(built_site, address).status == 200, (name, link)


@pytest.mark.parametrize("name", ["levels", "levels/residential", "guide/offline", "error", "guide"])
def test_an_address_without_its_end_leads_to_its_page_and_on_from_there(built_site: Path, name: str) -> None:
    answer = sent(built_site, f"/{name}")

    assert answer.status == 200
    assert answer.name in (f"{name}/index.html", f"{name}.html")
    for node in tree_of(built_site / answer.name).css("a[href]"):
        address = urldefrag(urljoin(answer.address, href_of(node)))[0]
        assert not address.startswith("/") or sent(built_site, address).status == 200, address


@pytest.mark.parametrize("address", ["/nowhere", "/levels/nowhere/", "/_headers", "/.stepwell", "/a/b/c.html"])
def test_a_wrong_address_shows_help_and_leads_back(built_site: Path, address: str) -> None:
    answer = sent(built_site, address)

    assert (answer.status, answer.name) == (404, "404.html")


def test_no_page_needs_a_header(built_site: Path) -> None:
    for name, tree in pages_of(built_site).items():
        assert tree.css_first('meta[http-equiv="Content-Security-Policy"]') is not None, name
        assert tree.css_first('meta[name="referrer"][content="no-referrer"]') is not None, name
        assert tree.css_first("meta[charset]") is not None, name


@pytest.mark.parametrize("name", STAND_INS)
def test_what_stands_in_for_a_page_calls_and_leads_home_from_any_depth(built_site: Path, name: str) -> None:
    tree = tree_of(built_site / name)

    calls = {href_of(node): node.text() for node in tree.css("#help-bar a")}
    assert (calls["tel:911"], calls["tel:988"], calls["sms:988"]) == ("Call 911", "Call 988", "Text 988")
    links = {urljoin("/a/b/c/d", href_of(node)) for node in tree.css("main a[href]")}
    assert "/" in links
