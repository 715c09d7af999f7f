"""Every key that an author may write has a field, with what it is for and what it may hold."""

from __future__ import annotations

import pytest

from generator.editing import EditedThing, FieldKind, FormField
from generator.editing.forms import every_field, fields_of, form_of
from generator.editing.things import located_in
from generator.model.entry import Entry
from generator.model.guide import BOTH_VOICES, Condition, Voiced
from generator.model.keys import every_model, keys_in_order
from generator.model.words import WordsFile
from generator.problems import Place
from tests.editing.seeded import NOTHING_OFFERED

_THING = EditedThing("file/x", "file", "x", "x", "x", Place("x", 1, 1), "")


def test_every_key_of_every_model_has_a_field() -> None:
    models = [model for model in every_model() if model is not Condition]
    missing = [
        (model.__name__, key.name)
        for model in models
        for key in keys_in_order(model)
        if not any(each.name == key.name for each in fields_of(model, _THING, NOTHING_OFFERED))
    ]

    assert len(models) > 100
    assert missing == []


def test_a_field_says_what_it_is_for_unless_it_is_one_of_the_words_of_pages() -> None:
    silent = [
        (model.__name__, field.name)
        for model in every_model()
        if not model.__module__.startswith("generator.model.words") and model is not WordsFile
        for field in fields_of(model, _THING, NOTHING_OFFERED)
        if not field.description or not field.label
    ]

    assert silent == []


def test_fields_that_are_not_there_yet_are_ones_that_can_be_filled_in() -> None:
    kinds = {each.kind for model in every_model() for each in every_field(fields_of(model, _THING, NOTHING_OFFERED))}

    assert FieldKind.YAML not in kinds
    assert kinds >= {FieldKind.LINE, FieldKind.TEXT, FieldKind.DATE, FieldKind.FLAG, FieldKind.NUMBER, FieldKind.LIST}


def _fields(file: str, text: str, key: str) -> dict[tuple[str | int, ...], FormField]:
    located = located_in({file: text})[key]
    return {each.way: each for each in every_field(form_of(located, text, (), NOTHING_OFFERED).fields)}


@pytest.mark.parametrize(
    ("written", "word", "inner"),
    [
        ("home.safe", "is", [(("is",), "home.safe")]),
        ("{is: home.safe}", "is", [(("is",), "home.safe")]),
        ("{not: home.safe}", "not", [(("not",), "is"), (("not", "is"), "home.safe")]),
        ("{any: [a.b, {not: c.d}]}", "any", [(("any", 0), "is"), (("any", 0, "is"), "a.b"), (("any", 1), "not")]),
        ("{at_least: 2, of: [a.b, c.d]}", "at_least", [(("at_least",), "2"), (("of",), ("a.b", "c.d"))]),
    ],
)
def test_a_condition_is_a_word_and_what_it_is_about(
    written: str, word: str, inner: list[tuple[tuple[str | int, ...], object]]
) -> None:
    text = f"decisions:\n  - id: weigh\n    cases:\n      - when: {written}\n        next: x\n      - otherwise: y\n"

    fields = _fields("decision_tree.yaml", text, "decision/weigh")

    way = ("cases", 0, "when")
    assert (fields[way].kind, fields[way].value) == (FieldKind.CONDITION, word)
    assert [(fields[(*way, *each)].value) for each, _ in inner] == [value for _, value in inner]


def test_a_line_for_both_voices_can_be_one_text_or_two() -> None:
    text = "outcomes:\n  - id: end\n    title: Both\n    lead:\n      you: Yours\n      they: Theirs\n"

    fields = _fields("decision_tree.yaml", text, "outcome/end")

    assert issubclass(Voiced, Entry)
    assert fields[("title", BOTH_VOICES)].value == "Both"
    assert (fields[("lead", "you")].value, fields[("lead", "they")].value) == ("Yours", "Theirs")


def test_what_no_form_knows_is_the_authors_own_lines() -> None:
    text = "questions:\n  - id: where\n    answers: from levels\n    you:\n      - a: b\n        c: d\n"

    fields = _fields("decision_tree.yaml", text, "question/where")

    assert (fields[("answers",)].kind, fields[("answers",)].value) == (FieldKind.YAML, "from levels")
    assert (fields[("you",)].kind, fields[("you",)].value) == (FieldKind.YAML, "- a: b\n  c: d")


def test_a_sign_off_and_an_id_say_who_writes_them() -> None:
    text = "notes:\n  - id: careful\n    reviewed:\n      by: Dr. A\n"

    fields = _fields("content/notes.yaml", text, "note/careful")

    assert fields[("id",)].fixed == "rename it, so that what names it follows"
    assert fields[("reviewed",)].fixed == "whoever looked signs it under “Who looked at it?”"


@pytest.mark.parametrize(
    ("file", "text", "key", "name", "label"),
    [
        ("decision_tree.yaml", "questions:\n  - id: where\n    why: a\n", "question/where", "why", "Why this is asked"),
        ("levels.yaml", "moves:\n  - from: a\n    to: b\n", "move/a-to-b", "why", "Reasons to think about this move"),
        ("content/signs.yaml", "signs:\n  - id: a\n", "sign/a", "why", "Why"),
        ("content/notes.yaml", "notes:\n  - id: a\n", "note/a", "when", "For people who answered"),
    ],
)
def test_label_says_what_a_key_is_in_its_entry(file: str, text: str, key: str, name: str, label: str) -> None:
    assert _fields(file, text, key)[(name,)].label == label


def test_a_decision_about_a_number_is_made_anew_and_never_written_over() -> None:
    text = "contacts:\n  - id: a\n    differs:\n      - number: '1'\n        why: b\n        covers: c\n"

    fields = _fields("content/contacts.yaml", text, "contact/a")

    assert {fields[("differs", 0, name)].fixed for name in ("number", "why", "by", "covers")} == {
        "what a person decided is decided anew, under “Who decided this?”"
    }


def test_a_file_that_is_no_yaml_is_shown_as_text() -> None:
    text = "questions: [unclosed\n"

    form = form_of(located_in({"decision_tree.yaml": text})["file/decision_tree.yaml"], text, (), NOTHING_OFFERED)

    assert (form.fields, form.text) == ((), text)
