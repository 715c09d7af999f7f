"""Put the editor together: one session, one window, and every page by the first part of its path."""

from __future__ import annotations

import datetime
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path

from werkzeug.wrappers import Response

from generator import explaining
from generator.checks import to_fill_in
from generator.edit_server.application import Application, AskedFor
from generator.edit_server.beginning import Beginning
from generator.edit_server.changing import Changing
from generator.edit_server.curing import Curing
from generator.edit_server.desk import EditDesk
from generator.edit_server.filling_in import FillingIn
from generator.edit_server.guard import Denied, Guard
from generator.edit_server.reading_along import ReadingAlong
from generator.edit_server.saving import Saving
from generator.edit_server.server import Door, Listening, answer_enter
from generator.edit_server.signing import Signing
from generator.edit_server.weighing import Weighing
from generator.editing import EditSession
from generator.editing.keeping import FOLDER
from generator.problems import Severity


class Looked:
    """The pages on which no file is changed: where one begins, all problems, what one of them means."""

    def __init__(self, desk: EditDesk) -> None:
        self._desk = desk

    def home(self, request: AskedFor) -> Response:
        """Show where one begins."""
        session = self._desk.session
        self._desk.wait_for_proofs(request)
        return self._desk.page(
            request,
            "home",
            address="",
            recovered=session.recovered,
            preview="" if session.proven else None,
        )

    def recovered(self, request: AskedFor) -> Response:
        """Say no more what was recovered, for somebody has read it."""
        if request.method == "POST":
            self._desk.session.read_of_recovered()
        return self._desk.lead("")

    def advice(self, request: AskedFor) -> Response:
        """Say no more what is to be looked at, for somebody has read it."""
        if request.method == "POST":
            self._desk.advice.read()
        return self._desk.lead("")

    def problems(self, request: AskedFor) -> Response:
        """Show every problem, those that stop the site first."""
        self._desk.wait_for_proofs(request)
        session = self._desk.session
        found, show, causes = session.analysis(), self._desk.shower(), self._desk.causes()
        brought = {problem for each in causes for problem in each.problems}
        errors = [show(problem) for problem in found.problems if problem.severity is Severity.ERROR]
        warnings = [show(problem) for problem in found.problems if problem.severity is Severity.WARNING]
        return self._desk.page(
            request,
            "problems",
            address="problems",
            causes=causes,
            errors=[each for each in errors if each not in brought],
            every_error=len(errors),
            unwritten=[each for each in warnings if each.id == to_fill_in.ID and each not in brought],
            warnings=[each for each in warnings if each.id != to_fill_in.ID and each not in brought],
            known_before=[replace(show(problem), places=(), act=None) for problem in session.known_before()],
            refused={},
        )

    def explain(self, request: AskedFor) -> Response:
        """Say what a problem means."""
        explained = explaining.explanations().get(request.path_below.partition("/")[2])
        if explained is None:
            raise Denied(HTTPStatus.NOT_FOUND, "There is no such page.")
        return self._desk.page(request, "explain", address=request.path_below, explained=explained)


def application_of(desk: EditDesk) -> Application:
    """Make the editor as a WSGI application."""
    guard = desk.guard
    looked, saving, changing, reading = Looked(desk), Saving(desk), Changing(desk), ReadingAlong(desk)
    signing = Signing(desk)
    saving.note_lapsed()
    return Application(
        guard,
        {
            "": looked.home,
            "recovered": looked.recovered,
            "advice": looked.advice,
            "problems": looked.problems,
            "explain": looked.explain,
            "edit": FillingIn(desk),
            "new": Beginning(desk),
            "cure": Curing(desk),
            "weigh": Weighing(desk),
            "sign": signing.sign,
            "decide": signing.decide,
            "agree": signing.agree,
            "undo": changing.undo,
            "redo": changing.redo,
            "take-back": changing.take_back,
            "move": changing.move,
            "remove": changing.remove,
            "rename": changing.rename,
            "changes": saving.changes,
            "difference": saving.difference,
            "save": saving.save,
            "discard": saving.discard,
            "underneath": saving.underneath,
            "preview": reading.preview,
            "map": reading.map,
            "assets": reading.assets,
        },
    )


def _make_ready(session: EditSession) -> None:
    """Prove and make the site before somebody waits for it."""
    session.wait_whole()
    session.preview("")


def edit(
    root: Path, port: int, *, today: Callable[[], datetime.date], say: Callable[[str], None], opens: bool = True
) -> None:
    """Let somebody edit the project at `root` in their browser, until Ctrl+C is pressed.

    With `opens` it is opened for them; else, and where there is no browser, its address is said. Raises EditedElsewhere
    where another session edits this project, OSError where the port is taken.
    """
    session = EditSession.open(root, today=today)
    try:
        listening = Listening(port)
        guard = Guard(listening.port)
        desk = EditDesk(session, guard)
        signal.signal(signal.SIGTERM, lambda *_: listening.stop())
        door = _open(root / FOLDER, guard, say, opens=opens)
        answer_enter(guard, say)
        threading.Thread(target=_make_ready, args=(session,), daemon=True).start()
        try:
            with suppress(KeyboardInterrupt):
                listening.run(application_of(desk))
        finally:
            if door is not None:
                door.remove()
    finally:
        session.close()


def _open(folder: Path, guard: Guard, say: Callable[[str], None], *, opens: bool) -> Door | None:
    """Open the editor, or say its address; return what is to be removed at the end."""
    door = None
    if opens:
        with suppress(OSError):
            door = Door(folder, guard.new_address())
            if door.open():
                say("The editor is open in your browser (Enter here says an address that opens it; Ctrl+C ends it)")
                return door
    say(f"Open {guard.new_address()} in your browser (it works once; Enter here says another; Ctrl+C ends it)")
    return door
