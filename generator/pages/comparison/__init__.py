"""Make the page that compares the levels: a table on a wide screen, cards on a phone, with filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Hours, Level, LevelsFile, MedicalStaff, Sleep
from generator.page_kinds import COMPARISON
from generator.pages.atlas import Atlas, Stop
from generator.pages.environment import render
from generator.pages.facts import LevelFact, facts_of
from generator.pages.page import Page
from generator.pages.stairs import all_stairs
from generator.pages.words import dates_line


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level to compare, with the words that the filters look for."""

    level: Level
    facts: tuple[LevelFact, ...]
    nights: str
    bands: str
    staff: str


@dataclass(frozen=True, slots=True)
class LadderRows:
    """The rows of one ladder, or those beside the ladders."""

    id: str
    name: str
    about: str
    rows: tuple[LevelRow, ...]


def comparison_page(atlas: Atlas) -> Page:
    """Return the page that compares every level."""
    first_due = min((stop.level for stop in atlas.stop_by_id.values()), key=lambda level: level.review_due)
    dates = dates_line(first_due, atlas, atlas.base.levels, *atlas.base.every_level())
    levels = atlas.base.levels
    html = render(
        "comparison/comparison",
        atlas.words,
        groups=_groups(atlas),
        stairs=all_stairs(atlas),
        apart=_apart(levels),
        note=levels.note,
        dates=dates,
    )
    return Page(
        address=COMPARISON.at(),
        title=atlas.words.comparison.title,
        description=atlas.words.comparison.description,
        html=str(html),
        origin=atlas.base.levels.place,
        kind=COMPARISON,
    )


def _groups(atlas: Atlas) -> tuple[LadderRows, ...]:
    base: KnowledgeBase = atlas.base
    groups = [
        LadderRows(ladder.id, str(ladder.name), str(ladder.about), tuple(_row(level, atlas) for level in ladder.levels))
        for ladder in base.levels.ladders
    ]
    if base.levels.beside:
        rows = tuple(_row(level, atlas) for level in base.levels.beside)
        groups.append(LadderRows("beside", atlas.words.stairs.beside, "", rows))
    return tuple(groups)


def _row(level: Level, atlas: Atlas) -> LevelRow:
    stop: Stop = atlas.stop_by_id[level.id]
    hours = [level.hours, *(kind.hours for kind in level.kinds)]
    staff = [level.medical_staff, *(kind.medical_staff for kind in level.kinds)]
    return LevelRow(
        level=level,
        facts=facts_of(stop, atlas),
        nights=_night(level.sleep),
        bands=_bands(hours, _apart(atlas.base.levels)),
        staff=" ".join(dict.fromkeys(_staff(found) for found in staff)),
    )


def _night(sleep: Sleep) -> str:
    match sleep:
        case Sleep.AT_HOME:
            return "home"
        case Sleep.AT_THE_PROGRAM | Sleep.IN_HOSPITAL:
            return "away"
        case _:
            assert_never(sleep)


def _apart(levels: LevelsFile) -> tuple[int, ...]:
    """Return the hours a week at which the choices part, the fewer first; nothing where there is no such choice."""
    return tuple(sorted(levels.hours_apart or ()))


def _bands(hours: Sequence[Hours | None], apart: tuple[int, ...]) -> str:
    """Return the choices by which a level with these hours is found."""
    return " ".join(dict.fromkeys(_band(found, apart) for found in hours if found)) or "no-number"


def _band(hours: Hours, apart: tuple[int, ...]) -> str:
    names = ("few", "some", "many")
    return names[sum(hours.at_least is not None and hours.at_least >= least for least in apart)]


def _staff(staff: MedicalStaff) -> str:
    match staff:
        case MedicalStaff.ELSEWHERE | MedicalStaff.BY_VISIT:
            return "visit"
        case MedicalStaff.ON_SITE_BY_DAY:
            return "day"
        case MedicalStaff.NURSES_DAY_AND_NIGHT | MedicalStaff.DOCTOR_EVERY_DAY:
            return "night"
        case MedicalStaff.VARIES:
            return "visit day night"
        case _:
            assert_never(staff)
