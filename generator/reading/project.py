"""Read every file of a project into the model: which files there are, and what each must fit."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from generator.fitting import fit
from generator.joining import join_levels, shell_of
from generator.mending import MendedFile
from generator.model.entry import Entry
from generator.model.guide import GuideFile
from generator.model.knowledge import (
    FILES,
    GUIDES,
    HANDBOOK_FILES,
    LEVELS,
    ORGANIZATION,
    WORDS,
    Handbook,
    KnowledgeBase,
)
from generator.model.levels import LevelsFile, LevelsPart
from generator.model.overlay import OVERLAY, OverlayFile, Upstream
from generator.model.prose import PROSE_PAGES, ProseHead, ProsePage, address_of
from generator.model.registers import SourcesFile
from generator.overlaying import lay_over, say_bad_changes, with_names_of_today
from generator.problems import Place, Problems, Severity
from generator.protecting import protect
from generator.reading.files import Files, Said, Whole, is_yaml_in, read_file, tree_of
from generator.reading.own_files import ADDED_TO, OWN_FILES, SOURCES, own_names
from generator.reading.pictures import PAGE, pictures_among, say_missing_logo
from generator.reading.shipped import read_lines, read_words, shipped_words
from generator.source import (
    NOTHING_UNSAVED,
    Folders,
    SourceFile,
    Unsaved,
    UpstreamFolder,
    say_odd_name,
    split_front_matter,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the base (None where a file could not be read) and the files as text, for carets.

    `pictures` are the other files of content/ that are published: the folder where each stands, by its name.
    `entries` holds what each file without a problem says, so that the same text need not be read twice.
    `mended` is the base with what files said last in the places of what cannot be read, which are `old`; pages are
    never made of it.
    """

    base: KnowledgeBase | None
    files: tuple[SourceFile, ...]
    pictures: Mapping[str, Path] = field(default_factory=dict)
    entries: Mapping[Whole, Said] = field(default_factory=dict, compare=False)
    mended: KnowledgeBase | None = None
    old: frozenset[Place] = frozenset()


def read_project(
    root: Path,
    problems: Problems,
    *,
    like: Reading | None = None,
    upstream: UpstreamFolder | None = None,
    unsaved: Unsaved = NOTHING_UNSAVED,
    mends: bool = False,
) -> Reading:
    """Read every file of the project at `root`, and add every mistake found to `problems`.

    All files are read even where one is wrong. The base is None where any file does not fit its model.
    A file that was read without a problem for `like`, by the same name with the same text, gives the same entries.

    With an `upstream` the project is an organization's: what its folder does not have comes from there, with the
    changes of content/overlay.yaml, which may not reach what only the upstream says. Texts that are `unsaved` stand in
    the place of files. Where it `mends`, `like` is the reading before: what it says stands for what cannot be read now.
    """
    known = {} if like is None else like.entries
    if upstream is None:
        return _read(Folders(root, unsaved=unsaved), problems, known, mends=mends)
    found = Problems()
    theirs = _read(Folders(upstream.path, unsaved=unsaved), found, known)
    if theirs.base is None or found.has_errors():
        first = next(problem for problem in found if problem.severity is Severity.ERROR)
        message = f"the upstream cannot be read by itself: {first.place}: {first.message}"
        problems.error(
            upstream.place, "bad-upstream", message, help="go back to its last version that passes its checks"
        )
        return Reading(None, theirs.files)
    folders = Folders(root, upstream.path, own_names(root, upstream.path, problems, unsaved), unsaved)
    own = Problems()
    ours = _read(folders, own, {**known, **theirs.entries}, upstream=upstream, mends=mends)
    problems.extend(own)
    # What a change keeps from being read is missing, or as we bring it: it would seem to be changed as well.
    is_whole = not any(each.severity is Severity.ERROR and each.place.file == OVERLAY for each in own)
    if ours.base is not None and is_whole:
        protect(ours.base, theirs.base, ours.base.handbook.overlay.changes, problems)
    return ours


def _read(
    folders: Folders,
    problems: Problems,
    known: Mapping[Whole, Said],
    *,
    upstream: UpstreamFolder | None = None,
    mends: bool = False,
) -> Reading:
    names = folders.names_below("content", problems)
    files = Files(folders, known, mends)
    overlay = _read_overlay(files, names, problems)
    parts: dict[str, Any] = {OVERLAY: overlay}
    for name, model in (FILES | HANDBOOK_FILES).items():
        if name == OVERLAY or (name in HANDBOOK_FILES and not folders.has(name)):
            continue
        read: Callable[..., Said | None] = read_words if name == WORDS else partial(read_file, model=model)
        if model is LevelsFile:
            parts[name] = _read_levels(names, files, problems)
        elif name in ADDED_TO:
            parts[name] = _read_with_upstreams(name, read, files, problems)
        elif (source := files.load(name, problems)) is not None:
            parts[name] = files.read(source, read, problems)
    others = _read_guides(names, files, problems)
    pages = _read_pages(names, files, problems)
    _say_missing_home(names, problems)
    pictures = {name: folders.root_of(name) for name in pictures_among(folders, names, problems)}
    lines = read_lines(parts.get("content/contacts.yaml"), files, problems)
    if lines is None or any(parts.get(name) is None for name in FILES):
        return Reading(None, tuple(files.sources), pictures, files.entries)
    levels, tree, safety, journeys, contacts, sources = (parts[name] for name in FILES)
    say_missing_logo(parts.get(ORGANIZATION), pictures, problems)
    handbook = Handbook(**{Path(name).stem: parts[name] for name in HANDBOOK_FILES if parts.get(name) is not None})
    words = handbook.words or shipped_words()
    built_on = None if upstream is None else Upstream(upstream.name, folders.own_names)
    own_sources = files.added.get(SOURCES)
    assert isinstance(own_sources, SourcesFile | None)
    base = KnowledgeBase(
        levels, tree, safety, journeys, contacts, sources, lines, words, pages, handbook, others, built_on, own_sources
    )
    if upstream is not None and base.organization.programs:
        organization = with_names_of_today(base.organization, (*base.every_level(), *base.every_kind()), problems)
        base = replace(base, handbook=replace(handbook, organization=organization))
    if files.old:
        return Reading(None, tuple(files.sources), pictures, files.entries, base, frozenset(files.old))
    return Reading(base, tuple(files.sources), pictures, files.entries)


