"""Sign off the made-up projects of tests: each review that stands in them holds what it covers now."""

from __future__ import annotations

import datetime
from pathlib import Path

from generator.model.entry import Review
from generator.problems import Place, Problems, Text
from generator.reading import read_project
from generator.sign_offs import units_of
from generator.source.edits import with_key

NOTHING = "f" * 64
"""A fingerprint of no words: what stands in the files of a case until it is looked at."""
SIGNED = f"{{by: A made-up person, day: 2026-11-22, covers: {NOTHING}}}"
"""A sign-off as it is written into a made-up file; `sign_again` makes it true."""


def review(day: datetime.date, by: str = "A made-up person", covers: str = NOTHING) -> Review:
    """Give a sign-off that stands in no file."""
    here = Place("made-up.yaml", 1, 1)
    return Review(by=Text(by, place=here), day=Text(str(day), place=here), covers=Text(covers, place=here))


def sign_again(root: Path) -> None:
    """Write into each sign-off of a project that can be read what it covers now; nothing else changes."""
    base = read_project(root, Problems()).base
    for unit in units_of(base) if base is not None else ():
        if unit.review is not None and unit.review.covers != (now := unit.fingerprint()):
            _put(root / unit.review.place.file, unit.review.place.line, unit.review.covers, now)


def _put(path: Path, line: int, old: str, new: str) -> None:
    lines = path.read_bytes().split(b"\n")
    assert lines[line - 1].count(old.encode()) == 1, (path, line)
    lines[line - 1] = lines[line - 1].replace(old.encode(), new.encode())
    path.write_bytes(b"\n".join(lines))


def sign_everything(root: Path, day: datetime.date, by: str = "A made-up person, nurse") -> None:
    """Write a sign-off into every unit of a project, whatever stood there."""
    base = read_project(root, Problems()).base
    assert base is not None
    texts: dict[str, str] = {}
    # From the end of each file on, so that the places of what is still to come stay right.
    for unit in sorted(units_of(base), key=lambda unit: unit.place, reverse=True):
        text = texts.get(unit.place.file) or (root / unit.place.file).read_bytes().decode()
        said = {"by": by, "day": str(day), "covers": unit.fingerprint()}
        texts[unit.place.file] = with_key(text, unit.place, unit.key, said, after=("review_due", "sources"))
    for name, text in texts.items():
        (root / name).write_bytes(text.encode())
