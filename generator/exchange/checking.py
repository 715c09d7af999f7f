"""Hold an export against the project: every way to answer, every note, every word that it carries.

It reads the files of the export alone, makes a guide of each, and walks that beside the project's. It writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.checks import Verified
from generator.difference.items import GuideWays, Moved
from generator.difference.labels import headline_of_guide
from generator.difference.text import moved_in_text
from generator.exchange.carrying import carried, differences
from generator.exchange.dmn_reading import read_dmn
from generator.exchange.documents import MAX_BYTES, CannotRead, Object, read_json
from generator.exchange.exporting import CODES, DMN, FORMAT, MANIFEST, PLAN, QUESTIONNAIRE
from generator.exchange.fhir_reading import read_fhir
from generator.exchange.json_parts import object_at, text_at
from generator.exchange.losses import Standard
from generator.exchange.parting import first_parting
from generator.exchange.rules import NOWHERE, Rules, plan_of
from generator.exchange.terms import terms
from generator.guide.comparison import compare
from generator.guide.compiling import compile_guide
from generator.guide.conditions import Compound, Resolved, Word
from generator.guide.diagram import Diagram, TooManyStates
from generator.guide.plan import find_cycle
from generator.guide.proofs import Watch
from generator.guide.walks import count, shortest, steps_from
from generator.problems import visible
from generator.settings import Settings

_SHOWN = 20
"""How many texts that differ are shown of one file; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Held:
    """What was found of one guide in one standard: a sentence, and the lines that show it; `is_same` where nothing is.

    `ways` are the ways to answer that were walked.
    """

    guide: str
    standard: Standard
    ways: int
    said: str
    lines: tuple[str, ...] = ()

    @property
    def is_same(self) -> bool:
        """Tell whether the export says what the project does."""
        return not self.lines


def check_export(folder: Path, project: Verified) -> tuple[Held, ...]:
    """Hold every guide of an export against the project; a guide that the project has not is a finding too.

    Raises CannotRead, with the place and what to do, where a file cannot be read.
    """
    ours = {str(guide.base.tree.guide.id): guide for guide in project.every_guide()}
    manifest = read_json(_read(folder, MANIFEST), MANIFEST)
    if manifest.get("format") != FORMAT:
        cure = f"use the Stepwell that wrote it, or export anew: this one reads {FORMAT}"
        raise CannotRead(manifest.place, f"its format is {manifest.get('format')!r}", cure)
    found: list[Held] = []
    for id in object_at(manifest, "guides"):
        files = object_at(object_at(manifest, "guides"), id)
        for standard, rules in _read_guide(folder, files):
            guide = ours.get(id)
            if guide is None:
                found.append(Held(id, standard, 0, "there is no such guide in the project", ("only in the export",)))
            else:
                found.append(_held(guide, standard, rules, file=str(files[_FIRST[standard]])))
    return tuple(found)


def check_codes(folder: Path, project: Verified, settings: Settings) -> tuple[str, ...]:
    """Hold the code systems of an export against the project; return the lines that show what differs.

    An export without FHIR has none. Raises CannotRead where they are not there, or cannot be read.
    """
    guides = object_at(read_json(_read(folder, MANIFEST), MANIFEST), "guides")
    if not any(QUESTIONNAIRE in object_at(guides, id) for id in guides):
        return ()
    theirs = read_json(_read(folder, CODES), CODES)
    return tuple(_listed_differences(differences(terms(project, settings), theirs)))


_FIRST = {Standard.DMN: DMN, Standard.FHIR: QUESTIONNAIRE}


def _read_guide(folder: Path, files: Object) -> Iterator[tuple[Standard, Rules]]:
    if DMN in files:
        name = text_at(files, DMN)
        yield Standard.DMN, read_dmn(_read(folder, name), name)
    if QUESTIONNAIRE in files or PLAN in files:
        names = (str(text_at(files, QUESTIONNAIRE)), str(text_at(files, PLAN)))
        yield Standard.FHIR, read_fhir(_read(folder, names[0]), _read(folder, names[1]), names)


