"""Make a small project that has a page of every sort, and age it: each version renames, removes and joins some more."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

from generator.address_list import with_addresses
from generator.checks.addresses import missing_addresses
from generator.model.knowledge import ADDRESSES
from generator.problems import Problems
from generator.project import Project, open_project
from tests.conftest import TODAY
from tests.signed import SIGNED
from tests.test_further_guides import HARMLESS, JOURNEY

CASES = Path(__file__).parents[1] / "cases"
DATES = f"written: 2026-11-22\nreview_due: 2027-11-22\nreviewed: {SIGNED}\n"
SOURCES = "sources: [made-up-source]"
LINES = "[Made up for tests, one., Made up for tests, two.]"


def _treatment(id: str) -> str:
    dates = "".join(f"    {line}\n" for line in DATES.splitlines())
    return (
        f"  - id: {id}\n    name: Made-up care {id}\n    sentence: Made up for tests.\n"
        f"    what_happens: Made up for tests.\n    can_help: {LINES}\n    drawbacks: {LINES}\n    ask: {LINES}\n"
        f"    {SOURCES}\n{dates}"
    )


def _study(id: str) -> str:
    return (
        f"  - id: {id}\n    name: Made-up {id}\n    found: Made up for tests.\n    design: Made up for tests\n"
        "    people: 0\n    population: Nobody\n    year: no date\n    paid_by: Nobody\n"
        "    does_not_show: Made up for tests.\n    source: made-up-source\n"
    )


def _listed(id: str, *lines: str) -> str:
    return "\n    ".join((f"  - id: {id}", *lines)) + "\n"


def _page(title: str) -> str:
    head = f"---\ntitle: {title}\ndescription: Made up for tests.\n{DATES}---\n\n# {title}\n"
    return head + "".join(f"\n## {title} {part}\n\nMade up for tests.\n" for part in ("one", "two", "three"))


KIND = """        kinds:
          - id: made-up-kind
            name: Made-up kind
            short_name: Kind
            sentence: Made up for tests.
            night: Made up for tests.
            medical_staff: elsewhere
            medical: Made up for tests.
            medicine: Made up for tests.
            for_whom: [Made up for tests.]
            not_for: [Made up for tests.]
            ask:
              - Made up for tests, one?
              - Made up for tests, two?
              - Made up for tests, three?
            sources: [made-up-source]
"""
MORE_MOVES = [("made-up-kind", "much-support"), ("much-support", "little-support")]
MADE = {
    "content/treatments.yaml": "treatments:\n" + "".join(map(_treatment, ("care-one", "care-two", "care-three"))),
    "content/glossary.yaml": f"{DATES}terms:\n"
    + "".join(_listed(f"term-{name}", f"term: made-up {name}", "plain: Made up.") for name in ("one", "two", "three")),
    "content/facts.yaml": f"{DATES}facts:\n"
    + "".join(
        _listed(f"fact-{name}", f"value: {name} days", "say: Made up for tests.", "source: made-up-source")
        for name in ("one", "two", "three")
    ),
    "content/evidence.yaml": f"{DATES}method: Made up for tests.\nstudies:\n"
    + "".join(map(_study, ("study-one", "study-two")))
    + "claims:\n"
    + _listed("claim-one", "claim: Made up for tests.", "verdict: not-found", "known: Made up for tests."),
    "content/more.md": _page("More"),
    "content/other.md": _page("Other"),
    "content/within/deep.md": _page("Deep"),
}


def first_version(folder: Path) -> Project:
    """Make the project, as it was first published."""
    root = Path(shutil.copytree(CASES / "_valid/small", folder))
    guide = root / "content/guides/second-guide.yaml"
    guide.parent.mkdir()
    shutil.copy(CASES / "guides-disagree/content/guides/second.yaml", guide)
    for name, text in MADE.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    _change(root / "content/journeys.yaml", lambda text: text + JOURNEY)
    _change(root / "content/safety.yaml", lambda text: text.replace("harmless: [", f"harmless: [{HARMLESS}, "))
    for path in (root / "decision_tree.yaml", root / "content/journeys.yaml"):
        # The outcome has an id that is no other word of the files.
        _change(path, lambda text: re.sub(r"(id|next|outcome): more-support", r"\1: talk-more", text))
    _change(root / "levels.yaml", _with_kind_and_moves)
    return publish(root)


def _with_kind_and_moves(text: str) -> str:
    text = text.replace("        sources: [made-up-source]\n", KIND + "        sources: [made-up-source]\n", 1)
    head, reviewed, end_of_file = text.rpartition("\nreviewed: ")  # the sign-off of the ladders stands at the end
    move = f"{head[head.index('  - from: little-support') :]}\n"
    between = move.replace("from: little-support", "from: {}").replace("to: much-support", "to: {}")
    more = "".join(between.replace("{}", start, 1).replace("{}", end, 1) for start, end in MORE_MOVES)
    return f"{head}\n{more}{reviewed.lstrip()}{end_of_file}"


RENAMED = (
    *("little-support", "much-support", "made-up-kind", "second-guide", "second-end", "second-talk", "talk-more"),
    *("care-one", "care-two", "term-one", "term-two", "fact-one", "fact-two", "study-one", "study-two", "claim-one"),
    "made-up-source",
)
"""The ids that change, over and over."""


def _rename(root: Path, random: Random, number: int) -> None:
    """Give something another id and keep the old one in its `formerly`, as docs/format.md says."""
    texts = {path: path.read_text(encoding="utf-8") for path in _files(root)}
    every = "\n".join(texts.values())
    first = random.choice(RENAMED)
    now = max(re.findall(rf"\bid: ({first}(?:-was-\d+)?)\n", every), key=len)
    new = f"{first}-was-{number}"
    for path, text in texts.items():
        lines = re.sub(rf"(?<![\w-]){now}(?![\w-])", new, text).split("\n")
        for at, line in enumerate(lines):
            if line.endswith(f"id: {new}"):
                indent = " " * line.index("id:")
                former = re.fullmatch(r" *formerly: \[(.*)\]", lines[at + 1])
                before = f"{former[1]}, " if former else ""
                lines[at + 1 : at + 1 + bool(former)] = [f"{indent}formerly: [{before}{now}]"]
            elif "formerly: [" in line:
                lines[at] = line.replace(new, now)
        path.write_text("\n".join(lines), encoding="utf-8")


def _rename_page(root: Path, random: Random, number: int) -> None:
    """Give a page's file another name, in another folder too, and keep the old name in its `formerly`."""
    path = random.choice([path for path in _pages(root) if path.stem != "index"])
    old = path.relative_to(root / "content").with_suffix("").as_posix()
    new = root / "content" / random.choice(["", "elsewhere/", "within/"]) / f"page-{number}.md"
    text = path.read_text(encoding="utf-8")
    if "\nformerly: [" in text:
        text = re.sub(r"\nformerly: \[(.*)\]", rf"\nformerly: [\1, {old}]", text)
    else:
        text = text.replace("\nwritten:", f"\nformerly: [{old}]\nwritten:", 1)
    path.unlink()
    new.parent.mkdir(exist_ok=True)
    new.write_text(text, encoding="utf-8")


