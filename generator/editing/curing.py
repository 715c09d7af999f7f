"""Carry out what cures a problem, where a machine can do it and a person asked for it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.address_list import CannotAdd, with_addresses
from generator.checks.addresses import missing_addresses
from generator.editing.changes import CannotChange, Made
from generator.editor.fixes import edits_of, title_of
from generator.editor.texts import Document
from generator.editor.workspace import Analysis
from generator.model.knowledge import ADDRESSES
from generator.problems import Problem

_OTHER = "what this is about is another by now; look at it again"


def cured(problem: Problem, texts: Mapping[str, str | None]) -> Made:
    """Do in its file what the cure of a problem says. Raises CannotChange."""
    text = texts.get(problem.place.file)
    document = Document(text or "")
    edits = edits_of(problem, document)
    if text is None or not edits:
        raise CannotChange(_OTHER)
    new = document.changed(*edits).text
    return Made(
        {problem.place.file: new}, "", f"a problem mended: {title_of(problem)[:1].lower()}{title_of(problem)[1:]}"
    )


def with_listed_addresses(analysis: Analysis, texts: Mapping[str, str | None]) -> Made:
    """Add every address that the project has and does not list. Raises CannotChange."""
    base = analysis.project.reading.base
    if base is None:
        raise CannotChange("mend the problems first: an address is made of names that can be read")
    listed = base.handbook.addresses
    own = tuple(each for each in listed.published if not base.is_upstreams(each.place))
    missing = missing_addresses(base)
    try:
        new = with_addresses(texts.get(ADDRESSES) or "", listed.model_copy(update={"published": own}), missing)
    except CannotAdd as error:
        raise CannotChange(str(error)) from error
    return Made({ADDRESSES: new}, "", f"{len(missing)} more in the list of addresses")
