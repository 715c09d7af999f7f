"""Hold the templates: one door to Jinja, so that every page escapes and misses nothing."""

from __future__ import annotations

import functools
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from generator.model.words import WordsFile
from generator.pages.prose import inline, phrase, prose

_TEMPLATES = Path(__file__).parent / "templates"


def render(template: str, words: WordsFile, **values: object) -> Markup:
    """Give the HTML of a template, named without its ending, in the words of a project."""
    return Markup(environment().get_template(f"{template}.html.jinja").render(values, words=words))


@functools.cache
def environment() -> Environment:
    """Give the one environment that all pages share."""
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["prose"] = prose
    made.filters["inline"] = inline
    made.filters["phrase"] = phrase
    return made
