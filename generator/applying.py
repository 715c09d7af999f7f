"""Change several files of a project as one: all of them or none, and nothing that a check would refuse."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.address_list import CannotAdd, with_addresses
from generator.checks.addresses import missing_addresses
from generator.model.knowledge import ADDRESSES, KnowledgeBase, is_absent
from generator.problems import Problem, Problems, Severity
from generator.project import Project, open_project, replace_file, replace_files
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
    return {name: (project.root / name).read_bytes().decode("utf-8") for name in names}


def rename(project: Project, problems: Problems, renaming: Renaming, *, today: datetime.date) -> Renamed:
    """Write a renaming into the files of a project, and the new addresses into content/addresses.yaml.

    `problems` are those that the project has. Raises CannotApply where a check would find a new error; all is as it
    was then.
    """
    texts = written_texts(project)
    changed = {name: applied(texts[name], edits) for name, edits in renaming.edits.items()}
    moved = {new: changed.pop(old, texts[old]) for old, new in renaming.moved.items()}
    now = apply(project, problems, changed | moved, gone=renaming.moved, today=today)
    before, after = project.reading.base, now.reading.base
    assert before is not None
    assert after is not None
    return Renamed(renaming, _list_addresses(now, before), _lapsed(before, after))


def apply(
    project: Project,
    problems: Problems,
    texts: Mapping[str, str],
    *,
    gone: Iterable[str] = (),
    today: datetime.date,
) -> Project:
    """Write new texts of files, remove those that are gone, and read and check the project again.

    `problems` are those that it has. Where it could not be read then, where it would have an error more, or where a
    file cannot be written, every file is as it was before.

    Raises CannotApply.
    """
    contents: dict[str, bytes | None] = {name: text.encode() for name, text in texts.items()}
    contents |= {name: None for name in gone if name not in texts}
    before = {name: path.read_bytes() if (path := project.root / name).exists() else None for name in contents}
    known = Counter(problem.id for problem in problems if problem.severity is Severity.ERROR)
    replace_files(project.root, contents)
    try:
        found = Problems()
        now = open_project(project.root, found, today=today, like=project)
        fault = _new_error(found, known)
        if now.reading.base is None or fault is not None:
            raise CannotApply(_said(fault) if fault else "the files could no longer be read")
    except BaseException:
        replace_files(project.root, before)
        raise
    return now


def _new_error(found: Problems, known: Mapping[str, int]) -> Problem | None:
    errors: dict[str, list[Problem]] = {}
    for problem in found:
        if problem.severity is Severity.ERROR:
            errors.setdefault(problem.id, []).append(problem)
    return next((of_id[-1] for id, of_id in errors.items() if len(of_id) > known.get(id, 0)), None)


def _said(problem: Problem) -> str:
    return f"{problem.place}: {problem.message} [{problem.id}]; {problem.help}"


def _list_addresses(now: Project, before: KnowledgeBase) -> tuple[str, ...]:
    """Add to content/addresses.yaml, where a project has it, what was not missing before; return what was added."""
    after = now.reading.base
    assert after is not None
    known = frozenset(missing_addresses(before))
    added = tuple(address for address in missing_addresses(after) if address not in known)
    if not added or is_absent(after.handbook.addresses) or not now.is_own(ADDRESSES):
        return ()
    listed = after.handbook.addresses
    own = tuple(each for each in listed.published if not after.is_upstreams(each.place))
    try:
        whole = with_addresses(written_texts(now)[ADDRESSES], listed.model_copy(update={"published": own}), added)
    except CannotAdd:  # "stepwell addresses" says why
        return ()
    replace_file(now.root / ADDRESSES, whole.encode())
    return added


def _lapsed(before: KnowledgeBase, after: KnowledgeBase) -> tuple[str, ...]:
    """Name each unit whose sign-off was in force, and is not any more."""
    held = {unit.review.covers for unit in units_of(before) if unit.review and unit.state() is Standing.IN_FORCE}
    lapsed = (unit for unit in units_of(after) if unit.review and unit.state() is Standing.LAPSED)
    return tuple(unit.name for unit in lapsed if unit.review and unit.review.covers in held)
