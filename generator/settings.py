"""Read from mkdocs.yml what it says about the site as a whole, and say which of its lines change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.model.hosts import host_of
from generator.problems import Change, Cure, Place, Problems, Text
from generator.source import (
    NOTHING_UNSAVED,
    SETTINGS,
    SourceFile,
    Unsaved,
    UpstreamFolder,
    is_there,
    load,
    read_tree,
    say_faults_of_theme,
)
from generator.upgrading import CURRENT, OLDEST, is_format, is_newer, is_older

# What is about MkDocs itself and changes no page.
_OF_MKDOCS = frozenset(["site_dir", "strict", "dev_addr", "watch", "use_directory_urls", "validation", "exclude_docs"])
FOLLOWED = (
    "site_name",
    "site_description",
    "site_url",
    "edit_uri",
    "docs_dir",
    "theme",
    "plugins",
    "upstream",
    "extra",
)
"""The settings that a site follows, in the order in which one writes them."""
_INSTEAD = {
    "nav": "the menu is made from the pages there are; delete it",
    "extra_css": "put the style into assets/stepwell.css below theme.custom_dir",
    "extra_javascript": "pages hold no script of others, so that nothing can learn an answer; delete it",
    "markdown_extensions": "pages written by hand may hold headings, lists, tables, links and pictures; delete it",
    "INHERIT": "the other file may say anything; write what this site needs here, and delete it",
    "hooks": "nothing else runs while the site is made; delete it",
}
_OUR_PLUGINS = ("stepwell", "search")
_RUNS = (".html", ".jinja", ".js")
_NEAR = re.compile(r"https?://(?:[a-z][a-z0-9-]*|[0-9]{1,3}(?:\.[0-9]{1,3}){3})(?::[0-9]{1,5})?(?:/.*)?")
"""An address of this machine or of one nearby, which has no host that the rest of the world knows."""
_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[A-Za-z0-9._~%@:+,-]+)*/?")
"""What may stand behind the host: nothing that another address could not stand behind."""
_FOLDER = "content"
_LONGEST_WAY, _LONGEST_NAME, _SHOWN = 1000, 255, 60
"""The letters of a way to a folder, the bytes of a name in it, and the letters that are shown of what is longer."""
_NAME_UPSTREAM = "write the way from here to a copy of Stepwell, such as upstream: ../stepwell"
_NAME = "Stepwell"
MADE_UP_URL = "https://stepwell.example/"
"""Where codes and messages lead in a copy that does not say where it is published; no such host can exist."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a project says about its site as a whole.

    `name` is the organization's once its file was read; `url` is where the site is published ("" where nobody says;
    else it ends with "/"); `edit_url` what comes before the name of a file to edit it, "" for none; `theme` a
    folder of the project whose templates and assets come first; `file` is mkdocs.yml as its author sees it.
    `upstream` is the project that this one, an organization's, builds on; `names_upstream` tells that it wants one,
    be it there or not. `own_code` names what runs while the site is made, or in its pages, and is not ours. `format`
    is the form that its files are in.
    """

    name: str = _NAME
    description: str = ""
    url: str = ""
    edit_url: str = ""
    theme: Path | None = None
    file: SourceFile | None = None
    upstream: UpstreamFolder | None = None
    names_upstream: bool = False
    own_code: tuple[str, ...] = ()
    format: str = CURRENT

    @property
    def share_url(self) -> str:
        """The address that links begin with which leave the site: in codes, messages and on paper."""
        return self.url or MADE_UP_URL

    @property
    def is_made_up(self) -> bool:
        """Tell whether `share_url` leads nowhere, because nobody says where the site is published."""
        return not self.url

    @property
    def root(self) -> str:
        """The path below which the site is published: "/", or "/kb/" for https://example.org/kb/."""
        return urlsplit(self.url).path or "/"


OLDER = "older-format"
NEWER = "newer-format"
"""What is said of files whose form this version does not read; nothing else is said of them then."""
NO_SETTINGS = Settings()
"""What a project without a file says of its site."""


