"""Write a guide as a FHIR Questionnaire: its questions, when each is asked, and the outcome that the answers lead to.

Variables hold the rules: `given…` the answers to a question, `rule…` the step that a decision leads to, `after…` the
question or outcome that comes after a question. A question is asked where one of these gives it. Where nothing but
answers decides, it is said in plain `enableWhen` too, which every form knows, and in no expression.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks import Verified
from generator.exchange.addresses import OURS, canonical
from generator.exchange.fhir import (
    CALCULATED,
    CONTROL,
    ENABLED,
    EXCLUSIVE,
    HIDDEN,
    NOT_ADVICE,
    RESULT,
    VARIABLE,
    Json,
    expression,
    extension,
    head,
    ours,
    reviewed,
    sign_off,
    they,
)
from generator.exchange.fhirpath import (
    RESPONSE,
    answers_at,
    chain_in_fhirpath,
    condition_in_fhirpath,
    in_quotes,
    names_of,
)
from generator.guide.conditions import Compound, Word
from generator.guide.plan import Plan, PlannedAnswer, PlannedQuestion, order_of
from generator.model.guide import Choose, Outcome
from generator.model.registers import Contact
from generator.settings import Settings

ANSWERS = f"{OURS}answer"
"""The code system of answers: a code is `question.answer`."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of the variables, by the ids of questions and decisions, and the steps in the order of the guide."""

    given: Mapping[str, str]
    after: Mapping[str, str]
    rules: Mapping[str, str]
    questions: tuple[str, ...]
    decisions: tuple[str, ...]

    @classmethod
    def of(cls, plan: Plan) -> _Names:
        order = order_of(plan)
        steps = sorted(order, key=lambda step: (step != plan.start, order[step]))
        questions = tuple(id for id in steps if id in plan.questions)
        decisions = tuple(id for id in steps if id in plan.decisions)
        given, after = names_of("given", questions), names_of("after", questions)
        return cls(given, after, names_of("rule", decisions), questions, decisions)

    def step(self, id: str) -> str:
        """Write a step as what a variable gives: the id of a question or an outcome, or what a decision gives."""
        return f"%{self.rules[id]}" if id in self.rules else in_quotes(id)


def questionnaire(guide: Verified, settings: Settings) -> Json:
    """Write one guide; the same guide gives the same resource."""
    plan, about = guide.plan, guide.base.tree.guide
    names = _Names.of(plan)
    signed = reviewed(about, guide)
    more = [ours("they-when", "Code", reference) for reference in _they_when(guide)]
    more += [sign_off(*signed)] if signed else []
    top = head(guide, settings, type="Questionnaire", url=canonical(settings, "Questionnaire", str(about.id)))
    contacts = {str(contact.id): contact for contact in guide.base.every_contact()}
    return {
        **_with_extensions(top, [*more, *_variables(plan, names)]),
        "item": [
            {"linkId": NOT_ADVICE, "text": str(about.not_advice), "type": "display"},
            *(_question(plan, names, id) for id in names.questions),
            _result(plan, names),
            *(_outcome(outcome, contacts) for outcome in plan.outcomes.values()),
        ],
    }


def _with_extensions(top: Json, found: list[Json]) -> Json:
    """Put extensions where FHIR writes them: after the narrative."""
    whole: Json = {}
    for key, value in top.items():
        whole[key] = value
        if key == "text":
            whole["extension"] = found
    return whole


def _they_when(guide: Verified) -> Iterator[str]:
    known = {answer.reference for question in guide.plan.questions.values() for answer in question.answers}
    return (str(reference) for reference in guide.base.tree.guide.they_when if str(reference) in known)


def _variables(plan: Plan, names: _Names) -> Iterator[Json]:
    for id in names.questions:
        yield _variable(names.given[id], answers_at(id, RESPONSE), f"question {id}: the answers given")
    for id in reversed(names.decisions):
        rows = [
            (condition_in_fhirpath(condition, lambda question: f"%{names.given[question]}"), names.step(target))
            for condition, target in plan.decisions[id]
        ]
        yield _variable(names.rules[id], chain_in_fhirpath(rows), f"decision {id}: the first row that holds")
    for id in names.questions:
        rows = [
            (
                condition_in_fhirpath(
                    Compound(Word.ANY, tuple(answer.reference for answer in answers)),
                    lambda question: f"%{names.given[question]}",
                ),
                names.step(target),
            )
            for target, answers in _by_target(plan.questions[id]).items()
        ]
        yield _variable(names.after[id], chain_in_fhirpath(rows), f"question {id}: what comes after it")


def _variable(name: str, text: str, about: str) -> Json:
    return extension(VARIABLE, "Expression", expression(text, description=about, name=name))


def _by_target(question: PlannedQuestion) -> dict[str, list[PlannedAnswer]]:
    found: dict[str, list[PlannedAnswer]] = {}
    for answer in question.answers:
        found.setdefault(answer.target if answer.is_exclusive else question.next, []).append(answer)
    return found


