"""Write the reviewer's pack as a workbook: the rules as decision tables, and everything else as numbered rows."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from generator.guide.tables import Demand, TableRow, questions_in, table_of
from generator.problems import visible
from generator.review.pack import Pack, PackItem

_SIGN = ("Right: initials", "Change")
_WIDE, _NARROW = 48, 14


def as_workbook(pack: Pack, *, version: str, today: datetime.date) -> bytes:
    """Write the workbook: its first sheet says how it is read. The same pack gives the same bytes."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": "To review", "created": datetime.datetime(today.year, today.month, today.day)})
    forms = _Forms(book)
    _about(book.add_worksheet("Read first"), forms, version, today)
    for title, sort, then in (("Decisions", "decision", "Leads to"), ("Promises", "promise", "Then must hold")):
        ruled = [item for item in _items(pack) if item.sort == sort]
        _tables(book.add_worksheet(title), ruled, pack, forms, then=then)
    _answers(book.add_worksheet("Questions"), pack, forms)
    for title, sorts in (
        ("Outcomes", {"outcome"}),
        ("Notes", {"note"}),
        ("Contacts", {"contact"}),
        ("Journeys", {"journey"}),
    ):
        _things(book.add_worksheet(title), [item for item in _items(pack) if item.sort in sorts], forms)
    listed = {"outcome", "note", "promise", "contact", "journey", "decision", "question"}
    _things(book.add_worksheet("Everything else"), [item for item in _items(pack) if item.sort not in listed], forms)
    book.close()
    return memory.getvalue()


class _Forms:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        wrapped = {"text_wrap": True, "valign": "top", "border": 1}
        self.cell: Format = book.add_format(wrapped)
        self.head: Format = book.add_format({**wrapped, "bold": True, "bg_color": "#E8E8E8"})
        self.title: Format = book.add_format({"bold": True, "font_size": 13, "text_wrap": False})


def _about(sheet: Worksheet, forms: _Forms, version: str, today: datetime.date) -> None:
    sheet.set_column(0, 0, 110)
    said = (
        "To review",
        f"As of {today}. Version: {version}",
        "Decisions: each decision is a table. A row holds where all its cells hold; the first row that holds is "
        "followed (hit policy: first). An empty cell asks nothing.",
        "Promises: each is a table too. In each of its rows what stands at its end must hold, whatever else is "
        "answered; that is proven.",
        "A row that holds in several ways is written once for each: 3.1, 3.2 and so on are row 3 of the guide.",
        'In a cell "one of" means that one or more of these answers were given, "none of" that none of them was.',
        '"Besides" holds what counts across questions, such as "2 or more of".',
        "The other sheets hold everything that a reader can be shown, one thing in a row.",
        "The numbers are those of the pack on paper. Please write initials beside what is right, or what must change.",
    )
    for row, text in enumerate(said):
        _write(sheet, row, 0, text, forms.title if row == 0 else forms.cell)


def _tables(sheet: Worksheet, items: Iterable[PackItem], pack: Pack, forms: _Forms, *, then: str) -> None:
    """Write the rows of each thing as a table, one below the other; `then` heads what a row leads to."""
    sheet.set_column(0, 0, _NARROW)
    sheet.set_column(1, 30, 30)
    row = 0
    for item in items:
        table = table_of(tuple((each.condition, each.target) for each in item.rows))
        questions = questions_in(table)
        has_more = any(each.way.others for each in table)
        asked = (f"{pack.words.questions.get(id, '')}\n({id})" for id in questions)
        heads = ["Row", *asked, *(["Besides"] if has_more else []), then, *_SIGN]
        title = f"{item.number} {item.sort} {item.id}{f': {item.name}' if item.name else ''}"
        _write(sheet, row, 0, title, forms.title)
        _row(sheet, row + 1, heads, forms.head)
        for place, each in enumerate(table, row + 2):
            _row(sheet, place, [*_cells(each, item, questions, pack, has_more=has_more), "", ""], forms.cell)
        row += len(table) + 4


def _cells(row: TableRow, item: PackItem, questions: Sequence[str], pack: Pack, *, has_more: bool) -> Iterator[str]:
    yield f"{item.number}.{row.number}"
    for question in questions:
        demands = [demand for demand in row.way.demands if demand.question == question]
        yield "\n".join(_demand(demand, pack) for demand in demands)
    if has_more:
        yield "\n".join(pack.words.in_line(other) for other in row.way.others)
    yield row.target


def _demand(demand: Demand, pack: Pack) -> str:
    answers = [f"“{pack.words.answers.get(answer, answer)}”" for answer in demand.answers]
    if demand.is_given:
        return answers[0] if len(answers) == 1 else "one of: " + " · ".join(answers)
    return f"not {answers[0]}" if len(answers) == 1 else "none of: " + " · ".join(answers)


def _answers(sheet: Worksheet, pack: Pack, forms: _Forms) -> None:
    """Write each answer of each question in a row."""
    heads = (
        "Number",
        "Question",
        "About someone else",
        "Answer",
        "About someone else",
        "Help below it",
        "Leads to",
        *_SIGN,
    )
    _head(sheet, heads, forms)
    row = 1
    for item in _items(pack):
        if item.question is None:
            continue
        entry = item.question
        for place, answer in enumerate(item.answers, 1):
            target = answer.target or str(entry.next or "")
            leads = pack.words.target(target)
            said = (
                f"{item.number}.{place}",
                entry.you,
                entry.they,
                answer.text,
                answer.they,
                answer.help or "",
                leads,
                "",
                "",
            )
            _row(sheet, row, said, forms.cell)
            row += 1


def _things(sheet: Worksheet, items: Sequence[PackItem], forms: _Forms) -> None:
    _head(
        sheet, ("Number", "Kind", "Id", "What it is about", "All of it", "On the site", "In the files", *_SIGN), forms
    )
    sheet.set_column(4, 4, 2 * _WIDE)
    for row, item in enumerate(items, 1):
        text = "\n".join(f"{line.label}: {line.text}" if line.label else line.text for line in item.lines)
        on_site = "" if item.address is None else f"/{item.address}"
        where = f"{item.place.file}, line {item.place.line}"
        _row(sheet, row, (item.number, item.sort, item.id, item.name, text, on_site, where, "", ""), forms.cell)


def _head(sheet: Worksheet, heads: Sequence[str], forms: _Forms) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, _NARROW)
    sheet.set_column(1, len(heads) - 1, _WIDE // 2)
    _row(sheet, 0, heads, forms.head)


def _row(sheet: Worksheet, row: int, texts: Sequence[str], form: Format) -> None:
    for column, text in enumerate(texts):
        _write(sheet, row, column, text, form)


_MOST = 32_767
"""The most characters that a cell may hold."""


def _write(sheet: Worksheet, row: int, column: int, text: str, form: Format) -> None:
    shown = "\n".join(visible(line) for line in str(text).split("\n"))
    sheet.write_string(row, column, shown if len(shown) <= _MOST else f"{shown[: _MOST - 4]} ...", form)


def _items(pack: Pack) -> Iterator[PackItem]:
    return (item for unit in pack.units for item in unit.items)
