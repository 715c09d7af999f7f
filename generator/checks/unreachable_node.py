"""A question or an outcome is never reached, whatever a reader answers.

Somebody wrote help that nobody can ever see.

Fails: an outcome that no answer and no case that can hold leads to. Cure: lead to it, or delete it.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled
from generator.checks.need import Need
from generator.problems import Problem, Severity

ID = "unreachable-node"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem for each question, decision and outcome that no way to answer reaches."""
    nodes = compiled.diagram.nodes
    reached = {node.question for node in nodes} | {node.outcome for node in nodes}
    decided = {decision for decision, _ in compiled.diagram.taken}
    tree = compiled.base.tree
    for what, entries, seen in (
        ("question", [question.id for question in tree.questions], reached),
        ("decision", [decision.id for decision in tree.decisions], decided),
        ("outcome", [outcome.id for outcome in tree.outcomes], reached),
    ):
        for id in entries:
            if id not in seen:
                yield Problem(id.place, ID, f'{what} "{id}" is never reached', SEVERITY, "lead to it, or delete it")
