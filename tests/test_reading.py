"""Read whole projects: every mistake of every file in one run, each at its own word with its cure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.fitting import fit
from generator.model.entry import Dated, Entry, Flag, Id, Line, Review, Whole
from generator.model.guide import Decision, GuideFile, Outcome, OutcomeLine, Question
from generator.model.knowledge import FILES
from generator.model.registers import Contact, Journey, SafetyFile, UrgencyWords
from generator.problems import Problems
from generator.reading import read_project
from generator.source import SourceFile, read_tree
from tests.signed import NOTHING

Said = tuple[str, str, str, str]
"""A problem as line:column, id, message and help."""


class Note(Entry):
    """Be a small entry with a field of each common kind."""

    id: Id
    text: Line | None = None
    number: Whole | None = None
    texts: tuple[Line, ...] = ()


class Flagged(Entry):
    """Be a small entry with a flag."""

    first: Flag = False


def said(text: str, model: type[Entry] = Note) -> list[Said]:
    """Fit a text to a model, and give the problems as a reader sees them."""
    problems = Problems()
    tree = read_tree(SourceFile("file.yaml", text), problems)
    entry = fit(tree, model, problems, file="file.yaml")
    assert entry is not None or problems.has_errors()
    return [(f"{p.place.line}:{p.place.column}", p.id, p.message, p.help) for p in problems]


def test_what_fits_has_no_problem_and_knows_its_place() -> None:
    tree = read_tree(SourceFile("file.yaml", "# c\nid: one\ntext: 'no'\nnumber: 20\n"), Problems())

    note = fit(tree, Note, Problems(), file="file.yaml")

    assert isinstance(note, Note)
    assert (note.id, note.text, note.number, note.place.line) == ("one", "no", 20, 2)


WORDS = "use lower-case words with hyphens, such as day-treatment"


@pytest.mark.parametrize(
    "id",
    [
        "../../etc/x",
        "/abs",
        "a/b",
        "a.b",
        "nul.txt",
        "a.",
        "Detox",
        "a_b",
        "-a",
        "a-",
        "a--b",
        "9-hours",
        "%2e%2e",
        "a b",
        "<b>",
    ],
)
def test_an_id_that_is_no_word_is_refused(id: str) -> None:
    assert said(f"id: '{id}'\n") == [("1:5", "bad-id", f'"{id}" is not an id', WORDS)]


@pytest.mark.parametrize("id", ["index", "404", "con", "aux", "nul", "com1", "lpt9", "assets"])
def test_a_name_that_the_site_or_a_file_system_keeps_is_no_id(id: str) -> None:
    message = f'"{id}" is a name that the site or a file system keeps'
    expected = (
        ("bad-id", f'"{id}" is not an id', WORDS) if id == "404" else ("reserved-id", message, "choose another id")
    )
    assert said(f"id: '{id}'\n") == [("1:5", *expected)]


@pytest.mark.parametrize(
    ("id", "letter"),
    [("\u0441risis", "\u0441"), ("cris\u0456s", "\u0456"), ("caf\u00e9", "\u00e9"), ("\uff41b", "\uff41")],
)
def test_a_look_alike_letter_in_an_id_is_named(id: str, letter: str) -> None:
    message = f'"{id}" is not an id: its "{letter}" (U+{ord(letter):04X}) is not one of the letters a to z'
    assert said(f"id: {id}\n") == [("1:5", "bad-id", message, WORDS)]


def test_a_very_long_id_is_refused_without_printing_it() -> None:
    assert said(f"id: {'a' * 300}\n") == [("1:5", "bad-id", "id is longer than 64 characters", WORDS)]
    assert said(f"id: {'a' * 64}\n") == []


@pytest.mark.parametrize("spaces", ['""', '"   "', "'\u00a0'", "|\n\n", '"\\n"'])
def test_text_of_nothing_but_spaces_is_empty(spaces: str) -> None:
    assert said(f"id: one\ntext: {spaces}\n") == [
        ("2:7", "empty-text", "text is empty", "write the text, or delete the key")
    ]


@pytest.mark.parametrize(
    ("word", "reads_as"),
    [
        ("no", "true or false"),
        ("yes", "true or false"),
        ("on", "true or false"),
        ("16:30", "a number"),
        ("010", "a number"),
        ("3.10", "a number"),
        ("1e3", "a number"),
        ("988", "a number"),
        ("null", "nothing"),
        ("~", "nothing"),
        ("2026-11-22", "a date"),
    ],
)
def test_text_that_others_would_read_otherwise_wants_quotes(word: str, reads_as: str) -> None:
    message = f'"{word}" without quotes is {reads_as} to other YAML tools'
    assert said(f"id: one\ntext: {word}\n") == [("2:7", "unquoted-value", message, "put it in quotes")]
    assert said(f"id: one\ntext: '{word}'\n") == []


def test_a_very_long_number_is_refused_without_printing_it() -> None:
    message = f'"{"9" * 37}..." is not a whole number below a million'
    assert said(f"id: one\nnumber: {'9' * 5_000}\n") == [
        ("2:9", "wrong-type", message, "write it in digits, such as 9")
    ]


@pytest.mark.parametrize("number", ["010", "-1", "1e3", "3.10", "0x1F", "1_000", "many", "\u0661", "null"])
def test_a_number_is_written_in_plain_digits(number: str) -> None:
    message = f'"{number}" is not a whole number below a million'
    assert said(f"id: one\nnumber: {number}\n") == [("2:9", "wrong-type", message, "write it in digits, such as 9")]


def test_text_of_two_lines_does_not_fit_where_one_is_wanted() -> None:
    message = "text has more than one line where one is wanted"
    assert said("id: one\ntext: |\n  a\n  b\n") == [("2:7", "more-than-one-line", message, "write it on one line")]


@pytest.mark.parametrize("key", ["text", "number", "texts"])
def test_a_key_without_a_value_is_said_at_the_key(key: str) -> None:
    problem = ("2:1", "empty-text", f'key "{key}" has no value', "write the value, or delete it")
    assert said(f"id: one\n{key}:\n") == [problem]


def test_an_entry_of_a_list_without_a_value_is_counted_from_one() -> None:
    problem = ("2:1", "empty-text", 'entry 2 of "texts" has no value', "write the value, or delete it")
    assert said("id: one\ntexts:\n  - a\n  -\n") == [problem]


ONE_TEXT = 'write one text, without brackets or "- "'
COLON = 'put quotes round text with ": " in it'
DASH = 'begin each entry with "- " on a line of its own'


@pytest.mark.parametrize(
    ("text", "place", "message", "help"),
    [
        ("text: [a]\n", "2:1", "a list stands where text is wanted", ONE_TEXT),
        ("text: {a: b}\n", "2:1", "a mapping stands where text is wanted", COLON),
        ("texts: a\n", "2:8", '"a" stands where a list is wanted', DASH),
        ("texts: {a: b}\n", "2:1", "a mapping stands where a list is wanted", DASH),
        ("texts: [[a]]\n", "2:9", "a list stands where text is wanted", ONE_TEXT),
        ("texts:\n  - a: b\n", "3:5", "a mapping stands where text is wanted", COLON),
    ],
)
def test_a_value_of_the_wrong_kind_says_what_is_wanted(text: str, place: str, message: str, help: str) -> None:
    assert said(f"id: one\n{text}") == [(place, "wrong-type", message, help)]


def test_an_unknown_key_offers_the_nearest() -> None:
    assert said("id: one\ntxet: a\n") == [
        ("2:1", "unknown-key", 'key "txet" is not known here', 'did you mean "text"?')
    ]


def test_an_unknown_key_that_is_near_to_none_is_told_all() -> None:
    help = "known here: id, text, number, texts"
    assert said("id: one\nzzz: a\n") == [("2:1", "unknown-key", 'key "zzz" is not known here', help)]


def test_a_missing_key_is_said_where_it_should_stand() -> None:
    assert said("text: a\n") == [("1:1", "missing-key", 'key "id" is missing', 'add "id:" here')]


DATED = "written: 2026-11-22\nreview_due: {}\n"


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-11-22T99:00", "22.11.2026", "2026-1-2", "20261122", "soon", "null", "'2026-13-01'"]
)
def test_a_day_that_is_not_in_the_calendar_is_refused(day: str) -> None:
    message = f'"{day.strip(chr(39))}" is not a day'
    assert said(DATED.format(day), Dated) == [("2:13", "bad-date", message, "write a day as 2026-11-22")]


@pytest.mark.parametrize("day", ["2028-02-29", "'2027-11-22'", '"2027-11-22"'])
def test_a_day_may_stand_with_or_without_quotes(day: str) -> None:
    assert said(DATED.format(day), Dated) == []


def test_a_review_is_written_without_quotes() -> None:
    assert said(f"by: Dr. Example\nday: 2026-11-22\ncovers: {NOTHING}\n", Review) == []


def test_an_unknown_urgency_is_an_error_and_never_a_default() -> None:
    expected = ("1:5", "unknown-word", '"emergncy" is not one of the words for "id"', 'did you mean "emergency"?')
    assert said("id: emergncy\nlabel: Now\nsay: Go now.\n", UrgencyWords) == [expected]


def test_an_urgency_that_is_near_to_none_is_told_all() -> None:
    help = "known here: emergency, today, soon, routine"
    expected = ("1:5", "unknown-word", '"kite" is not one of the words for "id"', help)
    assert said("id: kite\nlabel: Now\nsay: Go now.\n", UrgencyWords) == [expected]


def test_a_list_in_place_of_a_word_is_said_without_quotes() -> None:
    problems = said("id: [soon]\nlabel: Now\nsay: Go now.\n", UrgencyWords)

    assert [problem[2] for problem in problems] == ['a list is not one of the words for "id"']


@pytest.mark.parametrize(
    ("text", "id", "message"),
    [
        ("answers: []", "too-few", '"answers" has too few entries'),
        ("answers: a", "wrong-type", '"a" stands where a list is wanted'),
    ],
)
def test_a_list_that_must_not_be_empty_is_said_at_its_key(text: str, id: str, message: str) -> None:
    problems = said(f"id: one\nstory: Someone\noutcome: two\n{text}\n", Journey)

    assert [problem[1:3] for problem in problems] == [(id, message)]


CONDITION = "id: decide\ncases:\n  - when: {}\n    next: one\n  - otherwise: two\n"
KNOWN = "known here: is, all, any, not, at_least, of"
ONE_THING = "a condition says one thing; this has "
ONE_OF = "use one of: is, all, any, not, or at_least with of"
FROM_ONE = 'use a number from 1 to the number of answers in "of"'


@pytest.mark.parametrize(
    ("when", "problem"),
    [
        ("{is: q.a, not: q.b}", ("3:21", "bad-condition", ONE_THING + '"is", "not"', ONE_OF)),
        ("{}", ("3:5", "bad-condition", ONE_THING + "none of them", ONE_OF)),
        ("{at_least: 2}", ("3:12", "bad-condition", ONE_THING + '"at_least"', ONE_OF)),
        (
            "{at_least: 3, of: [q.a, q.b]}",
            ("3:22", "bad-condition", "at_least 3 of 2 is always or never true", FROM_ONE),
        ),
        ("{at_least: 0, of: [q.a]}", ("3:22", "bad-condition", "at_least 0 of 1 is always or never true", FROM_ONE)),
        ("{all: []}", ("3:12", "too-few", '"all" has too few entries', "write at least 1")),
        ("{any: [{nto: q.a}]}", ("3:19", "unknown-key", 'key "nto" is not known here', 'did you mean "not"?')),
        ("{not: {all: [{si: q.a}]}}", ("3:25", "unknown-key", 'key "si" is not known here', KNOWN)),
        ("{is: q.A}", ("3:16", "bad-id", '"q.A" is not an id', WORDS)),
    ],
)
def test_a_condition_says_one_thing_that_can_be_so(when: str, problem: Said) -> None:
    assert said(CONDITION.format(when), Decision) == [problem]


@pytest.mark.parametrize(
    ("case", "place", "has"),
    [
        ("{when: {is: q.a}}", "2:10", '"when"'),
        ("{next: one}", "2:10", '"next"'),
        ("{otherwise: one, next: two}", "2:26", '"otherwise", "next"'),
        ("{when: {is: q.a}, otherwise: one}", "2:27", '"when", "otherwise"'),
        ("{}", "2:9", "none of them"),
    ],
)
def test_a_case_has_a_condition_and_a_target_or_is_the_last(case: str, place: str, has: str) -> None:
    message = f'a case has "when" and "next", or "otherwise" alone; this has {has}'
    help = 'write "when" and "next", or "otherwise" alone in the last case'
    assert said(f"id: decide\ncases: [{case}]\n", Decision) == [(place, "bad-case", message, help)]


OUTCOME = """\
id: wait
urgency: routine
direction: stay
title: Wait
lead: {lead}
now: [One]
say: [One]
call: [one]
sooner: [One]
unknown: All else
written: 2026-11-22
review_due: 2027-11-22
"""


def test_words_for_both_voices_may_be_one_text_or_two() -> None:
    assert said(OUTCOME.format(lead="{you: You, they: They}"), Outcome) == []
    assert said(OUTCOME.format(lead="Words"), Outcome) == []


def test_words_for_one_voice_only_lack_the_other() -> None:
    assert said(OUTCOME.format(lead="{you: You}"), Outcome) == [
        ("5:1", "missing-key", 'key "they" is missing', 'add "they:" here')
    ]


def test_one_mistake_in_words_for_both_voices_is_said_once() -> None:
    message = '"no" without quotes is true or false to other YAML tools'
    assert said(OUTCOME.format(lead="no"), Outcome) == [("5:7", "unquoted-value", message, "put it in quotes")]


def line(text: str) -> OutcomeLine:
    """Read a line of an outcome."""
    tree = read_tree(SourceFile("file.yaml", f"line: {text}\n"), Problems())
    assert tree is not None
    return OutcomeLine.model_validate(tree["line"])


@pytest.mark.parametrize(
    ("text", "you", "they"),
    [
        ("Call.", "Call.", "Call."),
        ("{say: Call.}", "Call.", "Call."),
        ("{you: Call., they: Let them call.}", "Call.", "Let them call."),
        ("{say: Call., unless: home.safe}", "Call.", "Call."),
        ("{when: home.safe, if: If so, say: Call.}", "Call.", "Call."),
        ("{when: home.safe, if: If so, you: Call., they: Let them call.}", "Call.", "Let them call."),
    ],
)
def test_a_line_of_an_outcome_is_a_text_or_says_to_whom_and_when(text: str, you: str, they: str) -> None:
    assert (line(text).you, line(text).they) == (you, they)


def test_a_line_knows_its_answers_its_if_and_its_place() -> None:
    read = line("{when: [home.safe, home.unsafe], if: {you: If you, they: If they}, say: Call.}")

    assert (read.when, read.unless, read.place.column) == (("home.safe", "home.unsafe"), (), 7)
    assert read.if_ is not None
    assert (read.if_.you, read.if_.they) == ("If you", "If they")


BAD_LINE = 'a line has "when" and "if" together, or "unless" alone; this has '
NO_IF = 'write "if" beside "when", with the words for who was not asked; beside "unless" write neither'
BAD_VOICE = 'a line has "say", or "you" and "they"; this has '
VOICES = 'write "say" alone, or "you" and "they" together'


@pytest.mark.parametrize(
    ("text", "place", "id", "message", "help"),
    [
        ("say: A\nwhen: b.c", "2:1", "bad-line", f'{BAD_LINE}"when"', NO_IF),
        ("say: A\nif: If so", "2:1", "bad-line", f'{BAD_LINE}"if"', NO_IF),
        ("say: A\nif: If so\nunless: b.c", "3:1", "bad-line", f'{BAD_LINE}"if", "unless"', NO_IF),
        ("when: b.c\nif: If so\nunless: b.c\nsay: A", "3:1", "bad-line", f'{BAD_LINE}"when", "if", "unless"', NO_IF),
        ("unless: b.c", "1:1", "bad-voice", f"{BAD_VOICE}none of them", VOICES),
        ("say: A\nyou: B", "2:1", "bad-voice", f'{BAD_VOICE}"say", "you"', VOICES),
        ("say:", "1:1", "empty-text", 'key "say" has no value', "write the value, or delete it"),
        ("say: A\nwhen: b.c\nif:", "3:1", "empty-text", 'key "if" has no value', "write the value, or delete it"),
        ("sya: A\nunless: b.c", "1:1", "unknown-key", 'key "sya" is not known here', 'did you mean "say"?'),
        ("Call: now", "1:1", "wrong-type", '"Call:" begins a key inside text', 'put quotes round text with ": " in it'),
        (
            "say: [A]",
            "1:1",
            "wrong-type",
            "a list stands where text is wanted",
            'write one text, without brackets or "- "',
        ),
        ("say: 'A'\nunless: []", "2:1", "too-few", '"unless" has too few entries', "write at least 1"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_once_at_its_own_word(
    text: str, place: str, id: str, message: str, help: str
) -> None:
    assert said(f"{text}\n", OutcomeLine) == [(place, id, message, help)]


@pytest.mark.parametrize("text", ["home.safe", "[home.safe]", "\n  - home.safe"])
def test_one_answer_may_stand_without_a_list(text: str) -> None:
    assert said(f"you: A\nthey: B\nunless: {text}\n", OutcomeLine) == []


@pytest.mark.parametrize(("text", "is_first"), [("true", True), ("false", False)])
def test_a_flag_is_true_or_false(text: str, is_first: bool) -> None:
    tree = read_tree(SourceFile("file.yaml", f"first: {text}\n"), Problems())

    assert Flagged.model_validate(tree).first is is_first


@pytest.mark.parametrize("text", ["yes", "on", "True", "1", "[true]", "''"])
def test_nothing_else_is_a_flag(text: str) -> None:
    expected = ("bad-flag", "this is neither true nor false", "write true or false, without quotes")
    assert [problem[1:] for problem in said(f"first: {text}\n", Flagged)] == [expected]


def test_answers_are_a_list_or_come_from_levels() -> None:
    question = "id: where\nchoose: one\nyou: a\nthey: b\nwhy: c\nanswers: {}\n"

    message = '"from level" is not a list of answers'
    assert said(question.format("from levels"), Question) == []
    assert said(question.format("from level"), Question) == [
        ("6:10", "wrong-type", message, 'write a list, or "from levels"')
    ]


def test_a_contact_to_call_needs_a_number() -> None:
    text = "id: line\nname: Line\nshort_name: Line\nfor: Talk\nways:\n  - kind: call\n    url: https://example.org\n"

    message = 'call and text need a number; chat and web need a url; this has "kind", "url"'
    help = "give a number to call or text, a url to chat or web"
    assert said(text, Contact) == [("7:5", "bad-way", message, help)]


def test_every_mistake_of_a_file_is_said_in_one_run_in_the_order_of_its_lines() -> None:
    problems = said("id: Bad Id\ntext: no\nnumber: many\nzzz: a\ntexts: [~, '']\n")

    assert [(place, id) for place, id, _, _ in problems] == [
        ("1:5", "bad-id"),
        ("2:7", "unquoted-value"),
        ("3:9", "wrong-type"),
        ("4:1", "unknown-key"),
        ("5:9", "unquoted-value"),
        ("5:12", "empty-text"),
    ]


def test_a_hidden_character_in_a_key_is_not_an_unknown_key_as_well() -> None:
    assert [id for _, id, _, _ in said("id: one\nte\u200bxt: a\n")] == ["bad-character"]


def _project(root: Path, **changed: str) -> list[str]:
    """Write empty lists to every file that is not changed, and read the project."""
    (root / "content").mkdir(exist_ok=True)
    for name in FILES:
        (root / name).write_text(changed.get(Path(name).stem, "journeys: []\n"))
    problems = Problems()
    reading = read_project(root, problems)
    assert reading.base is None
    return [f"{p.place}: {p.id}" for p in problems]


def test_every_file_is_read_though_the_first_is_broken(tmp_path: Path) -> None:
    found = _project(tmp_path, levels="a: 'don't'\n", decision_tree="a: [b\n", safety="a: b\na: c\n", sources="- a\n")

    assert [line for line in found if "-key" not in line] == [
        "content/index.md:1:1: missing-file",
        "content/sources.yaml:1:1: wrong-root",
        "decision_tree.yaml:1:4: bad-yaml",
        "levels.yaml:1:9: bad-yaml",
    ]
    assert "content/safety.yaml:2:1: duplicate-key" in found
    assert "content/contacts.yaml:1:1: unknown-key" in found


def test_an_empty_project_names_every_missing_file(tmp_path: Path) -> None:
    problems = Problems()

    reading = read_project(tmp_path, problems)

    assert reading.base is None
    missing = {f"{name}:1:1: file is missing" for name in (*FILES, "content/index.md")}
    assert {f"{p.place}: {p.message}" for p in problems} == missing


def test_pages_are_read_with_their_heads(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "safety.md").write_text("---\ntitle: Safety\n---\nWords.\n")

    problems = Problems()
    read_project(tmp_path, problems)

    on_page = [(p.place.line, p.message) for p in problems if p.place.file == "content/safety.md"]
    assert on_page == [(2, f'key "{key}" is missing') for key in ("description", "review_due", "written")]


def test_the_project_itself_is_read_without_a_problem() -> None:
    problems = Problems()

    reading = read_project(Path(__file__).parents[1], problems)

    assert list(problems) == []
    assert reading.base is not None
    assert {page.address for page in reading.base.pages} >= {"", "safety/", "step-up/", "step-down/"}


def test_the_same_project_with_other_line_ends_is_the_same(tmp_path: Path) -> None:
    root = Path(__file__).parents[1]
    content = [path.relative_to(root) for path in (root / "content").rglob("*.*")]
    for name in [Path("levels.yaml"), Path("decision_tree.yaml"), *content]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((root / name).read_bytes().replace(b"\n", b"\r\n"))

    assert read_project(tmp_path, Problems()) == read_project(root, Problems())


def test_no_model_lets_an_unknown_key_pass() -> None:
    models: tuple[type[Any], ...] = (GuideFile, SafetyFile, *FILES.values())

    assert {model.model_config.get("extra") for model in models} == {"forbid"}
