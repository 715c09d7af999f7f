"""Undo, redo, move, rename and remove things as a whole; each asks first where much hangs on it."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import unquote

from werkzeug.wrappers import Response

from generator.edit_server.application import AskedFor
from generator.edit_server.curing import BACK
from generator.edit_server.desk import EditDesk
from generator.edit_server.guard import Denied
from generator.editing.changes import (
    CannotChange,
    MoveThing,
    NoSuchThing,
    RemoveThing,
    RenameThing,
    Stale,
)
from generator.telling.outline import address_of_thing, in_address, in_words
from generator.telling.uses import shown_uses


class Changing:
    """The pages and buttons that change a thing as a whole."""

    def __init__(self, desk: EditDesk) -> None:
        self._desk = desk

    def undo(self, request: AskedFor) -> Response:
        """Take the newest change back, and show what it was."""
        return self._step(request, is_back=True)

    def redo(self, request: AskedFor) -> Response:
        """Make a change again that was taken back, and show it."""
        return self._step(request, is_back=False)

    def take_back(self, request: AskedFor) -> Response:
        """Take one change back that brought problems, and lead back to where its button was pressed."""
        desk, back = self._desk, request.form.get("back", "") if request.method == "POST" else ""
        if BACK.fullmatch(back) is None:
            raise Denied(HTTPStatus.BAD_REQUEST, "The editor does not know this page.")
        if request.method == "POST":
            try:
                number = request.form.get("change", type=int, default=0)
                desk.session.take_back(desk.version_of(request), number)
                desk.said.append("This change is taken back. What you changed since is still there.")
            except Stale:
                return desk.refuse_stale(request)
            except CannotChange as error:
                desk.said.append(desk.refusal(error))
        return desk.lead(back)

    def _step(self, request: AskedFor, *, is_back: bool) -> Response:
        desk, session = self._desk, self._desk.session
        key = ""
        if request.method == "POST":
            try:
                done = (session.undo if is_back else session.redo)(desk.version_of(request))
                key = done.key
                desk.said.append(f"{'Undone' if is_back else 'Made again'}: {done.said}.")
            except Stale:
                return desk.refuse_stale(request)
            except CannotChange as error:
                desk.said.append(desk.refusal(error))
        if key and any(thing.key == key for thing in session.outline()):
            return desk.lead(address_of_thing(key))
        return desk.lead("")

    def move(self, request: AskedFor) -> Response:
        """Put a thing one place up or down in its list."""
        desk, session, key = self._desk, self._desk.session, _key(request)
        try:
            if request.method == "POST":
                thing = desk.thing(key)
                siblings = [
                    each.key for each in session.outline() if (each.parent, each.sort) == (thing.parent, thing.sort)
                ]
                at = siblings.index(key)
                if request.form.get("to") == "up":
                    before = siblings[max(0, at - 1)]
                else:
                    before = siblings[at + 2] if at + 2 < len(siblings) else ""
                done = session.do(desk.version_of(request), MoveThing(key, before))
                desk.said += [f"Moved: {in_words(thing)}.", *desk.advised(done)]
        except Stale:
            return desk.refuse_stale(request)
        except CannotChange as error:
            desk.said.append(desk.refusal(error))
        return desk.lead(address_of_thing(key))

    def remove(self, request: AskedFor) -> Response:
        """Ask, with every place that names a thing; then remove it."""
        desk, session, key, refusal = self._desk, self._desk.session, _key(request), ""
        try:
            thing = desk.thing(key)
            if request.method == "POST":
                done = session.do(desk.version_of(request), RemoveThing(key))
                desk.said += [f"Removed: {in_words(thing)}.", *desk.advised(done)]
                return desk.lead(address_of_thing(done.key) if done.key and done.key != key else "")
        except NoSuchThing as error:
            return desk.line(request, "This is not there", desk.refusal(error), HTTPStatus.NOT_FOUND)
        except (CannotChange, Stale) as error:
            refusal = desk.refusal(error)
        uses = shown_uses(session, thing)
        if uses and refusal:
            refusal = "It was not removed: something still names it."
        status = HTTPStatus.CONFLICT if refusal else HTTPStatus.OK
        return desk.page(
            request,
            "remove",
            address=f"remove/{in_address(key)}",
            key=key,
            status=status,
            thing=thing,
            name=in_words(thing),
            key_in_address=in_address(key),
            uses=uses,
            count=sum(len(each.uses) for each in uses),
            refusal=refusal,
        )

    def rename(self, request: AskedFor) -> Response:
        """Ask for another id, and write it wherever the thing is named."""
        desk, session, key, refusal = self._desk, self._desk.session, _key(request), ""
        new = request.form.get("new", "").strip()
        try:
            thing = desk.thing(key)
            if request.method == "POST":
                done = session.do(desk.version_of(request), RenameThing(key, new))
                desk.said += [f"“{in_words(thing)}” is called {new} everywhere now.", *desk.advised(done)]
                desk.advice.renamed(key, done.key)
                return desk.lead(address_of_thing(done.key))
        except NoSuchThing as error:
            return desk.line(request, "This is not there", desk.refusal(error), HTTPStatus.NOT_FOUND)
        except (CannotChange, Stale) as error:
            refusal = desk.refusal(error)
        return desk.page(
            request,
            "rename",
            address=f"rename/{in_address(key)}",
            key=key,
            status=HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK,
            thing=thing,
            name=in_words(thing),
            key_in_address=in_address(key),
            new=new or thing.id.rpartition(".")[2],
            refusal=refusal,
        )


def _key(request: AskedFor) -> str:
    return unquote(request.path_below.partition("/")[2])
