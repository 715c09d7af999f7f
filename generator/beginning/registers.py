"""Begin an entry of a small register: a source, or a way in."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from generator.beginning.draft import SOURCES, CannotBegin, Draft, draft_of, require_known, require_new_id
from generator.model.entry import MAX_ID
from generator.model.handbook import EntryPoint
from generator.model.registers import NO_DATE, Source, SourceKind
from generator.model.skeletons import skeleton_of
from generator.project import Project
from generator.sign_offs import units_of

_ENTRIES = "content/entries.yaml"
_KINDS = {".gov": SourceKind.GOVERNMENT, ".mil": SourceKind.GOVERNMENT}


def begin_source(
    project: Project, url: str, *, id: str | None, users: Sequence[str], today: datetime.date, **said: str | None
) -> Draft:
    """Draft a source, and name it at those that use it: units such as "level outpatient", as `stepwell review` says.

    What is not said of it is to be filled in. Raises CannotBegin.
    """
    draft = draft_of(project, today)
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise CannotBegin(f'"{url}" is not an address of the web; write all of it, such as https://example.org/page')
    known = next((source for source in draft.base.sources.sources if source.link == url), None)
    if known is not None:
        raise CannotBegin(f'this page is a source already: "{known.id}" ({known.place.file}:{known.id.place.line})')
    if not users and None not in (said.get("title"), said.get("publisher")):
        raise CannotBegin("nothing would use this source; name what does with --for, such as --for 'level outpatient'")
    id = id or _id_of(url)
    require_new_id(draft.base, id, Source)
    kind = next((kind for end, kind in _KINDS.items() if parts.hostname.endswith(end)), SourceKind.NONPROFIT)
    given = {"id": id, "link": url, "kind": str(kind), "year": NO_DATE}
    given |= {key: value for key, value in said.items() if value is not None}
    draft.add(SOURCES, ["sources"], skeleton_of(Source, given))
    for key, otherwise in (("kind", f"known: {', '.join(SourceKind)}"), ("year", 'the year in quotes, or "no date"')):
        if said.get(key) is None:
            draft.looks.append((SOURCES, f"{key}:", otherwise))
    for user in users:
        _use(draft, user, id)
    return draft


def _id_of(url: str) -> str:
    """Make an id of the host and the last words of an address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").rpartition(".")[0]
    last = Path(parts.path).stem
    words = re.findall(r"[a-z0-9]+", f"{host} {last}".lower())
    while words and not words[0][0].isalpha():
        words.pop(0)
    return "-".join(words)[:MAX_ID].rstrip("-")


def _use(draft: Draft, user: str, id: str) -> None:
    """Name a source at a unit that has a list of them."""
    units = {unit.name: unit for unit in units_of(draft.base)}
    require_known("unit", user, list(units), "stepwell review lists them")
    place, entry = units[user].place, units[user].entry
    if "sources" not in type(entry).model_fields:
        raise CannotBegin(f"{user} has no sources of its own; name the source where it is used")
    draft.add(place.file, [place, "sources"], id)


def begin_entry(
    project: Project, id: str, *, title: str, places: Sequence[str], sources: Sequence[str], today: datetime.date
) -> Draft:
    """Draft a way in that staff send. Raises CannotBegin."""
    draft = draft_of(project, today)
    require_new_id(draft.base, id, EntryPoint)
    known = [str(level.id) for level in draft.base.every_level()]
    for place in places:
        require_known("level", place.split(".")[-1], known)
    given = {"id": id, "title": title, **({"place": list(places)} if places else {})}
    given |= {"sources": list(sources)} if sources else {}
    draft.source(sources) if sources else None
    draft.add(_ENTRIES, ["entries"], skeleton_of(EntryPoint, given | draft.dates))
    return draft
