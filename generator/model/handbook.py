"""Define what an author may write in the registers that pages are made of: each fact, sign and term stands once."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from generator.model.entry import Dated, Entry, Id, Line, Named, PlainWords, Prose, Refs, Review, Whole, Wording
from generator.model.references import AddressLine, AnswerOrSetRef, BoxRef, GuideRef, LevelRef, SourceRef
from generator.model.sorts import RefersTo, Sort


class Term(Named):
    """A word that a reader may not know, in plain words; `forms` are other ways it is written."""

    sort: ClassVar[Sort] = Sort.TERM
    id: Id = Field(description="Its name in links.")
    term: Line = Field(description="The word.")
    forms: tuple[Line, ...] = Field(default=(), description="Other ways to write it.")
    plain: Line = Field(description="What it means, in plain words.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the facts come from.")

    @field_validator("term", "forms")
    @classmethod
    def _can_be_found(cls, said: Line | tuple[Line, ...]) -> Line | tuple[Line, ...]:
        for form in (said,) if isinstance(said, str) else said:
            if not any(character.isalnum() for character in form):
                raise PydanticCustomError("bad-wording", '"{text}" has no letter', {"text": str(form)})
        return said

    @property
    def short_forms(self) -> tuple[Line, ...]:
        """Those of its forms that are capitals, such as IOP: what a reader has heard and looks for."""
        return tuple(form for form in self.forms if form.isupper())


class Avoided(Entry):
    """A word that hurts or misleads, and the word to use in its place."""

    avoid: Line = Field(description="The word that hurts or misleads.")
    use: Line = Field(description="The word to use instead.")
    except_in: tuple[Line, ...] = Field(default=(), description="Phrases in which the word may stand.")


class AvoidedPhrase(Entry):
    """Wordings that would turn safety round, judge or promise, and what to write in their place.

    A wording may stand after a negation that is near, unless it holds one itself; after what `unless_after` lists; and
    within the phrases of `except_in`.
    """

    avoid: tuple[Wording, ...] = Field(min_length=1, description="The wordings of the phrase.")
    use: Line = Field(description="What to write instead.")
    unless_after: tuple[PlainWords, ...] = Field(default=(), description="Beginnings after which it is all right.")
    except_in: tuple[Wording, ...] = Field(default=(), description="Longer wordings in which it is all right.")


class GlossaryFile(Dated):
    """The whole of content/glossary.yaml; `negations` are the words that turn a phrase to avoid into a right one."""

    terms: tuple[Term, ...] = Field(min_length=1, description="Words explained.")
    words: tuple[Avoided, ...] = Field(default=(), description="Words to avoid.")
    negations: tuple[PlainWords, ...] = Field(
        default=(), description="Words that turn a phrase to avoid into a right one, such as `do not`."
    )
    phrases: tuple[AvoidedPhrase, ...] = Field(default=(), description="Phrases to avoid.")


class Treatment(Named, Dated):
    """An element of treatment: what it is, what happens, for whom, what to ask."""

    sort: ClassVar[Sort] = Sort.TREATMENT
    id: Id = Field(description="Its address.")
    name: Line = Field(description="The name that readers see.")
    also_called: tuple[Line, ...] = Field(default=(), description="Other names.")
    sentence: Line = Field(description="What it is, in one sentence.")
    what_happens: Prose = Field(description="What happens there.")
    can_help: tuple[Line, ...] = Field(min_length=2, description="What it can help with.")
    drawbacks: tuple[Line, ...] = Field(min_length=2, description="What is hard about it.")
    ask: tuple[Line, ...] = Field(min_length=2, description="Questions to ask.")
    safety_box: BoxRef | None = Field(default=None, description="A warning that belongs to it.")
    sources: tuple[SourceRef, ...] = Field(min_length=1, description="Where the facts come from.")


class TreatmentsFile(Entry):
    """The whole of content/treatments.yaml."""

    treatments: tuple[Treatment, ...] = Field(min_length=1, description="The treatments.")


class EntryPoint(Named, Dated):
    """A way in for whoever is sent to the site: where they are, what to do first, and a guide that begins there.

    `place` are the answers that the guide fills in, shown and changeable, one in each question that content/safety.yaml
    names under `places`. The guide still asks about danger first.
    """

    sort: ClassVar[Sort] = Sort.ENTRY
    id: Id = Field(description="Its address, `/go/<id>/`, which others may see in a message: never a symptom.")
    title: Line = Field(description="Where its reader is, said to them. It is the title of the page.")
    about: Prose = Field(description="What this time is like, and what can be done in it.")
    do: tuple[Line, ...] = Field(min_length=1, description="What to do first, in order.")
    place_: Annotated[Refs, RefersTo(Sort.ANSWER, is_bare=True)] = Field(
        default=(),
        alias="place",
        description="The answer to fill in where the guide asks for the place of care, such as `residential`; several "
        "for several such questions.",
    )
    guide: GuideRef | None = Field(
        default=None, description="The guide that it leads to. Without it, that of decision_tree.yaml."
    )
    call: Annotated[Refs, RefersTo(Sort.CONTACT)] = Field(default=(), description="Whom to call, as ids of contacts.")
    pages: Annotated[Refs, RefersTo(Sort.PAGE, Sort.TREATMENT, Sort.LEVEL, Sort.KIND)] = Field(
        default=(), description="The pages that help: a page's name, a part of treatment, a level or a kind."
    )
    safety_box: BoxRef | None = Field(default=None, description="A warning that belongs to it.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the facts come from.")


class EntriesFile(Entry):
    """The whole of content/entries.yaml."""

    entries: tuple[EntryPoint, ...] = Field(min_length=1, description="The ways in, in the order that readers see.")


class SignDirection(StrEnum):
    """Tell which way a sign points."""

    UP = "up"
    DOWN = "down"
    NOT_YET = "not-yet"


class Sign(Named):
    """A sign that points up or down, or says "not yet"; `answers` are the guide's answers that ask about it."""

    sort: ClassVar[Sort] = Sort.SIGN
    id: Id = Field(description="Its name.")
    points: SignDirection = Field(description="Which way it points.")
    sign: Line = Field(description="The sign, in one line.")
    why: Line = Field(description="Why it matters.")
    answers: tuple[AnswerOrSetRef, ...] = Field(default=(), description="The guide's answers that ask about it.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the facts come from.")