def _read(folder: Path, name: str) -> bytes:
    path = folder / name
    if Path(name).name != name or name in ("", ".", ".."):
        raise CannotRead(MANIFEST, f'"{name}" is no name of a file beside it', "name a file in this folder")
    if not path.is_file():
        cure = "name the folder that stepwell export wrote" if name == MANIFEST else "export anew"
        raise CannotRead(str(path), "there is no such file", cure)
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _held(guide: Verified, standard: Standard, rules: Rules, *, file: str) -> Held:
    id, ours = str(guide.base.tree.guide.id), guide.diagram
    plan = plan_of(rules)
    if circle := find_cycle(plan):
        raise CannotRead(file, f"the steps lead in a circle: {' -> '.join(circle)}", "let one of them lead on")
    try:
        theirs = compile_guide(plan)
        lines = (*_ways(id, ours, theirs), *_notes(guide, rules), *_words(guide, standard, rules))
    except TooManyStates as error:
        raise CannotRead(
            file, f'its rules are too many to be walked, first at "{error.question}"', "split them"
        ) from error
    ways = count(ours).ways
    if not lines:
        return Held(id, standard, ways, f"the same on all {ways:,} ways to answer")
    return Held(id, standard, ways, "not as in the project", lines)


def _ways(id: str, ours: Diagram, theirs: Diagram) -> Iterator[str]:
    """Say which ways to answer end elsewhere in the export; nothing where both ask and end alike on every one."""
    parting = first_parting(ours, theirs)
    if parting is None:
        return
    lost = count(theirs).ways_by_outcome[NOWHERE]
    if lost:
        found = shortest([0], lambda n: steps_from(theirs, n), lambda n: theirs.nodes[n].outcome == NOWHERE)
        assert found is not None
        yield f"{lost:,} of {count(theirs).ways:,} ways to answer end nowhere, for no rule holds"
        yield f"such as: {_listed(found[1])}"
        return
    change = compare(ours, theirs)
    yield headline_of_guide(GuideWays(id, change))
    for shift in (*change.shifts, *change.leaving, *change.arriving):
        yield from moved_in_text(Moved(id, change, shift))
    yield from (f"answer only in the project: {answer}" for answer in change.removed)
    yield from (f"answer only in the export: {answer}" for answer in change.added)
    yield f"after {_listed(parting.answers)}: the project has {parting.ours}, the export {parting.theirs}"


def _listed(answers: tuple[str, ...]) -> str:
    return ", ".join(answers) or "(from the start)"


def _notes(guide: Verified, rules: Rules) -> Iterator[str]:
    """Say which notes are for other people in the export, each with answers that show it."""
    watch = Watch(guide.diagram)
    every = frozenset(guide.plan.outcomes)
    known = {answer.reference for question in guide.plan.questions.values() for answer in question.answers}
    for id, theirs in rules.audiences.items():
        if id not in guide.audiences:
            yield f'note "{id}" is only in the export'
            continue
        if strange := sorted(_answers_in(theirs) - known):
            yield f'note "{id}" is for an answer that the project has not: {strange[0]}'
            continue
        ours = guide.audiences[id].condition
        for one, other, word in ((ours, theirs, "no longer"), (theirs, ours, "newly")):
            found = watch.breaks(Compound(Word.ALL, (one, Compound(Word.NOT, (other,)))), every)
            if found is not None:
                yield f'note "{id}" is {word} for some people: such as {_listed(found.answers)}, at "{found.outcome}"'
    yield from (f'note "{id}" is only in the project' for id in guide.audiences if id not in rules.audiences)


def _answers_in(condition: Resolved) -> frozenset[str]:
    if isinstance(condition, str):
        return frozenset([condition])
    if isinstance(condition, Compound):
        return frozenset[str]().union(*map(_answers_in, condition.parts))
    return frozenset()


def _words(guide: Verified, standard: Standard, rules: Rules) -> Iterator[str]:
    """Say which texts are others in the export."""
    yield from _listed_differences(differences(carried(guide, standard), rules.tree))


def _listed_differences(found: Sequence[tuple[str, object, object]]) -> Iterator[str]:
    for place, ours, theirs in found[:_SHOWN]:
        yield f"{place}:"
        yield f"- {_shown(ours)}"
        yield f"+ {_shown(theirs)}"
    if len(found) > _SHOWN:
        yield f"and {len(found) - _SHOWN} more texts"


def _shown(value: object) -> str:
    if value is None:
        return "(nothing)"
    if isinstance(value, list):
        return ", ".join(map(_shown, value)) or "(nothing)"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_shown(each)}" for key, each in value.items())
    return visible(str(value).strip().replace("\n", " "))
