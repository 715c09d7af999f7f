"""The look of the pages: our templates and assets, a project's own before them, Material's search behind them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from generator.page_kinds import SEARCH
from generator.pages.environment import environment, rendered
from generator.site.assets import joined, smaller
from generator.site.memory import key_of_files
from generator.site.style import Style, trimmed

_OURS = Path(__file__).parents[1] / "theme"
_STYLE = "stepwell.css"
_STYLES = (_STYLE, "search.css")
_BESIDE = (".avif", ".css", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp", ".woff2")
"""The kinds of file that a project's own theme may add to the assets: nothing that runs."""
_OF_SEARCH = ("bundle.*.min.js", "workers/search.*.min.js")


class Theme:
    """Templates and assets by name, of which those of the project's folder `own` come first."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own
        self._folders = (_OURS,) if own is None else (own, _OURS)

    @cached_property
    def style(self) -> Style:
        """The style sheet that each page gets its part of."""
        return Style(self._text(_STYLE))

    @cached_property
    def guide_script(self) -> str:
        """The script of a guide."""
        return smaller(joined(self._text("guide_engine.js"), self._text("guide.js")), self._text("guide.min.js"))

    @cached_property
    def leave_script(self) -> str:
        """The script of "Leave this page"."""
        return joined(self._text("leave.js"))

    @cached_property
    def reload_script(self) -> str:
        """The script that shows an author the newest page."""
        return self._text("reload.js")

    @cached_property
    def whole_script(self) -> str:
        """The scripts of a page that is one file: in its own block the names of one are not those of the other."""
        return f"{{{self.guide_script}}}{self.leave_script}"

    @cached_property
    def _pages(self) -> Any:
        return environment(*self._folders)

    @cached_property
    def _searching(self) -> Any:
        made = environment(*self._folders, _material(), is_strict=False)
        # What Material's templates ask MkDocs for.
        made.filters["url"] = lambda path: f"{'../' * SEARCH.address.count('/')}{path}"
        made.filters["script_tag"] = str
        return made

    def render(self, template: str, /, **values: object) -> str:
        """Render one of the theme's own templates; it must be given every value that it names."""
        return rendered(self._pages, template, values)

    def render_with_material(self, template: str, /, **values: object) -> str:
        """Render a template that extends one of Material's, which names much that we do not give it."""
        return rendered(self._searching, template, values)

    def assets(self) -> Iterator[tuple[str, bytes]]:
        """Yield each file that pages load, by its name on the site."""
        yield "assets/guide.js", self.guide_script.encode()
        yield "assets/leave.js", self.leave_script.encode()
        yield "assets/blank.txt", self._text("blank.txt").encode()
        for name in _STYLES:
            yield f"assets/{name}", trimmed(self._text(name)).encode()
        scripts = _material() / "assets" / "javascripts"
        for path in (path for pattern in _OF_SEARCH for path in sorted(scripts.glob(pattern))):
            yield f"assets/javascripts/{path.relative_to(scripts).as_posix()}", path.read_bytes()
        if self._own is not None:
            yield from _beside(self._own / "assets")

    def key_of_own(self) -> bytes:
        """Make a hash of every file of the project's own theme."""
        return b"" if self._own is None else key_of_files(self._own, _files_below(self._own))

    def files(self) -> Iterator[Path]:
        """Yield every file that a page is made with, so that a change of one can be seen."""
        for folder in self._folders:
            yield from _files_below(folder)

    def _text(self, name: str) -> str:
        paths = (folder / "assets" / name for folder in self._folders)
        return next(path for path in paths if path.is_file()).read_text(encoding="utf-8")


def _files_below(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file())


def _beside(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a project's theme adds to the assets; what takes the place of ours is read by its name."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _BESIDE and path.name not in _STYLES and path.is_file() and not path.is_symlink():
            yield f"assets/{path.relative_to(folder).as_posix()}", path.read_bytes()


def _material() -> Path:
    spec = find_spec("material")
    origin = None if spec is None else spec.origin
    assert origin is not None, "mkdocs-material is installed with Stepwell"
    return Path(origin).parent / "templates"