class SignsFile(Dated):
    """The whole of content/signs.yaml."""

    signs: tuple[Sign, ...] = Field(min_length=1, description="The signs.")


class Asked(StrEnum):
    """Tell whom a question is for."""

    PROGRAM = "program"
    CLINICIAN = "clinician"
    INSURER = "insurer"


class ToAsk(Named):
    """A question to ask, why, and what a good answer sounds like."""

    sort: ClassVar[Sort] = Sort.QUESTION_TO_ASK
    id: Id = Field(description="Its name.")
    to: Asked = Field(description="Whom to ask.")
    ask: Line = Field(description="The question.")
    why: Line = Field(description="Why it is worth asking.")
    listen_for: Line = Field(description="What a good answer sounds like.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the facts come from.")


class QuestionsFile(Dated):
    """The whole of content/questions.yaml."""

    questions: tuple[ToAsk, ...] = Field(min_length=1, description="The questions.")


class QualityKind(StrEnum):
    """Tell whether a sign speaks for a program, warns, or gives a sales line away."""

    GOOD = "good"
    WARNING = "warning"
    SALES_LINE = "sales-line"
    HELP_LINE = "help-line"


class QualitySign(Named):
    """A sign of quality or a warning sign, with what to do about it."""

    sort: ClassVar[Sort] = Sort.QUALITY_SIGN
    id: Id = Field(description="Its name.")
    kind: QualityKind = Field(description="What it speaks for.")
    sign: Line = Field(description="The sign, in one line.")
    check: Line = Field(description="What to do about it.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the facts come from.")


class QualityFile(Dated):
    """The whole of content/quality.yaml."""

    signs: tuple[QualitySign, ...] = Field(min_length=1, description="The signs.")


class Study(Named):
    """A study with all that a reader needs to weigh it; `people` is how many took part, 0 where not counted."""

    sort: ClassVar[Sort] = Sort.STUDY
    id: Id = Field(description="Its name in links.")
    name: Line = Field(description="Its name for readers.")
    found: Line = Field(description="What it found.")
    design: Line = Field(description="How it was done.")
    people: Whole = Field(description="How many took part, and 0 where nobody was counted.")
    population: Line = Field(description="Who took part.")
    year: Line = Field(description="When it was done, in quotes.")
    paid_by: Line = Field(description="Who paid for it.")
    does_not_show: Line = Field(description="What it does not show.")
    levels: tuple[LevelRef, ...] = Field(
        default=(), description="The levels whose pages show it. At most four studies have this key."
    )
    source: SourceRef = Field(description="Its source.")


