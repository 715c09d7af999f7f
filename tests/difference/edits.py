"""Seed edits in the author's files of a project, as text: each of the kinds that once passed check and compare.

An edit says what a reviewer must be shown: for each place that it touches, the old words and the new.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from generator.checks.names import references_in, texts_of
from generator.model.guide import Outcome
from generator.model.handbook import Treatment
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Level, Move
from generator.model.registers import Contact
from generator.problems import Text

Files = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What some row must hold: these words among the old ones, and these among the new; "" for none at all."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit: what was done, the files with their new text, and what must be shown."""

    kind: str
    what: str
    files: Files
    shown: tuple[Shown, ...]


class NotPossible(Exception):
    """Tell that an edit of a kind cannot be made with what was drawn; another is drawn."""


@dataclass(frozen=True, slots=True)
class Project:
    """A project as text and as read."""

    base: KnowledgeBase
    files: Files


@dataclass(slots=True)
class Draft:
    """The files of a project while an edit is made; a line that becomes empty is left out in the end."""

    project: Project
    lines: dict[str, list[str | None]]

    @classmethod
    def of(cls, project: Project) -> Draft:
        return cls(project, {name: list(text.split("\n")) for name, text in project.files.items()})

    def line(self, text: Text) -> str:
        line = self.lines[text.place.file][text.place.line - 1]
        if line is None:
            raise NotPossible
        return line

    def put(self, text: Text, new: str) -> None:
        """Write another text in the place of one that stands on one line."""
        line = self.line(text)
        quoted = json.dumps(str(text), ensure_ascii=False)
        written = quoted if line.count(quoted) == 1 else str(text)
        if line.count(written) != 1 or "\n" in text:
            raise NotPossible
        is_in_brackets = re.search(r"\[.*\](?!\()", line) is not None  # and not a link
        replaced = new if is_in_brackets else json.dumps(new, ensure_ascii=False)
        self.lines[text.place.file][text.place.line - 1] = line.replace(written, replaced)

    def drop(self, text: Text) -> None:
        """Leave out the whole line that a text stands on."""
        if not re.fullmatch(r"\s*(- (?!you:)|safety_box: ).*", self.line(text)) or "[" in self.line(text):
            raise NotPossible
        self.lines[text.place.file][text.place.line - 1] = None

    def swap_lines(self, first: Text, second: Text) -> None:
        """Let two lines change places."""
        lines, other = self.lines[first.place.file], self.lines[second.place.file]
        here, there = first.place.line - 1, second.place.line - 1
        lines[here], other[there] = other[there], lines[here]

    def replace(self, file: str, old: str, new: str) -> None:
        """Write other words in the place of some that stand once in a file."""
        text = "\n".join(line for line in self.lines[file] if line is not None)
        if text.count(old) != 1:
            raise NotPossible
        self.lines[file] = list(text.replace(old, new).split("\n"))

    def done(self) -> Files:
        """Give the files that differ."""
        texts = {name: "\n".join(line for line in lines if line is not None) for name, lines in self.lines.items()}
        return {name: text for name, text in texts.items() if text != self.project.files[name]}


Made = tuple[str, list[Shown]]
"""What was done, in words, and what must be shown."""


def _one(random: Random, things: Iterable[Any]) -> Any:
    found = list(things)
    if not found:
        raise NotPossible
    return random.choice(found)


def _two(random: Random, things: Iterable[Any]) -> tuple[Any, Any]:
    found = list(things)
    if len(found) < 2:
        raise NotPossible
    first, second = random.sample(found, 2)
    return first, second


def _answers(base: KnowledgeBase) -> list[Any]:
    questions = [question for guide in base.every_guide() for question in guide.questions]
    return [answer for question in questions for answer in (*question.answers, *question.more_answers)]


def _outcomes(base: KnowledgeBase) -> list[Outcome]:
    return [outcome for guide in base.every_guide() for outcome in guide.outcomes]


def _levels(base: KnowledgeBase) -> list[Level]:
    return list(base.every_level())


def _exchange(draft: Draft, first: Text, second: Text) -> Made:
    """Let two texts change places."""
    if first == second:
        raise NotPossible
    draft.put(first, str(second))
    draft.put(second, str(first))
    return f'"{first}" and "{second}" changed places', [Shown(first, second), Shown(second, first)]


