"""Make what staff hand out: each level, move and result on paper, sheets, cards to carry, a page for the fridge."""

from __future__ import annotations

from generator.checks import Verified
from generator.handouts.care import handouts_of_levels, handouts_of_moves
from generator.handouts.document import Handout
from generator.handouts.keeping import crisis_card, family_page
from generator.handouts.printing import Print, prints_of
from generator.handouts.surroundings import Desk
from generator.handouts.talks import handouts_of_entries, handouts_of_results, handouts_of_sheets
from generator.handouts.writing import HandoutFolder
from generator.pages.atlas import draw_atlas
from generator.settings import Settings

__all__ = ["Handout", "HandoutFolder", "Print", "handouts_of", "prints_of"]


def handouts_of(verified: Verified, settings: Settings) -> tuple[Handout, ...]:
    """Return every handout of a verified project, each as a value; those to keep at hand come first."""
    atlas = draw_atlas(verified.base, verified.today, verified.sign_offs)
    desk = Desk(verified, atlas, settings)
    return (
        crisis_card(desk),
        family_page(desk),
        *handouts_of_sheets(desk),
        *handouts_of_entries(desk),
        *handouts_of_levels(desk),
        *handouts_of_moves(desk),
        *handouts_of_results(desk),
    )
