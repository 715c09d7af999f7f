"""An address that was published is gone, and nothing leads on from it.

Families keep links, and programs print them on paper: whoever follows one at night would find nothing there.

Fails: `published: [/costs/]` in content/addresses.yaml, where content/costs.md has become content/cost.md.
Cure: write the old id or file name into `formerly` of what has another name now. Where it is no longer there at all,
write into `moved` where its reader finds the nearest to it. Only what was never published may be deleted from the list.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.redirects import Circle, Redirects
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "vanished-address"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each published address where no page stands and from which nothing leads on."""
    published = base.handbook.addresses.published
    redirects = Redirects(base)
    for address in published:
        if not _leads_somewhere(address[1:], redirects):
            message = f'"{address}" was published, and no {"such part" if "#" in address else "page"} is there now'
            help = (
                'write its old name into "formerly" of what has another name now; where it is gone, add to "moved" '
                f"from: {address} and to: an address of today"
            )
            yield Problem(address.place, ID, message, SEVERITY, help)


def _leads_somewhere(address: str, redirects: Redirects) -> bool:
    try:
        return redirects.end_of(address) is not None
    except Circle:  # which is said where it is written
        return True