def _read_overlay(files: Files, names: Collection[str], problems: Problems) -> OverlayFile | None:
    """Read the changes that an organization makes, so that they are made while the other files are read."""
    folders = files.folders
    if folders.upstream is None:
        unread = folders.load(OVERLAY, problems) if folders.has(OVERLAY) else None
        if unread is not None:
            files.sources.append(unread)  # for the line that the problem is about
        for name in filter(folders.has, OWN_FILES):
            help = "name it in mkdocs.yml, such as upstream: ../stepwell, or delete this file"
            problems.error(Place(name, 1, 1), "bad-overlay", "this project builds on no upstream", help=help)
        return None
    source = folders.load(OVERLAY, problems) if OVERLAY in folders.own_names else None
    overlay = None if source is None else files.read(source, partial(read_file, model=OverlayFile), problems)
    if not isinstance(overlay, OverlayFile):
        return None
    theirs = frozenset({*FILES, *names} - folders.own_names)
    say_bad_changes(overlay.changes, folders.own_names, theirs, problems)
    files.overlay = source
    files.changes = tuple(change for change in overlay.changes if change.in_ in theirs)
    return overlay


def _read_with_upstreams(name: str, read: Callable[..., Said | None], files: Files, problems: Problems) -> Said | None:
    """Read a list of the project; an organization's stands behind its upstream's."""
    source = files.load(name, problems)
    entry = None if source is None else files.read(source, read, problems)
    added = files.folders.load_upstreams(name, problems) if name in files.folders.own_names else None
    before = None if added is None else files.read(files.overlaid(added), read, problems)
    if not isinstance(entry, Entry) or not isinstance(before, Entry):
        return entry
    files.added[name] = entry
    lists = {key: value for key in type(entry).model_fields if isinstance(value := getattr(entry, key), tuple)}
    return before.model_copy(update={key: (*getattr(before, key), *value) for key, value in lists.items()})


def _read_levels(names: Iterable[str], files: Files, problems: Problems) -> LevelsFile | None:
    source = files.load("levels.yaml", problems)
    if source is None:
        return None
    parts = [files.load(name, problems) for name in names if is_yaml_in(LEVELS, name)]
    read = [part for part in parts if part is not None]
    levels = files.read(source, _read_joined, problems, *read)
    return levels if isinstance(levels, LevelsFile) and len(read) == len(parts) else None


def _read_joined(source: SourceFile, problems: Problems, *parts: SourceFile) -> Entry | None:
    """Read levels.yaml and its parts as one; where a part cannot be read, what it holds is missed in silence."""
    found = Problems()
    trees = [tree_of(part, found) for part in parts]
    for part, tree in zip(parts, trees, strict=True):
        if tree is not None:
            fit(shell_of(tree), LevelsPart, found, file=part.name)
    misplaced = Problems()
    join = partial(join_levels, parts=[tree for tree in trees if tree is not None], problems=misplaced)
    levels = read_file(source, problems, model=LevelsFile, complete=join)
    problems.extend(found)
    problems.extend(misplaced if None not in trees else ())
    return levels


def _read_guides(names: Iterable[str], files: Files, problems: Problems) -> tuple[GuideFile, ...]:
    guides = []
    for name in (name for name in names if is_yaml_in(GUIDES, name)):
        source = files.load(name, problems)
        if source is not None:
            guides.append(files.read(source, partial(read_file, model=GuideFile), problems))
    return tuple(guide for guide in guides if isinstance(guide, GuideFile))


def _read_pages(names: Iterable[str], files: Files, problems: Problems) -> tuple[ProsePage, ...]:
    pages = []
    for name in (name for name in names if name.endswith(PAGE)):
        say_odd_name(name, name.removeprefix(PROSE_PAGES), problems)
        source = files.load(name, problems)
        if source is not None:
            pages.append(files.read(source, _read_page, problems))
    return tuple(page for page in pages if isinstance(page, ProsePage))


def _say_missing_home(names: Iterable[str], problems: Problems) -> None:
    written = (name.removeprefix(PROSE_PAGES).removesuffix(PAGE) for name in names if name.endswith(PAGE))
    if "" not in map(address_of, written):
        help = "write the page that a reader opens first, and that every other leads back to"
        problems.error(Place(f"{PROSE_PAGES}index.md", 1, 1), "missing-file", "file is missing", help=help)


def _read_page(source: SourceFile, problems: Problems) -> ProsePage | None:
    tree, body = split_front_matter(source, problems)
    tree = source.tree if isinstance(source, MendedFile) else tree
    body = lay_over(source, tree, body, problems) or body
    head = None if tree is None else fit(tree, ProseHead, problems, file=source.name)
    if not isinstance(head, ProseHead):
        return None
    address = address_of(source.name.removeprefix(PROSE_PAGES).removesuffix(PAGE))
    return ProsePage(source.name, address, head, body)
