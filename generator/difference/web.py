"""Write a page for a reviewer who reads in a browser or on paper: one file without script, the old beside the new."""

from __future__ import annotations

import base64
import datetime
import hashlib
import html
from collections.abc import Iterable, Iterator, Sequence

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
from generator.difference.page_style import STYLE
from generator.difference.promises import LostPromise
from generator.difference.rows import ChangeKind, Row
from generator.difference.sayings import Saying
from generator.difference.words import Run, marked
from generator.guide.plan import Plan
from generator.model.guide import asked
from generator.problems import visible


def as_html(found: Differences, *, today: datetime.date) -> str:
    """Write the whole page; it asks for nothing else and runs nothing."""
    style_hash = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    title = f"What changes for patients: {_shown(found.old)} to {_shown(found.new)}"
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{style_hash}'; "
        "base-uri 'none'; form-action 'none'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>{title}</title>",
        f"<style>{STYLE}</style>",
        "</head>",
        "<body>",
        *_top(found, today),
        "<main>",
    ]
    for section, items in found.by_section():
        name = section.name.lower()
        lines.append(f'<section id="{name}" aria-labelledby="{name}-heading">')
        lines.append(f'<h2 id="{name}-heading">{number_in_section(section, items)}</h2>')
        for group in by_thing(items):
            lines += _group(group)
        lines.append("</section>")
    return "\n".join([*lines, "</main>", "</body>", "</html>"])


def _top(found: Differences, today: datetime.date) -> Iterator[str]:
    yield "<header>"
    yield "<h1>What this change does to patients</h1>"
    yield f"<p>{_shown(found.old)} → {_shown(found.new)}. As of {today}.</p>"
    yield f'<p class="headline">{headline(found)}</p>'
    if found.in_danger:
        yield f"<p>For people in danger: {', '.join(_link(item.number) for item in found.in_danger)}</p>"
    if exchanges_in_words(found):
        yield f'<p class="alert">{_linked_exchanges(found)}</p>'
    if found.waiting:
        numbers = ", ".join(_link(item.number) for item in found.waiting)
        yield f'<p class="alert">Waiting for a decision: {numbers}.</p>'
        yield "<p>Change it back, or let a person who may decide this write in <code>content/safety.yaml</code>:</p>"
        yield f"<pre>{html.escape(skeletons(found.subjects_waiting, today=today))}</pre>"
    for ways in found.guides:
        yield f"<p>Guide {_shown(ways.guide)}: {headline_of_guide(ways)}</p>"
    if found.items:
        yield '<nav aria-label="Sections"><ul>'
        for section, items in found.by_section():
            yield f'<li><a href="#{section.name.lower()}">{number_in_section(section, items)}</a></li>'
        yield "</ul></nav>"
    yield "</header>"


def _link(number: int) -> str:
    return f'<a href="#n{number}">{number}</a>'


def _linked_exchanges(found: Differences) -> str:
    pairs = ", ".join(f"{_link(first)} with {_link(second)}" for first, second in found.exchanges)
    return f"These texts changed places: {pairs}."


def _group(items: tuple[Item, ...]) -> Iterator[str]:
    """Write all that changed in a thing below its name."""
    first = items[0].what
    is_named = isinstance(first, Row) and bool(first.part)
    if isinstance(first, Row) and is_named:
        yield '<div class="thing">'
        yield f"<h3>{_shown(thing_of(first))}</h3>"
        for words in (name_of(items), home_of(first)):
            if words:
                yield f'<p class="name" dir="auto">{_shown(words)}</p>'
    for item in items:
        yield from _item(item, level=4 if is_named else 3)
    if is_named:
        yield "</div>"


def _item(item: Item, *, level: int) -> Iterator[str]:
    match item.what:
        case LostAnswer() as lost:
            texts = _paragraphs(texts_of_lost(lost))
            said = (f"Answer {_code(lost.reference)}", asked(lost.question), texts, _sentence(why_lost(lost)))
        case LostPromise() as lost:
            who = f"<p>Such as: {_shown(', '.join(lost.answers) or 'everyone')}</p>"
            now = f"{_sentence(why_lost(lost))}{who}"
            said = (f"Promise {_code(str(lost.promise.id))}", "", _paragraphs([str(lost.promise.say)]), now)
        case Saying() as saying:
            said = (_shown(said_in(saying)), f"Guide {saying.guide}", *_said_before_and_now(saying))
        case Row() as row:
            said = (_shown(row.part or thing_of(row)), "", *_both(row))
        case Moved() as moved:
            said = (effect_in_words(moved), f"Guide {moved.guide}", *_ends(moved))
    yield f'<article id="n{item.number}">'
    yield f'<h{level}><span class="number">{item.number}</span> {said[0]}{_tags(item)}{_place(item)}</h{level}>'
    if said[1]:
        yield f'<p class="name" dir="auto">{_shown(said[1])}</p>'
    yield '<div class="sides">'
    yield f'<div class="side"><p class="label">Before</p>{said[2] or _NOTHING}</div>'
    yield f'<div class="side"><p class="label">Now</p>{said[3] or _NOTHING}</div>'
    yield "</div>"
    yield from _after(item)
    yield "</article>"


