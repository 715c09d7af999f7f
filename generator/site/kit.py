"""Put the whole site into one archive that works from a folder, without a server: by a double click."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.checks import Verified
from generator.model.words.places import filled
from generator.page_kinds import FAILED, GUIDE, NOT_FOUND, PROOF, file_at
from generator.pages.staff import HANDOUTS
from generator.problems import Problems
from generator.project import Project
from generator.site.assembly import assemble
from generator.site.building import frame_of
from generator.site.memory import Memory

README = "README.txt"
_ON_NO_DISK = (GUIDE, NOT_FOUND, FAILED, PROOF)
"""The pages that need a server: what leads to a guide leads to its one file."""
_OF_SCRIPTS = (".js", "assets/search.css")
_DAY = (1980, 1, 1, 0, 0, 0)


def write_kit(project: Project, verified: Verified, out: Path, problems: Problems) -> int:
    """Write the kit of a project into the file `out`, whole or not at all; return how many files it holds.

    It is the same, byte for byte, for the same project on the same day. Every fault is added to `problems`; where one
    is an error nothing is written, and 0 returned.
    """
    files = _kit_files(project, verified, problems)
    if problems.has_errors():
        return 0
    aside = out.with_name(f".{out.name}.making")
    aside.write_bytes(_packed(files))
    os.replace(aside, out)
    return len(files)


def _kit_files(project: Project, verified: Verified, problems: Problems) -> dict[str, bytes]:
    handouts = dict(_handouts_in(project.root / HANDOUTS))
    served = frame_of(project, verified, handouts=handouts)
    pages = tuple(page for page in served.site.pages if page.kind not in _ON_NO_DISK)
    frame = replace(served, site=replace(served.site, pages=pages), is_folder=True)
    made = assemble(frame, project.reading.pictures, problems, Memory())
    project.say_places(problems)
    files = {name: content for name, content in made.items() if not name.endswith(_OF_SCRIPTS)}
    words = frame.site.words.kit
    start = filled(words.start, file=file_at(""))
    lines = (project.settings.name, words.lead, start, words.guide, words.same, f"{words.date} {verified.today}", "")
    readme = "\r\n".join(lines)
    return files | {README: readme.encode()}


def _handouts_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what was made to hand out, by the names of the files."""
    for path in sorted(folder.glob("[!.]*")):
        if path.is_file() and not path.is_symlink():
            yield path.name, path.read_bytes()


def _packed(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, files[name])
    return packed.getvalue()
