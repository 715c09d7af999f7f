"""Serve a site and be the proxy of the browser that reads it: every request is seen, and none leads anywhere else."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from generator.site.serving import SiteServer
from tests.browser.serving import Quiet

# Firefox asks its maker for lists of its own, whatever page is open.
_OF_THE_BROWSER = (".mozilla.com", ".mozilla.net", ".mozilla.org", ".firefox.com")


@dataclass
class Record:
    """What a browser asked for, in order: the address, and what it told of the page before."""

    address: str
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def taken(self) -> list[str]:
        """Give the addresses asked for since this was last called, as they stand below that of the site."""
        taken = [address.removeprefix(self.address) for address, _ in self.asked]
        self.asked.clear()
        return taken


class _Proxy(Quiet):
    record: Record

    def parse_request(self) -> bool:
        """Note what is asked for, and refuse it where it is not ours."""
        if not super().parse_request():
            return False
        host = urlsplit(self.path if "//" in self.path else f"//{self.path}").hostname or ""
        if not host.endswith(_OF_THE_BROWSER):
            self.record.asked.append((self.path, self.headers.get("Referer")))
        if self.path.startswith(f"{self.record.address}/"):
            self.path = self.path.removeprefix(self.record.address)
            return True
        self.send_error(502)
        return False


@contextmanager
def recording(folder: Path) -> Iterator[Record]:
    """Serve a folder to browsers whose proxy is the address of the site itself."""

    class Handler(_Proxy):
        pass

    server = SiteServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
    Handler.record = record = Record(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield record
    finally:
        server.shutdown()
        server.server_close()