_NOTHING = '<p class="nothing">—</p>'


def _tags(item: Item) -> str:
    tags = ["for people in danger"] if item.is_for_danger else []
    tags += ["not decided"] if item.waits else []
    if isinstance(item.what, Row):
        tags += [word for word in (happened_to(item.what), origin_in_words(item)) if word]
    return "".join(f' <span class="tag">{_shown(tag)}</span>' for tag in tags)


def _place(item: Item) -> str:
    if not isinstance(item.what, Row):
        return ""
    return f' <span class="place">{_shown(item.what.place.file)}, line {item.what.place.line}</span>'


def _after(item: Item) -> Iterator[str]:
    if item.decision is not None:
        decision = item.decision
        yield f"<p>Decided: {_shown(decision.why)} ({_shown(decision.by)}, {decision.day})</p>"
    if item.elsewhere is not None:
        yield f"<p>Not decided: {_shown(elsewhere_in_words(item.elsewhere))}</p>"


def _both(row: Row) -> tuple[str, str]:
    if row.kind is ChangeKind.CHANGED and not row.is_spacing:
        old, new = marked("\n".join(row.old), "\n".join(row.new))
        return _with_marks(old, "del"), _with_marks(new, "ins")
    if row.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
        before, after = (_whole("\n".join(lines), tag) for lines, tag in ((row.old, "del"), (row.new, "ins")))
        return before, after
    return _paragraphs(row.old), _paragraphs(row.new)


def _with_marks(runs: Sequence[Run], tag: str) -> str:
    if all(run.is_marked for run in runs):
        return _whole("".join(run.text for run in runs), tag)
    words = (f"<{tag}>{_shown(run.text)}</{tag}>" if run.is_marked else _shown(run.text) for run in runs)
    return f'<p dir="auto">{"".join(words)}</p>'


def _whole(text: str, tag: str) -> str:
    """Mark a text that is all gone or all new: it is to be read, so that it is not struck through."""
    return f'<p dir="auto"><{tag} class="whole">{_shown(text)}</{tag}></p>' if text else ""


def _ends(moved: Moved) -> tuple[str, str]:
    change, shift = moved.change, moved.shift
    of = f"{shift.ways:,} of {shift.of:,} ways to answer" if shift.ways < shift.of else f"all {shift.ways:,} ways"
    is_same = set(shift.answers_before) == set(shift.answers)
    before = _end(change.before, shift.before, () if is_same else shift.answers_before)
    return before, _end(change.after, shift.after, shift.answers) + f"<p>{of}{_who(moved)}</p>"


def _end(plan: Plan, id: str, answers: tuple[str, ...]) -> str:
    if not id:
        return _NOTHING
    outcome = plan.outcomes[id]
    title = f'<p dir="auto"><strong>{_shown(outcome.title.you)}</strong> ({outcome.urgency}, {outcome.direction})</p>'
    return f"{title}{_example(plan, answers)}"


def _said_before_and_now(saying: Saying) -> tuple[str, str]:
    text = _whole(saying.words.text, "ins" if saying.is_said else "del")
    end = _end(saying.plan, saying.witness.outcome, saying.witness.answers)
    now = f"{_sentence(f'{change_in_words(saying)} on {ways_of(saying)}')}{end}"
    return ("", f"{text}{now}") if saying.is_said else (text, now)


def _who(moved: Moved) -> str:
    shift = moved.shift
    plan = moved.change.after if shift.after else moved.change.before
    who = shift.deciding if moved.effect is not None else only_here(moved)
    if not who:
        return ""
    return ", who answer: " + "; ".join(_shown(text) for _, texts in words_of_answers(plan, who) for text in texts)


def _example(plan: Plan, answers: tuple[str, ...]) -> str:
    lines = "".join(
        f'<li dir="auto">{_shown(question)} <strong>{_shown("; ".join(texts))}</strong></li>'
        for question, texts in words_of_answers(plan, answers)
    )
    return f'<p class="example">For example:</p><ul>{lines}</ul>' if lines else ""


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f'<p dir="auto">{_shown(line)}</p>' for line in lines)


def _sentence(text: str) -> str:
    return f"<p>{_shown(text[:1].upper() + text[1:])}</p>"


def _code(text: str) -> str:
    return f"<code>{_shown(text)}</code>"


def _shown(text: str) -> str:
    """Escape an author's text, so that a browser shows it as it is, line for line."""
    lines = (visible(line.replace("\t", " ")) for line in text.split("\n"))
    return "<br>".join(html.escape(line) for line in lines)