def _change(draft: Draft, text: Text, new: str) -> Made:
    if new == text:
        raise NotPossible
    draft.put(text, new)
    return f'"{text}" became "{new}"', [Shown(text, new)]


def answers_exchanged(draft: Draft, random: Random) -> Made:
    first, second = _two(random, _answers(draft.project.base))
    return _exchange(draft, first.text, second.text)


def answers_of_a_question_exchanged(draft: Draft, random: Random) -> Made:
    guide = _one(random, draft.project.base.every_guide())
    question = _one(random, guide.questions)
    first, second = _two(random, (*question.answers, *question.more_answers))
    return _exchange(draft, first.text, second.text)


def outcomes_exchanged(draft: Draft, random: Random) -> Made:
    first, second = _two(random, _outcomes(draft.project.base))
    part = random.choice(["title", "lead", "unknown"])
    return _exchange(draft, getattr(first, part).you, getattr(second, part).you)


def boxes_exchanged(draft: Draft, random: Random) -> Made:
    first, second = _two(random, draft.project.base.safety.boxes)
    return _exchange(draft, first.title, second.title)


def contacts_exchanged(draft: Draft, random: Random) -> Made:
    first, second = _two(random, draft.project.base.contacts.contacts)
    part = random.choice(["name", "for_", "number"])
    texts = [_number(contact) if part == "number" else getattr(contact, part) for contact in (first, second)]
    return _exchange(draft, texts[0], texts[1])


def _number(contact: Contact) -> Text:
    number = next((way.number for way in contact.ways if way.number is not None), None)
    if number is None:
        raise NotPossible
    return number


def digits_exchanged(draft: Draft, random: Random) -> Made:
    number = _number(_one(random, draft.project.base.contacts.contacts))
    place = random.randrange(len(number) - 1)
    return _change(draft, number, f"{number[:place]}{number[place + 1]}{number[place]}{number[place + 2 :]}")


def ways_of_a_contact_exchanged(draft: Draft, random: Random) -> Made:
    contact = _one(random, [contact for contact in draft.project.base.contacts.contacts if len(contact.ways) > 1])
    first, second = contact.ways[:2]
    where = [way.number or way.url for way in (first, second)]
    if first.kind == second.kind:
        raise NotPossible
    file = first.kind.value, second.kind.value
    lines = draft.lines[contact.id.place.file]
    starts = [way.place.line - 1 for way in contact.ways] if first.place.file else []
    if len(starts) < 2:
        raise NotPossible
    end = starts[2] if len(starts) > 2 else _end_of_block(lines, starts[1])
    lines[starts[0] : end] = [*lines[starts[1] : end], *lines[starts[0] : starts[1]]]
    return f"ways {file} of {contact.id} changed places", [Shown(str(where[0]), str(where[1]))]


def _end_of_block(lines: Sequence[str | None], start: int) -> int:
    """Give the line after an entry of a list that begins on a line."""
    margin = re.match(r" *", lines[start] or "")
    assert margin is not None
    place = start + 1
    while place < len(lines) and (not lines[place] or (lines[place] or "").startswith(f"{margin[0]}  ")):
        place += 1
    while not lines[place - 1]:
        place -= 1
    return place


_NOT = re.compile(r"\b(?:[Dd]o not|[Nn]ot|[Nn]ever|[Nn]o|[Cc]annot)\b ?")


def a_not_dropped(draft: Draft, random: Random) -> Made:
    texts = [text for text in _texts_for_readers(draft.project.base) if _NOT.search(text)]
    text = _one(random, texts)
    return _change(draft, text, _NOT.sub("", text, count=1) or "Yes")


def a_not_put_in(draft: Draft, random: Random) -> Made:
    text = _one(random, [text for text in _texts_for_readers(draft.project.base) if " " in text])
    words = text.split(" ")
    place = random.randrange(1, len(words))
    return _change(draft, text, " ".join([*words[:place], "not", *words[place:]]))


def a_word_dropped(draft: Draft, random: Random) -> Made:
    text = _one(random, [text for text in _texts_for_readers(draft.project.base) if text.count(" ") > 2])
    words = text.split(" ")
    del words[random.randrange(len(words))]
    return _change(draft, text, " ".join(words))


