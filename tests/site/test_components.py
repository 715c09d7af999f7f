"""Hold the style of every page against what stands in it: nothing is lost, and nothing stands there for nobody."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.model.prose import ProseHead, ProsePage
from generator.page_kinds import HOME
from generator.pages import Page, Site
from generator.pages.components import BASE, COMPONENTS, FOLDER, PAPER, component
from generator.pages.environment import BrokenTemplate
from generator.pages.written import article_of
from generator.problems import Place, Text
from generator.reading import shipped_words
from generator.settings import Settings
from generator.site.frame import Frame
from generator.site.theme import Theme
from tests.partial import partial
from tests.selectors import fits, selectors_in

THEME = Path(__file__).parents[2] / "generator" / "theme"
ALWAYS = {BASE, PAPER}
HERE = Place("", 1, 1)


@cache
def styles() -> dict[str, str]:
    return Theme().styles


@cache
def selectors_of(name: str) -> tuple[str, ...]:
    return tuple(selectors_in(styles()[name]))


def pages_in(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def style_in(html: str) -> str:
    [style] = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    return str(style)


def components_in(style: str) -> list[str]:
    return [name for name in COMPONENTS if styles()[name] in style]


def test_a_page_has_the_sum_of_the_styles_of_its_components(built_site: Path) -> None:
    for path in pages_in(built_site):
        style = style_in(path.read_text(encoding="utf-8"))
        assert style == "".join(styles()[name] for name in components_in(style)), path


def test_no_page_lacks_the_style_of_what_stands_in_it(built_site: Path) -> None:
    for path in pages_in(built_site):
        html = path.read_text(encoding="utf-8")
        tree, held = LexborHTMLParser(html), components_in(style_in(html))
        lacking = [
            (name, selector)
            for name in COMPONENTS
            if name not in held
            for selector in selectors_of(name)
            if fits(tree, selector)
        ]
        assert lacking == [], path


def test_no_page_has_a_style_of_what_does_not_stand_in_it(built_site: Path) -> None:
    for path in pages_in(built_site):
        html = path.read_text(encoding="utf-8")
        tree = LexborHTMLParser(html)
        for name in components_in(style_in(html)):
            assert name in ALWAYS or any(fits(tree, selector) for selector in selectors_of(name)), (path, name)


def test_every_component_stands_in_some_page(built_site: Path) -> None:
    held = {name for path in pages_in(built_site) for name in components_in(style_in(path.read_text("utf-8")))}

    # No line is down, and no organization runs the shipped site.
    assert set(COMPONENTS) - {"notice", "programs", "local", "organization"} == held


def test_every_style_stands_in_a_component_of_the_register() -> None:
    folders = [path.parent for root in (FOLDER, THEME) for path in root.glob("**/style.css")]

    assert sorted(folder.name for folder in folders) == sorted(COMPONENTS)
    assert {folder.parent for folder in folders} == {FOLDER, THEME}


def test_a_component_that_no_one_knows_is_refused_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "frame.html").write_text('<dl{{ component("glanse") }}></dl>', encoding="utf-8")

    with pytest.raises(BrokenTemplate, match=r'frame\.html:1: "glanse" is no component'):
        framed("<h1>A</h1>", Theme(tmp_path))


def framed(html: str, theme: Theme) -> str:
    page = Page("", "A", "A", html, HERE, HOME)
    site = Site((page,), "", (), "https://example.org/", shipped_words())
    return Frame(site, Settings(), theme, frozenset()).framed(page)


def test_a_component_brings_its_style_from_wherever_it_is_embedded_and_leaves_no_mark() -> None:
    inner = f'<dl class="glance"{component("glance")}></dl>'
    html = framed(f"<h1>A</h1><div>{inner}{inner}</div>", Theme())

    assert html.count(styles()["glance"]) == 1
    assert '<dl class="glance"></dl><dl class="glance"></dl>' in html


def test_a_theme_of_its_own_changes_the_style_of_one_component(tmp_path: Path) -> None:
    (tmp_path / "glance").mkdir()
    (tmp_path / "glance/style.css").write_text(".glance { margin: 1px }\n@page { margin: 2cm }\n", encoding="utf-8")

    style = style_in(framed(f'<h1>A</h1><dl class="glance"{component("glance")}></dl>', Theme(tmp_path)))

    assert ".glance{margin:1px}@page{margin:2cm}" in style
    assert styles()["glance"] not in style
    assert style.startswith(styles()[BASE])


def test_a_theme_of_its_own_may_bring_one_sheet_in_the_place_of_all(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/stepwell.css").write_text("@font-face { font-family: A }\nh1 { margin: 0 }\n", encoding="utf-8")
    theme = Theme(tmp_path)

    assert style_in(framed("<h1>A</h1>", theme)) == "@font-face{font-family:A}h1{margin:0}"
    assert "assets/stepwell.css" not in dict(theme.assets())


def test_a_table_of_markdown_brings_its_style() -> None:
    page = ProsePage("content/a.md", "a/", partial(ProseHead), Text("| A |\n| --- |\n| B |\n", place=HERE))

    style = style_in(framed(f"<h1>A</h1>{article_of(page, {})}", Theme()))

    assert styles()["table"] in style
