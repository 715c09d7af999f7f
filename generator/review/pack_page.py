"""Write the reviewer's pack as one page to print: each thing numbered, with room for initials."""

from __future__ import annotations

import base64
import datetime
import hashlib
import html
import re
from collections.abc import Iterator

from generator.guide.conditions import Resolved, Word
from generator.in_words import head_of, parts_of
from generator.problems import visible
from generator.review.pack import Pack, PackItem, PackLine, PackRow, PackUnit
from generator.sign_offs import Standing

_STYLE = """
:root { color-scheme: light; --faint: #555; --line: #999; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: #fff; color: #111; overflow-wrap: anywhere;
  font: 1rem/1.45 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin: 2rem 0 .25rem; border-top: 3px solid;
  padding-top: .5rem; } h3 { font-size: 1rem; margin: 0; }
p { margin: .25rem 0; } ul, ol { margin: .25rem 0; padding-left: 1.5rem; }
.faint { color: var(--faint); font-size: .875rem; }
article { display: grid; grid-template-columns: 1fr 6.5rem; gap: 0 .75rem; border-top: 1px solid var(--line);
  padding: .25rem 0; }
.number { font-variant-numeric: tabular-nums; margin-right: .375rem; }
.sign { border-left: 1px solid var(--line); padding-left: .5rem; font-size: .8125rem; }
.sign span { display: block; border-bottom: 1px solid #111; height: 1.5rem; }
pre { border: 1px solid #111; padding: .5rem; white-space: pre-wrap; }
article p { white-space: pre-line; margin: .125rem 0; }
table { border-collapse: collapse; width: 100%; margin: .25rem 0; font-size: .9375rem; }
th:nth-child(-n + 2) { width: 24%; }
th, td { border: 1px solid var(--line); padding: .25rem .375rem; text-align: left; vertical-align: top; }
.rows > li { margin: .375rem 0; list-style: none; } .rows { padding: 0; }
.end { border: 1px solid #111; padding: .5rem; margin: 1rem 0; break-inside: avoid; }
.end b { display: inline-block; min-width: 14rem; border-bottom: 1px solid #111; height: 1.4rem; }
nav ol { columns: 2; column-gap: 2rem; padding: 0; } nav li { margin-left: 2.5rem; } nav a { color: inherit; }
@media print { html { font-size: 8.5pt; } body { max-width: none; padding: 0; } h2, h3 { break-after: avoid; }
  tr, li { break-inside: avoid; } nav a { text-decoration: none; } @page { margin: 15mm 12mm; } }
@media (max-width: 40rem) { article { grid-template-columns: 1fr; } nav ol { columns: 1; }
  .sign { border: 0; padding: .25rem 0; } }
"""
_WHOLE = (
    "This is everything that a reader of the site can be shown, but for the dates of its pages, "
    "and every rule by which it is shown."
)
_PART = "<strong>This is a part of what a reader of the site can be shown,</strong> with the rules that belong to it."
_STATES = {
    Standing.NEVER: "nobody has signed this off yet",
    Standing.LAPSED: "it was signed off, and its words changed since",
    Standing.IN_FORCE: "signed off as it is",
}


def as_page(pack: Pack, *, site: str, version: str, today: datetime.date) -> str:
    """Write the whole pack; the page asks for nothing else and runs nothing. `version` says which words these are."""
    hash = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    count = sum(len(unit.items) for unit in pack.units)
    lines = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; "
        "base-uri 'none'; form-action 'none'\">",
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>To review: {_shown(site)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<header>",
        f"<h1>To review: {_shown(site)}</h1>",
        f"<p>{_counted(count, 'thing')} in {_counted(len(pack.units), 'part')}, as of {today}. "
        f"Version: <code>{_shown(version)}</code></p>",
        f"<p>{_WHOLE if pack.is_whole else _PART} "
        "Please put your initials beside each thing that is right, and write beside it what must change. "
        "Each thing has a number, so that you can name it in a call or a letter. "
        "A part is signed off as a whole, at its end.</p>",
        '<nav aria-label="Parts"><ol>',
        *(f'<li><a href="#p{unit.number}">{_called(unit)}</a></li>' for unit in pack.units),
        "</ol></nav>",
        "</header>",
        "<main>",
    ]
    for unit in pack.units:
        lines += _unit(unit, pack)
    return "\n".join([*lines, "</main>", "</body>", "</html>", ""])


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _unit(unit: PackUnit, pack: Pack) -> Iterator[str]:
    where = "" if unit.address is None else f"on the site at /{_shown(unit.address)} · "
    yield f'<section id="p{unit.number}" aria-labelledby="p{unit.number}-heading">'
    yield f'<h2 id="p{unit.number}-heading">{unit.number}. {_called(unit)}</h2>'
    state = "" if unit.state is None else f" · {_STATES[unit.state]}"
    yield f'<p class="faint">{where}{_place(unit.place.file, unit.place.line)}{state}</p>'
    if unit.since:
        yield f"<pre>{_shown(unit.since)}</pre>"
    for item in unit.items:
        yield from _item(item, unit, pack)
    if unit.state is not None:
        yield f'<p class="end">Part {unit.number} as a whole. Name and profession: <b></b> Day: <b></b></p>'
    yield "</section>"


