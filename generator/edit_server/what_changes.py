"""Show line by line what a draft changes for patients: danger first, then by kind, each line with its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from markupsafe import Markup

from generator.difference import Differences
from generator.difference.items import Item, Moved
from generator.difference.labels import (
    change_in_words,
    effect_in_words,
    happened_to,
    loss_in_words,
    only_here,
    origin_in_words,
    said_in,
    sort_in_words,
    thing_of,
    ways_of,
    why_lost,
    words_of_answers,
)
from generator.difference.losses import LostAnswer
from generator.difference.promises import LostPromise
from generator.difference.rows import ChangeKind, Row
from generator.difference.sayings import Saying
from generator.difference.words import Run, marked
from generator.edit_server.outline import address_of_thing
from generator.edit_server.wording import innermost
from generator.editing import EditedThing
from generator.guide.plan import Plan
from generator.problems import visible

_FOLDED_FROM = 9
"""A kind with so many lines is folded."""
_FOR_DANGER = "For people in danger"


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line: what is another, in which words, and where its form is; `tags` say in words what is to be known."""

    number: int
    what: str
    name: str
    tags: tuple[str, ...]
    before: Markup
    now: Markup
    address: str


@dataclass(frozen=True, slots=True)
class ChangesOfKind:
    """What changes of one kind; it is folded where it is long, never what concerns danger."""

    id: str
    heading: str
    lines: tuple[ShownChange, ...]
    is_for_danger: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether it is short enough to be read at once."""
        return self.is_for_danger or len(self.lines) < _FOLDED_FROM


def changes_by_kind(found: Differences, things: Sequence[EditedThing]) -> tuple[ChangesOfKind, ...]:
    """Sort what changes: all that concerns people in danger, of every kind, and then the rest kind by kind."""
    show = _shower(things)
    danger = tuple(show(item, tags=(str(item.section),)) for item in found.in_danger)
    kinds = [ChangesOfKind("danger-first", _FOR_DANGER, danger, is_for_danger=True)] if danger else []
    for section, items in found.by_section():
        lines = tuple(show(item) for item in items if not item.is_for_danger)
        if lines:
            kinds.append(ChangesOfKind(section.name.lower(), str(section), lines))
    return tuple(kinds)


def _shower(things: Sequence[EditedThing]) -> Callable[..., ShownChange]:
    by_key = {thing.key: thing for thing in things}
    by_file: dict[str, list[EditedThing]] = {}
    for thing in things:
        by_file.setdefault(thing.file, []).append(thing)

    def of(*keys: str) -> str:
        return next((address_of_thing(key) for key in keys if key in by_key), "")

    def address(item: Item) -> str:
        match item.what:
            case Row() as row:
                own = f"{sort_in_words(row.thing.sort).replace(' ', '-')}/{row.thing.id}"
                thing = by_key.get(own) or innermost(by_file.get(row.place.file, ()), row.place)
                if row.kind is ChangeKind.REMOVED or thing is None:
                    return of(own, thing.parent if thing is not None else "")
                place = {"line": row.place.line, "column": row.place.column}
                at = f"?{urlencode(place)}" if thing.file == row.place.file else ""
                return f"{address_of_thing(thing.key)}{at}"
            case Moved() as moved:
                return of(f"outcome/{moved.shift.after}", f"outcome/{moved.shift.before}")
            case LostAnswer() as lost:
                return of(f"question/{lost.reference.partition('.')[0]}")
            case LostPromise() as lost:
                return of(f"promise/{lost.promise.id}")
            case Saying() as saying:
                return of(f"{'outcome' if saying.words.part else 'note'}/{saying.words.id}")

    def show(item: Item, *, tags: Iterable[str] = ()) -> ShownChange:
        what, name, before, now = _said(item)
        waits = ("waits for a decision",) if item.waits else ()
        happened = _happened(item)
        every = tuple(tag for tag in (*tags, *waits, *happened) if tag)
        return ShownChange(item.number, what, name, every, before, now, address(item))

    return show


def _happened(item: Item) -> tuple[str, ...]:
    return (happened_to(item.what), origin_in_words(item)) if isinstance(item.what, Row) else ()


def _said(item: Item) -> tuple[str, str, Markup, Markup]:
    """Say what a line is about, its name among readers, and what was and is said."""
    match item.what:
        case Row() as row:
            what = f"{thing_of(row)}: {row.part}" if row.part else thing_of(row)
            name = "" if row.thing.name in (*row.old, *row.new, row.thing.id) else row.thing.name
            return what, name, *_texts(row)
        case Moved() as moved:
            shift, change = moved.shift, moved.change
            who = only_here(moved) if moved.effect is None else shift.deciding
            plan = change.after if shift.after else change.before
            said = f"{shift.ways:,} of {shift.of:,} ways to answer{_who(plan, who)}"
            return (
                f"ways to answer: {effect_in_words(moved)}",
                said,
                _shown(_end(change.before, shift.before)),
                _shown(_end(change.after, shift.after)),
            )
        case LostAnswer() as lost:
            return f"answer {lost.reference}: {loss_in_words(lost)}", why_lost(lost), _shown(lost.answer.text), Markup()
        case LostPromise() as lost:
            return f"promise {lost.promise.id}", why_lost(lost), _shown(lost.promise.say), Markup()
        case Saying() as saying:
            what = f"{said_in(saying)}: {change_in_words(saying)}"
            text, nothing = _shown(saying.words.text), Markup()
            return what, f"on {ways_of(saying)}", *((nothing, text) if saying.is_said else (text, nothing))


def _who(plan: Plan, answers: Iterable[str]) -> str:
    texts = [text for _, said in words_of_answers(plan, answers) for text in said]
    return f", of those who answer: {'; '.join(texts)}" if texts else ""


def _end(plan: Plan, id: str) -> str:
    outcome = plan.outcomes.get(id)
    return "" if outcome is None else f"{outcome.title.you} ({outcome.urgency}, {outcome.direction})"


def _texts(row: Row) -> tuple[Markup, Markup]:
    old, new = "\n".join(row.old), "\n".join(row.new)
    if row.kind is ChangeKind.CHANGED and not row.is_spacing:
        before, after = marked(old, new)
        return _with_marks(before, "del"), _with_marks(after, "ins")
    return _shown(old), _shown(new)


def _with_marks(runs: Iterable[Run], tag: str) -> Markup:
    return Markup().join(
        Markup("<{0}>{1}</{0}>").format(Markup(tag), _shown(run.text)) if run.is_marked else _shown(run.text)
        for run in runs
    )


def _shown(text: str) -> Markup:
    """Show an author's text as it is, line for line."""
    return Markup("<br>").join(_lines(text))


def _lines(text: str) -> Iterator[Markup]:
    for line in str(text).split("\n"):
        yield Markup(escape(visible(line.replace("\t", " "))))
