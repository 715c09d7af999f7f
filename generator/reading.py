"""Read every file of a project into the model: which files there are, what each must fit, and what comes with us."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from generator.fitting import fit
from generator.joining import join_levels, shell_of
from generator.model.entry import Dated, Entry
from generator.model.guide import GuideFile
from generator.model.knowledge import (
    ADDRESSES,
    FILES,
    GUIDES,
    HANDBOOK_FILES,
    LEVELS,
    LINES,
    ORGANIZATION,
    WORDS,
    Handbook,
    KnowledgeBase,
)
from generator.model.levels import LevelsFile, LevelsPart
from generator.model.lines import NO_LINES, LinesFile
from generator.model.organization import OrganizationFile
from generator.model.overlay import OVERLAY, OWN_SIGN_OFFS, OverlayChange, OverlayFile, Upstream
from generator.model.prose import PROSE_PAGES, ProseHead, ProsePage, address_of
from generator.model.registers import ContactsFile, SourcesFile
from generator.model.words import WordsFile
from generator.overlaying import lay_over, overlaid, say_bad_changes, with_names_of_today
from generator.page_kinds import kept_addresses
from generator.problems import Place, Problem, Problems, Severity, Text, did_you_mean
from generator.protecting import protect
from generator.source import (
    NOTHING_UNSAVED,
    PICTURES,
    Folders,
    SourceFile,
    TreeMapping,
    Unsaved,
    UpstreamFolder,
    fault_of_picture,
    is_there,
    load,
    names_below,
    read_tree,
    say_odd_name,
    say_same_names,
    split_front_matter,
)

_PAGE = ".md"
_PACKAGE = Path(__file__).parent
_SHIPPED = f"generator/{WORDS}"
"""The name of the words that come with Stepwell, for problems in what a project did not write itself."""
_REGISTERS = "registers"
"""The folder of this package that holds a register of national lines for each country we know."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the base (None where a file could not be read) and the files as text, for carets.

    `pictures` are the other files of content/ that are published: the folder where each stands, by its name.
    `entries` holds what each file without a problem says, so that the same text need not be read twice.
    """

    base: KnowledgeBase | None
    files: tuple[SourceFile, ...]
    pictures: Mapping[str, Path] = field(default_factory=dict)
    entries: Mapping[_Sources, _Entry] = field(default_factory=dict, compare=False)


_Entry = Entry | ProsePage
_Sources = tuple[SourceFile, ...]


def read_project(
    root: Path,
    problems: Problems,
    *,
    like: Reading | None = None,
    upstream: UpstreamFolder | None = None,
    unsaved: Unsaved = NOTHING_UNSAVED,
) -> Reading:
    """Read every file of the project at `root`, and add every mistake found to `problems`.

    All files are read even where one is wrong. The base is None where any file does not fit its model.
    A file that was read without a problem for `like`, by the same name with the same text, gives the same entries.

    With an `upstream` the project is an organization's: what its folder does not have comes from there, with the
    changes of content/overlay.yaml, which may not reach what only the upstream says. Texts that are `unsaved` stand in
    the place of files.
    """
    known = {} if like is None else like.entries
    if upstream is None:
        return _read(Folders(root, unsaved=unsaved), problems, known)
    found = Problems()
    theirs = _read(Folders(upstream.path, unsaved=unsaved), found, known)
    if theirs.base is None or found.has_errors():
        first = next(problem for problem in found if problem.severity is Severity.ERROR)
        message = f"the upstream cannot be read by itself: {first.place}: {first.message}"
        problems.error(
            upstream.place, "bad-upstream", message, help="go back to its last version that passes its checks"
        )
        return Reading(None, theirs.files)
    folders = Folders(root, upstream.path, _own_names(root, upstream.path, problems, unsaved), unsaved)
    ours = _read(folders, problems, {**known, **theirs.entries}, upstream=upstream)
    if ours.base is not None:
        protect(ours.base, theirs.base, ours.base.handbook.overlay.changes, problems)
    return ours


REFUSED_FILE = "upstreams-file"
"""What is said of a file that an organization may not have itself."""
_OWN_FILES = (OVERLAY, OWN_SIGN_OFFS)
SOURCES = "content/sources.yaml"
_ADDED_TO = (SOURCES, ADDRESSES, "content/reviewers.yaml")
"""The files of which an organization may have one besides its upstream's: their lists stand behind the upstream's."""


def _own_names(root: Path, upstream: Path, problems: Problems, unsaved: Unsaved) -> frozenset[str]:
    """List the files that an organization has itself; what only the upstream says is refused."""
    theirs = frozenset(names_below(upstream, "content", Problems(), unsaved))
    tops = (name for name in FILES if "/" not in name and is_there(root / name, unsaved))
    names = (*tops, *names_below(root, "content", problems, unsaved))
    return frozenset(name for name in names if _is_own(name, theirs, problems))


def _is_own(name: str, theirs: Collection[str], problems: Problems) -> bool:
    if name in _OWN_FILES or name in _ADDED_TO or (name == ORGANIZATION and name not in theirs):
        return True
    is_register = name in FILES or name in HANDBOOK_FILES or name == LINES
    if name not in theirs and not (is_register or any(_is_yaml_in(each, name) for each in (GUIDES, LEVELS))):
        return True
    help = f"change its sentences by {OVERLAY}"
    if name.endswith((".yaml", ".yml")):
        problems.error(Place(name, 1, 1), REFUSED_FILE, "this is the upstream's to say", help=help)
    else:
        help = f"{help}, or choose another name"
        problems.error(Place(name, 1, 1), REFUSED_FILE, "the upstream has a file of this name", help=help)
    return False


def _read(
    folders: Folders, problems: Problems, known: Mapping[_Sources, _Entry], *, upstream: UpstreamFolder | None = None
) -> Reading:
    names = folders.names_below("content", problems)
    files = _Files(folders, known)
    overlay = _read_overlay(files, names, problems)
    parts: dict[str, Any] = {OVERLAY: overlay}
    for name, model in (FILES | HANDBOOK_FILES).items():
        if name == OVERLAY or (name in HANDBOOK_FILES and not folders.has(name)):
            continue
        read: Callable[..., _Entry | None] = _read_words if name == WORDS else partial(_read_file, model=model)
        if model is LevelsFile:
            parts[name] = _read_levels(names, files, problems)
        elif name in _ADDED_TO:
            parts[name] = _read_with_upstreams(name, read, files, problems)
        elif (source := files.load(name, problems)) is not None:
            parts[name] = files.read(source, read, problems)
    others = _read_guides(names, files, problems)
    pages = _read_pages(names, files, problems)
    _say_missing_home(names, problems)
    pictures = {name: folders.root_of(name) for name in _pictures(folders, names, problems)}
    lines = _read_lines(parts.get("content/contacts.yaml"), files, problems)
    if lines is None or any(parts.get(name) is None for name in FILES):
        return Reading(None, tuple(files.sources), pictures, files.entries)
    levels, tree, safety, journeys, contacts, sources = (parts[name] for name in FILES)
    _say_missing_logo(parts.get(ORGANIZATION), pictures, problems)
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
    return Reading(base, tuple(files.sources), pictures, files.entries)


def _read_overlay(files: _Files, names: Collection[str], problems: Problems) -> OverlayFile | None:
    """Read the changes that an organization makes, so that they are made while the other files are read."""
    folders = files.folders
    if folders.upstream is None:
        unread = folders.load(OVERLAY, problems) if folders.has(OVERLAY) else None
        if unread is not None:
            files.sources.append(unread)  # for the line that the problem is about
        for name in filter(folders.has, _OWN_FILES):
            help = "name it in mkdocs.yml, such as upstream: ../stepwell, or delete this file"
            problems.error(Place(name, 1, 1), "bad-overlay", "this project builds on no upstream", help=help)
        return None
    source = folders.load(OVERLAY, problems) if OVERLAY in folders.own_names else None
    overlay = None if source is None else files.read(source, partial(_read_file, model=OverlayFile), problems)
    if not isinstance(overlay, OverlayFile):
        return None
    theirs = frozenset({*FILES, *names} - folders.own_names)
    say_bad_changes(overlay.changes, folders.own_names, theirs, problems)
    files.overlay = source
    files.changes = tuple(change for change in overlay.changes if change.in_ in theirs)
    return overlay


def _read_with_upstreams(
    name: str, read: Callable[..., _Entry | None], files: _Files, problems: Problems
) -> _Entry | None:
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


@cache
def shipped_words() -> WordsFile:
    """Read the words that come with Stepwell, for a project that brings none: those that any project can use."""
    problems = Problems()
    words = fit(shipped_tree(), WordsFile, problems, file=_SHIPPED)
    assert isinstance(words, WordsFile), problems.found
    return words


@cache
def shipped_tree() -> TreeMapping:
    """Read the words of `shipped_words` as they are written."""
    root = next(root for root in (_PACKAGE, _PACKAGE.parent) if (root / WORDS).is_file())
    problems = Problems()
    source = load(root, WORDS, problems)
    tree = None if source is None else read_tree(replace(source, name=_SHIPPED), problems)
    assert tree is not None, problems.found
    return _for_any_project(tree, WordsFile)


def _for_any_project(words: TreeMapping, model: type[Entry]) -> TreeMapping:
    """Leave out the texts that a project may leave out: they speak of one site or one field of care."""
    kept = TreeMapping()
    kept.place = words.place
    for key, value in words.items():
        # A key that the model does not know is said where the shipped project itself is read.
        if key in model.model_fields and model.model_fields[key].is_required():
            section: Any = model.model_fields[key].annotation
            kept[key] = _for_any_project(value, section) if isinstance(value, TreeMapping) else value
    return kept


def _read_words(source: SourceFile, problems: Problems) -> Entry | None:
    return _read_file(source, problems, model=WordsFile, complete=_with_shipped_words)


def _with_shipped_words(own: TreeMapping) -> TreeMapping:
    """Add the shipped words that a project does not write; not to those of another language, which would be mixed."""
    shipped = TreeMapping({key: value for key, value in shipped_tree().items() if key not in Dated.model_fields})
    if _language_of(own, shipped) != _language_of(shipped, shipped):
        return own
    return _laid_over(own, shipped)


def _language_of(words: TreeMapping, shipped: TreeMapping) -> str:
    """Return the language without its country: "en" for en-GB."""
    return str(words.get("language", shipped["language"])).split("-")[0].lower()


def _laid_over(own: TreeMapping, others: TreeMapping) -> TreeMapping:
    whole = TreeMapping({key: value for key, value in others.items() if key not in own})
    whole.place = own.place
    for key, value in own.items():
        other = others.get(key)
        if isinstance(value, TreeMapping) and isinstance(other, TreeMapping):
            whole[key] = _laid_over(value, other)
        else:
            whole[key] = value
    return whole


@dataclass(slots=True)
class _Files:
    """The files read so far, and what those without a problem say; what is `known` of another reading is taken.

    `added` are the lists that an organization wrote behind its upstream's, by the names of their files.
    """

    folders: Folders
    known: Mapping[_Sources, _Entry]
    overlay: SourceFile | None = None
    changes: tuple[OverlayChange, ...] = ()
    sources: list[SourceFile] = field(default_factory=list)
    entries: dict[_Sources, _Entry] = field(default_factory=dict)
    added: dict[str, Entry] = field(default_factory=dict)

    def load(self, name: str, problems: Problems) -> SourceFile | None:
        """Read the text of a file, with the changes that an organization makes to it."""
        source = self.folders.load(name, problems)
        return None if source is None else self.overlaid(source)

    def overlaid(self, source: SourceFile) -> SourceFile:
        """Return a file with the changes that an organization makes to it, where it is the upstream's."""
        return overlaid(source, self.overlay, self.changes)

    def read(
        self, source: SourceFile, read: Callable[..., _Entry | None], problems: Problems, *parts: SourceFile
    ) -> _Entry | None:
        """Read what a file and its parts say; where the text of all of them is known it is not read again."""
        whole = (source, *parts)
        self.sources.extend(whole)
        found = Problems()
        entry = self.known[whole] if whole in self.known else read(source, found, *parts)
        problems.extend(found)
        if entry is not None and not found.found:
            self.entries[whole] = entry
        return entry