def _called(unit: PackUnit) -> str:
    """Say what a person types to name a part, and what it is called for readers."""
    return _shown(f"{unit.name}: {unit.title}" if unit.title else unit.name)


def _item(item: PackItem, unit: PackUnit, pack: Pack) -> Iterator[str]:
    name = f": {_read(item.name)}" if item.name else ""
    yield f'<article id="n{item.number}"><div>'
    yield f'<h3><span class="number">{item.number}</span> {_shown(item.sort)}{name}</h3>'
    known = f"{_shown(item.id)} · " if item.id else ""
    where = "" if item.address in (None, unit.address) else f"on the site at /{_shown(item.address or '')} · "
    yield f'<p class="faint">{known}{where}{_place(item.place.file, item.place.line)}</p>'
    yield from _lines(item.lines)
    if item.answers:
        yield from _answers(item, pack)
    if item.rows:
        yield '<ul class="rows">'
        for row in item.rows:
            yield from _row(row, pack)
        yield "</ul>"
    yield '</div><div class="sign">Right: initials<span></span>Change:<span></span></div></article>'


def _lines(lines: tuple[PackLine, ...]) -> Iterator[str]:
    before = None
    for line in lines:
        label = f'<span class="faint">{_shown(line.label)}:</span> ' if line.label and line.label != before else ""
        yield f'<p dir="auto">{label}{_read(line.text)}</p>'
        before = line.label


def _answers(item: PackItem, pack: Pack) -> Iterator[str]:
    heads = ("Answer", "About someone else", "Help below it", "Leads to")
    yield f"<table><thead><tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr></thead>"
    for answer in item.answers:
        they = _shown(answer.they) if answer.they != answer.text else ""
        target = _shown(pack.words.target(answer.target)) if answer.target else ""
        cells = (_shown(answer.text), they, _shown(answer.help or ""), target)
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</table>"


def _row(row: PackRow, pack: Pack) -> Iterator[str]:
    said = "In every other case" if row.condition is True else f"If {_condition(row.condition, pack)}"
    yield f'<li><span class="number">{row.number}</span> {said} → <strong>{_shown(row.target)}</strong></li>'


def _condition(condition: Resolved, pack: Pack) -> str:
    """Say a condition in words: an answer with its question, or a list of parts."""
    if isinstance(condition, bool):
        return "everybody" if condition else "nobody"
    if isinstance(condition, str):
        question = pack.words.questions.get(condition.split(".")[0], "")
        return f'“{_shown(pack.words.answers.get(condition, condition))}” <span class="faint">{_shown(question)}</span>'
    parts = condition.parts
    if condition.word is Word.NOT or len(parts) == 1:
        return f"{head_of(condition)} {_condition(parts[0], pack)}".strip()
    items = "".join(f"<li>{_condition(part, pack)}</li>" for part in parts_of(condition))
    return f"{head_of(condition)}<ul>{items}</ul>"


_STRONG = re.compile(r"\*\*(.+?)\*\*|(?<![\w*])\*([^*\n]+)\*(?![\w*])")
_LINK = re.compile(r"\[([^\]\n]*)\]\(([^)\s]*)\)")
_MARKER = re.compile(r"\[\[([^\]\n]+)\]\]")


def _read(text: str) -> str:
    """Write an author's Markdown as somebody reads it who never saw any: where links lead stands behind their words."""
    html = _MARKER.sub(r'<span class="faint">(here stands: \1)</span>', _shown(text))
    html = _LINK.sub(lambda link: f'{link[1]} <span class="faint">({link[2]})</span>'.strip(), html)
    return _STRONG.sub(lambda words: f"<strong>{words[1]}</strong>" if words[1] else f"<em>{words[2]}</em>", html)


def _place(file: str, line: int) -> str:
    return f"{_shown(file)}, line {line}"


def _shown(text: str) -> str:
    """Escape an author's text, so that a browser shows it as it is, line for line."""
    return "\n".join(html.escape(visible(line.replace("\t", " "))) for line in str(text).split("\n"))
