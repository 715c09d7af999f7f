"""Build the located tree from the parser's events, with a stack of our own, and refuse the traps of YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from generator.problems import Change, Cure, Place, Problems, Text
from generator.source.complaints import BEGUN_BEFORE, plain_words
from generator.source.files import SourceFile
from generator.source.raw_lines import RawLines
from generator.source.scalars import FORBIDDEN, STAND_IN, reads_as
from generator.source.slips import JOINED_ENTRIES, odd_space_in

MAX_NODES = 100_000
MAX_DEPTH = 32
MAX_SCALAR = 64 << 10

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class TreeMapping(dict[Any, Any]):
    """A mapping of the located tree; its keys are texts with places.

    `listed` is the id that a list of another file names it by, where it was put in that list's place.
    """

    place: Place
    listed: Text | None = None


class TreeSequence(list[Any]):
    """A list of the located tree."""

    place: Place


def read_tree(source: SourceFile, problems: Problems, *, first_line: int = 1) -> TreeMapping | None:
    """Read a YAML file as a located tree, or None where there is none to give; problems say why.

    `first_line` is the line on which the text begins (for the front matter of a page).
    """
    reader = _Reader(source, problems, first_line - 1)
    return reader.read()


@dataclass(slots=True)
class _Open:
    """A list or mapping that has begun and not ended."""

    value: TreeMapping | TreeSequence
    key: Text | None = None
    key_is_read: bool = False
    skip: bool = False
    again: list[Text] = field(default_factory=list)


class _Reader:
    def __init__(self, source: SourceFile, problems: Problems, lines_before: int) -> None:
        self.name = source.name
        self.problems = problems
        self.lines_before = lines_before
        self.raw = RawLines(source, problems, lines_before)
        self.lines = self.raw.lines
        self.stack: list[_Open] = []
        self.root: Any = None
        self.documents = 0
        self.nodes = 0
        self.long_quote: tuple[Any, Any] | None = None

    def read(self) -> TreeMapping | None:
        errors_before = len(self.problems.found)
        if self.raw.refuse_conflicts() or self.raw.refuse_odd_spaces(odd_space_in, who="YAML"):
            return None  # what follows from it would be said in other words
        try:
            for event in yaml.parse(self.raw.text, Loader=_Loader):
                if not self._take(event):
                    return None
        except yaml.MarkedYAMLError as error:
            self._syntax_error(error)
            return None
        except yaml.YAMLError as error:
            self.problems.error(Place(self.name, 1 + self.lines_before, 1), "bad-yaml", str(error).split("\n")[0])
            return None
        start = Place(self.name, 1 + self.lines_before, 1)
        if self.root is None:
            if len(self.problems.found) == errors_before:
                self.problems.error(start, "empty-file", "file is empty", help="see docs/format.md for what it holds")
            return None
        if not isinstance(self.root, TreeMapping):
            what = "a list" if isinstance(self.root, TreeSequence) else "a text"
            self.problems.error(
                self.root.place,
                "wrong-root",
                f"file begins with {what}, not with keys",
                help='begin with a "key:" line',
            )
            return None
        return self.root

    def _place(self, mark: Any) -> Place:
        if mark.line >= len(self.lines):  # what is missing at the end, where no line is
            return Place(self.name, len(self.lines) + self.lines_before, len(self.lines[-1]) + 1)
        return Place(self.name, mark.line + 1 + self.lines_before, mark.column + 1)

    def _take(self, event: Any) -> bool:
        """Use one event; return False where reading must stop."""
        if isinstance(event, yaml.DocumentStartEvent):
            return self._take_document(event)
        if isinstance(event, yaml.NodeEvent):
            return self._take_node(event)
        if isinstance(event, yaml.CollectionEndEvent):
            closed = self.stack.pop()
            if not closed.skip:
                self._place_value(closed.value)
        return True

    def _take_document(self, event: Any) -> bool:
        self.documents += 1
        place = self._place(event.start_mark)
        if event.version or event.tags:
            self.problems.error(place, "directive", 'a "%" line at the top is not used here', help="delete it")
        if self.documents > 1:
            self.problems.error(
                place, "several-documents", 'a second document begins with "---"', help="keep one document in a file"
            )
            return False
        return True

    def _take_node(self, event: Any) -> bool:
        place = self._place(event.start_mark)
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.problems.error(place, "too-large", f"file has more than {MAX_NODES} values", help="split its content")
            return False
        if event.anchor is not None:
            self._refuse_anchor(event, place)
        if getattr(event, "tag", None) is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.problems.error(
                place, "tag", f'"{tag}" is a YAML tag', help='delete it, or put quotes round text that begins with "!"'
            )
        if isinstance(event, yaml.AliasEvent):
            self._place_value(Text("?", place=place))
            return True
        if isinstance(event, yaml.ScalarEvent):
            self._place_value(self._scalar(event, place))
            return True
        return self._open(event, place)

    def _refuse_anchor(self, event: Any, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.problems.error(
                place,
                "anchor",
                f'"*{event.anchor}" repeats another part of the file',
                help='write the part out; put quotes round text that begins with "*"',
            )
            return
        self.problems.error(
            place,
            "anchor",
            f'"&{event.anchor}" names a part to repeat',
            help='write each part out; put quotes round text that begins with "&"',
        )

    def _open(self, event: Any, place: Place) -> bool:
        if len(self.stack) >= MAX_DEPTH:
            self.problems.error(
                place,
                "too-deep",
                f"lists and keys are nested more than {MAX_DEPTH} deep",
                help="look for a stray bracket",
            )
            return False
        value = TreeMapping() if isinstance(event, yaml.MappingStartEvent) else TreeSequence()
        value.place = place
        skip = bool(self.stack) and self._expects_key()
        if skip:
            self.problems.error(
                place,
                "bad-key",
                "a list or mapping stands where a key is wanted",
                help="put quotes round text that begins with a bracket; templates are not evaluated",
            )
            self.stack[-1].key_is_read = True
            self.stack[-1].key = None
        self.stack.append(_Open(value, skip=skip))
        return True

    def _expects_key(self) -> bool:
        return isinstance(self.stack[-1].value, TreeMapping) and not self.stack[-1].key_is_read

    def _place_value(self, value: Any) -> None:
        if not self.stack:
            self.root = value
            return
        parent = self.stack[-1]
        if isinstance(parent.value, TreeSequence):
            parent.value.append(value)
            return
        if not parent.key_is_read:
            parent.key = self._key(parent.value, value)
            parent.key_is_read = True
            return
        if parent.key is not None:
            parent.value[parent.key] = value
        parent.key, parent.key_is_read = None, False

    def _key(self, mapping: TreeMapping, key: Text | None) -> Text | None:
        if key is None:
            self.problems.error(mapping.place, "bad-key", "a key is empty", help='write a word before the ":"')
            return None
        if key == "<<":
            self.problems.error(
                key.place, "merge-key", '"<<" merges another part into this one', help="write each key out"
            )
            return None
        if key.reads_as:
            message = f'key "{key}" without quotes is {key.reads_as} to other YAML tools'
            self.problems.error(
                key.place,
                "unquoted-value",
                message,
                help=Cure(f'write "{key}" in quotes, or another word', Change.QUOTE, word=key),
            )
            return None
        if key in mapping:
            first = next(known for known in mapping if known == key)
            if self._lacks_hyphen(mapping, key):
                return None
            self.problems.error(
                key.place,
                "duplicate-key",
                f'key "{key}" stands here twice; YAML would keep only the last',
                help="rename or delete one",
                notes=(f"first on line {first.place.line}",),
            )
            return None
        return key

    def _lacks_hyphen(self, mapping: TreeMapping, key: Text) -> bool:
        """Say that an entry of a list begins without its hyphen: its keys come again from the first one on."""
        is_entry = len(self.stack) > 1 and isinstance(self.stack[-2].value, TreeSequence)
        began = next((known for known in self.stack[-1].again if known in mapping), None)
        self.stack[-1].again.append(key)
        if not is_entry or (key != next(iter(mapping)) and began is None):
            return False
        if began is None:
            self.problems.error(
                key.place,
                "duplicate-key",
                f'key "{key}" stands in this entry twice: the "-" of a new entry seems to be missing',
                help=f'begin a new entry with "- {key}:", or delete one',
                notes=(f"first on line {next(iter(mapping)).place.line}",),
            )
        return began is None or began == next(iter(mapping))

    def _scalar(self, event: Any, place: Place) -> Text | None:
        if len(event.value) > MAX_SCALAR:
            self.problems.error(place, "too-large", "a text is longer than 64 KiB", help="split it")
        is_plain = not event.style
        if event.style in ("'", '"') and event.end_mark.line > event.start_mark.line:
            self.long_quote = event.start_mark, event.end_mark
        if is_plain:
            if event.value:  # what is missing behind a last "?" is said to stand on a line that is not there
                self._refuse_joined_entries(event)
            self._refuse_lost_text(event, place)
            if event.end_mark.line > event.start_mark.line:
                self._refuse_swallowed_list(event)
            if event.value == "":
                return None
        value = event.value.replace(STAND_IN, "")
        if event.style == '"':
            value = self._joined(value, place)
        indent = self._indent_of_block(event.start_mark.line) if event.style in ("|", ">") else 0
        return Text(value, place=place, reads_as=reads_as(value) if is_plain else "", indent=indent)

    def _refuse_lost_text(self, event: Any, place: Place) -> None:
        end = event.end_mark
        rest = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
        if "#" not in rest:
            return
        match = re.match(r"\s+#", rest) if event.value else re.match(r"\s*#", rest)
        if match:
            self.problems.error(
                Place(self.name, end.line + 1 + self.lines_before, end.column + match.end()),
                "lost-text",
                'text after " #" would be lost',
                help=Cure("put the whole text in quotes, or the comment on a line of its own", Change.QUOTE),
            )

    def _refuse_swallowed_list(self, event: Any) -> None:
        for number in range(event.start_mark.line + 1, min(event.end_mark.line + 1, len(self.lines))):
            line = self.lines[number]
            indent = len(line) - len(line.lstrip(" "))
            is_before_end = (number, indent) < (event.end_mark.line, event.end_mark.column)
            if line[indent : indent + 2] == "- " and is_before_end:
                self.problems.error(
                    Place(self.name, number + 1 + self.lines_before, indent + 1),
                    "bad-yaml",
                    'this "-" is read as part of the text above it',
                    help='put it under the "-" of the line above',
                )

    def _refuse_joined_entries(self, event: Any) -> None:
        """Refuse two entries of a list on one line, and a text whose first quote is lost."""
        start, line = event.start_mark, self.lines[event.start_mark.line]
        place = Place(self.name, start.line + 1 + self.lines_before, start.column + 1)
        joined = JOINED_ENTRIES.search(event.value)
        if joined and self.stack and isinstance(self.stack[-1].value, TreeSequence):
            at = line.find(joined.group(), start.column)
            where = replace(place, column=at + len(joined.group()) - 1) if at >= 0 else place
            cure = 'begin it on a line of its own, under the "-" of this line'
            self.problems.error(where, "bad-yaml", "a second entry of the list begins on this line", help=cure)
        if event.value.endswith('"') and event.value.count('"') == 1:
            message = "a quote ends this text, and none begins it"
            self.problems.error(place, "bad-yaml", message, help="put one before the text too, or delete it")

    def _joined(self, value: str, place: Place) -> str:
        if FORBIDDEN.search(value) is None:
            return value
        try:
            joined = value.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            self.problems.error(
                place, "bad-character", "half a character (a lone surrogate) stands in the text", help="delete it"
            )
            return value.encode("utf-8", "replace").decode()
        for match in FORBIDDEN.finditer(joined):
            code = f"U+{ord(match.group()):04X}"
            self.problems.error(
                place, "bad-character", f"a hidden character ({code}) is written in the text", help="delete it"
            )
        return joined

    def _indent_of_block(self, line: int) -> int:
        for text in self.lines[line + 1 :]:
            if text.strip():
                return len(text) - len(text.lstrip(" "))
        return 0

    def _syntax_error(self, error: yaml.MarkedYAMLError) -> None:
        is_begun_before = str(error.context).startswith(BEGUN_BEFORE) and "tab" not in str(error.problem)
        mark = (is_begun_before and error.context_mark) or error.problem_mark or error.context_mark
        place = self._place(mark) if mark else Place(self.name, 1 + self.lines_before, 1)
        if any((known.place.file, known.place.line) == (self.name, place.line) for known in self.problems.found):
            return  # what follows from a mistake already said on this line
        line = self.lines[min(mark.line, len(self.lines) - 1)] if mark else ""
        if mark and self.long_quote is not None and mark.line == self.long_quote[1].line:
            begun = self.long_quote[0]
            message = f"the quote that begins here is closed only on line {place.line}, in the middle of another text"
            self.problems.error(self._place(begun), "bad-yaml", message, help="close it where the text ends")
            return
        above = next((text for text in reversed(self.lines[: mark.line]) if text.strip()), "") if mark else ""
        message, cure = plain_words(str(error.problem or error.context), line, place.column - 1, above)
        self.problems.error(place, "bad-yaml", message, help=cure)
