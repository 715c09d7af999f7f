"""Read the rules of a guide from a FHIR Questionnaire alone, as a form evaluates them.

A form goes through the items in their order and shows each whose condition holds. So the plan that is made of it asks
one question after the other, each behind a decision of its own on whether it is shown, and the outcome comes last: it
shares nothing with the guide's own way from question to question.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.exchange.documents import CannotRead, Object
from generator.exchange.fhir import CALCULATED, ENABLED, EXCLUSIVE, NOT_ADVICE, RESULT, VARIABLE
from generator.exchange.fhirpath import FhirPathReader, led_by
from generator.exchange.json_parts import (
    check_keys,
    extensions_of,
    flag_at,
    object_at,
    objects_at,
    our_text,
    text_at,
    text_or_none,
)
from generator.exchange.questionnaire import ANSWERS
from generator.exchange.rules import AskedQuestion, Rows
from generator.guide.conditions import Compound, Resolved, Word
from generator.model.entry import ID_PATTERN
from generator.model.guide import Choose
from generator.problems import Place, Text, did_you_mean

_ASK, _END = "ask:", "end"
"""What stands before a question: whether it is shown; and what comes after the last."""

_OF_ITEM = frozenset(
    [
        *("linkId", "extension", "text", "_text", "type", "item", "readOnly"),
        *("enableWhen", "enableBehavior", "required", "repeats", "answerOption"),
    ]
)


@dataclass(frozen=True, slots=True)
class ReadQuestionnaire:
    """What a Questionnaire says: where its rules begin, its questions, where each leads, the rules, and its words."""

    start: str
    questions: Mapping[str, AskedQuestion]
    after: Mapping[str, str]
    steps: Mapping[str, Rows]
    outcomes: tuple[str, ...]
    decisions: tuple[str, ...]
    words: Mapping[str, dict[str, object]]


def read_questionnaire(source: Object) -> ReadQuestionnaire:
    """Read a Questionnaire. Raises CannotRead, with the place and what to do."""
    reading = _Reading(source)
    reading.read_questions()
    reading.read_variables()
    return reading.whole()


@dataclass(slots=True)
class _Reading:
    """What was read of a Questionnaire so far; a variable is known by its name."""

    source: Object
    questions: dict[str, AskedQuestion] = field(default_factory=dict)
    items: dict[str, Object] = field(default_factory=dict)
    words: dict[str, dict[str, object]] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    chains: dict[str, tuple[tuple[Resolved, str], ...]] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    known: dict[tuple[str, str], Resolved] = field(default_factory=dict)

    def read_questions(self) -> None:
        for item in objects_at(self.source, "item"):
            check_keys(item, _OF_ITEM)
            link = text_at(item, "linkId")
            if link == NOT_ADVICE or link.startswith(RESULT):
                continue
            if text_at(item, "type") != "choice":
                raise CannotRead(item.place, f'item "{link}" is no question', 'let it be of type "choice"')
            if not ID_PATTERN.fullmatch(link):
                raise CannotRead(link.place, f'"{link}" is no id', "use lower-case words with hyphens")
            if link in self.questions:
                raise CannotRead(item.place, f'question "{link}" stands twice', "take one of them away")
            self._read_question(item, str(link))

    def _read_question(self, item: Object, id: str) -> None:
        choose = Choose.ANY if flag_at(item, "repeats") else Choose.ONE
        answers: dict[str, dict[str, object]] = {}
        alone: set[str] = set()
        for option in objects_at(item, "answerOption"):
            coding = object_at(option, "valueCoding")
            code = text_at(coding, "code")
            question, _, answer = code.partition(".")
            if question != id or not ID_PATTERN.fullmatch(answer) or coding.get("system") != ANSWERS:
                raise CannotRead(code.place, f'"{code}" is no answer of "{id}"', f'write "{id}.<answer>" of {ANSWERS}')
            if answer in answers:
                raise CannotRead(code.place, f'answer "{code}" stands twice', "take one of them away")
            if choose is Choose.ONE or any(flag_at(each, "valueBoolean") for each in extensions_of(option, EXCLUSIVE)):
                alone.add(answer)
            text = text_at(coding, "display")
            answers[answer] = {"text": str(text), "they": str(our_text(option, "they", "String") or text)}
            if (help := our_text(option, "help", "String")) is not None:
                answers[answer]["help"] = str(help)
        if not answers:
            raise CannotRead(item.place, f'question "{id}" has no answers', 'write "answerOption"')
        self.questions[id] = AskedQuestion(id, choose, tuple(answers), frozenset(answers) & alone)
        self.items[id] = item
        words: dict[str, object] = {"choose": str(choose), **both_voices(item, "text")}
        for part in objects_at(item, "item"):
            link = text_at(part, "linkId")
            name = link.removeprefix(f"{id}/")
            if name not in ("help", "why"):
                raise CannotRead(part.place, f'"{link}" is not read here', "take it away")
            words[name] = str(text_at(part, "text"))
        self.words[id] = {**words, "answers": answers, "order": list(answers)}

    def read_variables(self) -> None:
        variables: dict[str, Object] = {}
        for each in extensions_of(self.source, VARIABLE):
            found = object_at(each, "valueExpression")
            called = text_at(found, "name")
            if called in variables:
                raise CannotRead(called.place, f'variable "{called}" stands twice', "take one of them away")
            variables[str(called)] = found
        later = frozenset(name for name in variables if name.startswith(("rule", "after")))
        for name, found in variables.items():
            text = text_at(found, "expression")
            if name not in later:
                question = FhirPathReader({}, frozenset(), self.find).answers(text, text.place)
                self._check_question(question, text.place)
                self.given[name] = question
        before: set[str] = set()
        for name, found in variables.items():
            if name in later:
                text = text_at(found, "expression")
                self.chains[name] = self._reader(before).chain(text, text.place)
                before.add(name)
                about = text_or_none(found, "description") or ""
                if name.startswith("rule"):
                    self.decisions[name] = about.removeprefix("decision ").partition(":")[0]

    def _reader(self, steps: set[str]) -> FhirPathReader:
        return FhirPathReader(self.given, frozenset(steps), self.find)

    def _check_question(self, id: str, place: Place) -> None:
        if id not in self.questions:
            near = did_you_mean(id, list(self.questions)) or "there is no such item"
            raise CannotRead(place, f'"{id}" is no question', near)

    def find(self, question: str, code: str, place: Place) -> str:
        """Return the answer with this code. Raises CannotRead where the question has none."""
        self._check_question(question, place)
        known = [f"{question}.{answer}" for answer in self.questions[question].answers]
        if code not in known:
            raise CannotRead(place, f'"{code}" is no answer of "{question}"', did_you_mean(code, known) or "see there")
        return code

    def whole(self) -> ReadQuestionnaire:
        self._read_result()
        order = list(self.questions)
        following = [*(f"{_ASK}{id}" for id in order[1:]), _END]
        steps: dict[str, Rows] = {}
        seen: set[str] = set()
        for id, later in zip(order, following, strict=True):
            steps[f"{_ASK}{id}"] = ((self._shown(id, seen), id), (True, later))
            seen.add(id)
        steps[_END] = tuple(
            (_any_of([self._leads(variable, end) for variable in self.ends]), end) for end in self.outcomes
        )
        if steps[f"{_ASK}{order[0]}"][0][0] is not True:
            raise CannotRead(self.items[order[0]].place, "the first question is not asked of everyone", "let it be")
        return ReadQuestionnaire(
            start=order[0],
            questions=self.questions,
            after=dict(zip(order, following, strict=True)),
            steps={name: rows for name, rows in steps.items() if name != f"{_ASK}{order[0]}"},
            outcomes=self.outcomes,
            decisions=tuple(sorted(self.decisions.values())),
            words=self.words,
        )

    def _read_result(self) -> None:
        if not self.questions:
            raise CannotRead(self.source.place, "there is no question", 'write "item"')
        items = {str(item["linkId"]): item for item in objects_at(self.source, "item")}
        if RESULT not in items:
            raise CannotRead(self.source.place, f'there is no item "{RESULT}"', "export anew")
        found = extensions_of(items[RESULT], CALCULATED)
        if len(found) != 1:
            raise CannotRead(items[RESULT].place, "nothing says how the outcome is found", f"write {CALCULATED}")
        text = text_at(object_at(found[0], "valueExpression"), "expression")
        self.ends, self.outcomes = self._reader(set(self.chains)).union(text, text.place)
        for outcome in self.outcomes:
            self._check_shown(items, outcome, text.place)

    def _check_shown(self, items: Mapping[str, Object], outcome: str, place: Place) -> None:
        link = f"{RESULT}/{outcome}"
        if link not in items:
            raise CannotRead(place, f'nothing is shown for outcome "{outcome}"', f'write an item "{link}"')
        wanted = {"question": RESULT, "operator": "=", "answerString": outcome}
        if list(objects_at(items[link], "enableWhen")) != [wanted]:
            cure = f'show it where "{RESULT}" = "{outcome}", and nowhere else'
            raise CannotRead(items[link].place, f'what outcome "{outcome}" says is shown elsewhere', cure)

    def _shown(self, id: str, before: set[str]) -> Resolved:
        """Read when a question is shown; without a condition, always."""
        item = self.items[id]
        found = extensions_of(item, ENABLED)
        plain = list(objects_at(item, "enableWhen"))
        if found and plain:
            raise CannotRead(item.place, f'two things say when "{id}" is asked', "take one of them away")
        if found:
            text = text_at(object_at(found[0], "valueExpression"), "expression")
            return self._settled(self._reader(set(self.chains)).condition(text, text.place), before, text.place)
        parts = tuple(self._plain(each, before) for each in plain)
        if len(parts) > 1 and item.get("enableBehavior") not in ("any", "all"):
            raise CannotRead(item.place, '"enableBehavior" is missing', 'write "any" or "all"')
        if not parts:
            return True
        return Compound(Word.ALL if item.get("enableBehavior") == "all" else Word.ANY, parts)

    def _plain(self, condition: Object, before: set[str]) -> Resolved:
        check_keys(condition, frozenset(["question", "operator", "answerCoding"]))
        question, operator = text_at(condition, "question"), text_at(condition, "operator")
        if question not in before:
            raise CannotRead(question.place, f'"{question}" is not asked before', "name an earlier question")
        answer = self.find(str(question), str(text_at(object_at(condition, "answerCoding"), "code")), question.place)
        if operator != "=":
            raise CannotRead(operator.place, f'operator "{operator}" is not read here', 'write "="')
        return answer

    def _settled(self, condition: Resolved, before: set[str], place: Place) -> Resolved:
        """Write each step that a variable gives as what its rows say of the answers."""
        if isinstance(condition, str):
            found = led_by(condition)
            if found is None:
                if condition.split(".")[0] not in before:
                    raise CannotRead(place, f'"{condition}" is not asked before', "name an earlier question")
                return condition
            return self._leads(*found)
        if isinstance(condition, Compound):
            parts = tuple(self._settled(part, before, place) for part in condition.parts)
            return Compound(condition.word, parts, condition.number)
        return condition

    def _leads(self, variable: str, step: str) -> Resolved:
        """Say when a variable gives a step: a row that gives it holds, and none before it."""
        if (variable, step) not in self.known:
            ways: list[Resolved] = []
            earlier: list[Resolved] = []
            for condition, gives in self.chains[variable]:
                then = self._leads(gives[1:], step) if gives.startswith("%") else gives == step
                if then is not False:
                    ways.append(_all_of([part for part in (condition, *earlier, then) if part is not True]))
                if condition is not True:
                    earlier.append(Compound(Word.NOT, (condition,)))
            self.known[variable, step] = _any_of(ways)
        return self.known[variable, step]


def _any_of(parts: Sequence[Resolved]) -> Resolved:
    kept = tuple(part for part in parts if part is not False)
    return kept[0] if len(kept) == 1 else Compound(Word.ANY, kept) if kept else False


def _all_of(parts: Sequence[Resolved]) -> Resolved:
    return parts[0] if len(parts) == 1 else Compound(Word.ALL, tuple(parts)) if parts else True


def both_voices(source: Object, key: str) -> dict[str, object]:
    """Read a text in both voices."""
    said: Text = text_at(source, key)
    beside = source.get(f"_{key}")
    other = our_text(beside, "they", "String") if isinstance(beside, Object) else None
    return {"you": str(said), "they": str(other or said)}
