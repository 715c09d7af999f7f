"""Make the page for an address that is not there."""

from __future__ import annotations

from generator.model.words import WordsFile
from generator.page_kinds import NOT_FOUND
from generator.pages.environment import render
from generator.pages.page import Page
from generator.problems import Place

_ORIGIN = Place("generator/pages/not_found/not_found.html.jinja", 1, 1)


def not_found_page(words: WordsFile) -> Page:
    """Make the page that leads who came by a wrong address to what they may have looked for."""
    said = words.not_found
    html = str(render("not_found/not_found", words))
    return Page(NOT_FOUND.at(), str(said.title), str(said.lead), html, _ORIGIN, NOT_FOUND)
