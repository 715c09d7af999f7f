"""Make what hand-written pages take from the data: the HTML of their markers, and their sources and dates."""

from __future__ import annotations

from itertools import chain

from generator.model.entry import Entry
from generator.model.prose import Picture, ProsePage
from generator.pages.atlas import Atlas, MoveDirection
from generator.pages.contacts import contact_cards
from generator.pages.environment import render
from generator.pages.facts import links_to
from generator.pages.help_bar import help_links
from generator.pages.local import local_lines
from generator.pages.move import move_list
from generator.pages.reasons import lists_with_reasons
from generator.pages.safety_box import safety_box
from generator.pages.stairs import all_stairs
from generator.pages.words import dates_line, reviewed_line


def blocks_of(atlas: Atlas) -> dict[str, str]:
    """Return the HTML of every marker, by its name."""
    base, words = atlas.base, atlas.words
    blocks = {
        "contacts": contact_cards(atlas.contact_by_id.values(), atlas.numbering, words, notices=atlas.notices)
        + local_lines(atlas),
        "call-now": render("call_now/call_now", words, links=help_links(atlas)),
        "ladder": all_stairs(atlas),
        "start": render("start/start", atlas.words, guide=base.tree.guide),
        "moves:up": move_list(atlas, MoveDirection.UP),
        "moves:down": move_list(atlas, MoveDirection.DOWN),
    }
    if entries := base.handbook.entries.entries:
        blocks["entries"] = render("entry/entries", words, entries=entries)
    blocks.update(
        (f"contact:{id}", contact_cards([contact], atlas.numbering, words, notices=atlas.notices))
        for id, contact in atlas.contact_by_id.items()
    )
    blocks.update((f"box:{box.id}", safety_box(box, atlas)) for box in base.safety.boxes)
    blocks.update((f"picture:{name}", render("picture/picture", words, name=name)) for name in Picture)
    return {name: str(html) for name, html in blocks.items()} | dict(lists_with_reasons(atlas))


def blocks_of_page(page: ProsePage, atlas: Atlas) -> dict[str, str]:
    """Return the blocks that are not the same on every page or at every time, by their names.

    Those are its tiles, where it has any, and what was signed off by now.
    """
    tiles, words = page.head.tiles, atlas.words
    blocks = {"tiles": str(render("tiles/tiles", words, tiles=tiles))} if tiles else {}
    return blocks | {"reviewed:page": _signed(f"**{reviewed_line(page.head, atlas)}**", atlas), **_of_all(atlas)}


def _of_all(atlas: Atlas) -> dict[str, str]:
    """Return how much of the site was reviewed, and how many lines were called, as they are now."""
    words, sign_offs = atlas.words.dates, atlas.sign_offs
    read = [sign_offs.is_in_force(unit.entry) for unit in sign_offs.units if not unit.is_called]
    called = [sign_offs.is_in_force(contact) for contact in atlas.base.every_contact()]
    of_read = _said(read, none=words.none_reviewed, some=words.some_reviewed, all=words.all_reviewed)
    of_called = _said(called, none=words.none_called, some=words.some_called, all=words.all_called)
    return {
        "reviewed": _signed(of_read, atlas, reviewed=sum(read), count=len(read)),
        "called": _signed(of_called, atlas, called=sum(called), count=len(called)),
    }


def _said(signed: list[bool], *, none: str, some: str, all: str) -> str:
    return all if sum(signed) == len(signed) else some if any(signed) else none


def _signed(said: str, atlas: Atlas, *, reviewed: int = 0, called: int = 0, count: int = 0) -> str:
    return str(render("colophon/signed", atlas.words, said=said, reviewed=reviewed, called=called, count=count))


def foot_of(page: ProsePage, atlas: Atlas) -> str:
    """Make what ends a hand-written page: its sources and its dates."""
    sources = links_to(page.head.sources, atlas.source_by_id)
    base = atlas.base
    shown: dict[str, tuple[Entry, ...]] = {
        "[[box:": (base.safety,),
        "[[ask:": (base.handbook.questions,),
        "[[signs:": (base.handbook.signs,),
        "[[quality:": (base.handbook.quality,),
        "[[entries]]": base.handbook.entries.entries,
        "[[ladder]]": (base.levels, *base.every_level()),
    }
    found = chain.from_iterable(entries for block, entries in shown.items() if block in page.body)
    return str(render("colophon/foot", atlas.words, sources=sources, dates=dates_line(page.head, atlas, *found)))


def sources_of_part(ids: list[str], atlas: Atlas) -> str:
    """Make what ends a part of a hand-written page: the sources that its sentences name, folded."""
    return str(render("part/sources", atlas.words, sources=links_to(ids, atlas.source_by_id)))
