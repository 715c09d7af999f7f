"""Count the ways to answer that give an answer, or follow a row of a decision, by the outcome where they end."""

from __future__ import annotations

from collections.abc import Mapping
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


def ways_with_answers(diagram: Diagram) -> dict[str, dict[str, int]]:
    """Count for each answer the ways that give it: by the outcome where they end, and by each answer given later.

    Left out is what no such way ends at or gives.
    """
    reaching, below = [0] * len(diagram.nodes), [0] * len(diagram.nodes)
    later: list[dict[str, int]] = [{} for _ in diagram.nodes]
    reaching[0] = 1
    for number, node in enumerate(diagram.nodes):
        for arrow in node.arrows:
            if arrow is not None:
                reaching[arrow] += reaching[number]
    found: dict[str, dict[str, int]] = {}
    for number in reversed(range(len(diagram.nodes))):
        node = diagram.nodes[number]
        if node.outcome:
            below[number], later[number] = 1, {node.outcome: 1}
        for position, arrow in enumerate(node.arrows):
            if arrow is None:
                continue
            choice = diagram.choice(node, position)
            below[number] += below[arrow]
            _add(later[number], later[arrow])
            if choice:
                _add(later[number], {choice: below[arrow]})
                _add(found.setdefault(choice, {}), later[arrow], times=reaching[number])
    return found


def _add(counts: dict[str, int], others: Mapping[str, int], *, times: int = 1) -> None:
    for name, ways in others.items():
        counts[name] = counts.get(name, 0) + ways * times


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
