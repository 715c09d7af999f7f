"""Do what cures a problem when somebody presses its button, and lead back to where they pressed it."""

from __future__ import annotations

import json
import re
from http import HTTPStatus

from werkzeug.wrappers import Response

from generator.checks import unlisted_address
from generator.edit_server.application import AskedFor
from generator.edit_server.desk import EditDesk
from generator.edit_server.guard import Denied
from generator.editing import Done
from generator.editing.changes import CannotChange, Stale
from generator.editing.curing import cured, with_listed_addresses
from generator.problems import Problem

BACK = re.compile(r"(?:edit/[^?#\\]+|problems)?")
"""The pages on which problems stand with their buttons."""


class Curing:
    """The buttons that cure problems."""

    def __init__(self, desk: EditDesk) -> None:
        self._desk = desk

    def __call__(self, request: AskedFor) -> Response:
        """Cure the problem that a button names."""
        desk = self._desk
        back = request.form.get("back", "") if request.method == "POST" else ""
        if BACK.fullmatch(back) is None:
            raise Denied(HTTPStatus.BAD_REQUEST, "The editor does not know this page.")
        if request.method == "POST":
            try:
                done = self._cure(desk.version_of(request), request.form.get("cure", ""))
                desk.said.append(f"Done: {desk.in_words(done.said)}. “Undo” takes it back.")
            except Stale:
                return desk.refuse_stale(request)
            except CannotChange as error:
                desk.said.append(desk.refusal(error))
        return desk.lead(back)

    def _cure(self, version: int, asked: str) -> Done:
        session = self._desk.session
        problem = next((each for each in session.wait_whole().problems if _name_of(each) == asked), None)
        if problem is None:
            raise CannotChange("this problem is not there any more, or is another by now")
        if problem.id == unlisted_address.ID:
            return session.work_out(version, with_listed_addresses)
        return session.work_out(version, lambda _, texts: cured(problem, texts))


def _name_of(problem: Problem) -> str:
    place = problem.place
    return json.dumps([problem.id, place.file, place.line, place.column, problem.message])
