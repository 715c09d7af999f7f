"""Serve a folder to the browser of a test, on a port of its own."""

from __future__ import annotations

import functools
import http.server
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.site.serving import SiteServer


class Quiet(http.server.SimpleHTTPRequestHandler):
    """What answers with the files of a folder, and prints nothing."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@contextmanager
def serving(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder; give the address of its root, which is another site than that of any other folder."""
    server = SiteServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def some_of_each_folder(addresses: Iterable[str], most: int = 6) -> list[str]:
    """Choose from sorted addresses some of each first folder, evenly from its first to its last."""
    folders = defaultdict(list)
    for address in addresses:
        folders[address.partition("/")[0]].append(address)
    return [each for within in folders.values() for each in within[:: -(-len(within) // most)]]


def pages_to_stay_on(site: Path) -> Iterator[str]:
    """Yield the address of each page of a built site but those that lead on at once."""
    for file in sorted(site.rglob("*.html")):
        if b'http-equiv="refresh"' not in file.read_bytes()[:4000]:
            yield file.relative_to(site).as_posix().removesuffix("index.html")
