"""Count the ways to answer that give an answer, or follow a row of a decision, by the outcome where they end."""

from __future__ import annotations

from dataclasses import replace

from generator.guide.compiling import compile_guide
from generator.guide.diagram import Diagram
from generator.guide.plan import Plan, PlannedAnswer, PlannedQuestion
from generator.model.guide import Choose
from generator.problems import Place, Text

_MARK = Text("", place=Place("", 1, 1))
_GO_ON = "on"


def ways_giving(diagram: Diagram, answer: str) -> dict[str, int]:
    """Count the ways that give an answer ("question.answer"), by the outcome where they end."""
    reaching = [0] * len(diagram.nodes)
    giving = [0] * len(diagram.nodes)
    reaching[0] = 1
    found: dict[str, int] = {}
    for number, node in enumerate(diagram.nodes):
        if node.outcome and giving[number]:
            found[node.outcome] = found.get(node.outcome, 0) + giving[number]
        for position, arrow in enumerate(node.arrows):
            if arrow is not None:
                is_given = diagram.choice(node, position) == answer
                reaching[arrow] += reaching[number]
                giving[arrow] += reaching[number] if is_given else giving[number]
    return {outcome: found[outcome] for outcome in diagram.plan.outcomes if outcome in found}


def with_rows_shown(plan: Plan) -> Diagram:
    """Compile a plan with a question of one answer in each row of its decisions, so that ways through it are counted.

    `answer_of_row` names the answers. There are as many ways as without them, and they end where they did.
    """
    questions = dict(plan.questions)
    decisions = {}
    for id, rows in plan.decisions.items():
        decisions[id] = tuple((condition, _question_of_row(id, number)) for number, (condition, _) in enumerate(rows))
        for number, (_, target) in enumerate(rows):
            question = _question_of_row(id, number)
            questions[question] = _one_answer(plan, question, target)
    return compile_guide(replace(plan, questions=questions, decisions=decisions))


def answer_of_row(decision: str, row: int) -> str:
    """Name the answer that every way gives which follows a row (from 0) of a decision, in `with_rows_shown`."""
    return f"{_question_of_row(decision, row)}.{_GO_ON}"


def _question_of_row(decision: str, row: int) -> str:
    return f"{decision} {row}"  # no id has a space


def _one_answer(plan: Plan, id: str, target: str) -> PlannedQuestion:
    answer = PlannedAnswer(_GO_ON, f"{id}.{_GO_ON}", _MARK, _MARK, None, target, is_exclusive=True)
    like = next(iter(plan.questions.values()))
    return PlannedQuestion(id, like.entry, Choose.ONE, (answer,), (), (answer,), target)