def _texts_for_readers(base: KnowledgeBase) -> list[Text]:
    """Give every text on one line that is no id: more than one word, or with a capital letter."""
    files = (base.levels, *base.every_guide(), base.safety, base.contacts, *base.handbook.files())
    texts = [text for file in files for text in texts_of(file)]
    return [text for text in texts if "\n" not in text and (" " in text or text[:1].isupper())]


def a_safe_turned_round(draft: Draft, random: Random) -> Made:
    texts = [text for text in _texts_for_readers(draft.project.base) if re.search(r"\bsafe\b", text)]
    text = _one(random, texts)
    return _change(draft, text, re.sub(r"\bsafe\b", "not safe", text, count=1))


def an_inversion_of_a_result(draft: Draft, random: Random) -> Made:
    outcome = _one(random, _outcomes(draft.project.base))
    line = _one(random, outcome.now).you
    new = random.choice(
        ["Stop your medicine at once.", "Wait a day.", "Leave the person alone tonight.", "Do not call."]
    )
    return _change(draft, line, new)


def a_step_dropped(draft: Draft, random: Random) -> Made:
    outcome = _one(random, _outcomes(draft.project.base))
    line = _one(random, outcome.now)
    if line.you != line.they:
        raise NotPossible
    draft.drop(line.you)
    return f'"{line.you}" is gone', [Shown(line.you, "")]


def steps_in_another_order(draft: Draft, random: Random) -> Made:
    outcome = _one(random, _outcomes(draft.project.base))
    first, second = _two(random, outcome.now)
    if any(line.you != line.they or line.when or line.unless for line in (first, second)):
        raise NotPossible  # a line that is for some changes its words then, not its place
    draft.swap_lines(first.you, second.you)
    return f'"{first.you}" and "{second.you}" in another order', [Shown(first.you, first.you)]


def a_box_dropped(draft: Draft, random: Random) -> Made:
    base = draft.project.base
    entry = _one(random, _boxed(base))
    draft.drop(entry.safety_box)
    return f"{entry.place} has no box", [Shown(entry.safety_box, "")]


def _boxed(base: KnowledgeBase) -> list[Any]:
    entries: tuple[Move | Treatment, ...] = (*base.levels.moves, *base.handbook.treatments.treatments)
    return [entry for entry in entries if entry.safety_box is not None]


def a_box_replaced(draft: Draft, random: Random) -> Made:
    base = draft.project.base
    entry = _one(random, _boxed(base))
    other = _one(random, [box.id for box in base.safety.boxes if box.id != entry.safety_box])
    return _change(draft, entry.safety_box, str(other))


def a_line_of_the_help_bar_dropped(draft: Draft, random: Random) -> Made:
    bar = draft.project.base.safety.help_bar
    gone = _one(random, bar)
    kept = ", ".join(id for id in bar if id != gone)
    draft.replace("content/safety.yaml", f"help_bar: [{', '.join(bar)}]", f"help_bar: [{kept}]")
    return f"{gone} is not in the help bar", [Shown(gone, "")]


def a_call_dropped(draft: Draft, random: Random) -> Made:
    outcome = _one(random, [outcome for outcome in _outcomes(draft.project.base) if len(outcome.call) > 1])
    gone = _one(random, outcome.call)
    kept = ", ".join(id for id in outcome.call if id != gone)
    line = outcome.call[0].place.line - 1
    lines = draft.lines[outcome.call[0].place.file]
    if f"[{', '.join(outcome.call)}]" not in (lines[line] or ""):
        raise NotPossible
    lines[line] = (lines[line] or "").replace(f"[{', '.join(outcome.call)}]", f"[{kept}]")
    return f"{outcome.id} does not name {gone}", [Shown(gone, "")]


def names_of_levels_exchanged(draft: Draft, random: Random) -> Made:
    first, second = _two(random, _levels(draft.project.base))
    return _exchange(draft, first.name, second.name)


def texts_of_levels_exchanged(draft: Draft, random: Random) -> Made:
    first, second = _two(random, _levels(draft.project.base))
    part = random.choice(["sentence", "night", "medical"])
    return _exchange(draft, getattr(first, part), getattr(second, part))


def benefits_and_drawbacks_exchanged(draft: Draft, random: Random) -> Made:
    level = _one(random, _levels(draft.project.base))
    benefit, drawback = level.benefits[0], level.drawbacks[0]
    lines = draft.lines[benefit.place.file]
    for text, name in ((benefit, "drawbacks"), (drawback, "benefits")):
        place = text.place.line - 2
        lines[place] = re.sub(r"(benefits|drawbacks):", f"{name}:", lines[place] or "")
    return f"benefits and drawbacks of {level.id} changed places", [Shown(benefit, drawback)]


