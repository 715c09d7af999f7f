"""Read every trap of YAML: nothing changes its meaning, and each mistake has its place and its cure."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.problems import Place, Problems, Text
from generator.source import MAX_NODES, SourceFile, TreeMapping, load, read_tree, split_front_matter
from generator.source import tree as reader

Said = tuple[str, str, str, str]
"""A problem as line:column, id, message and help."""


def said(problems: Problems) -> list[Said]:
    """Give problems as a reader sees them, without the name of the file."""
    return [(f"{p.place.line}:{p.place.column}", p.id, p.message, p.help) for p in problems]


def read(text: str) -> tuple[TreeMapping | None, list[Said]]:
    """Read a text as a file."""
    problems = Problems()
    tree = read_tree(SourceFile("levels.yaml", text), problems)
    return tree, said(problems)


QUOTE = "put quotes round the text"
LOST = (
    "lost-text",
    'text after " #" would be lost',
    "put the whole text in quotes, or the comment on a line of its own",
)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("text: Call #988 now\n", "1:12"),
        ("text: Call 988 # not 911\n", "1:16"),
        ("text: #988\n", "1:7"),
        ("k: text\nl: a # b\n", "2:6"),
        ("text: Call\n  the line # now\n", "2:12"),
        ("texts: [Call #988\n  , b]\n", "1:14"),
        ("text: don't #1\n", "1:13"),
    ],
)
def test_text_after_a_hash_is_not_lost_in_silence(text: str, place: str) -> None:
    assert read(text)[1] == [(place, *LOST)]


@pytest.mark.parametrize(
    "text",
    [
        "# a comment\ntext: Call 988\n",
        "text: # of what follows\n  inner: a\n",
        "text: | # a block\n  Call #988\n",
        "text: Call#988\n",
        'text: "Call #988" # quoted\n',
        "texts: [a, b] # closed\n",
    ],
)
def test_a_comment_that_takes_nothing_away_is_no_problem(text: str) -> None:
    assert read(text)[1] == []


def test_a_repeated_key_names_both_lines_and_the_first_is_kept() -> None:
    problems = Problems()

    tree = read_tree(SourceFile("levels.yaml", "a: one\nb: two\na: three\n"), problems)

    message, help = 'key "a" stands here twice; YAML would keep only the last', "rename or delete one"
    assert said(problems) == [("3:1", "duplicate-key", message, help)]
    assert [problem.notes for problem in problems] == [("first on line 1",)]
    assert tree == {"a": "one", "b": "two"}


@pytest.mark.parametrize(
    ("word", "reads_as"),
    [
        *((word, "true or false") for word in ("no", "NO", "yes", "on", "off", "true", "y", "N")),
        *((word, "a number") for word in ("16:30", "010", "3.10", "1e3", "800_555", "988", "0x1F", "0o17", ".5", "-1")),
        *((word, "nothing") for word in ("null", "~")),
        *((word, "a date") for word in ("2026-11-22", "2026-11-22T10:00:00")),
        *((word, "") for word in ("nobody", "3.1.5", "9 to 19", "2.1-WM", "20+", "don't", "1-800-222-1222")),
    ],
)
def test_text_stays_text_and_knows_what_others_would_read(word: str, reads_as: str) -> None:
    tree, problems = read(f"key: {word}\nquoted: '{word.replace(chr(39), chr(39) * 2)}'\n")

    assert problems == []
    assert tree == {"key": word, "quoted": word}
    assert [text.reads_as for text in tree.values()] == [reads_as, ""]


@pytest.mark.parametrize(
    ("key", "reads_as"), [("no", "true or false"), ("on", "true or false"), ("10", "a number"), ("null", "nothing")]
)
def test_a_key_that_is_not_text_to_others_is_refused(key: str, reads_as: str) -> None:
    message = f'key "{key}" without quotes is {reads_as} to other YAML tools'
    assert read(f"{key}: a\n")[1] == [("1:1", "unquoted-value", message, f'write "{key}" in quotes, or another word')]


@pytest.fixture(params=["C", "Python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with PyYAML's fast half and without it: a machine may lack the fast one."""
    monkeypatch.setattr(reader, "_Loader", {"C": yaml.CSafeLoader, "Python": yaml.SafeLoader}[request.param])


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("count", [33, 2_000, 50_000])
@pytest.mark.parametrize(("bracket", "column"), [("[", 35), ("[{x: ", 80), ("- ", 65)])
def test_deep_nesting_is_refused_at_the_first_level_too_many(bracket: str, column: int, count: int) -> None:
    before = "a:\n  " if bracket == "- " else "a: "

    tree, problems = read(before + bracket * count)

    place = f"{before.count(chr(10)) + 1}:{column}"
    message = "lists and keys are nested more than 32 deep"
    assert (tree, problems) == (None, [(place, "too-deep", message, "look for a stray bracket")])


