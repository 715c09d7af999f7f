"""Name steps and answers of two versions of a guide by their words, those that are gone and decisions included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten

from generator.difference import Differences
from generator.guide.plan import Plan
from generator.model.guide import asked

_LONGEST = 60
_MOST_NAMED = 2


def step_names(found: Differences) -> Mapping[str, str]:
    """Map the steps and answers of the guides to what they are called, as in the new version where it has them.

    A decision has no words of its own: it is named by the question before it, else by what it leads to.
    """
    names: dict[str, str] = {}
    for ways in found.guides:
        for plan in (ways.change.before, ways.change.after):
            names |= _names(plan)
    return names


def _names(plan: Plan) -> dict[str, str]:
    names = {id: str(outcome.title.you) for id, outcome in plan.outcomes.items()}
    for id, question in plan.questions.items():
        names[id] = asked(question.entry.you)
        names |= {answer.reference: f"“{answer.text}” to “{names[id]}”" for answer in question.answers}
    places = {id: tuple(_before(plan, id, names)) for id in plan.decisions}
    shared = Counter(places.values())
    return names | {
        id: f"where the guide decides {_behind(before, shared[before]) or _between(plan, id, names)}"
        for id, before in places.items()
    }


def _before(plan: Plan, decision: str, names: Mapping[str, str]) -> Iterator[str]:
    """Yield the questions that lead to a decision, each once."""
    yield from dict.fromkeys(names[id] for id, question in plan.questions.items() if decision in question.targets)


def _behind(questions: Sequence[str], decisions: int) -> str:
    """Say that a decision comes right after some questions; "" where that tells it from no other."""
    if not questions or len(questions) > _MOST_NAMED or decisions > 1:
        return ""
    return f"after {' or '.join(f'“{each}”' for each in questions)}"


def _between(plan: Plan, decision: str, names: Mapping[str, str]) -> str:
    leads = list(dict.fromkeys(names[id] for id in plan.targets(decision) if id in names))
    said = [f"“{shorten(each, _LONGEST, placeholder='…')}”" for each in leads[:_MOST_NAMED]]
    if len(leads) > len(said):
        return f"between {', '.join(said)} and others"
    return f"between {' and '.join(said)}" if said else "what comes next"