def levels_in_another_order(draft: Draft, random: Random) -> Made:
    ladder = _one(random, draft.project.base.levels.ladders)
    place = random.randrange(len(ladder.levels) - 1)
    first, second = ladder.levels[place : place + 2]
    lines = draft.lines["levels.yaml"]
    starts = [level.place.line - 1 for level in (first, second)]
    end = _end_of_block(lines, starts[1])
    lines[starts[0] : end] = [*lines[starts[1] : end], *lines[starts[0] : starts[1]]]
    return f"{first.id} and {second.id} in another order", [Shown(first.name, first.name)]


def voices_turned(draft: Draft, random: Random) -> Made:
    guide = _one(random, draft.project.base.every_guide())
    names = guide.guide.they_when
    return _names_changed(draft, names, ["who.me", *names[1:]])


def _names_changed(draft: Draft, old: Sequence[Text], new: Sequence[str]) -> Made:
    """Write other names in a list that stands on one line in brackets."""
    lines = draft.lines[old[0].place.file]
    line, written = old[0].place.line - 1, f"[{', '.join(old)}]"
    if written not in (lines[line] or ""):
        raise NotPossible
    lines[line] = (lines[line] or "").replace(written, f"[{', '.join(new)}]")
    gone, added = ([name for name in side if name not in other] for side, other in ((old, new), (new, old)))
    shown = [Shown(gone[0], added[0])] if gone and added else [Shown(name, "") for name in gone]
    return f"[{', '.join(old)}] became [{', '.join(new)}]", shown


def an_answer_of_a_note_dropped(draft: Draft, random: Random) -> Made:
    note = _one(random, draft.project.base.every_note())
    names = _one(random, [names for names in (note.when, note.and_) if len(names) > 1])
    gone = _one(random, names)
    return _names_changed(draft, names, [name for name in names if name != gone])


def an_answer_of_a_set_dropped(draft: Draft, random: Random) -> Made:
    group = _one(random, [group for guide in draft.project.base.every_guide() for group in guide.sets])
    gone = _one(random, group.answers)
    if draft.line(gone).strip() != f"- {gone}":
        return _names_changed(draft, group.answers, [name for name in group.answers if name != gone])
    draft.drop(gone)
    return f"{gone} is not in {group.id}", [Shown(gone, "")]


def a_note_weakened(draft: Draft, random: Random) -> Made:
    """Let a note be less urgent, or no longer stand first."""
    note = _one(random, draft.project.base.every_note())
    lines = draft.lines[note.place.file]
    place = note.place.line - 1
    block = range(place, _end_of_block(lines, place))
    key = random.choice(["first", "urgency"])
    line = _one(random, [number for number in block if (lines[number] or "").startswith(f"    {key}:")])
    lines[line] = None if key == "first" else "    urgency: routine"
    old, new = ("true", "") if key == "first" else (note.urgency.value, "routine")
    if old == new:
        raise NotPossible
    return f"{key} of {note.id} is weaker", [Shown(old, new)]


def a_note_of_a_promise_replaced(draft: Draft, random: Random) -> Made:
    base = draft.project.base
    promise = _one(random, [promise for promise in base.safety.promises if promise.shows])
    other = _one(random, [note.id for note in base.every_note() if note.id not in promise.shows])
    return _names_changed(draft, promise.shows, [str(other), *promise.shows[1:]])


def a_line_for_others(draft: Draft, random: Random) -> Made:
    lines = [line for outcome in _outcomes(draft.project.base) for line in outcome.lines if len(line.when) > 1]
    names = _one(random, lines).when
    return _names_changed(draft, names, names[1:])


def urgencies_exchanged(draft: Draft, random: Random) -> Made:
    first, second = _two(random, draft.project.base.safety.urgencies)
    part = random.choice(["label", "say"])
    return _exchange(draft, getattr(first, part), getattr(second, part))