def test_brackets_that_are_closed_again_are_too_deep_as_well() -> None:
    _, problems = read("a: " + "[" * 2_000 + "]" * 2_000)

    assert [(place, id) for place, id, _, _ in problems] == [("1:35", "too-deep")]


def test_more_values_than_the_limit_are_refused() -> None:
    _, problems = read("a: [" + "b," * MAX_NODES + "]")

    message = f"file has more than {MAX_NODES} values"
    assert problems == [(f"1:{5 + 2 * (MAX_NODES - 3)}", "too-large", message, "split its content")]


def test_a_very_long_text_is_refused() -> None:
    assert read("a: " + "b" * 65_537)[1] == [("1:4", "too-large", "a text is longer than 64 KiB", "split it")]


NAMES = ("anchor", '"&x" names a part to repeat', 'write each part out; put quotes round text that begins with "&"')
REPEATS = (
    "anchor",
    '"*x" repeats another part of the file',
    'write the part out; put quotes round text that begins with "*"',
)
MERGES = ("merge-key", '"<<" merges another part into this one', "write each key out")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a: &x b\nc: *x\n", [("1:4", *NAMES), ("2:4", *REPEATS)]),
        ("a: &x [*x]\n", [("1:4", *NAMES), ("1:8", *REPEATS)]),
        ("a: &x {b: c}\nd:\n  <<: *x\n  urgency: routine\n", [("1:4", *NAMES), ("3:3", *MERGES), ("3:7", *REPEATS)]),
        ("<<: {a: b}\n", [("1:1", *MERGES)]),
    ],
)
def test_anchors_aliases_and_merges_are_refused(text: str, problems: list[Said]) -> None:
    assert read(text)[1] == problems


