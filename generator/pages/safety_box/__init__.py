"""Warn of a danger where it belongs: a box with what to do, and where that is known from."""

from __future__ import annotations

from markupsafe import Markup

from generator.model.registers import SafetyBox
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.facts import links_to


def safety_box(box: SafetyBox, atlas: Atlas) -> Markup:
    """Return a safety box with links to its sources."""
    sources = links_to(box.sources, atlas.source_by_id)
    return render("safety_box/safety_box", atlas.words, box=box, sources=sources)