def an_urgency_lowered(draft: Draft, random: Random) -> Made:
    outcome = _one(random, _outcomes(draft.project.base))
    lines = draft.lines[outcome.id.place.file]
    line = outcome.id.place.line
    new = "routine" if outcome.urgency != "routine" else "soon"
    if lines[line] != f"    urgency: {outcome.urgency}":
        raise NotPossible
    lines[line] = f"    urgency: {new}"
    return f"{outcome.id} is {new}", [Shown(outcome.urgency, new)]


def a_sign_removed_with_its_guards(draft: Draft, random: Random) -> Made:
    """Take an answer out of the screen, the promises and the journeys, so that nothing misses it."""
    base = draft.project.base
    screen = [question for question in base.tree.questions if question.id in base.safety.screen]
    question = _one(random, screen)
    answer = _one(random, [answer for answer in question.answers if answer.id not in ("none", "not-sure")])
    reference = f"{question.id}.{answer.id}"
    lines = draft.lines["decision_tree.yaml"]
    start = answer.place.line - 1
    lines[start : _end_of_block(lines, start)] = []
    for name in ("content/safety.yaml", "content/journeys.yaml"):
        kept = [line for line in draft.lines[name] if line is None or line.strip() != f"- {reference}"]
        draft.lines[name] = [re.sub(rf", {reference}\b|\b{reference}, ", "", line or "") for line in kept]
    return f"{reference} is gone", [Shown(answer.text, "")]


def an_answer_added(draft: Draft, random: Random) -> Made:
    question = _one(random, draft.project.base.tree.questions)
    answer = _one(random, question.answers)
    text = random.choice(["An overdose in the last months", "No food in the house", "Hears voices at night"])
    lines = draft.lines["decision_tree.yaml"]
    lines[answer.place.line - 1 : answer.place.line - 1] = ["      - id: seeded-answer", f"        text: {text}"]
    return f'"{text}" is a new answer of {question.id}', [Shown("", text)]


def a_pair_weakened(draft: Draft, random: Random) -> Made:
    """Let a promise, and a rule that it guards, both want two answers where they wanted one."""
    base = draft.project.base
    screen = [f"{question}." for question in base.safety.screen]
    promises = [promise for promise in base.safety.promises if promise.urgency_at_least is not None]
    promise = _one(random, promises)
    name = _one(random, [r for r in references_in(promise.whenever) if r.startswith(tuple(screen))])
    other = _one(random, [f"{name.split('.')[0]}.none", f"{name.split('.')[0]}.not-sure"])
    if not re.fullmatch(r"\s*- [a-z.-]+", draft.line(name)):
        raise NotPossible
    draft.put(name, other)
    for guide in base.every_guide():
        for decision in guide.decisions:
            for case in decision.cases:
                wanted = None if case.when is None else case.when.is_
                if wanted is not None and wanted == name:
                    draft.put(wanted, other)
    return f"{promise.id} is about {other}, not {name}", [Shown(name, other)]


def a_promise_removed(draft: Draft, random: Random) -> Made:
    promise = _one(random, draft.project.base.safety.promises)
    lines = draft.lines["content/safety.yaml"]
    start = promise.place.line - 1
    lines[start : _end_of_block(lines, start)] = []
    return f"{promise.id} is gone", [Shown(promise.say, "")]


def a_journey_removed(draft: Draft, random: Random) -> Made:
    journey = _one(random, draft.project.base.journeys.journeys)
    lines = draft.lines["content/journeys.yaml"]
    start = journey.place.line - 1
    lines[start : _end_of_block(lines, start)] = []
    return f"{journey.id} is gone", [Shown(journey.story, "")]


def a_severity_turned(draft: Draft, random: Random) -> Made:
    severity = _one(random, [one for one in draft.project.base.safety.severities if one.mildest_first])
    old = ", ".join(severity.mildest_first)
    new = ", ".join(reversed(severity.mildest_first))
    first = severity.mildest_first[0]
    line = first.place.line - 1
    lines = draft.lines[first.place.file]
    lines[line] = (lines[line] or "").replace(old, new)
    return f"{severity.question} is turned round", [Shown(first, first)]


def a_page_edited(draft: Draft, random: Random) -> Made:
    """Change or drop a line of a page: a word less, a "not" less, a number."""
    page = _one(random, draft.project.base.pages)
    lines = draft.lines[page.file]
    start = next(place for place, line in enumerate(lines) if place and line == "---")
    places = [place for place in range(start + 1, len(lines)) if len((lines[place] or "").split()) > 4]
    place = _one(random, places)
    line = lines[place] or ""
    if random.random() < 0.3:
        lines[place] = None
        return f'"{line}" is gone', [Shown(line.strip(), "")]
    words = line.split(" ")
    chosen = random.randrange(1, len(words))
    new = " ".join([*words[:chosen], *words[chosen + 1 :]])
    lines[place] = new
    return f'"{line}" became "{new}"', [Shown(line.strip(), new.strip())]


