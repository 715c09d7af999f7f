"""Write what both resources of FHIR R4 share: their head, our extensions and codes, and what is not said."""

from __future__ import annotations

import html
from collections.abc import Iterable
from typing import Any

from generator.checks import Verified
from generator.exchange.addresses import EXTENSION, OURS
from generator.exchange.losses import Standard, not_said
from generator.model.entry import Dated, Entry
from generator.model.guide import Urgency, Voiced
from generator.settings import Settings

Json = dict[str, Any]

URGENCY, DIRECTION, PART, CONTACT = (f"{OURS}{name}" for name in ("urgency", "direction", "part", "contact"))
"""Our code systems: of urgencies, of directions, of what a line of an outcome is for, and of contacts."""

FHIRPATH = "text/fhirpath"
VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable"
EXCLUSIVE = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive"
HIDDEN = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
CONTROL = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
ENABLED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
CALCULATED = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
"""Extensions that FHIR, and its guide on structured data capture, define."""

PRIORITY = {
    Urgency.EMERGENCY: "stat",
    Urgency.TODAY: "asap",
    Urgency.SOON: "urgent",
    Urgency.ROUTINE: "routine",
}
"""What comes nearest to each urgency among the priorities of FHIR, from "as soon as can be" down."""

RESULT = "guide/outcome"
"""The item that holds the id of the outcome."""

NOT_ADVICE = "guide/not-advice"
"""The item that stands before the first question."""


def extension(url: str, kind: str, value: object) -> Json:
    """Write an extension with its value."""
    return {"url": url, f"value{kind}": value}


def ours(name: str, kind: str, value: object) -> Json:
    """Write an extension of ours."""
    return extension(EXTENSION + name, kind, value)


def expression(text: str, **more: str) -> Json:
    """Write an expression of FHIRPath."""
    return {**more, "language": FHIRPATH, "expression": text}


def they(you: str, said: str) -> Json | None:
    """Write the words about someone else where they differ."""
    return None if you == said else {"extension": [ours("they", "String", said)]}


def voiced(key: str, words: Voiced) -> Json:
    """Write a text in both voices under a key."""
    other = they(str(words.you), str(words.they))
    return {key: str(words.you)} | ({f"_{key}": other} if other else {})


def reviewed(entry: Entry, guide: Verified) -> tuple[str, str] | None:
    """Name who signed an entry off, and when, where that is in force."""
    review = guide.sign_offs.review_of(entry)
    if review is None or not guide.sign_offs.is_in_force(entry):
        return None
    return str(review.by), review.day.isoformat()


def dates(entry: Dated, guide: Verified) -> list[Json]:
    """Write when an entry was written, when it is due, and who reviewed it."""
    signed = reviewed(entry, guide)
    found = [
        ours("written", "Date", entry.written.isoformat()),
        ours("review-due", "Date", entry.review_due.isoformat()),
    ]
    return found + ([sign_off(*signed)] if signed else [])


def sign_off(by: str, day: str) -> Json:
    """Write who reviewed something, and when."""
    parts = [{"url": "by", "valueString": by}, {"url": "day", "valueDate": day}]
    return {"url": f"{EXTENSION}reviewed", "extension": parts}


def is_reviewed(guide: Verified) -> bool:
    """Tell whether all that is exported of a guide was signed off as it is now: only then is it active."""
    tree = guide.base.tree
    notes = [note for note in guide.base.every_note() if str(note.id) in guide.audiences]
    return all(guide.sign_offs.is_in_force(entry) for entry in (tree.guide, *tree.outcomes, *notes))


def head(guide: Verified, settings: Settings, *, type: str, url: str) -> Json:
    """Write the head of a resource: who it is from, what it is for, and what it does not say."""
    about = guide.base.tree.guide
    signed = reviewed(about, guide)
    publisher = settings.name
    return {
        "resourceType": type,
        "id": str(about.id),
        "language": str(guide.base.words.language),
        "text": {"status": "additional", "div": _narrative(str(about.title), not_said(Standard.FHIR))},
        "url": url,
        "name": in_capitals(str(about.id)),
        "title": str(about.title),
        "status": "active" if is_reviewed(guide) else "draft",
        "date": about.written.isoformat(),
        "publisher": publisher,
        "description": str(about.about),
        "useContext": [
            {
                "code": {"system": "http://terminology.hl7.org/CodeSystem/usage-context-type", "code": "user"},
                "valueCodeableConcept": {"text": str(about.for_whom)},
            }
        ],
        "purpose": str(about.decision),
        "copyright": f"The words are those of {publisher}.",
        **({"lastReviewDate": signed[1]} if signed else {}),
        "effectivePeriod": {"start": about.written.isoformat(), "end": about.review_due.isoformat()},
    }


def in_capitals(id: str) -> str:
    """Write an id as FHIR wants the names of resources: `where-mental` becomes `WhereMental`."""
    return "".join(part.capitalize() for part in id.split("-"))


def _narrative(title: str, lines: Iterable[str]) -> str:
    listed = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return (
        '<div xmlns="http://www.w3.org/1999/xhtml">'
        f"<p>{html.escape(title)}</p><p>What FHIR has no place for, and where it stands:</p><ul>{listed}</ul></div>"
    )
