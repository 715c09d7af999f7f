"""Define the words of the page on which the guide scores itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.entry import Line
from generator.model.words.places import Phrase, Phrases, holding


class ScorecardCriteria(Phrases):
    """Our own words for each criterion, by its id in the standard."""

    q1: Phrase
    q2: Phrase
    q3: Phrase
    q4: Phrase
    q5: Phrase
    q6: Phrase
    c1: Phrase
    c2: Phrase
    c3: Phrase
    c4: Phrase
    c5: Phrase
    c6: Phrase
    c7: Phrase
    c8: Phrase
    c9: Phrase
    c10: Phrase
    k1: Phrase
    k2: Phrase
    k3: Phrase
    k4: Phrase
    k5: Phrase
    k6: Phrase
    k7: Phrase
    k8: Phrase
    k9: Phrase
    k10: Phrase
    k11: Phrase
    k12: Phrase
    k13: Phrase
    k14: Phrase
    k15: Phrase
    k16: Phrase
    k17: Phrase
    k18: Phrase
    k19: Phrase
    k20: Phrase
    k21: Phrase
    k22: Phrase
    k23: Phrase
    k24: Phrase
    k25: Phrase
    k26: Phrase
    k27: Phrase
    k28: Phrase
    e1: Phrase
    e2: Phrase


class ScorecardEvidence(Phrases):
    """What the page says of how a criterion is met, or why it is not."""

    problem: Annotated[Line, holding("count", "signs")]
    decision: Annotated[Line, holding("address", "decision")]
    choices: Annotated[Line, holding("address", "ways", "levels")]
    good_sides: Annotated[Line, holding("lines")]
    hard_sides: Annotated[Line, holding("lines")]
    what_it_is_like: Annotated[Line, holding("count")]
    same_room: Annotated[Line, holding("good", "hard", "level", "id", "ratio")]
    sources: Annotated[Line, holding("count")]
    named: Annotated[Line, holding("studies")]
    no_studies: Phrase
    dates: Annotated[Line, holding("count", "day")]
    due_again: Annotated[Line, holding("count", "days", "late")]
    no_policy: Phrase
    policy: Phrase
    not_said: Phrase
    who_paid: Annotated[Line, holding("sentence")]
    fits_less: Annotated[Line, holding("sentence")]
    country: Annotated[Line, holding("country")]
    not_how_sure: Annotated[Line, holding("studies")]
    no_numbers: Phrase
    which_group: Annotated[Line, holding("studies")]
    counts_people: Annotated[Line, holding("counted", "numbers")]
    no_pictures: Phrase
    staying: Annotated[Line, holding("count")]
    side_by_side: Annotated[Line, holding("levels")]
    what_matters: Annotated[Line, holding("count")]
    step_by_step: Annotated[Line, holding("address", "longest", "ways")]
    questions_to_ask: Annotated[Line, holding("address", "count", "clinician")]
    nobody: Annotated[Line, holding("count")]
    reviewed: Annotated[Line, holding("names", "day", "reviewed", "count")]
    nobody_yet: Phrase
    how_chosen: Annotated[Line, holding("count")]
    how_strong: Annotated[Line, holding("studies", "told", "listed")]
    who_wrote: Phrase
    who_wrote_untrained: Phrase
    not_measured: Phrase
    grade: Annotated[Line, holding("count", "grade", "worst")]
    not_studied: Phrase


class ScorecardFinds(Phrases):
    """What the scorecard looks for: words in the headings of content/about.md, those before how many
    people a number is out of, and letters that tell of a training.
    """

    looks_again: tuple[Phrase, ...] = Field(min_length=1)
    paid: tuple[Phrase, ...] = Field(min_length=1)
    wrote: tuple[Phrase, ...] = Field(min_length=1)
    fits_less: tuple[Phrase, ...] = Field(min_length=1)
    out_of: tuple[Phrase, ...] | None = None
    training: tuple[Phrase, ...] | None = None


class ScorecardWords(Phrases):
    """The words of the scorecard; `criteria` and `evidence` are by criterion."""

    title: Phrase
    description: Phrase
    lead: Annotated[Line, holding("guide", "address", "met", "count")]
    counted: Phrase
    of_guide: Annotated[Line, holding("guide")]
    about_list: Phrase
    met_means: Phrase
    declared_means: Annotated[Line, holding("count")]
    none_declared: Phrase
    needed: Phrase
    fair: Phrase
    better: Phrase
    elsewhere: Phrase
    met: Phrase
    declared: Phrase
    not_met: Phrase
    reading: Phrase
    reading_lead: Phrase
    figure: Annotated[Line, holding("measure", "middle", "worst", "page")]
    grade: Phrase
    smog: Phrase
    short: Phrase
    run: Phrase
    balance: Phrase
    balance_lead: Phrase
    level: Phrase
    good: Phrase
    hard: Phrase
    left_out: Phrase
    left_out_lead: Annotated[Line, holding("count")]
    finds: ScorecardFinds
    criteria: ScorecardCriteria
    evidence: ScorecardEvidence


class ProofWords(Phrases):
    """The words of the page on which anyone can prove the promises again; it is made where a build is asked for it."""

    title: Phrase
    description: Phrase
    link: Phrase
    lead: Phrase
    waiting: Phrase
    kept: Phrase
    refused: Phrase
    unable: Phrase
    by_hand: Phrase
    by_hand_lead: Phrase
    guides_file: Phrase
    promises_file: Phrase
    checker_file: Phrase
    run: Phrase
    command: Annotated[Line, holding("hash")]
    hash: Phrase
    what: Phrase
    what_lead: Phrase
    not_proven: Phrase
    not_proven_lead: Phrase
    promises: Annotated[Line, holding("guide")]