def read_settings(
    root: Path,
    problems: Problems,
    *,
    upstream: Path | None = None,
    unsaved: Unsaved = NOTHING_UNSAVED,
    follows: bool = True,
) -> Settings:
    """Read the settings of the project at `root`; `upstream` stands for the folder that they name.

    Unless it `follows`, no upstream is looked for: two folders may name each other.

    Adds an error for each that cannot be followed, a warning for each that changes nothing. A project without the
    file gets settings that name nothing.
    """
    if not is_there(root / SETTINGS, unsaved):
        return Settings()
    source = load(root, SETTINGS, problems, unsaved)
    found = Problems()
    tree = None if source is None else read_tree(source, found)
    problems.extend(found)
    if tree is None or found.has_errors():
        return Settings(file=source)
    own_code = tuple(_code_of_mkdocs(tree))
    format = _format(tree, problems)
    if format != CURRENT:
        return Settings(file=source, names_upstream="upstream" in tree, format=format)
    _say_not_followed(tree, problems)
    theme = _theme(tree, root, problems)
    return Settings(
        name=_text(tree, "site_name", problems) or _NAME,
        description=_text(tree, "site_description", problems),
        url=_address(tree, "site_url", problems),
        edit_url=_address(tree, "edit_uri", problems),
        theme=theme,
        file=source,
        upstream=_upstream(tree, root, problems, instead=upstream, unsaved=unsaved) if follows else None,
        names_upstream="upstream" in tree,
        own_code=(*own_code, *(() if theme is None else _code_of_theme(theme, root))),
    )


def _code_of_mkdocs(tree: Any) -> Iterator[str]:
    """Yield what of other programs runs where MkDocs makes the site: its hooks, its plugins, and what both may add."""
    hooks, plugins = tree.get("hooks"), tree.get("plugins")
    names = [*(hooks if isinstance(hooks, list) else ()), *(plugins if isinstance(plugins, list | dict) else ())]
    for name in (next(iter(name), "") if isinstance(name, dict) else name for name in names):
        if name not in _OUR_PLUGINS:
            yield f"{name} (with mkdocs)"
    if "INHERIT" in tree:
        yield f"what {tree['INHERIT']} names (with mkdocs)"


def _code_of_theme(theme: Path, root: Path) -> Iterator[str]:
    """Yield each template and script of a project's own theme: both run, one here and one where it is read."""
    for path in sorted(theme.rglob("*")):
        if path.suffix.lower() in _RUNS and path.is_file():
            yield path.relative_to(root).as_posix()


def _say_not_followed(tree: Any, problems: Problems) -> None:
    for key in tree:
        if key not in FOLLOWED and key not in _OF_MKDOCS:
            help = Cure(_INSTEAD.get(key, "delete it"), Change.DELETE)
            problems.warning(key.place, "setting-not-followed", f'"{key}" changes nothing', help=help)
    extra = tree.get("extra")
    for key in extra if isinstance(extra, dict) else ():
        if key != "format":
            problems.warning(key.place, "setting-not-followed", f'"extra.{key}" changes nothing', help="delete it")
    folder = tree.get("docs_dir")
    if isinstance(folder, Text) and folder != _FOLDER:
        problems.error(
            folder.place,
            "bad-setting",
            f'"{folder}" is not where pages stand',
            help=Cure(f"write docs_dir: {_FOLDER}", Change.WRITE, word=folder, text=_FOLDER),
        )
    plugins = tree.get("plugins")
    for plugin in plugins if isinstance(plugins, list) else ():
        name = plugin if isinstance(plugin, Text) else next(iter(plugin), None) if isinstance(plugin, dict) else None
        if name is not None and name not in _OUR_PLUGINS:
            help = Cure("delete it; stepwell makes every page to its end", Change.DELETE)
            problems.warning(name.place, "setting-not-followed", f'plugin "{name}" changes nothing', help=help)


def _format(tree: Any, problems: Problems) -> str:
    """Read the form of the files, and say in one line where we cannot read it."""
    extra = tree.get("extra")
    written = extra.get("format") if isinstance(extra, dict) else None
    place = written.place if isinstance(written, Text) else Place(SETTINGS, 1, 1)
    format = OLDEST if written is None else str(written)
    if not is_format(format):
        help = f'write the first version of Stepwell that reads these files, in quotes: "{CURRENT}"'
        problems.error(place, "bad-setting", '"extra.format" is not a version', help=help)
        return CURRENT
    if is_older(format):
        message = f"these files are in the form of Stepwell {format}, and this one reads that of {CURRENT}"
        problems.error(place, OLDER, message, help="run stepwell upgrade, which keeps your comments")
    if is_newer(format):
        message = f"these files need Stepwell {format} or newer, and this one reads the form of {CURRENT}"
        problems.error(place, NEWER, message, help=f"install Stepwell {format} or newer")
    return format


