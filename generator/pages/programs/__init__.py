"""Show the programs of an organization: all on one page, and on other pages those that offer what the page is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, assert_never

from markupsafe import Markup

from generator.model.absent import NO_ORGANIZATION
from generator.model.organization import LineKind, MedicinePolicy, OrganizationFile, OwnLine, Program
from generator.model.registers import WayKind
from generator.model.words.places import filled
from generator.page_kinds import PROGRAMS
from generator.pages.atlas import Atlas, Stop
from generator.pages.contacts import ContactCard, card_of
from generator.pages.environment import render
from generator.pages.page import Page
from generator.pages.words import dates_line, day_in_words


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the organization, with what it is: nobody may take it for crisis help."""

    card: ContactCard
    label: str
    means: str


@dataclass(frozen=True, slots=True)
class ProgramView:
    """A program ready to print; `tokens` are what it is chosen by.

    Where there are others, `facts` and `medicines` are its own, unless they differ: what is so in all programs stands
    once. `lines` are its own, else the first to call and the first to write to; there may be more of them.
    """

    entry: Program
    address: str
    city: str
    where: str
    levels: tuple[Stop, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    medicines: MedicinePolicy | None
    lines: tuple[LineView, ...]
    checked: str
    tokens: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A question by which programs are chosen, with its answers: their tokens and words."""

    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ProgramsOfPlace:
    """The programs of one state."""

    name: str
    programs: tuple[ProgramView, ...]


@dataclass(frozen=True, slots=True)
class ProgramsOfLevel:
    """The programs that offer one level or kind."""

    stop: Stop
    programs: tuple[ProgramView, ...]


def program_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield the page of all programs; nothing where a project has none."""
    organization = atlas.base.organization
    if not organization.programs:
        return
    said, name = atlas.words.programs, organization.name
    views, choices = _with_tokens([_view(program, atlas) for program in organization.programs], atlas)
    html = render(
        "programs/programs",
        atlas.words,
        organization=organization,
        choices=choices,
        places=_by_place(views),
        levels=_by_level(views, atlas),
        lines=[_line(line, atlas) for line in organization.lines],
        facts=_facts(organization, atlas),
        medicines=organization.medicines if len(views) > 1 else None,
        checked=views[0].checked if len({view.checked for view in views}) == 1 else "",
        dates=dates_line(organization, atlas),
        shown=filled(said.filter.shown, count="{count}", all=len(views)),
    )
    description = filled(said.description, name=name)
    yield Page(PROGRAMS.at(), said.title, description, str(html), organization.programs[0].place, PROGRAMS)


def programs_that_offer(stop: Stop, atlas: Atlas) -> Markup:
    """Return the programs that offer a level, one of its kinds, or a kind; nothing where none does."""
    offered = {stop.id} if stop.kind is not None else {stop.id, *(kind.id for kind in stop.level.kinds)}
    organization = atlas.base.organization
    found = [_view(program, atlas) for program in organization.programs if offered.intersection(program.levels)]
    return render("programs/offered", atlas.words, programs=found, organization=organization) if found else Markup("")


def programs_on_results(atlas: Atlas) -> Markup:
    """Return the way to the programs for who may wait for care; nothing where a project has none."""
    organization = atlas.base.organization
    return render("programs/on_results", atlas.words, organization=organization) if organization.programs else Markup()


def line_view(id: str, atlas: Atlas) -> LineView | None:
    """Find a line of the organization by its id."""
    line = next((line for line in atlas.base.organization.lines if line.id == id), None)
    return None if line is None else _line(line, atlas)


def _line(line: OwnLine, atlas: Atlas) -> LineView:
    label, means = _kind_in_words(line.kind, atlas)
    card = card_of(atlas.line_by_id[line.id], atlas.numbering, atlas.words, notices=())
    return LineView(card, label, filled(means, name=atlas.base.organization.name))


def _kind_in_words(kind: LineKind, atlas: Atlas) -> tuple[str, str]:
    said = atlas.words.programs
    match kind:
        case LineKind.ADMISSIONS:
            return said.admissions, said.admissions_means
        case LineKind.OFFICE:
            return said.office, said.office_means
        case LineKind.AFTER_HOURS:
            return said.after_hours, said.after_hours_means
        case LineKind.TEXT:
            return said.text, said.text_means
        case _:
            assert_never(kind)


def _view(program: Program, atlas: Atlas) -> ProgramView:
    organization, place, said = atlas.base.organization, program.place_, atlas.words.programs
    lines = tuple(_line(line, atlas) for line in organization.lines_of(program))
    names = atlas.words.lists.names
    city = filled(names, first=place.city, next=place.state)
    where = filled(names, first=place.street, next=city) + (f" {place.postal_code}" if place.postal_code else "")
    return ProgramView(
        entry=program,
        address=f"{PROGRAMS.at()}#{program.id}",
        city=city,
        where=where,
        levels=tuple(atlas.stop_by_id[id] for id in program.levels),
        facts=_filled(
            (said.for_whom, program.for_whom),
            (said.schedules, program.schedules or _shown(organization, "schedules") or ()),
            (said.insurance, program.insurance or _shown(organization, "insurance") or ()),
            (said.languages, program.languages or _shown(organization, "languages") or ()),
            (said.video, _one(program.video or _shown(organization, "video"))),
            (said.services, program.services),
            (said.getting_there, _one(place.getting_there)),
        ),
        medicines=program.medicines or _shown(organization, "medicines"),
        lines=lines if program.lines else tuple(_first_ways(lines)),
        checked=_checked(program, atlas),
    )


def _shown(organization: OrganizationFile, key: str) -> Any:
    """Return what is so in all programs where each says it itself: one is alone, or another says something else."""
    programs = organization.programs
    is_said_by_each = len(programs) == 1 or any(getattr(program, key) for program in programs)
    return getattr(organization, key) if is_said_by_each else None


def _first_ways(lines: tuple[LineView, ...]) -> Iterator[LineView]:
    """Yield the first line and, for who cannot hear or speak, the first one that can be written to."""
    yield from lines[:1]
    texts = (line for line in lines if any(way.kind is WayKind.TEXT for way in line.card.contact.ways))
    yield from (line for line in islice(texts, 1) if line is not lines[0])


def _checked(program: Program, atlas: Atlas) -> str:
    """Say when somebody asked whether all of it is so, if anyone did since it was written as it is."""
    review, words = program.last_checked, atlas.words
    if review is None or not atlas.sign_offs.is_in_force(program):
        return words.programs.not_checked
    return filled(words.help.checked, day=day_in_words(review.day, words))


def _facts(organization: OrganizationFile, atlas: Atlas) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List what is so in all programs, and is not said with each of them."""
    said = atlas.words.programs
    shared = organization if len(organization.programs) > 1 else NO_ORGANIZATION
    return _filled(
        (said.hours, _one(organization.hours)),
        (said.schedules, shared.schedules),
        (said.insurance, shared.insurance),
        (said.languages, shared.languages),
        (said.video, _one(shared.video)),
        (said.services, organization.services),
    )


def _filled(*facts: tuple[str, tuple[str, ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((label, values) for label, values in facts if values)


def _one(text: str | None) -> tuple[str, ...]:
    return () if text is None else (text,)


def _with_tokens(views: list[ProgramView], atlas: Atlas) -> tuple[tuple[ProgramView, ...], tuple[Choice, ...]]:
    """Tag each program with the tokens of what it has, and make a choice of each sort that tells programs apart."""
    organization, said = atlas.base.organization, atlas.words.programs.filter
    sorts: tuple[tuple[str, str, Callable[[ProgramView], Iterable[str]]], ...] = (
        ("c", said.level, lambda view: _names_of(view.levels)),
        ("p", said.where, lambda view: dict.fromkeys((str(view.entry.place_.state), view.city))),
        ("w", said.for_whom, lambda view: view.entry.for_whom),
        ("i", said.insurance, lambda view: organization.insurance_of(view.entry)),
        ("l", said.language, lambda view: organization.languages_of(view.entry)),
        ("v", said.video, lambda view: [said.with_video] if organization.video_of(view.entry) else []),
    )
    tokens: list[list[str]] = [[] for _ in views]
    choices = []
    for letter, label, values_of in sorts:
        values = [tuple(map(str, values_of(view))) for view in views]
        known = {value: f"{letter}{number}" for number, value in enumerate(_in_order(values))}
        for own, has in zip(tokens, values, strict=True):
            own.extend(known[value] for value in has)
        if any(set(has) != set(values[0]) for has in values):
            choices.append(Choice(label, tuple((token, value) for value, token in known.items())))
    tagged = (replace(view, tokens=" ".join(own)) for view, own in zip(views, tokens, strict=True))
    return tuple(tagged), tuple(choices)


def _names_of(stops: Iterable[Stop]) -> list[str]:
    """List the names of levels and kinds; who offers a kind offers its level."""
    names = [str(entry.name) for stop in stops for entry in (stop.level, stop.entry)]
    return list(dict.fromkeys(names))


def _in_order(values: Iterable[tuple[str, ...]]) -> list[str]:
    return sorted({value for has in values for value in has}, key=str.casefold)


def _by_place(views: Iterable[ProgramView]) -> tuple[ProgramsOfPlace, ...]:
    by_state: dict[str, list[ProgramView]] = {}
    for view in views:
        by_state.setdefault(str(view.entry.place_.state), []).append(view)
    return tuple(ProgramsOfPlace(state, tuple(found)) for state, found in sorted(by_state.items()))


def _by_level(views: Iterable[ProgramView], atlas: Atlas) -> tuple[ProgramsOfLevel, ...]:
    every = tuple(views)
    offered = (
        (stop, tuple(view for view in every if stop.id in view.entry.levels)) for stop in atlas.stop_by_id.values()
    )
    return tuple(ProgramsOfLevel(stop, found) for stop, found in offered if found)
