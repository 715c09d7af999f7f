"""Make the guide's pages: one question a screen, the same guide without script, and a page for each outcome."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.checks import Verified
from generator.guide.diagram import Diagram, Node
from generator.guide.plan import PlannedAnswer, PlannedQuestion, levels_for
from generator.guide.sections import Layout, Section, lay_out
from generator.model.guide import Direction, Outcome, Urgency
from generator.pages.atlas import Atlas, MoveDirection, PlacedMove, Stop
from generator.pages.environment import render
from generator.pages.facts import links_to
from generator.pages.help import Link, card_of, contact_cards
from generator.pages.move import safety_box
from generator.pages.page import Page
from generator.pages.words import dates_line, hours_in_words, sleep_in_words

TABLE_FORMAT = 1
_EVERY_DIRECTION = "more-support stay less-support ask-for-an-assessment"
"""The outcomes that show an option: all but "help now", which offers no choice."""
_SECONDS_A_QUESTION = 20


@dataclass(frozen=True, slots=True)
class Option:
    """Be one way to go on from where a person is now: more support, stay, or less; `moves` lead there."""

    label: str
    title: str
    text: str
    more: str
    address: str
    shows: str
    moves: tuple[PlacedMove, ...] = ()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Hold the options of someone who gave one answer about where they are now."""

    reference: str
    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """Hold an outcome with all that its page and its screen print."""

    entry: Outcome
    urgency_label: str
    urgency_words: str
    contacts: Markup
    first_calls: tuple[Link, ...]
    box: Markup
    sources: tuple[object, ...]
    dates: str
    has_options: bool


@dataclass(frozen=True, slots=True)
class PlainLink:
    """Be a way on from a section of the page without script."""

    words: str
    help: str
    anchor: str


@dataclass(frozen=True, slots=True)
class PlainSection:
    """Be one section of the page without script, in one voice."""

    anchor: str
    voice: str
    question: PlannedQuestion | None
    outcome: OutcomeView | None
    layout: Layout
    option: PlannedAnswer | None
    position: int
    links: tuple[PlainLink, ...]


def guide_pages(verified: Verified, atlas: Atlas) -> tuple[Page, ...]:
    """Give the guide, the guide without script, and a page for each outcome."""
    views = {str(outcome.id): _view(outcome, verified, atlas) for outcome in verified.base.tree.outcomes}
    return (_guide_page(verified, atlas, views), _plain_page(verified, atlas, views), *_outcome_pages(verified, views))


