"""Make a page for each treatment, and one that lists them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.handbook import Treatment
from generator.page_kinds import TREATMENT, TREATMENTS
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.facts import links_to
from generator.pages.page import Page
from generator.pages.prose import plain
from generator.pages.safety_box import safety_box
from generator.pages.words import dates_line


def treatment_pages(atlas: Atlas) -> Iterator[Page]:
    """Yield the page that lists the treatments, then a page for each; nothing where a project has none."""
    treatments = atlas.base.handbook.treatments.treatments
    if treatments:
        yield _treatments_page(treatments, atlas)
        yield from (_treatment_page(treatment, atlas) for treatment in treatments)


def _treatments_page(treatments: tuple[Treatment, ...], atlas: Atlas) -> Page:
    said = atlas.words.treatments
    html = render("treatment/treatments", atlas.words, treatments=treatments)
    return Page(TREATMENTS.at(), said.title, said.description, html, treatments[0].place, TREATMENTS)


def _treatment_page(treatment: Treatment, atlas: Atlas) -> Page:
    box = "" if treatment.safety_box is None else safety_box(atlas.box_by_id[treatment.safety_box], atlas)
    html = render(
        "treatment/treatment",
        atlas.words,
        treatment=treatment,
        box=box,
        sources=links_to(treatment.sources, atlas.source_by_id),
        dates=dates_line(treatment, atlas),
    )
    address = TREATMENT.at(id=treatment.id)
    return Page(address, str(treatment.name), plain(treatment.sentence), html, treatment.id.place, TREATMENT)
