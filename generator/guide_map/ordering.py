"""Put the steps of a map one below the other: each before those that it leads to, and near to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.guide.plan import Plan, order_of


def steps_in_order(plan: Plan) -> tuple[str, ...]:
    """List the questions and decisions so that arrows lead down, are short, and leave each step in its own order.

    It begins with an order in which each stands before all that it leads to, and moves one step as long as that helps.
    The same plan gives the same order.
    """
    order = [id for id in order_of(plan) if id not in plan.outcomes]
    targets = {id: tuple(step for step in plan.targets(id) if step not in plan.outcomes) for id in order}
    cost, is_better = _cost(order, targets), True
    while is_better:
        is_better = False
        for moved in tuple(order):
            for place in range(len(order)):
                rest = [id for id in order if id != moved]
                tried = [*rest[:place], moved, *rest[place:]]
                new = _cost(tried, targets)
                if new is not None and cost is not None and new < cost:
                    order, cost, is_better = tried, new, True
    return tuple(order)


def _cost(order: Sequence[str], targets: Mapping[str, Sequence[str]]) -> tuple[int, int] | None:
    """Add up how far arrows lead, and count arrows that leave a step in another order; None where one leads up."""
    place = {id: number for number, id in enumerate(order)}
    length = turned = 0
    for id in order:
        ends = [place[target] for target in targets[id]]
        if any(end <= place[id] for end in ends):
            return None
        length += sum(end - place[id] for end in ends)
        turned += sum(first > second for at, first in enumerate(ends) for second in ends[at + 1 :])
    return length, turned
