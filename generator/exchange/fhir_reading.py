"""Read a guide from its Questionnaire and its PlanDefinition: the rules as a form follows them, and every word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.exchange.addresses import EXTENSION
from generator.exchange.documents import CannotRead, Object, read_json
from generator.exchange.fhir import (
    CONTACT,
    DIRECTION,
    FHIRPATH,
    NOT_ADVICE,
    PART,
    PRIORITY,
    URGENCY,
)
from generator.exchange.fhirpath import ITEM, FhirPathReader
from generator.exchange.json_parts import (
    extensions_of,
    flag_at,
    object_at,
    objects_at,
    our_text,
    text_at,
    text_or_none,
)
from generator.exchange.plan_definition import NOTE, OUTCOME, ends_at
from generator.exchange.questionnaire_reading import ReadQuestionnaire, both_voices, read_questionnaire
from generator.exchange.rules import EndPoint, Rules
from generator.guide.conditions import Compound, Resolved, Word
from generator.model.guide import Direction, Urgency
from generator.problems import Place, did_you_mean

_LINES = ("now", "say", "sooner")


def read_fhir(questionnaire: bytes, plan: bytes, files: tuple[str, str]) -> Rules:
    """Read a guide from both of its resources; `files` are their names.

    Raises CannotRead, with the place and what to do, where they say something that is not read here.
    """
    asked, said = read_json(questionnaire, files[0]), read_json(plan, files[1])
    for source, type in ((asked, "Questionnaire"), (said, "PlanDefinition")):
        if source.get("resourceType") != type:
            raise CannotRead(source.place, f"this is no {type}", f'it must have "resourceType": "{type}"')
    read = read_questionnaire(asked)
    actions = _Actions(said, read)
    outcomes, notes = actions.outcomes(), actions.notes()
    for id in read.outcomes:
        if id not in outcomes:
            raise CannotRead(said.place, f'there is no action for outcome "{id}"', f'write one with id "{OUTCOME}{id}"')
    return Rules(
        start=read.start,
        questions=read.questions,
        after=read.after,
        steps=read.steps,
        outcomes={id: EndPoint(*actions.ends[id]) for id in read.outcomes},
        audiences=actions.audiences,
        tree={
            "guide": {**_head(asked), **_only_asked(asked)},
            "plan": _head(said),
            "questions": read.words,
            "decisions": list(read.decisions),
            "outcomes": outcomes,
            "notes": notes,
        },
    )


def _head(source: Object) -> dict[str, object]:
    context = list(objects_at(source, "useContext"))
    if len(context) != 1:
        raise CannotRead(source.place, "nothing says whom this is for", 'write one "useContext"')
    period = object_at(source, "effectivePeriod")
    return {
        "id": str(text_at(source, "id")),
        "title": str(text_at(source, "title")),
        "decision": str(text_at(source, "purpose")),
        "about": str(text_at(source, "description")),
        "for_whom": str(text_at(object_at(context[0], "valueCodeableConcept"), "text")),
        "written": str(text_at(source, "date")),
        "review_due": str(text_at(period, "end")),
        "status": str(text_at(source, "status")),
    }


def _only_asked(source: Object) -> dict[str, object]:
    before = next((item for item in objects_at(source, "item") if item.get("linkId") == NOT_ADVICE), None)
    if before is None:
        raise CannotRead(source.place, f'there is no item "{NOT_ADVICE}"', "it must stand before the first question")
    first = next(objects_at(source, "item"))
    if first is not before:
        raise CannotRead(before.place, f'"{NOT_ADVICE}" is not the first item', "put it before the first question")
    they = [str(text_at(each, "valueCode")) for each in extensions_of(source, f"{EXTENSION}they-when")]
    return {"not_advice": str(text_at(before, "text")), "they_when": they, **_reviewed(source)}


def _reviewed(source: Object) -> dict[str, object]:
    for each in extensions_of(source, f"{EXTENSION}reviewed"):
        parts = {str(text_at(part, "url")): part for part in objects_at(each, "extension")}
        by, day = parts.get("by"), parts.get("day")
        if by is None or day is None:
            raise CannotRead(each.place, "a review lacks who or when", 'write "by" and "day"')
        return {"reviewed": {"by": str(text_at(by, "valueString")), "day": str(text_at(day, "valueDate"))}}
    return {}


class _Actions:
    """The actions of a PlanDefinition, by what they are about."""

    def __init__(self, source: Object, asked: ReadQuestionnaire) -> None:
        self.source = source
        self.asked = asked
        self.ends: dict[str, tuple[Urgency, Direction]] = {}
        self.audiences: dict[str, Resolved] = {}
        self.reader = FhirPathReader({}, frozenset(), self._find, ITEM)

    def _find(self, question: str, code: str, place: Place) -> str:
        known = (
            [f"{question}.{answer}" for answer in self.asked.questions[question].answers]
            if (question in self.asked.questions)
            else []
        )
        if code not in known:
            near = did_you_mean(code, known) or "the Questionnaire lists them"
            raise CannotRead(place, f'"{code}" is no answer of "{question}"', near)
        return code

    def _of(self, prefix: str) -> Iterator[tuple[str, Object]]:
        found: set[str] = set()
        for action in objects_at(self.source, "action"):
            id = text_at(action, "id")
            if not id.startswith((OUTCOME, NOTE)):
                raise CannotRead(action.place, f'"{id}" is not read here', f"begin it with {OUTCOME} or {NOTE}")
            if id.startswith(prefix):
                if id in found:
                    raise CannotRead(action.place, f'action "{id}" stands twice', "take one of them away")
                found.add(str(id))
                yield id.removeprefix(prefix), action

    def outcomes(self) -> dict[str, object]:
        """Read what each outcome says."""
        found: dict[str, object] = {}
        for id, action in self._of(OUTCOME):
            condition = self._conditions(action)
            if condition != [ends_at([id])]:
                raise CannotRead(action.place, f'outcome "{id}" is for other answers', f"write {ends_at([id])}")
            urgency, direction = (
                Urgency(_coded(action, URGENCY, Urgency)),
                Direction(_coded(action, DIRECTION, Direction)),
            )
            self.ends[id] = (urgency, direction)
            _check_priority(action, urgency)
            found[id] = {
                "urgency": str(urgency),
                "direction": str(direction),
                "title": both_voices(action, "title"),
                "lead": both_voices(action, "description"),
                "written": str(our_text(action, "written", "Date")),
                "review_due": str(our_text(action, "review-due", "Date")),
                **_reviewed(action),
                **_flag(action, "staff-near", "staff_near"),
                **_documents(action),
                **self._parts(action),
            }
        return found

    def notes(self) -> dict[str, object]:
        """Read what each note says, and whom it is for."""
        found: dict[str, object] = {}
        for id, action in self._of(NOTE):
            when, and_, said_at = self._audience(action)
            lists = [when] if and_ is None else [when, and_]
            self.audiences[id] = Compound(Word.ALL, tuple(Compound(Word.ANY, tuple(each)) for each in lists))
            urgency = Urgency(_coded(action, URGENCY, Urgency))
            _check_priority(action, urgency)
            parts = self._parts(action)
            not_with = [str(text_at(each, "valueCode")) for each in extensions_of(action, f"{EXTENSION}not-with")]
            found[id] = {
                "when": when,
                **({"and_": and_} if and_ is not None else {}),
                "urgency": str(urgency),
                **_flag(action, "first", "first"),
                **({"said_at": said_at} if said_at else {}),
                **({"not_with": not_with} if not_with else {}),
                "title": both_voices(action, "title"),
                **_reviewed(action),
                **_documents(action),
                **parts,
            }
        return found

    def _conditions(self, action: Object) -> list[str]:
        found = []
        for each in objects_at(action, "condition"):
            text = object_at(each, "expression")
            if each.get("kind") != "applicability" or text.get("language") != FHIRPATH:
                raise CannotRead(each.place, "this condition is not read here", f"let it be {FHIRPATH}, applicability")
            found.append(str(text_at(text, "expression")))
        return found

    def _audience(self, action: Object) -> tuple[list[str], list[str] | None, list[str]]:
        lists: list[list[str]] = []
        said_at: list[str] = []
        for text in self._conditions(action):
            without = [id for id in self.asked.outcomes if f"= '{id}')" in text]
            if without and text == f"({ends_at(without)}).not()":
                said_at = without
            else:
                lists.append(_listed(self.reader.condition(text, action.place), action.place))
        if not 1 <= len(lists) <= 2:
            raise CannotRead(action.place, "this note has no answers that it is for", 'write one or two "condition"')
        return lists[0], lists[1] if len(lists) == 2 else None, said_at

    def _parts(self, action: Object) -> dict[str, object]:
        """Read the parts of an outcome or a note, in their order."""
        found: dict[str, list[object]] = {}
        for part in objects_at(action, "action"):
            name = _coded(part, PART, None)
            if name == "call":
                found.setdefault("call", []).append(_coded(part, CONTACT, None))
                continue
            words = both_voices(part, "description")
            if name == "ask":
                found.setdefault("ask", []).append(words["you"])
            elif name in _LINES:
                found.setdefault(name, []).append({**words, **self._line(part)})
            else:
                found.setdefault(name, []).append(words)
        single = {"unknown": "unknown", "if": "if_"}
        return {single.get(name, name): parts[0] if name in single else parts for name, parts in found.items()}

    def _line(self, part: Object) -> dict[str, object]:
        found: dict[str, object] = {}
        for each in extensions_of(part, f"{EXTENSION}if"):
            words = {
                str(text_at(said, "url")).removeprefix(EXTENSION): str(text_at(said, "valueString"))
                for said in objects_at(each, "extension")
            }
            found["if_"] = {"you": words.get("you", ""), "they": words.get("they", "")}
        for text in self._conditions(part):
            condition = self.reader.condition(text, part.place)
            if isinstance(condition, Compound) and condition.word is Word.NOT:
                found["unless"] = _listed(condition.parts[0], part.place)
            else:
                found["when"] = _listed(condition, part.place)
        return found


def _listed(condition: Resolved, place: Place) -> list[str]:
    """Read a condition that one of some answers was given, as these answers."""
    if condition is False:
        return []
    if isinstance(condition, str):
        return [condition]
    if isinstance(condition, Compound) and condition.word is Word.ANY:
        answers = [part for part in condition.parts if isinstance(part, str)]
        if len(answers) == len(condition.parts):
            return answers
    raise CannotRead(place, "this condition is no list of answers", "join answers with or, and nothing else")


def _coded(action: Object, system: str, known: type[Urgency] | type[Direction] | None) -> str:
    codings = [coding for code in objects_at(action, "code") for coding in objects_at(code, "coding")]
    found = [coding for coding in codings if coding.get("system") == system]
    if len(found) != 1:
        raise CannotRead(action.place, f"this has no code of {system}, or several", "write one")
    code = text_at(found[0], "code")
    if known is not None and str(code) not in list(map(str, known)):
        raise CannotRead(code.place, f'"{code}" is not one of its codes', f"there are: {', '.join(known)}")
    return str(code)


def _check_priority(action: Object, urgency: Urgency) -> None:
    if text_or_none(action, "priority") != PRIORITY[urgency]:
        cure = f'write "priority": "{PRIORITY[urgency]}", or change the urgency too'
        raise CannotRead(action.place, f"the priority does not fit the urgency {urgency}", cure)


def _flag(action: Object, name: str, key: str) -> dict[str, object]:
    found = extensions_of(action, EXTENSION + name)
    return {key: True} if any(flag_at(each, "valueBoolean") for each in found) else {}


def _documents(action: Object) -> dict[str, object]:
    found: Mapping[str, list[str]] = {"citation": [], "documentation": []}
    for each in objects_at(action, "documentation"):
        type = text_at(each, "type")
        if type not in found:
            raise CannotRead(type.place, f'"{type}" is not read here', "write citation or documentation")
        found[type].append(str(text_at(each, "label")))
    names = {"citation": "sources", "documentation": "pages"}
    return {names[type]: labels for type, labels in found.items() if labels}
