"""Put a compressed file beside each text of the site, so that a web server sends it without work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import deflate

_TEXTS = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
# Any browser unpacks both. The slow level is worth its time for the few scripts and large pages: 4 % less.
_LEVEL, _SLOW_LEVEL = 9, 11
_LARGE = 100_000


def compress(folder: Path) -> None:
    """Write `name.gz` beside each text of `folder` that it makes smaller; the same text gives the same bytes."""
    texts = [path for path in folder.rglob("*") if path.suffix in _TEXTS and path.is_file()]
    with ThreadPoolExecutor() as workers:
        # What a worker raises is raised here.
        list(workers.map(_compress, texts))


def _compress(path: Path) -> None:
    text = path.read_bytes()
    packed = path.with_name(f"{path.name}.gz")
    # MkDocs has packed its sitemap already, with the time of the build in it.
    packed.unlink(missing_ok=True)
    small = deflate.gzip_compress(text, _SLOW_LEVEL if path.suffix == ".js" or len(text) > _LARGE else _LEVEL)
    if len(small) < len(text):
        packed.write_bytes(small)
