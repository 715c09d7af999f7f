"""Make what a result says because of certain answers: its notes, their helping pages and the ways to call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.checks import Verified
from generator.guide.plan import known_references
from generator.guide.saying import answers_in
from generator.model.guide import Outcome, OutcomeLine, Urgency
from generator.model.notes import Note
from generator.page_kinds import TREATMENT
from generator.pages.atlas import Atlas
from generator.pages.contacts import ContactLink, card_of, named
from generator.pages.facts import SourceLink, links_to


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the site that helps with something, by its title."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note with all that is printed of it.

    `when` and `and_` are the answers of one guide that it is for, `and_` None where it has no such list. `shown_at` are
    the outcomes under which it can stand for certain, `open_at` those under which it can stand with its "if".
    `silent_at` are the outcomes of this guide that say the same themselves.
    """

    entry: Note
    when: tuple[str, ...]
    and_: tuple[str, ...] | None
    calls: tuple[ContactLink, ...]
    pages: tuple[PageLink, ...]
    sources: tuple[SourceLink, ...]
    shown_at: frozenset[str]
    open_at: frozenset[str]
    silent_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeNotes:
    """The notes that can stand under an outcome: `first` above its steps, `others` below, the most urgent first."""

    first: tuple[NoteView, ...]
    others: tuple[NoteView, ...]


def note_views(verified: Verified, atlas: Atlas) -> tuple[NoteView, ...]:
    """Return the notes of a guide, the most urgent first, and else as they were written."""
    notes = [note for note in verified.base.every_note() if str(note.id) in verified.audiences]
    ranked = sorted(notes, key=lambda note: -note.urgency.rank)
    return tuple(_view(note, verified, atlas) for note in ranked)


def _view(note: Note, verified: Verified, atlas: Atlas) -> NoteView:
    audience, said = verified.audiences[note.id], verified.said[note.id]
    outcomes = verified.plan.outcomes
    silent = tuple(str(id) for id in note.said_at if id in outcomes)
    emergencies = {id for id, outcome in outcomes.items() if outcome.urgency is Urgency.EMERGENCY}
    return NoteView(
        note,
        audience.when,
        audience.and_,
        tuple(first_ways([str(id) for id in note.call], atlas)),
        page_links(note.pages, atlas),
        links_to(note.sources, atlas.source_by_id),
        said.certain.difference(silent),
        # Where life is in danger, only what is certain is said.
        said.open.difference(silent) - emergencies,
        silent,
    )


def notes_at(outcome: Outcome, views: Iterable[NoteView]) -> OutcomeNotes:
    """List the notes that can stand under an outcome where nobody knows the answers: each then begins with its "if"."""
    there = [view for view in views if outcome.id in view.shown_at or outcome.id in view.open_at]
    return OutcomeNotes(
        tuple(view for view in there if view.entry.first),
        tuple(view for view in there if not view.entry.first),
    )


def first_ways(contacts: Sequence[str], atlas: Atlas) -> Iterator[ContactLink]:
    """Yield the ways to call or text each contact; the first says whom it reaches where its words do not."""
    for id in contacts:
        card = card_of(atlas.contact_by_id[id], atlas.numbering, atlas.words, notices=atlas.notices)
        for place, link in enumerate(link for link in card.main if not link.is_web):
            yield link if place else named(card, link)


def page_links(names: Sequence[str], atlas: Atlas) -> tuple[PageLink, ...]:
    """Return the pages that `pages` names: hand-written pages, parts of treatment, levels and kinds."""
    return tuple(_page_link(str(name), atlas) for name in names)


def _page_link(name: str, atlas: Atlas) -> PageLink:
    written = {page.address: str(page.head.title) for page in atlas.base.pages}
    if f"{name}/" in written:
        return PageLink(written[f"{name}/"], f"{name}/")
    if name in atlas.stop_by_id:
        stop = atlas.stop_by_id[name]
        return PageLink(str(stop.entry.name), stop.address)
    treatment = next(entry for entry in atlas.base.handbook.treatments.treatments if entry.id == name)
    return PageLink(str(treatment.name), TREATMENT.at(id=name))


def line_answers(outcome: Outcome, verified: Verified) -> dict[str, tuple[str, ...]]:
    """Map each name that a line of an outcome has in `when` or `unless` to the answers it stands for."""
    references = known_references(verified.base)
    lines: tuple[OutcomeLine, ...] = (*outcome.now, *outcome.say, *outcome.sooner)
    named = {" ".join(names): names for line in lines for names in (line.when, line.unless) if names}
    return {key: tuple(answers_in(names, references)) for key, names in named.items()}
