"""Hold what the map says of an answer, a person or a promise against trying every way to answer."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from generator.checks import Verified
from generator.guide.passing import ways_giving
from generator.guide_map import map_of
from generator.guide_map.chart import Chart, chart_of, key_of
from generator.guide_map.stories import Stories, stories_of
from tests.guide.brute_force import Brute, Choice
from tests.guide.small_guides import Tree, guides, references_in
from tests.guide.told import Project, journey, promise
from tests.guide_map.projects import guides_of, of_random


def told(verified: Verified) -> tuple[Chart, Stories]:
    chart = chart_of(verified)
    return chart, stories_of(verified, chart)


@given(guides())
@settings(max_examples=60)
def test_an_answer_ends_where_trying_every_way_ends(tree: Tree) -> None:
    _, stories = told(of_random(Project(tree)))
    brute = Brute(tree)

    for story in stories.answers:
        ways = [way for way in brute.ways if story.answer.reference in way.given]
        assert sum(number for _, number in story.ends) == len(ways)
        assert {end.id for end, _ in story.ends} == {way.outcome for way in ways}
        rows = {f"{id}/{row + 1}" for way in ways for id, row in followed_after(brute, way.asked, story.step.id)}
        assert {row.key for row, _ in story.rows} == rows


def followed_after(brute: Brute, asked: tuple[tuple[str, Choice], ...], question: str) -> set[tuple[str, int]]:
    """Give the rows that one way follows once it has answered a question."""
    choices, is_later = Choice(), False
    found: set[tuple[str, int]] = set()
    for id, choice in asked:
        choices |= choice
        is_later = is_later or id == question
        brute.taken.clear()
        brute.follow(id, choice, choices)
        found |= brute.taken if is_later else set()
    return found


def test_of_the_shipped_guide_answers_end_where_they_are_counted_to_end() -> None:
    for guide in guides_of("."):
        for story in told(guide)[1].answers:
            assert {end.id: ways for end, ways in story.ends} == ways_giving(guide.diagram, story.answer.reference)


def test_the_map_says_what_happens_to_a_person_with_an_unsafe_home() -> None:
    _, stories = told(guides_of(".")[0])

    story = next(each for each in stories.answers if each.answer.reference == "home.unsafe")

    assert [end.id for end, _ in story.ends] == [
        "more-support-soon",
        "just-left-soon",
        "assessment-soon",
        "safe-place-before-you-leave",
    ]
    assert [row.key for row, _ in story.rows] == ["weigh-signs/1", "weigh-signs/4", "weigh-signs/5", "weigh-signs/6"]
    assert story.naming == {"weigh-signs/5", "weigh-signs/6"}
    assert "unsafe-home-soon" in [each.id for each in story.promises]
    assert [note.id for note in story.notes] == ["home-not-safe"]


def test_every_made_up_person_is_led_to_one_end_alone() -> None:
    for guide in guides_of("."):
        for story in told(guide)[1].journeys:
            assert [name for name in story.lit if name.startswith("end ")] == [key_of("end", story.end.id)]


@given(guides())
@settings(max_examples=60)
def test_a_person_goes_every_way_that_the_answers_leave_open_and_no_other(tree: Tree) -> None:
    brute = Brute(tree)
    given_by_one = sorted(brute.ways[len(brute.ways) // 2].given)[:1]
    project = Project(tree, journeys=[journey("j", given_by_one, brute.ways[0].outcome)])

    (story,) = told(of_random(project))[1].journeys

    question = given_by_one[0].split(".")[0]
    agreeing = [
        way
        for way in brute.ways
        if question not in dict(way.asked) or set(dict(way.asked)[question]) == set(given_by_one)
    ]
    ends = {key_of("end", way.outcome) for way in agreeing}
    assert {name for name in story.lit if name.startswith("end ")} == ends


@given(guides())
@settings(max_examples=60)
def test_the_person_of_a_promise_is_one_for_whom_it_counts(tree: Tree) -> None:
    references = references_in(tree)
    project = Project(tree, promises=[promise("p", {"any": references[-2:]}, urgency_at_most="emergency")])
    brute = Brute(tree)

    stories = told(of_random(project))[1].promises

    counting = [way for way in brute.ways if not set(references[-2:]).isdisjoint(way.given)]
    assert bool(stories) is bool(counting)
    for story in stories:
        assert (frozenset(story.answers), story.end.id) in {(way.given, way.outcome) for way in counting}


@pytest.mark.parametrize("kind", ["journey", "promise"])
def test_only_one_is_shown(kind: str) -> None:
    guide = guides_of(".")[0]
    stories = told(guide)[1]
    story = stories.journeys[3] if kind == "journey" else stories.promises[3]
    id = str(stories.journeys[3].journey.id if kind == "journey" else stories.promises[3].promise.id)

    page = map_of(guide, journey=id if kind == "journey" else "", promise=id if kind == "promise" else "").decode()

    picture = page[page.index("<svg") : page.index("</svg>")]
    assert {key_of("way", way) for way in re.findall(r'data-way="([^"]+)"', picture)} == {
        name for name in story.lit if name.startswith("way ")
    }
