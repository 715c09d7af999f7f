"""Write the outcomes and notes of a guide as a FHIR PlanDefinition: an action for each, and the answers it is for.

Its conditions look at the response to the Questionnaire, which holds the outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.checks import Verified
from generator.exchange.addresses import EXTENSION, canonical
from generator.exchange.fhir import (
    CONTACT,
    DIRECTION,
    PART,
    PRIORITY,
    RESULT,
    URGENCY,
    Json,
    dates,
    expression,
    head,
    ours,
    reviewed,
    sign_off,
    voiced,
)
from generator.exchange.fhirpath import ITEM, answers_at, condition_in_fhirpath, in_quotes
from generator.exchange.questionnaire import in_one_line
from generator.guide.conditions import Compound, Resolved, Word
from generator.guide.plan import known_references
from generator.guide.saying import answers_in
from generator.model.guide import Outcome, OutcomeLine, Voiced
from generator.model.notes import Note
from generator.model.registers import Contact, Source
from generator.problems import Text
from generator.settings import Settings

OUTCOME, NOTE = "outcome-", "note-"
"""What the id of an action begins with."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What the actions of a guide name: answers by every name for them, contacts, sources."""

    references: Mapping[str, tuple[str, ...]]
    contacts: Mapping[str, Contact]
    sources: Mapping[str, Source]
    guide: Verified


def plan_definition(guide: Verified, settings: Settings) -> Json:
    """Write what one guide says in the end; the same guide gives the same resource."""
    base, about = guide.base, guide.base.tree.guide
    known = _Known(
        known_references(base),
        {str(contact.id): contact for contact in base.every_contact()},
        {str(source.id): source for source in base.sources.sources},
        guide,
    )
    signed = reviewed(about, guide)
    top = head(guide, settings, type="PlanDefinition", url=canonical(settings, "PlanDefinition", str(about.id)))
    type = {"system": "http://terminology.hl7.org/CodeSystem/plan-definition-type", "code": "eca-rule"}
    return {
        **top,
        "type": {"coding": [type]},
        **({"reviewer": [{"name": signed[0]}]} if signed else {}),
        "relatedArtifact": [{"type": "depends-on", "resource": canonical(settings, "Questionnaire", str(about.id))}],
        "action": [
            *(_outcome(outcome, known) for outcome in guide.plan.outcomes.values()),
            *(_note(note, known) for note in base.every_note() if str(note.id) in guide.audiences),
        ],
    }


def ends_at(outcomes: Iterable[str]) -> str:
    """Write that a response ended at one of some outcomes."""
    value = f"{ITEM}.where(linkId = {in_quotes(RESULT)}).answer.value"
    return " or ".join(f"({value} = {in_quotes(id)})" for id in outcomes)


def _applies(text: str) -> Json:
    return {"kind": "applicability", "expression": expression(text)}


def _given(names: Sequence[Text], known: _Known) -> Compound:
    return Compound(Word.ANY, answers_in(names, known.references))


def _when(condition: Resolved) -> Json:
    return _applies(condition_in_fhirpath(condition, lambda question: answers_at(question, ITEM)))


def _code(system: str, code: str) -> Json:
    return {"coding": [{"system": system, "code": code}]}


def _outcome(outcome: Outcome, known: _Known) -> Json:
    found = dates(outcome, known.guide)
    if outcome.staff_near:
        found.append(ours("staff-near", "Boolean", True))
    return {
        "id": f"{OUTCOME}{outcome.id}",
        "extension": found,
        **voiced("title", outcome.title),
        **voiced("description", outcome.lead),
        "priority": PRIORITY[outcome.urgency],
        "code": [_code(URGENCY, outcome.urgency), _code(DIRECTION, outcome.direction)],
        **_documents(outcome.sources, outcome.pages, known),
        "condition": [_applies(ends_at([str(outcome.id)]))],
        "action": [
            *(_line(part, line, known) for part in ("now", "say", "sooner") for line in getattr(outcome, part)),
            *_calls(outcome.call, known),
            _words("unknown", outcome.unknown),
            *({"description": str(line), "code": [_code(PART, "ask")]} for line in outcome.ask),
        ],
    }


def _note(note: Note, known: _Known) -> Json:
    found = [ours("first", "Boolean", True)] if note.first else []
    found += [ours("not-with", "Code", str(other)) for other in note.not_with]
    signed = reviewed(note, known.guide)
    found += [sign_off(*signed)] if signed else []
    said_at = [str(id) for id in note.said_at if str(id) in known.guide.plan.outcomes]
    conditions = [_when(_given(note.when, known))]
    conditions += [_when(_given(note.and_, known))] if note.and_ else []
    conditions += [_applies(f"({ends_at(said_at)}).not()")] if said_at else []
    return {
        "id": f"{NOTE}{note.id}",
        **({"extension": found} if found else {}),
        **voiced("title", note.title),
        "priority": PRIORITY[note.urgency],
        "code": [_code(URGENCY, note.urgency)],
        **_documents(note.sources, note.pages, known),
        "condition": conditions,
        "action": [
            _words("if", note.if_),
            *(_words("do", words) for words in note.do),
            *_calls(note.call, known),
        ],
    }


def _words(part: str, words: Voiced) -> Json:
    return {**voiced("description", words), "code": [_code(PART, part)]}


def _line(part: str, line: OutcomeLine, known: _Known) -> Json:
    action = _words(part, line)
    if line.if_ is not None:
        words = [ours("you", "String", str(line.if_.you)), ours("they", "String", str(line.if_.they))]
        action = {"extension": [_ours_of("if", words)], **action}
    if line.when:
        action["condition"] = [_when(_given(line.when, known))]
    if line.unless:
        action["condition"] = [_when(Compound(Word.NOT, (_given(line.unless, known),)))]
    return action


def _ours_of(name: str, parts: Sequence[Json]) -> Json:
    """Write an extension of ours that has parts."""
    return {"url": EXTENSION + name, "extension": list(parts)}


def _calls(ids: Iterable[Text], known: _Known) -> Iterator[Json]:
    for id in map(str, ids):
        contact = known.contacts.get(id)
        said = {"title": str(contact.short_name), "description": in_one_line(contact)} if contact else {}
        yield {**said, "code": [_code(PART, "call"), _code(CONTACT, id)]}


def _documents(sources: Sequence[Text], pages: Sequence[Text], known: _Known) -> Json:
    found: list[Json] = []
    for id in map(str, sources):
        source = known.sources.get(id)
        said = {"display": str(source.title), "url": str(source.link)} if source else {}
        found.append({"type": "citation", "label": id, **said})
    found += [{"type": "documentation", "label": str(page), "display": str(page)} for page in pages]
    return {"documentation": found} if found else {}
