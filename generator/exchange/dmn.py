"""Write the rules of a guide as DMN 1.3: a decision table for each question and each decision.

`after_<question>` says which step an answer leads to, `rule_<decision>` which row holds first. What a table gives is
the outcome in the end: it names an outcome, or the table of the next step, so that one call of `outcome` walks the
whole guide. `result` says what an outcome is, and `notes` which notes are for whoever gave these answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from generator.checks import Verified
from generator.exchange.addresses import canonical
from generator.exchange.drawing import drawn, requirement_id
from generator.exchange.feel import ANSWERS, cell_of, condition_in_feel, feel_name, quoted
from generator.exchange.fhir import is_reviewed
from generator.exchange.losses import Standard, not_said
from generator.guide.conditions import Compound, Resolved
from generator.guide.plan import Plan, PlannedQuestion, order_of
from generator.guide.tables import Demand, TableRow, table_of, ways_of
from generator.model.guide import Choose
from generator.settings import Settings

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"
"""The namespace of DMN 1.3."""

AFTER, RULE = "after_", "rule_"
OUTCOME, RESULT, NOTES = "outcome", "result", "notes"
"""The names of the decisions that give the outcome, what it is, and the notes."""

OUTCOMES = "outcomes"
"""The name of the type of every outcome's id."""

TYPE = "t_"
"""What the name of the type of a question's answers begins with."""