def guide_table(diagram: Diagram) -> str:
    """Give the table that the browser follows, as JSON that is safe inside a page.

    `nodes` holds for each node of a question its number and then its arrows; for an option of a question, -1 and the
    arrows for not chosen and chosen; for an end, -2 and the number of the outcome. An arrow of -1 means: choose first.
    """
    questions = list(diagram.plan.questions)
    outcomes = list(diagram.plan.outcomes)
    nodes = [_row(node, questions, outcomes) for node in diagram.nodes]
    table = {"format": TABLE_FORMAT, "questions": questions, "outcomes": outcomes, "nodes": nodes}
    text = json.dumps(table, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _row(node: Node, questions: list[str], outcomes: list[str]) -> list[int]:
    if node.outcome:
        return [-2, outcomes.index(node.outcome)]
    head = questions.index(node.question) if node.option is None else -1
    return [head, *(-1 if arrow is None else arrow for arrow in node.arrows)]


def _view(outcome: Outcome, verified: Verified, atlas: Atlas) -> OutcomeView:
    words = next(words for words in verified.base.safety.urgencies if words.id is outcome.urgency)
    box = None if outcome.safety_box is None else atlas.box_by_id[outcome.safety_box]
    return OutcomeView(
        outcome,
        words.label,
        words.say,
        contact_cards(atlas.contact_by_id[id] for id in outcome.call),
        _first_calls(outcome, atlas),
        Markup() if box is None else safety_box(box, atlas),
        links_to(outcome.sources, atlas.source_by_id),
        dates_line(outcome, atlas.today),
        outcome.direction is not Direction.HELP_NOW,
    )


def _first_calls(outcome: Outcome, atlas: Atlas) -> tuple[Link, ...]:
    """Give the ways to reach the first contact, for the large buttons of an emergency."""
    if outcome.urgency is not Urgency.EMERGENCY:
        return ()
    return card_of(atlas.contact_by_id[outcome.call[0]]).links


def _guide_page(verified: Verified, atlas: Atlas, views: dict[str, OutcomeView]) -> Page:
    guide = verified.base.tree.guide
    html = render(
        "guide",
        guide=guide,
        counts=verified.counts,
        minutes=max(1, round(verified.counts.median * _SECONDS_A_QUESTION / 60)),
        questions=list(verified.plan.questions.values()),
        first=verified.plan.start,
        views=list(views.values()),
        whereabouts=list(whereabouts_of(verified, atlas)),
        table=Markup(guide_table(verified.diagram)),
        they_when=guide.they_when,
        dates=dates_line(guide, atlas.today),
    )
    # Every outcome stands in this page: found by every word, it would crowd out the page that a search is for.
    return Page("guide/", guide.title, str(guide.decision), html, guide.id.place, "guide", in_search=False)


def _outcome_pages(verified: Verified, views: dict[str, OutcomeView]) -> Iterator[Page]:
    for id, view in views.items():
        html = render("guide_outcome_page", view=view, guide=verified.base.tree.guide)
        title = view.entry.title.you
        yield Page(f"guide/{id}/", str(title), str(view.entry.lead.you), html, view.entry.id.place, "outcome")


def whereabouts_of(verified: Verified, atlas: Atlas) -> Iterator[Whereabouts]:
    """Give the options for each answer to a question about where a person is now."""
    for planned in verified.plan.questions.values():
        levels = {str(level.id) for level in levels_for(planned.entry, verified.base)}
        if not levels:
            continue
        for answer in planned.answers:
            at = atlas.stop_by_id[answer.id] if answer.id in levels else None
            options = tuple(_no_level_options() if at is None else _level_options(at, atlas))
            yield Whereabouts(answer.reference, answer.text, options)


def _level_options(at: Stop, atlas: Atlas) -> Iterator[Option]:
    moves = [move for move in atlas.moves_by_start.get(at.id, ()) if move.start.id == at.id]
    more = tuple(move for move in moves if move.direction is MoveDirection.UP)
    less = tuple(move for move in moves if move.direction is MoveDirection.DOWN)
    across = tuple(move for move in moves if move.direction is MoveDirection.ACROSS)
    if more:
        yield _toward("More support", more, _EVERY_DIRECTION)
    elif not across:
        yield Option(
            "More support",
            "More from the team you have",
            "No step stands above this one. Ask the staff today for closer care, or a look at the medicine.",
            "You can ask at any hour.",
            f"/{at.address}",
            _EVERY_DIRECTION,
        )
    level = at.entry
    stay = f"You can ask for changes in the plan without changing the level. {level.sentence}"
    yield Option(
        "Stay as you are",
        level.name,
        stay,
        _facts(at),
        f"/{at.address}",
        _EVERY_DIRECTION,
    )
    if less:
        yield _toward("Less support", less, "stay less-support")
    if across:
        yield _toward("A move from here", across, _EVERY_DIRECTION)


def _toward(label: str, moves: tuple[PlacedMove, ...], shows: str) -> Option:
    end = moves[0].end
    return Option(label, end.entry.name, end.entry.sentence, _facts(end), f"/{end.address}", shows, moves)


def _facts(stop: Stop) -> str:
    return f"{hours_in_words(stop.entry.hours)}. {sleep_in_words(stop.level.sleep)}."


def _no_level_options() -> Iterator[Option]:
    yield Option(
        "More support",
        "Ask for an assessment",
        "A clinician asks about body, mind, home and risks, and then talks with you about which level may fit.",
        "Any level can be the first one.",
        "/levels/",
        _EVERY_DIRECTION,
    )
    yield Option(
        "Stay as you are",
        "No change for now",
        "You can keep things as they are, set a date to look again, and decide who to call if things get worse.",
        "Look again in two weeks, or sooner if anything on this page changes.",
        "/step-up/",
        _EVERY_DIRECTION,
    )


def _plain_page(verified: Verified, atlas: Atlas, views: dict[str, OutcomeView]) -> Page:
    guide = verified.base.tree.guide
    html = render(
        "guide_plain",
        guide=guide,
        sections=list(_plain_sections(verified, views)),
        whereabouts=list(whereabouts_of(verified, atlas)),
        dates=dates_line(guide, atlas.today),
    )
    title = f"{guide.title} (one page)"
    return Page("guide/plain/", title, str(guide.decision), html, guide.id.place, "guide-plain", in_search=False)


def _plain_sections(verified: Verified, views: dict[str, OutcomeView]) -> Iterator[PlainSection]:
    """Give each section in each voice that can reach it, in the order of nodes."""
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


def _ways_from(verified: Verified, section: Section, voice: str) -> list[tuple[int, str]]:
    return [(link.target, _voice_after(verified, section, link.answer, voice)) for link in section.links]


def _voice_after(verified: Verified, section: Section, answer: int | None, voice: str) -> str:
    node = verified.diagram.nodes[section.node]
    if answer is None or node.option is not None:
        return voice
    reference = verified.plan.questions[node.question].answers[answer].reference
    return "they" if reference == verified.base.tree.guide.they_when else voice


def _plain_section(
    verified: Verified,
    section: Section,
    voice: str,
    views: dict[str, OutcomeView],
    numbers: dict[tuple[int, str], int],
) -> PlainSection:
    node = verified.diagram.nodes[section.node]
    anchor = f"s{numbers[section.node, voice]}"
    if node.outcome:
        return PlainSection(anchor, voice, None, views[node.outcome], Layout.ONE, None, 0, ())
    question = verified.plan.questions[node.question]
    option = None if node.option is None else question.options[node.option]
    links = tuple(
        replace(
            _plain_link(question, section, link.answer, link.at_least, link.at_most, voice=voice),
            anchor=f"#s{numbers[link.target, _voice_after(verified, section, link.answer, voice)]}",
        )
        for link in section.links
    )
    return PlainSection(anchor, voice, question, None, section.layout, option, (node.option or 0) + 1, links)


def _plain_link(
    question: PlannedQuestion, section: Section, answer: int | None, at_least: int, at_most: int, *, voice: str
) -> PlainLink:
    if section.layout is Layout.OPTION and answer is not None:
        return PlainLink(("No", "Yes")[answer], "", "")
    if answer is not None:
        planned = question.answers[answer]
        return PlainLink(str(planned.they if voice == "they" else planned.text), str(planned.help or ""), "")
    if section.layout is Layout.NUMBER:
        return PlainLink(_number_in_words(at_least, at_most, len(question.options)), "", "")
    return PlainLink("One or more of these, or maybe: go through them one by one", "", "")


def _number_in_words(at_least: int, at_most: int, options: int) -> str:
    if at_least == at_most:
        return f"{at_least} of these is true" if at_least == 1 else f"{at_least} of these are true"
    if at_most == options:
        return f"{at_least} or more of these are true"
    return f"{at_least} to {at_most} of these are true"
