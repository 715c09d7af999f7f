"""Put together the reviewer's pack: everything that a person signs off, numbered, for people who never see a forge."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from generator.checks import Verified
from generator.checks.names import references_anywhere
from generator.difference.entries import Node, Reader, Record, Series
from generator.difference.labels import asked, sort_in_words
from generator.difference.lines import fields_of, name_of
from generator.guide.conditions import Resolved, resolve
from generator.guide.plan import Plan, PlannedQuestion
from generator.model.entry import Entry
from generator.model.guide import Choose, Decision, Question
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import ProseHead
from generator.model.registers import Promise, SafetyFile
from generator.problems import Place
from generator.review.showing import address_of, named, names_in, told
from generator.review.waiting import most_urgent_first
from generator.sign_offs import Standing, Unit


@dataclass(frozen=True, slots=True)
class PackLine:
    """A text of a thing, behind what it is: "help", "said to the reader"."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class PackRow:
    """A row of a decision: when it holds, in words, and where it leads. `condition` is True in the last row."""

    number: str
    condition: Resolved
    target: str


@dataclass(frozen=True, slots=True)
class PackItem:
    """A thing to look at and to put initials beside: a question, a decision with its rows, a note, a promise."""

    number: str
    sort: str
    id: str
    name: str
    place: Place
    lines: tuple[PackLine, ...]
    rows: tuple[PackRow, ...] = ()
    question: PlannedQuestion | None = None


