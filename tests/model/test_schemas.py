"""Hold schema/ against the reader: an editor must refuse what `stepwell check` refuses, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from click.testing import CliRunner

from generator import cli
from generator.fitting import fit
from generator.model.entry import Entry
from generator.model.guide import GuideFile
from generator.model.knowledge import FILES, GUIDES, HANDBOOK_FILES, LEVELS, LINES, WORDS
from generator.model.levels import LevelsPart
from generator.model.lines import LinesFile
from generator.model.schemas import schema_name, schemas
from generator.problems import Problems
from generator.source import SourceFile, read_tree
from tests import format_page
from tests.problem_ids import ids_of_reading
from tests.seen_by_editors import seen, validator

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
FOLDER = ROOT / "schema"
GUIDE, PART = f"{GUIDES}one.yaml", f"{LEVELS}one.yaml"
KINDS: dict[str, type[Entry]] = {**FILES, PART: LevelsPart, GUIDE: GuideFile, LINES: LinesFile, **HANDBOOK_FILES}
del KINDS[WORDS]
SCHEMAS = schemas()
OF_READING = ids_of_reading()
MODELS = format_page.models()
EXAMPLES = format_page.examples_in(format_page.PAGE.read_text(encoding="utf-8"))
US = ROOT / "generator" / "registers" / "us.yaml"


def yaml_files(root: Path) -> list[Path]:
    """List the YAML files of a project that have a schema."""
    found = sorted([*root.glob("[!.]*.yaml"), *root.glob("content/**/*.yaml")])
    return [path for path in found if path != root / WORDS]


SHIPPED = [*yaml_files(ROOT), US]
SMALL = [path for root in sorted(CASES.glob("_valid/*")) for path in yaml_files(root)]
SMALL.append(CASES / "bad-signature/content/reviewers.yaml")
SMALL.append(ROOT / "tests/organization/content/organization.yaml")
IN_CASES = [path for folder in sorted(CASES.glob("[!_]*")) for path in yaml_files(folder)]


def name_of(path: Path) -> str:
    """Give the name of a file within its project; a register that we bring is as the project's own."""
    if path == US:
        return LINES
    root = next(folder for folder in path.parents if folder.name not in ("content", "guides", "levels"))
    return path.relative_to(root).as_posix()


def refusals(path: Path) -> list[str]:
    """Give what an editor says of a file."""
    return [error.message for error in validator(name_of(path)).iter_errors(seen(path.read_text(encoding="utf-8")))]


def model_of(file: str) -> type[Entry]:
    """Give the model of a project's file."""
    folders = {GUIDES: GUIDE, LEVELS: PART}
    return KINDS[next((one for folder, one in folders.items() if file.startswith(folder)), file)]


@cache
def schema_of(file: str) -> dict[str, Any]:
    """Give the schema of a project's file."""
    schema: dict[str, Any] = json.loads(SCHEMAS[schema_name(file)])
    return schema


def parts_of(file: str) -> list[str]:
    """Give the names of the kinds of entry that a file may hold."""
    return [name for name, part in schema_of(file)["$defs"].items() if "properties" in part]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_as_generated(name: str, golden: Callable[[Path, str], str]) -> None:
    text = SCHEMAS[name]

    assert text == golden(FOLDER / name, text)


def test_folder_holds_nothing_else() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(SCHEMAS)


def test_command_writes_the_schemas_into_a_project(tmp_path: Path) -> None:
    for name in ("levels.yaml", "decision_tree.yaml"):
        (tmp_path / name).touch()

    done = CliRunner().invoke(cli.stepwell, ["schema", "--project", str(tmp_path)])

    assert (done.exit_code, done.output) == (0, "")
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "schema").iterdir()} == SCHEMAS


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(SCHEMAS[name]))


@pytest.mark.parametrize("file", KINDS, ids=schema_name)
def test_schema_says_of_every_key_what_it_holds(file: str) -> None:
    parts = {"": schema_of(file)} | {name: schema_of(file)["$defs"][name] for name in parts_of(file)}
    keys = {(name, key): said for name, part in parts.items() for key, said in part["properties"].items()}

    assert [key for key, said in keys.items() if not said.get("description")] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_file_names_its_schema_in_its_first_line(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]

    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)

    assert named is not None
    assert (path.parent / named[1]).resolve() == FOLDER / schema_name(name_of(path))


