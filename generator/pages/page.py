"""Define what a page is: a value that any engine can publish."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from generator.page_kinds import PageKind
from generator.problems import Place


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site.

    `address` is "" for home, else a path that ends with "/". `html` is all that stands inside the page's article; it
    begins with its one h1. Links within the site begin with "/" and count from the site's root. `origin` is the
    line that made the page. A page at an old address sends its reader on to the address `leads_to`. `written` is the
    day on which its words were written, where that is one day.
    """

    address: str
    title: str
    description: str
    html: str
    origin: Place
    kind: PageKind
    leads_to: str | None = None
    written: datetime.date | None = None