class Verdict(StrEnum):
    """Tell what is known about a common claim."""

    SUPPORTED_IN_PART = "supported-in-part"
    MISREPORTED = "misreported"
    NOT_FOUND = "not-found"
    WRONG = "wrong"


class CommonClaim(Named):
    """A claim that people meet, and what is known about it."""

    sort: ClassVar[Sort] = Sort.CLAIM
    id: Id = Field(description="Its name.")
    claim: Line = Field(description="The claim, as people meet it.")
    verdict: Verdict = Field(description="How well it is supported.")
    known: Prose = Field(description="What is known about it.")
    sources: tuple[SourceRef, ...] = Field(default=(), description="Where the facts come from.")


class EvidenceFile(Dated):
    """The whole of content/evidence.yaml; `method` says how the evidence was chosen."""

    method: Prose = Field(description="How the evidence was chosen.")
    studies: tuple[Study, ...] = Field(min_length=1, description="The studies.")
    claims: tuple[CommonClaim, ...] = Field(min_length=1, description="Claims that people meet.")


class Fact(Named):
    """A number or date that pages refer to: `value` is what stands in the text, `say` the whole fact."""

    sort: ClassVar[Sort] = Sort.FACT
    id: Id = Field(description="Its name, for links to `/facts/#<id>`.")
    value: Line = Field(description="The number or date, as it stands in a text.")
    say: Line = Field(description="The whole fact, in a sentence.")
    source: SourceRef = Field(description="Its source.")


class FactsFile(Dated):
    """The whole of content/facts.yaml."""

    facts: tuple[Fact, ...] = Field(min_length=1, description="The facts.")


class ValueFact(StrEnum):
    """Tell which fact about an option a value is tied to; the guide shows it beside the question."""

    HOURS = "hours"
    SLEEP = "sleep"
    STAFF = "staff"


class Value(Named):
    """Something that may matter to a person in a choice of care, and what to ask about each option because of it."""

    sort: ClassVar[Sort] = Sort.VALUE
    id: Id = Field(description="Its name.")
    you: Line = Field(description="The thing, said to the reader.")
    they: Line = Field(description="The same about someone else.")
    ask: Line = Field(description="What to ask about each way to go on because of it.")
    fact: ValueFact | None = Field(
        default=None, description="The fact about each way that is shown beside the question."
    )


class ValuesFile(Dated):
    """The whole of content/values.yaml."""

    values: tuple[Value, ...] = Field(
        min_length=1, description="The things that may matter, in the order that readers see."
    )


class SoughtPage(Entry):
    """What people write who look for a page, or for a part of one; `call` are contacts that stand before it."""

    page: AddressLine = Field(description="The address of the page, such as `/cost/` or `/cost/#no-insurance`.")
    found_by: tuple[Line, ...] = Field(
        min_length=1,
        description="What people write who mean it: other names, questions, a few plain words. Small words, their "
        "order and their endings do not matter much.",
    )
    call: Annotated[Refs, RefersTo(Sort.CONTACT)] = Field(
        default=(),
        description="For danger: the contacts that stand before everything else that is found, whatever else is "
        "written beside these words.",
    )


class SameWords(Entry):
    """Words that search takes for one another: misspellings, and names for the same people or things."""

    words: tuple[PlainWords, ...] = Field(min_length=2, description="The words, each a single one.")


class SearchFile(Entry):
    """The whole of content/search.yaml; `left_out` are pages by hand that search does not show."""

    pages: tuple[SoughtPage, ...] = Field(default=(), description="What people write, and the page that they mean.")
    same: tuple[SameWords, ...] = Field(default=(), description="Words that search takes for one another.")
    left_out: tuple[AddressLine, ...] = Field(
        default=(), description="Addresses of pages that are for who looks after the site, and that search leaves out."
    )
    reviewed: Review | None = Field(
        default=None,
        description="Who reviewed which words lead where, and whom search names first in danger. Leave it out until a "
        "named person has done so.",
    )
