"""Compress each text of the site, so that a web server sends it without work."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import deflate

from generator.site.memory import Memory, key_of, key_of_generator

_TEXTS = frozenset({".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"})
# Any browser unpacks both. The slow level is worth its time for the few scripts and large pages: 4 % less.
_LEVEL, _SLOW_LEVEL = 9, 11
_LARGE = 100_000


def compressed(files: Mapping[str, bytes], memory: Memory) -> dict[str, bytes]:
    """Compress each text among files that it makes smaller: what goes into `name.gz`, by that name.

    The same text gives the same bytes; what is remembered is not compressed again.
    """
    texts = [name for name in files if posixpath.splitext(name)[1] in _TEXTS]
    keys = {name: key_of("compressed", key_of_generator(), str(_level(name, files)), files[name]) for name in texts}
    small = {name: known for name in texts if (known := memory.recall(keys[name])) is not None}
    new = [name for name in texts if name not in small]
    with ThreadPoolExecutor() as workers:
        # What a worker raises is raised here.
        packed = workers.map(lambda name: bytes(deflate.gzip_compress(files[name], _level(name, files))), new)
        small |= zip(new, packed, strict=True)
    memory.keep((keys[name], small[name]) for name in new)
    return {f"{name}.gz": content for name, content in small.items() if len(content) < len(files[name])}


def _level(name: str, files: Mapping[str, bytes]) -> int:
    return _SLOW_LEVEL if name.endswith(".js") or len(files[name]) > _LARGE else _LEVEL
