"""The components that pages are put together from: a folder each, with a template, its style and an example."""

from __future__ import annotations

from pathlib import Path

from jinja2 import TemplateRuntimeError
from markupsafe import Markup

from generator.pages.links import marked

FOLDER = Path(__file__).parent
COMPONENT = "component"
"""The name of the value by which a template says that a component stands in its page."""

BASE, PAPER = "base", "paper"
COMPONENTS = (
    *(BASE, "icon", "top", "menu", "find", "help_bar", "notice", "columns", "home"),
    *("colophon", "button", "crumbs", "contents", "part", "pair", "scene", "stairs", "strip", "glance", "likeness"),
    *("sides", "shelf", "call_now"),
    *("picture", "remember", "do", "say", "timeline", "days"),
    *("contacts", "choices", "safety_box", "start", "tiles", "source", "table", "move", "comparison"),
    *("fields", "outcome", "question", "answer", "fold", "option", "note", "plain", "memory", "guide", "sheet"),
    *(
        "search",
        "programs",
        "local",
        "organization",
        "foot",
        "terms",
        "verdict",
        "glossary",
        "reasons",
        "week",
        "scorecard",
        "proof",
        "staff",
        "card",
        "handout",
        PAPER,
    ),
)
"""Every component, in the order in which its style stands in a page, so that the same rule wins on each page.

The first and the last stand on every page. Those of the frame (base, top, menu, find, columns, home, organization,
foot, paper) have
their folder in `generator/theme`, beside the templates of the frame; all others below `generator/pages`.
"""


def component(name: str) -> Markup:
    """Say in one of its tags that a component stands in the page, wherever its HTML is put.

    A template writes `<dl class="glance"{{ component("glance") }}>`; nothing of it is left in the finished page.
    Raises TemplateRuntimeError for a name that is not in the register.
    """
    if name not in COMPONENTS:
        raise TemplateRuntimeError(f'"{name}" is no component')
    return Markup(marked(COMPONENT, name))
