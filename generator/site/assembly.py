"""Put together every file of the site as bytes, from pages that are values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from xml.sax.saxutils import escape

from generator.model.prose import PROSE_PAGES
from generator.page_kinds import NOT_FOUND, OFFLINE, SOURCE, file_at
from generator.pages import Site
from generator.site.frame import Frame
from generator.site.headers import NAME, headers_file
from generator.site.search_index import findings_of

_SEARCH_INDEX = "search/search_index.json"
# What Material's search wants to know: a word of a title weighs more than one of a text.
_SEARCHED = {
    "lang": ["en"],
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}},
}


def files_of(frame: Frame, root: Path, pictures: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site by its name: pages, what they load, what search and search engines read.

    `pictures` are the names, below the project's folder `root`, of what is published as it is.
    """
    for page in frame.site.pages:
        yield file_at(page.address), frame.framed(page).encode()
    yield from frame.theme.assets()
    yield _SEARCH_INDEX, _search_index(frame.site).encode()
    if frame.settings.url:
        yield "sitemap.xml", _sitemap(frame).encode()
    yield NAME, headers_file(frame.site.kinds(), frame.settings.root).encode()
    for name in pictures:
        yield name.removeprefix(PROSE_PAGES), (root / name).read_bytes()


def _search_index(site: Site) -> str:
    found = [asdict(finding) for page in site.pages if page.kind.is_searched for finding in findings_of(page)]
    return json.dumps({"config": _SEARCHED, "docs": found}, separators=(",", ":"))


def _sitemap(frame: Frame) -> str:
    pages = (page for page in frame.site.pages if page.kind not in (NOT_FOUND, OFFLINE, SOURCE))
    lines = (f"<url><loc>{escape(frame.settings.url + page.address)}</loc></url>" for page in pages)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{space}">', *lines, "</urlset>", ""])