def test_a_bomb_of_aliases_stays_small() -> None:
    lines = [
        "a: &a [x, x]",
        *(f"{new}: &{new} [*{old}, *{old}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)),
    ]

    tree, problems = read("\n".join(lines))

    assert tree is not None
    assert [len(values) for values in tree.values()] == [2] * 9
    assert {id for _, id, _, _ in problems} == {"anchor"}


@pytest.mark.parametrize("tag", ["!foo", "!!binary", "!!set", "!!str", "!!python/object/apply:os.system", "!"])
def test_tags_are_refused_as_they_were_written(tag: str) -> None:
    help = 'delete it, or put quotes round text that begins with "!"'
    assert read(f"a: {tag} x\n")[1] == [("1:4", "tag", f'"{tag}" is a YAML tag', help)]


TAB = ("a tab stands where spaces are wanted", "indent with two spaces")
CHARACTER = 'text cannot begin with "{}" here'
EARLY = "a quote inside the text ends it too early"
BRACKET = (
    'the bracket "{}" is not closed, or a comma is missing',
    "close it, or put quotes round text that begins with a bracket",
)
COLON = ('a ":" stands inside text', 'put quotes round text with ": " in it')
INDENT = (
    "the line does not fit the lines around it",
    "check the indent, and put quotes round text with special characters",
)
NO_COLON = ('a ":" is missing after this key', 'write "key: value"; put quotes round text of more than one line')
ESCAPE = ("a backslash in double quotes begins no known character", "double the backslash, or use single quotes")
HALF = ("this code is half a character", "write the character itself in place of the code")


@pytest.mark.parametrize(
    ("text", "place", "message", "help"),
    [
        ("a:\n\tb: c\n", "2:1", *TAB),
        ("a: b\n\tc: d\n", "2:1", *TAB),
        ("text: Are you safe: yes?\n", "1:19", *COLON),
        ("a: b\n c: d\n", "2:3", *COLON),
        ("text: *Important*\n", "1:7", CHARACTER.format("*"), QUOTE),
        ("text: *Important* words\n", "1:7", CHARACTER.format("*"), QUOTE),
        ("text: @home\n", "1:7", CHARACTER.format("@"), QUOTE),
        ("text: %5\n", "1:7", CHARACTER.format("%"), QUOTE),
        ("text: `code`\n", "1:7", CHARACTER.format("`"), QUOTE),
        ("text: & more\n", "1:7", CHARACTER.format("&"), QUOTE),
        ("text: !x!y now\n", "1:7", CHARACTER.format("!"), QUOTE),
        ("text: ] now\n", "1:7", CHARACTER.format("]"), QUOTE),
        ("a: [b,, c]\n", "1:7", CHARACTER.format(","), QUOTE),
        ("text: 'don't'\n", "1:12", EARLY, "use double quotes round the whole text"),
        ('text: "say "hi" now"\n', "1:13", EARLY, "use single quotes round the whole text"),
        ('text: "say\nb: c\n', "1:7", "the quote that begins here is not closed", "close it where the text ends"),
        ("a: [b\nc: d\n", "1:4", BRACKET[0].format("["), BRACKET[1]),
        ("a: {b: c\n", "1:4", BRACKET[0].format("{"), BRACKET[1]),
        ("text: [Home](/) is here\n", "1:13", 'text goes on after the closing "]"', "put quotes round the whole text"),
        (
            "a: - b\n",
            "1:4",
            "a list begins on the line of its key",
            'put each "-" on a line of its own, or quotes round text',
        ),
        ("a: b\nc\nd: e\n", "2:1", *NO_COLON),
        ("a:\n  - b: c\n   - d\n", "3:4", *INDENT),
        ("a: b\n- c\n", "2:1", *INDENT),
        ('text: "C:\\q"\n', "1:10", *ESCAPE),
        ('text: "\\xzz"\n', "1:10", *ESCAPE),
        ('text: "\\ud800"\n', "1:10", *HALF),
        ('text: "\\ud83d\\ude0d"\n', "1:10", *HALF),
    ],
)
def test_broken_yaml_is_said_in_plain_words(text: str, place: str, message: str, help: str) -> None:
    assert read(text) == (None, [(place, "bad-yaml", message, help)])


def test_a_list_that_would_become_part_of_the_text_above_is_refused() -> None:
    help = 'put it under the "-" of the line above'
    message = 'this "-" is read as part of the text above it'
    assert read("a:\n- b\n - c\n")[1] == [("3:2", "bad-yaml", message, help)]


def test_a_dash_inside_text_of_two_lines_is_no_list() -> None:
    assert read("a:\n  one - two\n  -three\nb:\n- c\n- d\n")[1] == []


TEMPLATE = "put quotes round text that begins with a bracket; templates are not evaluated"


@pytest.mark.parametrize("text", ["a: {{ x }}\n", "a: {{ x }} words\n", "a: {[b]: c}\n"])
def test_a_template_is_not_a_key(text: str) -> None:
    assert read(text)[1] == [("1:5", "bad-key", "a list or mapping stands where a key is wanted", TEMPLATE)]


@pytest.mark.parametrize("text", ["title: A\n? b", "title: A\n? b\n"])
def test_a_question_mark_in_the_last_line_begins_a_key_without_a_value(text: str) -> None:
    tree, problems = read(text)

    assert (tree, problems) == ({"title": "A", "b": None}, [])


def test_an_empty_key_is_refused() -> None:
    assert read("?\n: b\n")[1] == [("1:1", "bad-key", "a key is empty", 'write a word before the ":"')]


HIDDEN = "delete it; it may be invisible, so retype the words around it"


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\ufeff", "a byte order mark (U+FEFF)"),
        ("\x00", "a NUL (U+0000)"),
        ("\x07", "a hidden character (U+0007)"),
        ("\x7f", "a hidden character (U+007F)"),
        ("\x85", "a hidden character (U+0085)"),
        ("\u2028", "a hidden character (U+2028)"),
        ("\u2029", "a hidden character (U+2029)"),
        ("\u200b", "a zero-width space (U+200B)"),
        ("\u2060", "a hidden character (U+2060)"),
        *(
            (chr(code), f"a hidden character (U+{code:04X})")
            for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
        ),
    ],
)
def test_a_hidden_character_is_said_where_it_stands_and_left_out(character: str, name: str) -> None:
    tree, problems = read(f"a: b\nkey: one{character}two\n")

    assert problems == [("2:9", "bad-character", f"{name} stands in the text", HIDDEN)]
    assert tree == {"a": "b", "key": "onetwo"}


