"""Answer each request: first who asks, then what; a wrong request gets one plain line, and never a trace."""

from __future__ import annotations

import html
import sys
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Request, Response

from generator.edit_server.guard import Denied, Guard, guarded

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; form-action 'self'"
)
_NOTHING = "default-src 'none'; form-action 'none'"
_MOST_FIELDS = 20_000

Page = Callable[["AskedFor"], Response]


class AskedFor(Request):
    """A request whose form may be as large as the longest page, and no larger."""

    max_content_length = 4 * 1024 * 1024
    max_form_memory_size = 4 * 1024 * 1024
    max_form_parts = _MOST_FIELDS
    path_below = ""
    """The path below the folder of this run."""


class Application:
    """The editor as a WSGI application: pages by the first part of their path below the folder of the run."""

    def __init__(self, guard: Guard, pages: Mapping[str, Page]) -> None:
        self._guard, self._pages = guard, pages

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        return self._answer(AskedFor(environ))(environ, start_response)

    def _answer(self, request: AskedFor) -> Response:
        try:
            self._guard.check_name(request)
            cookie = self._guard.let_in(request)
            if cookie is not None:
                return self._welcome(cookie)
            self._guard.check(request)
            if request.method == "POST":
                self._guard.check_form(request)
            request.path_below = request.path.removeprefix(self._guard.folder)
            page = self._pages.get(request.path_below.partition("/")[0])
            if page is None:
                raise Denied(HTTPStatus.NOT_FOUND, "There is no such page.")
            return page(request)
        except Denied as denied:
            return _line(denied.status, denied.line)
        except RequestEntityTooLarge:
            return _line(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "This is more than the editor takes at once.")
        except HTTPException as error:
            return _line(HTTPStatus(error.code or 400), "The editor cannot read this request.")
        except Exception as error:  # one page that fails must not end the editor, nor show a trace to whoever asked
            sys.excepthook(type(error), error, error.__traceback__)
            line = "This is our mistake, not yours; the draft is kept. Please report what the terminal says."
            return _line(HTTPStatus.INTERNAL_SERVER_ERROR, line)

    def _welcome(self, cookie: str) -> Response:
        """Lead on from a page of ours: a browser would not send a new cookie to where another page leads."""
        leads = html.escape(self._guard.folder)
        text = (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Stepwell editor</title>'
            f'<meta http-equiv="refresh" content="0; url={leads}"><p><a href="{leads}">Open the editor</a></p></html>'
        )
        response = Response(text, mimetype="text/html", headers={"Set-Cookie": cookie})
        return guarded(response, policy=_NOTHING)


def _line(status: HTTPStatus, line: str) -> Response:
    return guarded(Response(f"{line}\n", status, mimetype="text/plain"), policy=_NOTHING)