@pytest.mark.parametrize("path", [*SHIPPED, *SMALL], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_editor_finds_nothing_wrong_in_a_good_file(path: Path) -> None:
    assert refusals(path) == []


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_editor_finds_nothing_wrong_in_an_example_of_the_format_page(name: str, text: str) -> None:
    file = next(file for file, model in KINDS.items() if name in (model.__name__, *parts_of(file)))
    entry = name if name in parts_of(file) else ""
    example = seen(text)

    errors = validator(file, entry=entry).iter_errors(example[0] if isinstance(example, list) else example)

    assert [error.message for error in errors] == []


UNSEEN = {
    "anchor-named": "an editor shows a schema the repeated part as if it were written out",
    "anchor-repeated": "the same",
    "bad-character-byte-order-mark": "which characters no text may hold would be a pattern that nobody can read",
    "bad-character-direction": "the same",
    "bad-character-escaped": "the same",
    "bad-character-zero-width": "the same",
    "bad-wording-term": "what is a letter would be a pattern that nobody can read",
    "bad-yaml-joined-entries": "two entries on one line are one text to YAML",
    "bad-yaml-quote-not-begun": "a quote at the end of a text is a part of it to YAML",
    "bad-condition-at-least": "a schema cannot count one list to limit a number beside it",
    "bad-overlay": "what a project builds on stands in mkdocs.yml",
    "directive": "a schema does not see the line",
    "duplicate-key": "the parser of an editor says it; a schema sees the last one only",
    "duplicate-key-lost-hyphen": "the same",
    "lost-text-comment": "a schema does not see comments",
    "lost-text-number": "the same",
    "misplaced-level": "which levels have files of their own stands in other files",
    "unknown-picture": "which pictures there are stands in no file that a schema sees",
    "unknown-country": "which countries have a register stands in no file that a schema sees",
    "unquoted-value-bool": "`no` is text in YAML 1.2, with and without quotes",
    "unquoted-value-id": "the same with `off`",
    "unquoted-value-time": "the same with `16:30`",
}
"""The cases of badly written files in which an editor sees nothing wrong, and why a schema cannot."""

SOONER = {
    "bad-sharing-itself": "the schema of decision_tree.yaml has no `shares`",
    "bad-sharing-nowhere": "the schema of a further guide needs `then`",
}
"""The cases of which an editor says while writing what is checked only once all files are read."""


def is_refused(path: Path) -> bool:
    """Tell whether an editor says that something is wrong with a file: its parser, or the schema."""
    try:
        return bool(refusals(path))
    except (yaml.YAMLError, UnicodeDecodeError):
        return True


def is_badly_written(path: Path) -> bool:
    """Tell whether a case expects a problem of reading in a file."""
    expected = (CASES / path.relative_to(CASES).parts[0] / "expected.txt").read_text(encoding="utf-8")
    said = re.findall(rf"^{re.escape(name_of(path))}:\d+:\d+: error: .*\[([a-z0-9-]+)\]$", expected, re.MULTILINE)
    return not OF_READING.isdisjoint(said)


def test_editor_refuses_the_cases_of_badly_written_files_and_no_others() -> None:
    unseen, sooner = set(), set()
    for path in IN_CASES:
        case = path.relative_to(CASES).parts[0]
        if is_badly_written(path) and not is_refused(path):
            unseen.add(case)
        if is_refused(path) and not is_badly_written(path):
            sooner.add(case)

    assert unseen == set(UNSEEN)
    assert sooner == set(SOONER)


EMPTY = "(nothing behind the colon)"
TRIED: tuple[Any, ...] = (
    *(None, EMPTY, True, 0, 7, 1_000_000, -1, 1.5, "", "  ", "word", "Two words.", "two\nlines", "Añadir", "a.b", "a."),
    *("9", "007", "true", "2026-11-22", "2026-02-30", "22.11.2026", "#1d5b63", "index", "x" * 65, "Cap", "from levels"),
    *("emergency", "{one|two} words", "two  spaces", "ends in ...", "call", "web", "stay"),
    *([], ["word"], ["a.b", "c.d"], ["One.", "Two."], ["a", "b", "c", "d", "e"], [["a"]], [7] * 7, [7] * 8, [""]),
    *([None], [{}], [{"is": "a.b"}], {}, {"you": "One.", "they": "Two."}, {"you": "One."}, {"say": "One."}),
    *({"is": "a.b"}, {"not": {"any": ["a.b"]}}, {"all": []}, {"is": "a.b", "any": ["a.b"]}, {"of": ["a.b"]}),
    *({"at_least": 1, "of": ["a.b"]}, {"direction": "stay"}, {"shows": "a", "direction": "stay"}),
    *([{"say": "One.", "when": "a.b", "if": "If"}], [{"say": "One.", "when": "a.b"}], [{"say": "One.", "you": "Two."}]),
    *([{"you": "One.", "they": "Two.", "unless": ["a.b"]}], [{"say": "One.", "unless": "a.b", "if": "If so"}]),
    *([{"when": "a.b", "next": "c"}, {"otherwise": "d"}], [{"when": "a.b", "otherwise": "d"}], [{"when": "a.b"}]),
    *({"by": "A made-up person", "day": "2026-11-22"}, {"by": "A made-up person", "day": "today"}),
)
"""What is put in the place of every key: right here, wrong there."""

SMALL_ENTRY = 1_000
"""How many characters of JSON a further entry has at most, so that thousands of changes take seconds."""
ROOTS = {model.__name__: file for file, model in reversed(KINDS.items())}
PARTS = {name: file for file in reversed(KINDS) for name in parts_of(file)}
"""Each kind of entry, and a file that may hold it."""
EVERY_ENTRY = {name: file for name, file in (PARTS | ROOTS).items() if name != "ProseHead"}


@cache
def entries() -> dict[str, list[dict[str, Any]]]:
    """Give small entries of each kind, from the files and from the examples of the format page."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in EVERY_ENTRY}
    for path in (*SHIPPED, *SMALL):
        file = name_of(path)
        for name, entry in within(seen(path.read_text(encoding="utf-8")), schema_of(file), schema_of(file)):
            found[name or model_of(file).__name__].append(entry if name else shortened(entry))
    for name, text in EXAMPLES:
        example = seen(text)
        found[name] += example if isinstance(example, list) else [example]
    return {name: list(smallest(every)) for name, every in found.items()}


def shortened(file: dict[str, Any]) -> dict[str, Any]:
    """Give a file with at most two entries in each of its lists."""
    return {key: value[:2] if isinstance(value, list) else value for key, value in file.items()}


def smallest(entries: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give the smallest entry, and small ones that have further keys."""
    keys: set[str] = set()
    by_size = sorted((len(json.dumps(entry)), number) for number, entry in enumerate(entries))
    for size, number in by_size:
        if not keys or (size < SMALL_ENTRY and not keys.issuperset(entries[number])):
            keys.update(entries[number])
            yield entries[number]


def within(
    data: Any, part: dict[str, Any], schema: dict[str, Any], name: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the mappings in data, each with the name of its schema; the outermost has none."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        part = schema["$defs"][name]
    if isinstance(data, dict) and "properties" in part:
        yield name, data
        for key, value in data.items():
            yield from within(value, part["properties"][key], schema)
        return
    for option in part.get("anyOf", []):
        yield from within(data, option, schema, name)
    if isinstance(data, list) and "items" in part:
        for value in data:
            yield from within(value, part["items"], schema)


def changed(entry: dict[str, Any], keys: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give an entry with each key left out or with another value, and with a key that nobody knows."""
    yield "nonsense", entry | {"nonsense": "word"}
    for key in keys:
        yield key, {other: value for other, value in entry.items() if other != key}
        yield from ((key, entry | {key: value}) for value in TRIED)
        if isinstance(entry.get(key), str):
            yield key, entry | {key: f"word {entry[key]}"}
            yield key, entry | {key: f"{entry[key]} {{nowhere}}"}
        if isinstance(entry.get(key), dict):
            yield key, entry | {key: dict(entry[key])}
        if isinstance(entry.get(key), list):
            yield from ((key, entry | {key: value}) for value in (entry[key] * 3, entry[key][:1], [*entry[key], None]))


def as_text(entry: dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False).replace(f'"{EMPTY}"', "")


def said(text: str, model: type[Entry]) -> list[str]:
    """Give what the reader says of an entry."""
    problems = Problems()
    fit(read_tree(SourceFile("made.yaml", text), problems), model, problems, file="made.yaml")
    return [problem.message for problem in problems]


def agree(is_taken: bool, messages: list[str]) -> bool:
    """Tell whether an editor takes what the reader takes; it cannot see that a number is higher than a list is long."""
    return is_taken == (not messages) or (is_taken and all(message.startswith("at_least ") for message in messages))


BESIDE = {
    ("ContactsFile", "country"): "an older version without it can be read; that it is missing is said beside the model",
    ("Guide", "shares"): "that it is for further guides alone, and for each of them, is a check",
    ("Guide", "then"): "the same",
    ("Ladder", "levels"): "an id stands for a level that has a file of its own",
    ("LevelsFile", "beside"): "the same",
    ("Level", "kinds"): "the same with a kind",
}
"""The keys of which something more is said than their model does."""


@pytest.mark.parametrize("name", EVERY_ENTRY)
def test_editor_and_reader_agree_on_every_change_of_every_key(name: str) -> None:
    file = EVERY_ENTRY[name]
    editor = validator(file, entry=name if name in PARTS else "")
    schema = schema_of(file)["$defs"][name] if name in PARTS else schema_of(file)
    apart, taken = [], 0
    for entry in entries()[name]:
        for key, other in changed(entry, [key for key in schema["properties"] if (name, key) not in BESIDE]):
            text = as_text(other)
            is_taken = editor.is_valid(seen(text))
            taken += is_taken
            if not agree(is_taken, said(text, MODELS[name])):
                apart.append((key, other.get(key, "left out")))

    assert apart == []
    assert taken
