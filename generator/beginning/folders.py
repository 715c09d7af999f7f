"""Write the first files of a folder that builds at once: of a project, or of an organization on another project."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Mapping
from pathlib import Path

from generator.beginning.draft import REVIEW_DAYS, CannotBegin
from generator.model.knowledge import ORGANIZATION
from generator.model.levels import Ladder, Level, MedicalStaff, Move, Sleep
from generator.model.overlay import OVERLAY
from generator.model.skeletons import skeleton_of, to_fill_in
from generator.project import replace_files
from generator.source import SETTINGS, TOP_FILES
from generator.source.additions import Value, written
from generator.upgrading import CURRENT

_SETTINGS = """\
site_name: {name}
# The address the site is published at; links in files that people carry lead there. Below a path works too.
# site_url: https://example.org/
# The copy of Stepwell that this folder builds on; what is not here comes from there.
upstream: {upstream}
extra:
  # The form of these files: the first version of Stepwell that reads them.
  format: "{format}"
"""
_ORGANIZATION = """\
# Who you are: lines, programs, insurance, what you must publish. All keys: docs/format.md of Stepwell.
name: {name}
written: {today}
review_due: {due}
"""
_OVERLAY = """\
# Sentences that read otherwise here than in the upstream, each with the upstream's beside it:
#   - in: content/cost.md
#     was: The upstream's sentence, whole.
#     now: Yours.
#     why: Why it is another here.
#     written: {today}
changes: []
"""
_IGNORED = ".gitignore"
_WHAT_IS_MADE = """\
# What stepwell makes from the other files.
/site/
/handouts/
.site.*
# What stepwell edit keeps until it is saved.
/.stepwell-edit/
"""
_FIRST_PROJECT = Path(__file__).parent / "first_project"
_LEVELS_COMMENT = "# The levels of care, from least to most support. How to write it: docs/format.md of Stepwell.\n"


def begin_project(folder: Path, field: str | None, name: str, *, today: datetime.date) -> tuple[str, ...]:
    """Write the files of a small project that is whole: two levels, a guide that is proven, a page; return their names.

    `field` is the field of care, such as "back pain"; without it that is to be filled in too. Raises CannotBegin where
    a project stands there already.
    """
    said = _said(name, today)
    texts = {path.relative_to(_FIRST_PROJECT).as_posix(): _filled(path, said) for path in _first_files()}
    texts["levels.yaml"] = _LEVELS_COMMENT + written(_first_levels(field, said))
    return _write(folder, texts)


def begin_organization(folder: Path, upstream: Path, name: str, *, today: datetime.date) -> tuple[str, ...]:
    """Write the files of a new folder for an organization, and return their names.

    Raises CannotBegin where a project stands there already.
    """
    way = Path(os.path.relpath(upstream.resolve(), folder.resolve())).as_posix()
    said = _said(name, today) | {"upstream": _line(way)}
    texts = {SETTINGS: _SETTINGS, ORGANIZATION: _ORGANIZATION, OVERLAY: _OVERLAY}
    return _write(folder, {file: text.format(**said) for file, text in texts.items()})


def _said(name: str, today: datetime.date) -> dict[str, str]:
    due = today + datetime.timedelta(days=REVIEW_DAYS)
    return {"name": _line(name), "today": str(today), "due": str(due), "format": CURRENT}


def _write(folder: Path, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Write all files of a folder in which no project stands, and tell git what need not be kept."""
    there = [name for name in (SETTINGS, "content", *TOP_FILES) if os.path.lexists(folder / name)]
    if there:
        raise CannotBegin(f"{folder} has {' and '.join(there)} already; name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    whole = dict(texts) if os.path.lexists(folder / _IGNORED) else {**texts, _IGNORED: _WHAT_IS_MADE}
    replace_files(folder, {file: text.encode() for file, text in whole.items()})
    return tuple(whole)


def _first_files() -> list[Path]:
    return sorted(path for path in _FIRST_PROJECT.rglob("*") if path.is_file())


def _filled(path: Path, said: Mapping[str, str]) -> str:
    """Read a first file with the name and the dates in it."""
    text = path.read_text(encoding="utf-8")
    for key, value in said.items():
        text = text.replace(f"{{{key}}}", value)
    return text


def _first_levels(field: str | None, said: Mapping[str, str]) -> dict[str, Value]:
    """Write two levels, which are to be filled in, and the move from the one to the other."""
    dates = {"written": said["today"], "review_due": said["due"]}
    levels = [
        skeleton_of(
            Level,
            {
                "id": id,
                "name": to_fill_in(what),
                "sleep": str(Sleep.AT_HOME),
                "medical_staff": str(MedicalStaff.VARIES),
                "sources": ["when-to-call-911"],
                **dates,
            },
        )
        for id, what in (("least-support", "the level with the least support"), ("more-support", "the level above it"))
    ]
    about = to_fill_in("what this ladder is")
    name = f"Care for {field}" if field else to_fill_in("the field of care")
    ladder = skeleton_of(Ladder, {"id": "care", "name": name, "about": about, "levels": levels})
    move = skeleton_of(Move, {"from": "least-support", "to": "more-support", **dates})
    return {"ladders": [ladder], "moves": [move]}


def _line(text: str) -> str:
    """Write a text as YAML, whatever stands in it."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
