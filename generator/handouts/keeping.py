"""Make what is kept at hand: cards with the numbers to call, and a page for the fridge of a family."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.addresses import headings_of
from generator.handouts.document import Block, Handout, Heading, Lines, Paragraph, Size, TextRun
from generator.handouts.reading import part_of_page
from generator.handouts.surroundings import Desk
from generator.model.guide import Direction, Urgency
from generator.model.prose import ProsePage
from generator.page_kinds import HOME
from generator.pages.guide import said_in_danger

_SAFETY = "safety/"
_FAMILIES = 3
"""How many contacts for families stand on the page beside those of the help bar."""


def crisis_card(desk: Desk) -> Handout:
    """Return a sheet of cards with the numbers to call."""
    said = desk.words.handouts
    address = _SAFETY if _SAFETY in desk.atlas.written else HOME.address
    return desk.handout(
        address,
        desk.words,
        id="crisis-card",
        title=said.card,
        description=said.card_description,
        lead=(Paragraph((TextRun(said.cut),)),),
        blocks=(Paragraph(desk.line(said_in_danger(desk.verified))),),
        is_card=True,
    )


def family_page(desk: Desk) -> Handout:
    """Return a page for the fridge: what means danger, whom to call, and room for a plan."""
    said, page = desk.words.handouts, _page(desk)
    address = page.address if page is not None else HOME.address
    part, sources = _part(page, desk)
    return desk.handout(
        address,
        page.head if page is not None else desk.words,
        id="fridge",
        title=said.family,
        description=said.family_description,
        lead=(Paragraph(desk.line(said.family_lead)),),
        blocks=(*part, *_whom_and_plan(desk)),
        sources=desk.named(sources),
    )


def _page(desk: Desk) -> ProsePage | None:
    """Find the page that words.yaml names, where the project has it."""
    address = (desk.words.handouts.family_part or "").strip("/").partition("#")[0]
    return next((page for page in desk.atlas.base.pages if page.address == address and address), None)


def _part(page: ProsePage | None, desk: Desk) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Return the part of a page that words.yaml names, under its heading; else the signs of every urgency."""
    anchor = (desk.words.handouts.family_part or "").partition("#")[2]
    for name, line in headings_of(page) if page is not None else ():
        if name == anchor and page is not None:
            found, sources = part_of_page(str(page.body), str(page.body).index(str(line)), desk.site)
            return (Heading(str(line).strip(" #")), *found), sources
    urgency = next(words for words in desk.verified.base.safety.urgencies if words.id is Urgency.ROUTINE)
    danger = Paragraph(desk.line(said_in_danger(desk.verified)), Size.LARGE)
    return (danger, Heading(desk.words.result.sooner), Lines(tuple(map(desk.line, urgency.sooner)))), ()


def _whom_and_plan(desk: Desk) -> Iterator[Block]:
    said = desk.words.handouts
    families = (
        str(id)
        for guide in desk.verified.every_guide()
        for outcome in guide.base.tree.outcomes
        if outcome.direction is Direction.FAMILY
        for id in outcome.call
    )
    bar = [str(id) for id in desk.atlas.base.safety.help_bar]
    beside = [id for id in dict.fromkeys(families) if id not in bar][:_FAMILIES]
    yield Heading(desk.words.result.call)
    yield from desk.contacts(desk.cards((*bar, *beside)))
    yield Heading(said.family_plan)
    yield from (desk.room(line) for line in said.family_lines)
