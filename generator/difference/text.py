"""Say a difference in a terminal, with the ids that an author searches for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.difference.items import Differences, Item, Moved, by_thing
from generator.difference.labels import (
    change_in_words,
    effect_in_words,
    elsewhere_in_words,
    exchanges_in_words,
    happened_to,
    headline,
    headline_of_guide,
    home_of,
    loss_in_words,
    name_of,
    number_in_section,
    origin_in_words,
    said_in,
    texts_of_lost,
    thing_of,
    ways_of,
    why_lost,
)
from generator.difference.losses import LostAnswer
from generator.difference.promises import LostPromise
from generator.difference.rows import ChangeKind, Row
from generator.difference.sayings import Saying
from generator.difference.words import Run, marked, shortened
from generator.guide.comparison import Shift
from generator.guide.plan import Plan
from generator.problems import visible

_NAME = 60


def as_text(found: Differences) -> str:
    """Write the whole difference, the most dangerous first; every line of an author stands on a line of its own."""
    lines = [f"{found.old} -> {found.new}: {headline(found)}"]
    if exchanges := exchanges_in_words(found):
        lines.append(exchanges)
    lines += [f"guide {ways.guide}: {headline_of_guide(ways)}" for ways in found.guides]
    for section, items in found.by_section():
        lines += ["", f"== {number_in_section(section, items)} =="]
        for group in by_thing(items):
            lines += ["", *_group(group)]
    return "\n".join(visible(line.replace("\t", " ")) for line in lines)


def _group(items: tuple[Item, ...]) -> Iterator[str]:
    """Name a thing once above all that changed in it."""
    first = items[0].what
    if isinstance(first, Row) and first.part:
        name, home = name_of(items), home_of(first)
        yield thing_of(first) + (f' "{_short(name)}"' if name else "") + (f', of "{_short(home)}"' if home else "")
    for item in items:
        yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    match item.what:
        case Moved():
            lines = moved_in_text(item.what)
        case LostAnswer():
            lines = _lost_answer(item.what)
        case LostPromise():
            lines = _lost_promise(item.what)
        case Saying():
            lines = _saying(item.what)
        case Row():
            lines = _row(item.what, origin_in_words(item))
    prefix = f"{item.number}. "
    first = next(lines)
    yield f"{prefix}{'error: ' if item.waits else ''}{first}"
    margin = " " * len(prefix)
    yield from (f"{margin}{line}" for line in lines)
    if item.decision is not None:
        decision = item.decision
        yield f"{margin}decided: {decision.why} ({decision.by}, {decision.day})"
    if item.elsewhere is not None:
        yield f"{margin}not decided: {elsewhere_in_words(item.elsewhere)}"


def moved_in_text(moved: Moved) -> Iterator[str]:
    """Write which ways to answer end elsewhere, and answers that show it, line by line."""
    change, shift = moved.change, moved.shift
    what, guide = effect_in_words(moved), f"guide {moved.guide}"
    if not shift.before or not shift.after:
        plan, end = (change.before, shift.before) if shift.before else (change.after, shift.after)
        yield f"{what}: {_ways(shift)}, at {_end(plan, end)}; {guide}"
        yield from _answers(shift.common, shift.answers or shift.answers_before)
        return
    ends = f"from {_end(change.before, shift.before)} to {_end(change.after, shift.after)}"
    of = f"{shift.ways:,} of {shift.of:,} ways" if shift.ways < shift.of else f"all {_ways(shift)}"
    yield f"{what}: {of} {ends}; {guide}"
    yield from _answers(shift.common, shift.answers)
    if set(shift.answers_before) != set(shift.answers):
        yield f"before: {', '.join(shift.answers_before)}"


def _answers(common: tuple[str, ...], answers: tuple[str, ...]) -> Iterator[str]:
    if common:
        yield f"all answer: {', '.join(common)}"
    if common != answers:
        yield f"such as: {', '.join(answers)}"


def _ways(shift: Shift) -> str:
    return f"{shift.ways:,} {'way' if shift.ways == 1 else 'ways'}"


def _end(plan: Plan, id: str) -> str:
    return f'"{id}" ({plan.outcomes[id].urgency})'


def _lost_answer(lost: LostAnswer) -> Iterator[str]:
    yield f"{loss_in_words(lost)}: answer {lost.reference}"
    yield why_lost(lost)
    yield f"asked: {lost.question}"
    yield from _signed("- ", texts_of_lost(lost))


def _lost_promise(lost: LostPromise) -> Iterator[str]:
    yield f"promise {lost.promise.id}: {lost.promise.say}"
    yield why_lost(lost)
    yield f"such as: {', '.join(lost.answers) or '(from the start)'}; guide {lost.guide}"


def _saying(saying: Saying) -> Iterator[str]:
    yield f"{change_in_words(saying)}: {said_in(saying)}, on {ways_of(saying)}; guide {saying.guide}"
    yield from _signed("+ " if saying.is_said else "- ", [saying.words.text])
    answers = ", ".join(saying.witness.answers) or "(from the start)"
    yield f"such as: {answers}, at {_end(saying.plan, saying.witness.outcome)}"


def _row(row: Row, origin: str) -> Iterator[str]:
    said = ", ".join(word for word in (row.part or thing_of(row), happened_to(row), origin) if word)
    yield f"{said}  ({row.place.file}:{row.place.line})"
    if row.kind is ChangeKind.CHANGED and not row.is_spacing:
        before, after = (shortened(runs) for runs in marked("\n".join(row.old), "\n".join(row.new)))
        yield from _signed("- ", _with_marks(before, "[-", "-]"))
        yield from _signed("+ ", _with_marks(after, "{+", "+}"))
    else:
        yield from _signed("- ", row.old)
        yield from _signed("+ ", row.new)


def _with_marks(runs: Iterable[Run], begin: str, end: str) -> list[str]:
    runs = tuple(runs)
    if all(run.is_marked for run in runs):
        return "".join(run.text for run in runs).split("\n")
    return "".join(f"{begin}{run.text}{end}" if run.is_marked else run.text for run in runs).split("\n")


def _signed(sign: str, lines: Iterable[str]) -> Iterator[str]:
    return (f"{sign}{part}" for line in lines for part in line.split("\n"))


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
