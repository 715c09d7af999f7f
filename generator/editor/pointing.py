"""Say what stands at a place of a file: what it is, where it is defined and used, and what its key is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.editor.completion import head_end
from generator.editor.cursor import key_at as key_written_at
from generator.editor.known import KnownNames, shortened
from generator.editor.texts import Document, Span, Spot
from generator.editor.ways import Ways
from generator.model.entry import Entry
from generator.model.guide import Case, Question
from generator.model.keys import key_at, model_of
from generator.model.levels import Level
from generator.model.sorts import Sort
from generator.naming import Definition, Use
from generator.problems import Place

_DECISION = ("decisions", "cases")


@dataclass(frozen=True, slots=True)
class Card:
    """What is shown of a word: Markdown, and the span of the word."""

    says: str
    span: Span


@dataclass(frozen=True, slots=True)
class Pointed:
    """The name at a place: its span, and what it names."""

    span: Span
    definition: Definition


def pointed_at(document: Document, spot: Spot, *, file: str, known: KnownNames) -> Pointed | None:
    """Find the name at a place, and what it names; None where there is none, or nothing has it."""
    line, column = document.counted(spot)
    name = known.names.at(file, line, column)
    if isinstance(name, Use):
        span = _span(document, name.id.place, name.length)
        definition = known.names.defined_by(name)
        if definition is not None and document.part(span) == name.text[name.index : name.index + name.length]:
            return Pointed(span, definition)
    if isinstance(name, Definition):
        span = _span(document, name.id.place, len(written(name)))
        if document.part(span) == written(name):
            return Pointed(span, name)
    return None


def written(definition: Definition) -> str:
    """Return the part of a thing's id that is written where it is defined: of an answer, what follows the dot."""
    return definition.id.rpartition(".")[2]


def span_of_definition(definition: Definition, document: Document) -> Span:
    """Find the id of a thing in the text of its file; what has none written begins there."""
    span = _span(document, definition.id.place, len(written(definition)))
    is_written = document.part(span) == written(definition)
    return span if is_written else Span(span.start, span.start)


def span_of_use(use: Use, document: Document) -> Span:
    """Find a use of a thing in the text of its file."""
    return _span(document, use.id.place, use.length)


def _span(document: Document, place: Place, length: int) -> Span:
    start = document.at(place.line, place.column)
    return Span(start, Spot(start.line, min(start.column + length, len(document.line(start.line)))))


def card_at(
    document: Document, spot: Spot, *, file: str, known: KnownNames, guides: Sequence[Ways], is_proven: bool
) -> Card | None:
    """Say what stands at a place; `guides` are the newest proven ones, `is_proven` that they are of these texts."""
    pointed = pointed_at(document, spot, file=file, known=known)
    if pointed is not None:
        parts = [*_about(pointed.definition, known), *_ways(pointed.definition, guides)]
        return Card(_joined(parts, guides, is_proven=is_proven), pointed.span)
    is_page = file.endswith(".md")
    if is_page and not 0 < spot.line < head_end(document):
        return None
    found = key_written_at(document, spot, first=1 if is_page else 0)
    model = model_of(file)
    key = None if found is None or model is None else key_at(model, found[0])
    if found is None or key is None:
        return None
    parts = [f"**{key.name}**{' (needed)' if key.is_required else ''}: {key.description}"]
    parts += [f"One of: {', '.join(f'`{word}`' for word in key.words)}"] if key.words else []
    if found[0][:-1] == _DECISION:
        case = _case_at(known, file, spot.line + 1)
        parts += [said for guide in guides for said in guide.of_row(case)] if case is not None else []
    return Card(_joined(parts, guides, is_proven=is_proven), found[1])


def _joined(parts: Iterable[str], guides: Sequence[Ways], *, is_proven: bool) -> str:
    found = list(parts)
    counts = any("ways to answer" in part for part in found)
    if counts and guides and not is_proven:
        found.append("*Counted in the last version without errors.*")
    return "\n\n".join(found)


def _about(definition: Definition, known: KnownNames) -> Iterator[str]:
    yield f"**{definition.id}** · {known.about(definition)}"
    if isinstance(definition.entry, Level):
        yield shortened(definition.entry.sentence)
    uses = known.names.uses_of(definition)
    kinds = Counter(_place_in_words(use) for use in uses)
    if kinds:
        listed = ", ".join(f"{what} {count}" for what, count in kinds.most_common())
        yield f"Used {len(uses)} {'time' if len(uses) == 1 else 'times'}: {listed}."
    elif definition.sort is not Sort.PAGE:
        yield "Nothing names it."


def _place_in_words(use: Use) -> str:
    """Name the kind of place that uses a thing: the sort of the entry, or the file."""
    entry = use.entry
    sort = getattr(type(entry), "sort", None) if isinstance(entry, Entry) else None
    return f"{sort.words}" if isinstance(sort, Sort) else use.id.place.file.rpartition("/")[2]


def _ways(definition: Definition, guides: Sequence[Ways]) -> Iterator[str]:
    id = str(definition.id)
    for guide in guides:
        if definition.sort is Sort.ANSWER:
            yield from guide.of_answer(id)
        elif definition.sort is Sort.OUTCOME:
            yield from guide.of_outcome(id)
        elif definition.sort is Sort.NOTE:
            yield from guide.of_note(id)
        elif isinstance(definition.entry, Question):
            yield from guide.of_question(id)


def _case_at(known: KnownNames, file: str, line: int) -> Case | None:
    """Find the row of a decision to which a line belongs."""
    cases = (case for guide in known.base.every_guide() for decision in guide.decisions for case in decision.cases)
    before = [case for case in cases if case.place.file == file and case.place.line <= line]
    return max(before, key=lambda case: case.place.line, default=None)
