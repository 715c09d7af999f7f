"""Define the words of handouts, and those by which a page is announced where somebody else may read them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.entry import Line
from generator.model.references import AddressLine
from generator.model.words.places import Phrase, Phrases, holding


class HandoutsWords(Phrases):
    """The words of what is printed to be handed out; `family_part` may be left out.

    `family_part` is the address of a part of a page by hand, such as "/families/#signs", that a family should have at
    hand.
    """

    open: Phrase
    code: Annotated[Line, holding("address")]
    made_up: Phrase
    page_of: Annotated[Line, holding("page", "pages")]
    version: Annotated[Line, holding("version")]
    card: Phrase
    card_description: Phrase
    cut: Phrase
    family: Phrase
    family_description: Phrase
    family_lead: Phrase
    family_plan: Phrase
    family_lines: tuple[Phrase, ...] = Field(min_length=1)
    family_part: AddressLine | None = None


class PreviewsWords(Phrases):
    """The words that announce a page which nobody else should guess: they show in the notifications of a phone."""

    title: Phrase
    description: Phrase
