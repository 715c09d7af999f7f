"""An entry names a level, ladder, source, contact, line, safety box or heading that is not there.

A number without its source, or an outcome without its help line, would be published.

Fails: `sources: [samsha-tip]`. Cure: write an id that exists, or add the entry to its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.checks.addresses import headings_of
from generator.checks.names import references_anywhere
from generator.checks.need import Need
from generator.model.handbook import Sign
from generator.model.knowledge import KnowledgeBase
from generator.model.prose import ProsePage
from generator.model.registers import Journey
from generator.model.sorts import Sort, in_words
from generator.naming import Names, Use, names_of
from generator.problems import Problem, Severity, did_you_mean

ID = "unknown-reference"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_OF_GUIDES = frozenset({Sort.QUESTION, Sort.DECISION, Sort.ANSWER, Sort.SET})


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each id that names nothing."""
    names = names_of(base)
    anchors = {page.file: [anchor for anchor, _ in headings_of(page)] for page in base.pages}
    for use in names.uses:
        known: Iterable[str] = ()
        if Sort.HEADING in use.sorts:
            known = anchors[use.text.place.file]
            if use.id in known:
                continue
        elif names.defined_by(use) is not None or _is_looked_for_elsewhere(use, names):
            continue
        known = known or (references_anywhere(base) if Sort.ANSWER in use.sorts else names.ids(*use.sorts))
        what = in_words(_that_are_there(use.sorts, names))
        message = f'"{use.text}" is not {"an" if what[0] in "aeiou" else "a"} {what}'
        help = did_you_mean(use.text, known) or "add it, or name one that is there"
        yield Problem(use.text.place, ID, message, SEVERITY, help)


def _is_looked_for_elsewhere(use: Use, names: Names) -> bool:
    """Tell whether another check says what is wrong with a name: those of guides, `sales-line` and `unknown-marker`."""
    if isinstance(use.entry, Sign):
        return Sort.QUESTION in use.sorts  # the answer is looked for with its question
    if isinstance(use.entry, ProsePage) or (Sort.CONTACT in use.sorts and names.find((Sort.OWN_LINE,), use.id)):
        return True
    return not _OF_GUIDES.isdisjoint(use.sorts) or (isinstance(use.entry, Journey) and Sort.OUTCOME in use.sorts)


def _that_are_there(sorts: tuple[Sort, ...], names: Names) -> tuple[Sort, ...]:
    """Leave out sorts of which the project has nothing."""
    return tuple(sort for sort in sorts if names.ids(sort)) or sorts
