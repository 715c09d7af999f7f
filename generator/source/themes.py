"""Look through a theme of a project's own: each file is what its name says, and none stands for another of ours."""

from __future__ import annotations

import re
from pathlib import Path

from generator.problems import Place, Problems, visible
from generator.source.files import load
from generator.source.names import UNKNOWN_FILE, say_odd_name
from generator.source.pictures import PICTURES, fault_of_picture
from generator.source.styles import find_laying, is_too_deep

_TEXTS = (".css", ".html", ".jinja", ".js", ".svg")
_OURS = Path(__file__).parents[1] / "theme" / "assets"
_MADE = ("page.js", "result.js", "search.json")
"""What stands beside our files in the assets of a site, and is made when it is built."""
_PUBLISHED = (*PICTURES, ".css", ".ico", ".svg", ".woff2")
"""The kinds of file that stand in the assets of a site as they are."""
_ASSETS = "assets"
BAD_STYLE = "bad-style"
_RUNS_OR_LOADS = re.compile(
    r"<script|<foreignobject|<iframe|<!entity|<\?xml-stylesheet|\son[a-z]+\s*=|javascript:|@import"
    r"|(?:href|src)\s*=\s*[\"']?\s*(?!#|data:image/(?!svg)|[\"'])\S|url\(\s*[\"']?\s*(?!#|data:)",
    re.IGNORECASE,
)


def say_faults_of_theme(root: Path, folder: str, problems: Problems) -> None:
    """Add a problem for each symbolic link in a theme's folder or above it, and each file that cannot be taken."""
    above = [root / way for way in Path(folder).parents if way != Path(".")]
    paths = [*above, root / folder, *sorted((root / folder).rglob("*"))]
    links = [path for path in paths if path.is_symlink()]
    for path in links:
        name = path.relative_to(root).as_posix()
        problems.error(Place(name, 1, 1), "link", f'"{name}" is a symbolic link', help="put the file itself there")
    for path in () if links else filter(Path.is_file, paths):
        name = path.relative_to(root).as_posix()
        source = load(root, name, problems) if path.suffix.lower() in _TEXTS else None
        if path.suffix.lower() == ".svg" and source is not None:
            for at in _RUNS_OR_LOADS.finditer(source.text):
                place = Place(name, 1 + source.text.count("\n", 0, at.start()), 1)
                help = "save it as a plain drawing, without scripts, links and style sheets"
                problems.error(place, "bad-picture", f'"{at.group().strip()}" makes a drawing load or run', help=help)
        if path.suffix.lower() == ".css" and source is not None:
            _say_faults_of_style(name, source.text, problems)
        if path.suffix.lower() in PICTURES and (fault := fault_of_picture(path)):
            problems.error(Place(name, 1, 1), "bad-picture", fault, help="save it anew as such a picture")
        if path.is_relative_to(root / folder / _ASSETS):
            _say_odd_asset(name, path.relative_to(root / folder / _ASSETS).parts, problems)


def _say_faults_of_style(name: str, css: str, problems: Problems) -> None:
    if is_too_deep(css):
        help = "look for a bracket that nothing closes"
        problems.error(Place(name, 1, 1), BAD_STYLE, "brackets are nested more than 32 deep", help=help)
        return
    for laying in find_laying(css):
        message = f'"{visible(laying.declaration)}" can lay something over the help lines'
        help = "delete it; what our own style says in the same rule, word for word, may stay"
        problems.error(Place(name, laying.line, 1), BAD_STYLE, message, help=help)


def _say_odd_asset(name: str, parts: tuple[str, ...], problems: Problems) -> None:
    """Add a problem where a file of the assets would stand for one of ours without being read in its place."""
    if name.lower().endswith(_PUBLISHED):
        say_odd_name(name, "/".join(parts), problems)
    ours = {path.name for path in _OURS.iterdir()}
    is_taken = parts[0].casefold() in {own.casefold() for own in (*ours, *_MADE)}
    if is_taken and not (len(parts) == 1 and parts[0] in ours):
        message = f'"{parts[0]}" is the name of a file that the site makes itself'
        problems.error(Place(name, 1, 1), UNKNOWN_FILE, message, help="give it another name")