def _rename_heading(root: Path, random: Random, number: int) -> None:
    """Write another heading over a part, and say where links to the old one lead."""
    path = random.choice([path for path in _pages(root) if path.stem != "index"])
    text = path.read_text(encoding="utf-8")
    heading = random.choice(re.findall(r"^## (.*)$", text, re.MULTILINE))
    # A number in a page wants a source.
    new = "".join("abcdefghij"[int(digit)] for digit in str(number))
    path.write_text(text.replace(f"## {heading}\n", f"## Part {new}\n"), encoding="utf-8")
    address = path.relative_to(root / "content").with_suffix("").as_posix()
    _move(root, f"/{address}/#{heading.lower().replace(' ', '-')}", f"/{address}/#part-{new}")


def _remove(root: Path, random: Random, number: int) -> None:
    """Take out an entry or a page that nothing names, and say where its reader goes now."""
    lists = {"treatments": "/treatments/{}/", "glossary": "/glossary/#{}", "facts": "/facts/#{}"}
    name = random.choice([*lists, "page"])
    if name == "page":
        *_, path = _pages(root)
        if path.stem != "index" and len(_pages(root)) > 2:
            former = re.search(r"^formerly: \[(.*)\]$", path.read_text(encoding="utf-8"), re.MULTILINE)
            path.unlink()
            old = path.relative_to(root / "content").with_suffix("").as_posix()
            _move(root, f"/{old}/", random.choice(["/", "/treatments/", "/facts/#fact-one"]))
            for name in former[1].split(", ") if former else ():
                _move(root, f"/{name}/", f"/{old}/")  # nothing else knows its older names now
        return
    file = root / f"content/{name}.yaml"
    before, *entries = re.split(r"(?=^  - id: )", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    last = next((entry for entry in entries if "-three" in entry), None)
    if last is None:
        return
    ids = [re.findall(r"\bid: (.*)", entry)[0] for entry in entries]
    file.write_text(before + "".join(entry for entry in entries if entry is not last), encoding="utf-8")
    gone, kept = ids[entries.index(last)], ids[0]
    _move(root, lists[name].format(gone), random.choice([lists[name].format(kept), "/", "/more/"]))


def _move(root: Path, old: str, new: str) -> None:
    """Say in the list of addresses where one leads that is gone; what it leads to may go later."""
    entry = f"  - from: {old}\n    to: {new}\n"
    _change(root / ADDRESSES, lambda text: text.rstrip("\n") + ("" if "moved:" in text else "\nmoved:") + f"\n{entry}")


def publish(root: Path) -> Project:
    """Check a version, and add to the list of addresses what it makes, as `stepwell addresses` does."""
    project = opened(root)
    assert project.verified is not None
    base, path = project.verified.base, root / ADDRESSES
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    text = with_addresses(before, base.handbook.addresses, missing_addresses(base))
    path.write_text(text, encoding="utf-8")
    return project


def opened(root: Path) -> Project:
    """Open a version; it has no error."""
    problems = Problems()
    project = open_project(root, problems, today=TODAY)
    assert not problems.has_errors(), [(str(problem.place), problem.message) for problem in problems]
    return project


CHANGES: tuple[Callable[[Path, Random, int], None], ...] = (_rename, _rename, _rename_page, _rename_heading, _remove)


def age(root: Path, random: Random, *, version: int) -> Project:
    """Make the next version of a project: a few changes, each as an author should make it."""
    for step in range(6):
        random.choice(CHANGES)(root, random, version * 10 + step)
    return publish(root)


def _files(root: Path) -> list[Path]:
    files = sorted([*root.glob("*.yaml"), *root.rglob("content/**/*.*")])
    return [path for path in files if path != root / ADDRESSES]


def _pages(root: Path) -> list[Path]:
    return sorted((root / "content").rglob("*.md"))


def _change(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
