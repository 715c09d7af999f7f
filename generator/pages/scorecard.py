"""Make the page on which this guide scores itself: computed from the content, and open about what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import assert_never

from generator.checks import Verified
from generator.pages import criteria
from generator.pages.atlas import Atlas
from generator.pages.criteria import Measured, Result, State, balances_of
from generator.pages.environment import render
from generator.pages.page import Page
from generator.problems import Place

_ORIGIN = Place("generator/pages/scorecard.py", 1, 1)


@dataclass(frozen=True, slots=True)
class Criterion:
    """Be a criterion: its id in the standard, our own words for it, and how it is measured."""

    id: str
    says: str
    measure: Callable[[Measured], Result]


CRITERIA = (
    Criterion("Q1", "It tells you what the problem is about.", criteria.problem),
    Criterion("Q2", "It says plainly what there is to decide.", criteria.decision),
    Criterion("Q3", "It explains the choices you have.", criteria.options),
    Criterion("Q4", "It names the good sides of each choice.", criteria.good_sides),
    Criterion("Q5", "It names the hard sides of each choice.", criteria.hard_sides),
    Criterion("Q6", "It tells what life is like with each choice.", criteria.what_it_is_like),
    Criterion("C1", "Good sides and hard sides get the same room.", criteria.same_room),
    Criterion("C2", "It shows where its facts come from.", criteria.shows_sources),
    Criterion("C3", "It says when it was written.", criteria.dates),
    Criterion("C4", "It says how often someone looks at it again.", criteria.looked_at_again),
    Criterion("C5", "It says how sure its numbers are.", criteria.no_numbers),
    Criterion("C6", "It says who paid.", criteria.who_paid),
    Criterion("C7", "It says what the test looks for.", criteria.only_for_screening),
    Criterion("C8", "It says what comes next when the test finds something.", criteria.only_for_screening),
    Criterion("C9", "It says what comes next when the test finds nothing.", criteria.only_for_screening),
    Criterion("C10", "It warns of finding what would never have done harm.", criteria.only_for_screening),
    Criterion("K1", "It tells what can happen if you stay as you are.", criteria.staying),
    Criterion("K2", "It lets you compare the good and hard sides of your choices.", criteria.side_by_side),
    Criterion("K3", "It says how likely each result is.", criteria.no_numbers),
    Criterion("K4", "It says which group of people a number is about.", criteria.no_numbers),
    Criterion("K5", "It counts people: how many, out of how many.", criteria.no_numbers),
    Criterion("K6", "Numbers for all choices cover an equal stretch of time.", criteria.no_numbers),
    Criterion("K7", "Numbers for all choices count out of one total.", criteria.no_numbers),
    Criterion("K8", "It shows chances in words, in numbers and in pictures.", criteria.no_numbers),
    Criterion("K9", "It helps you find out what matters most to you.", criteria.what_matters),
    Criterion("K10", "It leads you through the choice in steps.", criteria.step_by_step),
    Criterion("K11", "It gives you questions to take along.", criteria.questions_to_ask),
    Criterion("K12", "First, patients were asked what they need.", criteria.nobody_yet),
    Criterion("K13", "First, clinicians were asked what people need.", criteria.nobody_yet),
    Criterion("K14", "Patients who did not make it have read it.", criteria.nobody_yet),
    Criterion("K15", "Clinicians who did not make it have read it.", criteria.clinicians_read_it),
    Criterion("K16", "People facing this choice have tried it out.", criteria.nobody_yet),
    Criterion("K17", "Clinicians have tried it out with people.", criteria.nobody_yet),
    Criterion("K18", "It says how the studies were picked.", criteria.how_chosen),
    Criterion("K19", "It says how strong each study is.", criteria.how_strong),
    Criterion("K20", "It says who wrote it, and their training.", criteria.who_wrote),
    Criterion("K21", "It says how hard it is to read.", criteria.how_hard_to_read),
    Criterion("K22", "A study shows that choices fit better what people want.", criteria.not_studied),
    Criterion("K23", "A study shows that people know more after using it.", criteria.not_studied),
    Criterion("K24", "It says how often the test is right to find something.", criteria.only_for_screening),
    Criterion("K25", "It says how often the test is wrong to find something.", criteria.only_for_screening),
    Criterion("K26", "It says how often the test is right to find nothing.", criteria.only_for_screening),
    Criterion("K27", "It says how often the test misses something.", criteria.only_for_screening),
    Criterion("K28", "It says how much is found with and without the test.", criteria.only_for_screening),
)
"""Every criterion of the standard, in its order."""

_GROUPS = (
    ("needed", "What every guide like this needs", "Q"),
    ("fair", "What keeps it fair", "C"),
    ("better", "What makes it better", "K"),
)


@dataclass(frozen=True, slots=True)
class Score:
    """Be a criterion with its result, and the result in a reader's words."""

    criterion: Criterion
    result: Result
    words: str


@dataclass(frozen=True, slots=True)
class Group:
    """Be the scores of one part of the standard."""

    id: str
    title: str
    scores: tuple[Score, ...]


def scores_of(verified: Verified, *, median_grade: float | None = None) -> tuple[Score, ...]:
    """Give the result of every criterion, in order; `median_grade` is the reading grade in the middle of all texts."""
    measured = Measured(verified, median_grade)
    results = [(criterion, criterion.measure(measured)) for criterion in CRITERIA]
    return tuple(Score(criterion, result, in_words(result.state)) for criterion, result in results)


def scorecard_page(verified: Verified, atlas: Atlas, *, median_grade: float | None = None) -> Page:
    """Give the page of scores; without a median grade it says that reading was not measured."""
    scores = scores_of(verified, median_grade=median_grade)
    applying = [score for score in scores if score.result.state is not State.DOES_NOT_APPLY]
    met = sum(score.result.state is not State.NOT_MET for score in applying)
    declared = sum(score.result.state is State.DECLARED for score in applying)
    html = render(
        "scorecard",
        atlas.words,
        line=f"Met {met} of {len(applying)}",
        declared=declared,
        groups=[Group(id, title, _of_part(applying, part)) for id, title, part in _GROUPS],
        left_out=[score for score in scores if score.result.state is State.DOES_NOT_APPLY],
        balances=balances_of(atlas.base),
    )
    return Page(
        address="about/scorecard/",
        title="How this guide scores itself",
        description="How this guide does on a list of what a good decision guide should have, and what is missing.",
        html=str(html),
        origin=_ORIGIN,
        kind="scorecard",
    )


def in_words(state: State) -> str:
    """Give a state in a reader's words."""
    match state:
        case State.MET:
            return "Met"
        case State.DECLARED:
            return "Declared"
        case State.NOT_MET:
            return "Not met"
        case State.DOES_NOT_APPLY:
            return "Does not apply"
        case _:
            assert_never(state)


def _of_part(scores: list[Score], part: str) -> tuple[Score, ...]:
    return tuple(score for score in scores if score.criterion.id.startswith(part))
