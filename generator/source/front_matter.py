"""Split a page that is written by hand into its front matter and its body."""

from __future__ import annotations

from generator.problems import Place, Problems, Text
from generator.source.files import SourceFile
from generator.source.raw_lines import refuse_in_body
from generator.source.tree import TreeMapping, read_tree


def split_front_matter(source: SourceFile, problems: Problems) -> tuple[TreeMapping | None, Text]:
    """Read a page's front matter as a located tree and its body as a text that knows its place."""
    lines = source.lines
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if not lines or lines[0].rstrip() != "---" or end is None:
        start = Place(source.name, 1, 1)
        problems.error(
            start, "no-front-matter", "page has no front matter", help='begin with "---", "title: …" and "---"'
        )
        return None, Text(source.text, place=start)
    tree = read_tree(SourceFile(source.name, "\n".join(lines[1:end])), problems, first_line=2)
    body = "\n".join(lines[end + 1 :])
    refuse_in_body(SourceFile(source.name, body), problems, first_line=end + 2)
    return tree, _Body(body, place=Place(source.name, end + 1, 1))


class _Body(Text):
    """A text whose first line is the line after its place; where it has none, the line of its place stands for it."""

    def place_of(self, index: int) -> Place:
        if not self:
            return self.place
        before = self[:index]
        line = self.place.line + 1 + before.count("\n")
        return Place(self.place.file, line, len(before) - (before.rfind("\n") + 1) + 1)
