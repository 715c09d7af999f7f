"""Make the page on which this guide scores itself: computed from the content, and open about what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from generator.checks import Verified
from generator.model.words.scorecard import ScorecardWords
from generator.page_kinds import SCORECARD
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.page import Page
from generator.pages.scorecard import criteria
from generator.pages.scorecard.criteria import Measured, Result, State, balances_of
from generator.problems import Place

_ORIGIN = Place("generator/pages/scorecard/__init__.py", 1, 1)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: its id in the standard, and how it is measured."""

    id: str
    measure: Callable[[Measured], Result]


CRITERIA = (
    Criterion("Q1", criteria.problem),
    Criterion("Q2", criteria.decision),
    Criterion("Q3", criteria.options),
    Criterion("Q4", criteria.good_sides),
    Criterion("Q5", criteria.hard_sides),
    Criterion("Q6", criteria.what_it_is_like),
    Criterion("C1", criteria.same_room),
    Criterion("C2", criteria.shows_sources),
    Criterion("C3", criteria.dates),
    Criterion("C4", criteria.looked_at_again),
    Criterion("C5", criteria.no_numbers),
    Criterion("C6", criteria.who_paid),
    Criterion("C7", criteria.only_for_screening),
    Criterion("C8", criteria.only_for_screening),
    Criterion("C9", criteria.only_for_screening),
    Criterion("C10", criteria.only_for_screening),
    Criterion("K1", criteria.staying),
    Criterion("K2", criteria.side_by_side),
    Criterion("K3", criteria.no_numbers),
    Criterion("K4", criteria.no_numbers),
    Criterion("K5", criteria.no_numbers),
    Criterion("K6", criteria.no_numbers),
    Criterion("K7", criteria.no_numbers),
    Criterion("K8", criteria.no_numbers),
    Criterion("K9", criteria.what_matters),
    Criterion("K10", criteria.step_by_step),
    Criterion("K11", criteria.questions_to_ask),
    Criterion("K12", criteria.nobody_yet),
    Criterion("K13", criteria.nobody_yet),
    Criterion("K14", criteria.nobody_yet),
    Criterion("K15", criteria.clinicians_read_it),
    Criterion("K16", criteria.nobody_yet),
    Criterion("K17", criteria.nobody_yet),
    Criterion("K18", criteria.how_chosen),
    Criterion("K19", criteria.how_strong),
    Criterion("K20", criteria.who_wrote),
    Criterion("K21", criteria.how_hard_to_read),
    Criterion("K22", criteria.not_studied),
    Criterion("K23", criteria.not_studied),
    Criterion("K24", criteria.only_for_screening),
    Criterion("K25", criteria.only_for_screening),
    Criterion("K26", criteria.only_for_screening),
    Criterion("K27", criteria.only_for_screening),
    Criterion("K28", criteria.only_for_screening),
    Criterion("E1", criteria.fits_less),
    Criterion("E2", criteria.country),
)
"""Every criterion of the standard in its order, then two (E) that Healthcare Improvement Scotland prints as well."""

_GROUPS = (("needed", "Q"), ("fair", "C"), ("better", "K"), ("elsewhere", "E"))
"""The parts by their ids on the page, each with the letter that its criteria begin with."""


@dataclass(frozen=True, slots=True)
class Score:
    """A criterion with its result, and both in a reader's words: `words` are "" where it does not apply."""

    criterion: Criterion
    result: Result
    says: str
    words: str


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """The scores of one part of the standard."""

    id: str
    title: str
    scores: tuple[Score, ...]


def scores_of(verified: Verified, *, median_grade: float | None = None) -> tuple[Score, ...]:
    """Find the result of every criterion, in order; `median_grade` is the reading grade in the middle of all texts."""
    measured = Measured(verified, median_grade)
    results = [(criterion, criterion.measure(measured)) for criterion in CRITERIA]
    words = verified.base.words.scorecard
    return tuple(
        Score(criterion, result, getattr(words.criteria, criterion.id.lower()), in_words(result.state, words))
        for criterion, result in results
    )


def scorecard_page(verified: Verified, atlas: Atlas, *, median_grade: float | None = None) -> Page:
    """Return the page of scores; without a median grade it says that reading was not measured."""
    scores = scores_of(verified, median_grade=median_grade)
    applying = [score for score in scores if score.result.state is not State.DOES_NOT_APPLY]
    met = sum(score.result.state is not State.NOT_MET for score in applying)
    declared = sum(score.result.state is State.DECLARED for score in applying)
    said = atlas.words.scorecard
    html = render(
        "scorecard/scorecard",
        atlas.words,
        met=met,
        count=len(applying),
        declared=declared,
        groups=[ScoreGroup(id, getattr(said, id), _of_part(applying, part)) for id, part in _GROUPS],
        left_out=[score for score in scores if score.result.state is State.DOES_NOT_APPLY],
        balances=balances_of(atlas.base),
    )
    return Page(
        address=SCORECARD.at(),
        title=said.title,
        description=said.description,
        html=str(html),
        origin=_ORIGIN,
        kind=SCORECARD,
    )


def in_words(state: State, words: ScorecardWords) -> str:
    """Say a state in a reader's words; of a criterion that does not apply, the page says nothing."""
    match state:
        case State.MET:
            return words.met
        case State.DECLARED:
            return words.declared
        case State.NOT_MET:
            return words.not_met
        case State.DOES_NOT_APPLY:
            return ""
        case _:
            assert_never(state)


def _of_part(scores: list[Score], part: str) -> tuple[Score, ...]:
    return tuple(score for score in scores if score.criterion.id.startswith(part))