_NAMESPACES = {
    "xmlns": NAMESPACE,
    "xmlns:dmndi": "https://www.omg.org/spec/DMN/20191111/DMNDI/",
    "xmlns:dc": "http://www.omg.org/spec/DMN/20180521/DC/",
    "xmlns:di": "http://www.omg.org/spec/DMN/20180521/DI/",
}


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a decision table as it is written: what it is for, its cells by column, and what it gives."""

    about: str
    cells: Mapping[str, str]
    gives: tuple[str, ...]


@dataclass(slots=True)
class _Drawn:
    """The decisions that were written, each with what it requires."""

    root: Element
    kinds: Mapping[str, Choose]
    requires: dict[str, tuple[str, ...]] = field(default_factory=dict)


def as_dmn(guide: Verified, settings: Settings) -> bytes:
    """Write the rules of one guide; the same guide gives the same bytes."""
    plan, head = guide.plan, guide.base.tree.guide
    root = Element(
        "definitions",
        {
            **_NAMESPACES,
            "id": f"guide_{feel_name(str(head.id))}",
            "name": str(head.title),
            "namespace": canonical(settings, "dmn", str(head.id)),
            "exporter": "Stepwell",
        },
    )
    said = "\n".join(f"- {loss}" for loss in not_said(Standard.DMN))
    draft = "" if is_reviewed(guide) else "A draft: not all of it was reviewed by a named person as it is now.\n\n"
    about = f"{draft}{head.about.strip()}\n\n{head.not_advice.strip()}\n\nNot said here:\n{said}"
    SubElement(root, "description").text = about
    order = order_of(plan)
    steps = sorted((id for id in order if id not in plan.outcomes), key=order.__getitem__)
    asked = [id for id in steps if id in plan.questions]
    kinds = {id: question.choose for id, question in plan.questions.items()}
    for id in asked:
        _answers_type(root, plan.questions[id])
    _type(root, OUTCOMES, plan.outcomes)
    model = _Drawn(root, kinds)
    _end_tables(model, plan)
    _note_table(model, guide)
    for id in steps:
        if id in plan.questions:
            _after_table(model, plan, plan.questions[id])
        else:
            _rule_table(model, plan, id)
    for id in asked:
        _input(root, plan.questions[id])
    root.append(drawn(model.requires, [ANSWERS + feel_name(id) for id in asked]))
    indent(root)
    written: bytes = tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"


def _type(root: Element, name: str, allowed: Iterable[str], *, is_list: bool = False) -> None:
    attributes = {"name": name, "isCollection": "true"} if is_list else {"name": name}
    type = SubElement(root, "itemDefinition", attributes)
    SubElement(type, "typeRef").text = "string"
    SubElement(SubElement(type, "allowedValues"), "text").text = ", ".join(map(quoted, allowed))


def _answers_type(root: Element, question: PlannedQuestion) -> None:
    answers = (answer.id for answer in question.answers)
    _type(root, TYPE + feel_name(question.id), answers, is_list=question.choose is Choose.ANY)


def _input(root: Element, question: PlannedQuestion) -> None:
    name = ANSWERS + feel_name(question.id)
    data = SubElement(root, "inputData", {"id": name, "name": name, "label": str(question.entry.you)})
    said = [str(question.entry.you), *(f"{answer.id}: {answer.text}" for answer in question.answers)]
    SubElement(data, "description").text = "\n".join(said)
    SubElement(data, "variable", {"name": name, "typeRef": TYPE + feel_name(question.id)})


def _decision(written: _Drawn, name: str, requires: Iterable[str], *, type: str, label: str, about: str) -> Element:
    decision = SubElement(written.root, "decision", {"id": name, "name": name, "label": label})
    SubElement(decision, "description").text = about
    SubElement(decision, "variable", {"name": name, "typeRef": type})
    written.requires[name] = needed = tuple(dict.fromkeys(requires))
    for other in needed:
        requirement = SubElement(decision, "informationRequirement", {"id": requirement_id(name, other)})
        kind = "requiredInput" if other.startswith(ANSWERS) else "requiredDecision"
        SubElement(requirement, kind, {"href": f"#{other}"})
    return decision


def _table(decision: Element, policy: str, columns: Mapping[str, tuple[str, str]], outputs: Sequence[str]) -> Element:
    """Begin a table; `columns` maps what a column looks at to its label and type, `outputs` names the results."""
    name = decision.get("name", "")
    table = SubElement(decision, "decisionTable", {"id": f"table_{name}", "hitPolicy": policy})
    for number, (looks_at, (label, type)) in enumerate(columns.items(), 1):
        column = SubElement(table, "input", {"id": f"{name}_in_{number}", "label": label})
        expression = SubElement(column, "inputExpression", {"id": f"{name}_look_{number}", "typeRef": type})
        SubElement(expression, "text").text = looks_at
    for number, output in enumerate(outputs, 1):
        named = {"name": output} if len(outputs) > 1 else {}
        SubElement(table, "output", {"id": f"{name}_out_{number}", "label": output, **named, "typeRef": "string"})
    return table


def _lines(table: Element, columns: Iterable[str], lines: Iterable[_Line]) -> None:
    name = table.get("id", "").removeprefix("table_")
    for number, line in enumerate(lines, 1):
        rule = SubElement(table, "rule", {"id": f"{name}_row_{number}"})
        if line.about:
            SubElement(rule, "description").text = line.about
        for place, column in enumerate(columns, 1):
            entry = SubElement(rule, "inputEntry", {"id": f"{name}_row_{number}_in_{place}"})
            SubElement(entry, "text").text = line.cells.get(column, "-")
        for place, gives in enumerate(line.gives, 1):
            entry = SubElement(rule, "outputEntry", {"id": f"{name}_row_{number}_out_{place}"})
            SubElement(entry, "text").text = gives


def step_in_feel(plan: Plan, id: str) -> str:
    """Write a step as what a table gives: an outcome by its id, else the table that goes on."""
    if id in plan.outcomes:
        return quoted(id)
    return (AFTER if id in plan.questions else RULE) + feel_name(id)


def _leads_to(plan: Plan, ids: Iterable[str]) -> Iterator[str]:
    return (step_in_feel(plan, id) for id in ids if id not in plan.outcomes)


def _end_tables(written: _Drawn, plan: Plan) -> None:
    first = step_in_feel(plan, plan.start)
    label, about = "Where these answers lead", "The outcome; it walks the whole guide."
    decision = _decision(written, OUTCOME, [first], type=OUTCOMES, label=label, about=about)
    SubElement(SubElement(decision, "literalExpression", {"id": "outcome_expression"}), "text").text = first
    label, about = "What the outcome is", "How soon help is needed, which way it points, and its heading."
    decision = _decision(written, RESULT, [OUTCOME], type="Any", label=label, about=about)
    columns = {OUTCOME: ("outcome", OUTCOMES)}
    table = _table(decision, "UNIQUE", columns, ["urgency", "direction", "title"])
    _lines(
        table,
        columns,
        (
            _Line("", {OUTCOME: quoted(id)}, tuple(map(quoted, (each.urgency, each.direction, each.title.you))))
            for id, each in plan.outcomes.items()
        ),
    )


def _note_table(written: _Drawn, guide: Verified) -> None:
    """Write which notes are for whoever gave these answers, whatever the outcome but those that say all of it."""
    lines: list[tuple[TableRow, _Line]] = []
    for note in guide.base.every_note():
        audience = guide.audiences.get(str(note.id))
        if audience is None:
            continue
        elsewhere = [str(id) for id in note.said_at if id in guide.plan.outcomes]
        cell = f"not({', '.join(map(quoted, elsewhere))})" if elsewhere else "-"
        for way in ways_of(audience.condition):
            line = _Line(str(note.title.you), {OUTCOME: cell}, (quoted(str(note.id)),))
            lines.append((TableRow("", way, ""), line))
    if not lines:
        return
    columns = _columns([row for row, _ in lines], guide.plan, written.kinds)
    label, about = "The notes to show", "What must be said to whoever gave these answers, by the ids of notes."
    requires = [OUTCOME, *(ANSWERS + feel_name(id) for id in _in_columns([row for row, _ in lines]))]
    decision = _decision(written, NOTES, requires, type="Any", label=label, about=about)
    every = {OUTCOME: ("outcome", OUTCOMES), **columns}
    table = _table(decision, "COLLECT", every, ["note"])
    _lines(
        table,
        every,
        (_Line(line.about, {**line.cells, **_cells(row, written.kinds)}, line.gives) for row, line in lines),
    )


def _after_table(written: _Drawn, plan: Plan, question: PlannedQuestion) -> None:
    name = ANSWERS + feel_name(question.id)
    by_target: dict[str, list[str]] = {}
    for answer in question.exclusives:
        by_target.setdefault(answer.target, []).append(answer.reference)
    rows = [(tuple(answers), target) for target, answers in by_target.items()]
    if question.options:
        rows.append((tuple(answer.reference for answer in question.options), question.next))
    decision = _decision(
        written,
        AFTER + feel_name(question.id),
        [name, *_leads_to(plan, question.targets)],
        type=OUTCOMES,
        label=str(question.entry.you),
        about=f"question {question.id}: where its answers lead",
    )
    columns = {name: (str(question.entry.you), TYPE + feel_name(question.id))}
    table = _table(decision, "FIRST", columns, ["leads to"])
    lines = (
        _Line("", {name: _listed(answers, question, written.kinds)}, (step_in_feel(plan, target),))
        for answers, target in rows
    )
    _lines(table, columns, lines)


def _listed(answers: tuple[str, ...], question: PlannedQuestion, kinds: Mapping[str, Choose]) -> str:
    return cell_of([Demand(question.id, answers)], (), kinds, question.id)


def _rule_table(written: _Drawn, plan: Plan, id: str) -> None:
    rows = table_of(plan.decisions[id])
    columns = _columns(rows, plan, written.kinds)
    targets = [row.target for row in rows]
    decision = _decision(
        written,
        RULE + feel_name(id),
        [*(ANSWERS + feel_name(question) for question in _in_columns(rows)), *_leads_to(plan, targets)],
        type=OUTCOMES,
        label=id,
        about=f"decision {id}: the first row that holds is followed",
    )
    columns = columns or {"true": ("always", "boolean")}
    table = _table(decision, "FIRST", columns, ["leads to"])
    lines = (_Line(f"row {row.number}", _cells(row, written.kinds), (step_in_feel(plan, row.target),)) for row in rows)
    _lines(table, columns, lines)


def _columns(rows: Sequence[TableRow], plan: Plan, kinds: Mapping[str, Choose]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        for looks_at, question, other in _parts(row):
            if question:
                found.setdefault(looks_at, (str(plan.questions[question].entry.you), TYPE + feel_name(question)))
            elif other is not None:
                found.setdefault(condition_in_feel(other, kinds), ("several questions together", "boolean"))
    return found


def _parts(row: TableRow) -> Iterator[tuple[str, str, Compound | None]]:
    """Yield what a row looks at: the name of a question's answers with the question, or a condition on several."""
    for demand in row.way.demands:
        yield ANSWERS + feel_name(demand.question), demand.question, None
    for other in row.way.others:
        asked = sorted(_questions(other))
        if len(asked) == 1:
            yield ANSWERS + feel_name(asked[0]), asked[0], other
        else:
            yield "", "", other


def _cells(row: TableRow, kinds: Mapping[str, Choose]) -> dict[str, str]:
    demands: dict[str, list[Demand]] = {}
    others: dict[str, list[Resolved]] = {}
    cells: dict[str, str] = {}
    for demand in row.way.demands:
        demands.setdefault(demand.question, []).append(demand)
    for _, question, other in _parts(row):
        if question and other is not None:
            others.setdefault(question, []).append(other)
        elif other is not None:
            cells[condition_in_feel(other, kinds)] = "true"
    for question in dict.fromkeys((*demands, *others)):
        name = ANSWERS + feel_name(question)
        cells[name] = cell_of(demands.get(question, ()), others.get(question, ()), kinds, question)
    return cells


def _in_columns(rows: Iterable[TableRow]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        found |= dict.fromkeys(demand.question for demand in row.way.demands)
        for other in row.way.others:
            found |= dict.fromkeys(sorted(_questions(other)))
    return tuple(found)


def _questions(condition: Resolved) -> frozenset[str]:
    if isinstance(condition, str):
        return frozenset([condition.split(".")[0]])
    if isinstance(condition, Compound):
        return frozenset[str]().union(*map(_questions, condition.parts))
    return frozenset()
