"""Make the guide's pages: one question a screen, the same guide without script, and a page for each outcome."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import assert_never

from markupsafe import Markup

from generator.checks import Verified
from generator.checks.addresses import address_of_guide
from generator.guide.diagram import Diagram, Node
from generator.guide.plan import PlannedAnswer, PlannedQuestion
from generator.guide.sections import GuideSection, Layout, SectionLink, lay_out
from generator.model.guide import Direction, Outcome, Urgency
from generator.model.handbook import Value
from generator.model.registers import Contact
from generator.model.words import WordsFile
from generator.model.words.places import filled
from generator.page_kinds import GUIDE, GUIDES, OFFLINE, OUTCOME, PLAIN, SHEET
from generator.pages.atlas import Atlas
from generator.pages.contacts import ContactCard, ContactLink, card_of, contact_cards, has_marked, named
from generator.pages.environment import render
from generator.pages.facts import SourceLink, links_to
from generator.pages.guide.notes import (
    NoteView,
    OutcomeNotes,
    PageLink,
    line_answers,
    note_views,
    notes_at,
    page_links,
)
from generator.pages.guide.numbers import numbered
from generator.pages.guide.options import OptionCard, cards_of, whereabouts_of
from generator.pages.guide.questions import QuestionWords, asked, minutes_for, question_views
from generator.pages.help_bar import notices_of
from generator.pages.local import local_lines
from generator.pages.memory import memory_view
from generator.pages.page import Page
from generator.pages.programs import programs_on_results
from generator.pages.words import dates_line

TABLE_FORMAT = 3
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome with all that its page and its screen print; one that `is_at_once` waits for no review."""

    entry: Outcome
    address: str
    urgency_label: str
    urgency_words: str
    sooner: tuple[str, ...]
    contacts: Markup
    notes: OutcomeNotes
    pages: tuple[PageLink, ...]
    answers: dict[str, tuple[str, ...]]
    first_contact: Contact
    first_calls: tuple[ContactLink, ...]
    sources: tuple[SourceLink, ...]
    dates: str
    has_options: bool
    is_at_once: bool
    programs: Markup
    local: Markup


@dataclass(frozen=True, slots=True)
class PlainLink:
    """A way on from a section of the page without script."""

    words: str
    help: str
    anchor: str


@dataclass(frozen=True, slots=True)
class PlainSection:
    """One section of the page without script, in one voice."""

    anchor: str
    voice: str
    question: PlannedQuestion | None
    asked: QuestionWords | None
    outcome: OutcomeView | None
    layout: Layout
    option: PlannedAnswer | None
    position: int
    links: tuple[PlainLink, ...]


def guide_pages(verified: Verified, atlas: Atlas) -> tuple[Page, ...]:
    """Return a guide, the guide without script, a page for each outcome of its own, and a blank sheet to take along."""
    notes = note_views(verified, atlas)
    views = _views(verified, atlas, notes)
    return (
        *_guide_pages(verified, atlas, views, notes),
        _plain_page(verified, atlas, views, notes),
        *_outcome_pages(verified, atlas, views.values()),
        _sheet_page(verified, atlas),
    )


def outcome_views(verified: Verified, atlas: Atlas) -> tuple[OutcomeView, ...]:
    """Return each outcome that a guide can end in, those that it shares too."""
    return tuple(_views(verified, atlas, note_views(verified, atlas)).values())


def _views(verified: Verified, atlas: Atlas, notes: tuple[NoteView, ...]) -> dict[str, OutcomeView]:
    return {str(outcome.id): _view(outcome, verified, atlas, notes) for outcome in verified.base.tree.outcomes}


def address_of(verified: Verified) -> str:
    """Return the address of a guide's page."""
    return address_of_guide(verified.base.tree.guide)


def guide_table(diagram: Diagram) -> str:
    """Write the diagram as the table that the browser follows: a JSON text of words, first its format, then the nodes.

    The word of a question is its number, a letter for each arrow, and what the letters stand for: "7aab,c,9g".
    An option has the number -1, and two arrows for not chosen and chosen; where not chosen leads to the next word, it
    is the other target alone. An end has the number -2, and the number of its outcome as target. Questions and outcomes
    are numbered as they stand in the page. A target of one digit (to the base of 36) is how many words further it
    stands, a longer one its number from 0; "0" means: choose first.
    """
    questions = list(diagram.plan.questions)
    outcomes = list(diagram.plan.outcomes)
    words = [_word(number, node, questions, outcomes) for number, node in enumerate(diagram.nodes)]
    return json.dumps(" ".join([str(TABLE_FORMAT), *words]))


