"""Put a compressed file beside each text of the site, so that a web server sends it without work."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

_TEXTS = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})


def compress(folder: Path) -> None:
    """Write `name.gz` beside each text of `folder` that it makes smaller; the same text gives the same bytes."""
    texts = [path for path in folder.rglob("*") if path.suffix in _TEXTS and path.is_file()]
    for path in texts:
        text = path.read_bytes()
        packed = path.with_name(f"{path.name}.gz")
        # MkDocs has packed its sitemap already, with the time of the build in it.
        packed.unlink(missing_ok=True)
        small = _gzip(text)
        if len(small) < len(text):
            packed.write_bytes(small)


def _gzip(text: bytes) -> bytes:
    """Give the bytes without a name and a time; `gzip.compress` names the system on some versions of Python."""
    whole = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=whole, mtime=0) as file:
        file.write(text)
    return whole.getvalue()
