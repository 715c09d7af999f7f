"""Compress each text of the site, so that a web server sends it without work."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

import brotli  # type: ignore[import-untyped]  # it comes without types
import deflate

from generator.page_kinds import GUIDE
from generator.site.memory import Memory, key_of, key_of_generator

_TEXTS = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
# Any browser unpacks both. The slow level is worth its time for the few scripts and large pages: 4 % less.
_LEVEL, _SLOW_LEVEL = 9, 11
_LARGE = 100_000
# Brotli is 14 % smaller still, but takes half a second for a page of the guide, and would take ten for the whole site.
_BROTLI_QUALITY = 11


def compressed(files: Mapping[str, bytes], memory: Memory) -> dict[str, bytes]:
    """Compress each text among files: `name.gz` for all, and `name.br` for what the guide needs, where it is smaller.

    The guide needs its page, which is large, and scripts: most who read it have a phone and never were here before.
    The same text gives the same bytes; what is remembered is not compressed again.
    """
    texts = [name for name in files if posixpath.splitext(name)[1] in _TEXTS]
    ways: dict[str, tuple[str, Callable[[bytes], bytes]]] = {}
    for name in texts:
        is_slow = name.endswith(".js") or len(files[name]) > _LARGE
        ways[f"{name}.gz"] = name, _gzip_slowly if is_slow else _gzip
        if name.endswith(".js") or GUIDE.holds(name.removesuffix("index.html")):
            ways[f"{name}.br"] = name, _brotli
    keys = {
        made: key_of("compressed", key_of_generator(), way.__name__, files[name]) for made, (name, way) in ways.items()
    }
    small = {made: known for made in ways if (known := memory.recall(keys[made])) is not None}
    new = [made for made in ways if made not in small]
    with ThreadPoolExecutor() as workers:
        # What a worker raises is raised here.
        small |= zip(new, workers.map(lambda made: ways[made][1](files[ways[made][0]]), new), strict=True)
    memory.keep((keys[made], small[made]) for made in new)
    return {made: content for made, content in small.items() if len(content) < len(files[ways[made][0]])}


def _gzip(text: bytes) -> bytes:
    return bytes(deflate.gzip_compress(text, _LEVEL))


def _gzip_slowly(text: bytes) -> bytes:
    return bytes(deflate.gzip_compress(text, _SLOW_LEVEL))


def _brotli(text: bytes) -> bytes:
    return bytes(brotli.compress(text, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY))
