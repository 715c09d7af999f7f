"""Export guides, read them from the files alone, and hold the two against each other on every way to answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from generator.exchange.carrying import carried, differences
from generator.exchange.losses import Standard
from generator.exchange.parting import first_parting
from generator.exchange.rules import plan_of
from generator.guide.comparison import compare
from generator.guide.compiling import compile_guide
from generator.guide.plan import find_cycle
from generator.guide.walks import walk
from tests.exchange.projects import PROJECTS, exported, guide_of, project_at, read_again
from tests.guide.brute_force import Brute
from tests.guide.small_guides import Tree, guides

STANDARDS = tuple(Standard)


@pytest.mark.parametrize("root", PROJECTS, ids=lambda root: root.name)
@pytest.mark.parametrize("standard", STANDARDS)
def test_each_guide_of_a_project_is_read_again_as_it_was(root: Path, standard: Standard) -> None:
    for guide in project_at(root).every_guide():
        read = read_again(exported(guide, standard), standard)

        found = compile_guide(plan_of(read))

        assert first_parting(guide.diagram, found) is None
        assert found.nodes == guide.diagram.nodes
        assert compare(guide.diagram, found).moved == 0
        assert differences(carried(guide, standard), read.tree) == []


@pytest.mark.parametrize("standard", STANDARDS)
@settings(max_examples=40, deadline=None)
@given(tree=guides())
def test_a_guide_drawn_at_random_is_read_again_as_it_was(standard: Standard, tree: Tree) -> None:
    guide = guide_of(tree)

    read = read_again(exported(guide, standard), standard)

    plan = plan_of(read)
    assert find_cycle(plan) == ()
    found = compile_guide(plan)
    assert first_parting(guide.diagram, found) is None
    assert differences(carried(guide, standard), read.tree) == []


@pytest.mark.parametrize("standard", STANDARDS)
@settings(max_examples=10, deadline=None)
@given(tree=guides())
def test_what_was_read_ends_where_trying_every_answer_does(standard: Standard, tree: Tree) -> None:
    found = compile_guide(plan_of(read_again(exported(guide_of(tree), standard), standard)))

    ways = Brute(tree).ways

    assert [walk(found, way.given).outcome for way in ways] == [way.outcome for way in ways]


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_same_guide_gives_the_same_bytes(standard: Standard) -> None:
    guide = project_at(PROJECTS[1])

    assert exported(guide, standard) == exported(guide, standard)
