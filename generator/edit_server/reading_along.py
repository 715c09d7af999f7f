"""Serve the site as readers would see it, made of the newest draft that passed, and what our own pages load."""

from __future__ import annotations

import mimetypes
import posixpath
import re
from http import HTTPStatus
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.wrappers import Response

from generator.edit_server.application import POLICY, AskedFor
from generator.edit_server.desk import PAGES, EditDesk
from generator.edit_server.guard import Denied, guarded
from generator.guide_map import map_of

_ASSETS = {"edit.css": "text/css", "edit.js": "text/javascript"}
# The map is one file, and says itself which style and script it holds.
_ONE_FILE = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; form-action 'none'"
)
# It has the editor's own origin, or neither its style nor its links would be answered. So it may open no window: a
# script of it could read there what the editor says, and press its buttons.
_SANDBOX = "sandbox allow-same-origin allow-scripts allow-modals allow-downloads"
_SCRIPT = re.compile(rb"<script\b.*?</script>", re.DOTALL)
_QUESTION = "data-question"
_STAYS = ("script", "style", "h1")


class ReadingAlong:
    """The pages and files of the site, by their addresses."""

    def __init__(self, desk: EditDesk) -> None:
        self._desk = desk
        below = f"http://{desk.guard.host}{desk.at('preview/')}"
        # Each page says in itself what it may load; here is said that it reaches nothing of the editor.
        self._policy = (
            f"default-src 'none'; script-src {below}; style-src 'unsafe-inline' {below}; img-src {below} data:; "
            f"font-src {below}; connect-src {below}; manifest-src {below}; form-action 'none'; {_SANDBOX}"
        )

    def preview(self, request: AskedFor) -> Response:
        """Serve a page or file of the site; in a frame without scripts, and of a guide only the question asked for."""
        name = unquote(request.path_below.partition("/")[2])
        if name.startswith(("/", "..")) or posixpath.normpath(f"/{name}").rstrip("/") != f"/{name}".rstrip("/"):
            raise Denied(HTTPStatus.NOT_FOUND, "There is no such page.")
        content = self._desk.session.preview(name)
        if content is None and request.headers.get("Sec-Fetch-Dest") == "iframe":
            line = "This page comes in a moment or, where problems stop the site, once they are mended.\n"
            return guarded(Response(line, mimetype="text/plain"), policy=self._policy, may_be_framed=True)
        if content is None:
            raise Denied(HTTPStatus.NOT_FOUND, "There is no such page, or problems must be mended first.")
        if only := request.args.get("only", ""):
            content = _only(content, only)
        if request.headers.get("Sec-Fetch-Dest") == "iframe":
            content = _SCRIPT.sub(b"", content)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        kind = kind if name and not name.endswith("/") else "text/html"
        return guarded(Response(content, mimetype=kind), policy=self._policy, may_be_framed=True)

    def map(self, request: AskedFor) -> Response:
        """Serve the map of a guide, the first where none is named, of the newest draft that passed."""
        proven = self._desk.session.proven
        if proven is None or proven[1].verified is None:
            line = "Mend the problems that stop the site first."
            return self._desk.line(request, "There is no map yet", line, HTTPStatus.CONFLICT)
        guides = {str(each.base.tree.guide.id): each for each in proven[1].verified.every_guide()}
        id = request.path_below.partition("/")[2] or next(iter(guides))
        if id not in guides:
            raise Denied(HTTPStatus.NOT_FOUND, "There is no such guide.")
        others = [(str(each.base.tree.guide.title), other) for other, each in guides.items() if other != id]
        return guarded(Response(map_of(guides[id], others=others), mimetype="text/html"), policy=_ONE_FILE)

    def assets(self, request: AskedFor) -> Response:
        """Serve the style or the script of the editor's own pages."""
        name = request.path_below.partition("/")[2]
        if name not in _ASSETS:
            raise Denied(HTTPStatus.NOT_FOUND, "There is no such page.")
        return guarded(Response((PAGES / name).read_bytes(), mimetype=_ASSETS[name]), policy=POLICY)


def _only(content: bytes, id: str) -> bytes:
    """Leave of a guide's page the one question, and show it; a page without it stays as it is."""
    page = LexborHTMLParser(content.decode())
    node = next((each for each in page.css(f"[{_QUESTION}]") if each.attributes.get(_QUESTION) == id), None)
    while node is not None and node.tag != "article":
        if "hidden" in node.attributes:
            del node.attrs["hidden"]
        for other in _beside(node):
            other.decompose()
        node = node.parent
    return (page.html or "").encode()


def _beside(node: LexborNode) -> list[LexborNode]:
    parent = node.parent
    own = [] if parent is None else list(parent.iter(include_text=False))
    return [each for each in own if each.mem_id != node.mem_id and each.tag not in _STAYS]