def _read_levels(names: Iterable[str], files: _Files, problems: Problems) -> LevelsFile | None:
    source = files.load("levels.yaml", problems)
    if source is None:
        return None
    parts = [files.load(name, problems) for name in names if _is_yaml_in(LEVELS, name)]
    read = [part for part in parts if part is not None]
    levels = files.read(source, _read_joined, problems, *read)
    return levels if isinstance(levels, LevelsFile) and len(read) == len(parts) else None


def _read_joined(source: SourceFile, problems: Problems, *parts: SourceFile) -> Entry | None:
    """Read levels.yaml and its parts as one; where a part cannot be read, what it holds is missed in silence."""
    found = Problems()
    trees = [_tree_of(part, found) for part in parts]
    for part, tree in zip(parts, trees, strict=True):
        if tree is not None:
            fit(shell_of(tree), LevelsPart, found, file=part.name)
    misplaced = Problems()
    join = partial(join_levels, parts=[tree for tree in trees if tree is not None], problems=misplaced)
    levels = _read_file(source, problems, model=LevelsFile, complete=join)
    problems.extend(found)
    problems.extend(misplaced if None not in trees else ())
    return levels


def _read_lines(contacts: ContactsFile | None, files: _Files, problems: Problems) -> LinesFile | None:
    """Read the register of the country that contacts.yaml names: the project's own, else the one that we bring.

    Where it names none, the register is empty and a problem says so: a version from before there were registers can
    still be compared.
    """
    is_own = files.folders.has(LINES)
    own = _read_register(files.load(LINES, problems), files, problems) if is_own else None
    if contacts is None or (is_own and own is None):
        return None
    known = countries() if own is None else (str(own.country),)
    country = contacts.country
    if country is None:
        help = f'add "country:" here, such as "country: {known[-1]}"'
        problems.error(contacts.place, "missing-key", 'key "country" is missing', help=help)
    elif country not in known:
        _say_unknown(country, own, problems)
    elif own is not None:
        return own
    else:
        return _shipped_lines(str(country))
    return NO_LINES


