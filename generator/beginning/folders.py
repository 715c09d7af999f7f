"""Write the first files of an organization's folder, which builds at once on the project that it names."""

from __future__ import annotations

import datetime
import json
import os
from pathlib import Path

from generator.beginning.draft import CannotBegin
from generator.model.knowledge import ORGANIZATION
from generator.model.overlay import OVERLAY
from generator.source import SETTINGS, TOP_FILES

_SETTINGS = """\
site_name: {name}
# The address the site is published at; links in files that people carry lead there. Below a path works too.
# site_url: https://example.org/
# The copy of Stepwell that this folder builds on; what is not here comes from there.
upstream: {upstream}
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
_DAYS = 180


def begin_organization(folder: Path, upstream: Path, name: str, *, today: datetime.date) -> tuple[str, ...]:
    """Write the files of a new folder for an organization, and return their names.

    Raises CannotBegin where a project stands there already.
    """
    there = [name for name in (SETTINGS, "content", *TOP_FILES) if os.path.lexists(folder / name)]
    if there:
        raise CannotBegin(f"{folder} has {' and '.join(there)} already; name a new folder")
    way = Path(os.path.relpath(upstream.resolve(), folder.resolve())).as_posix()
    said = {"name": _line(name), "today": today, "due": today + datetime.timedelta(days=_DAYS), "upstream": _line(way)}
    texts = {SETTINGS: _SETTINGS, ORGANIZATION: _ORGANIZATION, OVERLAY: _OVERLAY}
    for file, text in texts.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(**said), encoding="utf-8", newline="\n")
    return tuple(texts)


def _line(text: str) -> str:
    """Write a text as YAML, whatever stands in it."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
