"""Write the map of a guide as one page: the picture, what can be asked about it, and the outline in words.

It needs no script: a link shows what it is about, and lights its part of the picture. The script adds search and zoom.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import groupby

from generator.guide_map.changes import ChangeStory
from generator.guide_map.chart import Chart, ChartEnd, MapWay, only
from generator.guide_map.drawing import as_sheets, as_svg, escaped, style_of_picture
from generator.guide_map.layout import layout_of
from generator.guide_map.outline import (
    OutlineLine,
    OutlinePart,
    OutlineSection,
    heading_of,
    outline_of,
    rule_in_lines,
    target_of,
)
from generator.guide_map.stories import AnswerStory, JourneyStory, PromiseStory, Stories
from generator.model.guide import Urgency


def as_page(
    chart: Chart, stories: Stories, *, ways: int, shown: Shown | None = None, others: Sequence[tuple[str, str]] = ()
) -> str:
    """Write the page; it asks for nothing else. `ways` is how many ways there are to answer the guide.

    Where a story is `shown`, the picture holds nothing but that. `others` are the maps of other guides: titles and
    addresses.
    """
    told = {**_told("a", stories.answers), **_told("j", stories.journeys), **_told("p", stories.promises)}
    tokens = _tokens(told)
    style = "".join([style_of_picture(), _file("page.css"), *_lights(told)])
    script = _file("map.js")
    title = f"Map of the guide: {escaped(chart.title)}"
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{_hash(style)}'; "
        f"script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>{title}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        *_top(chart, title, ways, others),
        '<main class="desk">',
        *_aside(chart, stories, shown),
        '<div class="seen">',
        *_picture(chart, tokens, shown),
        *(line for part in outline_of(chart) for line in _part(part)),
        *_lists(stories),
        "</div>",
        "</main>",
        f"<script>{script}</script>",
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines)


def _file(name: str) -> str:
    return (files("generator.guide_map") / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


_LONG = 90
"""A rule with more letters is cut where its row is linked."""
_Story = AnswerStory | JourneyStory | PromiseStory
Shown = JourneyStory | PromiseStory | ChangeStory
"""What the picture can be about alone."""


def part_shown(chart: Chart, shown: Shown | None) -> Chart:
    """Leave of a chart what belongs to what is shown; all of it where that is None."""
    match shown:
        case None:
            return chart
        case ChangeStory():
            return only(chart, shown.lit)
        case _:
            return only(chart, shown.lit, frozenset(shown.answers))


def _told(letter: str, stories: Sequence[_Story]) -> dict[str, _Story]:
    """Name each story by the class that its part of the picture has."""
    return {f"{letter}{number}": story for number, story in enumerate(stories)}


def _tokens(told: Mapping[str, _Story]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for token, story in told.items():
        for name in story.lit:
            found.setdefault(name, []).append(token)
    return {name: " ".join(tokens) for name, tokens in found.items()}


def _lights(told: Mapping[str, _Story]) -> Iterator[str]:
    """Yield the rules that light the part of a story once its link was followed."""
    for token, story in told.items():
        anchor = re.sub(r"([^\w-])", r"\\\1", _anchor(story))
        yield f"body:has(#{anchor}:target) .{token}{{--text:initial;--show:1;--lit:var(--row)}}\n"
    yield ".map .back{fill:var(--lit,none)}\n"


def _anchor(story: _Story) -> str:
    match story:
        case AnswerStory():
            return f"answer-{story.answer.reference}"
        case JourneyStory():
            return f"journey-{story.journey.id}"
        case PromiseStory():
            return f"promise-{story.promise.id}"


def _top(chart: Chart, title: str, ways: int, others: Sequence[tuple[str, str]]) -> Iterator[str]:
    questions = sum(step.is_question for step in chart.steps)
    counts = (
        (questions, "question"),
        (len(chart.steps) - questions, "decision"),
        (len(chart.ends), "outcome"),
        (len(chart.notes), "note"),
    )
    said = ", ".join(f"{number} {what}{'' if number == 1 else 's'}" for number, what in counts)
    yield "<header>"
    yield f"<h1>{title}</h1>"
    yield f"<p>{said}; {ways:,} ways to answer.</p>"
    yield (
        "<p>Read it from the top. A question leads on by its answers, a decision by the first row that holds; "
        "what they end at stands on the right, and says how soon help is needed. "
        "Choose a question to read its answers. "
        "<strong>Choose an answer to see where those who give it can end.</strong></p>"
    )
    links = [("picture", "The picture"), *((part.anchor, part.title) for part in outline_of(chart))]
    links += [("journeys", "Made-up people"), ("promises", "Promises")]
    yield '<nav aria-label="Parts"><ul class="jump">'
    yield "".join(f'<li><a href="#{anchor}">{words}</a></li>' for anchor, words in links)
    yield "</ul></nav>"
    if others:
        links_to = ", ".join(f'<a href="{html.escape(address)}">{escaped(words)}</a>' for words, address in others)
        yield f"<p>Maps of other guides: {links_to}</p>"
    yield "</header>"


def _picture(chart: Chart, tokens: Mapping[str, str], shown: Shown | None) -> Iterator[str]:
    yield '<section id="picture" aria-labelledby="picture-heading">'
    yield '<h2 id="picture-heading">The picture</h2>'
    used = {end.urgency: end.label for end in chart.ends}
    shapes = [_shape(urgency, used) for urgency in Urgency]
    yield f'<ul class="shapes" aria-label="Shapes">{"".join(shapes)}<li>A broken edge: it stands above too</li></ul>'
    yield '<div class="tools" data-zoom hidden>'
    for what, words in (("out", "Smaller"), ("in", "Larger"), ("fit", "Whole width"), ("all", "All of it")):
        yield f'<button type="button" data-to="{what}">{words}</button>'
    yield "</div>"
    yield '<div class="view" tabindex="0" role="region" aria-label="The picture, to move and to zoom">'
    part = part_shown(chart, shown)
    laid = layout_of(part, is_whole=shown is not None)
    yield as_svg(part, laid, tokens)
    yield as_sheets(laid)
    yield "</div>"
    yield "</section>"


_SHAPES = {
    Urgency.EMERGENCY: "a thick edge and cut corners",
    Urgency.TODAY: "points on both sides",
    Urgency.SOON: "round ends",
    Urgency.ROUTINE: "a plain box",
}


def _shape(urgency: Urgency, used: Mapping[Urgency, str]) -> str:
    return f"<li>{_tag(urgency, used[urgency])} {_SHAPES[urgency]}</li>" if urgency in used else ""


def _tag(urgency: Urgency, label: str) -> str:
    return f'<span class="tag {urgency}">{escaped(label)}</span>'


def _aside(chart: Chart, stories: Stories, shown: Shown | None) -> Iterator[str]:
    yield '<div class="aside">'
    match shown:
        case ChangeStory():
            yield from _alone(f"Only what changed since {escaped(shown.since)}", _change(shown))
        case JourneyStory() | PromiseStory():
            said = shown.journey.story if isinstance(shown, JourneyStory) else shown.promise.say
            lines = _journey_lines(chart, shown) if isinstance(shown, JourneyStory) else _promise_lines(chart, shown)
            yield from _alone(str(said), lines)
    yield '<div class="tools" data-search hidden><label>Search <input type="search" autocomplete="off"></label></div>'
    yield '<ul class="hits" data-hits hidden></ul>'
    yield '<p data-count role="status" class="faint"></p>'
    for answer in stories.answers:
        yield from _answer(chart, answer)
    for journey in stories.journeys:
        yield from _journey(chart, journey)
    for promise in stories.promises:
        yield from _promise(chart, promise)
    yield "</div>"


def _alone(heading: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield what the picture is about alone; it is there without a link."""
    yield f'<article class="alone"><p class="faint">The picture shows this alone.</p><h2>{heading}</h2>'
    yield from lines
    yield "</article>"


