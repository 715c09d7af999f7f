"""Hold the files that were read so far, each with its text for carets and with what it says in the model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from generator.fitting import fit
from generator.mending import MendedFile, mended
from generator.model.entry import Entry
from generator.model.overlay import OverlayChange
from generator.model.prose import ProsePage
from generator.overlaying import OverlaidFile, lay_over, overlaid
from generator.problems import Place, Problem, Problems
from generator.source import Folders, SourceFile, TreeMapping, read_tree, split_front_matter

Said = Entry | ProsePage
"""What a file says, in the model."""
Whole = tuple[SourceFile, ...]
"""A file, and the parts of it that are files of their own."""


@dataclass(slots=True)
class Files:
    """The files read so far, and what those without a problem say; what is `known` of another reading is taken.

    `added` are the lists that an organization wrote behind its upstream's, by the names of their files. Where it
    `mends`, a file that cannot be read says what `known` says in the places where it is wrong, which are `old`.
    """

    folders: Folders
    known: Mapping[Whole, Said]
    mends: bool = False
    old: set[Place] = field(default_factory=set)
    overlay: SourceFile | None = None
    changes: tuple[OverlayChange, ...] = ()
    sources: list[SourceFile] = field(default_factory=list)
    entries: dict[Whole, Said] = field(default_factory=dict)
    added: dict[str, Entry] = field(default_factory=dict)

    def load(self, name: str, problems: Problems) -> SourceFile | None:
        """Read the text of a file, with the changes that an organization makes to it."""
        source = self.folders.load(name, problems)
        return None if source is None else self.overlaid(source)

    def overlaid(self, source: SourceFile) -> SourceFile:
        """Return a file with the changes that an organization makes to it, where it is the upstream's."""
        return overlaid(source, self.overlay, self.changes)

    def read(
        self, source: SourceFile, read: Callable[..., Said | None], problems: Problems, *parts: SourceFile
    ) -> Said | None:
        """Read what a file and its parts say; where the text of all of them is known it is not read again."""
        whole = (source, *parts)
        self.sources.extend(whole)
        found = Problems()
        entry = self.known[whole] if whole in self.known else read(source, found, *parts)
        problems.extend(found)
        if entry is not None and not found.found:
            self.entries[whole] = entry
        return self._mended(whole, read, found) if entry is None and self.mends else entry

    def _mended(self, whole: Whole, read: Callable[..., Said | None], found: Problems) -> Said | None:
        """Read a file as it is, with what it said last where it is wrong; that stays known."""
        last: Whole = next((known for known in reversed([*self.known]) if known[0].name == whole[0].name), ())
        before = {each.name: each for each in last}
        if any(each.name not in before or isinstance(each, OverlaidFile) for each in whole):
            return None
        self.entries[last] = self.known[last]
        trees = {}
        for each in whole:
            now, then = _tree(each), _tree(before[each.name])
            assert then is not None
            trees[each.name] = (now, then)

        def again(made: Mapping[str, TreeMapping], problems: Problems) -> Said | None:
            first, *parts = (MendedFile(each.name, each.text, made[each.name]) for each in whole)
            return read(first, problems, *parts)

        made: tuple[Said, frozenset[Place]] | None = mended(again, trees, found)
        if made is None:
            return None
        said, places = made
        self.old |= places
        return said


def _tree(source: SourceFile) -> TreeMapping | None:
    """Read the tree of a file, of a page that of its front matter, whatever is wrong with it."""
    if source.name.endswith(".md"):
        return split_front_matter(source, Problems())[0]
    return tree_of(source, Problems())


def read_file(
    source: SourceFile,
    problems: Problems,
    *,
    model: type[Entry],
    complete: Callable[[TreeMapping], TreeMapping] = lambda tree: tree,
) -> Entry | None:
    """Read what a file says as the model wants it, once `complete` has added what stands elsewhere."""
    errors, misfits = Problems(), Problems()
    read = tree_of(source, errors)
    tree = None if read is None else complete(read)
    entry = None if tree is None else fit(tree, model, misfits, file=source.name)
    problems.extend(errors)
    problems.extend(problem for problem in misfits if not _follows_from(problem, errors))
    return None if errors.has_errors() else entry


def tree_of(source: SourceFile, problems: Problems) -> TreeMapping | None:
    """Read the located tree of a file, with an organization's sentences in it."""
    if isinstance(source, MendedFile):
        return source.tree
    tree = read_tree(source, problems)
    lay_over(source, tree, None, problems)
    return tree


def _follows_from(problem: Problem, errors: Problems) -> bool:
    """Tell whether a misfit only repeats what was said of its line when the file was read."""
    repeats = problem.id in ("missing-key", "empty-text", "wrong-type")
    lines = {error.place.line for error in errors}
    return problem.place in {error.place for error in errors} or (repeats and problem.place.line in lines)


def is_yaml_in(place: str, name: str) -> bool:
    """Tell whether a file is one of the YAML files right in a folder of the project."""
    folder, _, file = name.rpartition("/")
    return f"{folder}/" == place and file.endswith((".yaml", ".yml"))
