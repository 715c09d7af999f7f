"""Write the reviewer's pack into a folder: a page to print and a workbook."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from generator.checks import Verified
from generator.problems import Place
from generator.project import Project
from generator.review.pack import Pack, pack_of
from generator.review.pack_page import as_page
from generator.review.since import since_signed
from generator.review.workbook import as_workbook
from generator.sign_offs import Unit

PAGE, WORKBOOK = "review.html", "review.xlsx"


def write_pack(
    project: Project, verified: Verified, names: Collection[str], folder: Path, *, waiting: bool, today: datetime.date
) -> int:
    """Write the pack of a verified project into a folder, and return the number of parts in it.

    With `names` it holds those units alone; with `waiting` only those that no sign-off is in force for, each that was
    signed before with what changed since. Where there are none, nothing is written. The files are the same for the same
    words and day.
    """
    signed = verified.sign_offs
    units = [unit for unit in signed.units if not names or unit.name in names]
    if waiting:
        units = [unit for unit in units if not signed.is_in_force(unit.entry)]
    if not units:
        return 0
    since = {unit.name: since_signed(project, signed, unit) for unit in units} if waiting else {}
    pack = pack_of(verified.base, signed, {unit.name for unit in units} if names or waiting else None, since)
    pack = _placed(pack, project)
    version = version_of(units)
    folder.mkdir(parents=True, exist_ok=True)
    page = as_page(pack, site=project.settings.name, version=version, today=today)
    (folder / PAGE).write_text(page, encoding="utf-8", newline="\n")
    (folder / WORKBOOK).write_bytes(as_workbook(pack, version=version, today=today))
    return len(pack.units)


def version_of(units: Collection[Unit]) -> str:
    """Name the words and rules of some units: another word in any of them makes another name."""
    return hashlib.sha256(" ".join(unit.fingerprint() for unit in units).encode()).hexdigest()[:16]


def _placed(pack: Pack, project: Project) -> Pack:
    """Let each thing of an upstream say the way to its file."""

    def shown(place: Place) -> Place:
        return replace(place, file=project.shown(place.file))

    units = (
        replace(
            unit,
            place=shown(unit.place),
            items=tuple(replace(item, place=shown(item.place)) for item in unit.items),
        )
        for unit in pack.units
    )
    return replace(pack, units=tuple(units))
