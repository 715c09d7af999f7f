"""Decide who may ask: nobody but the window that `stepwell edit` opened, on this machine, from a page of its own.

Any page that the author visits can send requests to this machine, and so can every other program and user of it.
So nothing is answered to another name of this machine (a page may have its own name lead here), to a request that
another page made, or to whoever has not the key of this run. No change is taken that comes from no form of ours.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from http import HTTPStatus

from werkzeug.datastructures import Headers
from werkzeug.wrappers import Request, Response

_MOST_WRONG_TICKETS = 10
_SAFE = ("GET", "HEAD")
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class Denied(Exception):
    """A request that is not answered: its status, and one plain line."""

    def __init__(self, status: HTTPStatus, line: str) -> None:
        super().__init__(line)
        self.status, self.line = status, line


def _new() -> str:
    return secrets.token_urlsafe(32)


def _is_same(given: str, right: str) -> bool:
    """Compare in a time that says nothing of where they differ."""
    return secrets.compare_digest(given.encode(), right.encode())


@dataclass(slots=True)
class Guard:
    """What one run knows its own window by.

    The address that is opened holds a ticket for one use; whoever reads it later, in a list of processes or in a
    history, has nothing. The window gets a key in a cookie for it. All pages stand below a folder with a random name:
    a browser sends a cookie to every port of a machine, so that a server of somebody else's would get it otherwise.
    """

    port: int
    folder: str = field(default_factory=lambda: f"/{_new()}/")
    form_key: str = field(default_factory=_new)
    _key: str = field(default_factory=_new)
    _ticket: str = ""
    _wrong: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def host(self) -> str:
        """The one name by which this server answers."""
        return f"127.0.0.1:{self.port}"

    @property
    def _cookie(self) -> str:
        return f"stepwell-edit-{self.port}"

    def new_address(self) -> str:
        """Make an address that opens the editor once; the one before it opens nothing any more."""
        with self._lock:
            self._ticket, self._wrong = _new(), 0
            return f"http://{self.host}/open/{self._ticket}"

    def check_name(self, request: Request) -> None:
        """Raise Denied where a request came by another name than ours, or by a method that is never used."""
        if request.environ.get("HTTP_HOST") != self.host:
            raise Denied(HTTPStatus.MISDIRECTED_REQUEST, "This is not where the editor is.")
        if request.method not in (*_SAFE, "POST"):
            raise Denied(HTTPStatus.METHOD_NOT_ALLOWED, "The editor does not know this method.")

    def let_in(self, request: Request) -> str | None:
        """Return what sets the cookie for whoever comes with the ticket; None where this is no such request.

        Raises Denied where the ticket is used up, or is none.
        """
        begin, _, given = request.path.partition("/open/")
        if begin or not given:
            return None
        if "prefetch" in request.headers.get("Sec-Purpose", "") or request.method != "GET":
            raise Denied(HTTPStatus.SERVICE_UNAVAILABLE, "Open this address in a window.")
        # The file that opens the editor is of another site than ours too, but it opens a whole window.
        is_led = request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
        if is_led and request.headers.get("Sec-Fetch-Dest") != "document":
            raise Denied(HTTPStatus.FORBIDDEN, "Open this address in a window.")
        with self._lock:
            if not self._ticket or not _is_same(given, self._ticket):
                self._wrong += not is_led
                if self._wrong >= _MOST_WRONG_TICKETS:
                    self._ticket = ""
                raise Denied(
                    HTTPStatus.FORBIDDEN,
                    "This address opens the editor once, and was used already. Press Enter in the window where "
                    "“stepwell edit” runs: it says a new one.",
                )
            self._ticket = ""
        return f"{self._cookie}={self._key}; Path={self.folder}; HttpOnly; SameSite=Strict"

    def check(self, request: Request) -> None:
        """Raise Denied where a request does not come from the window of this run and a page of ours."""
        given = request.cookies.get(self._cookie, "")
        if not _is_same(given, self._key) or not request.path.startswith(self.folder):
            raise Denied(
                HTTPStatus.FORBIDDEN,
                "This window does not belong to the editor that runs now. Press Enter in the window where “stepwell "
                "edit” runs: it says an address that opens it.",
            )
        site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
        is_ours = origin == f"http://{self.host}"
        may_be_typed = request.method in _SAFE and site in ("none", None) and origin is None
        # A form of a page that sends no referrer has the origin "null"; the browser says apart where it comes from.
        may_be_form = site == "same-origin" and origin in (None, "null")
        if not (site in ("same-origin", None) and is_ours) and not may_be_typed and not may_be_form:
            raise Denied(HTTPStatus.FORBIDDEN, "Another page asked for this; the editor answers only its own.")

    def check_form(self, request: Request) -> None:
        """Raise Denied where what is sent does not come from a form of this run."""
        if not _is_same(request.form.get("form_key", ""), self.form_key):
            raise Denied(HTTPStatus.FORBIDDEN, "This form is of an earlier run. Load the page anew.")


def guarded(response: Response, *, policy: str, may_be_framed: bool = False) -> Response:
    """Add to an answer what keeps other pages from reading, framing or remembering it."""
    framed_by = "'self'" if may_be_framed else "'none'"
    own = Headers(
        {
            "Content-Security-Policy": f"{policy}; base-uri 'none'; frame-ancestors {framed_by}",
            "X-Frame-Options": "SAMEORIGIN" if may_be_framed else "DENY",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": _PERMISSIONS,
            "Cache-Control": "no-store",
        }
    )
    if "sandbox" in policy:  # a browser shows no page that has both
        del own["Cross-Origin-Opener-Policy"]
    response.headers.extend(own)
    return response
