"""Make the handout of each level, kind and move: what a person wants to know of it, on paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.handouts.document import (
    Block,
    Facts,
    Framed,
    GlanceFact,
    Handout,
    Heading,
    LabeledRow,
    Lines,
    Look,
    Pair,
    Paragraph,
    Size,
    Table,
    TextRun,
)
from generator.handouts.reading import line_of, words_of
from generator.handouts.surroundings import Desk
from generator.model.registers import SafetyBox
from generator.model.words.places import filled
from generator.pages.atlas import PlacedMove, Stop
from generator.pages.facts import changes_between, facts_of
from generator.pages.level import source_ids
from generator.pages.move import direction_in_words, sources_of


def handouts_of_levels(desk: Desk) -> Iterator[Handout]:
    """Yield the handout of every level and every kind, in the order of the ladders."""
    for stop in desk.atlas.stop_by_id.values():
        entry = stop.entry
        yield desk.handout(
            stop.address,
            stop.level,
            title=words_of(entry.name),
            description=words_of(entry.sentence),
            kicker=desk.words.level.levels if stop.kind is None else words_of(stop.level.name),
            lead=(Paragraph(desk.line(entry.sentence), Size.LARGE),),
            blocks=tuple(_of_kind(stop, desk) if stop.kind is not None else _of_level(stop, desk)),
            sources=desk.named(source_ids(stop)),
        )


def handouts_of_moves(desk: Desk) -> Iterator[Handout]:
    """Yield the handout of every move."""
    said = desk.words.move
    for placed in desk.atlas.moves:
        move, direction = placed.move, direction_in_words(placed.direction, desk.words)
        yield desk.handout(
            placed.address,
            move,
            title=words_of(filled(said.title, start=placed.start.entry.name, end=placed.end.entry.name)),
            description=words_of(filled(said.description, direction=direction)),
            kicker=direction,
            blocks=tuple(_of_move(placed, desk)),
            sources=desk.sources(sources_of(placed, desk.atlas)),
        )


def safety_box(box: SafetyBox, desk: Desk) -> Framed:
    """Return a warning in a frame."""
    title = tuple(TextRun(run.text, Look.STRONG) for run in desk.line(box.title))
    return Framed((Paragraph(title), *desk.text(box.say), desk.lines(box.do)))


def _of_level(stop: Stop, desk: Desk) -> Iterator[Block]:
    level, said = stop.level, desk.words.level
    yield _facts(stop, desk)
    yield _whom(stop, desk)
    yield Heading(said.week)
    yield from desk.text(level.week)
    if level.length:
        yield Paragraph(desk.line(level.length.say))
    yield Heading(said.medicine)
    yield from desk.text(level.medicine)
    yield Heading(said.like)
    like = ((said.body, level.like.body), (said.mind, level.like.mind), (said.daily_life, level.like.daily_life))
    yield Lines(tuple((TextRun(f"{label}: ", Look.STRONG), *desk.line(text)) for label, text in like))
    yield _sides(level.benefits, level.drawbacks, desk)
    yield Heading(said.staying)
    yield from desk.text(level.staying)
    if level.kinds:
        yield Heading(said.kinds)
        kinds = ((TextRun(f"{words_of(kind.name)}: ", Look.STRONG), *desk.line(kind.sentence)) for kind in level.kinds)
        yield Lines(tuple(kinds))
    yield Heading(said.ask)
    yield desk.lines(level.ask, boxes=True)


def _of_kind(stop: Stop, desk: Desk) -> Iterator[Block]:
    entry, said = stop.entry, desk.words.level
    yield _facts(stop, desk)
    yield _whom(stop, desk)
    yield Heading(said.medicine)
    yield from desk.text(entry.medicine)
    if entry.benefits and entry.drawbacks:
        yield _sides(entry.benefits, entry.drawbacks, desk)
    yield Heading(said.ask)
    yield desk.lines(entry.ask, boxes=True)


def _sides(good: Iterable[str], hard: Iterable[str], desk: Desk) -> Pair:
    said = desk.words.level
    return Pair((Heading(said.good_sides), desk.lines(good)), (Heading(said.hard_sides), desk.lines(hard)))


def _facts(stop: Stop, desk: Desk) -> Facts:
    facts = facts_of(stop, desk.atlas)
    return Facts(tuple(GlanceFact(words_of(fact.label), desk.line(fact.short), desk.line(fact.more)) for fact in facts))


def _whom(stop: Stop, desk: Desk) -> Pair:
    entry, said = stop.entry, desk.words.level
    return Pair(
        (Heading(said.for_whom), desk.lines(entry.for_whom)), (Heading(said.not_for), desk.lines(entry.not_for))
    )


def _of_move(placed: PlacedMove, desk: Desk) -> Iterator[Block]:
    move, said = placed.move, desk.words.move
    yield Heading(said.why)
    yield desk.lines(move.why)
    if move.safety_box:
        yield safety_box(desk.atlas.box_by_id[move.safety_box], desk)
    yield Pair(
        (Heading(said.prepare), desk.lines(move.prepare, boxes=True)),
        (Heading(said.watch_for), desk.lines(move.watch_for)),
    )
    yield Heading(said.changes)
    start, end = (words_of(stop.entry.short_name) for stop in (placed.start, placed.end))
    rows = (
        LabeledRow(words_of(change.label), line_of(change.before, desk.site), line_of(change.after, desk.site))
        for change in changes_between(placed.start, placed.end, desk.words)
    )
    yield Table(("", f"{said.now} {start}", f"{said.then} {end}"), tuple(rows))
