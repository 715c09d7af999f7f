"""Weigh a page as a browser that has never been here gets it: the page and all that it asks for at once."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

_IMPORT = re.compile(rb"""(?:^|[;\s])import\s*(?:[^'"()]*\sfrom\s*)?["']([^"']+)["']""")
_URL = re.compile(rb"url\(\s*['\"]?(?!data:)([^'\")]+)")
_LEVEL = 9


@dataclass(frozen=True)
class Weight:
    """Be a number of bytes as they are and as they go over the line, in a number of requests."""

    raw: int
    gzip: int
    requests: int


def weigh(*parts: bytes) -> Weight:
    """Give the weight of files that are sent one by one."""
    return Weight(sum(map(len, parts)), sum(len(gzip.compress(part, _LEVEL, mtime=0)) for part in parts), len(parts))


def weigh_cold_page(site: Path, name: str, encodings: Sequence[str] = ("gz",)) -> Weight:
    """Weigh a page with its styles, its scripts, what these import, and its icon.

    A file that stands compressed beside the plain one is sent so, in the first of `encodings` that is there.
    """
    waiting, files = [name], {}
    while waiting:
        file = waiting.pop()
        if file in files:
            continue
        files[file] = (site / file).read_bytes()
        waiting.extend(_asked_for(site, file, files[file]))
    sent = sum(_sent(site / file, encodings) for file in files)
    return Weight(sum(map(len, files.values())), sent, len(files))


def _sent(path: Path, encodings: Sequence[str]) -> int:
    for encoding in encodings:
        packed = path.with_name(f"{path.name}.{encoding}")
        if packed.exists():
            return packed.stat().st_size
    return weigh(path.read_bytes()).gzip


def table_of(page: bytes) -> bytes:
    """Give the guide's table, which stands in its page."""
    table = LexborHTMLParser(page).css_first("script[data-guide-table]")
    assert table is not None
    return table.text().encode()


def _asked_for(site: Path, file: str, content: bytes) -> list[str]:
    addresses: list[str] = []
    if file.endswith(".html"):
        tree = LexborHTMLParser(content)
        nodes = tree.css('link[rel~="stylesheet"], link[rel~="icon"], script[src], img[src]')
        addresses += [node.attributes.get("href") or node.attributes.get("src") or "" for node in nodes]
    elif file.endswith(".css"):
        addresses += [match.decode() for match in _URL.findall(content)]
    elif file.endswith(".js") and "min" not in file:
        addresses += [match.decode() for match in _IMPORT.findall(content)]
    found = [urljoin(f"/{file}", address) for address in addresses if not urlsplit(address).scheme]
    return [path.lstrip("/") for path in found if (site / path.lstrip("/")).is_file()]
