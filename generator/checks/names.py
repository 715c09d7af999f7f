"""Find the names that entries of a base give and use: ids with their places, and every text of an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from generator.guide.plan import known_references, references_of
from generator.identity import once_for_each
from generator.model.addresses import AddressesFile
from generator.model.entry import Entry, Named
from generator.model.guide import Condition, GuideFile, Question, Urgency
from generator.model.handbook import SearchFile
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import Contact, Promise
from generator.model.reviewers import ReviewersFile
from generator.problems import Text


def texts_of(value: Any) -> Iterator[Text]:
    """Yield every text of an entry, its entries and lists, in the author's order."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Text):
            yield part
        elif isinstance(part, Entry):
            waiting += reversed(vars(part).values())  # the fields, in the order of the model
        elif isinstance(part, tuple):
            waiting += reversed(part)


@once_for_each
def texts_in(part: object) -> tuple[Text, ...]:
    """List every text of a file, an entry or a list; the very same one is looked through once."""
    return tuple(texts_of(part))


def texts_of_base(base: KnowledgeBase) -> Iterator[Text]:
    """Yield every text that the authors wrote for readers, the bodies of pages included.

    What readers themselves write, which search knows, is left out: it may be a word to avoid. Addresses are no words,
    and who may sign off is nothing that a page says.
    """
    registers = (base.safety, base.journeys, base.contacts, base.sources)
    left_out = SearchFile | AddressesFile | ReviewersFile
    handbook = (file for file in base.handbook.files() if not isinstance(file, left_out))
    for file in (base.levels, *base.every_guide(), *registers, *handbook):
        yield from texts_in(file)
    for page in base.pages:
        yield from texts_in(page.head)
        yield page.body


def texts_with_numbers(base: KnowledgeBase) -> tuple[Text, ...]:
    """List the texts in which numbers may stand: those of contacts and lines, and official ones, word for word."""
    organization = base.organization
    return (*texts_in(base.contacts), *texts_in(organization.every_line()), *organization.official_texts())


def references_in(condition: Condition) -> Iterator[Text]:
    """Yield every reference ("question.answer") in a condition."""
    if condition.is_ is not None:
        yield condition.is_
    if condition.not_ is not None:
        yield from references_in(condition.not_)
    for part in (*(condition.all or ()), *(condition.any or ())):
        yield from references_in(part)
    yield from condition.of or ()


def counts_in(condition: Condition) -> Iterator[tuple[Text, ...]]:
    """Yield the references of every `at_least` in a condition."""
    if condition.of is not None:
        yield condition.of
    for part in (condition.not_, *(condition.all or ()), *(condition.any or ())):
        yield from counts_in(part) if part is not None else ()


def answers_of_danger(base: KnowledgeBase) -> dict[str, Promise]:
    """Map the answers that promises want help today or now for to the first such promise."""
    known = known_references(base)
    found: dict[str, Promise] = {}
    for promise in base.safety.promises:
        if promise.urgency_at_least is not None and promise.urgency_at_least.rank >= Urgency.TODAY.rank:
            for reference in references_in(promise.whenever):
                for answer in known.get(reference, ()):
                    found.setdefault(answer, promise)
    return found


def references_anywhere(base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Map every reference to the answers it stands for in this guide; one that only another guide asks to none."""
    found: dict[str, tuple[str, ...]] = {}
    for other in base.others:
        for question in other.questions:
            found |= dict.fromkeys(references_of(question, base), ())
    return found | known_references(base)


def without_sets(references: Iterable[str]) -> frozenset[str]:
    """Collect the references that name an answer, not a set of answers: a promise spells out what it guards."""
    return frozenset(reference for reference in references if "." in reference)


def questions_of(base: KnowledgeBase) -> Iterator[Question]:
    """Yield every question of every guide, each where it is written."""
    for guide in base.every_guide():
        yield from guide.questions


def groups_of_base(base: KnowledgeBase) -> Iterator[tuple[Named, ...]]:
    """Yield the entries that may not share an id, a sort at a time; the answers of questions are left out."""
    yield base.levels.ladders
    yield tuple(chain[Named](*((level, *level.kinds) for level in base.every_level())))
    yield tuple(guide.guide for guide in base.every_guide())
    yield tuple(chain[Named](*((*g.questions, *g.decisions, *g.outcomes) for g in base.every_guide())))
    yield tuple(chain[Named](*(guide.sets for guide in base.every_guide())))
    yield from (base.safety.promises, base.safety.boxes, base.journeys.journeys)
    yield from (base.every_contact(), base.contacts.notices, base.lines.lines, base.sources.sources)
    for register in base.handbook.files():
        lists = [getattr(register, name) for name in type(register).model_fields]
        entries = chain.from_iterable(part for part in lists if isinstance(part, tuple))
        yield tuple(entry for entry in entries if isinstance(entry, Named) and not isinstance(entry, Contact))


def steps_of(tree: GuideFile) -> tuple[Text, ...]:
    """List the ids of every question, decision and outcome of a guide: what an answer may lead to."""
    return tuple(entry.id for entry in chain[Any](tree.questions, tree.decisions, tree.outcomes))


def ids_of(entries: Iterable[Any]) -> tuple[Text, ...]:
    """List the ids of entries in order."""
    return tuple(entry.id for entry in entries)


def pages_of(base: KnowledgeBase) -> tuple[str, ...]:
    """List every name that `pages` may use: hand-written pages, parts of treatment, levels and kinds."""
    written = [page.address.removesuffix("/") for page in base.pages if page.address]
    return (*written, *ids_of((*base.handbook.treatments.treatments, *base.every_level(), *base.every_kind())))
