"""Write a new id into several files of a project as one: all or none, and nothing that a check would refuse."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from generator.address_list import CannotAdd, with_addresses
from generator.checks.addresses import missing_addresses
from generator.model.knowledge import ADDRESSES, KnowledgeBase, is_absent
from generator.problems import Problem, Problems, Severity
from generator.project import Project, open_project, replace_files, unsaved_below, written_text
from generator.renaming import Renaming
from generator.sign_offs import Standing, units_of
from generator.source.edits import applied


class CannotApply(Exception):
    """One line that says why no file was changed."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """What a thing with a new id did to a project: the edits, the addresses that were added, and what lapsed."""

    renaming: Renaming
    addresses: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()

    def said(self) -> tuple[str, ...]:
        """Say in lines what was done."""
        lines = list(self.renaming.said())
        if self.addresses:
            lines.append(f"  {ADDRESSES}: {len(self.addresses)} added")
        if self.lapsed:
            lines.append(f"An id belongs to what is signed off; no longer in force: {', '.join(self.lapsed)}")
        return tuple(lines)


def written_texts(project: Project) -> dict[str, str]:
    """Read the text of each file that is the project's own, with its line ends as they are."""
    names = (file.name for file in project.reading.files if project.is_own(file.name))
    return {name: text for name in names if (text := written_text(project, name)) is not None}


def rename(
    project: Project, problems: Problems, renaming: Renaming, *, today: datetime.date, writes: bool = True
) -> Renamed:
    """Write a renaming into the files of a project, and the new addresses into content/addresses.yaml.

    The files are checked as they would be before any is written: all of them or, where the machine fails, none. Unless
    it `writes`, this only says what would be done. Raises CannotApply as `renamed_texts` does.
    """
    texts, renamed = renamed_texts(project, problems, renaming, today=today)
    if writes:
        replace_files(project.root, {name: None if text is None else text.encode() for name, text in texts.items()})
    return renamed


def renamed_texts(
    project: Project, problems: Problems, renaming: Renaming, *, today: datetime.date
) -> tuple[dict[str, str | None], Renamed]:
    """Make the texts of the files in which a thing has another id, None for one that goes, and say what was done.

    `problems` are those that the project has.

    Raises CannotApply where the project could not be read then, or would have an error more.
    """
    before, written = project.reading.base, written_texts(project)
    assert before is not None
    texts: dict[str, str | None] = {name: applied(written[name], edits) for name, edits in renaming.edits.items()}
    texts |= {new: texts.get(old, written[old]) for old, new in renaming.moved.items()}
    texts |= {old: None for old in renaming.moved if old not in renaming.moved.values()}
    now, after = _checked(project, problems, texts, today)
    listed = texts.get(ADDRESSES, written.get(ADDRESSES))
    added, whole = _with_addresses(now, before, after, listed)
    if added:
        texts[ADDRESSES] = whole
    return texts, Renamed(renaming, added, _lapsed(before, after))


def _checked(
    project: Project, problems: Problems, texts: Mapping[str, str | None], today: datetime.date
) -> tuple[Project, KnowledgeBase]:
    """Check a project as it would be with other texts, None for a file that goes. Raises CannotApply."""
    found = Problems()
    known = Counter(problem.id for problem in problems if problem.severity is Severity.ERROR)
    unsaved = {**project.unsaved, **unsaved_below(project.root, texts)}
    now = open_project(project.root, found, today=today, like=project, unsaved=unsaved)
    fault = _new_error(found, known)
    if now.reading.base is None or fault is not None:
        raise CannotApply(_said(fault) if fault else "the files could no longer be read")
    return now, now.reading.base


def _new_error(found: Problems, known: Mapping[str, int]) -> Problem | None:
    errors: dict[str, list[Problem]] = {}
    for problem in found:
        if problem.severity is Severity.ERROR:
            errors.setdefault(problem.id, []).append(problem)
    return next((of_id[-1] for id, of_id in errors.items() if len(of_id) > known.get(id, 0)), None)


def _said(problem: Problem) -> str:
    return f"{problem.place}: {problem.message} [{problem.id}]; {problem.help}"


def _with_addresses(
    now: Project, before: KnowledgeBase, after: KnowledgeBase, listed: str | None
) -> tuple[tuple[str, ...], str]:
    """Add to the list of addresses, where a project has it, what was not missing before; return that and the text."""
    known = frozenset(missing_addresses(before))
    added = tuple(address for address in missing_addresses(after) if address not in known)
    if not added or listed is None or is_absent(after.handbook.addresses) or not now.is_own(ADDRESSES):
        return (), ""
    own = tuple(each for each in after.handbook.addresses.published if not after.is_upstreams(each.place))
    try:
        register = after.handbook.addresses.model_copy(update={"published": own})
        return added, with_addresses(listed, register, added)
    except CannotAdd:  # "stepwell addresses" says why
        return (), ""


def _lapsed(before: KnowledgeBase, after: KnowledgeBase) -> tuple[str, ...]:
    """Name each unit whose sign-off was in force, and is not any more."""
    held = {unit.review.covers for unit in units_of(before) if unit.review and unit.state() is Standing.IN_FORCE}
    lapsed = (unit for unit in units_of(after) if unit.review and unit.state() is Standing.LAPSED)
    return tuple(unit.name for unit in lapsed if unit.review and unit.review.covers in held)
