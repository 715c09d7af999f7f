"""Break the content, and see the scorecard change: no result may be a tick that somebody set."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.checks import Verified
from generator.model.entry import Review
from generator.model.guide import Direction
from generator.model.handbook import CommonClaim, EvidenceFile, Sign, SignDirection, SignsFile, Study, Verdict
from generator.model.prose import ProseHead, ProsePage
from generator.model.registers import SourceKind
from generator.model.words import WordsFile
from generator.page_kinds import SCORECARD, WRITTEN
from generator.pages.atlas import draw_atlas
from generator.pages.page import Page
from generator.pages.readability import Figure, Figures
from generator.pages.scorecard import CRITERIA, scorecard_page, scores_of
from generator.pages.scorecard.criteria import Result, State
from generator.problems import Place, Text
from generator.sign_offs import SignOffs, Standing, sign_offs_of, units_of
from tests.pages.small_project import TODAY, small_project
from tests.partial import partial
from tests.signed import review

HERE = Place("made-up", 1, 1)
LATER = datetime.date(2027, 11, 22)
LONG = "These made-up words are here so that a text of the small project is long enough to be met."
DATES = {"written": TODAY, "review_due": LATER}


def result_of(id: str, verified: Verified, **given: Any) -> Result:
    first, *_ = scores_of(verified, **given)
    return next(score.result for score in first.scores if score.criterion.id == id)


def with_levels(verified: Verified, **changes: Any) -> Verified:
    """Give the project with the same changes to every level."""
    levels = verified.base.levels
    ladders = tuple(
        ladder.model_copy(update={"levels": tuple(level.model_copy(update=changes) for level in ladder.levels)})
        for ladder in levels.ladders
    )
    changed = levels.model_copy(update={"ladders": ladders})
    return replace(verified, base=replace(verified.base, levels=changed))


def with_first_level(verified: Verified, **changes: Any) -> Verified:
    levels = verified.base.levels
    ladder, *others = levels.ladders
    first = ladder.levels[0].model_copy(update=changes)
    ladders = (ladder.model_copy(update={"levels": (first, *ladder.levels[1:])}), *others)
    return replace(verified, base=replace(verified.base, levels=levels.model_copy(update={"ladders": ladders})))


def with_outcomes(verified: Verified, **changes: Any) -> Verified:
    tree = verified.base.tree
    outcomes = tuple(outcome.model_copy(update=changes) for outcome in tree.outcomes)
    return replace(verified, base=replace(verified.base, tree=tree.model_copy(update={"outcomes": outcomes})))


def with_about(verified: Verified, body: str, **dates: Any) -> Verified:
    head = partial(ProseHead, title="About", description="About.", sources=(), reviewed=None, **(DATES | dates))
    page = ProsePage("content/about.md", "about/", head, Text(body, place=HERE))
    return replace(verified, base=replace(verified.base, pages=(*verified.base.pages, page)))


def with_evidence(verified: Verified, method: str = LONG) -> Verified:
    study = study_that_found("Nothing.")
    claim = partial(CommonClaim, id="made-up-claim", verdict=Verdict.NOT_FOUND, sources=())
    evidence = partial(EvidenceFile, method=method, studies=(study,), claims=(claim,), reviewed=None, **DATES)
    return replace(verified, base=replace(verified.base, handbook=replace(verified.base.handbook, evidence=evidence)))


def with_reviews(verified: Verified, review: Review | None) -> Verified:
    """Give the project with one review for each level, move and outcome, or with none."""
    changed = with_outcomes(with_levels(verified, reviewed=review), reviewed=review)
    levels = changed.base.levels
    moves = tuple(move.model_copy(update={"reviewed": review}) for move in levels.moves)
    base = replace(changed.base, levels=levels.model_copy(update={"moves": moves}))
    return replace(changed, base=base, sign_offs=sign_offs_of(base))


def in_force(verified: Verified) -> Verified:
    """Give the project as if each sign-off covered what is there."""
    units = units_of(verified.base)
    reviews = {unit.place: unit.review for unit in units if unit.review}
    return replace(verified, sign_offs=SignOffs(units, dict.fromkeys(reviews, Standing.IN_FORCE), reviews))


def page_titled(title: str) -> Page:
    return Page("made-up/", title, "", "", HERE, WRITTEN)


FIGURES = Figures(
    2,
    grade=Figure(5.2, 7.9, page_titled("Hard")),
    smog=Figure(6.1, 9.4, page_titled("Hard")),
    short=Figure(12.0, 33.0, page_titled("Stumps")),
    run=Figure(2.0, 6.0, page_titled("Stumps")),
)


@pytest.fixture
def verified() -> Verified:
    return with_reviews(small_project(), None)


def test_all_but_the_nine_on_tests_apply(verified: Verified) -> None:
    (guide,) = scores_of(verified)
    scores = guide.scores
    left_out = [score for score in scores if score.result.state is State.DOES_NOT_APPLY]

    assert len(scores) == 46
    assert [score.criterion.id for score in left_out] == ["C7", "C8", "C9", "C10", "K24", "K25", "K26", "K27", "K28"]
    assert {(score.result.evidence, score.words) for score in left_out} == {("", "")}


def test_criteria_stand_in_the_order_of_the_standard_and_two_of_others_follow(verified: Verified) -> None:
    standard = [f"Q{n}" for n in range(1, 7)] + [f"C{n}" for n in range(1, 11)] + [f"K{n}" for n in range(1, 29)]

    assert [criterion.id for criterion in CRITERIA] == [*standard, "E1", "E2"]
    assert len({score.says for guide in scores_of(verified) for score in guide.scores}) == 46


@pytest.mark.parametrize(
    "id", ["C5", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K12", "K13", "K14", "K16", "K17", "K22"]
)
def test_what_the_model_cannot_hold_is_not_met(verified: Verified, id: str) -> None:
    assert result_of(id, verified).state is State.NOT_MET


def test_one_good_side_against_nine_hard_sides_is_not_even(verified: Verified) -> None:
    tilted = with_first_level(verified, benefits=("One good side.",), drawbacks=("One hard side.",) * 9)

    assert result_of("C1", verified).state is State.MET
    assert result_of("C1", tilted) == Result(
        State.NOT_MET,
        "Words on good sides: 7. On hard sides: 31. Least even: [Little support](/levels/little-support/), 9.00 to 1.",
    )


@pytest.mark.parametrize(("id", "field"), [("Q4", "benefits"), ("Q5", "drawbacks")])
def test_each_side_needs_some_lines(verified: Verified, id: str, field: str) -> None:
    full = with_levels(verified, **{field: ("Made up.",) * 3})

    assert result_of(id, verified).state is State.NOT_MET
    assert result_of(id, full).state is State.MET


def test_sides_can_be_compared_where_both_have_lines(verified: Verified) -> None:
    full = with_levels(verified, benefits=("Made up.",) * 3, drawbacks=("Made up.",) * 3)

    assert result_of("K2", verified).state is State.NOT_MET
    assert result_of("K2", full).state is State.MET


def test_staying_needs_words_at_every_level(verified: Verified) -> None:
    told = with_levels(verified, staying=LONG)

    assert result_of("K1", told).state is State.MET
    assert result_of("K1", with_first_level(told, staying="Short.")).state is State.NOT_MET


def test_life_at_a_level_needs_words(verified: Verified) -> None:
    like = verified.base.every_level()[0].like.model_copy(update={"body": LONG})

    assert result_of("Q6", verified).state is State.NOT_MET
    assert result_of("Q6", with_levels(verified, like=like)).state is State.MET


def test_problem_needs_words_about_each_ladder_and_signs(verified: Verified) -> None:
    levels = verified.base.levels
    ladders = tuple(ladder.model_copy(update={"about": LONG}) for ladder in levels.ladders)
    told = replace(verified, base=replace(verified.base, levels=levels.model_copy(update={"ladders": ladders})))
    sign = partial(Sign, id="made-up-sign", points=SignDirection.UP)
    signs = partial(SignsFile, signs=(sign,) * 3, reviewed=None, **DATES)
    shown = replace(told, base=replace(told.base, handbook=replace(told.base.handbook, signs=signs)))

    assert [result_of("Q1", each).state for each in (verified, told, shown)] == [
        State.NOT_MET,
        State.NOT_MET,
        State.MET,
    ]


def test_decision_is_a_question_or_begins_with_whether(verified: Verified) -> None:
    tree = verified.base.tree
    guide = tree.guide.model_copy(update={"decision": "Whether to ask for more support"})
    told = replace(verified, base=replace(verified.base, tree=tree.model_copy(update={"guide": guide})))

    assert result_of("Q2", verified).state is State.NOT_MET
    assert result_of("Q2", told) == Result(State.MET, "[The guide](/guide/) says: “Whether to ask for more support”.")


def test_guide_that_never_ends_in_less_support_lacks_an_option(verified: Verified) -> None:
    tree = verified.base.tree
    less = tree.outcomes[-1].model_copy(update={"direction": Direction.LESS_SUPPORT})
    tree = tree.model_copy(update={"outcomes": (*tree.outcomes, less)})

    assert "2 of 3 ways" in result_of("Q3", verified).evidence
    assert result_of("Q3", verified).state is State.NOT_MET
    assert result_of("Q3", replace(verified, base=replace(verified.base, tree=tree))).state is State.MET


def test_missing_evidence_file_costs_three_criteria(verified: Verified) -> None:
    with_studies = with_evidence(verified)

    assert [result_of(id, verified).state for id in ("C2", "K18", "K19")] == [State.NOT_MET] * 3
    assert [result_of(id, with_studies).state for id in ("C2", "K18", "K19")] == [State.MET] * 3


def test_way_of_choosing_studies_needs_words(verified: Verified) -> None:
    assert result_of("K18", with_evidence(verified, method="We looked.")).state is State.NOT_MET


def test_study_among_the_sources_needs_a_design(verified: Verified) -> None:
    told = with_evidence(verified)
    study = told.base.sources.sources[0].model_copy(update={"kind": SourceKind.STUDY, "design": None})
    sources = told.base.sources.model_copy(update={"sources": (study,)})
    untold = replace(told, base=replace(told.base, sources=sources))

    assert result_of("K19", untold).state is State.NOT_MET
    assert "with a design: 0 of 1" in result_of("K19", untold).evidence


def test_dates_say_the_oldest_day(verified: Verified) -> None:
    aged = with_first_level(verified, written=datetime.date(2025, 1, 2))

    assert result_of("C3", aged) == Result(State.MET, "Dated entries: 8. Oldest: January 2, 2025.")


def test_update_policy_must_be_said(verified: Verified) -> None:
    told = with_about(verified, "# About\n\n## How often we look again\n\nOnce a year.\n")

    assert "No page says how often" in result_of("C4", verified).evidence
    assert result_of("C4", verified).state is State.NOT_MET
    assert result_of("C4", told).state is State.MET


@pytest.mark.parametrize(
    "dates", [{"review_due": datetime.date(2031, 1, 1)}, {"review_due": datetime.date(2026, 11, 21)}]
)
def test_update_policy_is_broken_by_an_entry_due_too_late_or_overdue(verified: Verified, dates: Any) -> None:
    told = with_about(verified, "# About\n\n## How often we look again\n\nOnce a year.\n")

    assert result_of("C4", with_first_level(told, **dates)).state is State.NOT_MET


def test_money_must_be_said_below_its_heading(verified: Verified) -> None:
    told = with_about(verified, "# About\n\n## Who paid\n\nNobody paid us. No one sells anything here.\n")

    assert result_of("C6", verified) == Result(State.NOT_MET, "Not said.")
    assert result_of("C6", with_about(verified, "# About\n\n## Who paid\n")).state is State.NOT_MET
    assert result_of("C6", told) == Result(State.MET, "[How this was made](/about/) says: “Nobody paid us.”")


def test_whom_it_fits_less_must_be_said_below_its_heading(verified: Verified) -> None:
    told = with_about(verified, "# About\n\n## Whom it may fit less well\n\nIt is in one language. There is more.\n")

    assert result_of("E1", verified) == Result(State.NOT_MET, "Not said.")
    assert result_of("E1", told) == Result(State.MET, "[How this was made](/about/) says: “It is in one language.”")


def test_the_country_is_said(verified: Verified) -> None:
    assert verified.base.lines.name in result_of("E2", verified).evidence


def test_authors_need_a_credential(verified: Verified) -> None:
    plain = with_about(verified, "# About\n\n## Who wrote it\n\nThe makers did.\n")
    trained = with_about(verified, "# About\n\n## Who wrote it\n\nA made-up person, LCSW.\n")
    known = replace(trained, base=replace(trained.base, words=with_training(trained.base.words, "MD", "LCSW")))

    assert result_of("K20", verified) == Result(State.NOT_MET, "Not said.")
    assert "names no training" in result_of("K20", plain).evidence
    assert result_of("K20", plain).state is State.NOT_MET
    assert result_of("K20", trained).state is State.NOT_MET
    assert result_of("K20", known).state is State.MET


def with_training(words: WordsFile, *letters: str) -> WordsFile:
    """Give words in which these letters behind a name tell of a training."""
    finds = words.scorecard.finds.model_copy(update={"training": letters})
    return words.model_copy(update={"scorecard": words.scorecard.model_copy(update={"finds": finds})})


def test_guide_is_proven_step_by_step(verified: Verified) -> None:
    assert result_of("K10", verified).state is State.MET
    assert f"all {verified.counts.ways:,} ways" in result_of("K10", verified).evidence


def test_calm_outcomes_need_questions_to_take_along(verified: Verified) -> None:
    assert result_of("K11", verified).state is State.NOT_MET
    assert result_of("K11", with_outcomes(verified, ask=("Made up?",) * 3)).state is State.MET


def test_one_review_is_named_but_does_not_meet_the_criterion(verified: Verified) -> None:
    signed = review(TODAY, "Made-up Clinician")

    assert result_of("K15", verified).evidence == "Nobody. Levels, moves and outcomes reviewed: 0 of 6."
    assert result_of("K15", in_force(with_first_level(verified, reviewed=signed))) == Result(
        State.NOT_MET,
        "Reviewed by Made-up Clinician, last on November 22, 2026: 1 of 6 levels, moves and outcomes.",
    )


def test_outcome_of_a_further_guide_that_nobody_reviewed_counts(verified: Verified) -> None:
    signed = review(TODAY, "Made-up Clinician")
    unsigned = [outcome.model_copy() for outcome in verified.base.tree.outcomes]
    for outcome in unsigned:
        outcome._place = HERE  # in a file of its own
    further = verified.base.tree.model_copy(update={"outcomes": tuple(unsigned)})
    reviewed = in_force(with_reviews(verified, signed))

    result = result_of("K15", replace(reviewed, base=replace(reviewed.base, others=(further,))))

    assert result.state is State.NOT_MET
    assert "6 of 9 levels, moves and outcomes" in result.evidence


def test_review_of_everything_is_declared(verified: Verified) -> None:
    signed = review(TODAY, "Made-up Clinician")
    reviewed = in_force(with_reviews(verified, signed))

    assert result_of("K15", reviewed).state is State.DECLARED
    lapsed = replace(reviewed, sign_offs=sign_offs_of(reviewed.base))
    assert result_of("K15", lapsed).evidence == "Nobody. Levels, moves and outcomes reviewed: 0 of 6."
    assert "Declared: 1." in scorecard_page(reviewed, draw_atlas(reviewed.base, TODAY)).html


def test_reading_grade_is_met_where_it_was_measured(verified: Verified) -> None:
    assert result_of("K21", verified) == Result(State.NOT_MET, "Not measured.")
    assert (
        "school grade 5.2 or below, and the hardest is at 7.9" in result_of("K21", verified, figures=FIGURES).evidence
    )


def test_page_prints_the_middle_and_the_worst_of_each_measure(verified: Verified) -> None:
    page = scorecard_page(verified, draw_atlas(verified.base, TODAY), figures=FIGURES)
    items = [item.text().partition(": ")[2] for item in LexborHTMLParser(page.html).css("#reading ~ ul li")]

    assert items[:4] == [
        "5.2 or less on half of the pages. The most is 7.9, on Hard.",
        "6.1 or less on half of the pages. The most is 9.4, on Hard.",
        "12 or less on half of the pages. The most is 33, on Stumps.",
        "2 or less on half of the pages. The most is 6, on Stumps.",
    ]


def test_each_guide_has_its_own_result(verified: Verified) -> None:
    tree = verified.base.tree
    title = Text("Another guide", place=HERE)
    other = tree.guide.model_copy(update={"id": "other", "title": title, "decision": "Whether to wait"})
    further = replace(verified, base=replace(verified.base, tree=tree.model_copy(update={"guide": other})))
    both = replace(verified, further=(further,))
    page = scorecard_page(both, draw_atlas(both.base, TODAY))
    decision = LexborHTMLParser(page.html).css_first("#q2")
    sides = LexborHTMLParser(page.html).css_first("#q4")

    assert decision is not None
    assert sides is not None
    assert [guide.met for guide in scores_of(both)] == [4, 5]
    assert [node.attributes["data-result"] for node in decision.css(".verdict")] == ["not-met", "met"]
    assert "“Another guide”: The guide says: “Whether to wait”." in decision.text()
    assert len(sides.css(".verdict")) == 1


def test_studies_say_who_took_part_and_some_count_people(verified: Verified) -> None:
    counted, other = (study_that_found(found) for found in ("Of 100 people, 3 did.", "About 3 times as often."))
    words = with_out_of(verified, "of")

    assert [result_of("K4", each).state for each in (verified, with_studies(verified, counted))] == [
        State.NOT_MET,
        State.MET,
    ]
    assert result_of("K5", with_studies(words, counted)).state is State.MET
    assert "1 of 2." in result_of("K5", with_studies(words, counted, other)).evidence
    assert result_of("K5", with_studies(words, counted, other)).state is State.NOT_MET


def study_that_found(found: str) -> Study:
    return partial(Study, id="made-up-study", design="Made up", found=found, source="made-up-source", levels=())


def with_studies(verified: Verified, *studies: Study) -> Verified:
    told = with_evidence(verified)
    evidence = told.base.handbook.evidence.model_copy(update={"studies": studies})
    return replace(told, base=replace(told.base, handbook=replace(told.base.handbook, evidence=evidence)))


def with_out_of(verified: Verified, *words: str) -> Verified:
    said = verified.base.words
    finds = said.scorecard.finds.model_copy(update={"out_of": words})
    said = said.model_copy(update={"scorecard": said.scorecard.model_copy(update={"finds": finds})})
    return replace(verified, base=replace(verified.base, words=said))


def test_page_counts_what_it_lists(verified: Verified) -> None:
    page = scorecard_page(verified, draw_atlas(verified.base, TODAY))
    (guide,) = scores_of(verified)

    assert (page.address, page.kind, page.title) == ("about/scorecard/", SCORECARD, "How this guide scores itself")
    assert f"Met {guide.met} of 37:" in page.html
    assert len(re.findall('data-result="met"', page.html)) == guide.met
    assert len(re.findall('data-result="', page.html)) == 37
    assert "No point here rests on a person's word yet." in page.html