def pages_exchanged(draft: Draft, random: Random) -> Made:
    first, second = _two(random, draft.project.base.pages)
    return _exchange(draft, first.head.title, second.head.title)


def a_register_edited(draft: Draft, random: Random) -> Made:
    register = _one(random, draft.project.base.handbook.files())
    texts = [text for text in texts_of(register) if " " in text and "\n" not in text]
    text = _one(random, texts)
    words = text.split(" ")
    words[random.randrange(len(words))] = "seeded"
    return _change(draft, text, " ".join(words))


def terms_exchanged(draft: Draft, random: Random) -> Made:
    glossary = draft.project.base.handbook.glossary
    first, second = _two(random, glossary.terms)
    return _exchange(draft, first.plain, second.plain)


def a_target_changed(draft: Draft, random: Random) -> Made:
    base = draft.project.base
    guide = _one(random, base.every_guide())
    case = _one(random, [case for decision in guide.decisions for case in decision.cases])
    other = _one(random, [outcome.id for outcome in guide.outcomes if outcome.id != case.target])
    return _change(draft, case.target, str(other))


def a_date_changed(draft: Draft, random: Random) -> Made:
    file = _one(random, ["levels.yaml", "decision_tree.yaml", "content/glossary.yaml"])
    lines = draft.lines[file]
    place = _one(random, [place for place, line in enumerate(lines) if "review_due: 2027-" in (line or "")])
    lines[place] = (lines[place] or "").replace("2027-", "2031-")
    return f"{file}, line {place + 1}: 2031", [Shown("2027-", "2031-")]


def a_source_edited(draft: Draft, random: Random) -> Made:
    source = _one(random, draft.project.base.sources.sources)
    part = random.choice(["title", "link", "publisher"])
    text = getattr(source, part)
    return _change(draft, text, f"{text}x")


KINDS: tuple[Callable[[Draft, Random], Made], ...] = (
    answers_exchanged,
    answers_of_a_question_exchanged,
    outcomes_exchanged,
    boxes_exchanged,
    contacts_exchanged,
    digits_exchanged,
    ways_of_a_contact_exchanged,
    a_not_dropped,
    a_not_put_in,
    a_word_dropped,
    a_safe_turned_round,
    an_inversion_of_a_result,
    a_step_dropped,
    steps_in_another_order,
    a_box_dropped,
    a_box_replaced,
    a_line_of_the_help_bar_dropped,
    a_call_dropped,
    names_of_levels_exchanged,
    texts_of_levels_exchanged,
    benefits_and_drawbacks_exchanged,
    levels_in_another_order,
    voices_turned,
    urgencies_exchanged,
    an_urgency_lowered,
    a_sign_removed_with_its_guards,
    an_answer_added,
    a_pair_weakened,
    a_promise_removed,
    a_journey_removed,
    a_severity_turned,
    a_page_edited,
    pages_exchanged,
    a_register_edited,
    terms_exchanged,
    a_target_changed,
    a_date_changed,
    a_source_edited,
    an_answer_of_a_note_dropped,
    an_answer_of_a_set_dropped,
    a_note_weakened,
    a_note_of_a_promise_replaced,
    a_line_for_others,
)
"""Every kind of edit, in turn; the same seed makes the same edit."""


def seeded(project: Project, number: int) -> Edit:
    """Make the edit with a number: the kinds take turns, and what they touch is drawn."""
    make = KINDS[number % len(KINDS)]
    for attempt in range(200):
        draft = Draft.of(project)
        try:
            what, shown = make(draft, Random(f"{number}-{attempt}"))
        except NotPossible:
            continue
        if files := draft.done():
            return Edit(make.__name__.replace("_", " "), what, files, tuple(shown))
    raise AssertionError(f"no edit of the kind {make.__name__} can be made")


def edits(project: Project, numbers: Iterable[int]) -> Iterator[Edit]:
    """Make the edits with these numbers."""
    return (seeded(project, number) for number in numbers)
