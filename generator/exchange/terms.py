"""Write the codes that the resources of FHIR name, and the glossary, as code systems in a bundle.

An urgency before another in the list is the more urgent one; FHIR itself gives codes no order.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.checks import Verified
from generator.exchange.addresses import OURS, canonical
from generator.exchange.fhir import DIRECTION, URGENCY, Json, in_capitals
from generator.model.guide import Direction
from generator.settings import Settings


def terms(guide: Verified, settings: Settings) -> Json:
    """Write the urgencies and directions, the glossary, and the sentences in other languages, of a project."""
    base = guide.base
    urgencies = [_concept(str(each.id), str(each.label), str(each.say)) for each in base.safety.urgencies]
    directions = [_concept(str(each), str(each).replace("-", " ")) for each in Direction]
    glossary = base.handbook.glossary
    words = [_concept(str(term.id), str(term.term), str(term.plain), map(str, term.forms)) for term in glossary.terms]
    spoken = [{"language": str(each.language), "value": str(each.say)} for each in base.safety.other_languages]
    systems = [
        _system("urgency", URGENCY, urgencies, settings, guide),
        _system("direction", DIRECTION, directions, settings, guide),
    ]
    if words:
        systems.append(_system("terms", canonical(settings, "CodeSystem", "terms"), words, settings, guide))
    if spoken:
        help = {
            "code": "help-in-your-language",
            "display": "How to reach somebody who speaks it",
            "designation": spoken,
        }
        systems.append(_system("languages", f"{OURS}languages", [help], settings, guide))
    entries = [{"fullUrl": system["url"], "resource": system} for system in systems]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def _concept(code: str, display: str, definition: str = "", forms: Iterable[str] = ()) -> Json:
    others = [{"value": form} for form in forms]
    found: Json = {"code": code, "display": display}
    found |= {"definition": definition} if definition else {}
    return found | ({"designation": others} if others else {})


def _system(id: str, url: str, concepts: list[Json], settings: Settings, guide: Verified) -> Json:
    return {
        "resourceType": "CodeSystem",
        "id": id,
        "language": str(guide.base.words.language),
        "url": url,
        "name": in_capitals(id),
        "status": "draft",
        "publisher": settings.name,
        "content": "complete",
        "concept": concepts,
    }
