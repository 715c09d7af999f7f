"""Two guides say different things about the same person.

Both are proven, each alone; a reader who walks both would be told to wait by one and to hurry by the other.
A further guide is compared with the guide of decision_tree.yaml for every way on which its own questions bring no news:
they are answered with answers that stand in `benign`. Urgency and direction must then be such as the other can reach.

Fails: a further guide that ends at "stay" where the other, after the same answers, can only end at "more support".
Cure: let both weigh the shared answers alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.checks import too_many_states
from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.agreement import disagreement
from generator.guide.diagram import TooManyStates
from generator.problems import Problem, Severity

ID = "guides-disagree"
SEVERITY = Severity.ERROR
NEEDS = Need.EVERY_DIAGRAM


def check(every: Sequence[Compiled]) -> Iterator[Problem]:
    """Find a problem for each further guide that ends where the first, for the same answers, cannot."""
    first = every[0]
    benign = frozenset(str(answer) for answer in first.base.safety.benign)
    for further in every[1:]:
        try:
            found = disagreement(further.diagram, first.diagram, benign)
        except TooManyStates as error:
            yield from too_many_states.check(further.base, error)
            continue
        if found is not None:
            end = further.plan.outcomes[found.outcome]
            message = f'guide "{further.guide}" ends at "{found.outcome}" ({end.urgency}, {end.direction})'
            others = "; ".join(
                f"{id} ({first.plan.outcomes[id].urgency}, {first.plan.outcomes[id].direction})" for id in found.others
            )
            notes = (f"answers: {in_words(found.answers)}", f'guide "{first.guide}" can end at: {others or "nothing"}')
            help = "let both guides weigh these answers alike"
            yield Problem(further.base.tree.guide.id.place, ID, message, SEVERITY, help, notes)
