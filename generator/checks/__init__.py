"""Check a base against every rule of the register; only what passes becomes `Verified`."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import Protocol

from generator.checks import (
    bad_dates,
    bad_entry,
    bad_heading,
    bad_move,
    bad_notice,
    bad_number,
    bad_redirect,
    bad_sharing,
    bad_unless,
    bare_marker,
    benign_in_crisis,
    big_step,
    broken_promise,
    calls_itself_help,
    contradicting_notes,
    counted_twice,
    cycle,
    dead_link,
    dead_rule,
    doubled_heading,
    doubled_phrase,
    duplicate_id,
    emergency_without_number,
    empty_promise,
    fact_mismatch,
    former_id_taken,
    guides_disagree,
    half_asked_note,
    half_said_note,
    hours_mismatch,
    idle_notice,
    incomplete_help_bar,
    journey_elsewhere,
    lapsed_sign_off,
    leads_nowhere,
    long_if,
    long_message,
    lost_list,
    lowered_urgency,
    missing_move,
    missing_not_sure,
    missing_statement,
    national_line,
    no_help_line,
    no_short_address,
    not_harmless,
    note_elsewhere,
    note_for_some,
    note_more_urgent,
    nothing_for_some,
    outcome_without_journey,
    page_clash,
    phone_number,
    phrase_to_avoid,
    place_tells_danger,
    program_without_line,
    raw_html,
    run_too_long,
    sales_line,
    screen_not_first,
    short_address_clash,
    silent_line,
    silent_note,
    stale,
    tangled_text,
    telling_message,
    to_fill_in,
    told_of_others,
    too_few_criteria,
    too_hard_to_read,
    too_long,
    too_many_states,
    too_many_studies,
    uncited_number,
    unguarded_danger,
    unknown_answer,
    unknown_marker,
    unknown_number,
    unknown_reference,
    unknown_target,
    unlisted_address,
    unproven_share,
    unreachable_node,
    unsafe_link,
    unsure_left_out,
    unused_question,
    unused_source,
    unweighed_answer,
    urgency_order,
    vanished_address,
    voice_changes_urgency,
    weak_color,
    week_out_of_hours,
    word_to_avoid,
)
from generator.checks.compiled import Compiled, compiled_of
from generator.checks.names import texts_of_base
from generator.checks.need import Need
from generator.checks.vanished import without_repeats
from generator.checks.wording import Texts
from generator.guide.compiling import compile_guide
from generator.guide.diagram import Diagram, TooManyStates
from generator.guide.plan import Plan, make_plan
from generator.guide.saying import Audience, NoteOutcomes
from generator.guide.sharing import GuideBase, bases_of_guides, seen_by_guides
from generator.guide.walks import Counts
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Problems, Severity
from generator.settings import NO_SETTINGS, Settings
from generator.sign_offs import SignOffs, sign_offs_of

CHECKS = (
    duplicate_id,
    former_id_taken,
    unknown_reference,
    urgency_order,
    bad_move,
    missing_move,
    page_clash,
    short_address_clash,
    place_tells_danger,
    bad_entry,
    bad_redirect,
    vanished_address,
    unlisted_address,
    no_short_address,
    bad_heading,
    doubled_heading,
    doubled_phrase,
    unknown_marker,
    bare_marker,
    too_many_studies,
    week_out_of_hours,
    uncited_number,
    too_hard_to_read,
    unsure_left_out,
    to_fill_in,
    half_said_note,
    long_if,
    long_message,
    telling_message,
    bad_number,
    national_line,
    incomplete_help_bar,
    sales_line,
    calls_itself_help,
    unproven_share,
    too_long,
    program_without_line,
    missing_statement,
    weak_color,
    bad_notice,
    bad_sharing,
    unknown_target,
    unknown_answer,
    leads_nowhere,
    missing_not_sure,
    counted_twice,
    nothing_for_some,
    bad_unless,
    unused_source,
    raw_html,
    tangled_text,
    lost_list,
    unsafe_link,
    dead_link,
    phone_number,
    unknown_number,
    word_to_avoid,
    phrase_to_avoid,
    fact_mismatch,
    hours_mismatch,
    bad_dates,
    idle_notice,
    lapsed_sign_off,
    stale,
    cycle,
    too_many_states,
    unreachable_node,
    dead_rule,
    unused_question,
    screen_not_first,
    unguarded_danger,
    unweighed_answer,
    not_harmless,
    broken_promise,
    no_help_line,
    emergency_without_number,
    lowered_urgency,
    voice_changes_urgency,
    benign_in_crisis,
    big_step,
    journey_elsewhere,
    outcome_without_journey,
    run_too_long,
    too_few_criteria,
    note_more_urgent,
    note_for_some,
    half_asked_note,
    contradicting_notes,
    note_elsewhere,
    told_of_others,
    empty_promise,
    silent_note,
    silent_line,
    guides_disagree,
)
"""Every check. Each says in its `NEEDS` what it is called with; those with the same need run in this order.

