"""Dial what stands in the files: numbers as people write them, the registers we bring, and a country elsewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.bad_number import check as bad_numbers
from generator.checks.national import lines_of
from generator.model.phone import dialled, digits_of, keyed, long_numbers_in, numbering_of
from generator.model.registers import Contact, WayKind
from generator.pages.contacts import card_of, dials_of
from generator.problems import Problems
from generator.reading import countries, read_project, shipped_words
from tests.conftest import shipped
from tests.partial import partial
from tests.test_cases import CASES, SMALL, said

ELSEWHERE = CASES / "_valid" / "elsewhere"
BASE = shipped().base
assert BASE is not None
US = numbering_of(BASE.lines)
NATIONAL = st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True)
SEPARATORS = st.sampled_from(["", " ", "-", "."])


def spaced(national: str, between: str) -> str:
    return between.join([national[:3], national[3:6], national[6:]])


@given(NATIONAL, SEPARATORS, st.sampled_from(["", "1", "+1"]))
def test_every_way_to_write_a_number_dials_the_same(national: str, between: str, before: str) -> None:
    assert dialled(f"{before}{between if before else ''}{spaced(national, between)}", US) == f"+1{national}"


@given(NATIONAL, st.integers(0, 9))
def test_a_digit_too_few_or_too_many_dials_nothing(national: str, position: int) -> None:
    less = national[:position] + national[position + 1 :]
    more = national[:position] + "5" + national[position:]

    assert dialled(f"1-{spaced(less, '-')}", US) == ""
    assert dialled(f"1-{spaced(more, '-')}", US) == ""


@given(st.text(alphabet="0123456789 +-.()/,;x#eot", max_size=16))
def test_what_is_dialled_is_digits_that_stand_there(number: str) -> None:
    dials = dialled(number, US)

    assert dials == "" or re.fullmatch(r"\+[1-9][0-9]{6,14}|[0-9]{3,6}", dials)
    assert digits_of(dials).endswith(digits_of(number)) or digits_of(number).endswith(digits_of(dials))


@given(st.from_regex(r"[A-Z]{4,7}", fullmatch=True))
def test_letters_become_one_digit_each(letters: str) -> None:
    assert re.fullmatch(r"[2-9]+", keyed(letters))
    assert len(keyed(letters)) == len(letters)
    assert keyed(letters) == keyed(letters.lower())


@pytest.mark.parametrize(
    "name", ["1-800-662-HELP=18006624357", "1-833-TLC-MAMA=18338526262", "PQRS TUV WXYZ=77778889999"]
)
def test_letters_stand_on_the_keys_of_a_phone(name: str) -> None:
    letters, _, digits = name.partition("=")

    assert digits_of(keyed(letters)) == digits


NO_NUMBERS = """
9111 | 91 | 119 | 1-800-662-435 | 1-800-022-1222 | 0-800-222-1222 | 1-900-222 | +1 800 662 435 | +0 44 20 | 911 911
1--800-222-1222 | 1-800-222-1222- | -911 | (800-222-1222 | 800)-222-1222 | \uff19\uff11\uff11 | \u0669\u0661\u0661
9 1  1 | 1-800-222-1222x4 | 1-800-222-1222,,2 | 1-800-222-1222/911 | 1-800-222-1222 or 911 | call 911 | call us | + | ()
"""


@pytest.mark.parametrize("number", re.split(r" \| |\n", NO_NUMBERS.strip()))
def test_what_is_no_number_dials_nothing(number: str) -> None:
    assert dialled(number, US) == ""


@pytest.mark.parametrize("number", ["911", "988", "741741", "741-741", "678 678", "711", "435748"])
def test_short_numbers_of_the_register_are_dialled_as_they_stand(number: str) -> None:
    assert dialled(number, US) == digits_of(number)


@given(st.text(max_size=20), NATIONAL, SEPARATORS, st.text(max_size=20))
def test_a_number_among_words_is_found(before: str, national: str, between: str, after: str) -> None:
    number = spaced(national, between)
    words = f"{re.sub(r'[^A-Za-z ,]', '', before)} call {number}, {re.sub(r'[^A-Za-z ,]', '', after)}"

    assert list(long_numbers_in(words, US)) == [(words.index(number), number)]


@pytest.mark.parametrize(
    "words", ["In 2020-2021", "PMC10964674", "2026-11-27", "10.1007/s00737-024-01480-y", "15,782 places"]
)
def test_other_numbers_among_words_are_no_phone_numbers(words: str) -> None:
    assert list(long_numbers_in(words, US)) == []


def test_each_register_that_we_bring_is_one_and_its_numbers_can_be_dialled() -> None:
    assert countries() == ("us",)
    assert BASE is not None
    assert [problem.message for problem in bad_numbers(BASE)] == []
    for line in BASE.lines.lines:
        assert line.source.startswith("https://")
        assert line.read_as


def test_each_name_of_a_line_is_that_line_and_no_other() -> None:
    assert BASE is not None
    for line in BASE.lines.lines:
        for name in (line.name, *line.also_called):
            contact = partial(Contact, name=name, short_name=name)
            assert [known.id for known in lines_of(contact, BASE.lines)] == [line.id], name


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Posion Help", "poison-help"),
        ("The National Poison Help Hotline", "poison-help"),
        ("Poison Help of Ohio", "poison-help"),
        ("988 Lifeline (Spanish)", "suicide-and-crisis"),
        ("Suicide & Crisis Lifeline", "suicide-and-crisis"),
        ("Veteran Crisis Line", "veterans-crisis"),
        ("Domestic Violence Helpline", "domestic-violence"),
        ("Crisis Textline", ""),
        ("County mental health line", ""),
        ("Emergency housing services", ""),
        ("Ohio Child Abuse Hotline", ""),
        ("Crisis line", ""),
    ],
)
def test_a_name_is_compared_loosely_but_not_too_loosely(name: str, line: str) -> None:
    assert BASE is not None
    contact = partial(Contact, name=name, short_name=name)

    assert "".join(known.id for known in lines_of(contact, BASE.lines)) == line


def test_every_contact_has_a_link_that_dials_what_stands_there() -> None:
    assert BASE is not None
    for contact in BASE.contacts.contacts:
        card = card_of(contact, US, shipped_words(), notices=())
        for way, link in zip(contact.ways, card.links, strict=True):
            if way.number is None:
                continue
            match way.kind:
                case WayKind.CALL:
                    assert re.fullmatch(r"tel:(\+1[2-9]\d{9}|\d{3,6})", link.url), link
                case WayKind.TEXT:
                    assert re.fullmatch(r"sms:(\+1[2-9]\d{9}|\d{3,6})(\?&body=\w+)?", link.url), link
            assert digits_of(link.url.partition("?")[0]).endswith(digits_of(way.number)[-10:])
            assert way.number in link.words
            assert link.url in dials_of(BASE)


def test_a_word_to_text_is_handed_over_to_both_sorts_of_phone() -> None:
    assert BASE is not None

    assert "sms:741741?&body=HOME" in dials_of(BASE)


def test_letters_and_a_foreign_country_stand_beside_the_number() -> None:
    assert BASE is not None
    samhsa = next(contact for contact in BASE.contacts.contacts if contact.id == "samhsa-helpline")

    assert [(link.words, link.note) for link in card_of(samhsa, US, shipped_words(), notices=()).links[:2]] == [
        ("Call 1-800-662-4357", "(1-800-662-HELP)"),
        ("Call 1-800-487-4889", "For TTY only."),
    ]


def test_a_project_elsewhere_brings_its_own_lines(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "project")
    shutil.copytree(ELSEWHERE, root, dirs_exist_ok=True)

    assert said(root) == ""

    base = read_project(root, Problems()).base
    assert base is not None
    assert sorted(dials_of(base)) == [
        "tel:+15555550100",
        "tel:+442079460000",
        "tel:+447700900000",
        "tel:+448001111",
        "tel:116123",
        "tel:999",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("content/contacts.yaml", '"116 123"', '"116 124"', '"116 124" is no number of the United Kingdom'),
        ("content/contacts.yaml", '"0800 1111"', '"800 1111"', '"800 1111" is no number of the United Kingdom'),
        ("content/contacts.yaml", 'number: "999"', 'number: "911"', '"911" is no number of the United Kingdom'),
        ("content/contacts.yaml", '"+44 7700', '"+44 (0)7700', '"+44 (0)7700 900000" is no number'),
        ("content/safety.yaml", "[emergency, samaritans]", "[emergency]", "the help bar lacks Samaritans"),
        ("decision_tree.yaml", "Call 999 or 116 123 now", "Get help now", 'outcome "help-now" is an emergency'),
        ("decision_tree.yaml", "Call 116 123 at any hour", "Call 116 132 at any hour", '"116 132" is named here'),
        ("decision_tree.yaml", "or 999 in danger", "or 911 in danger", '"911" is named here'),
    ],
)
def test_a_slip_elsewhere_is_found_as_here(tmp_path: Path, file: str, old: str, new: str, problem: str) -> None:
    root = shutil.copytree(SMALL, tmp_path / "project")
    shutil.copytree(ELSEWHERE, root, dirs_exist_ok=True)
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")

    assert f"error: {problem}" in said(root)


def test_a_country_that_nobody_has_noted_is_refused(tmp_path: Path) -> None:
    root = shutil.copytree(SMALL, tmp_path / "project")
    (root / "content/lines.yaml").unlink()

    assert said(root) == (
        'content/contacts.yaml:2:10: error: "made-up-land" has no register of national lines [unknown-country]\n'
        "    2 | country: made-up-land\n"
        "      |          ^\n"
        "  help: write one into content/lines.yaml (see docs/format.md), or use: us\n"
    )
