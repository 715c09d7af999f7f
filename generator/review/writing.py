"""Write a sign-off into its file, and take it back where anything else would change."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from generator.model.overlay import OWN_SIGN_OFFS
from generator.problems import Place, Problem, Problems, Severity
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
    name = file_of(project, unit)
    path = project.root / name
    before = path.read_bytes() if path.exists() else None
    text = "" if before is None else before.decode("utf-8")
    try:
        said = _sign_off(unit, signer)
        after = (
            with_key(text, unit.place, unit.key, said, after=_BESIDE)
            if name == unit.place.file
            else _with_own(text, project, unit, said)
        )
    except (CannotEdit, CannotSign) as error:
        raise CannotSignOff(str(error)) from error
    replace_file(path, after.encode())
    fault = _fault(project, unit, today, {_key(problem) for problem in problems})
    if fault:
        if before is None:
            path.unlink()
        else:
            replace_file(path, before)
        raise CannotSignOff(f"{fault}; {name} is as it was")


def file_of(project: Project, unit: Unit) -> str:
    """Name the file into which the sign-off of a unit goes: its own, or an organization's for what others wrote."""
    return unit.place.file if project.is_own(unit.place.file) else OWN_SIGN_OFFS


def _with_own(text: str, project: Project, unit: Unit, said: dict[str, str]) -> str:
    """Add a sign-off to the list of an organization's, or write the one of the same unit anew."""
    base = project.reading.base
    assert base is not None
    known = next((each for each in base.handbook.sign_offs.sign_offs if each.unit == unit.name), None)
    if known is not None:
        return with_key(text, known.place, "reviewed", said)
    text = (text or "sign_offs:").rstrip("\n") + "\n"
    entry = f"  - unit: {unit.name}\n"
    line = text.count("\n") + 1
    return with_key(f"{text}{entry}", Place(OWN_SIGN_OFFS, line, entry.index("unit") + 1), "reviewed", said)


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
