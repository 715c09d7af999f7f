"""Put compressed files beside each text of the site, so that a web server sends one without work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it comes without types
import deflate

from generator.page_kinds import GUIDE

_TEXTS = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
# Any browser unpacks both. The slow level is worth its time for the few scripts and large pages: 4 % less.
_LEVEL, _SLOW_LEVEL = 9, 11
_LARGE = 100_000
# Brotli is 14 % smaller still, but takes half a second for a page of the guide, and would take ten for the whole site.
_BROTLI_QUALITY = 11


def compress(folder: Path) -> None:
    """Write `name.gz` beside each text of `folder` that it makes smaller, and `name.br` beside what the guide needs.

    The same text gives the same bytes. The guide needs its page, which is large, and scripts: most who read it have a
    phone and never were here before.
    """
    texts = [path for path in folder.rglob("*") if path.suffix in _TEXTS and path.is_file()]
    with ThreadPoolExecutor() as workers:
        # What a worker raises is raised here.
        list(workers.map(_compress, texts))
        list(workers.map(_compress_with_brotli, (path for path in texts if _is_for_guide(path, folder))))


def _compress(path: Path) -> None:
    text = path.read_bytes()
    packed = path.with_name(f"{path.name}.gz")
    # MkDocs has packed its sitemap already, with the time of the build in it.
    packed.unlink(missing_ok=True)
    small = deflate.gzip_compress(text, _SLOW_LEVEL if path.suffix == ".js" or len(text) > _LARGE else _LEVEL)
    if len(small) < len(text):
        packed.write_bytes(small)


def _is_for_guide(path: Path, folder: Path) -> bool:
    address = path.relative_to(folder).as_posix().removesuffix("index.html")
    return path.suffix == ".js" or GUIDE.holds(address)


def _compress_with_brotli(path: Path) -> None:
    text = path.read_bytes()
    small = brotli.compress(text, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY)
    if len(small) < len(text):
        path.with_name(f"{path.name}.br").write_bytes(small)
