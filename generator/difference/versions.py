"""Pair the guides of two verified versions."""

from __future__ import annotations

from generator.checks import Verified
from generator.difference.renames import Renames
from generator.model.sorts import Sort

Guides = tuple[tuple[Verified, Verified | None], ...]
"""Each guide of the old version with what became of it in the new."""


def guides_in_versions(old: Verified, new: Verified, renames: Renames) -> Guides:
    """Pair the guides of two verified versions, the guide of decision_tree.yaml first."""
    after = {str(guide.base.tree.guide.id): guide for guide in new.further}
    further = ((guide, after.get(renames.follow(Sort.GUIDE, str(guide.base.tree.guide.id)))) for guide in old.further)
    return ((old, new), *further)
