"""Make a page for each entry: what to do first where a reader is, and the way into the guide from there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.addresses import address_of_guide
from generator.checks.entries import answers_filled_in, guide_of
from generator.model.handbook import EntryPoint
from generator.model.words.places import filled
from generator.page_kinds import ENTRY
from generator.pages.atlas import Atlas
from generator.pages.contacts import contact_cards
from generator.pages.environment import render
from generator.pages.facts import links_to
from generator.pages.guide.notes import page_links
from generator.pages.page import Page
from generator.pages.programs import programs_on_results
from generator.pages.safety_box import safety_box
from generator.pages.words import dates_line


def entry_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield a page for each entry, in the author's order."""
    for entry in atlas.base.handbook.entries.entries:
        yield _page(entry, atlas)


def _page(entry: EntryPoint, atlas: Atlas) -> Page:
    base, said = atlas.base, atlas.words.entry
    guide, answers = guide_of(entry, base), answers_filled_in(entry, base)
    begins = address_of_guide(guide)
    box = "" if entry.safety_box is None else safety_box(atlas.box_by_id[entry.safety_box], atlas)
    contacts = (atlas.contact_by_id[id] for id in entry.call)
    html = render(
        "entry/entry",
        atlas.words,
        entry=entry,
        box=box,
        begins=f"{begins}#from-{entry.id}" if answers else begins,
        filled=filled(said.filled, place=answers[0].text) if answers else "",
        contacts=contact_cards(contacts, atlas.numbering, atlas.words, notices=atlas.notices),
        pages=page_links(entry.pages, atlas),
        sources=links_to(entry.sources, atlas.source_by_id),
        programs=programs_on_results(atlas),
        dates=dates_line(entry, atlas),
    )
    address, title = ENTRY.at(id=entry.id), str(entry.title)
    return Page(address, title, said.description, str(html), entry.id.place, ENTRY, written=entry.written)
