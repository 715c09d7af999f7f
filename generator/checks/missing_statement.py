"""An organization has not filled in what its site must say: access, free language help, nondiscrimination, privacy.

The words are official ones, or its own lawyer's. Nothing stands in for them: a slot stays empty until somebody read the
words at their source and wrote down which source that was, and when. A clinic's site is not ready before.

Fails: content/organization.yaml without `privacy`; a language without `say`; fewer than 15 languages; a `due`
without its `source`. Cure: fill in the slot from its source. `stepwell build --release` refuses an empty one.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.organization import OrganizationFile, Tagline
from generator.problems import Problem, Severity

ID = "missing-statement"
SEVERITY = Severity.WARNING
NEEDS = Need.BASE

LANGUAGES = 15
"""The languages besides English in which free language help is offered at least."""


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each slot that is empty, and each language whose words or their source are missing."""
    organization = base.organization
    if not organization.is_there:
        return
    for key in ("accessibility", "nondiscrimination", "privacy"):
        if getattr(organization, key) is None:
            message = f'{organization.name} has no "{key}", and a site of a clinic needs it'
            yield Problem(organization.place, ID, message, SEVERITY, f'fill in "{key}" from its source')
    access = organization.accessibility
    if access is not None and access.due is not None and access.source is None:
        message = f"nobody can tell where {organization.name} read that a rule asks for access from {access.due} on"
        yield Problem(access.place, ID, message, SEVERITY, 'write its "source", as content/sources.yaml names it')
    yield from _languages(organization)


def _languages(organization: OrganizationFile) -> Iterator[Problem]:
    taglines = organization.language_help
    number = len({tagline.language for tagline in taglines} - {"en"})
    if number < LANGUAGES:
        message = f"free language help is offered in {number} languages besides English, and {LANGUAGES} are needed"
        place = taglines[0].place if taglines else organization.place
        yield Problem(place, ID, message, SEVERITY, 'add the languages of your state to "language_help"')
    empty = [tagline for tagline in taglines if tagline.say is None]
    if empty:
        names = ", ".join(tagline.language for tagline in empty)
        message = f"{len(empty)} of {len(taglines)} languages have no words yet: {names}"
        help = 'copy "say" from an official source, and write "taken_from" and "day"'
        yield Problem(empty[0].place, ID, message, SEVERITY, help)
    for tagline in taglines:
        if tagline.say is not None and _is_of_unknown_origin(tagline):
            message = f'nobody can tell where the words in "{tagline.language}" come from'
            yield Problem(tagline.say.place, ID, message, SEVERITY, 'write "taken_from" and "day" beside them')


def _is_of_unknown_origin(tagline: Tagline) -> bool:
    return tagline.taken_from is None or tagline.day is None
