"""Write the comment that a reviewer wants on a pull request: short, in a reader's words, the most dangerous first."""

from __future__ import annotations

import datetime
import html
from collections.abc import Iterable, Iterator

from generator.difference.decided import WAITING, Difference, skeletons
from generator.guide.comparison import Change, Effect, Names, Shift
from generator.guide.plan import Plan

_HEADINGS = {
    Effect.LOWERED: "Lowered urgency",
    Effect.LESS_SUPPORT: "Newly less support",
    Effect.RAISED: "Raised urgency",
    Effect.SAME: "Same urgency, another outcome or direction",
}


def as_markdown(difference: Difference, *, today: datetime.date) -> str:
    """Give the comment on one guide; what waits for a decision comes with the entries to fill in."""
    change, waiting = difference.change, difference.waiting
    parts = ["## What this change does to patients", difference.headline]
    if waiting:
        entries = skeletons(((shift.before, shift.after) for shift in waiting), today=today)
        parts += [_ask_for_decisions(waiting), f"```yaml\n{entries}\n```"]
    for effect, heading in _HEADINGS.items():
        shifts = [shift for shift in change.shifts if change.effect(shift) is effect]
        if shifts:
            table = _table(("before", "now"), (_row(difference, shift) for shift in shifts))
            parts += [f"### {heading}", table] if effect in WAITING else [_folded(heading, len(shifts), table)]
    parts += _answers_of_one_version(difference)
    if notes := "\n".join(f"- {note}" for note in _notes(change)):
        parts.append(notes)
    versions = f"from {_shown(difference.old)} to {_shown(difference.new)}"
    parts.append(f"Guide {difference.guide}, {versions}; every way to answer was walked.")
    return "\n\n".join(parts)


def _ask_for_decisions(waiting: tuple[Shift, ...]) -> str:
    number = "One change waits" if len(waiting) == 1 else f"{len(waiting)} changes wait"
    return (
        f"**{number} for a decision.** Change the guide, or let a person who may decide this write in "
        "`content/safety.yaml`:"
    )


def _table(first: tuple[str, ...], rows: Iterable[str]) -> str:
    head = " | ".join((*first, "ways to answer", "who", "for example"))
    return "\n".join([f"| {head} |", f"|{'---|' * len(first)}---:|---|---|", *rows])


def _folded(heading: str, number: int, table: str) -> str:
    return f"<details><summary>{heading}: {number}</summary>\n\n{table}\n\n</details>"


def _row(difference: Difference, shift: Shift) -> str:
    change, decision = difference.change, difference.decision_on(shift)
    now = _title(change.after, shift.after)
    if decision is not None:
        now += f"<br>Decided: {_shown(decision.why)} ({_shown(decision.by)}, {decision.day})"
    elif difference.waits(shift):
        now += "<br>**Not decided**"
    of = f"{shift.ways:,} of {shift.of:,}" if shift.ways < shift.of else f"all {shift.ways:,}"
    cells = (_title(change.before, shift.before), now, of, _who(change.after, shift), _example(difference, shift))
    return f"| {' | '.join(cells)} |"


def _who(plan: Plan, shift: Shift) -> str:
    if shift.deciding:
        return _in_words(plan, shift.deciding)
    return "everyone" if shift.ways == shift.of else "different people"


def _example(difference: Difference, shift: Shift) -> str:
    """Fold the answers that show a shift: they are many, and the reviewer wants the table first."""
    change = difference.change
    lines = [_in_words(change.after, shift.answers)] if shift.after else []
    if before := tuple(answer for answer in shift.answers_before if answer not in shift.answers):
        lines.append(
            f"*Before:* {_in_words(change.before, before)}" if shift.after else _in_words(change.before, before)
        )
    number = len(shift.answers or shift.answers_before)
    summary = f"{number} {'answer' if number == 1 else 'answers'}"
    return f"<details><summary>{summary}</summary>{'<br>'.join(lines)}</details>"


def _answers_of_one_version(difference: Difference) -> Iterator[str]:
    change = difference.change
    sides = (
        ("No longer possible", "before", change.before, change.leaving),
        ("Newly possible", "now", change.after, change.arriving),
    )
    for heading, column, plan, shifts in sides:
        rows = [
            f"| {_title(plan, shift.before or shift.after)} | {shift.ways:,} | {_only_here(change, plan, shift)} | "
            f"{_example(difference, shift)} |"
            for shift in shifts
        ]
        if rows:
            yield f"### {heading}\n\n{_table((column,), rows)}"


def _only_here(change: Change, plan: Plan, shift: Shift) -> str:
    """Say the answers that all of these ways give and that the other version does not have."""
    names = change.removed if shift.before else change.added
    return _in_words(plan, tuple(answer for answer in shift.common if answer in names.answers)) or "different people"


def _title(plan: Plan, id: str) -> str:
    return f"{_shown(plan.outcomes[id].title.you)} ({plan.outcomes[id].urgency})"


def _in_words(plan: Plan, answers: tuple[str, ...]) -> str:
    """Say answers in a reader's words, each behind its question, one question a line of a table's cell."""
    words = {answer.reference: answer.text for question in plan.questions.values() for answer in question.answers}
    said: dict[str, list[str]] = {}
    for answer in answers:
        said.setdefault(answer.split(".")[0], []).append(_shown(words[answer]))
    return "<br>".join(f"{_asked(plan, id)} **{'; '.join(texts)}**" for id, texts in said.items())


def _asked(plan: Plan, question: str) -> str:
    """Give the words of a question up to its question mark: what follows explains it to readers."""
    asked, mark, _ = plan.questions[question].entry.you.partition("?")
    return _shown(f"{asked}{mark}")


def _notes(change: Change) -> Iterator[str]:
    for id in change.relabelled:
        old, new = change.before.outcomes[id], change.after.outcomes[id]
        title = _shown(new.title.you)
        if old.urgency is not new.urgency:
            yield f"Urgency of “{title}”: {old.urgency}, now {new.urgency}"
        if old.direction is not new.direction:
            yield f"Direction of “{title}”: {old.direction}, now {new.direction}"
    yield from _names("Added", change.added, change.after)
    yield from _names("Removed", change.removed, change.before)


def _names(verb: str, names: Names, plan: Plan) -> Iterator[str]:
    yield from (f"{verb} question: {_asked(plan, id)}" for id in names.questions)
    yield from (f"{verb} answer: {_in_words(plan, (reference,))}" for reference in names.answers)
    yield from (f"{verb} outcome: {_title(plan, id)}" for id in names.outcomes)


def _shown(text: str) -> str:
    """Give text that a table's cell shows as it is: no HTML, no new cell, no call to somebody's account."""
    return html.escape(text, quote=False).replace("|", "&#124;").replace("@", "&#64;").replace("\n", " ")
