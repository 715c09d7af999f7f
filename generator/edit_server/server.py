"""Run the editor on this machine alone, and open it in a browser so that nobody else gets in."""

from __future__ import annotations

import html
import logging
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import waitress
from waitress import wasyncore

from generator.edit_server.guard import Guard

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

LARGEST_BODY = 4 * 1024 * 1024
"""The most that a request may send, in bytes: far more than the longest page with all its forms."""
_LARGEST_HEADERS = 1024 * 1024
"""More than a browser can be made to send: it keeps 180 cookies of 4 KiB for a host, and sends those that a server on
another port of this machine set to this one too."""
_SECONDS_OF_PATIENCE = 5
_SECONDS_BETWEEN_LOOKS = 1
_CONNECTIONS = 500
_THREADS = 8
_READ_AT_ONCE = 64 * 1024
_LOOPBACK = "127.0.0.1"
_DOOR = "open.html"


class Listening:
    """A server that is bound to a port of this machine, and answers once `run` is called, until `stop` is.

    A request is read whole before a thread looks at it, so that whoever sends slowly holds up nobody.
    """

    def __init__(self, port: int = 0) -> None:
        """Take a port, any free one for 0. Raises OSError where it is taken."""
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere it would let another program take the same port
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((_LOOPBACK, port))
            self._socket.listen()
        except OSError:
            self._socket.close()
            raise
        self.port = int(self._socket.getsockname()[1])
        self._server: waitress.server.BaseWSGIServer | None = None
        self._is_running = self._is_stopped = False

    def run(self, application: WSGIApplication) -> None:
        """Answer with an application until `stop` is called, or Ctrl+C is pressed. Nothing is logged."""
        self._is_running = True
        if self._is_stopped:
            self._socket.close()
            return
        logging.getLogger("waitress").disabled = True
        logging.getLogger("waitress.queue").disabled = True
        server = self._server = waitress.create_server(
            application,
            sockets=[self._socket],
            threads=_THREADS,
            ident=None,
            connection_limit=_CONNECTIONS,
            channel_timeout=_SECONDS_OF_PATIENCE,
            cleanup_interval=_SECONDS_BETWEEN_LOOKS,
            max_request_body_size=LARGEST_BODY,
            max_request_header_size=_LARGEST_HEADERS,
            recv_bytes=_READ_AT_ONCE,
            asyncore_use_poll=True,
            log_socket_errors=False,
        )
        if self._is_stopped:
            self.stop()
        server.run()
        server.task_dispatcher.shutdown()

    def stop(self) -> None:
        """Answer nobody any more, and never, where it has not begun to."""
        self._is_stopped = True
        server, self._server = self._server, None
        if server is None:
            if not self._is_running:
                self._socket.close()
            return
        lines = server._map  # the loop ends once it has none left; it closes them itself, between two looks
        is_woken = threading.Event()

        def close() -> None:
            is_woken.wait()  # woken for something else, the loop may come to this before the wake-up is written
            wasyncore.close_all(lines, ignore_all=True)

        server.trigger.pull_trigger(close)
        is_woken.set()


class Door:
    """The file that a browser is told to open: it alone holds the address, and nobody else may read it.

    The words with which a program is started can be read by every user of a machine, a file need not be.
    """

    def __init__(self, folder: Path, address: str) -> None:
        """Write it into a folder. Raises OSError where that cannot be."""
        folder.mkdir(mode=0o700, exist_ok=True)
        self.path = folder / _DOOR
        self.path.unlink(missing_ok=True)
        leads = html.escape(address)
        text = (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
            f'<meta http-equiv="refresh" content="0; url={leads}"><title>Stepwell editor</title>'
            f'<p><a href="{leads}" rel="noreferrer">Open the editor</a></p></html>\n'
        )
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)

    def open(self) -> bool:
        """Open it in the author's browser; tell whether there is one."""
        return webbrowser.open(self.path.resolve().as_uri())

    def remove(self) -> None:
        """Remove it."""
        self.path.unlink(missing_ok=True)


def answer_enter(guard: Guard, say: Callable[[str], None]) -> None:
    """Say a new address each time that Enter is pressed in the terminal; elsewhere do nothing."""

    def listen() -> None:
        for _ in sys.stdin:
            say(guard.new_address())

    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=listen, daemon=True).start()
