"""Define what an author may write in the registers that pages are made of: each fact, sign and term stands once."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from generator.model.entry import Dated, Entry, Line, Named, PlainWords, Prose, Ref, Whole, Wording


class Term(Named):
    """Be a word that a reader may not know, in plain words; `forms` are other ways it is written."""

    term: Line
    forms: tuple[Line, ...] = ()
    plain: Line
    sources: tuple[Ref, ...] = ()


class Avoided(Entry):
    """Be a word that hurts or misleads, and the word to use in its place."""

    avoid: Line
    use: Line
    except_in: tuple[Line, ...] = ()


class AvoidedPhrase(Entry):
    """Wordings that would turn safety round, judge or promise, and what to write in their place.

    A wording may stand after a negation that is near, unless it holds one itself; after what `unless_after` lists; and
    within the phrases of `except_in`.
    """

    avoid: tuple[Wording, ...] = Field(min_length=1)
    use: Line
    unless_after: tuple[PlainWords, ...] = ()
    except_in: tuple[Wording, ...] = ()


class GlossaryFile(Dated):
    """Be the whole of content/glossary.yaml; `negations` are the words that turn a phrase to avoid into a right one."""

    terms: tuple[Term, ...] = Field(min_length=1)
    words: tuple[Avoided, ...] = ()
    negations: tuple[PlainWords, ...] = ()
    phrases: tuple[AvoidedPhrase, ...] = ()


class Treatment(Named, Dated):
    """Be an element of treatment: what it is, what happens, for whom, what to ask."""

    name: Line
    also_called: tuple[Line, ...] = ()
    sentence: Line
    what_happens: Prose
    can_help: tuple[Line, ...] = Field(min_length=2)
    drawbacks: tuple[Line, ...] = Field(min_length=2)
    ask: tuple[Line, ...] = Field(min_length=2)
    safety_box: Ref | None = None
    sources: tuple[Ref, ...] = Field(min_length=1)


class TreatmentsFile(Entry):
    """Be the whole of content/treatments.yaml."""

    treatments: tuple[Treatment, ...] = Field(min_length=1)


class SignDirection(StrEnum):
    """Tell which way a sign points."""

    UP = "up"
    DOWN = "down"
    NOT_YET = "not-yet"


class Sign(Named):
    """Be a sign that points up or down, or says "not yet"; `answers` are the guide's answers that ask about it."""

    points: SignDirection
    sign: Line
    why: Line
    answers: tuple[Ref, ...] = ()
    sources: tuple[Ref, ...] = ()


class SignsFile(Dated):
    """Be the whole of content/signs.yaml."""

    signs: tuple[Sign, ...] = Field(min_length=1)


class Asked(StrEnum):
    """Tell whom a question is for."""

    PROGRAM = "program"
    CLINICIAN = "clinician"
    INSURER = "insurer"


class ToAsk(Named):
    """Be a question to ask, why, and what a good answer sounds like."""

    to: Asked
    ask: Line
    why: Line
    listen_for: Line
    sources: tuple[Ref, ...] = ()


class QuestionsFile(Dated):
    """Be the whole of content/questions.yaml."""

    questions: tuple[ToAsk, ...] = Field(min_length=1)


class QualityKind(StrEnum):
    """Tell whether a sign speaks for a program, warns, or gives a sales line away."""

    GOOD = "good"
    WARNING = "warning"
    SALES_LINE = "sales-line"
    HELP_LINE = "help-line"


class QualitySign(Named):
    """Be a sign of quality or a warning sign, with what to do about it."""

    kind: QualityKind
    sign: Line
    check: Line
    sources: tuple[Ref, ...] = ()


class QualityFile(Dated):
    """Be the whole of content/quality.yaml."""

    signs: tuple[QualitySign, ...] = Field(min_length=1)


class Study(Named):
    """Be a study with all that a reader needs to weigh it; `people` is how many took part, 0 where not counted."""

    name: Line
    found: Line
    design: Line
    people: Whole
    population: Line
    year: Line
    paid_by: Line
    does_not_show: Line
    levels: tuple[Ref, ...] = ()
    source: Ref


class Verdict(StrEnum):
    """Tell what is known about a common claim."""

    SUPPORTED_IN_PART = "supported-in-part"
    MISREPORTED = "misreported"
    NOT_FOUND = "not-found"
    WRONG = "wrong"


class CommonClaim(Named):
    """Be a claim that people meet, and what is known about it."""

    claim: Line
    verdict: Verdict
    known: Prose
    sources: tuple[Ref, ...] = ()


class EvidenceFile(Dated):
    """Be the whole of content/evidence.yaml; `method` says how the evidence was chosen."""

    method: Prose
    studies: tuple[Study, ...] = Field(min_length=1)
    claims: tuple[CommonClaim, ...] = Field(min_length=1)


class Fact(Named):
    """Be a number or date that pages refer to: `value` is what stands in the text, `say` the whole fact."""

    value: Line
    say: Line
    source: Ref


class FactsFile(Dated):
    """Be the whole of content/facts.yaml."""

    facts: tuple[Fact, ...] = Field(min_length=1)


class ValueFact(StrEnum):
    """Tell which fact about an option a value is tied to; the guide shows it beside the question."""

    HOURS = "hours"
    SLEEP = "sleep"
    STAFF = "staff"


class Value(Named):
    """Be something that may matter to a person in a choice of care, and what to ask about each option because of it."""

    you: Line
    they: Line
    ask: Line
    fact: ValueFact | None = None


class ValuesFile(Dated):
    """Be the whole of content/values.yaml."""

    values: tuple[Value, ...] = Field(min_length=1)
