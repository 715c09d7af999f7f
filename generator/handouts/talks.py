"""Make the handout of each result of a guide, and the blank sheet of each guide to fill in and to take along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks import Verified
from generator.handouts.care import safety_box
from generator.handouts.document import (
    Block,
    Cases,
    Handout,
    Heading,
    Lines,
    Look,
    Pair,
    Paragraph,
    Runs,
    Size,
    TextRun,
)
from generator.handouts.reading import typed, words_of
from generator.handouts.surroundings import Desk
from generator.model.guide import OutcomeLine
from generator.model.handbook import EntryPoint
from generator.model.words.places import filled
from generator.page_kinds import ENTRY, short_of
from generator.pages.guide import OutcomeView, address_of, outcome_views, said_in_danger, sheet_contacts
from generator.pages.guide.notes import NoteView, PageLink, page_links


def handouts_of_results(desk: Desk) -> Iterator[Handout]:
    """Yield the handout of every result: one that a further guide shares is that of the first."""
    for guide in desk.verified.every_guide():
        for view in outcome_views(guide, desk.atlas):
            if view.address.startswith(address_of(guide)):
                yield _of_result(view, desk)


def handouts_of_sheets(desk: Desk) -> Iterator[Handout]:
    """Yield a blank sheet for each guide."""
    return (_sheet(guide, desk) for guide in desk.verified.every_guide())


def handouts_of_entries(desk: Desk) -> Iterator[Handout]:
    """Yield the handout of every place from which staff send a reader on."""
    for entry in desk.atlas.base.handbook.entries.entries:
        yield desk.handout(
            ENTRY.at(id=entry.id),
            entry,
            title=words_of(entry.title),
            description=desk.words.entry.description,
            lead=desk.text(entry.about),
            blocks=tuple(_in_entry(entry, desk)),
            sources=desk.named(entry.sources),
        )


def _in_entry(entry: EntryPoint, desk: Desk) -> Iterator[Block]:
    said = desk.words.entry
    yield Heading(said.first)
    yield Lines(tuple(map(desk.line, entry.do)), ordered=True)
    if entry.safety_box is not None:
        yield safety_box(desk.atlas.box_by_id[entry.safety_box], desk)
    if entry.call:
        yield Heading(said.call)
        yield from desk.contacts(desk.cards(entry.call))
    if entry.pages:
        yield Heading(said.read)
        yield Lines(tuple(_link(page, desk) for page in page_links(entry.pages, desk.atlas)))


def _link(page: PageLink, desk: Desk) -> Runs:
    """Name a page with the address that can be typed."""
    url = f"{desk.site}{short_of(page.address) or page.address}"
    return (TextRun(f"{words_of(page.title)}: "), TextRun(typed(url), url=url))


def _of_result(view: OutcomeView, desk: Desk) -> Handout:
    outcome = view.entry
    return desk.handout(
        view.address,
        outcome,
        title=words_of(outcome.title.you),
        description=words_of(outcome.lead.you),
        kicker=words_of(view.urgency_label),
        lead=(Paragraph(desk.line(outcome.lead.you), Size.LARGE),),
        blocks=tuple(_in_result(view, desk)),
        sources=desk.sources(view.sources),
    )


def _in_result(view: OutcomeView, desk: Desk) -> Iterator[Block]:
    outcome, said = view.entry, desk.words.result
    yield Heading(said.now)
    yield Lines(tuple(_lines(outcome.now, desk)), ordered=True)
    yield Heading(said.sooner)
    yield Lines((*_lines(outcome.sooner, desk), *map(desk.line, view.sooner)))
    yield Heading(said.call)
    yield from desk.contacts(desk.cards(outcome.call))
    if view.notes.first:
        yield Heading(said.if_true)
        yield Cases(tuple(_note(note, desk) for note in view.notes.first))
    yield Heading(said.say)
    yield Lines(tuple(_lines(outcome.say, desk)))
    if outcome.ask:
        yield Heading(said.ask)
        yield desk.lines(outcome.ask, boxes=True)
    yield Heading(said.unknown)
    yield Paragraph(desk.line(outcome.unknown.you))


def _lines(lines: Iterable[OutcomeLine], desk: Desk) -> Iterator[Runs]:
    """Yield lines of an outcome; where nobody knows the answers, its "if" stands before one."""
    for line in lines:
        if_ = (*desk.line(line.if_.you), TextRun(": ")) if line.if_ else ()
        yield (*if_, *desk.line(line.you))


def _note(view: NoteView, desk: Desk) -> tuple[Block, ...]:
    note = view.entry
    head = f"{words_of(note.if_.you)}: {words_of(note.title.you)}"
    calls = "; ".join(link.words for link in view.calls)
    lines = [*(desk.line(line.you) for line in note.do), *([(TextRun(calls),)] if calls else [])]
    return (Paragraph((TextRun(head, Look.STRONG),)), Lines(tuple(lines)))


def _sheet(guide: Verified, desk: Desk) -> Handout:
    head, said = guide.base.tree.guide, desk.words.sheet
    return desk.handout(
        address_of(guide),
        head,
        title=words_of(filled(said.title_of, guide=head.title)),
        description=said.description,
        lead=(desk.room(said.date),),
        blocks=tuple(_in_sheet(guide, desk)),
    )


def _in_sheet(guide: Verified, desk: Desk) -> Iterator[Block]:
    said, values = desk.words.sheet, guide.base.handbook.values.values
    yield Paragraph(desk.line(said_in_danger(guide)))
    yield Heading(said.now)
    yield Paragraph(desk.line(said.now_lead))
    yield desk.room("", 5)
    yield Heading(said.options)
    yield from (desk.room(label, 2) for label in (said.more, said.stay, said.less))
    if values:
        matters, ask = (value.you for value in values), (value.ask for value in values)
        yield Pair(
            (Heading(said.matters), desk.lines(matters, boxes=True)), (Heading(said.ask), desk.lines(ask, boxes=True))
        )
    yield Heading(said.call)
    yield from desk.contacts(sheet_contacts(guide, desk.atlas))
    yield Heading(said.again)
    yield from (desk.room(label) for label in (said.again_when, said.again_with, said.again_team))
    yield Heading(said.own_words)
    yield desk.room("", 14)
