"""Say a result in a terminal as its screen shows it to whoever gave certain answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import chain, groupby

from selectolax.lexbor import LexborHTMLParser

from generator.checks import Verified
from generator.guide.answering import Given, OtherAnswer, changes
from generator.guide.plan import PlannedQuestion
from generator.model.guide import OutcomeLine, Urgency, Voiced
from generator.model.notes import Note
from generator.model.words.places import filled
from generator.pages.atlas import Atlas
from generator.pages.contacts import card_of
from generator.pages.guide import OutcomeView, outcome_views
from generator.pages.guide.notes import NoteView, note_views
from generator.pages.guide.options import Option, Whereabouts, whereabouts_of
from generator.pages.guide.questions import asked
from generator.pages.prose import plain
from generator.trying.lines import titled


class Holds(IntEnum):
    """What the answers say of a condition of a note or line: not so, open because not all was asked, or so."""

    NOT_SO = 0
    OPEN = 1
    SO = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that a guide's page can show, with the views of its outcomes and notes."""

    verified: Verified
    atlas: Atlas
    outcomes: dict[str, OutcomeView]
    notes: tuple[NoteView, ...]
    places: tuple[Whereabouts, ...]


@dataclass(frozen=True, slots=True)
class AtResult:
    """Whoever has come to a result: the answers given to the questions that were asked, and the voice."""

    given: Given
    they: bool

    def say(self, text: Voiced) -> str:
        """Choose the words for this reader."""
        return plain(text.they if self.they else text.you)

    def known(self, *lists: Sequence[str]) -> Holds:
        """Tell whether one answer of each list was given."""
        return min((self._known(references) for references in lists), default=Holds.SO)

    def _known(self, references: Sequence[str]) -> Holds:
        if any(reference in self.given.get(reference.split(".")[0], ()) for reference in references):
            return Holds.SO
        is_all_asked = all(reference.split(".")[0] in self.given for reference in references)
        return Holds.NOT_SO if is_all_asked else Holds.OPEN


def shown_of(verified: Verified, atlas: Atlas) -> Shown:
    """Prepare everything that a guide's page can show."""
    views = {str(view.entry.id): view for view in outcome_views(verified, atlas)}
    return Shown(verified, atlas, views, note_views(verified, atlas), tuple(whereabouts_of(verified, atlas)))


def result_lines(shown: Shown, outcome: str, reader: AtResult) -> Iterator[str]:
    """Yield the lines of a result, in the order of its screen."""
    view, words = shown.outcomes[outcome], shown.atlas.words
    said, entry = words.result, view.entry
    first, others, still_open = _notes(shown, view, reader)
    leading = list(chain.from_iterable(first))
    is_emergency = entry.urgency is Urgency.EMERGENCY
    yield from (f"[{plain(view.urgency_label)}]", reader.say(entry.title), "", reader.say(entry.lead))
    yield from (f"  > {link.words}" for link in view.first_calls)
    if view.first_calls and not is_emergency:
        hours = f": {plain(view.first_contact.hours)}" if view.first_contact.hours else ""
        yield f"  {view.first_contact.name}{hours}"
    yield from () if is_emergency else leading
    yield from titled(said.now, _numbered(_own_lines(view, entry.now, reader)))
    yield from titled(said.sooner, _listed([*_own_lines(view, entry.sooner, reader), *map(plain, view.sooner)]))
    yield from leading if is_emergency else ()
    yield from _ways(shown, view, reader)
    yield from titled(said.others, chain.from_iterable(others))
    yield from titled(said.if_true, chain.from_iterable(still_open))
    if view.pages:
        yield from ("", plain(filled(said.read, pages=" · ".join(page.title for page in view.pages))))
    yield from titled(said.call, [*_contacts(shown, entry.call), *_texts(view.local)])
    yield from titled(words.programs.title, _texts(view.programs))
    yield from titled(said.say, _listed(_own_lines(view, entry.say, reader)))
    yield from titled(said.ask, _listed(map(plain, entry.ask)))
    yield from _why(shown, view, reader)
    yield from titled(said.unknown, [reader.say(entry.unknown)])