@cache
def _shipped_lines(country: str) -> LinesFile | None:
    problems = Problems()
    register = _read_register(
        load(_PACKAGE, f"{_REGISTERS}/{country}.yaml", problems), _Files(Folders(_PACKAGE), {}), problems
    )
    assert not problems.found
    return register


def _say_unknown(country: Text, own: LinesFile | None, problems: Problems) -> None:
    if own is not None:
        message = f'"{country}" is not the country of {LINES}, which is "{own.country}"'
        help = f'write "{own.country}", or the country in {LINES}'
    else:
        message = f'"{country}" has no register of national lines'
        help = f"write one into {LINES} (see docs/format.md), or use: {', '.join(countries())}"
    problems.error(country.place, "unknown-country", message, help=help)


def countries() -> tuple[str, ...]:
    """List the countries whose national lines stand in a register of this package."""
    return tuple(sorted(path.stem for path in (_PACKAGE / _REGISTERS).glob("*.yaml")))


def _read_register(source: SourceFile | None, files: _Files, problems: Problems) -> LinesFile | None:
    register = None if source is None else files.read(source, partial(_read_file, model=LinesFile), problems)
    return register if isinstance(register, LinesFile) else None


def _read_file(
    source: SourceFile,
    problems: Problems,
    *,
    model: type[Entry],
    complete: Callable[[TreeMapping], TreeMapping] = lambda tree: tree,
) -> Entry | None:
    errors, misfits = Problems(), Problems()
    read = _tree_of(source, errors)
    tree = None if read is None else complete(read)
    entry = None if tree is None else fit(tree, model, misfits, file=source.name)
    problems.extend(errors)
    problems.extend(problem for problem in misfits if not _follows_from(problem, errors))
    return None if errors.has_errors() else entry


