"""The look of the pages: our templates and assets, and a project's own before them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from generator.pages.components import BASE, COMPONENTS, FOLDER, PAPER
from generator.pages.environment import environment, rendered
from generator.site.assets import joined, smaller, trimmed
from generator.site.memory import key_of_files

_OURS = Path(__file__).parents[1] / "theme"
_WHOLE, _SEARCHING = "stepwell.css", "search.css"
_ICON, _PREVIEW = "icon.png", "preview.png"
_ON_EVERY_PAGE = frozenset({BASE, PAPER})
_BESIDE = (".avif", ".css", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp", ".woff2")
"""The kinds of file that a project's own theme may add to the assets: nothing that runs."""


class Theme:
    """Templates and assets by name, of which those of the project's folder `own` come first."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own
        self._folders: tuple[Path, ...] = (_OURS,) if own is None else (own, _OURS)

    @cached_property
    def styles(self) -> dict[str, str]:
        """The style of each component, in their order."""
        return {name: trimmed(self._text(f"{name}/style.css")) for name in COMPONENTS}

    @cached_property
    def _own_style(self) -> str | None:
        """The style sheet that a project has in the place of all of ours."""
        path = None if self._own is None else self._own / "assets" / _WHOLE
        return trimmed(path.read_text(encoding="utf-8")) if path is not None and path.is_file() else None

    def style_of(self, used: frozenset[str]) -> str:
        """Put together the style of a page that uses some components."""
        if self._own_style is not None:
            return self._own_style
        return "".join(style for name, style in self.styles.items() if name in used | _ON_EVERY_PAGE)

    @cached_property
    def guide_script(self) -> str:
        """The script of a guide."""
        source = joined(self._text("assets/guide_engine.js"), self._text("assets/guide.js"))
        return smaller(source, self._text("assets/guide.min.js"))

    @cached_property
    def result_script(self) -> str:
        """The script of the memory word and the calendar file; the guide brings it when its page is there."""
        names = ("guide_engine", "memory_word_engine", "memory_word", "look_again")
        return joined(*(self._text(f"assets/{name}.js") for name in names))

    @cached_property
    def leave_script(self) -> str:
        """The script of "Leave this page", and of the traces of fields."""
        return joined(self._text("assets/leave.js"), self._text("assets/fields.js"))

    @cached_property
    def page_script(self) -> str:
        """The script of every page but a guide: the way out, words that open, the fields to search."""
        names = ("leave", "fields", "words", "folds", "find")
        return joined(*(self._text(f"assets/{name}.js") for name in names))

    @cached_property
    def search_script(self) -> str:
        """The script that searches."""
        return joined(self._text("assets/search_engine.js"), self._text("assets/search.js"))

    @cached_property
    def choose_script(self) -> str:
        """The script that shows what fits a choice, for the programs and lines of an organization."""
        return joined(self._text("assets/choose.js"))

    @cached_property
    def reload_script(self) -> str:
        """The script that shows an author the newest page."""
        return self._text("assets/reload.js")

    @cached_property
    def whole_script(self) -> str:
        """The scripts of a page that is one file: in its own block the names of one are not those of the other."""
        return f"{{{self.guide_script}}}{{{self.result_script}}}{self.leave_script}"

    @cached_property
    def _pages(self) -> Any:
        return environment(*self._folders)

    def render(self, template: str, /, **values: object) -> str:
        """Render one of the theme's own templates; it must be given every value that it names."""
        return rendered(self._pages, template, values)

    def assets(self, *, chooses: bool = False) -> Iterator[tuple[str, bytes]]:
        """Yield each file that pages load, by its name on the site; some `chooses` among what it shows."""
        yield "assets/guide.js", self.guide_script.encode()
        yield "assets/result.js", self.result_script.encode()
        yield "assets/leave.js", self.leave_script.encode()
        yield "assets/page.js", self.page_script.encode()
        yield "assets/search.js", self.search_script.encode()
        yield "assets/staff.js", joined(self._text("assets/staff.js")).encode()
        if chooses:
            yield "assets/choose.js", self.choose_script.encode()
        yield "assets/blank.txt", self._text("assets/blank.txt").encode()
        yield f"assets/{_SEARCHING}", trimmed(self._text(f"assets/{_SEARCHING}")).encode()
        yield f"assets/{_ICON}", self._path(f"assets/{_ICON}").read_bytes()
        if self._own is not None:
            yield from _beside(self._own / "assets")

    @property
    def picture(self) -> bytes:
        """The picture without words that announces a page."""
        return self._path(f"assets/{_PREVIEW}").read_bytes()

    def key_of_own(self) -> bytes:
        """Make a hash of every file of the project's own theme."""
        return b"" if self._own is None else key_of_files(self._own, _files_below(self._own))

    def files(self) -> Iterator[Path]:
        """Yield every file that a page is made with, so that a change of one can be seen."""
        for folder in self._folders:
            yield from _files_below(folder)
        yield from (path for path in _files_below(FOLDER) if path.suffix in (".jinja", ".css"))

    def _text(self, name: str) -> str:
        return self._path(name).read_text(encoding="utf-8")

    def _path(self, name: str) -> Path:
        paths = (folder / name for folder in (*self._folders, FOLDER))
        return next(path for path in paths if path.is_file())


def _files_below(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _beside(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a project's theme adds to the assets; what takes the place of ours is read by its name."""
    for path in sorted(folder.rglob("*")):
        is_beside = path.suffix.lower() in _BESIDE and path.name not in (_WHOLE, _SEARCHING)
        if is_beside and path.is_file() and not path.is_symlink():
            yield f"assets/{path.relative_to(folder).as_posix()}", path.read_bytes()