def question_in_words(question: PlannedQuestion, *, they: bool) -> str:
    """Say the sentence of a question that asks."""
    return asked(question.entry.they if they else question.entry.you).heading


def answers_in_words(question: PlannedQuestion, given: frozenset[str], *, they: bool) -> str:
    """Say what was answered to a question, in the order in which its answers stand."""
    chosen = (answer for answer in question.answers if answer.reference in given)
    return "; ".join(plain(answer.they if they else answer.text) for answer in chosen)


def _own_lines(view: OutcomeView, lines: Iterable[OutcomeLine], reader: AtResult) -> list[str]:
    """List the lines of an outcome that are for a reader; what was not asked about begins with its "if"."""
    found = []
    for line in lines:
        known = reader.known(view.answers[" ".join(line.when)]) if line.when else Holds.SO
        is_left_out = bool(line.unless) and reader.known(view.answers[" ".join(line.unless)]) is Holds.SO
        if known is not Holds.NOT_SO and not is_left_out:
            condition = f"{reader.say(line.if_)}: " if line.if_ is not None and known is Holds.OPEN else ""
            found.append(condition + reader.say(line))
    return found


def _notes(
    shown: Shown, view: OutcomeView, reader: AtResult
) -> tuple[list[list[str]], list[list[str]], list[list[str]]]:
    """Sort the notes that are said: those that lead, the others, and those that are said with their "if"."""
    first: list[list[str]] = []
    others: list[list[str]] = []
    still_open: list[list[str]] = []
    for note in shown.notes:
        known = reader.known(note.when) if note.and_ is None else reader.known(note.when, note.and_)
        is_said_there = str(view.entry.id) in note.silent_at
        if is_said_there or known is Holds.NOT_SO:
            continue
        if known is Holds.SO:
            (first if note.entry.first else others).append(_note(shown, note, reader, condition=""))
        elif view.entry.urgency is not Urgency.EMERGENCY:
            still_open.append(_note(shown, note, reader, condition=f"{reader.say(note.entry.if_)}: "))
    return first, others, still_open


def _note(shown: Shown, view: NoteView, reader: AtResult, *, condition: str) -> list[str]:
    entry: Note = view.entry
    lines = ["", f"• {condition}{reader.say(entry.title)}", *_listed(map(reader.say, entry.do))]
    lines += [f"  > {link.words}" for link in view.calls]
    if view.pages:
        titles = " · ".join(page.title for page in view.pages)
        lines.append("  " + plain(filled(shown.atlas.words.result.read, pages=titles)))
    return lines


def _ways(shown: Shown, view: OutcomeView, reader: AtResult) -> Iterator[str]:
    """Yield the ways to go on from where the reader is; those that the result points to come first."""
    said, direction = shown.atlas.words.options, view.entry.direction
    place = next((place for place in shown.places if reader.known(place.references) is Holds.SO), None)
    if place is None or not view.has_options:
        return
    options = [option for option in place.options if direction in option.shows]
    options.sort(key=lambda option: direction not in option.suggested_by)
    suggested = next((option for option in options if direction in option.suggested_by), None)
    lines = chain.from_iterable(_way(shown, option, reader, is_suggested=option is suggested) for option in options)
    yield from titled(said.title_here, [*([plain(said.you_means)] if reader.they else []), *lines])


def _way(shown: Shown, option: Option, reader: AtResult, *, is_suggested: bool) -> Iterator[str]:
    said, card = shown.atlas.words.options, option.card
    points = f" ({plain(shown.atlas.words.guide.points_here)})" if is_suggested else ""
    label = plain(option.they if reader.they else option.label)
    yield from ("", f"• {label}: {plain(card.title)}{points}")
    yield from ([f"  {plain(card.text)}"] if card.text else [])
    yield f"  {card.hours}. {card.sleep}. {card.staff}."
    for title, points_of in ((said.good, card.good), (said.hard, card.hard)):
        yield from (f"  {plain(title)}", *(f"  - {plain(point)}" for point in points_of))


