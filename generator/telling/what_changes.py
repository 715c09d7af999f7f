"""Show line by line what a draft changes for patients: danger first, then by kind, each line with its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, urlencode

from markupsafe import Markup

from generator.difference import Differences
from generator.difference.decided import Subject
from generator.difference.entries import Leaf, Manner, Node
from generator.difference.items import Item, Moved
from generator.difference.labels import (
    elsewhere_in_words,
    happened_to,
    headline,
    sort_in_words,
    why_lost,
    words_of_answers,
)
from generator.difference.losses import LostAnswer
from generator.difference.promises import LostPromise
from generator.difference.rows import ChangeKind, Row
from generator.difference.sayings import Saying
from generator.difference.sections import Section
from generator.difference.words import Run, marked
from generator.editing import EditedThing
from generator.editing.labels import label_of
from generator.guide.comparison import Effect
from generator.guide.plan import Plan
from generator.model.guide import Outcome, asked
from generator.problems import visible
from generator.telling.gathering import end_in_words, gathered, in_one_line
from generator.telling.outline import address_of_thing, in_words
from generator.telling.row_words import RowWords, row_words
from generator.telling.step_names import step_names
from generator.telling.wording import begun, forms_words, innermost

_FOLDED_FROM = 9
"""A kind with so many lines is folded."""
_FOR_DANGER = "For people in danger"
_HEADINGS: Mapping[Section, str] = {
    Section.WAYS: "Where people end now",
    Section.REGISTERS: "Sources, lists and addresses",
}
"""The parts that have another heading here than where whoever reads files looks."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One line: what is another, in which words, and where its form is; `tags` say in words what is to be known.

    `name` says for whom it is so, or what it is called; `exact` counts it. `decide` leads to the form for whoever
    decides on it, "" where nobody must any more; `decided` says who did, or that they decided on something else.
    `listed` is what it is so for where that is much, below the heading `folded`.
    """

    number: int
    what: str
    name: str
    tags: tuple[str, ...]
    before: Markup
    now: Markup
    address: str
    exact: str = ""
    decide: str = ""
    decided: str = ""
    folded: str = ""
    listed: tuple[str, ...] = ()


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
    show, groups = _shower(found, things), gathered(found)
    danger = tuple(show(*each.items, tags=(_heading(each.section),)) for each in groups if each.is_for_danger)
    kinds = [ChangesOfKind("danger-first", _FOR_DANGER, danger, is_for_danger=True)] if danger else []
    for section in Section:
        lines = tuple(show(*each.items) for each in groups if each.section is section and not each.is_for_danger)
        if lines:
            kinds.append(ChangesOfKind(section.name.lower(), _heading(section), lines))
    return tuple(kinds)


def headline_of(found: Differences, kinds: Sequence[ChangesOfKind]) -> str:
    """Say in one sentence how many lines there are, how many of them for people in danger, and how many wait."""
    danger = sum(len(kind.lines) for kind in kinds if kind.is_for_danger)
    return headline(found, number=sum(len(kind.lines) for kind in kinds), danger=danger)


def _heading(section: Section) -> str:
    return _HEADINGS.get(section, str(section))


def lines_on(found: Differences, subject: Subject, things: Sequence[EditedThing]) -> tuple[ShownChange, ...]:
    """Show what somebody must decide on."""
    show = _shower(found, things)
    return tuple(show(item) for item in found.waiting if item.subject == subject)


def address_to_decide(subject: Subject) -> str:
    """Return the address of the form for whoever decides on something."""
    return f"agree/{'/'.join(quote(each, safe='.') for each in subject)}"


def _decided(item: Item) -> str:
    if item.decision is not None:
        return f"Decided by {item.decision.by} on {item.decision.day}: {item.decision.why}"
    if item.elsewhere is not None:
        return begun(f"{elsewhere_in_words(item.elsewhere)}.")
    return ""


def _shower(found: Differences, things: Sequence[EditedThing]) -> Callable[..., ShownChange]:
    words, say = row_words(things, step_names(found)), forms_words(things)
    by_key = words.by_key
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

    def address_of_many(item: Item) -> str:
        moved = item.what
        if not isinstance(moved, Moved):
            return address(item)
        answers = moved.change.added if moved.shift.after else moved.change.removed
        return of(*(f"question/{each.partition('.')[0]}" for each in answers))

    def show(item: Item, *others: Item, tags: Iterable[str] = ()) -> ShownChange:
        many = in_one_line((item, *others))
        if many is not None:
            shown = tuple(tag for tag in tags if tag)
            return ShownChange(
                number=item.number,
                what=many.what,
                name=many.name,
                tags=shown,
                before=Markup(),
                now=Markup(),
                address=address_of_many(item),
                folded=many.heading,
                listed=many.listed,
            )
        said = _said(item, words, say)
        waits = ("waits for a decision",) if item.waits else ()
        happened = _happened(item)
        every = tuple(tag for tag in (*tags, *waits, *happened) if tag)
        what = begun(said.what)
        decide = address_to_decide(item.subject) if item.waits else ""
        return ShownChange(
            number=item.number,
            what=what,
            name=said.name,
            tags=every,
            before=said.before,
            now=said.now,
            address=address(item),
            exact=said.exact,
            decide=decide,
            decided=_decided(item),
        )

    return show


def _happened(item: Item) -> tuple[str, ...]:
    if not isinstance(item.what, Row):
        return ()
    moved = "this text stood elsewhere before" if item.stood_at is not None else ""
    return (happened_to(item.what), "changed places with another text" if item.exchanged_with is not None else moved)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a line is about, for whom it is so or what it is called, what was and is said, and the exact count."""

    what: str
    name: str
    before: Markup
    now: Markup
    exact: str = ""


