"""Hold every page of the built site against its row in the table of kinds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.model.entry import RESERVED_IDS
from generator.page_kinds import (
    CARD,
    FAILED,
    GUIDE,
    NOT_FOUND,
    OF_ORGANIZATIONS,
    OFFLINE,
    PAGE_KINDS,
    Found,
    PageKind,
    file_at,
)
from generator.problems import Problems
from generator.site.frame import Frame
from generator.site.inspection import inspect
from tests.site.test_hosting import by_the_rules, rules_of
from tests.site.test_pages import pages_of, tree_of
from tests.site.workbench import ROOT

_POLICY = 'meta[http-equiv="Content-Security-Policy"]'


def test_the_site_holds_the_files_of_its_kinds_and_each_kind_has_a_page(built_site: Path, frame: Frame) -> None:
    assert frame.site.kinds().keys() == pages_of(built_site).keys()
    assert set(frame.site.kinds().values()) == set(PAGE_KINDS) - set(OF_ORGANIZATIONS)


def test_each_page_has_exactly_one_kind(built_site: Path, frame: Frame) -> None:
    for name, tree in pages_of(built_site).items():
        [main] = tree.css("[data-kind]")
        kind = frame.site.kinds()[name]
        # The guide as one file looks like the guide.
        assert main.attributes["data-kind"] == (GUIDE.id if kind is OFFLINE else kind.id), name
        assert [one for one in PAGE_KINDS if stands(one, name)] == [kind], name


def stands(kind: PageKind, name: str) -> bool:
    """Tell whether a file may hold a page of a kind: by its address, and where two kinds share one by its words."""
    address = name.removesuffix("index.html")
    last = address.removesuffix(".html").rstrip("/").rpartition("/")[2]
    if not kind.holds(address) or file_at(address) != name or (kind.address.endswith("{id}/") and last in RESERVED_IDS):
        return False
    if not kind.is_made:
        return not any(stands(other, name) for other in PAGE_KINDS if other.is_made)
    if kind.id in ("level", "kind"):
        levels = (ROOT / "levels.yaml").read_text(encoding="utf-8")
        is_kind = re.search(rf"^ {{10,}}- id: {last}$", levels, re.MULTILINE) is not None
        return kind.id == ("kind" if is_kind else "level")
    if kind.id in ("entry", "go"):
        is_entry = f"- id: {last}\n" in (ROOT / "content/entries.yaml").read_text(encoding="utf-8")
        return kind.id == ("entry" if is_entry else "go")
    return True


def test_a_page_may_connect_be_kept_and_be_framed_as_its_kind_says(built_site: Path, frame: Frame) -> None:
    rules = rules_of(built_site)
    for name, kind in frame.site.kinds().items():
        policy = tree_of(built_site / name).css_first(_POLICY)
        assert policy is not None, name
        may_connect = "connect-src 'self'" in (policy.attributes["content"] or "")
        assert (may_connect, "connect-src 'none'" in (policy.attributes["content"] or "")) == (
            kind.may_connect,
            not kind.may_connect,
        ), name
        headers = by_the_rules(rules, f"/{name.removesuffix('index.html')}")
        assert headers["cache-control"] == ("no-cache" if kind.may_be_kept else "no-store"), name
        assert (headers["content-security-policy"] == "frame-ancestors *") == kind.may_be_framed, name


def test_a_page_is_narrow_and_has_the_scripts_that_its_kind_says(built_site: Path, frame: Frame) -> None:
    for name, tree in pages_of(built_site).items():
        kind = frame.site.kinds()[name]
        scripts = [node.attributes.get("src") or "" for node in tree.css("script")]
        assert (tree.css_first("main.narrow") is not None) == kind.is_narrow, name
        has_table = tree.css_first('script[type="application/json"]') is not None
        assert has_table == kind.runs_guide, name
        assert any("guide.js" in script for script in scripts) == (kind is GUIDE), name


def test_the_menu_of_every_page_is_that_of_the_words(built_site: Path, frame: Frame) -> None:
    wanted = [(f"/{link.page}", str(link.say)) for link in frame.site.words.menu if link.page in frame.site.addresses()]
    assert len(wanted) >= 5
    for name, tree in pages_of(built_site).items():
        if frame.site.kinds()[name] not in (OFFLINE, CARD, NOT_FOUND, FAILED):
            links = [
                (urljoin(f"/{name}", node.attributes["href"] or ""), node.text()) for node in tree.css("nav#menu a")
            ]
            assert links == wanted, name


def test_search_finds_the_pages_whose_kind_is_found(built_site: Path, frame: Frame) -> None:
    index = json.loads((built_site / "assets/search.json").read_text(encoding="utf-8"))
    kinds = frame.site.kinds()

    found = {file_at(address): is_later for address, _, _, is_later in index["pages"]}

    left_out = {"general-knowledge/index.html"}
    assert found.keys() == {name for name, kind in kinds.items() if kind.found is not Found.NEVER} - left_out
    assert {name for name, is_later in found.items() if not is_later} == {
        name for name in found if kinds[name].found is Found.FIRST
    }


@pytest.mark.parametrize("name", ["guide/index.html", "guide/plain/index.html", "guide/offline.html"])
@pytest.mark.parametrize("policy", ["connect-src 'self'", "connect-src *", ""])
def test_a_page_where_a_reader_answers_that_may_connect_is_not_published(
    built_site: Path, frame: Frame, name: str, policy: str
) -> None:
    text = (built_site / name).read_text(encoding="utf-8").replace("connect-src 'none'", policy)
    text = text if policy else text.replace("default-src 'none'", "default-src 'none' *")
    problems = Problems()

    inspect({name: text.encode()}, frame, problems)

    said = [problem.message for problem in problems if problem.place.file == f"site/{name}"]
    assert "does not forbid what it does not need (its content security policy is not ours)" in said
    assert LexborHTMLParser(text).css_first(_POLICY) is not None


def test_no_page_may_send_a_form(built_site: Path) -> None:
    for name, tree in pages_of(built_site).items():
        for node in tree.css(_POLICY):
            assert "form-action 'none'" in (node.attributes["content"] or ""), name
