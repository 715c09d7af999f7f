"""Hold an empty file for each register that a project may leave out, so that nobody must ask whether it is there."""

from __future__ import annotations

import datetime

from generator.model.addresses import AddressesFile
from generator.model.entry import NOWHERE
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
from generator.model.notes import NotesFile
from generator.model.organization import OrganizationFile
from generator.model.overlay import OverlayFile, OwnSignOffsFile
from generator.model.reviewers import ReviewersFile
from generator.model.sharing import SharingFile, SharingPatterns, SharingTexts
from generator.problems import Text

# Nobody wrote these files, and they are never due: no page and no list of dated entries shows these days.
_NOTHING = Text("", place=NOWHERE)
_WRITTEN, _DUE = datetime.date.min, datetime.date.max

NO_NOTES = NotesFile.model_construct(notes=(), written=_WRITTEN, review_due=_DUE)
NO_GLOSSARY = GlossaryFile.model_construct(terms=(), written=_WRITTEN, review_due=_DUE)
NO_TREATMENTS = TreatmentsFile.model_construct(treatments=())
NO_ENTRIES = EntriesFile.model_construct(entries=())
NO_SIGNS = SignsFile.model_construct(signs=(), written=_WRITTEN, review_due=_DUE)
NO_QUESTIONS = QuestionsFile.model_construct(questions=(), written=_WRITTEN, review_due=_DUE)
NO_QUALITY = QualityFile.model_construct(signs=(), written=_WRITTEN, review_due=_DUE)
NO_EVIDENCE = EvidenceFile.model_construct(method=_NOTHING, studies=(), claims=(), written=_WRITTEN, review_due=_DUE)
NO_FACTS = FactsFile.model_construct(facts=(), written=_WRITTEN, review_due=_DUE)
NO_SEARCH = SearchFile()
_NO_TEXTS = SharingTexts.model_construct(message=_NOTHING, mail=_NOTHING, phone=_NOTHING)
NO_SHARING = SharingFile.model_construct(
    title=_NOTHING,
    description=_NOTHING,
    lead=_NOTHING,
    private=(),
    patterns=SharingPatterns.model_construct(None, **dict.fromkeys(SharingPatterns.model_fields, _NO_TEXTS)),
    situations=(),
    written=_WRITTEN,
    review_due=_DUE,
)
NO_ADDRESSES = AddressesFile()
NO_ORGANIZATION = OrganizationFile.model_construct(name=_NOTHING, written=_WRITTEN, review_due=_DUE)
NO_REVIEWERS = ReviewersFile.model_construct(reviewers=())
NO_OVERLAY = OverlayFile()
NO_OWN_SIGN_OFFS = OwnSignOffsFile()
NO_VALUES = ValuesFile.model_construct(values=(), written=_WRITTEN, review_due=_DUE)
