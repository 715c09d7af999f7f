"""Every address and anchor that the checks know before a page is made is there once it is made, and no other."""

from __future__ import annotations

import datetime
from pathlib import Path

import markdown
import pytest

from generator.checks.addresses import addresses_of, headings_of
from generator.model.prose import ProseHead, ProsePage
from generator.page_kinds import SOURCE
from generator.pages import render_site
from generator.problems import Place, Problems, Text
from generator.project import open_project
from tests.partial import partial

ROOT = Path(__file__).parents[1]
PROJECTS = [ROOT, *(path.parent for path in sorted((ROOT / "tests/cases/_valid").glob("*/levels.yaml")))]


@pytest.mark.parametrize("root", PROJECTS, ids=lambda root: root.name)
def test_the_addresses_are_those_of_the_pages(root: Path) -> None:
    project = open_project(root, Problems(), today=datetime.date(2026, 11, 28))
    assert project.verified is not None

    made = render_site(project.verified).pages
    pages = {page.address for page in made if page.kind is not SOURCE and not page.kind.stands_in}

    assert addresses_of(project.verified.base).pages == pages


def page_of(body: str) -> ProsePage:
    return ProsePage("content/a.md", "a/", partial(ProseHead), Text(body, place=Place("content/a.md", 1, 1)))


BODIES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "content").glob("*.md"))]
ODD = "# A *b* & c\n\n## 1. Naïve: “x” — y_z __w__\n\n### [Link](/x/) `code` #\n\n#### Two  spaces - and -- dashes\n"


@pytest.mark.parametrize("body", [*BODIES, ODD])
def test_anchors_of_headings_are_those_that_markdown_makes(body: str) -> None:
    body = body.split("---", 2)[2] if body.startswith("---") else body
    reader = markdown.Markdown(extensions=["toc", "tables", "sane_lists"])
    html = reader.convert(body)

    anchors = [anchor for anchor, _ in headings_of(page_of(body))]

    assert anchors
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in html] == []
    assert html.count("<h") - html.count("<hr") == len(anchors)
