"""Check a base: names first, then the guide as a whole; only what passes becomes `Verified`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.checks import (
    bad_dates,
    bad_move,
    bad_number,
    bad_sharing,
    bad_unless,
    benign_in_crisis,
    big_step,
    broken_promise,
    contradicting_notes,
    counted_twice,
    cycle,
    dead_rule,
    duplicate_id,
    emergency_without_number,
    empty_promise,
    fact_mismatch,
    forbidden_phrase,
    former_id_taken,
    guides_disagree,
    half_asked_note,
    half_said_note,
    hours_mismatch,
    incomplete_help_bar,
    journey_elsewhere,
    leads_nowhere,
    long_if,
    lowered_urgency,
    missing_not_sure,
    national_line,
    no_help_line,
    not_harmless,
    note_elsewhere,
    note_for_some,
    note_more_urgent,
    nothing_for_some,
    outcome_without_journey,
    page_clash,
    phone_number,
    phrase_to_avoid,
    raw_html,
    run_too_long,
    screen_not_first,
    silent_line,
    silent_note,
    stale,
    told_of_others,
    too_few_criteria,
    too_hard_to_read,
    too_many_states,
    too_many_studies,
    uncited_number,
    unguarded_danger,
    unknown_answer,
    unknown_marker,
    unknown_number,
    unknown_reference,
    unknown_target,
    unreachable_node,
    unsafe_link,
    unsure_left_out,
    unused_question,
    unused_source,
    unweighed_answer,
    urgency_order,
    voice_changes_urgency,
    week_out_of_hours,
    word_to_avoid,
)
from generator.checks.compiled import Compiled, compiled_of
from generator.checks.names import texts_of_base
from generator.checks.wording import Texts
from generator.guide.compiling import compile_guide
from generator.guide.diagram import Diagram, TooManyStates
from generator.guide.plan import Plan, make_plan
from generator.guide.saying import Audience, Said
from generator.guide.sharing import bases_of_guides
from generator.guide.walks import Counts, count
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problems

NAME_CHECKS = (
    duplicate_id,
    former_id_taken,
    unknown_reference,
    urgency_order,
    bad_move,
    page_clash,
    unknown_marker,
    too_many_studies,
    week_out_of_hours,
    uncited_number,
    too_hard_to_read,
    unsure_left_out,
    half_said_note,
    long_if,
    bad_number,
    national_line,
    incomplete_help_bar,
)
GUIDE_NAME_CHECKS = (
    unknown_target,
    unknown_answer,
    leads_nowhere,
    missing_not_sure,
    counted_twice,
    nothing_for_some,
    bad_unless,
)
TEXT_CHECKS = (
    unused_source,
    raw_html,
    unsafe_link,
    phone_number,
    unknown_number,
    forbidden_phrase,
    word_to_avoid,
    phrase_to_avoid,
    fact_mismatch,
    hours_mismatch,
)
DATE_CHECKS = (bad_dates, stale)
GRAPH_CHECKS = (
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
)
EVERY_GUIDE_CHECKS = (empty_promise, silent_note, silent_line, guides_disagree)


@dataclass(frozen=True, slots=True)
class Verified:
    """A base that passed every check on a day, with its compiled guide; only `verify` makes one.

    `audiences` are whom each note of the guide is for, `said` where it is said, both by the note's id. `further` holds
    the same for each further guide: a base whose `tree` is that guide, whole.
    """

    base: KnowledgeBase
    today: datetime.date
    plan: Plan
    diagram: Diagram
    counts: Counts
    audiences: Mapping[str, Audience]
    said: Mapping[str, Said]
    further: tuple[Verified, ...] = ()

    def every_guide(self) -> tuple[Verified, ...]:
        """Give the guide and then the further ones."""
        return (self, *self.further)


def verify(base: KnowledgeBase, problems: Problems, *, today: datetime.date) -> Verified | None:
    """Check a base as of a day and compile its guides; add what is wrong, and give None where anything is an error.

    The checks of the diagram run once the names are clean and the guide leads in no circle.
    """
    found = Problems()
    for name_check in NAME_CHECKS:
        found.extend(name_check.check(base))
    badly_shared = tuple(bad_sharing.check(base))
    found.extend(badly_shared)
    bases = bases_of_guides(base)
    for one in bases[:1] if badly_shared else bases:
        for guide_check in GUIDE_NAME_CHECKS:
            found.extend(guide_check.check(one))
    texts = Texts(texts_of_base(base))
    for text_check in TEXT_CHECKS:
        found.extend(text_check.check(base, texts))
    for date_check in DATE_CHECKS:
        found.extend(date_check.check(base, today))
    compiled = [] if found.has_errors() else [_compile(one, found) for one in bases]
    whole = [guide for guide in compiled if guide is not None]
    if whole and len(whole) == len(compiled):
        for every_guide_check in EVERY_GUIDE_CHECKS:
            found.extend(every_guide_check.check(whole))
    problems.extend(found)
    if found.has_errors():
        return None
    first, *further = (_verified(guide, today) for guide in whole)
    return replace(first, base=base, further=tuple(further))


def _compile(base: KnowledgeBase, problems: Problems) -> Compiled | None:
    """Compile a guide and check it as a whole; None where it leads in a circle or is too large to prove."""
    plan = make_plan(base)
    circles = tuple(cycle.check(base, plan))
    problems.extend(circles)
    if circles:
        return None
    try:
        compiled = compiled_of(base, plan, compile_guide(plan))
        for graph_check in GRAPH_CHECKS:
            problems.extend(graph_check.check(compiled))
    except TooManyStates as error:
        problems.extend([too_many_states.problem(base, error)])
        return None
    return compiled


def _verified(guide: Compiled, today: datetime.date) -> Verified:
    return Verified(guide.base, today, guide.plan, guide.diagram, count(guide.diagram), guide.audiences, guide.said)