def _contacts(shown: Shown, ids: Iterable[str]) -> Iterator[str]:
    words = shown.atlas.words
    for id in ids:
        contact = shown.atlas.contact_by_id[id]
        card = card_of(contact, shown.atlas.numbering, words, notices=shown.atlas.notices)
        mark = "" if card.checked else f" {words.help.mark}"
        hours = f" {plain(contact.hours)}" if contact.hours else ""
        yield from (f"• {contact.name}{mark}{hours}", f"  {plain(contact.for_)}")
        yield from (f"  {plain(words.help.notice)} {plain(notice.say)}" for notice in card.notices)
        for link in card.links:
            address = f" {link.url}" if link.is_web else ""
            note = f" {plain(link.note)}" if link.note else ""
            yield f"  > {link.words}{note}{address}"


def _why(shown: Shown, view: OutcomeView, reader: AtResult) -> Iterator[str]:
    """Yield which answers decided the result, and what one other answer would change."""
    said, questions = shown.atlas.words.guide, shown.verified.diagram.plan.questions
    others = list(changes(shown.verified.diagram, reader.given))
    outcome = str(view.entry.id)
    decided = {other.question.id for other in others if outcome not in other.ends}
    rows = {
        id: f"- {question_in_words(questions[id], they=reader.they)} "
        f"{answers_in_words(questions[id], given, they=reader.they)}"
        for id, given in reader.given.items()
    }
    because = [row for id, row in rows.items() if id in decided]
    also = [row for id, row in rows.items() if id not in decided]
    yield from titled(
        said.why, [*([plain(said.decided), *because] if because else []), *([plain(said.also), *also] if also else [])]
    )
    if not view.is_at_once:
        yield from titled(said.change, _leads(shown, view, reader, others))


def _leads(shown: Shown, view: OutcomeView, reader: AtResult, others: Iterable[OtherAnswer]) -> Iterator[str]:
    """Yield where other answers lead, the most urgent first; they say no more than is true of every end."""
    said = shown.atlas.words.guide
    groups: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for other in others:
        ends = sorted((shown.outcomes[end] for end in other.ends), key=lambda end: end.entry.urgency.rank)
        if ends == [view]:
            continue
        heading = question_in_words(other.question, they=reader.they)
        answer = plain(other.answer.they if reader.they else other.answer.text)
        pattern = said.not_chosen if other.is_taken else said.chosen
        groups.setdefault(_lead(shown, view, reader, ends), []).append((heading, filled(pattern, answer=answer)))
    if groups:
        yield plain(said.if_changed)
    for (_, title), lines in sorted(groups.items(), key=lambda group: -group[0][0]):
        yield f"• {title}"
        for question, said_of in groupby(lines, key=lambda line: line[0]):
            yield from (f"  {question}", *(f"  - {words}" for _, words in said_of))


def _lead(shown: Shown, view: OutcomeView, reader: AtResult, ends: Sequence[OutcomeView]) -> tuple[int, str]:
    """Say where an answer leads, with its rank; what may lead to something milder stands last."""
    said, mildest = shown.atlas.words.guide, ends[0]
    rank, label = mildest.entry.urgency.rank, plain(mildest.urgency_label)
    if len(ends) == 1:
        title = "" if mildest.is_at_once else f": {reader.say(mildest.entry.title)}"
        return rank, label + title
    if rank <= view.entry.urgency.rank:
        return -1, f"{plain(said.could)} {'; '.join(reader.say(end.entry.title) for end in ends)}"
    return rank, f"{plain(said.at_least)} {label}"


def _numbered(lines: Iterable[str]) -> Iterator[str]:
    return (f"{number}. {line}" for number, line in enumerate(lines, 1))


def _listed(lines: Iterable[str]) -> Iterator[str]:
    return (f"- {line}" for line in lines)


def _texts(html: str) -> list[str]:
    """List the paragraphs and headings of a piece of a page."""
    nodes = LexborHTMLParser(html).css("h3, h4, p, li:not(:has(p))") if html else []
    return [" ".join(node.text().split()) for node in nodes]
