"""Read the rules of a guide from DMN alone: ours as it was written, or as somebody changed it in another tool.

Each decision table becomes a decision with the rows that it has, and the table after a question is where every answer
of it leads; so what is walked is what an engine would evaluate. What is not understood is refused, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.exchange.dmn import AFTER, NAMESPACE, NOTES, OUTCOME, OUTCOMES, RESULT, RULE, TYPE
from generator.exchange.documents import CannotRead, Element, read_xml
from generator.exchange.feel import ANSWERS, FeelReader, feel_name
from generator.exchange.rules import AskedQuestion, EndPoint, Rows, Rules, is_alone
from generator.guide.conditions import Compound, Resolved, Word
from generator.model.entry import ID_PATTERN
from generator.model.guide import Choose, Direction, Urgency
from generator.problems import Place, did_you_mean

_VERSIONS = {
    NAMESPACE: "DMN 1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "DMN 1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "DMN 1.5",
}


def read_dmn(content: bytes, file: str) -> Rules:
    """Read the rules of a guide from a DMN file.

    Raises CannotRead, with the place and what to do, where it says something that is not read here.
    """
    root = read_xml(content, file, root="definitions", namespaces=_VERSIONS)
    model = _Model(root)
    model.read_types()
    model.read_tables()
    return model.rules()


@dataclass(slots=True)
class _Column:
    """A column of a table: the expression that its cells are about."""

    text: str


@dataclass(slots=True)
class _Model:
    """What was read of a DMN file so far."""

    root: Element
    questions: dict[str, AskedQuestion] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    decisions: dict[str, Element] = field(default_factory=dict)
    steps: dict[str, Rows] = field(default_factory=dict)
    asked: dict[str, tuple[str, Choose]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    notes: dict[str, dict[str, object]] = field(default_factory=dict)
    audiences: dict[str, list[Resolved]] = field(default_factory=dict)

    def read_types(self) -> None:
        """Read which questions there are, with their answers, and which outcomes."""
        types = {_name(type): type for type in self.root.all("itemDefinition")}
        for data in self.root.all("inputData"):
            name = _name(data)
            if not name.startswith(ANSWERS):
                raise CannotRead(data.place, f'input "{name}" is no question', f"name it {ANSWERS}<question>")
            id = _id_of(name.removeprefix(ANSWERS), data.place)
            type = types.get(_typed(data))
            if type is None:
                cure = f"define {TYPE}{feel_name(id)} with its answers"
                raise CannotRead(data.place, f'"{_typed(data)}" is no type here', cure)
            choose = Choose.ANY if type.attributes.get("isCollection") == "true" else Choose.ONE
            answers = tuple(_id_of(answer, type.place) for answer in _allowed(type))
            alone = frozenset(answer for answer in answers if is_alone(choose, answer))
            self.questions[id] = AskedQuestion(id, choose, answers, alone)
            self.asked[name] = (id, choose)
            self.labels[id] = data.attributes.get("label", "")
        if OUTCOMES not in types:
            raise CannotRead(self.root.place, f"there is no type {OUTCOMES}", "define it with the ids of the outcomes")
        self.outcomes = tuple(_id_of(outcome, types[OUTCOMES].place) for outcome in _allowed(types[OUTCOMES]))

    def read_tables(self) -> None:
        """Read the table of every decision and of every question."""
        for decision in self.root.all("decision"):
            name = _name(decision)
            if name in self.decisions:
                raise CannotRead(decision.place, f'decision "{name}" stands twice', "take one of them away")
            self.decisions[name] = decision
        for name, decision in self.decisions.items():
            if name.startswith((AFTER, RULE)):
                self.steps[name] = tuple(self._rows(decision))
            elif name not in (OUTCOME, RESULT, NOTES):
                cure = f"name it {AFTER}<question> or {RULE}<decision>"
                raise CannotRead(decision.place, f'decision "{name}" is not read', cure)
        for id in self.questions:
            if AFTER + feel_name(id) not in self.steps:
                cure = f"write the decision {AFTER}{feel_name(id)}"
                raise CannotRead(self.root.place, f'nothing says where the answers to "{id}" lead', cure)

    def rules(self) -> Rules:
        """Join all that was read."""
        start = self._step(_text_of(self._decision(OUTCOME).one("literalExpression")), self._decision(OUTCOME))
        if not start.startswith(AFTER):
            where = self._decision(OUTCOME).place
            raise CannotRead(where, "the outcome does not begin with a question", f"write {AFTER}<first question>")
        ends = dict(self._ends())
        self._read_notes()
        missing = [id for id in self.outcomes if id not in ends]
        if missing:
            cure = f'add it to the table of "{RESULT}"'
            raise CannotRead(self._decision(RESULT).place, f'nothing says what outcome "{missing[0]}" is', cure)
        questions = {AFTER + feel_name(id): id for id in self.questions}
        steps = {name: tuple((c, questions.get(to, to)) for c, to in rows) for name, rows in self.steps.items()}
        return Rules(
            start=questions[start],
            questions=self.questions,
            after={id: AFTER + feel_name(id) for id in self.questions},
            steps=steps,
            outcomes={id: EndPoint(*ends[id][:2]) for id in self.outcomes},
            audiences={id: Compound(Word.ANY, tuple(ways)) for id, ways in self.audiences.items()},
            tree=self._tree(ends),
        )

    def _tree(self, ends: dict[str, tuple[Urgency, Direction, str]]) -> dict[str, object]:
        root = self.root.place
        return {
            "guide": {"title": _name(self.root)},
            "questions": {
                id: {"choose": str(asked.choose), "you": self.labels[id], "answers": list(asked.answers)}
                for id, asked in self.questions.items()
            },
            "decisions": sorted(_id_of(name[len(RULE) :], root) for name in self.steps if name.startswith(RULE)),
            "outcomes": {
                id: {"urgency": str(urgency), "direction": str(direction), "title": title}
                for id, (urgency, direction, title) in ends.items()
            },
            "notes": self.notes,
        }

    def _decision(self, name: str) -> Element:
        if name not in self.decisions:
            raise CannotRead(self.root.place, f'there is no decision "{name}"', "write it, or export anew")
        return self.decisions[name]

    def _find(self, question: str, answer: str, place: Place) -> str:
        if answer not in self.questions[question].answers:
            near = did_you_mean(answer, self.questions[question].answers) or "it has other answers"
            raise CannotRead(place, f'"{answer}" is no answer of question "{question}"', near)
        return f"{question}.{answer}"

    def _rows(self, decision: Element) -> Iterator[tuple[Resolved, str]]:
        table, columns = _table(decision, "FIRST")
        for rule in table.all("rule"):
            condition = self._holds(rule, columns)
            outputs = list(rule.all("outputEntry"))
            if len(outputs) != 1:
                raise CannotRead(rule.place, f"a rule gives {len(outputs)} results", "let it give one")
            yield condition, self._step(_text_of(outputs[0]), decision, outputs[0].place)

    def _holds(self, rule: Element, columns: list[_Column], *, skip: int = 0) -> Resolved:
        """Read the condition under which a rule holds, from its cells after the first few."""
        cells = list(rule.all("inputEntry"))
        if len(cells) != len(columns) + skip:
            what = f"a rule has {len(cells)} cells where the table has {len(columns) + skip} columns"
            raise CannotRead(rule.place, what, "write one cell for each column")
        reader = FeelReader(self.asked, self._find)
        parts = [
            reader.cell(_text_of(cell), cell.place, column.text)
            for cell, column in zip(cells[skip:], columns, strict=True)
        ]
        parts = [part for part in parts if part is not True]
        return True if not parts else parts[0] if len(parts) == 1 else Compound(Word.ALL, tuple(parts))

    def _step(self, text: str, decision: Element, place: Place | None = None) -> str:
        """Read what a rule gives: an outcome in quotes, or a table that the decision requires."""
        where = place or decision.place
        if text.startswith('"') and text.endswith('"'):
            id = text[1:-1]
            if id not in self.outcomes:
                near = did_you_mean(id, self.outcomes) or f"the type {OUTCOMES} lists them"
                raise CannotRead(where, f"{text} is no outcome", near)
            return id
        if not text.startswith((AFTER, RULE)) or text not in self.decisions:
            near = did_you_mean(text, list(self.decisions)) or 'write an outcome as "id", or the name of a decision'
            raise CannotRead(where, f"{text or 'nothing'} is no step", near)
        if text not in _required(decision):
            cure = f'let decision "{_name(decision)}" require it'
            raise CannotRead(where, f"{text} is used without being required", cure)
        return text

    def _ends(self) -> Iterator[tuple[str, tuple[Urgency, Direction, str]]]:
        table, columns = _table(self._decision(RESULT), "UNIQUE")
        names = [output.attributes.get("name", "") for output in table.all("output")]
        if [column.text for column in columns] != [OUTCOME] or sorted(names) != ["direction", "title", "urgency"]:
            raise CannotRead(
                table.place, "this table has other columns", "give it outcome, and urgency, direction and title"
            )
        for rule in table.all("rule"):
            id = _one_text(rule.one("inputEntry"))
            if id not in self.outcomes:
                raise CannotRead(rule.place, f'"{id}" is no outcome', f"the type {OUTCOMES} lists them")
            given = dict(zip(names, rule.all("outputEntry"), strict=False))
            if len(given) != len(names):
                raise CannotRead(rule.place, "a rule lacks a result", "give it urgency, direction and title")
            urgency, direction = given["urgency"], given["direction"]
            yield (
                id,
                (
                    Urgency(_known(_one_text(urgency), list(Urgency), urgency.place, "urgency")),
                    Direction(_known(_one_text(direction), list(Direction), direction.place, "direction")),
                    _one_text(given["title"]),
                ),
            )

    def _read_notes(self) -> None:
        if NOTES not in self.decisions:
            return
        table, columns = _table(self.decisions[NOTES], "COLLECT")
        if not columns or columns[0].text != OUTCOME:
            raise CannotRead(table.place, "the first column of the notes is another", f"let it be {OUTCOME}")
        for rule in table.all("rule"):
            id = _one_text(rule.one("outputEntry"))
            about, first = rule.first("description"), rule.first("inputEntry")
            elsewhere = [] if first is None else self._elsewhere(first)
            note: dict[str, object] = {"title": "" if about is None else about.text}
            note |= {"said_at": elsewhere} if elsewhere else {}
            if self.notes.setdefault(id, note) != note:
                raise CannotRead(
                    rule.place, f'two rules for note "{id}" say another outcome or title', "let them agree"
                )
            self.audiences.setdefault(id, []).append(self._holds(rule, columns[1:], skip=1))

    def _elsewhere(self, cell: Element) -> list[str]:
        text = _text_of(cell)
        if text in ("-", ""):
            return []
        if not (text.startswith("not(") and text.endswith(")")):
            raise CannotRead(cell.place, f"{text} is not read here", 'write - or not("outcome", …)')
        return [_id_of(part, cell.place) for part in _quoted_in(text[4:-1], cell.place)]


def _table(decision: Element, policy: str) -> tuple[Element, list[_Column]]:
    table = decision.one("decisionTable")
    written = table.attributes.get("hitPolicy", "UNIQUE")
    if written != policy:
        raise CannotRead(table.place, f'hit policy "{written}" is not read here', f'write hitPolicy="{policy}"')
    columns = [_Column(_text_of(column.one("inputExpression"))) for column in table.all("input")]
    return table, columns


def _required(decision: Element) -> frozenset[str]:
    found = (each for need in decision.all("informationRequirement") for each in need.children)
    return frozenset(each.attributes.get("href", "").removeprefix("#") for each in found)


def _name(element: Element) -> str:
    name = element.attributes.get("name", "")
    if not name:
        raise CannotRead(element.place, f"<{element.name}> has no name", "write name=…")
    return name


def _typed(data: Element) -> str:
    return data.one("variable").attributes.get("typeRef", "")


def _text_of(element: Element) -> str:
    return element.one("text").text.strip()


def _allowed(type: Element) -> list[str]:
    values = type.first("allowedValues")
    if values is None:
        raise CannotRead(type.place, f'type "{_name(type)}" does not list its values', "write <allowedValues>")
    return _quoted_in(_text_of(values), values.place)


def _quoted_in(text: str, place: Place) -> list[str]:
    parts = [part.strip() for part in text.split(",")]
    if not all(len(part) > 1 and part.startswith('"') and part.endswith('"') for part in parts):
        raise CannotRead(place, f"{text} is no list of texts", 'write "first", "second"')
    found = [part[1:-1] for part in parts]
    if len(set(found)) < len(found):
        raise CannotRead(place, f"{text} holds one text twice", "take it away")
    return found


def _one_text(element: Element) -> str:
    text = _text_of(element)
    if not (len(text) > 1 and text.startswith('"') and text.endswith('"')):
        raise CannotRead(element.place, f"{text or 'nothing'} is no text", "write it in quotes")
    return text[1:-1].replace('\\"', '"').replace("\\\\", "\\")


def _id_of(name: str, place: Place) -> str:
    id = name.replace("_", "-")
    if not ID_PATTERN.fullmatch(id):
        raise CannotRead(place, f'"{name}" is no id', "use lower-case words with hyphens")
    return id


def _known(word: str, known: list[str], place: Place, what: str) -> str:
    if word not in known:
        raise CannotRead(place, f'"{word}" is no {what}', f"there are: {', '.join(known)}")
    return word
