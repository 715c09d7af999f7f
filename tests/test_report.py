"""Read problems as people and machines get them: whole, on one line where they must be, and harmless to a terminal."""

from __future__ import annotations

import json

from generator import report
from generator.problems import Place, Problem, Problems, Severity, visible
from generator.source import SourceFile

FILE = SourceFile("levels.yaml", "ladders:\n\t- id: made-up\n  name: Made up\n")
EMERGENCY = Problem(
    Place("levels.yaml", 3, 9),
    "made-up-id",
    'name "Made up" is made up',
    Severity.ERROR,
    "write another",
    ("one", "two"),
)
MILD = Problem(Place("levels.yaml", 1, 1), "mild-id", "this could be better", Severity.WARNING)


def test_nothing_wrong_says_nothing() -> None:
    assert report.as_text(Problems(), [FILE]) == ""
    assert report.as_annotations(Problems()) == ""
    assert report.summary(Problems()) == "0 errors, 0 warnings"


def test_text_shows_the_authors_own_line_with_a_caret_notes_and_the_cure() -> None:
    assert report.as_text(Problems([EMERGENCY]), [FILE]) == (
        'levels.yaml:3:9: error: name "Made up" is made up [made-up-id]\n'
        "    3 |   name: Made up\n"
        "      |         ^\n"
        "  note: one\n"
        "  note: two\n"
        "  help: write another\n"
    )


def test_problems_stand_in_the_order_of_lines_with_an_empty_line_between() -> None:
    text = report.as_text(Problems([EMERGENCY, MILD, EMERGENCY]), [FILE])

    assert text.startswith(
        "levels.yaml:1:1: warning: this could be better [mild-id]\n    1 | ladders:\n      | ^\n\nlevels.yaml:3:9"
    )
    assert text.count("error:") == 1
    assert report.summary(Problems([EMERGENCY, MILD, EMERGENCY])) == "1 error, 1 warning"


def test_tab_counts_as_one_column_so_that_the_caret_stands_below_its_word() -> None:
    problem = Problem(Place("levels.yaml", 2, 4), "made-up-id", "made up")

    assert report.as_text(Problems([problem]), [FILE]).split("\n")[1:3] == ["    2 |  - id: made-up", "      |    ^"]


def test_problem_past_the_end_of_a_file_has_no_line() -> None:
    problem = Problem(Place("levels.yaml", 99, 1), "made-up-id", "made up")

    assert report.as_text(Problems([problem]), [FILE]) == "levels.yaml:99:1: error: made up [made-up-id]\n"


def test_problem_in_a_file_that_could_not_be_read_has_no_line() -> None:
    assert report.as_text(Problems([MILD]), []) == "levels.yaml:1:1: warning: this could be better [mild-id]\n"


def test_long_line_is_cut_around_the_caret() -> None:
    file = SourceFile("a.yaml", "x" * 300 + "HERE" + "y" * 300)

    line, caret = report.as_text(Problems([Problem(Place("a.yaml", 1, 301), "made-up-id", "made up")]), [file]).split(
        "\n"
    )[1:3]

    assert line == "    1 | …" + "x" * 55 + "HERE" + "y" * 51 + "…"
    assert line[caret.index("^") :].startswith("HERE")


def test_long_line_is_cut_on_one_side_only_at_its_ends() -> None:
    file = SourceFile("a.yaml", "START" + "x" * 300 + "END")
    problems = Problems([Problem(Place("a.yaml", 1, column), "made-up-id", "made up") for column in (1, 306)])

    lines = report.as_text(problems, [file]).split("\n")

    assert lines[1] == "    1 | START" + "x" * 105 + "…"
    assert lines[5] == "    1 | …" + "x" * 107 + "END"
    assert lines[5][lines[6].index("^") :] == "END"


def test_what_a_terminal_would_obey_is_shown_as_a_mark() -> None:
    file = SourceFile("a.yaml", "a \x1b[2J b \u202e c \u200b")
    problem = Problem(
        Place("a.yaml", 1, 3), "made-up-id", "made\x1b[2J\nup", Severity.ERROR, "he\x07lp", ("no\u2066te",)
    )

    assert report.as_text(Problems([problem]), [file]) == (
        "a.yaml:1:3: error: made\ufffd[2J\ufffdup [made-up-id]\n"
        "    1 | a \ufffd[2J b \ufffd c \ufffd\n"
        "      |   ^\n"
        "  note: no\ufffdte\n"
        "  help: he\ufffdlp\n"
    )


def test_letters_of_every_script_are_shown_as_they_are() -> None:
    assert visible("مستوى الرعاية, 照護, é, n\u200dn, 👩\u200d⚕️") == "مستوى الرعاية, 照護, é, n\u200dn, 👩\u200d⚕️"


def test_json_holds_every_problem_with_the_counts() -> None:
    assert json.loads(report.as_json(Problems([EMERGENCY, MILD]))) == {
        "format": 1,
        "errors": 1,
        "warnings": 1,
        "problems": [
            {
                "file": "levels.yaml",
                "line": 1,
                "column": 1,
                "severity": "warning",
                "id": "mild-id",
                "message": "this could be better",
                "help": "",
                "notes": [],
            },
            {
                "file": "levels.yaml",
                "line": 3,
                "column": 9,
                "severity": "error",
                "id": "made-up-id",
                "message": 'name "Made up" is made up',
                "help": "write another",
                "notes": ["one", "two"],
            },
        ],
    }


def test_file_name_that_is_not_text_can_be_printed() -> None:
    problems = Problems([Problem(Place("content/\udcff.md", 1, 1), "made-up-id", "made up")])

    assert json.loads(report.as_json(problems).encode().decode())["problems"][0]["file"] == "content/\ufffd.md"
    assert report.as_text(problems, []).encode().decode() == "content/\ufffd.md:1:1: error: made up [made-up-id]\n"
    assert "content/\ufffd.md" in report.as_annotations(problems)


def test_annotation_is_one_line_with_place_id_notes_and_cure() -> None:
    assert report.as_annotations(Problems([EMERGENCY, MILD])) == (
        "::warning file=levels.yaml,line=1,col=1,title=mild-id::this could be better\n"
        '::error file=levels.yaml,line=3,col=9,title=made-up-id::name "Made up" is made up; one; two; write another'
    )


def test_annotation_cannot_be_broken_out_of() -> None:
    problem = Problem(Place("content/a,b:c%.md", 1, 2), "made-up-id", "100%\r\n::error::made up")

    assert report.as_annotations(Problems([problem])) == (
        "::error file=content/a%2Cb%3Ac%25.md,line=1,col=2,title=made-up-id::100%25%0D%0A::error::made up"
    )
