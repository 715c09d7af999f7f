"""Remember each change of the texts, so that any number of them can be taken back and made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.editing.merging import merged


@dataclass(frozen=True, slots=True)
class TextChange:
    """A change of some files in the author's words, with their texts before and after it."""

    said: str
    key: str
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]

    def turned(self) -> TextChange:
        """Return the change that takes this one back."""
        return TextChange(self.said, self.key, self.after, self.before)


@dataclass(slots=True)
class History:
    """The changes that were made, the newest last, and those that were taken back."""

    made: list[TextChange] = field(default_factory=list)
    undone: list[TextChange] = field(default_factory=list)

    def add(self, change: TextChange) -> None:
        """Add a change; what was taken back before cannot be made again then."""
        self.made.append(change)
        self.undone.clear()


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
