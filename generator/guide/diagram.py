"""A compiled guide: its decision diagram, the finite graph that the page, the paper and every proof follow."""

from __future__ import annotations

from dataclasses import dataclass

from generator.guide.plan import Plan, PlannedQuestion

MAX_STATES = 2_000_000


@dataclass(frozen=True, slots=True)
class Crowd:
    """A row of a decision (from 0), and how many different remainders of its condition must be told apart."""

    decision: str
    row: int
    remainders: int


class TooManyStates(Exception):
    """A guide has more than `MAX_STATES` states.

    `question` is where the count was passed; `crowds` are the conditions that multiply the states, the worst first.
    """

    def __init__(self, question: str, crowds: tuple[Crowd, ...] = ()) -> None:
        super().__init__(f"the guide has more than {MAX_STATES} states at question {question}")
        self.question = question
        self.crowds = crowds


@dataclass(frozen=True, slots=True)
class Node:
    """A step of the diagram.

    A question of "choose one" has an arrow for each answer. A question of "choose any" has an arrow for each
    exclusive answer and a last one into its options; an option (`option` counts from 0) has two: not chosen, chosen.
    An arrow is the number of a node, or None where nothing was chosen and the reader must choose. An end has `outcome`
    and no arrows.
    """

    question: str = ""
    option: int | None = None
    arrows: tuple[int | None, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """The compiled guide: node 0 is the start, and every arrow leads to a higher number.

    `taken` are the rows of decisions (decision id, row number from 0) that some way to answer follows, `states` the
    number of situations that were told apart to find the nodes.
    """

    plan: Plan
    nodes: tuple[Node, ...]
    taken: frozenset[tuple[str, int]]
    states: int

    def choice(self, node: Node, arrow: int) -> str:
        """Return the answer ("question.answer") that an arrow chooses, or "" for one that chooses nothing."""
        question = self.plan.questions[node.question]
        if node.option is not None:
            return question.options[node.option].reference if arrow == 1 else ""
        return question.exclusives[arrow].reference if arrow < len(question.exclusives) else ""

    def truth(self, node: Node, arrow: int) -> dict[str, bool]:
        """Map the answers that an arrow settles to whether they are given."""
        return truth(self.plan.questions[node.question], node.option, arrow)


def truth(question: PlannedQuestion, option: int | None, arrow: int) -> dict[str, bool]:
    """Map the answers that an arrow of a question, or of one of its options, settles to whether they are given."""
    if option is not None:
        return {question.options[option].reference: arrow == 1}
    if arrow < len(question.exclusives):
        chosen = question.exclusives[arrow].reference
        return {answer.reference: answer.reference == chosen for answer in question.answers}
    return {answer.reference: False for answer in question.exclusives}
