"""A notice would leave somebody without a line to call, or stand too long to be believed.

A notice is read by people in danger, on every page. What is so for more than 30 days is no news: it belongs to the
contact itself.

Fails: `until` before `from`; `about` every contact of the help bar with no other in `call`; a `call` that a notice of
the same days is about. Cure: write the days that it is true, and name in `call` whom to reach instead.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import Notice
from generator.problems import Problem, Severity

ID = "bad-notice"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

MOST_DAYS = 30
"""The days that a notice may stand."""


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each notice whose days cannot be, or that leaves nobody to call."""
    notices = base.contacts.notices
    for notice in notices:
        days = (notice.until - notice.from_).days + 1
        if days < 1:
            message = f'notice "{notice.id}" ends on {notice.until}, before it begins on {notice.from_}'
            yield Problem(notice.id.place, ID, message, SEVERITY, 'write "until" as the last day on which it is true')
            continue
        if days > MOST_DAYS:
            message = f'notice "{notice.id}" stands for {days} days, and may for {MOST_DAYS}'
            help = "write what stays so into the contact itself, or let it end sooner"
            yield Problem(notice.id.place, ID, message, SEVERITY, help)
        together = [other for other in notices if _have_a_day_in_common(notice, other)]
        unreachable = {str(id) for other in together for id in other.about}
        for id in notice.call:
            if id in unreachable:
                message = f'"{id}" is to be called instead, and cannot be reached on these days either'
                yield Problem(id.place, ID, message, SEVERITY, "name another contact")
        others = {str(id) for other in together for id in other.call} - unreachable
        if unreachable >= set(map(str, base.safety.help_bar)) and not others:
            message = f'on the days of notice "{notice.id}" no contact of the help bar can be reached'
            yield Problem(notice.id.place, ID, message, SEVERITY, 'name in "call" whom to reach instead')


def _have_a_day_in_common(one: Notice, other: Notice) -> bool:
    return one.from_ <= other.until and other.from_ <= one.until
