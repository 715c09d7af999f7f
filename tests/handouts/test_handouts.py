"""Look at what is handed out as its readers do: on paper, read aloud, by a camera, in a copy of a copy."""

from __future__ import annotations

import datetime
import re

import pytest
import typst

from generator.handouts import handouts_of
from generator.handouts.document import Handout, Heading, Help, Lines, Paragraph, TextRun
from generator.handouts.printing import prints_of
from generator.page_kinds import STAFF
from generator.pages import render_site
from generator.settings import Settings
from generator.typesetting import Typesetter
from tests.conftest import proven
from tests.handouts.papers import (
    SAMPLES,
    SETTINGS,
    blurred,
    codes_in,
    copied,
    faded,
    faults_of,
    files_of,
    made,
    outside,
    pages_of,
    picture_of,
    prints,
    squeezed,
    words_of,
)

ODD = "#let x = 1; *bold* _low_ $x^2$ @name \\ \"q\" 'a' `code` <b> [l](u) {y} // no ~ = - + / £ é"
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With --every-page each file is looked at, not those of a handout of each kind."""
    if "name" in metafunc.fixturenames:
        every = metafunc.config.getoption("--every-page")
        metafunc.parametrize("name", list(prints()) if every else [name for id in SAMPLES for name in files_of(id)])


def test_a_handout_can_be_read_aloud(name: str) -> None:
    assert faults_of(made(name)) == []


def test_nothing_stands_beyond_the_paper(name: str) -> None:
    assert list(outside(made(name))) == []


def test_help_comes_first(name: str) -> None:
    help = prints()[name].values["help"]
    said = words_of(made(name))

    assert said.startswith(" ".join((help["lead"], *(way["text"] for way in help["ways"]))))
    assert [way["text"] for way in help["ways"]] == ["Call 911", "Call 988", "Text 988", "Poison Help 1-800-222-1222"]


def test_a_handout_says_where_it_comes_from(name: str) -> None:
    values, said = prints()[name].values, squeezed(words_of(made(name)))

    assert squeezed(values["address_to_type"]) in said
    assert squeezed(values["end"][1]) in said
    if "-large-" not in name:  # else the foot of a page may stand within one
        assert squeezed("".join(values["end"])) in said
        assert all(squeezed(source) in said for source in values["sources"])


def test_in_normal_print_it_is_one_sheet(name: str) -> None:
    most = 9 if "-large-" in name else 1 if name.startswith(("fridge", "crisis-card")) else 2

    assert pages_of(made(name)) <= most


def test_the_same_words_give_the_same_bytes() -> None:
    each = prints()["residential-letter.pdf"]

    assert Typesetter().document(each.template, each.drawn()) == made("residential-letter.pdf")


@pytest.mark.parametrize("broken", ["no tags", "no title", "no text for a picture"])
def test_the_checker_refuses_what_nobody_could_hear(broken: str) -> None:
    title = "" if broken == "no title" else "#set document(title: [Broken])\n"
    says = "" if broken == "no text for a picture" else ', alt: "A square"'
    body = f'{title}#set text(lang: "en")\n= One\n#image(bytes(`{DRAWN}`.text), format: "svg"{says})'

    pdf = typst.compile(body.encode(), format="pdf", pdf_tags=broken != "no tags")

    assert isinstance(pdf, bytes)
    assert faults_of(pdf) != []


@pytest.mark.parametrize("id", ["residential", "crisis-card", "fridge"])
def test_a_camera_reads_the_code(id: str) -> None:
    url = prints()[f"{id}-a4.pdf"].values["url"]
    sharp = picture_of(made(f"{id}-a4.pdf"), 300 / 72)

    assert url.startswith("https://example.org/go/")
    assert codes_in(sharp) == {url}
    assert codes_in(picture_of(made(f"{id}-a4.pdf"), 0.35 * 300 / 72)) == {url}
    assert codes_in(faded(sharp)) == {url}
    assert codes_in(copied(sharp)) == {url}


def test_a_camera_reads_a_blurred_code() -> None:
    picture = picture_of(made("residential-a4.pdf"), 2)
    corner = [row[len(row) // 2 :] for row in picture[: len(picture) // 4]]

    assert codes_in(blurred(corner)) == {"https://example.org/go/residential/"}
    assert codes_in(copied(blurred(corner))) == {"https://example.org/go/residential/"}


def test_any_text_is_only_text() -> None:
    long = "a" * 400
    run = TextRun(f"{ODD} {long}")
    handout = Handout(
        *("odd", ODD, ODD, "go/odd/", Help(ODD, (), (TextRun(ODD, url="tel:1"),)), datetime.date(2026, 1, 1), ODD),
        kicker=ODD,
        blocks=(Heading(ODD), Paragraph((run,)), Lines(((run,),))),
        sources=(f"{ODD} https://example.org/{long}",),
    )

    for each in prints_of([handout], SETTINGS, proven().base):
        pdf = Typesetter().document(each.template, each.drawn())

        assert faults_of(pdf) == []
        assert list(outside(pdf)) == []
        assert words_of(pdf).replace(" ", "").count(ODD.replace(" ", "")[:40]) >= 5


def test_a_made_up_address_is_called_so() -> None:
    settings = Settings(name="Stepwell")
    for id in ("crisis-card", "residential"):
        handout = next(each for each in handouts_of(proven(), settings) if each.id == id)
        each = next(prints_of([handout], settings, proven().base))

        said = words_of(Typesetter().document(each.template, each.drawn()))

        assert each.values["made_up"]
        assert each.values["made_up"] in said
        assert "stepwell.example/go/" in said


def test_each_handout_that_the_page_for_staff_names_is_made() -> None:
    staff = next(page for page in render_site(proven()).pages if page.kind is STAFF)

    named = set(re.findall(r"[a-z0-9-]+\.pdf", staff.html))

    assert len(named) > 200
    assert named <= prints().keys()


def test_the_page_for_staff_leads_to_the_handouts_that_are_published() -> None:
    there = {"residential-letter.pdf", "residential-large-letter.pdf"}
    staff = next(page for page in render_site(proven(), handouts=there).pages if page.kind is STAFF)

    led = re.findall(r"handouts/([a-z0-9-]+\.pdf)", staff.html)

    assert set(led) == there
    assert "outpatient-letter.pdf" in staff.html


def test_every_word_of_handouts_is_printed() -> None:
    words = proven().base.words.handouts
    said = "\n".join(str(each.values) for each in prints().values())

    for name in ("open", "page_of", "card", "card_description", "cut", "family", "family_description", "family_plan"):
        assert getattr(words, name) in said
    assert all(line in said for line in words.family_lines)
