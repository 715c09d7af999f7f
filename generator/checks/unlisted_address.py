"""A page or a part of one has an address that content/addresses.yaml does not list yet.

What is not listed could vanish later without a word. Until it is published that does no harm, so it is a warning here;
`stepwell build --release` refuses it.

Fails: a new page, term, source or heading since the list was last written. A project without the file is not asked.
Cure: run `stepwell addresses`, which adds what is missing and moves nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.addresses import missing_addresses
from generator.checks.need import Need
from generator.model.knowledge import ADDRESSES, ORGANIZATION, KnowledgeBase, is_absent
from generator.problems import Place, Problem, Severity

ID = "unlisted-address"
SEVERITY = Severity.WARNING
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield one warning that counts the addresses which are not listed yet."""
    missing = () if is_absent(base.handbook.addresses) else missing_addresses(base)
    if missing:
        message = "1 address is not listed yet" if len(missing) == 1 else f"{len(missing)} addresses are not listed yet"
        note = ", ".join(missing[:3]) + (", …" if len(missing) > 3 else "")
        yield Problem(Place(_file_of(base), 1, 1), ID, message, SEVERITY, "run stepwell addresses", (note,))


def _file_of(base: KnowledgeBase) -> str:
    """Return the list, or the file of an organization that has no list yet: the upstream's is not its own to write."""
    own = frozenset[str]() if base.upstream is None else base.upstream.own_files
    return ORGANIZATION if ORGANIZATION in own and ADDRESSES not in own else ADDRESSES
