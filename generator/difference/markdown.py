"""Write the comment that a reviewer wants on a pull request: in a reader's words, the most dangerous first."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from generator.difference.decided import skeletons
from generator.difference.items import Differences, Item, Moved, by_thing
from generator.difference.labels import (
    change_in_words,
    effect_in_words,
    elsewhere_in_words,
    exchanges_in_words,
    happened_to,
    headline,
    headline_of_guide,
    home_of,
    name_of,
    number_in_section,
    only_here,
    origin_in_words,
    said_in,
    texts_of_lost,
    thing_of,
    ways_of,
    why_lost,
    words_of_answers,
)
from generator.difference.losses import LostAnswer
from generator.difference.promises import LostPromise
from generator.difference.rows import ChangeKind, Row
from generator.difference.sayings import Saying
from generator.difference.sections import Section
from generator.difference.words import Run, marked, shortened
from generator.guide.plan import Plan
from generator.model.guide import asked
from generator.problems import visible

_OPEN = (Section.LOWERED, Section.PROMISES, Section.REMOVED, Section.DANGER, Section.TODAY)
"""The sections that are not folded."""

LONGEST = 60_000
"""A comment on GitHub holds 65,536 characters; what does not fit is counted, and the other forms show it."""

_FRAME = 400
"""The most that a section needs besides its rows."""

_COLUMNS = "| no. | what | before | now |\n|---:|---|---|---|"
_COLUMNS_OF_WAYS = "| no. | before | now | ways to answer | who | for example |\n|---:|---|---|---:|---|---|"


def as_markdown(found: Differences, *, today: datetime.date) -> str:
    """Write the comment; what waits for a decision comes with the entries to fill in."""
    parts = ["## What this change does to patients", headline(found)]
    if exchanges := exchanges_in_words(found):
        parts.append(f"**{exchanges}**")
    if found.waiting:
        parts += [_ask_for_decisions(found), f"```yaml\n{skeletons(found.subjects_waiting, today=today)}\n```"]
    if guides := [f"- Guide {_shown(ways.guide)}: {headline_of_guide(ways)}" for ways in found.guides]:
        parts.append("\n".join(guides))
    closing = f"From {_shown(found.old)} to {_shown(found.new)}."
    sections = tuple(found.by_section())
    room = LONGEST - sum(len(part) for part in (*parts, closing)) - _FRAME * len(sections)
    for section, items in sections:
        part = _section(section, items, room)
        parts.append(part)
        room -= len(part)
    return "\n\n".join([*parts, closing])


def _ask_for_decisions(found: Differences) -> str:
    numbers = ", ".join(str(item.number) for item in found.waiting)
    what = "One change waits" if len(found.waiting) == 1 else f"{len(found.waiting)} changes wait"
    return (
        f"**{what} for a decision: {numbers}.** Change it back, or let a person who may decide this write in "
        "`content/safety.yaml`:"
    )


def _section(section: Section, items: tuple[Item, ...], room: int) -> str:
    """Write a section with as many items as there is room for."""
    ways = [_row_of_ways(item, item.what) for item in items if isinstance(item.what, Moved)]
    others = [row for group in by_thing(items) if not isinstance(group[0].what, Moved) for row in _rows(group)]
    tables, left = [], 0
    for columns, rows in ((_COLUMNS_OF_WAYS, ways), (_COLUMNS, others)):
        fitting: list[str] = []
        for row in rows:
            room -= len(row) + 1
            if room > 0:
                fitting.append(row)
        left += len(rows) - len(fitting)
        tables += ["\n".join([columns, *fitting])] if fitting else []
    if left:
        tables.append(f"{left:,} more did not fit here; `stepwell compare --format html` shows all.")
    body = "\n\n".join(tables)
    heading = number_in_section(section, items)
    if section in _OPEN:
        return f"### {heading}\n\n{body}"
    return f"<details><summary>{heading}</summary>\n\n{body}\n\n</details>"


def _cells(item: Item, *cells: str) -> str:
    return f"| {' | '.join((str(item.number), *cells))} |"


def _status(item: Item) -> str:
    if item.decision is not None:
        decision = item.decision
        return f"<br>Decided: {_shown(decision.why)} ({_shown(decision.by)}, {decision.day})"
    if item.elsewhere is not None:
        return f"<br>**Not decided**: {_shown(elsewhere_in_words(item.elsewhere))}"
    return "<br>**Not decided**" if item.waits else ""


def _rows(items: tuple[Item, ...]) -> Iterator[str]:
    """Write the rows of a thing, which is named in the first."""
    first = items[0].what
    named = ""
    if isinstance(first, Row) and first.part:
        name, home = name_of(items), home_of(first)
        words = [f"**{_shown(thing_of(first))}**", *([_shown(name)] if name else []), *([_shown(home)] if home else [])]
        named = f"{'<br>'.join(words)}<br>"
    for item in items:
        yield _row(item, named)
        named = ""


def _row(item: Item, named: str) -> str:
    match item.what:
        case LostAnswer() as lost:
            before = "<br>".join(_shown(text) for text in texts_of_lost(lost))
            what = f"Answer {_code(lost.reference)}<br>{_shown(asked(lost.question))}"
            return _cells(item, what, before, f"{_sentence(why_lost(lost))}{_status(item)}")
        case LostPromise() as lost:
            who = "Such as: " + _shown(", ".join(lost.answers) or "everyone")
            what = f"Promise {_code(str(lost.promise.id))}"
            now = f"{_sentence(why_lost(lost))}<br>{who}{_status(item)}"
            return _cells(item, what, _shown(str(lost.promise.say)), now)
        case Saying() as saying:
            return _row_of_saying(item, saying)
        case Row() as row:
            before, after = _both(row)
            notes = [word for word in (happened_to(row), origin_in_words(item)) if word]
            what = _shown(row.part) if row.part else f"**{_shown(thing_of(row))}**"
            lines = [f"{named}{what}", *(f"**{_shown(note)}**" for note in notes)]
            return _cells(item, "<br>".join(lines), before, after)
        case Moved() as moved:
            return _row_of_ways(item, moved)


def _row_of_saying(item: Item, saying: Saying) -> str:
    text, answers = _shown(saying.words.text), saying.witness.answers
    example = _folded(len(answers), [_in_words(saying.plan, answers)])
    end = _title(saying.plan, saying.witness.outcome)
    now = f"**{change_in_words(saying)}** on {ways_of(saying)}<br>For example at: {end}{example}"
    what = f"**{_shown(said_in(saying))}**<br>Guide {_shown(saying.guide)}"
    return _cells(item, what, *(("", f"{text}<br>{now}") if saying.is_said else (text, now)))


def _both(row: Row) -> tuple[str, str]:
    if row.kind is not ChangeKind.CHANGED or row.is_spacing:
        before, after = ("<br>".join(_shown(line) for line in lines) for lines in (row.old, row.new))
        return before, after
    old, new = (shortened(runs) for runs in marked("\n".join(row.old), "\n".join(row.new)))
    return _with_marks(old, "del"), _with_marks(new, "ins")


def _with_marks(runs: tuple[Run, ...], tag: str) -> str:
    if all(run.is_marked for run in runs):
        return "".join(_shown(run.text) for run in runs)
    return "".join(f"<{tag}>{_shown(run.text)}</{tag}>" if run.is_marked else _shown(run.text) for run in runs)


def _row_of_ways(item: Item, moved: Moved) -> str:
    change, shift = moved.change, moved.shift
    before = _title(change.before, shift.before) if shift.before else "(new)"
    now = _title(change.after, shift.after) if shift.after else "(no longer possible)"
    of = f"{shift.ways:,} of {shift.of:,}" if shift.ways < shift.of else f"all {shift.ways:,}"
    now = f"{now}<br>{effect_in_words(moved)}{_status(item)}"
    return _cells(item, before, now, of, _who(moved), _example(moved))


def _who(moved: Moved) -> str:
    change, shift = moved.change, moved.shift
    if moved.effect is None:
        plan = change.before if shift.before else change.after
        return _in_words(plan, only_here(moved)) or "different people"
    if shift.deciding:
        return _in_words(change.after, shift.deciding)
    return "everyone" if shift.ways == shift.of else "different people"


def _example(moved: Moved) -> str:
    """Write the answers that show a shift, folded: they are many, and the reviewer wants the table first."""
    change, shift = moved.change, moved.shift
    lines = [_in_words(change.after, shift.answers)] if shift.after else []
    if before := tuple(answer for answer in shift.answers_before if answer not in shift.answers):
        lines.append(
            f"*Before:* {_in_words(change.before, before)}" if shift.after else _in_words(change.before, before)
        )
    return _folded(len(shift.answers or shift.answers_before), lines)


def _folded(number: int, lines: Iterable[str]) -> str:
    summary = f"{number} {'answer' if number == 1 else 'answers'}"
    return f"<details><summary>{summary}</summary>{'<br>'.join(lines)}</details>"


def _title(plan: Plan, id: str) -> str:
    return f"{_shown(plan.outcomes[id].title.you)} ({plan.outcomes[id].urgency})"


def _in_words(plan: Plan, answers: tuple[str, ...]) -> str:
    """Say answers in a reader's words, each behind its question, one question a line of a table's cell."""
    return "<br>".join(
        f"{_shown(question)} **{_shown('; '.join(texts))}**" for question, texts in words_of_answers(plan, answers)
    )


def _sentence(text: str) -> str:
    return _shown(text[:1].upper() + text[1:])


def _code(text: str) -> str:
    return f"<code>{_shown(text)}</code>"


_ACTIVE = re.compile(r"[\\`*_\[\]<>&|~$]|[:@#](?=\S)")
"""What Markdown, or GitHub, makes something of: emphasis, links, images, cells, emoji, formulas, calls to accounts."""


def _shown(text: str) -> str:
    """Escape text, so that a table's cell shows it as it is: no HTML, Markdown, new cell or call to an account."""
    lines = (visible(line.replace("\t", " ")) for line in text.split("\n"))
    return "<br>".join(_ACTIVE.sub(_as_number, line) for line in lines)


def _as_number(match: re.Match[str]) -> str:
    # GitHub looks for accounts and issues in what it shows; a character without width between keeps it from them.
    return f"&#{ord(match[0])};{'&#8203;' if match[0] in '@#' else ''}"
