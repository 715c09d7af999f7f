"""Edit a project: the texts of its files are the truth, and nothing is written until it is saved."""

from __future__ import annotations

import datetime
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.difference import Differences
from generator.editing.adding import added, options_to_add, sorts_to_add
from generator.editing.arranging import moved, removed, renamed, uses_within
from generator.editing.carrying_out import carried_out, text_written
from generator.editing.causes import BroughtProblems, Causes
from generator.editing.changes import (
    AddThing,
    AnyChange,
    CannotChange,
    ClearValue,
    Made,
    MoveThing,
    NoSuchThing,
    RemoveThing,
    RenameThing,
    SetLines,
    SetText,
    SetValue,
    Stale,
    Way,
)
from generator.editing.forms import FieldChoice, Form, FormField, OfferedWords, form_of
from generator.editing.keeping import KeptDraft
from generator.editing.looking import Looking
from generator.editing.previews import Previews, address_of_thing
from generator.editing.texts import CannotSave, EditedTexts, Side, TakenIn, TwoVersions, diff_of
from generator.editing.things import EditedThing, Located, located_in, with_problems
from generator.editor.workspace import Analysis
from generator.model.sorts import RefersTo, Sort
from generator.naming.uses import Use
from generator.problems import Problem, Severity
from generator.project import Project, finish_replacing, unsaved_below
from generator.source import Unsaved

