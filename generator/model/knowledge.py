"""Hold all that the authors wrote, as one value; it may still contain mistakes of meaning."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from generator.model.entry import Entry
from generator.model.guide import GuideFile
from generator.model.levels import Kind, Level, LevelsFile
from generator.model.prose import ProsePage
from generator.model.registers import ContactsFile, JourneysFile, SafetyFile, SourcesFile

FILES: dict[str, type[Entry]] = {
    "levels.yaml": LevelsFile,
    "decision_tree.yaml": GuideFile,
    "content/safety.yaml": SafetyFile,
    "content/journeys.yaml": JourneysFile,
    "content/contacts.yaml": ContactsFile,
    "content/sources.yaml": SourcesFile,
}
"""Each file of a project and the model it must fit, in the order they are read."""


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Hold every file's content."""

    levels: LevelsFile
    tree: GuideFile
    safety: SafetyFile
    journeys: JourneysFile
    contacts: ContactsFile
    sources: SourcesFile
    pages: tuple[ProsePage, ...] = ()

    def every_level(self) -> tuple[Level, ...]:
        """Give the levels of all ladders in their order, then those beside them."""
        on_ladders = chain.from_iterable(ladder.levels for ladder in self.levels.ladders)
        return (*on_ladders, *self.levels.beside)

    def every_kind(self) -> tuple[Kind, ...]:
        """Give every kind within every level, in order."""
        return tuple(chain.from_iterable(level.kinds for level in self.every_level()))
