"""Open, render and inspect a project in whatever state it is, and say what of that is a fault of ours."""

from __future__ import annotations

import datetime
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from generator import report
from generator.problems import Problem, Problems
from generator.project import open_project
from generator.site.building import files_of
from generator.site.memory import Memory

TODAY = datetime.date(2026, 11, 28)
MOST_SECONDS = 20
"""The seconds of a processor that a project may take: ten times what the small one does."""
MOST_LETTERS = 1000
"""The letters that a message, a help or a note may have: a line as it is shown is cut before."""


class TooLong(Exception):
    """A project took longer than it may."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a project: the number of files made, the problems said, and what is a fault of ours."""

    files: int
    problems: tuple[Problem, ...]
    faults: tuple[str, ...]


def judged(root: Path, memory: Memory | None = None) -> Judged:
    """Read, check, render and inspect the project at `root`; whatever is thrown is a fault."""
    problems, files = Problems(), {}
    try:
        with _within(MOST_SECONDS):
            project = open_project(root, problems, today=TODAY)
            if project.verified is not None:
                files = files_of(project, project.verified, problems, memory or Memory())
            project.say_places(problems)
            said = report.as_text(problems, project.files)
            report.as_json(problems).encode()
            said.encode()
    except Exception:
        return Judged(0, (), (traceback.format_exc(limit=-6),))
    return Judged(len(files), tuple(problems), tuple(_faults(root, problems, files=len(files))))


def _faults(root: Path, problems: Problems, *, files: int) -> Iterator[str]:
    if not files and not problems.has_errors():
        yield "no page and no problem"
    for problem in problems:
        said = f"{problem.place}: {problem.message} [{problem.id}]"[:600]
        if problem.id == "bad-page" or problem.place.file.startswith("site/"):
            yield f"blames a template: {said}"
        if max(map(len, (problem.message, problem.help, *problem.notes))) > MOST_LETTERS:
            yield f"says too much: {said}"
        if problem.severity == "error" and not problem.help:
            yield f"has no cure: {said}"
        fault = _fault_of_place(root, problem)
        if fault:
            yield f"{fault}: {said}"


def _fault_of_place(root: Path, problem: Problem) -> str:
    path = root / problem.place.file
    if not path.is_file():
        return "" if problem.place.line == problem.place.column == 1 else "names no file"
    text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not 1 <= problem.place.line <= len(lines):
        return "names no line of the file"
    # One column behind the last character is where something is missing.
    is_there = 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    return "" if is_there else "names no column of the line"


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Stop what takes more of a processor than this, however busy the machine is."""

    def stop(_signal: int, frame: FrameType | None) -> None:
        raise TooLong("".join(traceback.format_stack(frame, limit=6)))

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
