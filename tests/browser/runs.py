"""Choose runs through the diagram that together use every arrow, and give the answers of each."""

import itertools
import random
from collections.abc import Iterable, Sequence

from generator.guide.diagram import Diagram

Run = tuple[tuple[int, int], ...]
"""Nodes and the arrow taken at each, from the start to an end."""


def covering_runs(diagram: Diagram) -> list[Run]:
    """Give runs that together take every arrow that leads somewhere; each takes as many new ones as it can."""
    left = {
        (number, arrow)
        for number, node in enumerate(diagram.nodes)
        for arrow, target in enumerate(node.arrows)
        if target is not None
    }
    runs = []
    while left:
        run = _richest(diagram, left)
        assert left & set(run)
        left -= set(run)
        runs.append(run)
    return runs


def _richest(diagram: Diagram, left: set[tuple[int, int]]) -> Run:
    new = [0] * len(diagram.nodes)
    choice = [0] * len(diagram.nodes)
    for number in reversed(range(len(diagram.nodes))):
        options = [
            ((number, arrow) in left) + new[target]
            for arrow, target in enumerate(diagram.nodes[number].arrows)
            if target is not None and new[target] >= 0
        ]
        arrows = [
            arrow
            for arrow, target in enumerate(diagram.nodes[number].arrows)
            if target is not None and new[target] >= 0
        ]
        if not diagram.nodes[number].outcome:
            # A node from which nothing ends (nothing chosen, nothing left to choose) is passed by.
            new[number] = max(options, default=-1)
            choice[number] = arrows[options.index(new[number])] if options else 0
    run: list[tuple[int, int]] = []
    number = 0
    while not diagram.nodes[number].outcome:
        run.append((number, choice[number]))
        target = diagram.nodes[number].arrows[choice[number]]
        assert target is not None
        number = target
    return tuple(run)


def runs_of_every_step(diagram: Diagram, runs: Iterable[Run]) -> list[Run]:
    """Choose some of these runs that together give every answer, and lead from each screen to each next one, as all do.

    They are taken in an order that has nothing to do with the diagram, the same each time.
    """
    left = list(runs)
    random.Random(988).shuffle(left)
    seen: set[Sequence[str]] = set()
    chosen = []
    for run in left:
        new = _steps_of(diagram, run) - seen
        if new:
            chosen.append(run)
        seen |= new
    return chosen


def _steps_of(diagram: Diagram, run: Run) -> set[Sequence[str]]:
    """Give each answer of a run with its question, and each two screens that follow one another."""
    asked = questions_of(diagram, run)
    screens = [*(question for question, _ in asked), end_of(diagram, run)]
    answers = {(question, answer) for question, given in asked for answer in given}
    return answers | {("", *both) for both in itertools.pairwise(screens)}


def questions_of(diagram: Diagram, run: Run) -> list[tuple[str, list[str]]]:
    """Give the questions of a run in order, each with the ids of the answers chosen."""
    asked: list[tuple[str, list[str]]] = []
    for number, arrow in run:
        node = diagram.nodes[number]
        if node.option is None:
            asked.append((node.question, []))
        choice = diagram.choice(node, arrow)
        if choice:
            asked[-1][1].append(choice.split(".")[1])
    return asked


def end_of(diagram: Diagram, run: Run) -> str:
    """Give the outcome that a run ends at."""
    number, arrow = run[-1]
    target = diagram.nodes[number].arrows[arrow]
    assert target is not None
    return diagram.nodes[target].outcome
