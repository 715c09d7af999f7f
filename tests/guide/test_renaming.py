"""Give a compiled guide other ids: it is then the guide that was written with them."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from generator.guide.comparison import compare
from generator.guide.renaming import NewNames, renamed
from tests.guide.example import example
from tests.guide.small_guides import Tree, diagram_of, guides, references_in


def _steps_in(tree: Tree) -> list[str]:
    return [entry["id"] for part in ("questions", "decisions", "outcomes") for entry in tree[part]]


def _written(value: Any, names: dict[str, str]) -> Any:
    """Write a guide with other names, wherever one stands."""
    if isinstance(value, dict):
        words = ("urgency", "direction")
        return {key: part if key in words else _written(part, names) for key, part in value.items()}
    if isinstance(value, list):
        return [_written(part, names) for part in value]
    return names.get(value, value)


def _with_new_names(tree: Tree) -> tuple[Tree, NewNames]:
    """Give a guide whose questions, decisions and outcomes, and some answers, have other names."""
    steps = {id: f"new-{id}" for id in _steps_in(tree)}
    options = {
        answer["id"]: f"other-{answer['id']}" for question in tree["questions"] for answer in question["answers"]
    }
    options = {id: new for id, new in options.items() if id not in ("none", "not-sure")}
    answers = {}
    for reference in references_in(tree):
        question, answer = reference.split(".")
        answers[reference] = f"{steps[question]}.{options.get(answer, answer)}"
    whole = _written(tree, steps | answers)
    for question in whole["questions"]:
        for answer in question["answers"]:
            answer["id"] = options.get(answer["id"], answer["id"])
    return whole, NewNames(steps, answers)


@given(guides())
def test_a_renamed_guide_moves_nobody(tree: Tree) -> None:
    after, names = _with_new_names(tree)

    change = compare(renamed(diagram_of(tree), names), diagram_of(after))

    assert (change.moved, change.shifts, change.arriving, change.leaving) == (0, (), (), ())
    assert (change.added, change.removed) == ((), ())


def test_what_has_no_new_name_keeps_its_own() -> None:
    diagram = diagram_of(example())

    assert renamed(diagram, NewNames()) == diagram
    assert renamed(diagram, NewNames({"nothing": "new"}, {})) == diagram


def test_decisions_and_their_conditions_are_renamed_too() -> None:
    after, names = _with_new_names(example())

    plan = renamed(diagram_of(example()), names).plan

    assert plan.decisions == diagram_of(after).plan.decisions
