"""Read what only harms, or is no export at all: one clear line each, and never a trace."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from generator.exchange.documents import CannotRead, read_json
from generator.exchange.losses import Standard
from generator.exchange.rules import plan_of
from generator.guide.compiling import compile_guide
from generator.guide.plan import find_cycle
from tests.exchange.projects import PROJECTS, exported, project_at, read_again

MODEL = b'xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/"'
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">'
    + LAUGHS
    + b"]><definitions "
    + MODEL
    + b">&l11;</definitions>"
)
FETCH = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions ' + MODEL + b">&x;</definitions>"
OUTSIDE = b'<!DOCTYPE d SYSTEM "http://example.org/d.dtd"><definitions ' + MODEL + b"/>"
DEEP = b"<definitions " + MODEL + b">" + b"<a>" * 5000 + b"</a>" * 5000 + b"</definitions>"


def fault_of(files: tuple[bytes, ...], standard: Standard) -> str:
    with pytest.raises(CannotRead) as caught:
        read_again(files, standard)
    said = str(caught.value)
    assert "\n" not in said
    return said


@pytest.mark.parametrize("content", [BOMB, FETCH, OUTSIDE], ids=["laughs", "fetch", "outside"])
def test_a_doctype_is_refused(content: bytes) -> None:
    said = fault_of((content,), Standard.DMN)

    assert said == "guide.dmn:1:1: a DOCTYPE stands here, and such a document is not read; delete it"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (DEEP, "elements stand in each other more than 64 deep; take some of them away"),
        (b"", "guide.dmn:1:1: this is no XML: no element found; export anew, or mend it there"),
        (b"{}", "guide.dmn:1:1: this is no XML: not well-formed (invalid token); export anew, or mend it there"),
        (
            b'<definitions xmlns="http://www.omg.org/spec/DMN/20151101/dmn.xsd"/>',
            'guide.dmn:1:1: this begins with <definitions> of "http://www.omg.org/spec/DMN/20151101/dmn.xsd"; '
            "it must begin with <definitions> of DMN 1.3, DMN 1.4, DMN 1.5",
        ),
        (b"<definitions " + MODEL + b"/>", "there is no type outcomes; define it with the ids of the outcomes"),
    ],
    ids=["deep", "empty", "json", "old", "nothing in it"],
)
def test_what_is_no_model_is_said_in_one_line(content: bytes, said: str) -> None:
    assert fault_of((content,), Standard.DMN).endswith(said)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[" * 100_000, "x.json:1:65: objects stand in each other more than 64 deep; take some of them away"),
        (b'{"a":' * 100_000, "more than 64 deep; take some of them away"),
        (b'{"a": 1, "a": 2}', "x.json:1:1: a key stands twice in this object; keep one of them"),
        (b'{"a": NaN}', "x.json:1:1: NaN stands in it, which is no number of JSON; take it out"),
        (b'{"a": ' + b"9" * 9000 + b"}", "x.json:1:1: a number in it is too long; take it out"),
        (b"[]", "x.json:1:1: this is no object of JSON; it must begin with {"),
        (b"\xff\xfe{}", "save it as UTF-8"),
        (b'{"a": "\n"}', "x.json:1:8: this is no JSON: Invalid control character at; export anew, or mend it there"),
    ],
)
def test_what_is_no_json_is_said_in_one_line(content: bytes, said: str) -> None:
    with pytest.raises(CannotRead) as caught:
        read_json(content, "x.json")

    assert str(caught.value).endswith(said)


DMN_EDITS = [
    ('hitPolicy="FIRST"', 'hitPolicy="PRIORITY"', 'hit policy "PRIORITY" is not read here; write hitPolicy="FIRST"'),
    ('"call-111"</text>', '"call-112"</text>', '"call-112" is no outcome; the type outcomes lists them'),
    ("<text>after_who</text>", "<text>after_whom</text>", 'after_whom is no step; did you mean "after_who"?'),
    (
        "<text>after_who</text>",
        "<text>after_days</text>",
        'after_days is used without being required; let decision "rule_sort_illness" require it',
    ),
    ('list contains(?, "fever")', 'list contains(?, "fewer")', '"fewer" is no answer of question "unwell"; did you'),
    ('list contains(?, "fever")', "sum(?)", "is not read: sum is no question's answers; docs/exchange.md lists"),
    ('list contains(?, "fever")', "list contains(?, 3)", "3 stands where a text in quotes is wanted"),
    ('list contains(?, "fever")', "(" * 60 + "true" + ")" * 60, "its parts stand too deep in each other"),
    ('name="rule_sort_illness"', 'name="sort"', "rule_sort_illness is no step; write an outcome as"),
    ('"emergency"</text>', '"urgent"</text>', '"urgent" is no urgency; there are: emergency, today, soon, routine'),
]


@pytest.mark.parametrize(("old", "new", "said"), DMN_EDITS)
def test_an_edit_that_is_not_read_says_what_to_do(old: str, new: str, said: str) -> None:
    text = exported(project_at(PROJECTS[1]), Standard.DMN)[0].decode()
    assert old in text

    assert said in fault_of((text.replace(old, new, 1).encode(),), Standard.DMN)


def test_steps_that_lead_in_a_circle_are_found() -> None:
    text = exported(project_at(PROJECTS[1]), Standard.DMN)[0].decode()
    before, sign, rules = text.partition('id="rule_weigh_days"')
    rules = rules.replace('<requiredInput href="#answers_days" />', '<requiredDecision href="#after_who" />', 1)
    text = before + sign + rules.replace('<text>"more-support"</text>', "<text>after_who</text>", 1)

    circle = find_cycle(plan_of(read_again((text.encode(),), Standard.DMN)))

    assert circle[0] == circle[-1]


FHIR_EDITS: list[tuple[str, str, str]] = [
    ('"who.me"', '"who.mee"', '"who.me" is no answer of "who"'),
    ('"repeats": true', '"repeats": "yes"', '"repeats" is neither true nor false; write one of them'),
    ('"type": "choice"', '"type": "slider"', "is no question; let it be of type"),
    ("%ruleSortDanger", "%ruleSort", "ruleSort is no variable that leads on"),
    ('"linkId": "who"', '"linkId": "whom"', "is no answer of"),
    ('"operator": "="', '"operator": "exists"', "operator"),
    ("%resource.item", "%context.item", "is not read"),
    ('"priority": "stat"', '"priority": "routine"', "the priority does not fit the urgency emergency"),
    ('"guide/outcome/call-111"', '"guide/outcome/call-112"', 'nothing is shown for outcome "call-111"'),
]


@pytest.mark.parametrize(("old", "new", "said"), FHIR_EDITS)
def test_an_edit_of_fhir_that_is_not_read_says_what_to_do(old: str, new: str, said: str) -> None:
    texts = [file.decode() for file in exported(project_at(PROJECTS[1]), Standard.FHIR)]
    assert any(old in text for text in texts)
    first = next(number for number, text in enumerate(texts) if old in text)
    texts[first] = texts[first].replace(old, new, 1)

    assert said in fault_of(tuple(text.encode() for text in texts), Standard.FHIR)


def try_to_read(files: tuple[bytes, ...], standard: Standard) -> None:
    """Read files that may be anything; only one thing may go wrong with them, and it is said in one line."""
    try:
        plan = plan_of(read_again(files, standard))
    except CannotRead as error:
        said = str(error)
    else:
        said = ""
        if not find_cycle(plan):
            compile_guide(plan)
    assert "\n" not in said


@pytest.mark.parametrize("standard", list(Standard))
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_reader(standard: Standard) -> None:
    files = exported(project_at(PROJECTS[2]), standard)
    random_ = random.Random(20)
    for _ in range(120):
        damaged = [bytearray(file) for file in files]
        file = random_.choice(damaged)
        start = random_.randrange(len(file))
        match random_.randrange(3):
            case 0:
                del file[start : start + random_.randrange(1, 60)]
            case 1:
                file[start] = random_.randrange(256)
            case _:
                file[start:start] = file[start : start + random_.randrange(1, 60)]
        try_to_read(tuple(map(bytes, damaged)), standard)


@pytest.mark.parametrize("value", [None, 3, "text", [], {}, [3], {"a": 1}, True])
def test_a_part_of_another_type_is_refused_or_read(value: Any) -> None:
    """Put a value of another type in the place of each part of a resource in turn."""
    files = exported(project_at(PROJECTS[2]), Standard.FHIR)
    for number, file in enumerate(files):
        resource = json.loads(file)
        for way in list(ways_into(resource))[::31]:
            damaged = json.loads(file)
            *before, last = way
            holder = damaged
            for key in before:
                holder = holder[key]
            holder[last] = value
            changed = tuple(json.dumps(damaged).encode() if n == number else other for n, other in enumerate(files))
            try_to_read(changed, Standard.FHIR)


def ways_into(value: Any, way: tuple[Any, ...] = ()) -> Any:
    """Give the way to every part of a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (*way, key)
        yield from ways_into(part, (*way, key))
