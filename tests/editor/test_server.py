"""The language server as an editor meets it: over its input and output, with texts that nobody saved."""

from __future__ import annotations

import random
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from generator.editor.texts import Document, Encoding
from generator.problems import Problems
from generator.project import open_project, read_files
from generator.upgrading import CURRENT
from tests.conftest import TODAY
from tests.editor.client import Client
from tests.editor.edits import edited
from tests.editor.test_workspace import texts_of
from tests.site.workbench import copy_project, environment
from tests.test_cases import SMALL

TREE = "decision_tree.yaml"
Said = list[tuple[str, int, str, str]]
"""Problems as the name of the file, the line, the id, and the message with its help."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Start a server once: each test leaves its project as it was."""
    with Client(copy_project(tmp_path_factory.mktemp("shared") / "project", of=SMALL)) as client:
        yield client


@pytest.fixture
def client(shared: Client) -> Iterator[Client]:
    yield shared
    shared.close_all()
    shared.settle()
    assert shared.logged == []


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project", of=SMALL)


def checked(root: Path) -> Said:
    """Say what check says of a folder."""
    problems = Problems()
    open_project(root, problems, today=TODAY)
    lines = ((p.place.file, p.place.line, p.id, f"{p.message}\n{p.help}" if p.help else p.message) for p in problems)
    return sorted(lines)


def is_as_checked(told: Said, root: Path) -> bool:
    """Tell whether it is what check says or, where a file cannot be read, that and more."""
    problems = Problems()
    read_files(root, problems)
    return set(told) >= set(checked(root)) if problems.has_errors() else told == checked(root)


def told(client: Client) -> Said:
    """Say what stands under the files in the editor."""
    client.settle()
    return sorted((name, line, id, message) for name, line, _, id, message in client.problems())


def replaced(client: Client, name: str, old: str, new: str) -> str:
    """Change an open file whose text is that on disk."""
    text = (client.root / name).read_bytes().decode().replace(old, new, 1)
    client.write(name, text)
    return text


def wrong_target(client: Client) -> dict[str, Any]:
    """Give the one problem about a target; a sign-off of the text before has lapsed too."""
    (found,) = (each for each in client.said[client.uri(TREE)] if each["code"] == "unknown-target")
    return found


def test_wrong_word_is_underlined_with_its_cure(client: Client) -> None:
    client.open(TREE)
    replaced(client, TREE, "next: who", "next: whoo")
    client.settle()

    found = wrong_target(client)

    assert (found["severity"], found["code"], found["source"]) == (1, "unknown-target", "stepwell")
    assert found["message"] == (
        'answer "safe" leads to "whoo", which is not a question, decision or outcome\ndid you mean "who" (line 32)?'
    )
    assert found["range"] == {"start": {"line": 23, "character": 14}, "end": {"line": 23, "character": 18}}
    assert found["codeDescription"]["href"].endswith("docs/problems.md#unknown-target")


def test_quick_fix_writes_what_the_cure_says(client: Client) -> None:
    client.open(TREE)
    text = replaced(client, TREE, "next: who", "next: whoo")
    client.settle()
    found = wrong_target(client)

    (action,) = client.ask(
        "textDocument/codeAction",
        textDocument={"uri": client.uri(TREE)},
        range=found["range"],
        context={"diagnostics": [found]},
    )

    assert (action["title"], action["kind"]) == ('Write "who"', "quickfix")
    assert applied(text, action["edit"]["changes"][client.uri(TREE)]) == text.replace("next: whoo", "next: who")


def applied(text: str, edits: Sequence[dict[str, Any]]) -> str:
    """Carry out the edits of an answer in a text that has only letters of ASCII."""
    document = Document(text)
    for edit in sorted(edits, key=lambda edit: tuple(edit["range"]["start"].values()), reverse=True):
        start, end = (
            document.index(document.spot(at["line"], at["character"], Encoding.UTF_16))
            for at in (edit["range"]["start"], edit["range"]["end"])
        )
        text = text[:start] + edit["newText"] + text[end:]
    return text


def test_texts_of_several_files_count_before_they_are_saved(client: Client) -> None:
    for name in (TREE, "content/journeys.yaml"):
        client.open(name)
    replaced(client, TREE, "- id: help-now", "- id: help-at-once")
    assert any("help-now" in message for *_, message in told(client))

    tree = (
        (client.root / TREE)
        .read_text()
        .replace("help-now", "help-at-once")
        .replace("direction: help-at-once", "direction: help-now")
    )
    client.write(TREE, tree)
    replaced_journeys = (client.root / "content/journeys.yaml").read_text().replace("help-now", "help-at-once")
    client.write("content/journeys.yaml", replaced_journeys)

    assert not any("help-now" in message for *_, message in told(client))


def test_what_is_said_of_broken_text_goes_when_it_is_mended(client: Client) -> None:
    before = told(client)
    client.open(TREE)
    text = replaced(client, TREE, "questions:", "questions: [")
    assert [id for _, _, id, _ in told(client)] == ["bad-yaml"]

    client.write(TREE, text.replace("questions: [", "questions:"))

    assert told(client) == before