def test_a_hidden_character_in_a_key_makes_no_second_problem() -> None:
    tree, problems = read("\ufeffkey: a\n")

    assert [id for _, id, _, _ in problems] == ["bad-character"]
    assert tree == {"key": "a"}


@pytest.mark.parametrize(
    ("escape", "code"), [("\\u200b", "U+200B"), ("\\u202e", "U+202E"), ("\\0", "U+0000"), ("\\N", "U+0085")]
)
def test_a_hidden_character_written_as_a_code_is_refused(escape: str, code: str) -> None:
    message = f"a hidden character ({code}) is written in the text"
    assert read(f'a: "b{escape}"\n')[1] == [("1:4", "bad-character", message, "delete it")]


def test_without_the_fast_half_a_lone_surrogate_is_refused_and_a_pair_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_Loader", yaml.SafeLoader)

    message = "half a character (a lone surrogate) stands in the text"
    assert read('a: "\\ud800"\n')[1] == [("1:4", "bad-character", message, "delete it")]
    assert read('a: "\\ud83d\\ude0d"\n') == ({"a": "\N{SMILING FACE WITH HEART-SHAPED EYES}"}, [])


def test_joiners_that_persian_and_emoji_need_are_kept() -> None:
    words = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \U0001f469\u200d\U0001f467"

    assert read(f"a: {words}\n") == ({"a": words}, [])


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    assert read(text) == (None, [("1:1", "empty-file", "file is empty", "see docs/format.md for what it holds")])


@pytest.mark.parametrize(
    ("text", "place", "what"),
    [("# c\nwords\n", "2:1", "a text"), ("- a\n", "1:1", "a list"), ("a:b\n", "1:1", "a text")],
)
def test_a_file_begins_with_keys(text: str, place: str, what: str) -> None:
    problem = (place, "wrong-root", f"file begins with {what}, not with keys", 'begin with a "key:" line')
    assert read(text) == (None, [problem])


def test_a_second_document_is_refused() -> None:
    problem = ("2:1", "several-documents", 'a second document begins with "---"', "keep one document in a file")
    assert read("a: b\n---\nc: d\n") == (None, [problem])


def test_a_directive_is_refused() -> None:
    problem = ("1:1", "directive", 'a "%" line at the top is not used here', "delete it")
    assert read("%YAML 1.1\n---\na: b\n")[1] == [problem]


def test_columns_count_characters_even_after_emoji_and_arabic() -> None:
    assert read("text: \U0001f600 \u0645\u0631\u062d\u0628\u0627: b\n")[1][0][0] == "1:14"


def test_every_value_and_key_knows_its_place() -> None:
    tree, _ = read("levels:\n  - id: one\n    text: |\n      First.\n      Second.\n")

    assert tree is not None
    (level,) = tree["levels"]
    assert (tree.place, tree["levels"].place, level.place) == (_at(1, 1), _at(2, 3), _at(2, 5))
    assert [(key.place, value.place) for key, value in level.items()] == [
        (_at(2, 5), _at(2, 9)),
        (_at(3, 5), _at(3, 11)),
    ]
    assert level["text"].place_of(level["text"].index("Second")) == _at(5, 7)


def _at(line: int, column: int) -> Place:
    return Place("levels.yaml", line, column)


def _load(root: Path, content: bytes) -> tuple[SourceFile | None, list[Said]]:
    (root / "levels.yaml").write_bytes(content)
    problems = Problems()
    return load(root, "levels.yaml", problems), said(problems)


