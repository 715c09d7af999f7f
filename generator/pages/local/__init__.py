"""Show the lines of a state or county, below the national ones: all by place, or those of a place that is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.organization import LocalLine
from generator.page_kinds import LOCAL_LINES
from generator.pages.atlas import Atlas
from generator.pages.contacts import ContactCard, card_of
from generator.pages.environment import render
from generator.pages.page import Page


@dataclass(frozen=True, slots=True)
class LocalPlace:
    """A state, or a county of it, with its lines; `token` is what the choice calls it.

    `tokens` are the choices at which it is shown: who lives in a county can call the lines of its state too.
    """

    name: str
    token: str
    tokens: str
    cards: tuple[ContactCard, ...]


def local_lines(atlas: Atlas) -> Markup:
    """Return the lines of each place with a choice among the places; nothing where a project has none."""
    return _lines(atlas, alone=False) if atlas.base.organization.local_lines else Markup("")


def local_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield the page of all local lines; nothing where a project has none."""
    lines = atlas.base.organization.local_lines
    if lines:
        said = atlas.words.local
        html = str(render("local/page", atlas.words, lines=_lines(atlas, alone=True)))
        yield Page(LOCAL_LINES.at(), said.title, said.description, html, lines[0].place, LOCAL_LINES)


def _lines(atlas: Atlas, *, alone: bool) -> Markup:
    """Print the lines; where they stand alone on their page, its title is theirs."""
    return render("local/local", atlas.words, places=tuple(_places(atlas)), alone=alone)


def _places(atlas: Atlas) -> Iterator[LocalPlace]:
    """Yield each state with the lines that are for all of it, then its counties."""
    lines = atlas.base.organization.local_lines
    states = {state: f"s{number}" for number, state in enumerate(dict.fromkeys(str(line.state) for line in lines))}
    for state, token in states.items():
        of_state = [line for line in lines if line.state == state]
        whole = [line for line in of_state if line.county is None]
        counties = dict.fromkeys(line.place_name for line in of_state if line.county is not None)
        # A state of which only counties have lines can be chosen too.
        within = [f"{token}c{number}" for number in range(len(counties))]
        yield LocalPlace(state, token, " ".join((token, *within)), _cards(whole, atlas))
        for own, county in zip(within, counties, strict=True):
            here = [line for line in of_state if line.county is not None and line.place_name == county]
            yield LocalPlace(county, own, f"{token} {own}", _cards(here, atlas))


def _cards(lines: list[LocalLine], atlas: Atlas) -> tuple[ContactCard, ...]:
    checked = (atlas.line_by_id[line.id] for line in lines)
    return tuple(card_of(line, atlas.numbering, atlas.words, notices=atlas.notices) for line in checked)