Texts = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Done:
    """What a change did: the version that there is now, the thing to look at, and what may have to follow.

    `said` says it in words, "" where nothing is another. `fault` says why it could not be kept on the disk.
    """

    version: int
    key: str
    said: str = ""
    advice: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: the version that there is now, and the files."""

    version: int
    files: tuple[str, ...]


class EditSession:
    """One project being edited, by any number of windows: each says which version it saw."""

    def __init__(self, root: Path, texts: EditedTexts, today: Callable[[], datetime.date]) -> None:
        self.root = root
        self.today = today
        self.version = 1
        self._recovered = tuple(texts.draft)
        self._texts = texts
        self._located: tuple[int, dict[str, Located]] | None = None
        self._lock = threading.RLock()
        self._looking = Looking(root, today)
        self._previews = Previews()
        self._causes = Causes()

    @classmethod
    def open(cls, root: Path, *, today: datetime.date | Callable[[], datetime.date]) -> EditSession:
        """Begin to edit the project at `root`; what an earlier session did not save is there again.

        Raises EditedElsewhere where another session edits it.
        """
        root = Path(os.path.abspath(root))
        kept = KeptDraft(root)
        left = kept.begin()
        finish_replacing(root)
        texts = EditedTexts.begin(root, kept, left)
        return cls(root, texts, today if callable(today) else lambda: today)

    def close(self) -> None:
        """End the session; what is not saved stays in its draft."""
        self._looking.end()
        self._texts.kept.end()

    # What there is.

    @property
    def unkept(self) -> str:
        """Say why what was changed is not kept on the disk, "" where it is."""
        return self._texts.kept.fault

    @property
    def recovered(self) -> tuple[str, ...]:
        """The files that an earlier session did not save, until they are saved or gone, or somebody read of them."""
        return tuple(name for name in self._recovered if name in self._texts.draft)

    def read_of_recovered(self) -> None:
        """Note that somebody read what was recovered: it is said no more."""
        self._recovered = ()

    @property
    def has_changes(self) -> bool:
        """Tell whether anything is not saved."""
        return bool(self._texts.draft)

    def text_of(self, file: str) -> str | None:
        """Return the text of a file as it would be saved; None for one that is not there, or is no text of ours."""
        return self._texts.present().get(file)

    def outline(self) -> tuple[EditedThing, ...]:
        """List everything that can be edited, with the number of its problems."""
        return with_problems(self._things().values(), self.analysis().problems)

    def form(self, key: str) -> Form:
        """Make the form of a thing. Raises NoSuchThing."""
        with self._lock:
            located = self._find(key)
            problems, file = self.analysis().problems, located.thing.file
            fixed = self._texts.files.fixed(file)
            return form_of(located, self.text_of(file), problems, self._offered(), fixed=fixed)

    def sorts_to_add(self) -> tuple[str, ...]:
        """List the sorts of things that can be begun."""
        return sorts_to_add(self._things(), self.analysis().project.reading.base)

    def options_to_add(self, sort: str) -> tuple[FormField, ...]:
        """List what can be said of a thing of a sort that is begun, as fields. Raises CannotChange."""
        self.analysis()
        return options_to_add(sort, self._things(), self._offered())

    def _offered(self) -> OfferedWords:
        known = self._looking.known
        return OfferedWords((lambda _: ()) if known is None else known.ids, self._looking.shipped)

    def problems_of(self, key: str) -> tuple[Problem, ...]:
        """List the problems of a thing and of what stands in it. Raises NoSuchThing."""
        located = self._find(key)
        return tuple(problem for problem in self.analysis().problems if located.holds(problem.place))

    def analysis(self) -> Analysis:
        """Say what is known to be wrong with the newest version; the proofs go on in a thread."""
        with self._lock:
            found = self._looking.at(self.version, self._texts)
            self._note(found)
            return found

    def brought(self) -> tuple[BroughtProblems, ...]:
        """Sort what came with a change of this session that brought errors by the change, the newest first."""
        with self._lock:
            found = self.analysis()
            return self._causes.of(self._texts.history.made, found.problems) if found.is_whole else ()

    def known_before(self) -> tuple[Problem, ...]:
        """List the errors that were proven last, as they were, where the newest version could not be proven."""
        with self._lock:
            found = self.analysis()
            return self._causes.proven_wrong if found.is_whole and not found.project.is_proven else ()

    def wait_whole(self, timeout: float | None = None) -> Analysis:
        """Wait until the newest version is proven, or so many seconds; `is_whole` says which."""
        self.analysis()
        self._looking.wait(timeout)
        return self.analysis()

    @property
    def proven(self) -> tuple[int, Project] | None:
        """The newest version that passed every check, and its number; None while none has."""
        return self._looking.proven

    def choices(self, *sorts: Sort) -> tuple[FieldChoice, ...]:
        """List every name that something may be called by which is of one of these sorts."""
        known = self._looking.known
        return () if known is None else tuple(FieldChoice(id, what) for id, what in known.ids(RefersTo(*sorts)))

    def uses_of(self, key: str) -> tuple[Use, ...]:
        """List every place outside a thing that names it, or what stands in it. Raises NoSuchThing."""
        located, base = self._find(key), self.analysis().project.reading.base
        return () if base is None else tuple(uses_within(located, base)[0])

    def difference(self) -> Differences | None:
        """Say what all that is not saved changes for patients, proofs included; None while it has errors."""
        self.wait_whole()
        with self._lock:
            return self._looking.difference(self.version)

    def preview(self, address: str) -> bytes | None:
        """Return a page as a reader would see it, or what a page loads, of the newest version that passed every check.

        None where nothing stands at the address, or no version has passed yet.
        """
        return self._previews.file(lambda: proven[1] if (proven := self._looking.proven) else None, address)

    def address_of(self, key: str) -> str:
        """Find the page on which a reader meets a thing, "" for home. Raises NoSuchThing."""
        located, base = self._find(key), self.analysis().project.reading.base
        return "" if base is None else address_of_thing(located, base)

    def changed_files(self) -> dict[str, str]:
        """Map each file that is not saved to what changed in it, as a diff."""
        with self._lock:
            texts = self._texts
            return {name: diff_of(name, texts.disk.get(name), text) for name, text in sorted(texts.draft.items())}

    # What can be done.

    def do(self, version: int, change: AnyChange, *, visit: str = "") -> Done:
        """Make a change of the version that the caller saw.

        Changes of one field with the same `visit`, a name for somebody's stay in it, are taken back as one.
        Raises Stale where there is a newer one, CannotChange where it cannot be made; then nothing is another.
        """
        with self._lock:
            self._require(version)
            made = self._made(change)
            return self._keep(made, visit=f"{visit} {made.key} {_way_of(change)}" if visit else "")

    def work_out(self, version: int, make: Callable[[Analysis, Texts], Made]) -> Done:
        """Make a change that is worked out of what is known and of the texts. Raises Stale, CannotChange."""
        self.wait_whole()
        with self._lock:
            self._require(version)
            return self._keep(make(self.analysis(), self._texts.present()))

    @property
    def unsaved(self) -> Unsaved:
        """The texts that are not saved, in the place of their files."""
        return unsaved_below(self.root, self._texts.draft)

    @property
    def can_undo(self) -> str:
        """Say what would be taken back, "" where nothing can be."""
        return self._texts.history.made[-1].said if self._texts.history.made else ""

    @property
    def can_redo(self) -> str:
        """Say what would be made again, "" where nothing can be."""
        return self._texts.history.undone[-1].said if self._texts.history.undone else ""

    def undo(self, version: int) -> Done:
        """Take the newest change back, be it saved or not. Raises Stale, CannotChange."""
        with self._lock:
            self._require(version)
            change = self._texts.undo()
            return self._newer(change.key, change.said)

    def redo(self, version: int) -> Done:
        """Make the change again that was taken back last. Raises Stale, CannotChange."""
        with self._lock:
            self._require(version)
            change = self._texts.redo()
            return self._newer(change.key, change.said)

    def take_back(self, version: int, number: int) -> Done:
        """Take one change back, by its number, and leave those that came after it. Raises Stale, CannotChange."""
        with self._lock:
            self._require(version)
            made = self._texts.history.made
            if made and made[-1].number == number:
                return self.undo(version)
            return self._keep(self._texts.taken_back(number))

    def discard(self, version: int) -> Done:
        """Throw away what is not saved; undo brings it back. Raises Stale."""
        with self._lock:
            self._require(version)
            made, self._recovered = self._texts.discarded(), ()
            return self._newer("", made.said) if self._texts.make(made) else Done(self.version, "")

    def underneath(self) -> tuple[str, ...]:
        """List the files that changed on the disk since they were read."""
        with self._lock:
            return self._texts.changed_on_disk()

    def take_in(self) -> TakenIn:
        """Take in what changed on the disk, merged line by line where it does not touch what was changed here.

        Where it does, nothing is done: an author chooses with `choose`.
        """
        with self._lock:
            taken = self._texts.take_in()
            if taken.taken or taken.merged:
                self._causes.forget()
            self._looking.read_disk_anew()
            self.version += bool(taken.taken or taken.merged)
            return taken

    def choose(self, version: int, seen: TwoVersions, side: Side) -> Done:
        """Settle a file of which there are two versions, by one of them.

        Raises Stale where one of them is no longer as it was `seen`, CannotChange where there are no two any more.
        """
        with self._lock:
            self._require(version)
            if not self._texts.choose(seen, side):
                raise Stale(self.version)
            self._looking.read_disk_anew()
            return self._newer("", f"the version of {seen.file}")

    def save(self, version: int, *, although: bool = False) -> Saved:
        """Write all that is not saved, all files or none.

        Errors are written only where the files on the disk have some already, or `although` somebody was told.
        Raises Stale, and CannotSave with one line.
        """
        with self._lock:
            self._require(version)
        has_errors = any(problem.severity is Severity.ERROR for problem in self.wait_whole().problems)
        with self._lock:
            self._require(version)
            if changed := self.underneath():
                raise CannotSave(f"{', '.join(changed)} changed on the disk; look at that first")
            if has_errors and not although and self._looking.was_right():
                raise CannotSave("there are errors, and the files on the disk have none; mend them first")
            files = self._texts.save()
            self._recovered = ()
            self._looking.saved(self.version)
            self.version += bool(files)
            return Saved(self.version, files)

    # Inner things.

    def _require(self, version: int) -> None:
        if version != self.version:
            raise Stale(self.version)

    def _keep(self, made: Made, *, visit: str = "") -> Done:
        self._note(self._looking.seen(self.version))
        for name in made.texts:
            if fixed := self._texts.files.fixed(name):
                raise CannotChange(fixed)
        is_other = self._texts.make(made, visit=visit)
        self.version += is_other
        return Done(self.version, made.key, made.said if is_other else "", made.advice, self.unkept)

    def _note(self, found: Analysis | None) -> None:
        """Remember what is wrong after the newest change, once all of it is known."""
        if found is not None and found.is_whole:
            self._causes.note(self._texts.history.made, found)

    def _newer(self, key: str, said: str) -> Done:
        self.version += 1
        return Done(self.version, key, said, (), self.unkept)

    def _things(self) -> dict[str, Located]:
        with self._lock:
            if self._located is None or self._located[0] != self.version:
                self._located = (self.version, located_in(self._texts.present()))
            return self._located[1]

    def _find(self, key: str) -> Located:
        found = self._things().get(key)
        if found is None:
            raise NoSuchThing(f'there is no "{key}" any more')
        return found

    def _made(self, change: AnyChange) -> Made:
        if isinstance(change, SetText):
            if fixed := self._texts.files.fixed(change.file):
                raise CannotChange(fixed)
            return text_written(change, self.text_of(change.file))
        things, texts, day = self._things(), self._texts.present(), self.today()
        if isinstance(change, AddThing):
            return added(change, things, texts, self.wait_whole(), today=day)
        located = self._find(change.key)
        if isinstance(change, RenameThing):
            return renamed(change, located, self.wait_whole(), today=day)
        if isinstance(change, RemoveThing):
            return removed(located, texts, self.analysis())
        if isinstance(change, MoveThing):
            return moved(change, located, things, texts)
        text = self.text_of(located.thing.file)
        if text is None:
            raise CannotChange(f"{located.thing.file} cannot be read as text")
        return carried_out(change, located, text, today=day)


def _way_of(change: AnyChange) -> Way:
    """Name the field that somebody types in by the way to it; of another change there is none."""
    return change.way if isinstance(change, SetValue | ClearValue | SetLines) else ()