def test_names_are_offered_while_their_file_is_broken(client: Client) -> None:
    client.open(TREE)
    text = replaced(client, TREE, "next: signs", "next: [")
    client.settle()
    line = text.split("\n").index("    next: [")

    items = client.at(TREE, line, 11, "completion")["items"]

    assert "signs" in [item["label"] for item in items]


def test_closing_a_file_brings_back_what_is_saved(client: Client) -> None:
    before = told(client)
    client.open(TREE)
    replaced(client, TREE, "next: who", "next: whoo")
    assert told(client) != before

    client.close(TREE)

    assert told(client) == before


def test_file_that_is_not_saved_yet_is_a_page(client: Client) -> None:
    before = told(client)
    client.open("content/new.md", "# No head\n")
    assert ("content/new.md", 1, "no-front-matter") in [each[:3] for each in told(client)]

    client.close("content/new.md")

    assert told(client) == before


def test_files_that_change_on_disk_are_read_again(client: Client, tmp_path: Path) -> None:
    before, root = told(client), client.root
    page, kept = root / "content/sources.yaml", tmp_path / "sources.yaml"
    shutil.move(page, kept)
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": client.uri("content/sources.yaml"), "type": 3}])
    assert told(client) == checked(root)
    assert told(client) != before

    shutil.move(kept, root / "content/other.yaml")
    client.tell("workspace/didChangeWatchedFiles", changes=[{"uri": client.uri("content/other.yaml"), "type": 1}])

    assert told(client) == checked(root)
    shutil.move(root / "content/other.yaml", page)
    client.tell("workspace/didChangeWatchedFiles", changes=[])


def test_only_the_newest_text_is_spoken_of(client: Client) -> None:
    client.open(TREE)
    for number in range(20):
        replaced(client, TREE, "next: who", f"next: who{'x' * number}")
    replaced(client, TREE, "", "")

    client.settle()

    assert client.said[client.uri(TREE)] == []
    assert client.versions_said[client.uri(TREE)] == client.versions[TREE]


@pytest.mark.parametrize(
    ("encoding", "newline"), [("utf-8", "\n"), ("utf-16", "\r\n"), ("utf-32", "\n")], ids=["8", "16", "32"]
)
def test_typing_is_followed_in_the_units_of_the_editor(root: Path, encoding: str, newline: str) -> None:
    name = "content/index.md"
    text = f"---{newline}title: é\U0001f600\ttitle{newline}dscription: \U0001f600{newline}---{newline}# T\U0001f600"
    units = Encoding(encoding).units
    with Client(root, encodings=[encoding, "utf-16"]) as client:
        client.open(name, text)
        client.settle()
        assert client.capabilities["positionEncoding"] == encoding

        client.type(name, (1, units("title: é\U0001f600\t")), (1, units("title: é\U0001f600\tti")), "\U0001f600 ")
        client.type(name, (4, units("# T\U0001f600")), (4, units("# T\U0001f600")), f"{newline}[x](/nowhere/)")
        client.type(name, (2, 0), (2, 1), "de")
        client.settle()
        shown = [(name, line, id, message) for name, line, _, id, message in client.problems()]

    text = text.replace("\tti", "\t\U0001f600 ").replace("dscr", "descr") + f"{newline}[x](/nowhere/)"
    (root / name).write_bytes(text.encode())
    assert is_as_checked(shown, root)


def test_seeded_typing_is_told_as_check_says_it(root: Path, tmp_path: Path) -> None:
    saved = copy_project(tmp_path / "saved", of=SMALL)
    texts, chance = texts_of(root), random.Random(7)
    with Client(root, encodings=["utf-8"]) as client:
        for name in texts:
            client.open(name)
        for _ in range(25):
            now = dict(texts)
            for _ in range(3):
                name, text = edited(now, chance)
                typed(client, name, now[name], text)
                now[name] = text
            for name, text in now.items():
                (saved / name).write_bytes(text.encode())

            assert is_as_checked(told(client), saved), [name for name in now if now[name] != texts[name]]
            for name, text in texts.items():
                if now[name] != text:
                    client.write(name, text)
        assert client.logged == []


