"""Write a sign-off into its file, and take it back where anything else would change."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from generator.problems import Problem, Problems, Severity
from generator.project import Project, open_project, replace_file
from generator.sign_offs import Standing, Unit, units_of
from generator.signing import CannotSign, signature_of, signed_text
from generator.source.edits import CannotEdit, with_key

_BESIDE = ("review_due", "sources")
"""The keys behind which a sign-off stands, where an entry has one of them."""


class CannotSignOff(Exception):
    """One line that says why nothing was written."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs off, on which day, and the file with the key to sign with, where they have one."""

    by: str
    day: datetime.date
    key: Path | None = None


def sign_off(project: Project, problems: Problems, unit: Unit, signer: Signer, *, today: datetime.date) -> None:
    """Write into the file of a unit that a person signed off what is there now; the rest of the file stays as it is.

    `problems` are those that the project has. It is read and checked again then: where anything but this sign-off is
    another, or a new error is found, the file is as it was before.

    Raises CannotSignOff.
    """
    path = project.root / unit.place.file
    before = path.read_bytes()
    text = before.decode("utf-8")
    try:
        after = with_key(text, unit.place, unit.key, _sign_off(unit, signer), after=_BESIDE)
    except (CannotEdit, CannotSign) as error:
        raise CannotSignOff(str(error)) from error
    replace_file(path, after.encode())
    fault = _fault(project, unit, today, {_key(problem) for problem in problems})
    if fault:
        replace_file(path, before)
        raise CannotSignOff(f"{fault}; {unit.place.file} is as it was")


def _sign_off(unit: Unit, signer: Signer) -> dict[str, str]:
    said = {"by": signer.by, "day": str(signer.day), "covers": unit.fingerprint()}
    if signer.key is not None:
        said["signature"] = signature_of(signed_text(unit.name, **said), signer.key)
    return said


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.place.file, problem.id, problem.message


def _fault(project: Project, unit: Unit, today: datetime.date, known: set[tuple[str, str, str]]) -> str:
    """Say what is wrong with a project after a sign-off was written, "" where all is well."""
    problems = Problems()
    now = open_project(project.root, problems, today=today, like=project)
    for problem in problems:
        if problem.severity is Severity.ERROR and _key(problem) not in known:
            return f"{problem.message} ({problem.id}: {problem.help})"
    old, new = project.reading.base, now.reading.base
    assert old is not None
    if new is None:
        return "the file could no longer be read"
    old_units, new_units = ({each.name: each for each in units_of(base)} for base in (old, new))
    if old_units.keys() != new_units.keys():
        return "other things would stand in the file"
    for name, before in old_units.items():
        after = new_units[name]
        if after.fingerprint() != before.fingerprint():
            return f"{name} would change too"
        if name != unit.name and _said(after) != _said(before):
            return f"the sign-off of {name} would change too"
    return "" if new_units[unit.name].state() is Standing.IN_FORCE else "the sign-off would not be in force"


def _said(unit: Unit) -> tuple[str, ...]:
    review = unit.review
    return () if review is None else (str(review.by), str(review.day), review.covers, review.signature or "")
