"""Write docs/hazards.md: what could go wrong for a reader, what stands against it, and the test that holds it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "docs/hazards.yaml"
PAGE = ROOT / "docs/hazards.md"
CASES = ROOT / "tests/cases"


@dataclass(frozen=True, slots=True)
class Control:
    """What stands against a hazard: a check of the content, or lines of our own that `new` takes away."""

    hazard: str
    does: str
    check: str = ""
    file: str = ""
    old: str = ""
    new: str = ""
    test: str = ""

    @property
    def cases(self) -> tuple[Path, ...]:
        """The cases that hold a check: those that are named after it."""
        return tuple(sorted(path for path in CASES.glob(f"{self.check}*") if path.is_dir())) if self.check else ()

    @property
    def stands_in(self) -> str:
        return f"generator/checks/{self.check.replace('-', '_')}.py" if self.check else self.file

    @property
    def held_by(self) -> str:
        return f"tests/cases/{self.check}*" if self.check else self.test


def hazards() -> list[dict[str, Any]]:
    """Give the hazards as they are written."""
    written: list[dict[str, Any]] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))["hazards"]
    return written


def controls() -> Iterator[Control]:
    """Give every control of every hazard."""
    for hazard in hazards():
        for control in hazard["controls"]:
            yield Control(hazard["id"], **control)


def _says(control: Control) -> str:
    """Say in the code's own words what it does: the first line of the docstring of the module."""
    if not control.stands_in.endswith(".py"):
        return ""
    doc = ast.get_docstring(ast.parse((ROOT / control.stands_in).read_text(encoding="utf-8"))) or ""
    return doc.split("\n")[0]


def hazards_page() -> str:
    """Give the whole page."""
    lines = [
        "# What could go wrong, and what stands against it",
        "",
        "For those who look after the code, and for a clinical safety officer.",
        "Written from `hazards.yaml`, the code and its tests by `tests/hazards_page.py`; do not edit it.",
        "`tests/test_hazards.py` takes each control away and sees its test fail:"
        " those of the content in every run, those of our own code in `make mutants`.",
        "Nobody has scored these hazards: that is for a clinical safety officer.",
    ]
    for hazard in hazards():
        lines += ["", f"## {hazard['id']}. {hazard['hazard']}", "", f"How it comes about: {hazard['because']}", ""]
        own = [control for control in controls() if control.hazard == hazard["id"]]
        if own:
            lines += ["| control | where it stands | what stands there says of itself | test |", "|---|---|---|---|"]
        lines += [
            f"| {one.does} | `{one.stands_in}` | {_says(one).replace('|', '&#124;')} | `{one.held_by}` |" for one in own
        ]
        if not own:
            lines += ["No control in the code."]
        if "left" in hazard:
            lines += ["", f"What is left for people: {hazard['left']}"]
    return "\n".join([*lines, ""])
