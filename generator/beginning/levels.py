"""Begin a level between two others with the moves to and from them, or a move alone."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from generator.beginning.draft import CannotBegin, Draft, draft_of, require_known, require_new_id
from generator.checks.names import texts_in
from generator.model.handbook import Term
from generator.model.knowledge import LEVELS, KnowledgeBase
from generator.model.levels import Kind, Ladder, Level, MedicalStaff, Move, Sleep, WeekShape
from generator.model.skeletons import skeleton_of, to_fill_in
from generator.project import Project

BESIDE = "beside"
"""What is written in the place of a ladder for a level that stands on none."""
_FILE = "levels.yaml"
_GLOSSARY = "content/glossary.yaml"
_HINTS = {
    "# Where a source gives hours:": "hours, week_hours, length. Where none does: week_shape.",
    "# May stand here too:": "also_called, standards, night_staff, kinds.",
}


def begin_level(
    project: Project,
    id: str,
    *,
    name: str,
    short_name: str | None,
    after: str | None,
    ladder: str | None,
    sources: Sequence[str],
    today: datetime.date,
) -> Draft:
    """Draft a level behind another of its ladder, with the moves between it and the levels next to it.

    Without `after` it comes to the end of the ladder: the most support. Raises CannotBegin.
    """
    draft = draft_of(project, today)
    base = draft.base
    require_new_id(base, id, (Level, Kind))
    home, before = _home(base, after, ladder)
    there = base.levels.beside if home is None else home.levels
    number = [str(level.id) for level in there].index(before) if before else -1
    like = there[number] if there else base.every_level()[0]
    given = {
        "id": id,
        "name": name,
        "short_name": short_name or name,
        "sleep": str(like.sleep),
        "medical_staff": str(like.medical_staff),
        **({"week_shape": str(like.week_shape)} if like.week_shape is not None else {}),
        "sources": draft.source(sources),
        **draft.dates,
        **_HINTS,
    }
    file = _place_level(draft, home, before, like, skeleton_of(Level, given))
    week = f"add hours and week_hours with a source, or week_shape: {', '.join(WeekShape)}"
    draft.looks += [
        (file, next(iter(_HINTS)), f"an example week; {week}"),
        (file, "sleep:", f'"{like.sleep}" is taken from "{like.id}"; known: {", ".join(Sleep)}'),
        (file, "medical_staff:", f'"{like.medical_staff}" is taken from "{like.id}"; known: {", ".join(MedicalStaff)}'),
    ]
    neighbors = [there[number], *there[number + 1 : number + 2]] if home is not None else []
    for neighbor in neighbors:
        _add_move(draft, str(neighbor.id), id)
        _add_move(draft, id, str(neighbor.id))
    _explain(draft, name, short_name)
    if not neighbors:
        draft.advice.append(f"no move leads to it yet: stepwell new move {like.id} {id}")
    draft.advice += _advice(base, id, like)
    return draft


def begin_move(project: Project, start: str, to: str, *, sources: Sequence[str], today: datetime.date) -> Draft:
    """Draft a move from a level or kind to another. Raises CannotBegin."""
    draft = draft_of(project, today)
    known = [str(entry.id) for entry in (*draft.base.every_level(), *draft.base.every_kind())]
    for end in (start, to):
        require_known("level or kind", end, known)
    if start == to:
        raise CannotBegin(f'a move leads from one level to another; "{start}" is named twice')
    for move in draft.base.levels.moves:
        if (move.from_, move.to) == (start, to):
            raise CannotBegin(f"this move is there already ({move.place.file}:{move.place.line}); change it there")
    _add_move(draft, start, to, draft.source(sources) if sources else ())
    return draft


def _home(base: KnowledgeBase, after: str | None, ladder: str | None) -> tuple[Ladder | None, str]:
    """Find the ladder of a new level, None for beside them, and the level that it comes behind, "" for none."""
    ladders = {str(each.id): each for each in base.levels.ladders}
    if after is None:
        if ladder is None:
            raise CannotBegin(f"name the level that it comes after, or its ladder: {', '.join((*ladders, BESIDE))}")
        require_known("ladder", ladder, (*ladders, BESIDE))
        there = base.levels.beside if ladder == BESIDE else ladders[ladder].levels
        return (None if ladder == BESIDE else ladders[ladder]), (str(there[-1].id) if there else "")
    require_known("level", after, [str(level.id) for level in base.every_level()])
    home = next((each for each in ladders.values() if after in [level.id for level in each.levels]), None)
    found = BESIDE if home is None else str(home.id)
    if ladder not in (None, found):
        raise CannotBegin(
            f'"{after}" stands on "{found}", not on "{ladder}"; name another level, or leave --ladder out'
        )
    return home, after


def _place_level(draft: Draft, home: Ladder | None, before: str, like: Level, entry: dict[str, object]) -> str:
    """Put a level behind another, in the file where that one stands; return the file."""
    way = [BESIDE] if home is None else ["ladders", str(home.id), "levels"]
    file = like.place.file if before else _FILE
    if file.startswith(LEVELS):
        draft.add(file, ["levels"], entry, after=before)  # type: ignore[arg-type]
        draft.add(_FILE, way, str(entry["id"]), after=before)
    else:
        draft.add(_FILE, way, entry, after=before or None)  # type: ignore[arg-type]
    return file


def _add_move(draft: Draft, start: str, to: str, sources: Sequence[str] = ()) -> None:
    """Put a move behind the others, in the file where the last of them stands."""
    moves = draft.base.levels.moves
    file = str(moves[-1].place.file) if moves else _FILE
    given = {"from": start, "to": to, **({"sources": list(sources)} if sources else {}), **draft.dates}
    draft.add(file, ["moves"], skeleton_of(Move, given))


def _explain(draft: Draft, name: str, short_name: str | None) -> None:
    """Add to the glossary a short name of capitals that it does not explain, where there is a glossary."""
    terms = draft.base.handbook.glossary.terms
    if short_name is None or not short_name.isupper() or not (draft.project.root / _GLOSSARY).is_file():
        return
    if any(short_name in (term.term, *term.forms) for term in terms):
        return
    id = "-".join(name.lower().split())
    require_new_id(draft.base, id, Term)
    entry = {"id": id, "term": name, "forms": [short_name], "plain": to_fill_in(f"what {name} is, in plain words")}
    draft.add(_GLOSSARY, ["terms"], entry)


def _advice(base: KnowledgeBase, id: str, like: Level) -> Iterator[str]:
    """Name each place that weighs the answer of the level before, for the new one may belong there too."""
    questions = [question.id for guide in base.every_guide() for question in guide.questions if question.is_from_levels]
    answers = {f"{question}.{like.id}": f"{question}.{id}" for question in questions}
    files = (*base.every_guide(), base.safety, base.handbook.notes, base.handbook.entries)
    for text in (text for file in files for text in texts_in(file)):
        if text in answers:
            place = f"{text.place.file}:{text.place.line}"
            yield f'{place}: look at it: it names "{text}"; does "{answers[text]}" belong there too?'
    if base.handbook.addresses.published:
        yield "before you publish: stepwell addresses lists the new pages"
