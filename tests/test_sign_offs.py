"""Hold sign-offs to what they cover: each word belongs to one unit, and one changed word lapses exactly its units."""

from __future__ import annotations

import datetime
import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model.entry import Entry, Review
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import NumberDecision, RecordedDecision
from generator.problems import Problems, Text
from generator.reading import Reading, read_project
from generator.sign_offs import Standing, Unit, _fields_of, sign_offs_of, units_of
from tests.conftest import shipped
from tests.signed import sign_everything
from tests.site.workbench import copy_project, stepwell

ROOT = Path(__file__).parents[1]
ORGANIZATION = ROOT / "tests/organization/content/organization.yaml"
TODAY = datetime.date(2026, 11, 28)
SEED = 15
EDITS, EVERY_EDIT = 60, 1_000
MORE = ("x", "x", "\N{NO-BREAK SPACE}", "\N{SOFT HYPHEN}", "\N{COMBINING ACUTE ACCENT}", "&#120;")
"""What is added to a word: also what looks like nothing, or like something that it is not."""
LEFT_OUT = ("formerly",)
"""Fields with texts that no sign-off covers on purpose, besides whole files and sign-offs themselves."""


def base_of(reading: Reading) -> KnowledgeBase:
    assert reading.base is not None
    return reading.base


def covered_by(unit: Unit) -> Iterator[int]:
    """Give the identity of every text that a unit covers."""
    waiting: list[object] = [*unit.covered]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Entry):
            if unit.named and isinstance(part, unit.named):
                continue
            waiting += [getattr(part, name) for name, _ in _fields_of(type(part))]
        elif isinstance(part, tuple):
            waiting += part
        elif isinstance(part, Text):
            yield id(part)


def every_text(entry: object) -> Iterator[Text]:
    """Give every text that a unit must cover."""
    if isinstance(entry, Text):
        yield entry
    elif isinstance(entry, tuple):
        for part in entry:
            yield from every_text(part)
    elif isinstance(entry, Entry) and not isinstance(entry, Review | RecordedDecision | NumberDecision):
        for name in type(entry).model_fields:
            if name not in LEFT_OUT:
                yield from every_text(getattr(entry, name))


def test_every_word_and_rule_of_the_shipped_project_belongs_to_one_unit() -> None:
    base = shipped().base
    assert base is not None
    further = {f"guide {guide.guide.id}" for guide in base.others}
    units = units_of(base)
    alone = Counter(id for unit in units if unit.name not in further for id in set(covered_by(unit)))
    of_further = {id for unit in units if unit.name in further for id in covered_by(unit)}
    left_out = (base.handbook.addresses,)
    handbook = [file for file in base.handbook.files() if not any(file is other for other in left_out)]
    files = (base.levels, *base.every_guide(), base.safety, base.contacts.contacts, base.sources, *handbook)
    texts = [text for file in (*files, *(page.head for page in base.pages)) for text in every_text(file)]

    assert len(texts) > 10_000
    assert [text for text in texts if alone[id(text)] != 1 and id(text) not in of_further] == []
    assert [text for text in texts if alone[id(text)] > 1] == []


def test_names_are_unique_and_so_are_places() -> None:
    base = shipped().base
    assert base is not None
    units = units_of(base)

    assert len({unit.name for unit in units}) == len({unit.place for unit in units}) == len(units)


