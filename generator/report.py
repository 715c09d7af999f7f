"""Say problems to people and machines: as text with the author's own line, as JSON, as annotations."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from generator.problems import Problem, Problems, Severity, visible
from generator.source import SourceFile

FORMAT = 1


def as_text(problems: Problems, files: Iterable[SourceFile]) -> str:
    """Format every problem with the author's own line, a caret and the cure; "" where there are none."""
    lines_by_file = {file.name: file.lines for file in files}
    return "\n".join(_as_text(problem, lines_by_file) for problem in problems)


def _as_text(problem: Problem, lines_by_file: Mapping[str, list[str]]) -> str:
    said = [visible(f"{problem.place}: {problem.severity}: {problem.message} [{problem.id}]")]
    lines = lines_by_file.get(problem.place.file, [])
    if 0 < problem.place.line <= len(lines):
        line, caret = _window(visible(lines[problem.place.line - 1].replace("\t", " ")), problem.place.column)
        number = str(problem.place.line).rjust(5)
        said.append(f"{number} | {line}".rstrip())
        said.append(f"{' ' * len(number)} | {' ' * caret}^")
    said.extend(visible(f"  note: {note}") for note in problem.notes)
    if problem.help:
        said.append(visible(f"  help: {problem.help}"))
    return "\n".join(said) + "\n"


def _window(line: str, column: int, width: int = 110) -> tuple[str, int]:
    """Cut a long line to the part around the caret."""
    start = max(0, min(column - 1 - width // 2, len(line) - width))
    cut = line[start : start + width]
    prefix, suffix = ("…" if start else ""), ("…" if start + width < len(line) else "")
    return f"{prefix}{cut}{suffix}", column - 1 - start + len(prefix)


def as_json(problems: Problems) -> str:
    """Format the problems as JSON: places, ids, messages, helps and notes, with the counts."""
    found = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "severity": problem.severity.value,
            "id": problem.id,
            "message": problem.message,
            "help": problem.help,
            "notes": list(problem.notes),
        }
        for problem in problems
    ]
    errors = sum(problem["severity"] == Severity.ERROR for problem in found)
    whole = {"format": FORMAT, "errors": errors, "warnings": len(found) - errors, "problems": found}
    return re.sub("[\ud800-\udfff]", "\ufffd", json.dumps(whole, indent=2, ensure_ascii=False))


def as_annotations(problems: Problems) -> str:
    """Format the problems as annotations of GitHub Actions, one a line."""
    return "\n".join(visible(_as_annotation(problem)) for problem in problems)


def _as_annotation(problem: Problem) -> str:
    place = problem.place
    parts = [problem.message, *problem.notes, *([problem.help] if problem.help else [])]
    where = f"file={_escape(place.file, property=True)},line={place.line},col={place.column},title={problem.id}"
    return f"::{problem.severity} {where}::{_escape('; '.join(parts))}"


def _escape(text: str, *, property: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if property else escaped


def summary(problems: Problems) -> str:
    """Count the errors and warnings, in words."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems.in_order()) - errors
    return f"{_number(errors, 'error')}, {_number(warnings, 'warning')}"


def ending(problems: Problems) -> str:
    """Count the errors and warnings, and on a line of its own name the command that explains the first of the worst."""
    found = problems.in_order()
    worst = next((problem for problem in found if problem.severity is Severity.ERROR), found[0] if found else None)
    return summary(problems) + (f"\nWhat it means: stepwell explain {worst.id}" if worst else "")


def _number(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
