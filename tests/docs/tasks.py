"""Read a page of docs/tasks/ as steps, and do them in a copy of the shipped project as its reader would."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from generator.cli import stepwell

ROOT = Path(__file__).parents[2]
TASKS = ROOT / "docs" / "tasks"
DAY = "2026-11-28"
"""The day on which the pages were written: what is late depends on it."""
_CHANGES_WITH_ANY_TEXT = re.compile(r"(?<=\.yaml:)\d+|(?<=\(line )\d+|^ *\d+(?= (?:things wait|\| ))")
_ANYTHING = "…"
"""A line of an output that stands for any number of lines."""
_DATED = {"health": "--on"} | dict.fromkeys(
    ("check", "build", "compare", "review", "pack", "addresses", "try", "new"), "--today"
)
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"`([\w./-]+\.(?:yaml|yml|md))`[^`\n]*:$")


@dataclass(frozen=True)
class Edit:
    """A change of a file, as lines that go (-), come (+) and stay; all that comes where the file is new."""

    file: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """A command with what it prints."""

    command: str
    output: tuple[str, ...]


Step = Edit | Run


def pages() -> list[Path]:
    """Give every page of a task."""
    return sorted(path for path in TASKS.glob("*.md") if path.name != "README.md")


def steps_of(text: str) -> Iterator[Step]:
    """Yield what a page says to change and to type, in order."""
    for fence in _FENCE.finditer(text):
        kind, content = fence.group(1), fence.group(2).rstrip("\n")
        if kind == "diff":
            named = _FILE.findall(text[: fence.start()].rstrip("\n").rsplit("\n", 1)[-1])
            assert named, f"no file is named right before:\n{content}"
            yield Edit(named[-1], tuple(content.split("\n")))
        elif kind == "console":
            for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
                command, *output = part.rstrip("\n").split("\n")
                yield Run(command, tuple(output))


def copy_of_shipped(root: Path) -> None:
    """Copy the shipped project as its maintainer has it: committed to git."""
    root.mkdir()
    for name in ("levels.yaml", "decision_tree.yaml", "mkdocs.yml"):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "content", root / "content")
    (root / ".gitignore").write_text(".site*\nsite/\nbuild/\n", encoding="utf-8")
    for command in ("init -q", "add -A", "-c user.name=Name -c user.email=name@example.org commit -qm Project"):
        subprocess.run(["git", *command.split()], cwd=root, check=True)


def apply(edit: Edit, root: Path) -> None:
    """Change a file as an edit says; its lines must stand there once."""
    path = root / edit.file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for hunk in "\n".join(edit.lines).split("\n@@\n"):
        lines = hunk.split("\n")
        old = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "+")
        new = "".join(f"{line[1:]}\n" for line in lines if line[:1] != "-")
        assert text.count(old) == 1 or not text, f"{edit.file} holds {text.count(old)} times:\n{old}"
        text = text.replace(old, new) if old else new
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(command: str, root: Path) -> str:
    """Type a command; give all that it prints. It runs in this process: to start one takes as long as most commands."""
    words = shlex.split(command)
    assert words[0] == "stepwell", command
    option = _DATED.get(words[1])
    dated = [] if option is None or option in words else [option, DAY]
    environment = {"COLUMNS": "100", "SOURCE_DATE_EPOCH": "0", "GITHUB_ACTIONS": None}
    with contextlib.chdir(root):
        done = CliRunner(env=environment).invoke(stepwell, [*words[1:], *dated], catch_exceptions=False)
    return done.output


def _pattern_of(line: str) -> str:
    return r" *\d+".join(re.escape(part) for part in _CHANGES_WITH_ANY_TEXT.split(line))


def matches(expected: tuple[str, ...], output: str) -> bool:
    """Tell whether an output is as a page shows it, where "…" stands for what the page leaves out.

    At which line something stands, and how many things wait for a review, changes with every text of the project: any
    number is as good as that of the page.
    """
    pattern = "".join(".*" if line == _ANYTHING else _pattern_of(line) + "\n+" for line in expected)
    return re.fullmatch(pattern, f"{output.rstrip()}\n", re.DOTALL) is not None


def _show(name: str, root: Path) -> None:
    copy_of_shipped(root)
    for step in steps_of((TASKS / name).read_text(encoding="utf-8")):
        if isinstance(step, Edit):
            apply(step, root)
            continue
        print(f"$ {step.command}\n{run(step.command, root)}")


if __name__ == "__main__":
    _show(sys.argv[1], Path(sys.argv[2]))
