"""Hold every command that README and docs tell one to type against the commands, options and targets that there are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from generator.cli import stepwell
from tests.docs.tasks import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs/tasks").glob("*.md"))]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv")
TARGETS = set(re.findall(r"^([.\w/-]+):", MAKEFILE, re.MULTILINE))
_TYPED = re.compile(r"`((?:stepwell|make) [^`\n]+)`|^(?:    |\$ )((?:stepwell|make) .+)$", re.MULTILINE)


def typed(text: str) -> Iterator[str]:
    """Yield every command of a page, without what is said behind it."""
    for match in _TYPED.finditer(text):
        yield re.split(r"\s+#|\s[|>]\s|\s…|; ", match.group(1) or match.group(2))[0].strip()


def fault_of(command: str) -> str:
    """Say what of a command there is not, or ""."""
    program, *words = shlex.split(command)
    if program == "make":
        return ", ".join(word for word in words if "=" not in word and word not in TARGETS)
    found: click.Command = stepwell
    while isinstance(found, click.Group) and words and not words[0].startswith("-"):
        name = words.pop(0)
        if name not in found.commands:
            return name
        found = found.commands[name]
    known = {option for parameter in found.params for option in (*parameter.opts, *parameter.secondary_opts)}
    known |= {"--help", "-h", "--version"}
    return ", ".join(word for word in words if word.startswith("--") and word.split("=")[0] not in known)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_tells_one_to_type_is_there(page: Path) -> None:
    commands = set(typed(page.read_text(encoding="utf-8")))

    assert {command: fault for command in sorted(commands) if (fault := fault_of(command))} == {}


def test_every_command_is_found_somewhere() -> None:
    said = {command.split()[1] for page in PAGES for command in typed(page.read_text(encoding="utf-8"))}

    assert set(stepwell.commands) <= said


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("stepwell chek", "chek"),
        ("stepwell check --frmat json", "--frmat"),
        ("stepwell new levl x", "levl"),
        ("make sight", "sight"),
        ("stepwell check --format json", ""),
    ],
)
def test_a_command_that_is_not_there_is_found(command: str, fault: str) -> None:
    assert fault_of(command) == fault
