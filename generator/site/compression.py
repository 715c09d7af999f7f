"""Compress each text of the site, so that a web server sends it without work."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

import brotli  # type: ignore[import-untyped]  # it comes without types

from generator.page_kinds import GUIDE
from generator.site.memory import Memory, key_of, key_of_generator

_TEXTS = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
# No name, no time and no system: the same text gives the same bytes.
_GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
# Brotli is 17 % smaller still, but takes half a second for a page of the guide, and would take ten for the whole site.
_BROTLI_QUALITY = 11


class Compression:
    """Compresses texts beside whatever else is done: `name.gz` of all, `name.br` of what the guide needs.

    The guide needs its page, which is large, and scripts: most who read it have a phone and never were here before.
    The same text gives the same bytes; what is remembered is not compressed again.
    """

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        # Both libraries let other threads run meanwhile.
        self._workers = ThreadPoolExecutor()
        self._made: dict[str, tuple[bytes, bytes, Future[bytes] | bytes]] = {}

    def begin(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Begin to compress the texts among files; a file of that name that was begun before is forgotten."""
        for name, content in files:
            for made, way in _ways(name):
                key = key_of("compressed", key_of_generator(), way.__name__, content)
                known = self._memory.recall(key)
                self._made[made] = key, content, known or self._workers.submit(way, content)

    def finish(self) -> dict[str, bytes]:
        """Return what is smaller for being compressed, in the order in which it was begun, and remember all."""
        with self._workers:
            # What a worker raises is raised here.
            small = {made: _result(result) for made, (_, _, result) in self._made.items()}
        new = ((key, small[made]) for made, (key, _, result) in self._made.items() if isinstance(result, Future))
        self._memory.keep(new)
        return {made: small[made] for made, (_, content, _) in self._made.items() if len(small[made]) < len(content)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.shutdown(cancel_futures=True)


def compressed(files: Mapping[str, bytes], memory: Memory) -> dict[str, bytes]:
    """Compress each text among files."""
    with Compression(memory) as compression:
        compression.begin(files.items())
        return compression.finish()


def _ways(name: str) -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """Yield the name of each compressed file to make of a file, and how it is made."""
    if posixpath.splitext(name)[1] in _TEXTS:
        yield f"{name}.gz", _gzip
        if name.endswith(".js") or GUIDE.holds(name.removesuffix("index.html")):
            yield f"{name}.br", _brotli


def _result(result: Future[bytes] | bytes) -> bytes:
    return result.result() if isinstance(result, Future) else result


def _gzip(text: bytes) -> bytes:
    end = zlib.crc32(text).to_bytes(4, "little") + (len(text) & 0xFFFFFFFF).to_bytes(4, "little")
    return _GZIP_HEAD + zlib.compress(text, 9, wbits=-zlib.MAX_WBITS) + end


def _brotli(text: bytes) -> bytes:
    return bytes(brotli.compress(text, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY))