def _said(item: Item, words: RowWords, say: Callable[[str], str]) -> _Said:
    match item.what:
        case Row() as row if sentence := words.sentence(row):
            return _Said(sentence, "", Markup(), Markup())
        case Row() as row:
            old, new = words.texts(row)
            what = words.heading(row)
            is_named = not row.thing.id or row.thing.name in what or row.thing.name in (old, new, row.thing.id)
            return _Said(what, "" if is_named else row.thing.name, *_texts(row, old, new))
        case Moved() as moved:
            return _said_of_ways(moved)
        case LostAnswer() as lost:
            what = f"the answer “{lost.answer.text}” to “{asked(lost.question)}” is no longer there"
            return _Said(what, begun(say(why_lost(lost))), _shown(lost.answer.text), Markup())
        case LostPromise() as lost:
            now = "is gone" if lost.is_gone else "is weaker than before"
            return _Said(f"A safety promise {now}", begun(say(why_lost(lost))), _shown(lost.promise.say), Markup())
        case Saying() as saying:
            return _said_of_saying(saying, words)


def _said_of_ways(moved: Moved) -> _Said:
    shift, change = moved.shift, moved.change
    assert moved.effect is not None
    answers = _who(change.after, shift.deciding)
    if shift.ways == shift.of:
        name = "For everyone who ended there before"
    else:
        name = f"In {share_in_words(shift.ways, shift.of)} of the ways to answer that ended there before"
        name += f", of those who answer {answers}" if answers else ""
    return _Said(
        _EFFECTS[moved.effect],
        name,
        _shown(end_in_words(change.before, shift.before)),
        _shown(end_in_words(change.after, shift.after)),
        f"{shift.ways:,} of {shift.of:,} ways to answer",
    )


def _said_of_saying(saying: Saying, words: RowWords) -> _Said:
    happens = "is newly said to" if saying.is_said else "is no longer said to"
    told = "are told it now" if saying.is_said else "were told it before"
    part = label_of(saying.words.part, Outcome) if saying.words.part else ""
    thing = words.by_key.get(f"{'outcome' if part else 'note'}/{saying.words.id}")
    name = in_words(thing) if thing is not None else saying.words.id.replace("-", " ")
    what = f"a line of “{name}”, under “{part}”," if part else f"the note “{name}”"
    is_all = saying.ways == saying.of
    share = "For all who" if is_all else f"On {share_in_words(saying.ways, saying.of)} of the ways on which people"
    text, nothing = _shown(saying.words.text), Markup()
    return _Said(
        f"{what} {happens} {'people' if is_all else 'some people'}",
        f"{share} {told}",
        *((nothing, text) if saying.is_said else (text, nothing)),
        f"{saying.ways:,} of {saying.of:,} ways to answer",
    )


_EFFECTS: Mapping[Effect, str] = {
    Effect.LOWERED: "People are told to seek help less soon",
    Effect.LESS_SUPPORT: "People are newly pointed to less support",
    Effect.RAISED: "People are told to seek help sooner",
    Effect.SAME: "People end elsewhere, as urgent as before",
}
_SHARES = ((0.95, "nearly all"), (0.55, "most"), (0.45, "about half"), (0.05, "some"))


def share_in_words(ways: int, of: int) -> str:
    """Say how large a part is, as people do: a share of ways to answer is none of people, and is counted beside it."""
    if ways == of:
        return "all"
    return next((words for least, words in _SHARES if ways >= least * of), "few")


def _who(plan: Plan, answers: Iterable[str]) -> str:
    said = words_of_answers(plan, answers)
    return "; ".join(f"“{text}” to “{question}”" for question, texts in said for text in texts)


def _texts(row: Row, old: str, new: str) -> tuple[Markup, Markup]:
    if row.kind is ChangeKind.CHANGED and not row.is_spacing and not all(map(_is_one_name, row.nodes)):
        before, after = marked(old, new)
        return _with_marks(before, "del"), _with_marks(after, "ins")
    return _shown(old), _shown(new)


def _is_one_name(node: Node | None) -> bool:
    """Tell whether a value is the name of another thing: of two names each is shown whole."""
    return isinstance(node, Leaf) and (node.is_choice or (node.manner is Manner.REFERENCE and bool(node.sorts)))


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