Once a guide turns out too large for one check of its diagram, the later ones are not asked.
"""

_NAME_CHECKS = (duplicate_id, former_id_taken, unknown_reference, bad_sharing)
NAME_IDS = frozenset(check.ID for check in (*_NAME_CHECKS, *(check for check in CHECKS if check.NEEDS is Need.GUIDE)))
"""The checks that `check_names` runs."""
PROVEN_IDS = frozenset(check.ID for check in CHECKS if check.NEEDS in (Need.DIAGRAM, Need.EVERY_DIAGRAM))
"""The checks that look at every way to answer."""
_UNPROVABLE = NAME_IDS | {urgency_order.ID}
"""What is wrong where a guide cannot be compiled, or not be compared with what was promised."""


@dataclass(frozen=True, slots=True)
class Proven:
    """The compiled guides, the guide of decision_tree.yaml first, and all that was found of them.

    It holds for every base that is the same to them as `seen`.
    """

    seen: KnowledgeBase
    guides: tuple[Compiled, ...]
    found: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """A base that passed every check on a day, with its compiled guide; only `verify` makes one.

    `sign_offs` are those of the whole project, with those that are in force. `audiences` are whom each note of the
    guide is for, `said` where it is said, both by the note's id. `further` holds the same for each further guide: a
    base whose `tree` is that guide, whole. `proven` is what it was made of. `settings` are those of the site.
    """

    base: KnowledgeBase
    sign_offs: SignOffs
    today: datetime.date
    plan: Plan
    diagram: Diagram
    counts: Counts
    audiences: Mapping[str, Audience]
    said: Mapping[str, NoteOutcomes]
    further: tuple[Verified, ...] = ()
    proven: Proven | None = None
    settings: Settings = NO_SETTINGS

    def every_guide(self) -> tuple[Verified, ...]:
        """List the guide and then the further ones."""
        return (self, *self.further)


def checks_that_need(need: Need) -> tuple[ModuleType, ...]:
    """Select from the register the checks with this need, in its order."""
    return tuple(check for check in CHECKS if check.NEEDS is need)


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of all checks: `verified` where no error was found. `is_proven` tells that every guide was proven."""

    verified: Verified | None
    is_proven: bool


def verify(
    base: KnowledgeBase,
    problems: Problems,
    *,
    today: datetime.date,
    settings: Settings = NO_SETTINGS,
    like: Verified | None = None,
) -> Verified | None:
    """Verify a base as of a day, as `examine` does; None where anything is an error."""
    return examine(base, problems, today=today, settings=settings, like=like).verified


