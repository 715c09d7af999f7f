"""Make one line of changes that say the same many times: where new answers lead, which addresses are new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.difference import Differences
from generator.difference.items import Item, Moved
from generator.difference.labels import only_here, words_of_answers
from generator.difference.rows import ChangeKind, Row
from generator.difference.sections import Section
from generator.guide.plan import Plan

_ADDRESSES = ("content/addresses.yaml", ("published",))
_NOBODY_MOVED = {
    True: "Nobody who could answer before ends elsewhere than before.",
    False: "Nobody else ends elsewhere than before.",
}
_SOME_MOVED = "Some of the others end elsewhere than before: each such change has a line of its own."


@dataclass(frozen=True, slots=True)
class Gathered:
    """Changes that are told in one line, most of them one alone; `section` is where the line stands."""

    items: tuple[Item, ...]
    section: Section
    is_for_danger: bool


@dataclass(frozen=True, slots=True)
class InOneLine:
    """What many changes say together: what happened, what follows, and a list with its heading, each line once."""

    what: str
    name: str
    heading: str
    listed: tuple[str, ...]


def gathered(found: Differences) -> tuple[Gathered, ...]:
    """Put changes together that are told in one line, in the order of the first of each."""
    groups: dict[tuple[object, ...], list[Item]] = {}
    for item in found.items:
        groups.setdefault(_alike(item), []).append(item)
    return tuple(map(_group, groups.values()))


def in_one_line(items: Sequence[Item]) -> InOneLine | None:
    """Say what changes of one group say together; None for one that is told by itself."""
    first = items[0].what
    if isinstance(first, Moved) and first.effect is None:
        return _of_answers([item.what for item in items if isinstance(item.what, Moved)])
    if isinstance(first, Row) and _is_address(first):
        listed = tuple(
            line for item in items if isinstance(item.what, Row) for line in (*item.what.old, *item.what.new)
        )
        number = "1 address" if len(listed) == 1 else f"{len(listed)} addresses"
        return InOneLine(
            f"{number} of pages {'is' if len(listed) == 1 else 'are'} new"
            if first.kind is ChangeKind.ADDED
            else f"{number} of pages {'is' if len(listed) == 1 else 'are'} no longer in the list",
            "",
            "Which",
            listed,
        )
    return None


def _alike(item: Item) -> tuple[object, ...]:
    """Return what the changes of one line have in common; for one that stands alone its number."""
    match item.what:
        case Moved() as moved if moved.effect is None:
            return (bool(moved.shift.after), _who(*_answers(moved)))
        case Row() as row if _is_address(row):
            return ("address", row.kind)
    return (item.number,)


def _group(items: Sequence[Item]) -> Gathered:
    first, danger = items[0], any(item.is_for_danger for item in items)
    if isinstance(first.what, Row) and _is_address(first.what):
        return Gathered(tuple(items), Section.REGISTERS, is_for_danger=False)
    if isinstance(first.what, Moved) and first.what.effect is None and first.what.shift.after:
        danger = False  # whom it is for had no such answer before; each end is told with how soon it wants help
    return Gathered(tuple(items), first.section, danger)


def _is_address(row: Row) -> bool:
    is_one = row.kind in (ChangeKind.ADDED, ChangeKind.REMOVED)
    return is_one and (row.place.file, row.fields) == _ADDRESSES


def _answers(moved: Moved) -> tuple[Plan, tuple[str, ...]]:
    """Return the answers that only one version has, with the plan of that version."""
    change = moved.change
    return (change.after, change.added) if moved.shift.after else (change.before, change.removed)


def _who(plan: Plan, answers: Sequence[str]) -> str:
    said = words_of_answers(plan, answers)
    return "; ".join(f"{' and '.join(f'“{text}”' for text in texts)} to “{question}”" for question, texts in said)


def _of_answers(every: Sequence[Moved]) -> InOneLine:
    first, (plan, answers) = every[0], _answers(every[0])
    is_new, who = bool(first.shift.after), _who(plan, answers)
    if is_new:
        what = f"New answer{'s' if len(answers) > 1 else ''}: {who}" if who else "People can answer in new ways"
    else:
        what = f"No longer there as an answer: {who}" if who else "People can no longer answer in some ways"
    changes = [moved.change for moved in every]
    is_still = not any(change.moved for change in changes)
    was_all = is_new and not any(change.leaving for change in changes)
    name = _NOBODY_MOVED[was_all] if is_still else _SOME_MOVED
    heading = "Where people who answer so can end" if is_new else "Where people who answered so could end"
    return InOneLine(what, name, heading, tuple(dict.fromkeys(_ends(every))))


def _ends(every: Sequence[Moved]) -> Iterator[str]:
    """Yield where some ways end, what wants help soonest first; and whose they are where not all can end there."""

    def plan_and_end(moved: Moved) -> tuple[Plan, str]:
        shift = moved.shift
        return (moved.change.after, shift.after) if shift.after else (moved.change.before, shift.before)

    ends = [(moved, *plan_and_end(moved)) for moved in every]
    ends = [(moved, plan, id) for moved, plan, id in ends if id in plan.outcomes]
    for moved, plan, id in sorted(ends, key=lambda end: -end[1].outcomes[end[2]].urgency.rank):
        own, answers = only_here(moved), _answers(moved)[1]
        whose = f", for {_who(plan, own)}" if own and len(own) < len(answers) else ""
        yield f"{end_in_words(plan, id)}{whose}"


def end_in_words(plan: Plan, id: str) -> str:
    """Name an outcome with how soon it wants help and where it points; "" where there is none."""
    outcome = plan.outcomes.get(id)
    return "" if outcome is None else f"{outcome.title.you} ({outcome.urgency}, {outcome.direction.replace('-', ' ')})"
