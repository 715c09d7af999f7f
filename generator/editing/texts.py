"""Hold the texts of a project while it is edited: as they are on the disk, as they would be saved, and as they were."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path

from generator.editing.changes import CannotChange, Made
from generator.editing.files import FilesOnDisk, is_too_long
from generator.editing.history import History, TextChange, followed
from generator.editing.journal import journal_of, steps_in
from generator.editing.keeping import KeptDraft, KeptTexts
from generator.editing.merging import merged
from generator.project import replace_files


class CannotSave(Exception):
    """One line that says why nothing was written."""


class Side(StrEnum):
    """Whose version of a file is taken: what was changed here, or what stands on the disk."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """A file of which there is another version here than on the disk, where the changes of both touch."""

    file: str
    mine: str | None
    theirs: str | None


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came from the disk: files that nobody had changed here, files that were merged, and those to choose of."""

    taken: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    open: tuple[TwoVersions, ...] = ()


@dataclass(slots=True)
class EditedTexts:
    """The texts of a project's files: `disk` as they were read, `draft` those that are not saved, None for no file.

    `upstream` are those of the project that an organization builds on; nothing changes them here.
    """

    files: FilesOnDisk
    kept: KeptDraft
    disk: dict[str, str | None]
    upstream: dict[str, str | None] = field(default_factory=dict)
    draft: dict[str, str | None] = field(default_factory=dict)
    history: History = field(default_factory=History)

    @classmethod
    def begin(cls, root: Path, kept: KeptDraft, left: KeptTexts | None) -> EditedTexts:
        """Read the files, and take up what an earlier session left, with the steps that it can be taken back in.

        Where the files, or what was left, are not those of the steps, undo goes back to what is on the disk at once.
        """
        files = FilesOnDisk(root)
        texts = cls(files, kept, files.read(), files.read_upstream())
        if left is not None:
            texts.disk |= {name: left.base.get(name) for name in left.texts}
            draft = {name: text for name, text in left.texts.items() if text != texts.disk.get(name)}
            steps = steps_in(kept.journal(), {**texts.disk, **draft})
            if steps:
                texts.history.go_on(steps)
                texts.draft = draft
            elif draft:
                texts.make(Made(draft, "", "all that was not saved before"))
        else:
            texts.history.go_on(steps_in(kept.journal(), texts.disk))
        return texts

    def now(self) -> dict[str, str | None]:
        """Return the text of every file as it would be saved; None for one that goes, or that is no text of ours."""
        return {**self.disk, **self.draft}

    def present(self) -> dict[str, str | None]:
        """Return the texts of the files that would be there, in order."""
        there = {name: text for name, text in self.now().items() if text is not None or self._is_unread(name)}
        return dict(sorted({**self.upstream, **there}.items()))

    def _is_unread(self, name: str) -> bool:
        return name not in self.draft and not self.files.is_gone(name)

    def make(self, made: Made, *, visit: str = "") -> bool:
        """Make a change; tell whether anything is another then. Raises CannotChange where a file gets too long.

        Changes of one `visit` are taken back as one.
        """
        now = self.now()
        after = {name: text for name, text in made.texts.items() if text != now.get(name)}
        long = next((name for name, text in after.items() if text is not None and is_too_long(text)), None)
        if long is not None:
            raise CannotChange(f"{long} would be longer than 1 MiB, and could not be read any more; write less")
        if after:
            before = {name: now.get(name) for name in after}
            self.history.add(TextChange(made.said, made.key, before, after, visit, made.field))
            self._become(after)
        return bool(after)

    def undo(self) -> TextChange:
        """Take the newest change back. Raises CannotChange."""
        return self._step(self.history.made, self.history.undone, TextChange.turned, "take back")

    def redo(self) -> TextChange:
        """Make the change again that was taken back last. Raises CannotChange."""
        return self._step(self.history.undone, self.history.made, lambda change: change, "make again")

    def taken_back(self, number: int) -> Made:
        """Return what takes one change back and leaves those that came after it. Raises CannotChange."""
        change = next((each for each in self.history.made if each.number == number), None)
        if change is None:
            raise CannotChange("this change is taken back already")
        after = followed(change.turned(), self.now())
        if after is None:
            raise CannotChange(f"{change.said}: the same lines were changed again since; change them by hand")
        return Made(after, change.key, f"{change.said} as it was before")

    def _step(
        self,
        taken: list[TextChange],
        given: list[TextChange],
        turn: Callable[[TextChange], TextChange],
        what: str,
    ) -> TextChange:
        if not taken:
            raise CannotChange(f"there is nothing to {what}")
        change = taken[-1]
        after = followed(turn(change), self.now())
        if after is None:
            raise CannotChange(f"{change.said}: the same lines were changed outside since; change them by hand")
        given.append(replace(taken.pop(), visit=""))
        self._become(after)
        return change

    def discarded(self) -> Made:
        """Return the change that throws away all that is not saved."""
        return Made({name: self.disk.get(name) for name in self.draft}, "", "all that was not saved")

    def changed_on_disk(self) -> tuple[str, ...]:
        """List the files that are not on the disk as they were read."""
        there = self.files.read()
        return tuple(sorted(name for name in there.keys() | self.disk.keys() if there.get(name) != self.disk.get(name)))

    def take_in(self) -> TakenIn:
        """Take in what changed on the disk, where it does not touch what was changed here."""
        there = self.files.read()
        taken, together, open_files = [], [], []
        for name in sorted(there.keys() | self.disk.keys()):
            base, theirs = self.disk.get(name), there.get(name)
            if theirs == base:
                continue
            if name not in self.draft:
                taken.append(name)
                self._read_anew(name, theirs, there)
                continue
            mine = self.draft[name]
            whole = theirs if mine == theirs else None
            if whole is None and None not in (base, mine, theirs):
                whole = merged(str(base), str(mine), str(theirs))
            if whole is None and mine != theirs:
                open_files.append(TwoVersions(name, mine, theirs))
                continue
            together.append(name)
            self._read_anew(name, theirs, there)
            self.draft[name] = whole
        if taken or together:
            self._become({})
        return TakenIn(tuple(taken), tuple(together), tuple(open_files))

    def choose(self, seen: TwoVersions, side: Side) -> bool:
        """Settle a file of which there are two versions, unless one is no longer as it was seen; tell whether it did.

        Undo takes it back. Raises CannotChange where there are no two versions any more.
        """
        there, name = self.files.read(), seen.file
        theirs = there.get(name)
        if name not in self.draft or theirs == self.disk.get(name):
            raise CannotChange(f"there are no two versions of {name} any more")
        mine = self.draft[name]
        if (mine, theirs) != (seen.mine, seen.theirs):
            return False
        self._read_anew(name, theirs, there)
        if side is Side.THEIRS:
            self.make(Made({name: theirs}, "", f"my version of {name}"))
        self._become({name: theirs if side is Side.THEIRS else mine})
        return True

    def _read_anew(self, name: str, text: str | None, there: Container[str]) -> None:
        if name in there:
            self.disk[name] = text
        else:
            self.disk.pop(name, None)

    def save(self) -> tuple[str, ...]:
        """Write all that is not saved, all files or none; return their names. Raises CannotSave, OSError."""
        names = tuple(self.draft)
        for name in names:
            if fault := self.files.fixed(name):
                raise CannotSave(fault)
        contents = {name: None if text is None else text.encode() for name, text in self.draft.items()}
        try:
            replace_files(self.files.root, contents)
        except OSError as error:
            raise CannotSave(f"nothing was saved: {error.strerror or error}; what you changed is still here") from error
        for name in names:
            self._read_anew(name, self.draft[name], contents if self.draft[name] is not None else {})
        self.history.end_visit()
        self._become({})
        return names

    def _become(self, after: Mapping[str, str | None]) -> None:
        self.draft |= after
        self.draft = {name: text for name, text in self.draft.items() if text != self.disk.get(name)}
        journal = journal_of(self.history.made, self.now())
        self.kept.keep({name: self.disk.get(name) for name in self.draft}, self.draft, journal)


def diff_of(name: str, before: str | None, after: str | None) -> str:
    """Show what changed in a file as a diff."""
    old, new = ((text or "").splitlines(keepends=True) for text in (before, after))
    lines = unified_diff(old, new, "/dev/null" if before is None else name, "/dev/null" if after is None else name)
    return "".join(_ended(lines))


def _ended(lines: Iterable[str]) -> Iterable[str]:
    return (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
