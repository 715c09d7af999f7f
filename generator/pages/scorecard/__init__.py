"""Make the page on which this guide scores itself: computed from the content, and open about what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from generator.checks import Verified
from generator.model.words.scorecard import ScorecardWords
from generator.page_kinds import PROOF, SCORECARD
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.guide import address_of
from generator.pages.page import Page
from generator.pages.readability import Figures
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
    Criterion("C5", criteria.how_sure),
    Criterion("C6", criteria.who_paid),
    Criterion("C7", criteria.only_for_screening),
    Criterion("C8", criteria.only_for_screening),
    Criterion("C9", criteria.only_for_screening),
    Criterion("C10", criteria.only_for_screening),
    Criterion("K1", criteria.staying),
    Criterion("K2", criteria.side_by_side),
    Criterion("K3", criteria.how_likely),
    Criterion("K4", criteria.which_group),
    Criterion("K5", criteria.counts_people),
    Criterion("K6", criteria.how_likely),
    Criterion("K7", criteria.how_likely),
    Criterion("K8", criteria.in_pictures),
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
    """A criterion with its result for one guide, both in a reader's words: `words` are "" where it does not apply."""

    criterion: Criterion
    result: Result
    says: str
    words: str


@dataclass(frozen=True, slots=True)
class GuideResult:
    """A result of a criterion; `guide` is the title of the guide that it is about, or "" where all have the same."""

    guide: str
    score: Score


@dataclass(frozen=True, slots=True)
class JudgedCriterion:
    """A criterion in a reader's words, with its one result or one for each guide."""

    criterion: Criterion
    says: str
    findings: tuple[GuideResult, ...]


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    """What was found of each criterion in one part of the standard."""

    id: str
    title: str
    criteria: tuple[JudgedCriterion, ...]


@dataclass(frozen=True, slots=True)
class FigureInWords:
    """A measure of how the pages read, ready to print, with the page that is worst by it."""

    name: str
    middle: str
    worst: str
    page: Page


@dataclass(frozen=True, slots=True)
class GuideScore:
    """How many criteria one guide meets, and how many of them by a named person's word."""

    title: str
    address: str
    scores: tuple[Score, ...]

    @property
    def applying(self) -> tuple[Score, ...]:
        """List the scores of the criteria that apply."""
        return tuple(score for score in self.scores if score.result.state is not State.DOES_NOT_APPLY)

    @property
    def met(self) -> int:
        """Count the criteria that are met, also by a named person's word."""
        return sum(score.result.state is not State.NOT_MET for score in self.applying)

    @property
    def declared(self) -> int:
        """Count the criteria that are met by a named person's word."""
        return sum(score.result.state is State.DECLARED for score in self.applying)


def scores_of(verified: Verified, *, figures: Figures | None = None) -> tuple[GuideScore, ...]:
    """Find the result of every criterion, in order, for each guide; `figures` say how the pages read."""
    words = verified.base.words.scorecard
    return tuple(
        GuideScore(
            str(guide.base.tree.guide.title),
            address_of(guide),
            tuple(
                _score(criterion, Measured(verified, guide, address_of(guide), figures), words)
                for criterion in CRITERIA
            ),
        )
        for guide in verified.every_guide()
    )


def scorecard_page(verified: Verified, atlas: Atlas, *, figures: Figures | None = None, evidence: bool = False) -> Page:
    """Return the page of scores; without figures it says that reading was not measured.

    With `evidence` it leads to the page on which the promises can be proven again.
    """
    guides = scores_of(verified, figures=figures)
    first = guides[0]
    said = atlas.words.scorecard
    html = render(
        "scorecard/scorecard",
        atlas.words,
        guides=guides,
        count=len(first.applying),
        declared=first.declared,
        groups=[ScoreGroup(id, getattr(said, id), tuple(_found(guides, part))) for id, part in _GROUPS],
        left_out=[score for score in first.scores if score.result.state is State.DOES_NOT_APPLY],
        balances=balances_of(atlas.base),
        figures=tuple(_figures_in_words(figures, said)) if figures else (),
        proof=PROOF.at() if evidence else "",
    )
    return Page(
        address=SCORECARD.at(),
        title=said.title,
        description=said.description,
        html=str(html),
        origin=_ORIGIN,
        kind=SCORECARD,
    )


def _score(criterion: Criterion, measured: Measured, words: ScorecardWords) -> Score:
    result = criterion.measure(measured)
    return Score(criterion, result, getattr(words.criteria, criterion.id.lower()), in_words(result.state, words))


def _figures_in_words(figures: Figures, said: ScorecardWords) -> Iterator[FigureInWords]:
    for name, figure, digits in (
        (said.grade, figures.grade, 1),
        (said.smog, figures.smog, 1),
        (said.short, figures.short, 0),
        (said.run, figures.run, 0),
    ):
        yield FigureInWords(name, f"{figure.middle:.{digits}f}", f"{figure.worst:.{digits}f}", figure.page)


def _found(guides: Sequence[GuideScore], part: str) -> Iterator[JudgedCriterion]:
    """Yield what was found of each criterion that applies in a part; what is the same for every guide is said once."""
    for scores in zip(*(guide.applying for guide in guides), strict=True):
        criterion, says = scores[0].criterion, scores[0].says
        if criterion.id.startswith(part):
            is_same = len({score.result for score in scores}) == 1
            each = zip(guides, scores, strict=True)
            findings = (
                (GuideResult("", scores[0]),)
                if is_same
                else tuple(GuideResult(one.title, score) for one, score in each)
            )
            yield JudgedCriterion(criterion, says, findings)


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