@pytest.mark.parametrize(
    "content", [b"a: b\nc: d\n", b"a: b\r\nc: d\r\n", b"a: b\rc: d\r", b"\xef\xbb\xbfa: b\nc: d\n"]
)
def test_line_ends_and_a_mark_at_the_start_change_nothing(tmp_path: Path, content: bytes) -> None:
    assert _load(tmp_path, content) == (SourceFile("levels.yaml", "a: b\nc: d\n"), [])


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("a: b\n".encode("utf-16"), "1:1", "file is saved as UTF-16"),
        ("a: b\n".encode("utf-16-be"), "1:1", "file is saved as UTF-16"),
        ("a: b\nc: d\u00e9\u00e9\n".encode("latin-1"), "2:5", "file is not UTF-8 text"),
        ("\u00e9: ".encode() + b"\xe9\n", "1:4", "file is not UTF-8 text"),
        (b"\xef\xbb\xbfa: b\n\xff\n", "2:1", "file is not UTF-8 text"),
    ],
)
def test_another_encoding_is_refused_where_it_shows(tmp_path: Path, content: bytes, place: str, message: str) -> None:
    assert _load(tmp_path, content) == (None, [(place, "not-utf-8", message, "save it as UTF-8")])


def test_a_file_over_one_mebibyte_is_refused(tmp_path: Path) -> None:
    problem = ("1:1", "too-large", "file is larger than 1 MiB", "split its content")
    assert _load(tmp_path, b"#" * ((1 << 20) + 1)) == (None, [problem])


def _load_named(root: Path, name: str) -> list[Said]:
    problems = Problems()
    assert load(root, name, problems) is None
    return said(problems)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    help = "every project needs it; see docs/format.md"
    assert _load_named(tmp_path, "levels.yaml") == [("1:1", "missing-file", "file is missing", help)]


def test_a_link_is_refused_for_what_it_points_at_would_be_published(tmp_path: Path) -> None:
    (tmp_path / "levels.yaml").symlink_to("/etc/passwd")

    problem = ("1:1", "link", '"levels.yaml" is a symbolic link', "put the file itself there")
    assert _load_named(tmp_path, "levels.yaml") == [problem]


def test_a_file_in_a_linked_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "safety.yaml").write_text("a: b\n")
    (tmp_path / "content").symlink_to("elsewhere")

    problem = ("1:1", "link", '"content" is a symbolic link', "put the file itself there")
    assert _load_named(tmp_path, "content/safety.yaml") == [problem]


@pytest.mark.parametrize("make", [os.mkdir, os.mkfifo])
def test_a_folder_or_a_pipe_is_not_read(tmp_path: Path, make: Any) -> None:
    make(tmp_path / "levels.yaml")

    problem = ("1:1", "unreadable-file", "this is not a text file", "put a text file there")
    assert _load_named(tmp_path, "levels.yaml") == [problem]


def _split(text: str) -> tuple[TreeMapping | None, Text, list[Said]]:
    problems = Problems()
    tree, body = split_front_matter(SourceFile("content/safety.md", text), problems)
    return tree, body, said(problems)


def test_a_page_is_split_into_its_head_and_a_body_that_knows_its_lines() -> None:
    tree, body, problems = _split("---\ntitle: Safety\n---\nFirst.\n\nSecond.\n")

    assert (tree, body, problems) == ({"title": "Safety"}, "First.\n\nSecond.\n", [])
    assert body.place_of(0) == Place("content/safety.md", 4, 1)
    assert body.place_of(body.index("cond")) == Place("content/safety.md", 6, 3)


@pytest.mark.parametrize("text", ["", "Words.\n", "---\ntitle: a\n"])
def test_a_page_without_front_matter_says_how_to_begin(text: str) -> None:
    help = 'begin with "---", "title: …" and "---"'
    assert _split(text)[2] == [("1:1", "no-front-matter", "page has no front matter", help)]


def test_problems_of_a_page_stand_on_the_lines_of_its_file() -> None:
    _, _, problems = _split("---\ntitle: Call #1\n---\nWords.\nBad\u202e words.\n")

    hidden = ("5:4", "bad-character", "a hidden character (U+202E) stands in the text", HIDDEN)
    assert problems == [("2:13", *LOST), hidden]
