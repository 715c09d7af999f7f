"""An answer is weighed by nothing: no decision, no promise, and nobody has said that it is harmless.

A new answer may be a sign of danger. Where nothing names it, it leads on like any other, and no proof looks at it.
That it leads somewhere (`next`) does not count: a slip there is what nobody would see.

Fails: a new answer "an overdose in the last months" that no condition names.
Cure: name it in a decision or a promise. Where it tells nothing about danger, add it to `harmless` in safety.yaml.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.names import references_in
from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.skeletons import is_to_fill_in
from generator.problems import Problem, Severity

ID = "unweighed-answer"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each answer that an author wrote and that nothing names."""
    references = compiled.references
    named = frozenset(answer for name in _named(compiled.base) for answer in references.get(name) or (name,))
    for question in compiled.base.tree.questions:
        if is_to_fill_in(question.you):
            continue  # to-fill-in asks for its words first: nobody can weigh what is not written
        for answer in (*question.answers, *question.more_answers):
            reference = f"{question.id}.{answer.id}"
            if reference not in named:
                message = f'no decision and no promise weighs "{reference}"'
                help = 'name it in one, or add it to "harmless" of safety.yaml where it tells nothing about danger'
                yield Problem(answer.id.place, ID, message, SEVERITY, help)


def _named(base: KnowledgeBase) -> Iterator[str]:
    """Yield every answer that is named where it counts; a group such as "sleeps at home" holds only levels."""
    yield from base.safety.benign
    yield from base.safety.harmless
    for promise in base.safety.promises:
        yield from references_in(promise.whenever)
    for guide in (base.tree, *base.others):
        for decision in guide.decisions:
            for case in decision.cases:
                if case.when is not None:
                    yield from references_in(case.when)