def _tree_of(source: SourceFile, problems: Problems) -> TreeMapping | None:
    """Read the located tree of a file, with an organization's sentences in it."""
    tree = read_tree(source, problems)
    lay_over(source, tree, None, problems)
    return tree


def _follows_from(problem: Problem, errors: Problems) -> bool:
    """Tell whether a misfit only repeats what was said of its line when the file was read."""
    repeats = problem.id in ("missing-key", "empty-text", "wrong-type")
    lines = {error.place.line for error in errors}
    return problem.place in {error.place for error in errors} or (repeats and problem.place.line in lines)


def _read_guides(names: Iterable[str], files: _Files, problems: Problems) -> tuple[GuideFile, ...]:
    guides = []
    for name in (name for name in names if _is_yaml_in(GUIDES, name)):
        source = files.load(name, problems)
        if source is not None:
            guides.append(files.read(source, partial(_read_file, model=GuideFile), problems))
    return tuple(guide for guide in guides if isinstance(guide, GuideFile))


def _is_yaml_in(place: str, name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return f"{folder}/" == place and file.endswith((".yaml", ".yml"))


def _read_pages(names: Iterable[str], files: _Files, problems: Problems) -> tuple[ProsePage, ...]:
    pages = []
    for name in (name for name in names if name.endswith(_PAGE)):
        say_odd_name(name, name.removeprefix(PROSE_PAGES), problems)
        source = files.load(name, problems)
        if source is not None:
            pages.append(files.read(source, _read_page, problems))
    return tuple(page for page in pages if isinstance(page, ProsePage))


def _say_missing_home(names: Iterable[str], problems: Problems) -> None:
    written = (name.removeprefix(PROSE_PAGES).removesuffix(_PAGE) for name in names if name.endswith(_PAGE))
    if "" not in map(address_of, written):
        help = "write the page that a reader opens first, and that every other leads back to"
        problems.error(Place(f"{PROSE_PAGES}index.md", 1, 1), "missing-file", "file is missing", help=help)


def _pictures(folders: Folders, names: Collection[str], problems: Problems) -> tuple[str, ...]:
    """List the pictures among the files of content/; what is neither read nor a picture is refused, and a link is too.

    Whatever else stands there would be published beside the pages, or in the place of a file of ours.
    """
    known = {*FILES, *HANDBOOK_FILES, LINES}
    pictures = []
    for name in (name for name in names if name not in known and not name.endswith(_PAGE)):
        if any(_is_yaml_in(place, name) for place in (LEVELS, GUIDES)):
            continue
        start = Place(name, 1, 1)
        if folders.is_link(name):
            problems.error(start, "link", f'"{name}" is a symbolic link', help="put the file itself there")
        elif name.endswith((".yaml", ".yml")):
            near = did_you_mean(name, known) or f"known: {', '.join(sorted(known))}, {GUIDES}*.yaml, {LEVELS}*.yaml"
            problems.error(start, "unknown-file", "no such file is read", help=near)
        elif not (folders.root_of(name) / name).is_file() or not name.lower().endswith(PICTURES):
            cure = f"move it out of {PROSE_PAGES}; published are pages ({_PAGE}) and pictures ({' '.join(PICTURES)})"
            problems.error(start, "unknown-file", "a file of this kind is not published", help=cure)
        elif name.removeprefix(PROSE_PAGES).casefold().startswith(kept_addresses()):
            cure = f"move it to another folder of {PROSE_PAGES}"
            problems.error(start, "unknown-file", "the site makes what stands in this folder itself", help=cure)
        else:
            say_odd_name(name, name.removeprefix(PROSE_PAGES), problems)
            pictures.append(name)
            fault = fault_of_picture(folders.root_of(name) / name)
            if fault:
                cure = "save it anew as such a picture, no larger than pages show it"
                problems.error(start, "bad-picture", fault, help=cure)
    # Of other pages that have one name the addresses clash.
    first_pages = [name for name in names if name.rpartition("/")[2].casefold() in ("index.md", "readme.md")]
    say_same_names([*pictures, *first_pages], problems)
    return tuple(pictures)


def _say_missing_logo(organization: OrganizationFile | None, pictures: Iterable[str], problems: Problems) -> None:
    if organization is None or organization.logo is None:
        return
    picture, known = organization.logo.picture, [name.removeprefix(PROSE_PAGES) for name in pictures]
    if picture not in known:
        help = did_you_mean(picture, known) or f"put the picture into {PROSE_PAGES}"
        problems.error(picture.place, "unknown-picture", f'there is no picture "{picture}"', help=help)


def _read_page(source: SourceFile, problems: Problems) -> ProsePage | None:
    tree, body = split_front_matter(source, problems)
    body = lay_over(source, tree, body, problems) or body
    head = None if tree is None else fit(tree, ProseHead, problems, file=source.name)
    if not isinstance(head, ProseHead):
        return None
    address = address_of(source.name.removeprefix(PROSE_PAGES).removesuffix(_PAGE))
    return ProsePage(source.name, address, head, body)
