"""A run asks more than twelve questions.

People who are afraid give up: of those who start a decision tool few finish.
The message names the longest way, how many are too long, and the questions that could be one because every way asks
one right after the other.

Fails: a way to answer with thirteen questions.
Cure: ask less, ask it only of those it concerns, or join two questions that are always asked one after the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.diagram import Diagram
from generator.guide.walks import exits, lengths, longest_run, whole_questions
from generator.problems import Problem, Severity

ID = "run-too-long"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM
LONGEST = 12


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem where some way to answer is longer than twelve questions."""
    longest = compiled.counts.longest
    if longest > LONGEST:
        message = f"the longest run asks {longest} questions, more than {LONGEST}"
        run = longest_run(compiled.diagram)
        ways = lengths(compiled.diagram)
        too_long = sum(number for length, number in ways.items() if length > LONGEST)
        notes = [f"{too_long:,} of {sum(ways.values()):,} ways to answer are too long", f"answers: {in_words(run)}"]
        joined = [f"{first} and {second}" for first, second in always_together(compiled.diagram, run)]
        notes += [f"always asked one after the other, so that they could be one: {', '.join(joined)}"] if joined else []
        place = compiled.base.tree.guide.start.place
        help = "ask less, ask it of fewer people, or make one question of two"
        yield Problem(place, ID, message, SEVERITY, help, tuple(notes))


def always_together(diagram: Diagram, run: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each two questions of a run of which the second is asked right after the first, whatever the answer."""
    for first, second in pairwise(dict.fromkeys(answer.split(".")[0] for answer in run)):
        ends = {end for node in whole_questions(diagram, first) for end in exits(diagram, node)}
        if {diagram.nodes[end].question for end in ends} == {second}:
            yield first, second
