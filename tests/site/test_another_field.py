"""Build a project of another field of care and another country: no page says a word of the field that we began with."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.checks.names import texts_of
from generator.reading import shipped_words
from tests.site.workbench import ROOT, stepwell

PROJECT = ROOT / "tests/cases/_valid/back-pain"

OF_THE_FIELD = re.findall(
    r"\S+",
    "AACP addict alcohol ASAM benzodiazepine buprenorphine clozapine craving detox drink drug fentanyl gambl heroin "
    "lithium meds methadone naloxone naltrexone opioid overdos psychiatr psychos psychot recovery rehab relapse "
    "residential schizophren seizure sober stimulant Suboxone substance suicid trauma withdraw",
)
OF_THE_COUNTRY = re.findall(
    r"\S+",
    "711 741741 911 988 America behavioral Childhelp counselor county federal HIPAA hotline "
    "insur Lifeline Medicaid Medicare parity SAMHSA veteran weather.gov",
)
"""How words begin that only the project of this repository has reason to write; a number is the whole word."""

SAID = re.compile(
    "|".join(
        rf"(?<![^\W_]){re.escape(stem)}{'(?![0-9])' if stem.isdecimal() else ''}"
        for stem in (*OF_THE_FIELD, *OF_THE_COUNTRY)
    ),
    re.IGNORECASE,
)
NAME = re.compile("Stepwell", re.IGNORECASE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("back-pain") / "site"
    done = stepwell("build", "--project", PROJECT, "--out", out)
    assert done.returncode == 0, done.stderr
    assert "ways to answer proven" in done.stdout + done.stderr
    return out


def served(site: Path) -> Iterator[tuple[str, str]]:
    """Give each file that a browser or a host reads, with its text: pages, scripts, search, headers."""
    for path in sorted(
        path for path in site.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz", ".png")
    ):
        yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


def visible(page: str) -> str:
    """Give what a reader sees or hears of a page: its texts, and those of its attributes that are words."""
    tree = LexborHTMLParser(page)
    for node in tree.css("script, style, .embed-line, .made-up"):  # where nobody says it, the address is made up
        node.decompose()
    said = [value for node in tree.css("*") for name, value in node.attributes.items() if value and name not in HIDDEN]
    assert tree.root is not None
    return " | ".join([tree.root.text(separator=" "), *said])


HIDDEN = ("class", "d", "href", "id", "src", "style")


def test_no_file_says_a_word_of_the_first_field_or_country(site: Path) -> None:
    found = [
        (name, match.group(), html.unescape(text)[max(0, match.start() - 40) : match.end() + 20])
        for name, text in served(site)
        for match in SAID.finditer(html.unescape(text))
    ]

    assert found == []


def test_no_page_says_the_name_of_the_first_site(site: Path) -> None:
    pages = {name: visible(text) for name, text in served(site) if name.endswith(".html")}

    assert {"404.html", "search/index.html", "guide/offline.html", "guide/plain/index.html"} <= pages.keys()
    # The pages of its files show what the project itself writes.
    named = [name for name, text in pages.items() if NAME.search(text) and not name.startswith("source/")]
    assert named == []


def test_levels_without_hours_apart_offer_no_choice_by_hours(site: Path) -> None:
    page = LexborHTMLParser((site / "levels/index.html").read_text(encoding="utf-8"))

    assert page.css_matches("input[name=nights]")
    assert not page.css_matches("input[name=hours]")


def test_words_that_any_project_gets_say_none_of_them() -> None:
    texts = [str(text) for text in texts_of(shipped_words())]

    assert [text for text in texts if SAID.search(text) or NAME.search(text)] == []


def test_every_word_is_one_of_the_first_project_and_none_of_the_other() -> None:
    own = "\n".join(path.read_text(encoding="utf-8") for path in PROJECT.rglob("*") if path.is_file())
    files = [path for path in ROOT.glob("content/**/*") if path.is_file()]
    first = "\n".join(path.read_text(encoding="utf-8") for path in (*files, *ROOT.glob("*.yaml")))

    assert SAID.search(own) is None
    assert [stem for stem in (*OF_THE_FIELD, *OF_THE_COUNTRY) if not re.search(stem, first, re.IGNORECASE)] == []