def test_shipped_content_is_signed_by_nobody() -> None:
    base = shipped().base
    assert base is not None

    assert [unit.name for unit in units_of(base) if unit.review is not None] == []


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the shipped project, run by a made-up organization, in which everything is signed off."""
    root = tmp_path_factory.mktemp("signed") / "project"
    shutil.copytree(ROOT / "content", root / "content")
    for name in ("levels.yaml", "decision_tree.yaml"):
        shutil.copy(ROOT / name, root / name)
    organization = ORGANIZATION.read_text(encoding="utf-8")
    without_picture = "".join(line for line in organization.splitlines(keepends=True) if not line.startswith("logo:"))
    (root / "content/organization.yaml").write_text(without_picture, encoding="utf-8")
    sign_everything(root, TODAY)
    return root


@pytest.fixture(scope="module")
def reading(signed: Path) -> Reading:
    read = read_project(signed, problems := Problems())
    assert not problems.has_errors(), problems.found
    return read


def test_every_sign_off_is_in_force_where_nothing_changed(signed: Path, reading: Reading) -> None:
    now = sign_offs_of(base_of(reading))
    before = shipped().base
    assert before is not None
    prints = {unit.name: unit.fingerprint() for unit in now.units}

    assert set(now.state_at.values()) == {Standing.IN_FORCE}
    assert [unit.name for unit in units_of(before) if prints[unit.name] != unit.fingerprint()] == []
    assert {"organization", "program"} <= {unit.kind for unit in now.units}


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit of one file, where it was made (the keys and numbers that lead there), and its new text."""

    kind: str
    file: str
    path: tuple[str | int, ...]
    text: str
    tree: Any


def lapsed(base: KnowledgeBase) -> set[str]:
    signed = sign_offs_of(base)
    return {unit.name for unit in signed.units if signed.state_of(unit.entry) is not Standing.IN_FORCE}


