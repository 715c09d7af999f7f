"""Write handouts into a folder: what stands there is not made again, and a kill leaves no file that is half done."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from generator.handouts.printing import Print
from generator.project import replace_file
from generator.site.memory import key_of, key_of_generator
from generator.site.publishing import CannotPublish
from generator.typesetting import CannotSet, Typesetter

NOTES = ".stepwell-handouts"
"""The file in which a folder of handouts notes what stands in it; a site has another, for a build replaces it whole."""
_AT_ONCE = 2


class HandoutFolder:
    """A folder of handouts, which notes what stands in it and what each file was made from.

    Only files that it made are replaced or removed: what else somebody puts there stays. One run at a time.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self._lock = FileLock(out.parent / f".{out.name}.lock", timeout=0)
        self._made: dict[str, list[str]] = {}

    def __enter__(self) -> Self:
        if self.out.is_symlink() or (self.out.exists() and not self.out.is_dir()):
            raise CannotPublish(f"{self.out} is no folder; name one")
        if self.out.is_dir() and any(self.out.iterdir()) and not (self.out / NOTES).is_file():
            raise CannotPublish(f"{self.out} was not made by Stepwell; empty it or name another folder")
        self.out.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise CannotPublish(f"another run is writing {self.out.name}; wait for it") from error
        self.out.mkdir(exist_ok=True)
        for leftover in self.out.glob(".*.stepwell"):
            leftover.unlink()
        self._made = _noted(self.out / NOTES)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._note()
        self._lock.release()

    def waiting(self, prints: Iterable[Print]) -> tuple[Print, ...]:
        """Select those whose file is not there as it would be made."""
        return tuple(each for each in prints if not self._stands(each))

    def make(self, prints: Sequence[Print]) -> Iterator[Print]:
        """Make files, two at a time, and yield each once it stands.

        Raises CannotPublish where one stands that was not made here, NoTypesetter, CannotSet.
        """
        for each in prints:
            if each.name not in self._made and (self.out / each.name).exists():
                raise CannotPublish(f"{self.out / each.name} was not made by Stepwell; move it elsewhere")
        Typesetter()  # where there is none nothing is noted
        self._made |= {each.name: ["", ""] for each in prints}
        self._note()
        own = threading.local()

        def made(each: Print) -> bytes:
            if not hasattr(own, "typesetter"):
                own.typesetter = Typesetter()
            try:
                content: bytes = own.typesetter.document(each.template, each.drawn())
            except CannotSet as error:
                raise CannotSet(f"{each.name}: {error}") from error
            return content

        with ThreadPoolExecutor(_AT_ONCE) as workers:
            for each, content in zip(prints, workers.map(made, prints), strict=True):
                replace_file(self.out / each.name, content)
                self._made[each.name] = [_key_of(each), hashlib.sha256(content).hexdigest()]
                yield each

    def remove_others(self, prints: Iterable[Print]) -> int:
        """Remove what was made here before and is none of these; return how many files that were."""
        gone = sorted(self._made.keys() - {each.name for each in prints})
        for name in gone:
            with suppress(FileNotFoundError):
                (self.out / name).unlink()
            del self._made[name]
        return len(gone)

    def _stands(self, each: Print) -> bool:
        key, seal = self._made.get(each.name, ["", ""])
        path = self.out / each.name
        return key == _key_of(each) and path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == seal

    def _note(self) -> None:
        replace_file(self.out / NOTES, json.dumps(self._made, indent=0, sort_keys=True).encode())


def _key_of(each: Print) -> str:
    return key_of(key_of_generator(), each.template, json.dumps(each.values, sort_keys=True)).hex()


def _noted(path: Path) -> dict[str, list[str]]:
    """Read what was noted: names, each with a hash of what it was made from and one of what it holds."""
    try:
        noted = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): list(parts) for name, parts in noted.items() if os.path.basename(name) == name}
