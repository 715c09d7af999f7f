"""An old address would lead to nothing, in a circle, or from where a page stands today.

A redirect that is wrong takes a reader who is in need of help to the wrong page, or round and round.

Fails: `from: /costs/`, `to: /costs/`; `to: /prices/` where no such page is; `from: /cost/`, which is there.
Cure: lead to an address of today, and let each old address be claimed once.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.redirects import Circle, Claimed, Redirect, Redirects
from generator.model.addresses import ADDRESS_PATTERN
from generator.model.knowledge import KnowledgeBase
from generator.page_kinds import KEPT_FOLDER, NOT_FOUND, SOURCE, file_at
from generator.problems import Problem, Severity, Text, did_you_mean

ID = "bad-redirect"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_OURS = (KEPT_FOLDER, SOURCE.address.partition("{")[0], NOT_FOUND.address)


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each old address from which nothing can lead on, or that is claimed twice."""
    redirects = Redirects(base)
    files = {file_at(address).casefold(): address for address in redirects.addresses.pages}
    names = frozenset(page.name for page in base.pages)
    first: dict[str, Redirect] = {}
    for claim in redirects.claims:
        if claim.claimed is Claimed.IMPLIED:
            continue
        if claim.claimed is Claimed.BY_PAGE and claim.says in names:  # which another check says, as of any other id
            continue
        fault = _fault_of_old(claim, redirects, files) or _fault_of_new(claim, redirects)
        other = first.setdefault(claim.old, claim)
        if fault:
            yield Problem(claim.says.place, ID, fault[0], SEVERITY, fault[1])
        elif other is not claim and not _is_said_elsewhere(claim, other):
            message = f'"/{claim.old}" is an old address of two things'
            note = f"first on line {other.says.place.line} of {other.says.place.file}"
            yield Problem(claim.says.place, ID, message, SEVERITY, "keep it where its reader should go", (note,))
    for moved in base.handbook.addresses.moved:
        yield from _dead_end(moved.from_, moved.to, redirects)


def _fault_of_old(claim: Redirect, redirects: Redirects, files: dict[str, str]) -> tuple[str, str] | None:
    if claim.claimed is Claimed.BY_ENTRY:  # that its id is in use is said by another check
        return None
    if ADDRESS_PATTERN.fullmatch(f"/{claim.old}") is None or claim.old.startswith(_OURS):
        return f'"/{claim.old}" cannot be the address of a page', "write the address that was published"
    page, _, anchor = claim.old.partition("#")
    standing = files.get(file_at(page).casefold())
    if standing is not None and not anchor:
        return f'"/{claim.old}" is old, but "/{standing}" stands there today', "delete this, or rename the page"
    if anchor and redirects.stands(claim.old):
        return f'"/{claim.old}" is old, but it stands there today', "delete this"
    return None


def _fault_of_new(claim: Redirect, redirects: Redirects) -> tuple[str, str] | None:
    if claim.old == claim.new:
        return f'"/{claim.old}" leads to itself', "lead to where its reader finds the same now"
    try:
        redirects.end_of(claim.old)
    except Circle as circle:
        chain = " -> ".join(f"/{address}" for address in circle.chain)
        return f'"/{claim.old}" leads in a circle: {chain}', "let one of them lead to a page of today"
    return None


def _dead_end(old: Text, new: Text, redirects: Redirects) -> Iterator[Problem]:
    try:
        end = redirects.end_of(new[1:])
    except Circle:
        return
    if end is None:
        known = [f"/{address}" for address in redirects.addresses.pages | redirects.parts_there]
        message = f'"{old}" would lead to "{new}", which is not there'
        yield Problem(
            new.place, ID, message, SEVERITY, did_you_mean(new, known, is_name=True) or "lead to a page of today"
        )


def _is_said_elsewhere(one: Redirect, other: Redirect) -> bool:
    """Tell whether another check says that two things of one sort had the same name before."""
    return one.claimed is other.claimed is not Claimed.BY_MOVED and one.says == other.says