def typed(client: Client, name: str, old: str, new: str) -> None:
    """Change an open file by the part of its text that differs, as an editor does."""
    same = next(
        (i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    while same and old[same - 1] == "\r":
        same -= 1  # no editor stands within the end of a line
    before, cut, rest = Document(old[:same]), old[same:], new[same:]
    end = Document(old)
    units = Encoding.UTF_8.units
    client.type(
        name,
        (len(before.lines) - 1, units(before.lines[-1])),
        (len(end.lines) - 1, units(end.lines[-1])),
        rest if cut or rest else "",
    )


def test_name_leads_to_its_definition_and_its_uses(client: Client) -> None:
    client.open(TREE)
    client.settle()

    found = client.at(TREE, 23, 15, "definition")
    uses = client.at(TREE, 23, 15, "references", context={"includeDeclaration": True})

    assert found["uri"] == client.uri(TREE)
    assert found["range"] == {"start": {"line": 31, "character": 8}, "end": {"line": 31, "character": 11}}
    assert found in uses
    assert {use["uri"].rpartition("/")[2] for use in uses} >= {TREE, "safety.yaml"}
    for use in uses:
        text = Path(use["uri"].removeprefix("file://")).read_text().split("\n")[use["range"]["start"]["line"]]
        assert text[use["range"]["start"]["character"] : use["range"]["end"]["character"]] == "who"


def test_hover_says_what_a_name_is_and_how_many_pass_it(client: Client) -> None:
    client.open(TREE)
    client.settle()

    name = client.at(TREE, 21, 13, "hover")["contents"]["value"]
    key = client.at(TREE, 23, 9, "hover")["contents"]["value"]

    assert name.startswith("**danger.safe** · answer: No danger")
    assert "ways to answer of guide `made-up-guide` give this answer." in name
    assert key == "**next**: Where it leads. Without it, to the question's `next`."


def test_rename_changes_every_file_and_keeps_the_old_name(client: Client, root: Path) -> None:
    client.open(TREE)
    text = replaced(client, TREE, "questions:", "# not saved\r\nquestions:")
    client.settle()
    prepared = client.at(TREE, 24, 15, "prepareRename")
    assert prepared["placeholder"] == "who"

    edit = client.at(TREE, 24, 15, "rename", newName="for-whom")

    for change in edit["documentChanges"]:
        name = change["textDocument"]["uri"].removeprefix(f"{client.root.as_uri()}/")
        before = text if name == TREE else (root / name).read_bytes().decode()
        (root / name).write_bytes(applied(before, change["edits"]).encode())
    assert len(edit["documentChanges"]) > 1
    assert [each for each in checked(root) if each[2] not in ("stale", "lapsed-sign-off")] == []
    assert "formerly: [who]" in (root / TREE).read_text()
    assert "# not saved" in (root / TREE).read_text()


def test_rename_to_a_name_that_is_taken_is_refused_in_one_line(client: Client) -> None:
    client.open(TREE)

    said = client.answer(
        "textDocument/rename",
        textDocument={"uri": client.uri(TREE)},
        position={"line": 23, "character": 15},
        newName="danger",
    )

    assert said["error"]["message"] == 'question "danger" has that id already (decision_tree.yaml:16:9)'


def test_outline_holds_the_entries_of_a_file(client: Client) -> None:
    client.open(TREE)
    client.open("content/index.md")

    parts = client.ask("textDocument/documentSymbol", textDocument={"uri": client.uri(TREE)})
    headings = client.ask("textDocument/documentSymbol", textDocument={"uri": client.uri("content/index.md")})

    questions = next(part for part in parts if part["name"] == "questions")
    assert [part["name"] for part in questions["children"]][:3] == ["danger", "who", "signs"]
    assert [part["name"] for part in headings] == ["Made-up home"]


def test_names_are_found_in_every_file(client: Client) -> None:
    client.settle()

    found = client.ask("workspace/symbol", query="made-up-source")

    assert ("made-up-source", "source") in [(each["name"], each["containerName"]) for each in found]


def test_places_of_an_organization_lead_to_the_files_of_its_upstream(tmp_path: Path) -> None:
    upstream, house = copy_project(tmp_path / "stepwell", of=SMALL), tmp_path / "house"
    (house / "content").mkdir(parents=True)
    form = f'extra:\n  format: "{CURRENT}"\n'
    (house / "mkdocs.yml").write_text(f"site_name: Made-up house\nupstream: ../stepwell\n{form}")
    text = (upstream / TREE).read_text().replace("next: who", "next: whoo", 1)
    with Client(house) as client:
        client.open("mkdocs.yml")
        client.open(f"../stepwell/{TREE}", text)
        client.settle()
        found = client.said[(upstream / TREE).as_uri()]
        client.close(f"../stepwell/{TREE}")
        client.settle()
        left = client.said[(upstream / TREE).as_uri()]

    (upstream / TREE).write_text(text)
    expected = [each for each in checked(house) if each[0] == f"../stepwell/{TREE}"]
    shown = {(each["range"]["start"]["line"] + 1, each["code"]) for each in found}
    assert {(line, id) for _, line, id, _ in expected} <= shown
    assert "unknown-target" in [id for _, _, id, _ in expected]
    assert "unknown-target" not in [each["code"] for each in left]


def test_file_of_no_project_gets_no_answer(client: Client, tmp_path: Path) -> None:
    client.open("../other.yaml", "a: b\n")

    assert client.at("../other.yaml", 0, 0, "completion")["items"] == []
    assert client.at("../other.yaml", 0, 0, "hover") is None
    assert told(client) == checked(client.root)


def test_without_its_library_one_line_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pygls.py").write_text("raise ModuleNotFoundError('no', name='pygls')")
    words = [sys.executable, "-c", "from generator.cli import main; main()", "lsp"]

    ran = subprocess.run(
        words, env=environment(PYTHONPATH=str(tmp_path)), capture_output=True, text=True, check=False, timeout=120
    )

    assert ran.returncode == 2
    assert f'add it with: {shlex.quote(sys.executable)} -m pip install "stepwell[editor]"' in ran.stderr