def _word(number: int, node: Node, questions: list[str], outcomes: list[str]) -> str:
    if node.outcome:
        return f"-2a,{_target(number, number + outcomes.index(node.outcome))}"
    arrows = [_target(number, arrow) for arrow in node.arrows]
    if node.option is not None and arrows[0] == "1":
        return arrows[1]
    targets = list(dict.fromkeys(arrows))
    letters = "".join(chr(ord("a") + targets.index(arrow)) for arrow in arrows)
    head = questions.index(node.question) if node.option is None else -1
    return ",".join([f"{head}{letters}", *targets])


def _target(number: int, arrow: int | None) -> str:
    """Count the words to a near node, and number a far one from the start, for many may lead to it."""
    if arrow is None:
        return "0"
    further = arrow - number
    return _written(further if further < len(_DIGITS) else arrow)


def _written(number: int) -> str:
    before = _written(number // len(_DIGITS)) if number >= len(_DIGITS) else ""
    return before + _DIGITS[number % len(_DIGITS)]


def _view(outcome: Outcome, verified: Verified, atlas: Atlas, notes: tuple[NoteView, ...]) -> OutcomeView:
    words = next(words for words in verified.base.safety.urgencies if words.id is outcome.urgency)
    is_own = outcome.id.place.file == verified.base.tree.guide.id.place.file
    return OutcomeView(
        outcome,
        OUTCOME.at(guide=address_of(verified) if is_own else GUIDES[0], id=outcome.id),
        words.label,
        words.say,
        tuple(str(line) for line in words.sooner),
        contact_cards(
            (atlas.contact_by_id[id] for id in outcome.call), atlas.numbering, atlas.words, notices=atlas.notices
        ),
        notes_at(outcome, notes),
        page_links(outcome.pages, atlas),
        line_answers(outcome, verified),
        atlas.contact_by_id[outcome.call[0]],
        tuple(_first_calls(outcome, atlas)),
        links_to(outcome.sources, atlas.source_by_id),
        dates_line(outcome, atlas),
        outcome.direction.has_options,
        outcome.direction is Direction.HELP_NOW or outcome.urgency in (Urgency.EMERGENCY, Urgency.TODAY),
        programs_on_results(atlas) if outcome.urgency in (Urgency.SOON, Urgency.ROUTINE) else Markup(),
        local_lines(atlas),
    )


def _first_calls(outcome: Outcome, atlas: Atlas) -> Iterator[ContactLink]:
    """Yield the ways to reach the first contact, for the large buttons on the first screen of a result.

    Where help is needed today, or the next step is to ask for care that nobody gives yet, that call is the one main
    action. Who is in care calls their own team, whose number the guide does not know, and who has staff near turns to
    them. Where life is in danger the second contact can be called there too.
    """
    if outcome.staff_near:
        return
    cards = [
        card_of(atlas.contact_by_id[id], atlas.numbering, atlas.words, notices=atlas.notices) for id in outcome.call[:2]
    ]
    match outcome.urgency:
        case Urgency.EMERGENCY:
            yield from cards[0].main
            yield from (named(card, card.main[0]) for card in cards[1:])
        case Urgency.TODAY:
            yield from cards[0].main
        case Urgency.SOON | Urgency.ROUTINE:
            if outcome.direction in (Direction.ASSESSMENT, Direction.FAMILY):
                yield from cards[0].main
        case _:
            assert_never(outcome.urgency)


def _guide_pages(
    verified: Verified, atlas: Atlas, views: dict[str, OutcomeView], notes: tuple[NoteView, ...]
) -> Iterator[Page]:
    """Yield the guide as a page of the site, and as one file to carry, without what only leads on within the site."""
    guide = verified.base.tree.guide
    places = tuple(whereabouts_of(verified, atlas))
    contacts = [
        card_of(atlas.contact_by_id[id], atlas.numbering, atlas.words, notices=atlas.notices)
        for id in _in_use(view.entry.call for view in views.values())
    ]
    cards, values, local = cards_of(places), _values_of(verified), local_lines(atlas)
    shown = {
        "guide": guide,
        "address": address_of(verified),
        "minutes": minutes_for(verified.counts.median),
        "questions": question_views(verified),
        "first": verified.plan.start,
        "views": list(views.values()),
        "notes": notes,
        "person": _person_links(verified, atlas),
        "whereabouts": places,
        "cards": cards,
        "contacts": contacts,
        "shows_mark": has_marked(contacts),
        "answers": numbered(
            answer.reference for question in verified.plan.questions.values() for answer in question.answers
        ),
        "outcomes": numbered(views),
        "parts": numbered(_parts(contacts, cards, has_values=bool(values), has_local=bool(local))),
        "values": values,
        "danger": said_in_danger(verified),
        "memory": memory_view(verified),
        "local": local,
        "notices": notices_of(atlas),
        "table": Markup(guide_table(verified.diagram)),
        "dates": dates_line(guide, atlas),
    }
    for address, kind in ((address_of(verified), GUIDE), (OFFLINE.at(guide=address_of(verified)), OFFLINE)):
        html = render("guide/guide", atlas.words, **shown, is_carried=kind is OFFLINE)
        yield Page(address, guide.title, str(guide.decision), html, guide.id.place, kind, written=guide.written)


def _parts(
    contacts: Iterable[ContactCard], cards: Iterable[OptionCard], *, has_values: bool, has_local: bool
) -> Iterator[str]:
    """Name what stands once in the guide's page, in the order of its template, for the script to bring it."""
    yield from (f"call-{card.contact.id}" for card in contacts)
    yield from (f"way-{card.id}" for card in cards)
    yield from (
        "whom",
        "picture",
        "options",
        "suggested",
        "beside",
        *["values"] * has_values,
        "others",
        "why",
        *["local"] * has_local,
    )


def _in_use(names: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(names)))


