"""Show what is not saved as a reader would see it: the pages of the newest version that passed every check."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from generator.editing.things import EditedThing, Located
from generator.model.knowledge import GUIDES as GUIDE_FILES
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import PROSE_PAGES, address_of
from generator.model.sorts import Sort
from generator.naming import names_of
from generator.naming.spots import spots_of
from generator.page_kinds import FACTS, GLOSSARY, GUIDES, PROGRAMS, RESEARCH, SOURCES, STAFF, file_at
from generator.problems import Problems
from generator.project import Project
from generator.site.building import files_of
from generator.site.memory import Memory

_PAGES_OF_FILES = {
    "content/sources.yaml": SOURCES,
    "content/glossary.yaml": GLOSSARY,
    "content/facts.yaml": FACTS,
    "content/evidence.yaml": RESEARCH,
    "content/sharing.yaml": STAFF,
    "content/organization.yaml": PROGRAMS,
}
_WITH_PAGES = frozenset(Sort) - {Sort.GUIDE, Sort.PAGE}


class Previews:
    """The files of a site, made once for each version; a page that did not change is not made again."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._lock = threading.Lock()
        self._project: Project | None = None
        self._files: Mapping[str, bytes] = {}

    def file(self, newest: Callable[[], Project | None], address: str) -> bytes | None:
        """Return a page, by its address, or what a page loads, by its name; None where there is none.

        It is looked for in what `newest` gives, and again where that is another by the time that its pages are made.
        """
        with self._lock:
            found, made = None, self._make(newest())
            while made is not None:
                found = self._find(address)
                again = newest()
                if found is not None or again is made:
                    break
                made = self._make(again)
            return found

    def _make(self, project: Project | None) -> Project | None:
        if project is None or project.verified is None:
            return None
        if project is not self._project:
            self._files = files_of(project, project.verified, Problems(), self._memory)
            self._memory.forget_unused()
            self._project = project
        return project

    def _find(self, address: str) -> bytes | None:
        name = address.partition("#")[0].lstrip("/")
        return self._files.get(name) or self._files.get(file_at(name) if not name or name.endswith("/") else "")


def address_of_thing(located: Located, base: KnowledgeBase) -> str:
    """Find the page on which a reader meets a thing, "" for home where it has none of its own."""
    thing = located.thing
    if thing.sort == "page":
        return address_of(thing.file.removeprefix(PROSE_PAGES).removesuffix(".md"))
    names = names_of(base)
    definition = names.find((Sort(thing.sort),), thing.id) if thing.sort in _WITH_PAGES else None
    if definition is not None:
        for address, spots in spots_of(base, names.definitions).items():
            if any(spot.definition is definition for spot in spots):
                return address
    if thing.file in _PAGES_OF_FILES:
        return _PAGES_OF_FILES[thing.file].at()
    return _of_guide(thing, base)


def _of_guide(thing: EditedThing, base: KnowledgeBase) -> str:
    """Find the guide in which a question or a decision stands; notes, promises and journeys belong to the first."""
    if thing.file.startswith(GUIDE_FILES):
        guide = next((each for each in base.others if each.guide.place.file == thing.file), None)
        return GUIDES[0] if guide is None else GUIDES[1].format(id=guide.guide.id)
    in_guide = ("decision_tree.yaml", "content/notes.yaml", "content/safety.yaml", "content/journeys.yaml")
    return GUIDES[0] if thing.file in in_guide else ""
