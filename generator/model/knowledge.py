"""Hold all that the authors wrote, as one value; it may still contain mistakes of meaning."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from generator.model.entry import Entry
from generator.model.guide import GuideFile
from generator.model.handbook import (
    EvidenceFile,
    FactsFile,
    GlossaryFile,
    QualityFile,
    QuestionsFile,
    SignsFile,
    TreatmentsFile,
    ValuesFile,
)
from generator.model.levels import Kind, Level, LevelsFile
from generator.model.lines import LinesFile
from generator.model.notes import Note, NotesFile, Subject
from generator.model.prose import ProsePage
from generator.model.registers import ContactsFile, JourneysFile, SafetyFile, SourcesFile
from generator.model.words import WordsFile

FILES: dict[str, type[Entry]] = {
    "levels.yaml": LevelsFile,
    "decision_tree.yaml": GuideFile,
    "content/safety.yaml": SafetyFile,
    "content/journeys.yaml": JourneysFile,
    "content/contacts.yaml": ContactsFile,
    "content/sources.yaml": SourcesFile,
}
"""Each file that a project must have and the model it must fit, in the order they are read."""

GUIDES = "content/guides/"
"""Where further guides stand, one in a file."""

LINES = "content/lines.yaml"
"""Where a project brings a register of national lines of its own."""

WORDS = "content/words.yaml"
"""Where a project brings the words of its pages; without it, it gets those that come with Stepwell."""

HANDBOOK_FILES: dict[str, type[Entry]] = {
    "content/notes.yaml": NotesFile,
    "content/glossary.yaml": GlossaryFile,
    "content/treatments.yaml": TreatmentsFile,
    "content/signs.yaml": SignsFile,
    "content/questions.yaml": QuestionsFile,
    "content/quality.yaml": QualityFile,
    "content/evidence.yaml": EvidenceFile,
    "content/facts.yaml": FactsFile,
    "content/values.yaml": ValuesFile,
    WORDS: WordsFile,
}
"""Each file that a project may have besides, in the order they are read."""


@dataclass(frozen=True, slots=True)
class Handbook:
    """Hold the registers that a project may leave out; None stands for a file that is not there."""

    notes: NotesFile | None = None
    glossary: GlossaryFile | None = None
    treatments: TreatmentsFile | None = None
    signs: SignsFile | None = None
    questions: QuestionsFile | None = None
    quality: QualityFile | None = None
    evidence: EvidenceFile | None = None
    facts: FactsFile | None = None
    values: ValuesFile | None = None
    words: WordsFile | None = None

    def files(self) -> tuple[Entry, ...]:
        """Give the registers that are there."""
        texts = (self.notes, self.glossary, self.treatments, self.signs, self.questions, self.quality, self.evidence)
        return tuple(file for file in (*texts, self.facts, self.values, self.words) if file is not None)


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Hold every file's content: `tree` is the guide of decision_tree.yaml, `others` are the further guides.

    `lines` is the register of the country that contacts.yaml names. `words` are those of every page: the project's
    own, else those that come with Stepwell.
    """

    levels: LevelsFile
    tree: GuideFile
    safety: SafetyFile
    journeys: JourneysFile
    contacts: ContactsFile
    sources: SourcesFile
    lines: LinesFile
    words: WordsFile
    pages: tuple[ProsePage, ...] = ()
    handbook: Handbook = Handbook()
    others: tuple[GuideFile, ...] = ()

    def every_note(self) -> tuple[Note, ...]:
        """Give the notes in the author's order."""
        return () if self.handbook.notes is None else self.handbook.notes.notes

    def every_subject(self) -> tuple[Subject, ...]:
        """Give what is only true of whoever gave certain answers, in the author's order."""
        return () if self.handbook.notes is None else self.handbook.notes.subjects

    def every_guide(self) -> tuple[GuideFile, ...]:
        """Give the guide and the further ones, each as it was written."""
        return (self.tree, *self.others)

    def every_level(self) -> tuple[Level, ...]:
        """Give the levels of all ladders in their order, then those beside them."""
        on_ladders = chain.from_iterable(ladder.levels for ladder in self.levels.ladders)
        return (*on_ladders, *self.levels.beside)

    def every_kind(self) -> tuple[Kind, ...]:
        """Give every kind within every level, in order."""
        return tuple(chain.from_iterable(level.kinds for level in self.every_level()))
