"""Hold all that the authors wrote, as one value; it may still contain mistakes of meaning."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import chain

from generator.model.absent import (
    NO_ADDRESSES,
    NO_ENTRIES,
    NO_EVIDENCE,
    NO_FACTS,
    NO_GLOSSARY,
    NO_NOTES,
    NO_ORGANIZATION,
    NO_OVERLAY,
    NO_OWN_SIGN_OFFS,
    NO_QUALITY,
    NO_QUESTIONS,
    NO_REVIEWERS,
    NO_SEARCH,
    NO_SHARING,
    NO_SIGNS,
    NO_TREATMENTS,
    NO_VALUES,
)
from generator.model.addresses import AddressesFile
from generator.model.entry import Entry
from generator.model.guide import GuideFile
from generator.model.handbook import (
    EntriesFile,
    EvidenceFile,
    FactsFile,
    GlossaryFile,
    QualityFile,
    QuestionsFile,
    SearchFile,
    SignsFile,
    TreatmentsFile,
    ValuesFile,
)
from generator.model.levels import Kind, Level, LevelsFile
from generator.model.lines import LinesFile
from generator.model.notes import Note, NotesFile, Subject
from generator.model.organization import OrganizationFile
from generator.model.overlay import OVERLAY, OWN_SIGN_OFFS, OverlayFile, OwnSignOffsFile, Upstream
from generator.model.prose import ProsePage
from generator.model.registers import Contact, ContactsFile, JourneysFile, SafetyFile, SourcesFile
from generator.model.reviewers import ReviewersFile
from generator.model.sharing import SharingFile
from generator.model.words import WordsFile
from generator.problems import Place

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

LEVELS = "content/levels/"
"""Where levels, kinds and moves stand that have files of their own."""

ADDRESSES = "content/addresses.yaml"
"""Where every published address is kept."""

LINES = "content/lines.yaml"
"""Where a project brings a register of national lines of its own."""

ORGANIZATION = "content/organization.yaml"
"""Where an organization that runs a copy says who it is, and what programs it has."""

WORDS = "content/words.yaml"
"""Where a project brings the words of its pages; without it, it gets those that come with Stepwell."""

HANDBOOK_FILES: dict[str, type[Entry]] = {
    "content/notes.yaml": NotesFile,
    "content/glossary.yaml": GlossaryFile,
    "content/treatments.yaml": TreatmentsFile,
    "content/entries.yaml": EntriesFile,
    "content/signs.yaml": SignsFile,
    "content/questions.yaml": QuestionsFile,
    "content/quality.yaml": QualityFile,
    "content/evidence.yaml": EvidenceFile,
    "content/facts.yaml": FactsFile,
    "content/values.yaml": ValuesFile,
    "content/search.yaml": SearchFile,
    "content/sharing.yaml": SharingFile,
    ORGANIZATION: OrganizationFile,
    ADDRESSES: AddressesFile,
    "content/reviewers.yaml": ReviewersFile,
    WORDS: WordsFile,
    OVERLAY: OverlayFile,
    OWN_SIGN_OFFS: OwnSignOffsFile,
}
"""Each file that a project may have besides, in the order they are read."""


@dataclass(frozen=True, slots=True)
class Handbook:
    """The registers that a project may leave out; one that is not there is empty."""

    notes: NotesFile = NO_NOTES
    glossary: GlossaryFile = NO_GLOSSARY
    treatments: TreatmentsFile = NO_TREATMENTS
    entries: EntriesFile = NO_ENTRIES
    signs: SignsFile = NO_SIGNS
    questions: QuestionsFile = NO_QUESTIONS
    quality: QualityFile = NO_QUALITY
    evidence: EvidenceFile = NO_EVIDENCE
    facts: FactsFile = NO_FACTS
    values: ValuesFile = NO_VALUES
    search: SearchFile = NO_SEARCH
    sharing: SharingFile = NO_SHARING
    organization: OrganizationFile = NO_ORGANIZATION
    addresses: AddressesFile = NO_ADDRESSES
    reviewers: ReviewersFile = NO_REVIEWERS
    words: WordsFile | None = None
    overlay: OverlayFile = NO_OVERLAY
    sign_offs: OwnSignOffsFile = NO_OWN_SIGN_OFFS

    def files(self) -> tuple[Entry, ...]:
        """List the registers that are there, in the order in which they are read."""
        return tuple(file for field in fields(self) if not is_absent(file := getattr(self, field.name)))


def is_absent(file: object) -> bool:
    """Tell whether this is the empty register that stands for a file which is not there."""
    return any(file is field.default for field in fields(Handbook))


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """Every file's content: `tree` is the guide of decision_tree.yaml, `others` are the further guides.

    `lines` is the register of the country that contacts.yaml names. `words` are those of every page: the project's
    own, else those that come with Stepwell. `upstream` is the project that an organization builds on; `own_sources` is
    the list of sources that the organization added, as it wrote it: they stand in `sources` too.
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
    upstream: Upstream | None = None
    own_sources: SourcesFile | None = None

    def every_note(self) -> tuple[Note, ...]:
        """Return the notes in the author's order."""
        return self.handbook.notes.notes

    def every_subject(self) -> tuple[Subject, ...]:
        """Return what is only true of whoever gave certain answers, in the author's order."""
        return self.handbook.notes.subjects

    @property
    def organization(self) -> OrganizationFile:
        """Return who runs this copy of the site; an empty file where nobody does."""
        return self.handbook.organization

    def every_contact(self) -> tuple[Contact, ...]:
        """Return the contacts, then the lines of a place and those of the organization, which are called alike."""
        return (*self.contacts.contacts, *self.organization.every_line())

    def is_upstreams(self, place: Place) -> bool:
        """Tell whether what stands at a place was written by the project that this one builds on."""
        return self.upstream is not None and place.file not in self.upstream.own_files

    def every_guide(self) -> tuple[GuideFile, ...]:
        """Return the guide and the further ones, each as it was written."""
        return (self.tree, *self.others)

    def every_level(self) -> tuple[Level, ...]:
        """Return the levels of all ladders in their order, then those beside them."""
        on_ladders = chain.from_iterable(ladder.levels for ladder in self.levels.ladders)
        return (*on_ladders, *self.levels.beside)

    def every_kind(self) -> tuple[Kind, ...]:
        """Return every kind within every level, in order."""
        return tuple(chain.from_iterable(level.kinds for level in self.every_level()))