def _most_called(verified: Verified) -> tuple[str, ...]:
    """Return the two contacts that the outcomes which can wait name most often."""
    ordinary = [outcome for outcome in verified.base.tree.outcomes if outcome.direction is not Direction.HELP_NOW]
    return tuple(id for id, _ in Counter(str(id) for outcome in ordinary for id in outcome.call).most_common(2))


def _person_links(verified: Verified, atlas: Atlas) -> list[ContactLink]:
    cards = [
        card_of(atlas.contact_by_id[id], atlas.numbering, atlas.words, notices=atlas.notices)
        for id in _most_called(verified)
    ]
    return [replace(card.links[0], words=f"{card.links[0].words} ({card.contact.name})") for card in cards]


def _values_of(verified: Verified) -> tuple[Value, ...]:
    return verified.base.handbook.values.values


def said_in_danger(verified: Verified) -> str:
    """Return what the project says about an emergency: whom to call, in its country."""
    return next(words.say for words in verified.base.safety.urgencies if words.id is Urgency.EMERGENCY)


def sheet_contacts(verified: Verified, atlas: Atlas) -> tuple[ContactCard, ...]:
    """Return whom to call by the sheet: those of the help bar, and those whom results that can wait name most often."""
    calls = dict.fromkeys((*verified.base.safety.help_bar, *_most_called(verified)))
    return tuple(card_of(atlas.contact_by_id[id], atlas.numbering, atlas.words, notices=atlas.notices) for id in calls)


def _sheet_page(verified: Verified, atlas: Atlas) -> Page:
    guide = verified.base.tree.guide
    cards = sheet_contacts(verified, atlas)
    html = render(
        "sheet/sheet",
        atlas.words,
        guide=guide,
        address=address_of(verified),
        values=_values_of(verified),
        calls=cards,
        shows_mark=has_marked(cards),
        danger=said_in_danger(verified),
        notices=notices_of(atlas),
        has_word=memory_view(verified) is not None,
    )
    said = atlas.words.sheet
    title = filled(said.title_of, guide=guide.title)
    return Page(SHEET.at(guide=address_of(verified)), title, said.description, html, guide.id.place, SHEET)


def _outcome_pages(verified: Verified, atlas: Atlas, views: Iterable[OutcomeView]) -> Iterator[Page]:
    address, words = address_of(verified), verified.base.words
    for view in views:
        outcome = view.entry
        if view.address.startswith(address):
            html = render(
                "outcome/result",
                words,
                view=view,
                guide=verified.base.tree.guide,
                address=address,
                written=atlas.written,
            )
            lead = str(outcome.lead.you)
            yield Page(view.address, str(outcome.title.you), lead, html, outcome.id.place, OUTCOME)


