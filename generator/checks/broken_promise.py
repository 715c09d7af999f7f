"""A promise of safety.yaml is broken by some way to answer.

A promise is what no guide may break: someone in danger would be told to wait, or someone calm to call for help now.

Fails: "anyone who reports danger is told to get help now", and a rule that sends them on.
Cure: mend the decision that the answers in the note lead through; never the promise.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.names import references_anywhere
from generator.guide.conditions import resolve
from generator.guide.proofs import Watch
from generator.model.guide import Outcome
from generator.model.registers import Promise
from generator.problems import Problem, Severity

ID = "broken-promise"
SEVERITY = Severity.ERROR


def check(compiled: Compiled) -> Iterator[Problem]:
    """Give a problem for each promise that some way to answer breaks, with the fewest answers that show it."""
    references = references_anywhere(compiled.base)
    watch = Watch(compiled.diagram)
    for promise in compiled.base.safety.promises:
        forbidden = frozenset(str(o.id) for o in compiled.base.tree.outcomes if _breaks(promise, o))
        witness = watch.breaks(resolve(promise.whenever, references.__getitem__), forbidden)
        if witness is not None:
            outcome = compiled.plan.outcomes[witness.outcome]
            message = f'promise "{promise.id}" is broken: {_how(promise, outcome)}'
            note = f"answers: {in_words(witness.answers)}"
            yield Problem(promise.id.place, ID, message, SEVERITY, "mend the rule these answers lead through", (note,))


def _how(promise: Promise, outcome: Outcome) -> str:
    if promise.urgency_at_least is not None:
        return f'it wants at least "{promise.urgency_at_least}", but outcome "{outcome.id}" is "{outcome.urgency}"'
    if promise.urgency_at_most is not None:
        return f'it wants at most "{promise.urgency_at_most}", but outcome "{outcome.id}" is "{outcome.urgency}"'
    assert promise.never is not None
    return f'it forbids the direction "{promise.never.direction}", which outcome "{outcome.id}" has'


def _breaks(promise: Promise, outcome: Outcome) -> bool:
    if promise.urgency_at_least is not None:
        return outcome.urgency.rank < promise.urgency_at_least.rank
    if promise.urgency_at_most is not None:
        return outcome.urgency.rank > promise.urgency_at_most.rank
    assert promise.never is not None
    return outcome.direction is promise.never.direction
