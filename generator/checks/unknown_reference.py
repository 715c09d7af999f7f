"""An entry names a level, ladder, source, contact, line, safety box or heading that is not there.

A number without its source, or an outcome without its help line, would be published.

Fails: `sources: [samsha-tip]`. Cure: write an id that exists, or add the entry to its file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.checks.addresses import headings_of
from generator.checks.names import references_anywhere
from generator.checks.need import Need
from generator.checks.vanished import Vanished, cure_of, vanished_names
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

_CURE = "add it, or name one that is there"
_OF_GUIDES = frozenset({Sort.QUESTION, Sort.DECISION, Sort.ANSWER, Sort.SET})


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each id that names nothing; one that is used more than once is said once."""
    names = names_of(base)
    anchors = {page.file: [anchor for anchor, _ in headings_of(page)] for page in base.pages}
    vanished = vanished_names(base)
    repeated = {use.text.place for each in vanished for use in each.uses}
    yield from (_said_once(each, names) for each in vanished)
    for use in names.lost:
        if Sort.HEADING in use.sorts:
            known: Iterable[str] = anchors[use.text.place.file]
            help = did_you_mean(use.id, known) or _CURE
            if use.id not in known:
                yield Problem(use.text.place, ID, f'"{use.id}" is not a heading of its page', SEVERITY, help)
        elif not (use.text.place in repeated or _is_looked_for_elsewhere(use, names)):
            known = references_anywhere(base) if Sort.ANSWER in use.sorts else names.ids(*use.sorts)
            help = cure_of(use.text, use.sorts, names, known, _CURE)
            message = f'"{use.text}" is not {_one_of(use.sorts, names)}'
            yield Problem(use.text.place, ID, message, SEVERITY, help)


def _said_once(vanished: Vanished, names: Names) -> Problem:
    """Say that a name is gone, at its first use, with the other places and how a name is changed everywhere."""
    places = list(dict.fromkeys(use.text.place for use in vanished.uses))
    files = Counter(place.file for place in places)
    note = "named in " + ", ".join(f"{file} ({count})" for file, count in files.items())
    message = f'"{vanished.id}" is named in {len(places)} places, and is not {_one_of(vanished.sorts, names)}'
    near = did_you_mean(vanished.id, names.ids(*vanished.sorts), is_name=True)
    of_it = (use.sorts for use in vanished.uses if set(use.sorts) <= set(vanished.sorts))
    sort = min(of_it, key=len, default=vanished.sorts)[0]
    help = (
        f"add it; or, if it has another id now, give it back this one and run: stepwell rename {sort} {vanished.id} NEW"
    )
    return Problem(places[0], ID, message, SEVERITY, near or help, (note,))


def _one_of(sorts: tuple[Sort, ...], names: Names) -> str:
    what = in_words(tuple(sort for sort in sorts if names.ids(sort)) or sorts)
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def _is_looked_for_elsewhere(use: Use, names: Names) -> bool:
    """Tell whether another check says what is wrong with a name: those of guides, `sales-line` and `unknown-marker`."""
    if isinstance(use.entry, Sign):
        return Sort.QUESTION in use.sorts  # the answer is looked for with its question
    if isinstance(use.entry, ProsePage) or (Sort.CONTACT in use.sorts and names.find((Sort.OWN_LINE,), use.id)):
        return True
    return not _OF_GUIDES.isdisjoint(use.sorts) or (isinstance(use.entry, Journey) and Sort.OUTCOME in use.sorts)
