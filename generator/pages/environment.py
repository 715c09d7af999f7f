"""Hold the templates: one door to Jinja, so that every page escapes and misses nothing."""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Undefined
from markupsafe import Markup

from generator.model.words import WordsFile
from generator.pages.links import link_to
from generator.pages.prose import inline, phrase, prose

_TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, words: WordsFile, **values: object) -> Markup:
    """Give the HTML of a template, named without its ending, in the words of a project."""
    return Markup(_articles().get_template(f"{template}.html.jinja").render(values, words=words))


@functools.cache
def _articles() -> Environment:
    return environment(_TEMPLATES)


def environment(*folders: Path, is_strict: bool = True) -> Environment:
    """Set up Jinja for the templates in some folders, of which the first comes first.

    Every value is escaped. Where it is strict, a template that names a value which it was not given fails.
    """
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined if is_strict else Undefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["link_to"] = link_to
    made.filters["prose"] = prose
    made.filters["inline"] = inline
    made.filters["phrase"] = phrase
    return made
