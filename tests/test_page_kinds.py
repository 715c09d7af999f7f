"""Hold the table of kinds of page against itself, and against all that must not know a kind by another way."""

from __future__ import annotations

import ast
import dataclasses
import re
import shutil
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from generator import page_kinds
from generator.model.entry import RESERVED_IDS
from generator.page_kinds import GUIDES, PAGE_KINDS, PROBLEMS, PageKind, file_at, kept_addresses
from tests.problem_ids import GENERATOR
from tests.signed import SIGNED
from tests.test_cases import SMALL, said

EVERY_KIND = (*PAGE_KINDS, PROBLEMS)
MADE = [kind for kind in PAGE_KINDS if kind.is_made]
MODULES = sorted(path for path in GENERATOR.rglob("*.py") if path.name != "page_kinds.py")
TEMPLATES = sorted([*GENERATOR.glob("theme/**/*.html"), *GENERATOR.glob("pages/*/*.jinja")])
# A link of a card, which is words, and the names of two items in a form of FHIR.
NO_ADDRESS_OF_OURS = {"levels/", "guide/not-advice", "guide/outcome"}
PARTS = {"id": "made-up", "file": "content/made-up.yaml"}
EVERYWHERE = [guide.format(id="made-up") for guide in GUIDES]


def samples(kind: PageKind) -> list[str]:
    """Give an address of a kind, in each place where it may stand."""
    guides = EVERYWHERE if kind.belongs_to_guide else [""]
    return [kind.at(guide=guide, **PARTS) for guide in guides]


def test_every_kind_is_listed_once_under_its_own_name() -> None:
    defined = [value for value in vars(page_kinds).values() if isinstance(value, PageKind)]
    ids = [kind.id for kind in EVERY_KIND]

    assert sorted(ids) == sorted(set(ids))
    assert {id(kind) for kind in defined} == {id(kind) for kind in EVERY_KIND}


@pytest.mark.parametrize("kind", PAGE_KINDS, ids=lambda kind: kind.id)
def test_an_address_is_home_a_folder_or_one_file(kind: PageKind) -> None:
    for address in samples(kind):
        assert kind.holds(address)
        assert not address.startswith("/")
        assert file_at(address) in (f"{address}index.html", address)


def test_no_two_kinds_share_an_address_but_those_of_levels_and_what_is_sent() -> None:
    shared = {
        (one.id, other.id)
        for one, other in permutations(MADE, 2)
        if any(one.holds(address) for address in samples(other)) and not is_kept_from(one, other)
    }

    assert shared == {("level", "kind"), ("kind", "level"), ("entry", "go"), ("go", "entry")}
    assert dataclasses.replace(page_kinds.LEVEL, id="kind") == page_kinds.KIND_OF_LEVEL


def is_kept_from(one: PageKind, other: PageKind) -> bool:
    """Tell whether `one` could stand at the addresses of `other` only with an id that no entry may have."""
    names = {address.rstrip("/").rpartition("/")[2] for address in samples(other)}
    return one.address.endswith("{id}/") and names <= RESERVED_IDS


def test_what_stands_beside_ids_is_no_id() -> None:
    assert page_kinds.names_beside_ids() == {"plain", "sheet", "offline"}
    assert page_kinds.names_beside_ids() <= RESERVED_IDS


def test_where_a_reader_answers_nothing_may_connect() -> None:
    assert {kind.id for kind in PAGE_KINDS if not kind.may_connect} == {
        "guide",
        "guide-plain",
        "offline",
        "staff",
        "card",
    }
    with pytest.raises(ValueError, match='"guide" is where a reader answers, so it may not connect'):
        dataclasses.replace(page_kinds.GUIDE, may_connect=True)


def test_no_page_of_a_guide_may_be_kept_and_none_that_somebody_was_sent_to() -> None:
    assert {kind.id for kind in PAGE_KINDS if kind.belongs_to_guide} | {"entry", "go"} == {
        kind.id for kind in PAGE_KINDS if not kind.may_be_kept
    }
    with pytest.raises(ValueError, match='"sheet" belongs to a guide, so no cache may keep it'):
        dataclasses.replace(page_kinds.SHEET, may_be_kept=True)


