"""Ask what an answer tells about danger that nothing weighs: to leave it out of all rules is a clinical decision."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import unquote

from werkzeug.wrappers import Response

from generator.checks import unweighed_answer
from generator.edit_server.application import AskedFor
from generator.edit_server.desk import EditDesk
from generator.editing import AddItem
from generator.editing.changes import CannotChange, Stale
from generator.telling.outline import in_address, in_words

_SAFETY = "file/content/safety.yaml"


class Weighing:
    """The page on which somebody says that an answer tells nothing about danger, or goes to where it counts."""

    def __init__(self, desk: EditDesk) -> None:
        self._desk = desk

    def __call__(self, request: AskedFor) -> Response:
        """Show the answer with what can be done, or note that it tells nothing about danger."""
        desk, session = self._desk, self._desk.session
        reference = unquote(request.path_below.partition("/")[2])
        things = {thing.key: thing for thing in session.outline()}
        answer = things.get(f"answer/{reference}")
        question = things.get(f"question/{reference.partition('.')[0]}")
        if answer is None or question is None or not self._is_unweighed(reference):
            line = "This answer is not there any more, or something weighs it by now. There is nothing to decide."
            return desk.line(request, "Nothing to decide", line, HTTPStatus.NOT_FOUND)
        if request.method == "POST":
            try:
                session.do(desk.version_of(request), AddItem(_SAFETY, ("harmless",), value=reference))
                desk.said.append(f"Noted: “{in_words(answer)}” tells nothing about danger. “Undo” takes it back.")
                return desk.lead("problems")
            except Stale:
                return desk.refuse_stale(request)
            except CannotChange as error:
                desk.said.append(desk.refusal(error))
        return desk.page(
            request,
            "weigh",
            address=f"weigh/{in_address(reference)}",
            answer=in_words(answer),
            question=in_words(question),
        )

    def _is_unweighed(self, reference: str) -> bool:
        found = self._desk.session.wait_whole().problems
        return any(each.id == unweighed_answer.ID and f'"{reference}"' in each.message for each in found)
