"""A site says of itself what was signed off: nothing while nobody has, a part, or all of it, and never the contrary."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.problems import Problems
from generator.project import open_project
from generator.site.building import files_of
from generator.site.memory import Memory
from tests.conftest import ROOT, TODAY
from tests.signed import sign_everything

MORE = "It also shows something that nobody has reviewed as it is now."
UNSIGNED = re.compile(
    r"no clinician has|not yet reviewed by|nobody has (called|reviewed)|nobody called|has not been (called|checked)",
    re.I,
)


def project_in(folder: Path) -> Path:
    shutil.copytree(ROOT / "content", folder / "content")
    for name in ("levels.yaml", "decision_tree.yaml", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def said_in(root: Path) -> dict[str, str]:
    """Give the words of every page but those that show a file."""
    problems = Problems()
    project = open_project(root, problems, today=TODAY)
    assert project.verified is not None, problems.found
    files = files_of(project, project.verified, problems, Memory())
    pages = {name: content for name, content in files.items() if name.endswith(".html") and "source/" not in name}
    trees = {name: LexborHTMLParser(content.decode()) for name, content in pages.items()}
    return {name: " ".join(tree.body.text().split()) for name, tree in trees.items() if tree.body is not None}


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project_in(tmp_path_factory.mktemp("signed") / "project")
    sign_everything(root, TODAY)
    return root


def test_where_all_is_signed_no_page_says_that_nobody_looked(signed: Path) -> None:
    said = said_in(signed)

    left = {name: found[0] for name, text in said.items() if (found := UNSIGNED.search(text))}
    assert len(said) > 200
    assert left == {}
    assert [name for name, text in said.items() if MORE in text] == []
    assert "Named people have reviewed all of this site, as it reads now." in said["index.html"]
    assert "Somebody has called each help line to check it." in said["about/index.html"]


def test_what_changed_is_said_on_its_page_and_where_another_page_shows_it(signed: Path, tmp_path: Path) -> None:
    root = shutil.copytree(signed, tmp_path / "project")
    page, contacts = root / "content/general-knowledge.md", root / "content/contacts.yaml"
    page.write_text(page.read_text(encoding="utf-8") + "\nA new sentence stands here.\n", encoding="utf-8")
    safety = root / "content/safety.yaml"
    warning = safety.read_text(encoding="utf-8")
    safety.write_text(warning.replace("If you take one of these, keep it", "Keep it", 1), encoding="utf-8")
    text = contacts.read_text(encoding="utf-8")
    contacts.write_text(text.replace("short_name: Poison Help", "short_name: Poison", 1), encoding="utf-8")

    said = said_in(root)

    assert re.search(r"reviewed a part of this site: (\d+) of its (\d+) pieces", said["index.html"])
    assert "reviewed an earlier wording" in said["general-knowledge/index.html"]
    assert MORE in said["safety/index.html"]
    assert MORE in said["guide/index.html"]
    assert MORE in said["guide/overdose/index.html"]
    assert MORE not in said["cost/index.html"]
    assert "called a part of the help lines to check them: 14 of 15." in said["about/index.html"]


def test_shipped_site_says_that_nobody_has() -> None:
    said = said_in(ROOT)

    assert "No clinician has reviewed this site yet." in said["index.html"]
    assert "Nobody has called the phone numbers to check them." in said["about/index.html"]
    assert "Not yet reviewed by a clinician." in said["general-knowledge/index.html"]
