"""Look at the lines of a file before they are read as YAML or Markdown: what none may hold, whatever it says."""

from __future__ import annotations

from collections.abc import Callable

from generator.problems import Change, Cure, Place, Problems
from generator.source.files import SourceFile
from generator.source.scalars import FORBIDDEN, FORBIDDEN_NAMES, STAND_IN
from generator.source.slips import conflicts_in, odd_space_in_page


def refuse_in_body(source: SourceFile, problems: Problems, *, first_line: int) -> None:
    """Add a problem for each character that no text may hold, and each part of which two versions stand there.

    So is a character said that looks like a space where a list, a heading or a quotation needs one.
    """
    lines = RawLines(source, problems, first_line - 1)
    if not lines.refuse_conflicts():
        lines.refuse_odd_spaces(odd_space_in_page, who="a page")


class RawLines:
    """The lines of a file without the characters that none may hold; each of these is a problem."""

    def __init__(self, source: SourceFile, problems: Problems, lines_before: int) -> None:
        self.name = source.name
        self.problems = problems
        self.lines_before = lines_before
        self.text = self._without_forbidden_characters(source.text)
        self.lines = self.text.split("\n")

    def refuse_conflicts(self) -> bool:
        """Refuse each part that a merge left in two versions; tell whether there is one."""
        found = list(conflicts_in(self.lines))
        for number in found:
            self.problems.error(
                Place(self.name, number + 1 + self.lines_before, 1),
                "merge-conflict",
                "two versions of this part stand here: git could not merge them",
                help='keep the right lines, and delete those that begin with "<<<<<<<", "=======" and ">>>>>>>"',
            )
        return bool(found)

    def refuse_odd_spaces(self, find: Callable[[str], tuple[int, str] | None], *, who: str) -> bool:
        """Refuse what only looks like a space where `who` wants one; tell whether there is any."""
        found = [(number, *odd) for number, line in enumerate(self.lines) if (odd := find(line)) is not None]
        for number, column, what in found:
            self.problems.error(
                Place(self.name, number + 1 + self.lines_before, column + 1),
                "bad-character",
                f"{what} stands where {who} wants a plain space",
                help="type plain spaces there; it looks like one, and came from another program",
            )
        return bool(found)

    def _without_forbidden_characters(self, text: str) -> str:
        for number, line in enumerate(text.split("\n"), 1 + self.lines_before):
            for match in FORBIDDEN.finditer(line):
                character = match.group()
                code = f"U+{ord(character):04X}"
                self.problems.error(
                    Place(self.name, number, match.start() + 1),
                    "bad-character",
                    f"{FORBIDDEN_NAMES.get(character, 'a hidden character')} ({code}) stands in the text",
                    help=Cure(
                        "delete it; it may be invisible, so retype the words around it", Change.WRITE, word=character
                    ),
                )
        return FORBIDDEN.sub(STAND_IN, text)