def _leading(plan: Plan, id: str) -> tuple[tuple[str, bool], ...]:
    """List the questions after which a step may come, and whether by their answers alone."""
    found = []
    for question in plan.questions.values():
        straight = id in question.targets
        through = any(id in _ends(plan, target) for target in question.targets if target in plan.decisions)
        if straight or through:
            found.append((question.id, not through))
    return tuple(found)


def _ends(plan: Plan, decision: str) -> frozenset[str]:
    """Collect the questions and outcomes that a decision may lead to, through others too."""
    found: set[str] = set()
    waiting, seen = [decision], {decision}
    while waiting:
        for target in plan.targets(waiting.pop()):
            if target not in plan.decisions:
                found.add(target)
            elif target not in seen:
                seen.add(target)
                waiting.append(target)
    return frozenset(found)


def _question(plan: Plan, names: _Names, id: str) -> Json:
    question = plan.questions[id]
    entry = question.entry
    other = they(str(entry.you), str(entry.they))
    item: Json = {
        "linkId": id,
        "extension": [_control("check-box" if question.choose is Choose.ANY else "radio-button")],
    }
    leading = _leading(plan, id)
    is_plain = all(by_answers for _, by_answers in leading)
    if id != plan.start and not is_plain:
        item["extension"].append(_asked_where(names, id, [before for before, _ in leading]))
    item |= {"text": str(entry.you), **({"_text": other} if other else {}), "type": "choice"}
    if id != plan.start and is_plain:
        item |= {"enableWhen": list(_plainly(plan, id, leading)), "enableBehavior": "any"}
    if id != plan.start and not leading:
        item["extension"].append(extension(ENABLED, "Expression", expression("false")))
        del item["enableWhen"], item["enableBehavior"]
    item |= {"required": True, "repeats": question.choose is Choose.ANY}
    item["answerOption"] = [_option(question, answer) for answer in question.answers]
    beside = [("help", entry.help, "help"), ("why", entry.why, "flyover")]
    item["item"] = [_help(f"{id}/{name}", str(text), control) for name, text, control in beside if text is not None]
    return item


def _asked_where(names: _Names, id: str, before: list[str]) -> Json:
    text = " or ".join(f"(%{names.after[question]} = {in_quotes(id)})" for question in before)
    return extension(ENABLED, "Expression", expression(text))


def _plainly(plan: Plan, id: str, leading: tuple[tuple[str, bool], ...]) -> Iterator[Json]:
    for before, _ in leading:
        for answer in _by_target(plan.questions[before])[id]:
            yield {"question": before, "operator": "=", "answerCoding": _coding(answer)}


def _coding(answer: PlannedAnswer) -> Json:
    return {"system": ANSWERS, "code": answer.reference}


def _option(question: PlannedQuestion, answer: PlannedAnswer) -> Json:
    found = []
    if question.choose is Choose.ANY and answer.is_exclusive:
        found.append(extension(EXCLUSIVE, "Boolean", True))
    if answer.they != answer.text:
        found.append(ours("they", "String", str(answer.they)))
    if answer.help is not None:
        found.append(ours("help", "String", str(answer.help)))
    option: Json = {"extension": found} if found else {}
    return option | {"valueCoding": {**_coding(answer), "display": str(answer.text)}}


def _help(link: str, text: str, control: str) -> Json:
    return {"linkId": link, "extension": [_control(control)], "text": text, "type": "display"}


def _control(code: str) -> Json:
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}
    return extension(CONTROL, "CodeableConcept", {"coding": [coding]})


def _result(plan: Plan, names: _Names) -> Json:
    variables = " | ".join(f"%{names.after[id]}" for id in names.questions)
    outcomes = " | ".join(map(in_quotes, plan.outcomes))
    calculated = expression(f"({variables}).where($this in ({outcomes}))")
    found = [extension(HIDDEN, "Boolean", True), extension(CALCULATED, "Expression", calculated)]
    return {"linkId": RESULT, "extension": found, "type": "string", "readOnly": True}


def _outcome(outcome: Outcome, contacts: Mapping[str, Contact]) -> Json:
    """Show what an outcome says first, so that a form which knows nothing else does not leave a reader alone."""
    link = f"{RESULT}/{outcome.id}"
    called = (contacts[id] for id in map(str, outcome.call) if id in contacts)
    lines = [str(outcome.lead.you), *map(in_one_line, called)]
    shown = [{"linkId": f"{link}/{number}", "text": line, "type": "display"} for number, line in enumerate(lines, 1)]
    return {
        "linkId": link,
        "text": str(outcome.title.you),
        "type": "group",
        "enableWhen": [{"question": RESULT, "operator": "=", "answerString": str(outcome.id)}],
        "item": shown,
    }


def in_one_line(contact: Contact) -> str:
    """Say how a contact is reached, in one line: each number and address once."""
    ways = dict.fromkeys(str(way.number or way.url) + (f" ({way.word})" if way.word else "") for way in contact.ways)
    return f"{contact.name}: {', '.join(ways)}"
