"""What is written at a place: the keys above it, the keys beside it, the word; whole text or not."""

from __future__ import annotations

import pytest

from generator.editor.cursor import cursor_at, key_at
from tests.editor.marked import marked

Q, A = "questions", "answers"


@pytest.mark.parametrize(
    ("text", "path", "key", "typed"),
    [
        ("‸", (), "", ""),
        ("questions:\n  - id: a\n    ch‸", (Q,), "", "ch"),
        ("questions:\n  - id: a\n    next: fo‸", (Q,), "next", "fo"),
        ("questions:\n- id: a\n  next: fo‸\n", (Q,), "next", "fo"),
        ("questions:\n  - ‸", (Q,), "", ""),
        ("questions:\n  - id: x\n    answers:\n      - id: none\n        text: hi\n        ne‸", (Q, A), "", "ne"),
        ("questions:\n  - id: x\n    answers:\n      - id: none\n        text: hi\n    ‸", (Q,), "", ""),
        ("questions:\n  - id: x\n    why: |\n      words\n\n      more\n    ‸", (Q,), "", ""),
        ("notes:\n  - when: [a.b, c.‸]\n", ("notes",), "when", "c."),
        ("notes:\n  - when: [a.b,\n      c.d, ‸", ("notes",), "when", ""),
        ("notes:\n  - when: [a.b, c.d]\n    ‸", ("notes",), "", ""),
        ("d:\n  - cases:\n      - {when: {any: [a.b, ‸", ("d", "cases", "when"), "any", ""),
        ("d:\n  - cases:\n      - {when: a.b, ne‸}", ("d", "cases"), "", "ne"),
        ("d:\n  - cases:\n      - {when: a.b, next: ‸}", ("d", "cases"), "next", ""),
        ("d:\n  - cases:\n      - when:\n          any:\n            - a.‸", ("d", "cases", "when", "any"), "", "a."),
        ("guide:\n  id: x\n\n‸\nquestions:\n", (), "", ""),
        ("# a: b\nguide:\n  # c: d\n  id: ‸", ("guide",), "id", ""),
        ("o:\n  - do:\n      - Call: ‸\n", ("o", "do"), "Call", ""),
        ("a:\n    b:\n  c: ‸", ("a",), "c", ""),
    ],
)
def test_keys_above_a_place(text: str, path: tuple[str, ...], key: str, typed: str) -> None:
    document, spot = marked(text)

    cursor = cursor_at(document, spot)

    assert (cursor.path, cursor.key, cursor.typed) == (path, key, typed)


@pytest.mark.parametrize(
    "text",
    [
        "guide:\n  about: |\n    This guide ‸",
        "guide:\n  about: |\n    first: this‸",
        "guide:\n  about: Some words ‸",
        'guide:\n  about: "Some‸"',
        "questions:\n  - why: Some\n      wor‸",
        "# com‸",
    ],
)
def test_words_are_text(text: str) -> None:
    assert cursor_at(*marked(text)).is_text


def test_keys_beside_a_place_stand_above_and_below_it() -> None:
    first = "  - id: a\n    ‸\n    next: b\n    answers:\n      - id: c\n        text: d\n"
    text = f"questions:\n{first}  - id: b\n    why: e\n"

    assert cursor_at(*marked(text)).present == {"id", "next", "answers"}


def test_word_reaches_behind_the_place() -> None:
    document, spot = marked("next: emer‸gency # x")

    assert document.part(cursor_at(document, spot).word) == "emergency"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("questions:\n  - id: a\n    ne‸xt: b", (Q, "next")),
        ("questions:\n  - i‸d: a", (Q, "id")),
        ("d:\n  - {when: a.b, ne‸xt: c}", ("d", "next")),
    ],
)
def test_key_at_a_place(text: str, path: tuple[str, ...]) -> None:
    found = key_at(*marked(text))

    assert found is not None
    assert found[0] == path


def test_key_is_none_within_words() -> None:
    assert key_at(*marked("guide:\n  about: |\n    wo‸rds: b")) is None