def _text(tree: Any, key: str, problems: Problems) -> str:
    value = tree.get(key)
    if value is None or isinstance(value, Text):
        return str(value or "").strip()
    place = next((known.place for known in tree if known == key), Place(SETTINGS, 1, 1))
    problems.error(place, "bad-setting", f'"{key}" is not a text', help="write one line of text")
    return ""


def _address(tree: Any, key: str, problems: Problems) -> str:
    address = _text(tree, key, problems)
    if not address:
        return ""
    scheme, _, rest = address.partition("://")
    is_plain = host_of(address, scheme=scheme) if scheme in ("https", "http") else ""
    if not (is_plain or _NEAR.fullmatch(address)) or not _PATH.fullmatch(f"/{rest.partition('/')[2]}"):
        help = f"write the whole address: {key}: https://example.org/"
        problems.error(tree[key].place, "bad-setting", f'"{address}" is not an address of the web', help=help)
        return ""
    return address if address.endswith("/") else f"{address}/"


def _upstream(
    tree: Any, root: Path, problems: Problems, *, instead: Path | None, unsaved: Unsaved
) -> UpstreamFolder | None:
    """Find the project that this one builds on, with its name for readers."""
    key = next((key for key in tree if key == "upstream"), None)
    written = _text(tree, "upstream", problems)
    if key is None or not isinstance(tree["upstream"] or "", str):
        return None
    path = instead or root / written
    place = tree["upstream"].place if written else key.place
    if instead is None and _is_too_long(written):
        problems.error(place, "bad-upstream", f'"{written[:_SHOWN]}…" is too long for a folder', help=_NAME_UPSTREAM)
        return None
    theirs = Problems()
    has_settings = (path / SETTINGS).is_file()
    settings = read_settings(path, theirs, unsaved=unsaved, follows=False) if has_settings else None
    for problem in theirs:
        if problem.id in (OLDER, NEWER):
            help = f"{problem.help}, with --project {written}" if problem.id == OLDER else problem.help
            problems.error(place, problem.id, f"of the upstream, {problem.message}", help=help)
            return None
    fault = _fault_of_upstream(written, path, root, settings)
    if fault or settings is None:
        problems.error(place, "bad-upstream", fault, help=_NAME_UPSTREAM)
        return None
    return UpstreamFolder(path, written.rstrip("/"), settings.name, place)


def _fault_of_upstream(written: str, path: Path, root: Path, settings: Settings | None) -> str:
    """Say why nothing can be built on what stands at a path, "" where it can."""
    if not written:
        return '"upstream" names no folder'
    if Path(written).is_absolute() or written.startswith("~") or "://" in written:
        return f'"{written}" is no way from this folder to another'
    if path.is_symlink():
        return f'"{written}" is a symbolic link'
    if path.resolve() == root.resolve():
        return f'"{written}" is this folder itself'
    if settings is None:
        return f'"{written}" has no {SETTINGS}' if path.is_dir() else f'there is no folder "{written}"'
    return f'"{written}" builds on another project itself' if settings.names_upstream else ""


def _is_too_long(way: str) -> bool:
    """Tell whether a system would refuse to look for this, which is no refusal of the machine."""
    return len(way) > _LONGEST_WAY or any(len(part.encode()) > _LONGEST_NAME for part in way.split("/"))


def _theme(tree: Any, root: Path, problems: Problems) -> Path | None:
    theme = tree.get("theme")
    if not isinstance(theme, dict):
        return None
    for key in theme:
        # Material's own settings: no page of ours is made by it
        if key not in ("name", "custom_dir", "language", "font", "features"):
            help = "put a style into assets/stepwell.css below theme.custom_dir"
            problems.warning(key.place, "setting-not-followed", f'"theme.{key}" changes nothing', help=help)
    folder = theme.get("custom_dir")
    if not isinstance(folder, Text):
        return None
    if _is_too_long(folder):
        message, help = f'"{folder[:_SHOWN]}…" is too long for a folder', f"name a folder beside {SETTINGS}"
        problems.error(folder.place, "bad-setting", message, help=help)
        return None
    parts = Path(folder).parts
    is_ours = not parts or parts[0] in (_FOLDER, "site")
    if is_ours or Path(folder).is_absolute() or ".." in parts or not (root / folder).is_dir():
        help = f"name a folder beside {SETTINGS}"
        problems.error(folder.place, "bad-setting", f'"{folder}" is not a folder of this project', help=help)
        return None
    say_faults_of_theme(root, folder, problems)
    return root / folder
