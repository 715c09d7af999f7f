"""Serve the site to its author while it is edited: what is saved is read, checked and shown, problems too."""

from __future__ import annotations

import datetime
import http.server
import os
import posixpath
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from itertools import chain
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator import report
from generator.checks import Verified
from generator.guide_map import map_of
from generator.identity import begin_round
from generator.page_kinds import NOT_FOUND
from generator.problems import Problems
from generator.project import Project, open_project
from generator.site.building import files_of, page_of_problems
from generator.site.memory import Memory
from generator.site.policy import SELF
from generator.site.theme import Theme
from generator.source import paths_of

_NEWER, _RELOAD, _MAP = "/-/newer", "/-/reload.js", "/-/map/"
_TEXT = "; charset=utf-8"
_TYPES = {
    ".html": f"text/html{_TEXT}",
    ".css": f"text/css{_TEXT}",
    ".js": f"text/javascript{_TEXT}",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": f"text/plain{_TEXT}",
    ".xml": "application/xml",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_SECONDS_BETWEEN_LOOKS = 0.05
_SECONDS_OF_PATIENCE = 25.0


@dataclass(slots=True)
class _Served:
    """The newest site, how many there were, and a bell that rings for each.

    `guides` are those of the newest project that passed its checks, by their ids.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    root: str = "/"
    number: int = 0
    guides: Mapping[str, Verified] = field(default_factory=dict)
    bell: threading.Condition = field(default_factory=threading.Condition)

    def show(self, files: dict[str, bytes], root: str, verified: Verified | None) -> None:
        with self.bell:
            self.files, self.root = files, root
            if verified is not None:
                self.guides = {str(guide.base.tree.guide.id): guide for guide in verified.every_guide()}
            self.number += 1
            self.bell.notify_all()

    def wait_for_first(self) -> None:
        with self.bell:
            self.bell.wait_for(lambda: self.number > 0)

    def wait_for_newer(self, number: int) -> bool:
        with self.bell:
            return self.bell.wait_for(lambda: self.number != number, timeout=_SECONDS_OF_PATIENCE)


def serve_site(root: Path, address: str, *, today: Callable[[], datetime.date], say: Callable[[str], None]) -> None:
    """Serve the project at `root` at `address` ("host:port") until it is interrupted; `say` hears of each version.

    Raises OSError where the address is taken or none of this machine.
    """
    host, _, port = address.rpartition(":")
    served = _Served()
    server = SiteServer((host or "localhost", int(port)), partial(_Handler, served))
    threading.Thread(target=_keep_fresh, args=(root, served, today, say), daemon=True).start()
    with server:
        server.serve_forever()


def _keep_fresh(root: Path, served: _Served, today: Callable[[], datetime.date], say: Callable[[str], None]) -> None:
    project, seen, memory = None, None, Memory()
    while True:
        now = _look(root, project, today())
        if now != seen:
            try:
                project = _show(root, served, memory, today(), say, like=project)
            except Exception as error:  # a fault of a template that is being written must not end the server
                sys.excepthook(type(error), error, error.__traceback__)
            seen = now
        threading.Event().wait(_SECONDS_BETWEEN_LOOKS)


def _show(
    root: Path,
    served: _Served,
    memory: Memory,
    today: datetime.date,
    say: Callable[[str], None],
    *,
    like: Project | None,
) -> Project:
    begin_round()
    problems = Problems()
    project = open_project(root, problems, today=today, like=like, mends=True)
    files = {} if project.verified is None else files_of(project, project.verified, problems, memory, reloading=SELF)
    if problems.has_errors():
        files = page_of_problems(project, problems, reloading=SELF)
    else:
        memory.forget_unused()
    project.say_places(problems)
    served.show(files, project.settings.root, project.verified)
    say(f"{report.as_text(problems, project.files)}\n{report.summary(problems)}".strip())
    return project


def _look(root: Path, project: Project | None, today: datetime.date) -> tuple[object, ...]:
    """Note the size and the time of every file that a page is made from, and the day: a notice ends by itself."""
    theme = Theme(None if project is None else project.settings.theme)
    upstream = None if project is None else project.settings.upstream
    folders = (root,) if upstream is None else (root, upstream.path)
    return today, frozenset(_noted([*chain.from_iterable(map(paths_of, folders)), *theme.files()]))


def _noted(paths: Iterable[Path]) -> Iterator[tuple[str, int, int]]:
    for path in paths:
        try:
            now = os.stat(path)
        except OSError:
            continue
        yield str(path), now.st_mtime_ns, now.st_size


class SiteServer(http.server.ThreadingHTTPServer):
    """Answers many requests at once; a browser that goes on before it has read all is no fault to print."""

    daemon_threads = True

    def handle_error(self, *request: object) -> None:
        """Print the trace of a fault of ours."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(*request)  # type: ignore[arg-type]


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers with the newest site; a page asks for the next one and is answered when it is there."""

    protocol_version = "HTTP/1.1"

    def __init__(self, served: _Served, *rest: object) -> None:
        self.served = served
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file of the site, or wait for a newer one."""
        parts = urlsplit(self.path)
        if parts.path == _NEWER:
            is_newer = self.served.wait_for_newer(int(parts.query or 0))
            self._send(HTTPStatus.OK if is_newer else HTTPStatus.NO_CONTENT, ".txt", b"")
        elif parts.path == _RELOAD:
            self._send(HTTPStatus.OK, ".js", Theme().reload_script.encode())
        elif parts.path.startswith(_MAP):
            self._send_map(unquote(parts.path).removeprefix(_MAP).strip("/"))
        else:
            self._send_file(unquote(parts.path))

    def do_HEAD(self) -> None:
        """Send what comes before a file."""
        self.do_GET()

    def _send_map(self, name: str) -> None:
        """Send the map of a guide, of the first one where none is named; it is drawn when somebody looks at it."""
        self.served.wait_for_first()
        guides = self.served.guides
        guide = guides.get(name or next(iter(guides), ""))
        if guide is None:
            return self._send(HTTPStatus.NOT_FOUND, ".txt", b"No guide of this name passed its checks yet.\n")
        others = [(str(each.base.tree.guide.title), f"{_MAP}{id}/") for id, each in guides.items() if each is not guide]
        return self._send(HTTPStatus.OK, ".html", map_of(guide, others=others))

    def _send_file(self, path: str) -> None:
        self.served.wait_for_first()
        number, files, root = self.served.number, self.served.files, self.served.root
        name = posixpath.normpath(path)[len(root) :] if path.startswith(root) else path
        if not path.startswith(root) or (path != root and f"{name}/index.html" in files and not path.endswith("/")):
            return self._lead_to(root if not path.startswith(root) else f"{path}/")
        if path.endswith("/"):
            name = posixpath.join(name, "index.html")
        status = HTTPStatus.OK if name in files else HTTPStatus.NOT_FOUND
        content = files.get(name) or files.get(NOT_FOUND.at()) or files.get("index.html", b"")
        kind = posixpath.splitext(name)[1] if status is HTTPStatus.OK else ".html"
        if kind == ".html":
            script = f'<script src="{_RELOAD}" data-at="{_NEWER}?{number}"></script></body>'
            content = content.replace(b"</body>", script.encode())
        self._send(status, kind, content)
        return None

    def _lead_to(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", _TYPES.get(kind, "application/octet-stream"))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD" and status is not HTTPStatus.NO_CONTENT:
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing of what is read."""
