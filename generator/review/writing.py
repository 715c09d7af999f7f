"""Write sign-offs into their files, and take all of them back where anything else would change."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.model.overlay import OWN_SIGN_OFFS
from generator.problems import Place, Problem, Problems, Severity
from generator.project import Project, open_project, replace_file, unsaved_below
from generator.sign_offs import Standing, Unit, units_of
from generator.signing import CannotSign, signature_of, signed_text
from generator.source import NOTHING_UNSAVED, Unsaved
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


def sign_off(
    project: Project, problems: Problems, units: Sequence[Unit], signer: Signer, *, today: datetime.date
) -> None:
    """Write into their files that a person signed off some units as they are now; the rest stays as it is.

    Each gets a sign-off of its own. `problems` are those that the project has. It is read and checked again then: where
    anything but these sign-offs is another, or a new error is found, all files are as they were before.

    Raises CannotSignOff.
    """
    names = dict.fromkeys(file_of(project, unit) for unit in units)
    before = {name: path.read_bytes() if (path := project.root / name).exists() else None for name in names}
    after = _signed(project, units, signer, {name: (content or b"").decode() for name, content in before.items()})
    for name, text in after.items():
        replace_file(project.root / name, text.encode())
    fault = _fault(project, units, today, {_key(problem) for problem in problems})
    if fault:
        for name, content in before.items():
            _put_back(project.root / name, content)
        raise CannotSignOff(
            f"{fault}; {' and '.join(names)} {'is as it was' if len(names) == 1 else 'are as they were'}"
        )


def signed_texts(
    project: Project,
    units: Sequence[Unit],
    signer: Signer,
    texts: Mapping[str, str | None],
    *,
    problems: Iterable[Problem],
    unsaved: Unsaved,
    today: datetime.date,
) -> Mapping[str, str]:
    """Return the texts of files with the sign-offs of some units, as `sign_off` would write them, and write nothing.

    `texts` are those files as the project was read, with all that is `unsaved`; `problems` are those that it has.
    Raises CannotSignOff.
    """
    after = _signed(project, units, signer, {name: text or "" for name, text in texts.items()})
    then = {**unsaved, **unsaved_below(project.root, after)}
    if fault := _fault(project, units, today, {_key(problem) for problem in problems}, unsaved=then):
        raise CannotSignOff(fault)
    return after


def _signed(project: Project, units: Sequence[Unit], signer: Signer, texts: Mapping[str, str]) -> dict[str, str]:
    """Write sign-offs into the texts of their files."""
    try:
        said = {unit.name: _sign_off(unit, signer) for unit in units}
        return {
            name: _written(text, project, [unit for unit in units if file_of(project, unit) == name], said)
            for name, text in texts.items()
        }
    except (CannotEdit, CannotSign) as error:
        raise CannotSignOff(str(error)) from error


def _put_back(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        replace_file(path, content)


def file_of(project: Project, unit: Unit) -> str:
    """Name the file into which the sign-off of a unit goes: its own, or an organization's for what others wrote."""
    return unit.place.file if project.is_own(unit.place.file) else OWN_SIGN_OFFS


def _written(text: str, project: Project, units: Sequence[Unit], said: Mapping[str, dict[str, str]]) -> str:
    """Write the sign-offs of some units into the text of a file, from its end on, so that places before stay right."""
    base = project.reading.base
    assert base is not None
    own = {str(each.unit): each.place for each in base.handbook.sign_offs.sign_offs}
    edits, new = [], []
    for unit in units:
        if project.is_own(unit.place.file):
            edits.append((unit.place, unit.key, unit.name))
        elif unit.name in own:
            edits.append((own[unit.name], "reviewed", unit.name))
        else:
            new.append(unit.name)
    for place, key, name in sorted(edits, reverse=True):
        text = with_key(text, place, key, said[name], after=_BESIDE)
    for name in new:
        text = _with_own(text, name, said[name])
    return text


def _with_own(text: str, name: str, said: dict[str, str]) -> str:
    """Add a sign-off to the list of an organization's."""
    text = (text or "sign_offs:").rstrip("\n") + "\n"
    entry = f"  - unit: {name}\n"
    line = text.count("\n") + 1
    return with_key(f"{text}{entry}", Place(OWN_SIGN_OFFS, line, entry.index("unit") + 1), "reviewed", said)


def _sign_off(unit: Unit, signer: Signer) -> dict[str, str]:
    said = {"by": signer.by, "day": str(signer.day), "covers": unit.fingerprint()}
    if signer.key is not None:
        said["signature"] = signature_of(signed_text(unit.name, **said), signer.key)
    return said


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.place.file, problem.id, problem.message


def _fault(
    project: Project,
    units: Sequence[Unit],
    today: datetime.date,
    known: set[tuple[str, str, str]],
    *,
    unsaved: Unsaved = NOTHING_UNSAVED,
) -> str:
    """Say what is wrong with a project after sign-offs were written, "" where all is well."""
    signed = {unit.name for unit in units}
    problems = Problems()
    now = open_project(project.root, problems, today=today, like=project, unsaved=unsaved)
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
        if name not in signed and _said(after) != _said(before):
            return f"the sign-off of {name} would change too"
    lapsed = [name for name in signed if new_units[name].state() is not Standing.IN_FORCE]
    return f"the sign-off of {lapsed[0]} would not be in force" if lapsed else ""


def _said(unit: Unit) -> tuple[str, ...]:
    review = unit.review
    return () if review is None else (str(review.by), str(review.day), review.covers, review.signature or "")
