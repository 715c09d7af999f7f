"""An entry names a level, ladder, source, contact, line, safety box or heading that is not there.

A number without its source, or an outcome without its help line, would be published.

Fails: `sources: [samsha-tip]`. Cure: write an id that exists, or add the entry to its file.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.addresses import headings_of
from generator.checks.identity import once_for_each
from generator.checks.names import ids_of, pages_of, references_anywhere, texts_of
from generator.checks.need import Need
from generator.model.entry import Entry
from generator.model.guide import Outcome
from generator.model.handbook import EntryPoint
from generator.model.knowledge import KnowledgeBase
from generator.model.notes import Note
from generator.model.prose import ProsePage
from generator.model.registers import Promise
from generator.model.words.places import Phrases
from generator.problems import Problem, Severity, Text, did_you_mean

ID = "unknown-reference"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each id that names nothing."""
    levels = ids_of((*base.every_level(), *base.every_kind()))
    boxes = ids_of(base.safety.boxes)
    outcomes = [outcome for guide in base.every_guide() for outcome in guide.outcomes]
    questions = [question for guide in base.every_guide() for question in guide.questions]
    handbook = base.handbook
    boxes_used = [treatment.safety_box for treatment in handbook.treatments.treatments]
    boxes_used += [move.safety_box for move in base.levels.moves]
    entries = handbook.entries.entries
    boxes_used += [entry.safety_box for entry in entries]
    notes, promises = base.every_note(), base.safety.promises
    helping: tuple[Outcome | Note | EntryPoint, ...] = (*outcomes, *notes, *entries)
    calling = (*helping, *handbook.search.pages)
    called = [*(id for entry in calling for id in entry.call), *(id for promise in promises for id in _calls(promise))]
    noticed = [id for notice in base.contacts.notices for id in (*notice.about, *notice.call)]
    # That a line of the organization is called here is another matter: see sales-line.
    own = ids_of(base.organization.lines)
    lists = (
        ("source", ids_of(base.sources.sources), _sources(base)),
        ("level", levels, [id for move in base.levels.moves for id in (move.from_, move.to)]),
        ("level", levels, [id for study in handbook.evidence.studies for id in study.levels]),
        (
            "guide's answer",
            tuple(references_anywhere(base)),
            [id for sign in handbook.signs.signs for id in sign.answers],
        ),
        ("ladder", ids_of(base.levels.ladders), [q.ladder for q in questions if q.ladder is not None]),
        ("contact", (*ids_of(base.contacts.contacts), *own), [*base.safety.help_bar, *called, *noticed]),
        ("line of the organization", own, _lines_named(base)),
        ("level", levels, [id for program in base.organization.programs for id in program.levels]),
        ("page, treatment, level or kind", pages_of(base), [id for entry in helping for id in entry.pages]),
        ("note", ids_of(notes), [id for note in notes for id in note.not_with]),
        ("note", ids_of(notes), [id for promise in promises for id in _notes(promise)]),
        ("note", ids_of(notes), [id for j in base.journeys.journeys for id in (*j.shows, *j.never_shows)]),
        ("outcome", ids_of(outcomes), [id for note in notes for id in note.said_at]),
        ("guide", ids_of(guide.guide for guide in base.every_guide()), _guides_named(base)),
        ("safety box", boxes, [id for id in boxes_used if id is not None]),
        *(("heading of its page", _anchors(page), page.head.unfolded) for page in base.pages),
        ("line", ids_of(base.lines.lines), [*base.lines.help_bar, *base.lines.emergency]),
    )
    for what, known, used in lists:
        names = frozenset(known)
        for id in used:
            if id not in names:
                help = did_you_mean(id, known) or "add it, or name one that is there"
                yield Problem(
                    id.place, ID, f'"{id}" is not {"an" if what[0] in "aeiou" else "a"} {what}', SEVERITY, help
                )


def _anchors(page: ProsePage) -> tuple[str, ...]:
    return tuple(anchor for anchor, _ in headings_of(page))


def _guides_named(base: KnowledgeBase) -> list[Text]:
    walked = (journey.guide for journey in base.journeys.journeys)
    return [
        *(id for promise in base.safety.promises for id in promise.guides),
        *(id for id in (*walked, *(entry.guide for entry in base.handbook.entries.entries)) if id is not None),
    ]


def _lines_named(base: KnowledgeBase) -> list[Text]:
    accessibility = base.organization.accessibility
    of_access = () if accessibility is None or accessibility.line is None else (accessibility.line,)
    return [*(id for program in base.organization.programs for id in program.lines), *of_access]


def _calls(promise: Promise) -> Iterator[Text]:
    yield from promise.calls or ()
    if promise.calls_first is not None:
        yield promise.calls_first


def _notes(promise: Promise) -> Iterator[Text]:
    yield from promise.shows or ()
    if promise.never is not None and promise.never.shows is not None:
        yield promise.never.shows


def _sources(base: KnowledgeBase) -> list[Text]:
    files = (base.levels, *base.every_guide(), base.safety, base.contacts, *base.handbook.files())
    entries = (*files, *(page.head for page in base.pages))
    return [source for entry in entries for source in _sources_in(entry)]


@once_for_each
def _sources_in(entry: Entry) -> tuple[Text, ...]:
    """List every `source` and `sources` of an entry and of the entries in it."""
    found: list[Text] = []
    waiting: list[object] = [entry]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple):
            waiting += reversed(part)
        elif isinstance(part, Entry) and not isinstance(part, Phrases):
            for name, inner in vars(part).items():
                if name in ("source", "sources"):
                    found += texts_of(inner)
                else:
                    waiting.append(inner)
    return tuple(found)