def _plain_page(verified: Verified, atlas: Atlas, views: dict[str, OutcomeView], notes: tuple[NoteView, ...]) -> Page:
    guide = verified.base.tree.guide
    sections = list(_plain_sections(verified, views))
    html = render(
        "plain/plain",
        atlas.words,
        guide=guide,
        sections=sections,
        pages=_pages_on_paper(len(sections)),
        address=address_of(verified),
        notes=[note for note in notes if not note.entry.first],
        whereabouts=list(whereabouts_of(verified, atlas)),
        values=_values_of(verified),
        dates=dates_line(guide, atlas),
    )
    title = filled(atlas.words.plain.title, guide=guide.title)
    address = PLAIN.at(guide=address_of(verified))
    return Page(address, title, str(guide.decision), html, guide.id.place, PLAIN, written=guide.written)


def _pages_on_paper(sections: int) -> int:
    """Tell about how many pages of paper the sections of a guide fill: more than half of one each."""
    pages = sections * 0.61
    return round(pages / 10) * 10 if pages > 20 else max(round(pages), 1)


def _plain_sections(verified: Verified, views: dict[str, OutcomeView]) -> Iterator[PlainSection]:
    """Yield each section in each voice that can reach it, in the order of nodes."""
    by_node = {section.node: section for section in lay_out(verified.diagram)}
    reached: set[tuple[int, str]] = set()
    waiting = [(0, "you")]
    while waiting:
        at = waiting.pop()
        if at not in reached:
            reached.add(at)
            waiting.extend(_ways_from(verified, by_node[at[0]], at[1]))
    numbers = {at: position for position, at in enumerate(sorted(reached), 1)}
    for at in sorted(reached):
        yield _plain_section(verified, by_node[at[0]], at[1], views, numbers)


def _ways_from(verified: Verified, section: GuideSection, voice: str) -> list[tuple[int, str]]:
    return [(link.target, _voice_after(verified, section, link.answer, voice)) for link in section.links]


def _voice_after(verified: Verified, section: GuideSection, answer: int | None, voice: str) -> str:
    node = verified.diagram.nodes[section.node]
    if answer is None or node.option is not None:
        return voice
    reference = verified.plan.questions[node.question].answers[answer].reference
    return "they" if reference in verified.base.tree.guide.they_when else voice


def _plain_section(
    verified: Verified,
    section: GuideSection,
    voice: str,
    views: dict[str, OutcomeView],
    numbers: dict[tuple[int, str], int],
) -> PlainSection:
    node = verified.diagram.nodes[section.node]
    anchor = f"s{numbers[section.node, voice]}"
    if node.outcome:
        return PlainSection(anchor, voice, None, None, views[node.outcome], Layout.ONE, None, 0, ())
    question = verified.plan.questions[node.question]
    option = None if node.option is None else question.options[node.option]
    links = tuple(
        replace(
            _plain_link(question, section, link, verified.base.words, voice=voice),
            anchor=f"#s{numbers[link.target, _voice_after(verified, section, link.answer, voice)]}",
        )
        for link in section.links
    )
    words = asked(question.entry.they if voice == "they" else question.entry.you)
    return PlainSection(anchor, voice, question, words, None, section.layout, option, (node.option or 0) + 1, links)


def _plain_link(
    question: PlannedQuestion, section: GuideSection, link: SectionLink, words: WordsFile, *, voice: str
) -> PlainLink:
    answer = link.answer
    if section.layout is Layout.OPTION and answer is not None:
        return PlainLink(words.plain.answer_yes if answer else words.plain.answer_no, "", "")
    if answer is not None:
        planned = question.answers[answer]
        return PlainLink(str(planned.they if voice == "they" else planned.text), str(planned.help or ""), "")
    if section.layout is Layout.NUMBER:
        return PlainLink(_number_in_words(link, len(question.options), words), "", "")
    return PlainLink(words.plain.one_by_one, "", "")


def _number_in_words(link: SectionLink, options: int, words: WordsFile) -> str:
    said, least, most = words.plain, link.at_least, link.at_most
    if least == most:
        return said.one_true if least == 1 else filled(said.number_true, number=least)
    if most == options:
        return filled(said.or_more_true, least=least)
    return filled(said.between_true, least=least, most=most)
