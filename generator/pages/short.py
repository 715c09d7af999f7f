"""Know the short address of each page that staff send: `go/<id>/`, which is easy to say, to type and to print."""

from __future__ import annotations

from generator.page_kinds import GUIDE, KIND_OF_LEVEL, LEVEL, MOVE, OUTCOME, WRITTEN
from generator.pages.page import Page

GO = "go/"
"""The folder of all short addresses."""

SENT_KINDS = (GUIDE, LEVEL, KIND_OF_LEVEL, MOVE, OUTCOME, WRITTEN)
"""The kinds of page that have a short address beside their own."""


def short_address(page: Page) -> str | None:
    """Give the short address that leads to a page, such as "go/residential/"; None where a page has none.

    It ends with the id of the level, move or result, with the id of a further guide before that of its result, or with
    the address of a page by hand. Those of two pages differ where their ids do.
    """
    parts = page.address.rstrip("/").split("/")
    if page.kind not in SENT_KINDS:
        return None
    if page.kind in (LEVEL, KIND_OF_LEVEL, MOVE, OUTCOME, GUIDE) and len(parts) > 1:
        # "levels/x", "moves/x", "guide/x"; in "guides/y" and "guides/y/x" the guide is named too
        parts = parts[1:]
    return f"{GO}{'-'.join(parts)}/"