def test_only_the_guide_as_one_file_and_cards_may_be_framed() -> None:
    assert [kind.id for kind in PAGE_KINDS if kind.may_be_framed] == ["offline", "card"]


def strings_of(path: Path) -> Iterator[str]:
    """Give every text in the code of a module but its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_no_module_but_the_table_knows_an_address_of_ours(path: Path) -> None:
    ours = tuple(own for own in kept_addresses() if own != page_kinds.KEPT_FOLDER)

    known = {text for text in strings_of(path) if text.removeprefix("/").startswith(ours)}
    templates = {text for text in known if (GENERATOR / f"pages/{text}.html.jinja").is_file()}

    assert known - templates <= NO_ADDRESS_OF_OURS


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_no_module_tells_pages_apart_by_a_bare_word(path: Path) -> None:
    ids = {kind.id for kind in EVERY_KIND}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(side, ast.Attribute) and side.attr in ("kind", "id") for side in sides):
                words = {part.value for side in sides for part in ast.walk(side) if isinstance(part, ast.Constant)}
                assert not words & ids, ast.unparse(node)
        elif isinstance(node, ast.keyword) and node.arg == "kind":
            assert not (isinstance(node.value, ast.Constant) and node.value.value in ids), ast.unparse(node)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(GENERATOR).as_posix())
def test_no_template_tells_pages_apart_by_a_bare_word(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert "meta.kind" not in text
    assert re.findall(r"\bkind(?:\.id)? *(?:==|!=)|(?:page|stepwell)\.kind(?:\.id)? in\b", text) == []
    assert re.findall(r'data-kind="(?!\{\{)[^"]*"', text) == []


def test_styles_name_only_kinds_of_the_table() -> None:
    styles = [path.read_text(encoding="utf-8") for path in GENERATOR.rglob("style.css")]

    assert set(re.findall(r'data-kind="([^"]*)"', "".join(styles))) <= {kind.id for kind in PAGE_KINDS}


BY_HAND = """---
title: More
description: More on it.
written: 2026-11-22
review_due: 2027-11-22
reviewed: SIGNED
---

# More

More.
""".replace("SIGNED", SIGNED)


def names_by_hand() -> Iterator[str]:
    """Give each name of a file that would stand at an address that we make, or below one."""
    for address in (address for kind in MADE for address in samples(kind)):
        bare = address.removesuffix(".html").rstrip("/")
        for name in (bare, f"{bare}/index", f"{bare}/README", f"{bare}/more", bare.upper()):
            yield f"content/{name}.md"
    yield f"content/{page_kinds.KEPT_FOLDER}more.md"


@pytest.mark.parametrize("name", sorted(set(names_by_hand())))
def test_a_page_by_hand_at_or_below_any_made_address_is_refused_at_its_place(name: str, tmp_path: Path) -> None:
    root = project_with(tmp_path, name)

    text = said(root)

    if "." in name.removesuffix(".md"):
        assert text.startswith(f"{name}:1:1: error: "), text
        assert text.count("error:") == text.count("[unknown-file]") == 1
        return
    assert text.startswith(f"{name}:1:1: error: page has the address "), text
    assert text.count("error:") == text.count("[page-clash]") == 1
    assert re.search(r"\n  help: (rename the file|move the file out of content/[\w/.-]+/)\n", text)


@pytest.mark.parametrize("name", ["about/team", "about/index", "about/scorecards", "guidelines", "search-help", "404s"])
def test_a_page_by_hand_beside_them_is_not(name: str, tmp_path: Path) -> None:
    assert said(project_with(tmp_path, f"content/{name}.md")) == ""


def project_with(folder: Path, name: str) -> Path:
    """Make the smallest project with one page more."""
    root = Path(shutil.copytree(SMALL, folder / "project"))
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(BY_HAND, encoding="utf-8")
    return root
