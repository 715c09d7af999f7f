"""Name what changed in plain words, the same in every form of the output."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.difference.items import Differences, GuideWays, Item, Moved
from generator.difference.losses import LostAnswer
from generator.difference.promises import End, LostPromise, Want
from generator.difference.rows import ChangeKind, Row
from generator.difference.sayings import Saying
from generator.difference.sections import Section
from generator.guide.plan import Plan
from generator.model.guide import asked
from generator.model.registers import RecordedDecision

_SORTS = {
    "ProsePage": "page",
    "EntryPoint": "entry",
    "SafetyBox": "box",
    "SeverityOrder": "severity",
    "UrgencyWords": "urgency",
    "ToAsk": "question to ask",
    "QualitySign": "sign of quality",
    "CommonClaim": "claim",
    "OwnLine": "line",
    "OwnText": "text",
}
_HAPPENED = {
    ChangeKind.CHANGED: "",
    ChangeKind.ADDED: "new",
    ChangeKind.REMOVED: "gone",
    ChangeKind.RENAMED: "has another name",
    ChangeKind.REORDERED: "in another order",
    ChangeKind.EXCHANGED: "changed places",
}


def sort_in_words(sort: str) -> str:
    """Return what a sort of entry is called: the words of its class where it has no other name."""
    return _SORTS.get(sort) or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", sort).lower()


def thing_of(row: Row) -> str:
    """Name the thing that a row is about, by its sort and id; an entry of no sort by its file."""
    if not row.thing.id:
        return row.thing.name or row.place.file
    return f"{sort_in_words(row.thing.sort)} {row.thing.id}"


def name_of(items: Sequence[Item]) -> str:
    """Return the words by which a reader knows the thing that some rows are about; "" where one of them shows it."""
    rows = [item.what for item in items if isinstance(item.what, Row)]
    thing = rows[0].thing
    shown = {line for row in rows for line in (*row.old, *row.new)}
    return "" if not thing.id or thing.name in shown else thing.name


def home_of(row: Row) -> str:
    """Return the words of what a thing belongs to: the question of an answer, the level of a kind; "" for no such."""
    return asked(row.thing.within)


def happened_to(row: Row) -> str:
    """Say what happened, "" where the words only changed."""
    return "only spaces or line breaks" if row.is_spacing else _HAPPENED[row.kind]


def headline(found: Differences, *, number: int | None = None, danger: int | None = None) -> str:
    """Say in one sentence how much changes, how much of it for people in danger, and what waits.

    `number` and `danger` are the lines in which it is told, where several changes stand in one.
    """
    left_out = _left_out(found)
    if not found.items:
        return f"No word changes.{left_out}" if left_out else _NOTHING
    number = len(found.items) if number is None else number
    danger = len(found.in_danger) if danger is None else danger
    parts = ["1 change" if number == 1 else f"{number:,} changes"]
    parts.append(f"{danger:,} of them for people in danger" if danger else "none of them for people in danger")
    if found.waiting:
        waiting = len(found.waiting)
        parts.append(f"{waiting:,} {'waits' if waiting == 1 else 'wait'} for a decision")
    return f"{', '.join(parts)}.{left_out}"


_NOTHING = "Nothing changes: no word, no number, no order, no way to answer."


def _left_out(found: Differences) -> str:
    """Say which ways to answer were not compared, "" where all were."""
    if not found.is_walked:
        return " Ways to answer were not compared, for one version does not pass its checks."
    guides = " and ".join(guide for guide, _ in found.unwalked)
    return f" Ways to answer {guides} were not compared, for the versions differ too much." if guides else ""


def headline_of_guide(ways: GuideWays) -> str:
    """Say in one sentence how many ways to answer a guide end elsewhere."""
    moved, every = ways.change.moved, ways.change.ways
    if not moved:
        return f"None of {every:,} ways to answer changes its outcome, urgency or direction."
    verb = "changes its" if moved == 1 else "change their"
    return f"{moved:,} of {every:,} ways to answer {verb} outcome, urgency or direction."


def exchanges_in_words(found: Differences) -> str:
    """Say which texts changed places, "" where none did."""
    pairs = [f"{first} with {second}" for first, second in found.exchanges]
    if not pairs:
        return ""
    return f"{'These texts' if len(pairs) > 1 else 'Two texts'} changed places: {', '.join(pairs)}."


def origin_in_words(item: Item) -> str:
    """Say where the new text of an item stood before, "" where it is new."""
    if item.exchanged_with is not None:
        return f"changed places with {item.exchanged_with}"
    if item.stood_at is not None:
        return f"this text stood at {item.stood_at} before"
    return ""


def why_lost(loss: LostAnswer | LostPromise) -> str:
    """Say what people no longer have."""
    if isinstance(loss, LostPromise):
        return f"this promise {'is gone' if loss.is_gone else 'is weaker'}: no promise {_no_longer_promised(loss.lost)}"
    if loss.urgency is not None:
        return f"this answer is gone: everyone who gave it was told to get help ({loss.urgency} or more)"
    assert loss.promise is not None
    least = loss.promise.urgency_at_least
    wanted = f"{least} or more" if least is not None else "something said"
    return f'this answer is gone: promise "{loss.promise.id}" wanted {wanted} for it'


_NO_LONGER = {
    "shows": 'has note "{id}" shown to such people',
    "calls": 'has contact "{id}" named to such people',
    "calls_first": 'has contact "{id}" named first to such people',
    "never": 'keeps note "{id}" from such people',
}


def _no_longer_promised(lost: End | Want) -> str:
    if isinstance(lost, Want):
        return _NO_LONGER[lost.key].format(id=lost.id)
    end = f'"{lost.outcome}" ({lost.urgency})' if lost.outcome else f"{lost.urgency}, {lost.direction}"
    return f"keeps such people from {end}"


def loss_in_words(lost: LostAnswer) -> str:
    """Name what it does to readers that an answer is gone."""
    is_urgent = lost.urgency is not None or (lost.promise is not None and lost.promise.urgency_at_least is not None)
    return "lowered urgency" if is_urgent else "no longer asked"


def change_in_words(saying: Saying) -> str:
    """Name what happens to what is said."""
    return "newly said" if saying.is_said else "no longer said"


def said_in(saying: Saying) -> str:
    """Name what is said: a note by its id, a line by its outcome and the list that it stands in."""
    words = saying.words
    return f"line of outcome {words.id}, {words.part}" if words.part else f"note {words.id}"


def ways_of(saying: Saying) -> str:
    """Say on how many ways to answer it is so, of those on which one version says it."""
    if saying.ways == saying.of:
        return f"all {_ways(saying.of)}"
    return f"{saying.ways:,} of {_ways(saying.of)}"


def _ways(number: int) -> str:
    return f"{number:,} {'way' if number == 1 else 'ways'}"


def effect_in_words(moved: Moved) -> str:
    """Name what happens to ways to answer."""
    if moved.effect is not None:
        return moved.effect.value.replace("-", " ")
    return "newly possible" if moved.shift.after else "no longer possible"


def number_in_section(section: Section, items: tuple[Item, ...]) -> str:
    """Write the heading of a section with the number of its items."""
    return f"{section} ({len(items):,})"


def texts_of_lost(lost: LostAnswer) -> tuple[str, ...]:
    """List the words of an answer that is gone, each text once."""
    texts = (lost.answer.text, lost.answer.they, lost.answer.help)
    return tuple(dict.fromkeys(str(text) for text in texts if text))


def words_of_answers(plan: Plan, answers: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Write answers in a reader's words, each question once with what is answered to it."""
    words = {answer.reference: answer.text for question in plan.questions.values() for answer in question.answers}
    said: dict[str, list[str]] = {}
    for answer in answers:
        said.setdefault(answer.split(".")[0], []).append(words[answer])
    return [(asked(plan.questions[id].entry.you), texts) for id, texts in said.items()]


def elsewhere_in_words(decision: RecordedDecision) -> str:
    """Say that a decision on this was about something else than there is now."""
    return f"the decision of {decision.by} on {decision.day} was on something else than there is now"


def only_here(moved: Moved) -> tuple[str, ...]:
    """List the answers that all of these ways give and that only one version has."""
    answers = moved.change.removed if moved.shift.before else moved.change.added
    return tuple(answer for answer in moved.shift.common if answer in answers)