def nodes(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Give every value below a node of YAML, with the way to it."""
    yield path, node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from nodes(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from nodes(value, (*path, number))


def front(name: str, text: str) -> tuple[str, int]:
    """Give the YAML of a file and how many lines stand before it."""
    lines = text.split("\n")
    return ("\n".join(lines[1 : lines.index("---", 1)]), 1) if name.endswith(".md") else (text, 0)


def put(text: str, start: Any, end: Any, new: str, before: int) -> str:
    lines = text.split("\n")
    first, last = start.line + before, end.line + before
    lines[first : last + 1] = [lines[first][: start.column] + new + lines[last][end.column :]]
    return "\n".join(lines)


def drawn(random_: random.Random, signed: Path, names: list[str]) -> Edit | None:
    """Draw an edit; None where it cannot be made with what was drawn."""
    name = random_.choice(names)
    text = (signed / name).read_text(encoding="utf-8")
    yaml_text, before = front(name, text)
    root: Any = yaml.compose(yaml_text)
    tree = yaml.load(yaml_text, Loader=yaml.BaseLoader)
    kind = random_.choice(["word", "word", "block", "quotes", "comment", "order", "order", "gone", "body"])
    if kind == "body":
        if before == 0:
            return None
        lines = text.split("\n")
        start = lines.index("---", 1)
        number = random_.choice([number for number in range(start + 1, len(lines)) if lines[number].strip()])
        lines[number] += "x"
        return Edit(kind, name, ("body",), "\n".join(lines), tree)
    found = [(path, node) for path, node in nodes(root) if not {"reviewed", "last_checked"} & set(path)]
    if kind == "comment":
        lines = text.split("\n")
        lines.insert(before, "# made up")
        return Edit(kind, name, (), "\n".join(lines), tree)
    if kind == "block":
        blocks = [pair for pair in found if getattr(pair[1], "style", None) in ("|", ">")]
        if not blocks:
            return None
        where, block = random_.choice(blocks)
        lines = text.split("\n")
        within = range(block.start_mark.line + before + 1, block.end_mark.line + before)
        number = random_.choice([number for number in within if lines[number].strip()] or [0])
        lines[number] += random_.choice(MORE)
        return Edit(kind, name, where, "\n".join(lines), tree) if number else None
    if kind in ("word", "quotes"):
        path, node = random_.choice([pair for pair in found if isinstance(pair[1], yaml.ScalarNode)])
        if node.style in ("|", ">") or (node.start_mark.line != node.end_mark.line):
            return None
        new = node.value if kind == "quotes" else f"{node.value}{random_.choice(MORE)}"
        if kind == "quotes" and path[-1] in ("written", "review_due"):
            return None
        return Edit(
            kind,
            name,
            path,
            put(text, node.start_mark, node.end_mark, json.dumps(new, ensure_ascii=False), before),
            tree,
        )
    lists = [(path, node) for path, node in found if isinstance(node, yaml.SequenceNode) and len(node.value) > 2]
    if not lists:
        return None
    path, entries = random_.choice(lists)
    starts = [item.start_mark for item in entries.value]
    if entries.flow_style or len({mark.line for mark in starts}) < len(starts):
        return None
    number = random_.randrange(len(starts) - 2)
    lines = text.split("\n")
    first, second, third = (mark.line + before for mark in starts[number : number + 3])
    one, two = lines[first:second], lines[second:third]
    if kind == "gone":
        return Edit(kind, name, (*path, number), "\n".join([*lines[:first], *lines[second:]]), tree)
    if entries.value[number].value == entries.value[number + 1].value:
        return None
    return Edit(kind, name, path, "\n".join([*lines[:first], *two, *one, *lines[third:]]), tree)


class Expected:
    """What must lapse after an edit, from where it was made and the raw YAML of both guides alone."""

    def __init__(self, root: Path) -> None:
        self.main = yaml.load((root / "decision_tree.yaml").read_text(), Loader=yaml.BaseLoader)
        self.contacts = yaml.load((root / "content/contacts.yaml").read_text(), Loader=yaml.BaseLoader)
        self.organization = yaml.load((root / "content/organization.yaml").read_text(), Loader=yaml.BaseLoader)
        (file,) = (root / "content/guides").glob("*.yaml")
        self.further = yaml.load(file.read_text(), Loader=yaml.BaseLoader)
        self.shared = self._shared()

    def _shared(self) -> set[str]:
        """Give the ids of what the further guide shares with the first."""
        shares = set(self.further["guide"]["shares"])
        questions = [question for question in self.main["questions"] if question["id"] in shares]
        decisions = {decision["id"]: decision for decision in self.main["decisions"]}
        found = {question["id"] for question in questions}
        waiting = [target for question in questions for target in self._targets(question)]
        while waiting:
            target = waiting.pop()
            if target in decisions and target not in found:
                waiting += self._targets(decisions[target])
            found.add(target)
        own = [*self.further["questions"], *self.further["decisions"]]
        outcomes = {outcome["id"] for outcome in self.main["outcomes"]}
        found |= {target for entry in own for target in self._targets(entry) if target in outcomes}
        return {id for id in found if id in decisions or id in outcomes or id in shares}

    @staticmethod
    def _targets(entry: Any) -> list[str]:
        answers = entry.get("answers") if isinstance(entry.get("answers"), list) else []
        parts = [entry, *answers, *entry.get("more_answers", []), *entry.get("cases", [])]
        return [part[key] for part in parts for key in ("next", "otherwise") if key in part]

    def after(self, edit: Edit) -> set[str] | None:
        """Give the names of the units that must lapse; None where the edit gives a unit another name."""
        if edit.kind in ("comment", "quotes"):
            return set()
        path, tree = edit.path, edit.tree
        if path[-1] in ("written", "review_due", "formerly") or "formerly" in path:
            return set()
        match edit.file.removeprefix("content/").split("."):
            case [page, "md"]:
                return {f"page {page}"}
            case ["contacts", _]:
                if path == ("country",):
                    own = [line for key in ("lines", "local_lines") for line in self.organization[key]]
                    return {f"contact {contact['id']}" for contact in (*self.contacts["contacts"], *own)}
                return self._within(path, tree, "contacts", "contact", set())
            case ["organization", _]:
                sort = "program" if path[0] == "programs" else "contact"
                key = str(path[0]) if path[0] in ("lines", "local_lines", "programs") else "programs"
                return self._within(path, tree, key, sort, {"organization"})
            case ["notes", _]:
                return self._within(path, tree, "notes", "note", {"notes"})
            case ["treatments", _]:
                return self._within(path, tree, "treatments", "treatment", set())
            case ["entries", _]:
                return self._within(path, tree, "entries", "entry", set())
            case ["levels", _]:
                return self._in_levels(path, tree)
            case ["decision_tree", _]:
                return self._in_main(path, tree)
            case ["guides/intensive-outpatient", _]:
                return self._within(path, tree, "outcomes", "outcome", {f"guide {tree['guide']['id']}"})
            case ["journeys" | "addresses", _]:
                return set()
            case [file, _]:
                return {file}
        raise AssertionError(edit.file)

    @staticmethod
    def _within(path: tuple[str | int, ...], tree: Any, key: str, sort: str, otherwise: set[str]) -> set[str] | None:
        if path[0] != key or len(path) == 1:
            return otherwise
        if len(path) == 2 or path[2] == "id":
            return None
        return {f"{sort} {tree[key][path[1]]['id']}"}

    def _in_main(self, path: tuple[str | int, ...], tree: Any) -> set[str] | None:
        own, other = f"guide {tree['guide']['id']}", f"guide {self.further['guide']['id']}"
        inner = self._within(path, tree, "outcomes", "outcome", {own})
        if inner is None or path[-1] == "id" or len(path) == 2:
            return None
        if path[0] == "sets":
            return inner | {other}
        if path[0] != "guide" and len(path) > 1 and tree[str(path[0])][path[1]]["id"] in self.shared:
            return inner | {other}
        if path in (("questions",), ("decisions",)):
            return None  # which of those that changed places are shared is another question
        return inner

    @staticmethod
    def _in_levels(path: tuple[str | int, ...], tree: Any) -> set[str] | None:
        if path[-1] == "id" or path[-1] in ("from", "to"):
            return None
        if path[0] == "moves" and len(path) > 2:
            move = tree["moves"][path[1]]
            return {f"move {move['from']}-to-{move['to']}"}
        if path[0] == "beside" and len(path) > 2:
            return {f"level {tree['beside'][path[1]]['id']}"}
        if path[0] == "ladders" and len(path) > 4 and path[2] == "levels":
            return {f"level {tree['ladders'][path[1]]['levels'][path[3]]['id']}"}
        return None if path[0] in ("moves", "beside", "ladders") and isinstance(path[-1], int) else {"ladders"}


def test_an_edit_lapses_exactly_the_sign_offs_that_cover_it(
    signed: Path, reading: Reading, request: pytest.FixtureRequest
) -> None:
    wanted = EVERY_EDIT if request.config.getoption("--every-edit") else EDITS
    random_ = random.Random(SEED)
    expected = Expected(signed)
    names = sorted(path.relative_to(signed).as_posix() for path in signed.rglob("*") if path.suffix in (".yaml", ".md"))
    names = [*names, *["decision_tree.yaml", "levels.yaml", "content/contacts.yaml", "content/notes.yaml"] * 4]
    made: Counter[str] = Counter()
    wrong = []
    while made.total() < wanted:
        edit = drawn(random_, signed, names)
        units = None if edit is None else expected.after(edit)
        if edit is None or units is None:
            continue
        path = signed / edit.file
        text = path.read_bytes()
        path.write_text(edit.text, encoding="utf-8")
        after = read_project(signed, problems := Problems(), like=reading).base
        path.write_bytes(text)
        if after is None or problems.has_errors():
            continue
        made[edit.kind] += 1
        if lapsed(after) != units:
            wrong.append((edit.kind, edit.file, edit.path, lapsed(after) ^ units))

    assert wrong == []
    assert {"word", "block", "order", "gone", "quotes"} <= made.keys()


def test_nothing_is_said_to_wait_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", of=ROOT)
    notes = project / "content/notes.yaml"
    notes.write_text(notes.read_text(encoding="utf-8").replace("urgency: routine", "urgency: rutine", 1), "utf-8")

    done = stepwell("review", "--project", project)

    assert done.returncode == 1
    assert done.stdout == ""
    assert "nothing to review, for the files cannot be read: 1 error" in done.stderr