def _change(story: ChangeStory) -> Iterator[str]:
    for shift in story.shifts:
        ends = f"{escaped(shift.before or 'not there before')} → {escaped(shift.after or 'no longer there')}"
        yield f"<p><strong>{escaped(shift.effect)}</strong>, {shift.ways:,} of {shift.of:,} ways to answer: {ends}</p>"
    if not story.shifts:
        yield "<p>No way to answer ends elsewhere.</p>"
    for title, lines in (
        ("New or other", [_link(anchor, words) for anchor, words in story.changed]),
        ("Gone", [escaped(words) for words in story.gone]),
    ):
        if lines:
            yield f"<h3>{title}</h3><ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
    if not (story.shifts or story.changed or story.gone):
        yield "<p>Nothing on this map changed.</p>"


def _story(anchor: str, about: str, heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield f'<article class="story" id="{anchor}" aria-labelledby="{anchor}-heading">'
    yield f'<p class="faint">{about}</p>'
    yield f'<h2 id="{anchor}-heading">{escaped(heading)}</h2>'
    yield from lines
    yield '<p class="closing"><a href="#picture">Show everything again</a></p>'
    yield "</article>"


def _answer(chart: Chart, story: AnswerStory) -> Iterator[str]:
    about = f"An answer to {_link(f'step-{story.step.id}', heading_of(story.step))}"
    yield from _story(_anchor(story), about, str(story.answer.text), _answer_lines(chart, story))


def _answer_lines(chart: Chart, story: AnswerStory) -> Iterator[str]:
    every = sum(ways for _, ways in story.ends)
    number = f"{len(story.ends)} outcomes" if len(story.ends) > 1 else "1 outcome"
    yield f"<h3>Where those who give it can end: {number}</h3>"
    yield '<ul class="ends">'
    yield from (f'<li>{_outcome(end)} <span class="faint">{ways:,}</span></li>' for end, ways in story.ends)
    yield "</ul>"
    yield f'<p class="faint">Of {every:,} ways to answer that give it. A way is no person: some are rare.</p>'
    naming = [row for row, _ in story.rows if row.key in story.naming]
    if naming:
        yield "<h3>Rules that name it, and that such people can follow</h3><ul>"
        yield from (line for row in naming for line in _followed(chart, row))
        yield "</ul>"
    others = [row for row, _ in story.rows if row.key not in story.naming]
    if others:
        yield f"<p>{'Other rules' if naming else 'Rules'} that they can follow: {'; '.join(_rows(chart, others))}.</p>"
    if story.notes:
        yield "<h3>Notes that it can bring</h3><ul>"
        yield from (
            f"<li>{_link(f'note-{note.id}', f'Note {note.number}: {note.title}')} "
            f'<span class="faint">{escaped(note.label)}</span></li>'
            for note in story.notes
        )
        yield "</ul>"
    if story.promises:
        yield "<h3>Promises that guard it</h3><ul>"
        yield from (f"<li>{_link(f'promise-{each.id}', str(each.say))}</li>" for each in story.promises)
        yield "</ul>"


def _followed(chart: Chart, row: MapWay) -> Iterator[str]:
    words, anchor = target_of(chart, row.target)
    yield f"<li>{_link(f'step-{row.step}', f'{_step_of(chart, row)}, {row.words}')}, if:"
    yield from _nested(list(rule_in_lines(chart, row.rule, 0)))
    yield f"→ {_link(anchor, words)}</li>"


def _rows(chart: Chart, rows: Sequence[MapWay]) -> Iterator[str]:
    """Yield the rows of each decision in a few words."""
    for id, group in groupby(rows, key=lambda row: row.step):
        every = list(group)
        numbers = ", ".join(row.words.removeprefix("row ") for row in every)
        many = "row" if len(every) == 1 else "rows"
        yield _link(f"step-{id}", f"{_step_of(chart, every[0])}, {many} {numbers}")


def _step_of(chart: Chart, row: MapWay) -> str:
    return heading_of(next(step for step in chart.steps if step.id == row.step))


def _journey(chart: Chart, story: JourneyStory) -> Iterator[str]:
    about = f"A made-up person, {escaped(str(story.journey.id))}"
    yield from _story(_anchor(story), about, str(story.journey.story), _journey_lines(chart, story))


def _journey_lines(chart: Chart, story: JourneyStory) -> Iterator[str]:
    yield f"<p>Must end at: {_outcome(story.end)}</p>"
    yield "<h3>The way</h3>"
    yield from _way(chart, story)


def _promise(chart: Chart, story: PromiseStory) -> Iterator[str]:
    about = f"A promise that is proven for every way to answer, {escaped(str(story.promise.id))}"
    yield from _story(_anchor(story), about, str(story.promise.say), _promise_lines(chart, story))


def _promise_lines(chart: Chart, story: PromiseStory) -> Iterator[str]:
    yield "<h3>For whoever answered</h3>"
    yield from _nested(list(rule_in_lines(chart, story.rule, 0)))
    yield "<h3>A person for whom it counts</h3>"
    yield f"<p>With the fewest answers. It ends at: {_outcome(story.end)}</p>"
    yield from _way(chart, story)


def _way(chart: Chart, story: JourneyStory | PromiseStory) -> Iterator[str]:
    """Yield the steps of a way, each with what is answered there or the rows that can hold."""
    yield "<ol>"
    for step in chart.steps:
        here = [way for way in story.ways if way.step == step.id]
        if not here:
            continue
        chosen = [answer for way in here for answer in way.answers if answer.reference in story.answers]
        said = "; ".join(_link(f"answer-{each.reference}", str(each.text)) for each in chosen) or "any answer"
        if not step.is_question:
            said = " or ".join(escaped(f"{way.words}: {_cut(way.short)}") for way in here)
        yield f"<li>{_link(f'step-{step.id}', heading_of(step))}<br>{said}</li>"
    yield "</ol>"


def _cut(rule: str) -> str:
    """Keep the beginning of a long rule; its row has all of it."""
    return rule if len(rule) <= _LONG else f"{rule[:_LONG].rsplit(' ', 1)[0]} …"


def _outcome(end: ChartEnd) -> str:
    return f"{_tag(end.urgency, end.label)} {_link(f'end-{end.id}', end.title)}"


def _lists(stories: Stories) -> Iterator[str]:
    people = [(_anchor(each), str(each.journey.story)) for each in stories.journeys]
    promises = [(_anchor(each), str(each.promise.say)) for each in stories.promises]
    for anchor, title, links in (("journeys", "Made-up people", people), ("promises", "Promises", promises)):
        yield f'<section id="{anchor}"><h2>{title}</h2><ul class="stories">'
        yield from (f"<li>{_link(to, words)}</li>" for to, words in links)
        yield "</ul></section>"


def _part(part: OutlinePart) -> Iterator[str]:
    yield f'<section id="{part.anchor}" aria-labelledby="{part.anchor}-heading">'
    yield f'<h2 id="{part.anchor}-heading">{part.title}</h2>'
    for section in part.sections:
        yield from _section(section)
    yield "</section>"


def _section(section: OutlineSection) -> Iterator[str]:
    yield f'<section id="{section.anchor}"><h3>{escaped(section.heading)}</h3>'
    yield f'<p class="faint">{escaped(section.about)}</p>'
    yield from _nested(section.lines)
    yield "</section>"


def _nested(lines: Sequence[OutlineLine]) -> Iterator[str]:
    """Write lines as lists within lists."""
    depth = -1
    for line in lines:
        if line.depth > depth:
            yield "<ul>" * (line.depth - depth)
        else:
            yield "</li>" + "</ul></li>" * (depth - line.depth)
        depth = line.depth
        kind = f' class="arrow-line" data-way="{line.arrow}"' if line.arrow else ""
        yield f"<li{kind}>{_link(line.link, line.text) if line.link else escaped(line.text)}"
    if lines:
        yield "</li></ul>" * (depth + 1)


def _link(anchor: str, words: str) -> str:
    return f'<a href="#{anchor}">{escaped(words)}</a>'
