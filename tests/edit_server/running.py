"""Run the editor's server for a test, and speak to it as anybody on the machine could."""

from __future__ import annotations

import http.client
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from werkzeug.wrappers import Response

from generator.edit_server.application import POLICY, Application, AskedFor
from generator.edit_server.desk import EditDesk
from generator.edit_server.editor import application_of
from generator.edit_server.guard import Guard, guarded
from generator.edit_server.server import Listening
from generator.editing import EditSession
from tests.conftest import ROOT, TODAY


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass(slots=True)
class Asking:
    """Somebody who speaks to the server, and waits for so many seconds; the window of the author has its cookie."""

    guard: Guard
    cookie: str = ""
    patience: float = 30

    def ask(self, path: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        """Send one request; names of headers are written with "_" for "-"."""
        line = http.client.HTTPConnection("127.0.0.1", self.guard.port, timeout=self.patience)
        own = {"Cookie": self.cookie} if self.cookie else {}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            line.putrequest(method, path, skip_host="Host" in own, skip_accept_encoding=True)
            if body is not None and "Content-Length" not in own:
                own["Content-Length"] = str(len(body))
            for name, value in own.items():
                line.putheader(name, value)
            line.endheaders(body)
            answer = line.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())
        finally:
            line.close()

    def form(self, path: str, text: str, **headers: str) -> Answer:
        """Send a form as a page of the editor would."""
        own = {"Content_Type": "application/x-www-form-urlencoded", "Sec_Fetch_Site": "same-origin", "Origin": "null"}
        return self.ask(path, method="POST", body=text.encode(), **{**own, **headers})

    def below(self, path: str = "") -> str:
        """Find a path below the folder of the run."""
        return self.guard.folder + path

    def opened(self) -> Asking:
        """Open the editor by its address, and be the window of the author."""
        answer = self.ask(self.guard.new_address().partition(self.guard.host)[2])
        assert answer.status == 200
        return Asking(self.guard, str(answer.headers["Set-Cookie"]).partition(";")[0])


def _echo(request: AskedFor) -> Response:
    if request.path_below == "broken":
        raise ZeroDivisionError("of /a/secret/path")
    text = request.form.get("text", "") if request.method == "POST" else "a page"
    return guarded(Response(text, mimetype="text/html"), policy=POLICY)


@contextmanager
def running_small() -> Iterator[Asking]:
    """Run a server with one small page: what everything else stands behind."""
    listening = Listening()
    guard = Guard(listening.port)
    application = Application(guard, {"": _echo, "broken": _echo})
    thread = threading.Thread(target=listening.run, args=(application,), daemon=True)
    thread.start()
    try:
        yield Asking(guard)
    finally:
        listening.stop()
        thread.join(timeout=30)


@contextmanager
def running_editor(root: Path) -> Iterator[tuple[Asking, EditSession]]:
    """Run the editor of a project as `stepwell edit` does; give its window, and the session behind it."""
    session = EditSession.open(root, today=TODAY)
    listening = Listening()
    guard = Guard(listening.port)
    application = application_of(EditDesk(session, guard))
    thread = threading.Thread(target=listening.run, args=(application,), daemon=True)
    thread.start()
    try:
        yield Asking(guard), session
    finally:
        listening.stop()
        thread.join(timeout=30)
        session.close()


def copy_of_shipped(folder: Path) -> Path:
    """Copy the shipped project into a folder."""
    folder.mkdir(exist_ok=True)
    for name in ("levels.yaml", "decision_tree.yaml", "mkdocs.yml"):
        shutil.copyfile(ROOT / name, folder / name)
    shutil.copytree(ROOT / "content", folder / "content")
    return folder
