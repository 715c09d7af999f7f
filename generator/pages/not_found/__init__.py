"""Make the pages that a server sends in the place of another: one for a wrong address, one for any other fault."""

from __future__ import annotations

from generator.model.words import WordsFile
from generator.page_kinds import FAILED, NOT_FOUND
from generator.pages.environment import render
from generator.pages.page import Page
from generator.problems import Place

_NOT_FOUND = Place("generator/pages/not_found/not_found.html.jinja", 1, 1)
_FAILED = Place("generator/pages/not_found/failed.html.jinja", 1, 1)


def not_found_page(words: WordsFile) -> Page:
    """Make the page that leads who came by a wrong address to what they may have looked for."""
    said = words.not_found
    html = str(render("not_found/not_found", words))
    return Page(NOT_FOUND.at(), str(said.title), str(said.lead), html, _NOT_FOUND, NOT_FOUND)


def failed_page(words: WordsFile) -> Page:
    """Make the page that stands where a server refuses or fails: what is urgent does not wait for it."""
    said = words.failed
    html = str(render("not_found/failed", words))
    return Page(FAILED.at(), str(said.title), str(said.lead), html, _FAILED, FAILED)