@dataclass(frozen=True, slots=True)
class PackUnit:
    """What is signed off together: its number, the name to type, its page on the site, and all things in it.

    `address` is None where no one page shows it, `state` where nobody signs it off. `since` tells what changed since
    somebody did, where that is asked for.
    """

    number: int
    name: str
    title: str
    address: str | None
    place: Place
    state: Standing | None
    items: tuple[PackItem, ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack, or a part of it. `names` are the words of every id, `answers` and `questions` those of the rules."""

    units: tuple[PackUnit, ...]
    names: Mapping[str, str]
    answers: Mapping[str, str]
    questions: Mapping[str, str]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """The guides with their names resolved, the words of every id, and the answers that each name stands for."""

    plans: list[Plan]
    names: Mapping[str, str]
    references: Mapping[str, tuple[str, ...]]


def pack_of(verified: Verified, only: Container[str] | None = None, since: Mapping[str, str] | None = None) -> Pack:
    """Put together the pack of a project, whole or of the units that `only` names, what is for danger first.

    `since` tells of units by their name what changed since somebody signed them off.

    Notices and journeys stand at its end. Nobody signs them off, for a notice stands for some days and each journey is
    proven anew; but a clinician may miss something in them.
    """
    base = verified.base
    guides = verified.every_guide()
    references: dict[str, tuple[str, ...]] = {}
    for guide in reversed(guides):
        references |= {name: answers for name, answers in references_anywhere(guide.base).items() if answers}
    names = names_in(base)
    known = _Known([guide.plan for guide in guides], names, references)
    is_whole = only is None
    kept = [unit for unit in most_urgent_first(verified.sign_offs.units, base) if only is None or unit.name in only]
    changed = since or {}
    units = [
        replace(_unit(number, unit, verified, known), since=changed.get(unit.name, ""))
        for number, unit in enumerate(kept, 1)
    ]
    asked_of = [question for plan in known.plans for question in plan.questions.values()]
    answers = {answer.reference: str(answer.text) for question in asked_of for answer in question.answers}
    questions = {question.id: asked(question.entry.you) for question in asked_of}
    if is_whole and base.contacts.notices:
        units.append(_notices(len(units) + 1, base))
    if is_whole and base.journeys.journeys:
        units.append(_journeys(len(units) + 1, base, names, answers))
    return Pack(tuple(units), names, answers, questions, is_whole)


def _unit(number: int, unit: Unit, verified: Verified, known: _Known) -> PackUnit:
    drafts = tuple(chain.from_iterable(_drafts(part, unit, known) for part in unit.covered))
    items = tuple(_numbered(f"{number}.{place}", draft) for place, draft in enumerate(drafts, 1))
    address, state = address_of(unit.entry, verified.base), verified.sign_offs.state_of(unit.entry)
    return PackUnit(number, unit.name, _title(unit.entry), address, unit.place, state, items)


def _title(entry: Entry) -> str:
    if isinstance(entry, ProseHead):
        return str(entry.title)
    return name_of(Reader().entry(entry))


def _numbered(number: str, item: PackItem) -> PackItem:
    return replace(item, number=number, rows=tuple(replace(row, number=f"{number}.{row.number}") for row in item.rows))


def _drafts(part: object, unit: Unit, known: _Known) -> Iterator[PackItem]:
    """Yield each thing in a part of what a unit covers, without its number."""
    if isinstance(part, Question):
        yield _question(part, known)
    elif isinstance(part, Decision):
        yield _decision(part, known)
    elif isinstance(part, SafetyFile):
        yield from (item for item in _entry(part, unit, known) if item.sort != "promise")
        yield from (_promise(promise, known) for promise in part.promises)
    elif isinstance(part, Entry):
        yield from _entry(part, unit, known)
    elif isinstance(part, tuple):
        for each in part:
            yield from _drafts(each, unit, known)
    elif isinstance(part, list):
        lines = tuple(PackLine("outcome", named(each, known.names)) for each in part)
        yield PackItem("", "outcomes of the guide", "", "", unit.place, lines)
    elif isinstance(part, str) and isinstance(unit.entry, ProseHead):
        yield from _sections(part, unit.place)


_HEADING = re.compile(r"^(?=#{1,6} )", re.MULTILINE)


def _sections(body: str, place: Place) -> Iterator[PackItem]:
    """Yield each part of a hand-written page, from a heading to the next."""
    for section in filter(str.strip, _HEADING.split(body)):
        first, _, rest = section.strip("\n").partition("\n")
        name, text = (first.strip("# "), rest) if first.startswith("#") else ("", section)
        paragraphs = (paragraph.strip("\n") for paragraph in text.split("\n\n"))
        yield PackItem("", "text", "", name, place, tuple(PackLine("", each) for each in paragraphs if each))


def _entry(entry: Entry, unit: Unit, known: _Known) -> Iterator[PackItem]:
    """Yield an entry, and apart from it each thing with an id of its own that stands in one of its lists."""
    record = told(Reader().entry(entry), unit, known.names)
    own = {field: node for field, node in record.fields.items() if not _is_list_of_things(node)}
    lines = tuple(chain.from_iterable(_lines(own[field], field) for field in own))
    yield PackItem("", sort_in_words(record.sort), record.id, name_of(record), record.place, lines)
    for node in record.fields.values():
        for thing in node.items if isinstance(node, Series) and _is_list_of_things(node) else ():
            if isinstance(thing, Record):
                parts = chain.from_iterable(_lines(part, field) for field, part in thing.fields.items())
                yield PackItem("", sort_in_words(thing.sort), thing.id, name_of(thing), thing.place, tuple(parts))


def _is_list_of_things(node: Node) -> bool:
    return isinstance(node, Series) and any(isinstance(item, Record) and item.id for item in node.items)


def _lines(node: Node, field: str) -> Iterator[PackLine]:
    return (PackLine(label, text) for label, text in fields_of(node, field))


def _question(question: Question, known: _Known) -> PackItem:
    planned = next(plan.questions[str(question.id)] for plan in known.plans if str(question.id) in plan.questions)
    lines = [PackLine("about someone else", str(question.they))] if question.they != question.you else []
    lines += [PackLine("help", str(question.help))] if question.help is not None else []
    lines.append(PackLine("why we ask", str(question.why)))
    lines.append(PackLine("choose", "any number of answers" if question.choose is Choose.ANY else "one answer"))
    if question.next is not None:
        lines.append(PackLine("then", named(str(question.next), known.names)))
    return PackItem(
        "", "question", str(question.id), str(question.you), question.id.place, tuple(lines), question=planned
    )


def _decision(decision: Decision, known: _Known) -> PackItem:
    cases = next(plan.decisions[str(decision.id)] for plan in known.plans if str(decision.id) in plan.decisions)
    rows = tuple(
        PackRow(str(number), condition, named(target, known.names))
        for number, (condition, target) in enumerate(cases, 1)
    )
    said = (PackLine("", "The first row that holds is followed."),)
    return PackItem("", "decision", str(decision.id), "", decision.id.place, said, rows)


def _promise(promise: Promise, known: _Known) -> PackItem:
    """Say a promise as a rule: the condition under which it counts, and what must then hold."""
    condition = resolve(promise.whenever, lambda name: known.references.get(name) or (name,))
    record = Reader().entry(promise)
    wants = [PackLine(field, text) for field, node in record.fields.items() for field, text in fields_of(node, field)]
    wanted = "; ".join(f"{line.field}: {line.text}" for line in wants if line.field not in ("say", "whenever"))
    row = PackRow("1", condition, wanted)
    return PackItem("", "promise", str(promise.id), str(promise.say), promise.id.place, (), (row,))


def _notices(number: int, base: KnowledgeBase) -> PackUnit:
    items = []
    for place, notice in enumerate(base.contacts.notices, 1):
        record = Reader().entry(notice)
        lines = chain.from_iterable(_lines(node, field) for field, node in record.fields.items())
        at = notice.id.place
        items.append(PackItem(f"{number}.{place}", "notice", str(notice.id), str(notice.say), at, tuple(lines)))
    first = base.contacts.notices[0].id.place
    return PackUnit(number, "notices", "What is said on every page for some days", None, first, None, tuple(items))


def _journeys(number: int, base: KnowledgeBase, names: Mapping[str, str], answers: Mapping[str, str]) -> PackUnit:
    items = []
    for place, journey in enumerate(base.journeys.journeys, 1):
        given = " · ".join(f"“{answers.get(str(answer), answer)}”" for answer in journey.answers)
        lines = [PackLine("answers", given)]
        lines.append(PackLine("must end at", named(str(journey.outcome), names)))
        lines += [PackLine("is shown", named(str(note), names)) for note in journey.shows]
        lines += [PackLine("is never shown", named(str(note), names)) for note in journey.never_shows]
        story = str(journey.story)
        items.append(PackItem(f"{number}.{place}", "journey", str(journey.id), story, journey.id.place, tuple(lines)))
    first = base.journeys.journeys[0].id.place
    return PackUnit(number, "journeys", "Made-up people, and where each must end", None, first, None, tuple(items))
