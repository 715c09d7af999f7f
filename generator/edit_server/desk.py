"""Hold what every page of the editor needs: the session, the templates, and what stands above each page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from generator.checks import to_fill_in
from generator.edit_server.application import POLICY, AskedFor
from generator.edit_server.causing import ShownCause, brought_elsewhere, cause_shown, caused_at, cures_of
from generator.edit_server.guard import Guard, guarded
from generator.editing import Done, EditedThing, EditSession
from generator.editing.changes import NoSuchThing
from generator.editing.forms import FormField
from generator.pages.environment import environment, rendered
from generator.problems import Problem, Severity
from generator.telling.advising import AdviceToRead, advice_of
from generator.telling.outline import grouped
from generator.telling.problems import problem_shower
from generator.telling.wording import ASK, forms_words, is_of_files, sentence

PAGES = Path(__file__).parent / "pages"
_ELSEWHERE = {"contact": "safety/", "notice": "safety/", "box": "safety/"}
"""The pages that show most of what has no page of its own."""
_SHOWS = ("list", "form", "preview")
_SECONDS_TO_WAIT = 4.0


@dataclass(frozen=True, slots=True)
class EditBar:
    """What stands above every page; of the `warnings`, so many are texts that are `unwritten`."""

    project: str
    undo: str
    redo: str
    errors: int
    warnings: int
    unwritten: int
    changed: bool


@dataclass
class EditDesk:
    """What pages are made with. `said` is what the next page says of what was just done."""

    session: EditSession
    guard: Guard
    said: list[str] = field(default_factory=list)

    @cached_property
    def advice(self) -> AdviceToRead:
        """What is to be looked at after something was begun."""
        return AdviceToRead(self.session)

    @cached_property
    def _templates(self) -> Any:
        return environment(PAGES)

    def at(self, path: str) -> str:
        """Return the address of a page by its path below the folder of the run."""
        return f"{self.guard.folder}{path}"

    def page(
        self,
        request: AskedFor,
        template: str,
        *,
        address: str,
        key: str = "",
        status: HTTPStatus = HTTPStatus.OK,
        **values: object,
    ) -> Response:
        """Make a page of a template; `address` is its own path, `key` the thing that it is about."""
        session = self.session
        found = session.analysis()
        things = session.outline()
        said, self.said = ([], self.said) if request.args.get("wait") else (self.said, [])
        bar = self._bar(found.problems)
        show = request.args.get("show", "form")
        causes = [] if key == "" else self.causes(key)
        given: Mapping[str, object] = {
            "at": self.at,
            "sent": self._sent,
            "bar": bar,
            "said": said,
            "show": show if show in _SHOWS else "form",
            "current": template,
            "address": address,
            "version": session.version,
            "is_whole": found.is_whole,
            "advice": self.advice.lines(),
            "is_unproven": found.is_whole and not found.project.is_proven,
            "underneath": bool(session.underneath()),
            "unkept": session.unkept,
            "preview_version": self.proven,
            "focus": request.args.get("at", ""),
            "find": request.args.get("find", ""),
            "outline": grouped(
                things, current=key, opened=request.args.get("open", ""), find=request.args.get("find", "")
            ),
            "causes": causes,
            "caused": caused_at(key, causes),
            "announce": _announced(bar) if found.is_whole else "",
            **values,
        }
        text = rendered(self._templates, f"{template}.html.jinja", given)
        return guarded(Response(text, status, mimetype="text/html"), policy=POLICY)

    def causes(self, key: str = "") -> list[ShownCause]:
        """Show which changes brought problems; with the key of a thing, those that are of it or brought one into it."""
        session, things, show = self.session, self.session.outline(), self.shower(key)
        found = brought_elsewhere(session.brought(), things)
        if key and found:
            own = {each.key for each in things if key in (each.key, each.parent)}
            here = frozenset(session.problems_of(key)) if key in own else frozenset()
            found = tuple(
                each
                for each in found
                if not (own.isdisjoint(change.key for change in each.changes) and here.isdisjoint(each.problems))
            )
        return [cause_shown(each, things, show) for each in found]

    def wait_for_proofs(self, request: AskedFor) -> None:
        """Wait a little for the proofs, where a page that is shown already asks for them."""
        if request.args.get("wait"):
            self.session.wait_whole(_SECONDS_TO_WAIT)

    def line(self, request: AskedFor, heading: str, line: str, status: HTTPStatus) -> Response:
        """Make a page that says one line."""
        return self.page(request, "line", address="", heading=heading, line=line, status=status)

    def refuse_stale(self, request: AskedFor) -> Response:
        """Make a page that says what changed since the page was shown on which somebody pressed a button."""
        newest = self.session.can_undo
        since = f"What was changed last is: {newest}." if newest else "There is nothing now that could be undone."
        line = f"Nothing was done: the draft was changed in another window since this one showed it. {since}"
        return self.line(request, "Look at this first", line, HTTPStatus.CONFLICT)

    @staticmethod
    def version_of(request: AskedFor) -> int:
        """Read which version a form was made for; -1, which is none, where it does not say."""
        return request.form.get("version", type=int, default=-1)

    def lead(self, path: str, **asked: str) -> Response:
        """Lead on to another page of the editor."""
        query = f"?{urlencode({name: value for name, value in asked.items() if value})}" if any(asked.values()) else ""
        response = redirect(f"{self.at(path)}{query}", HTTPStatus.SEE_OTHER)
        response.autocorrect_location_header = False
        return guarded(response, policy=POLICY)

    @property
    def proven(self) -> int:
        """The number of the newest version that passed every check, whose pages are shown; 0 while none has."""
        found = self.session.proven
        return 0 if found is None else found[0]

    def preview_of(self, thing: EditedThing) -> str | None:
        """Return the address of the page that shows a thing; None while no page can be shown."""
        if not self.proven:
            return None
        address = self.session.address_of(thing.key)
        if thing.sort not in ("question", "answer"):
            return address or _ELSEWHERE.get(thing.sort, "")
        return f"{address.partition('#')[0]}?only={thing.id.partition('.')[0]}"

    def thing(self, key: str) -> EditedThing:
        """Find a thing by its key. Raises NoSuchThing."""
        found = next((thing for thing in self.session.outline() if thing.key == key), None)
        if found is None:
            raise NoSuchThing("this is not there any more; choose something else in the list")
        return found

    def shower(self, key: str = "") -> Callable[..., Any]:
        """Return what shows the problems of the project, on the page of a thing."""
        things = self.session.outline()
        cures = cures_of(self.session.brought(), things)
        return problem_shower(things, here=key, label=self._label_of, cures=cures)

    def _label_of(self, problem: Problem, key: str) -> str:
        """Say what the form of a thing calls the field that a problem is about: the labels on the way to it."""
        for each in self.session.form(key).fields:
            if labels := _labels_to(problem, each):
                return ": ".join(labels)
        return ""

    def refusal(self, error: Exception | str) -> str:
        """Say in the words of the forms why something was not done."""
        said = self.in_words(str(error))
        return sentence(f"{said}. {ASK}" if is_of_files(said) and ASK.lower() not in said.lower() else said)

    def in_words(self, line: str) -> str:
        """Say in the words of the forms what files and commands say."""
        return forms_words(self.session.outline())(line)

    def advised(self, done: Done) -> list[str]:
        """Say what may have to follow; what is to be filled in is listed with the problems."""
        return [each.line for each in advice_of(done, self.session)]

    def _sent(self, version: int | None = None) -> Markup:
        """Write what every form sends besides: its key, and the version that it was made for, else the newest."""
        field = Markup('<input type="hidden" name="{}" value="{}">')
        seen = self.session.version if version is None else version
        return field.format("form_key", self.guard.form_key) + field.format("version", seen)

    def _bar(self, problems: Sequence[Problem]) -> EditBar:
        session = self.session
        errors = sum(problem.severity is Severity.ERROR for problem in problems)
        return EditBar(
            project=session.analysis().project.settings.name,
            undo=session.can_undo,
            redo=session.can_redo,
            errors=errors,
            warnings=len(problems) - errors,
            unwritten=sum(problem.id == to_fill_in.ID for problem in problems),
            changed=session.has_changes,
        )


def _labels_to(problem: Problem, within: FormField) -> tuple[str, ...]:
    if problem in within.problems:
        return (within.label,)
    found = (_labels_to(problem, each) for each in within.fields)
    return next(((within.label, *labels) for labels in found if labels), ())


def _announced(bar: EditBar) -> str:
    """Say to whoever does not see the page how many problems there are."""
    if bar.errors:
        return f"{bar.errors} {'problem stops' if bar.errors == 1 else 'problems stop'} the site."
    if bar.unwritten:
        return f"{bar.unwritten} {'text is' if bar.unwritten == 1 else 'texts are'} still to be filled in."
    return "Nothing stops the site." if not bar.warnings else f"Nothing stops the site; {bar.warnings} to look at."