def examine(
    base: KnowledgeBase,
    problems: Problems,
    *,
    today: datetime.date,
    settings: Settings = NO_SETTINGS,
    like: Verified | None = None,
    before_each: Callable[[], None] = lambda: None,
) -> Examined:
    """Check a base as of a day and compile its guides; add what is wrong.

    The checks of the diagram run once the names are clean and the guide leads in no circle, whatever else is wrong.
    Where a further guide does not share the screen, the checks of one guide look at the first alone: the others would
    only repeat it. What was proven of another version, `like`, is not proven again where the guides see no difference.
    `before_each` is called before each check, and may raise to end them.
    """
    found = Problems()
    run = partial(_run, before_each)
    run(Need.BASE, found, base)
    run(Need.TEXTS, found, base, Texts(texts_of_base(base)))
    sign_offs = sign_offs_of(base)
    run(Need.DAY, found, base, sign_offs, today)
    run(Need.SITE, found, base, settings)
    proven = _prove(base, found, None if like is None else like.proven, run)
    problems.extend(_without_guesses(without_repeats(found.found, base, said_by=unknown_reference.ID)))
    if proven is None or found.has_errors():
        return Examined(None, proven is not None)
    wholes = (base, *bases_of_guides(base)[1:])
    first, *further = (
        Verified(whole, sign_offs, today, guide.plan, guide.diagram, guide.counts, guide.audiences, guide.said)
        for whole, guide in zip(wholes, proven.guides, strict=True)
    )
    return Examined(replace(first, further=tuple(further), proven=proven, settings=settings), is_proven=True)


def _without_guesses(found: Sequence[Problem]) -> Sequence[Problem]:
    """Leave out what is said of addresses while a name is wrong, for they are made of names."""
    if not any(problem.id == unknown_reference.ID for problem in found):
        return found
    return [problem for problem in found if problem.id not in (unlisted_address.ID, vanished_address.ID)]


def check_names(base: KnowledgeBase, problems: Problems) -> None:
    """Add the mistakes in names and in each guide as it is written: what can be said at once of what `verify` says."""
    found = Problems()
    for check in _NAME_CHECKS:
        found.extend(check.check(base))
    _check_as_written(bases_of_guides(seen_by_guides(base)), found, found.found, partial(_run, lambda: None))
    problems.extend(without_repeats(found.found, base, said_by=unknown_reference.ID))


def _check_as_written(bases: Sequence[GuideBase], problems: Problems, found: Iterable[Problem], run: _Run) -> None:
    """Check each guide as it is written; only the first where `found` says that one is badly shared."""
    is_badly_shared = any(problem.id == bad_sharing.ID for problem in found)
    for one in bases[:1] if is_badly_shared else bases:
        run(Need.GUIDE, problems, one)


def _prove(base: KnowledgeBase, found: Problems, like: Proven | None, run: _Run) -> Proven | None:
    """Check and compile every guide; None where a name is wrong, or a guide is."""
    seen = seen_by_guides(base)
    if like is not None and like.seen == seen:
        found.extend(like.found)
        return like
    bases = bases_of_guides(seen)
    of_guides = Problems()
    _check_as_written(bases, of_guides, found.found, run)
    is_unprovable = any(each.severity is Severity.ERROR and each.id in _UNPROVABLE for each in found)
    is_named_well = not (is_unprovable or of_guides.has_errors())
    compiled = [_compile(one, of_guides, run) for one in bases] if is_named_well else []
    whole = tuple(guide for guide in compiled if guide is not None)
    if whole and len(whole) == len(compiled):
        run(Need.EVERY_DIAGRAM, of_guides, whole)
    found.extend(of_guides)
    return Proven(seen, whole, tuple(of_guides)) if whole and len(whole) == len(compiled) else None


class _Run(Protocol):
    def __call__(self, need: Need, problems: Problems, *given: object) -> bool: ...


def _run(before_each: Callable[[], None], need: Need, problems: Problems, *given: object) -> bool:
    """Call each check that needs this with what is given, add what they find, and tell whether they found anything."""
    before = len(problems.found)
    for check in checks_that_need(need):
        before_each()
        problems.extend(check.check(*given))
    return len(problems.found) > before


def _compile(base: GuideBase, problems: Problems, run: _Run) -> Compiled | None:
    """Compile a guide and check it as a whole; None where it leads in a circle or is too large to prove."""
    plan = make_plan(base)
    if run(Need.PLAN, problems, base, plan):
        return None
    try:
        compiled = compiled_of(base, plan, compile_guide(plan))
        run(Need.DIAGRAM, problems, compiled)
    except TooManyStates as error:
        run(Need.FAILURE, problems, base, error)
        return None
    return compiled
