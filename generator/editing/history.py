"""Remember each change of the texts, so that any number of them can be taken back and made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.editing.changes import ChangedField
from generator.editing.merging import merged


@dataclass(frozen=True, slots=True)
class TextChange:
    """A change of some files in the author's words, with their texts before and after it.

    `visit` names the stay in one field in which it was typed, "" for every other change. `field` is that field, where
    it holds one value or a list of them. `number` tells it from every other change of the session, and stays while it
    is typed on, taken back and made again.
    """

    said: str
    key: str
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    visit: str = ""
    field: ChangedField | None = None
    number: int = 0

    def turned(self) -> TextChange:
        """Return the change that takes this one back."""
        return replace(self, before=self.after, after=self.before)

    def typed_on(self, newer: TextChange) -> TextChange:
        """Return the change that this one became when more was typed in its field."""
        begun, ended = self.field, newer.field
        field = replace(begun, now=ended.now) if begun is not None and ended is not None else None
        return replace(self, after=newer.after, field=field)

    def goes_on(self, newer: TextChange) -> bool:
        """Tell whether a newer change was typed on in the same field, from where this one ended."""
        return bool(self.visit) and self.visit == newer.visit and self.after == newer.before


@dataclass(slots=True)
class History:
    """The changes that were made, the newest last, and those that were taken back."""

    made: list[TextChange] = field(default_factory=list)
    undone: list[TextChange] = field(default_factory=list)
    _count: int = 0

    def add(self, change: TextChange) -> None:
        """Add a change; what was taken back before cannot be made again then.

        What is typed in one stay in a field is one change, and none where all of it is as it was before.
        """
        self.undone.clear()
        self._count += 1
        change = replace(change, number=self._count)
        if self.made and self.made[-1].goes_on(change):
            change = self.made.pop().typed_on(change)
        if change.before != change.after:
            self.made.append(change)

    def go_on(self, made: Sequence[TextChange]) -> None:
        """Take up the changes that an earlier session made, the newest last."""
        self.made = [replace(change, number=number) for number, change in enumerate(made, start=1)]
        self._count = len(made)

    def end_visit(self) -> None:
        """Let what is typed next be a change of its own."""
        if self.made:
            self.made[-1] = replace(self.made[-1], visit="")


def followed(change: TextChange, texts: Mapping[str, str | None]) -> dict[str, str | None] | None:
    """Make a change in texts that may have become others since; None where what became another touches it."""
    found: dict[str, str | None] = {}
    for name, new in change.after.items():
        old, now = change.before[name], texts.get(name)
        if now == old:
            found[name] = new
        elif old is None or now is None or new is None:
            return None
        else:
            whole = merged(old, new, now)
            if whole is None:
                return None
            found[name] = whole
    return found
