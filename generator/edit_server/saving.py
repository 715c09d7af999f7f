"""Show what the draft changes for patients and which files it writes; then save it, or throw it away."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

from werkzeug.wrappers import Response

from generator.checks import lapsed_sign_off
from generator.difference import as_html
from generator.edit_server.application import AskedFor
from generator.edit_server.desk import EditDesk
from generator.edit_server.guard import guarded
from generator.editing import CannotSave, Side, TwoVersions
from generator.editing.changes import CannotChange, Stale
from generator.editing.texts import diff_of
from generator.problems import Severity
from generator.telling.what_changes import changes_by_kind, headline_of
from generator.telling.wording import sentence

# The page of differences is one file, and says itself which style it holds.
_ONE_FILE = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'"
_SECONDS_TO_PROVE = 20.0
_CHANGED_AGAIN = "Nothing was chosen: this changed again since it was shown. Look at what is there now."


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a diff, and whether it is old, new or neither."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file as it would be written, against what stands there; `seen` is a fingerprint of both."""

    name: str
    lines: tuple[DiffLine, ...]
    seen: str = ""


@dataclass
class Saving:
    """The pages that end a piece of work. `_lapsed` are the sign-offs that had lapsed when this run began."""

    desk: EditDesk
    _lapsed: frozenset[str] | None = field(default=None)

    def changes(self, request: AskedFor) -> Response:
        """Show what changes for patients, what lapses and what would be written."""
        return self._changes(request)

    def _changes(self, request: AskedFor, refusal: str = "") -> Response:
        session = self.desk.session
        found = session.wait_whole(_SECONDS_TO_PROVE)
        errors = sum(problem.severity is Severity.ERROR for problem in found.problems)
        difference = None if errors else session.difference()
        kinds = () if difference is None else changes_by_kind(difference, session.outline())
        if refusal:
            self.desk.said.append(refusal)
        return self.desk.page(
            request,
            "changes",
            address="changes",
            status=HTTPStatus.CONFLICT if refusal else HTTPStatus.OK,
            files=[_changed(name, diff) for name, diff in session.changed_files().items()],
            errors=errors,
            headline="" if difference is None else headline_of(difference, kinds),
            waiting=0 if difference is None else len(difference.waiting),
            kinds=kinds,
            lapses=self._lapses(),
        )

    def difference(self, request: AskedFor) -> Response:
        """Show every change, word for word."""
        session = self.desk.session
        found = session.difference()
        if found is None:
            return self.desk.line(request, "This cannot be said yet", "Mend the problems first.", HTTPStatus.CONFLICT)
        text = as_html(found, today=session.today())
        return guarded(Response(text, mimetype="text/html"), policy=_ONE_FILE, may_be_framed=True)

    def save(self, request: AskedFor) -> Response:
        """Write all files of the draft, or none."""
        desk, session = self.desk, self.desk.session
        if request.method != "POST":
            return desk.lead("changes")
        lapses = self._lapses()
        try:
            saved = session.save(desk.version_of(request), although=bool(request.form.get("although")))
        except (CannotSave, CannotChange, Stale) as error:
            return self._changes(request, desk.refusal(error))
        self._lapsed = None
        return desk.page(request, "saved", address="changes", files=saved.files, lapses=lapses)

    def discard(self, request: AskedFor) -> Response:
        """Ask whether the draft is to go, and let it go."""
        desk, session = self.desk, self.desk.session
        if request.method == "POST":
            try:
                session.discard(desk.version_of(request))
            except Stale:
                return desk.refuse_stale(request)
            desk.said.append("The draft is thrown away. “Undo” brings it back.")
            return desk.lead("")
        return desk.page(request, "discard", address="discard", files=list(session.changed_files()))

    def underneath(self, request: AskedFor) -> Response:
        """Take in what others wrote into the files, and let the author choose where both changed the same."""
        desk, session = self.desk, self.desk.session
        found, status = session.take_in(), HTTPStatus.OK
        if request.method == "POST":
            try:
                self._choose(request, found.open)
                return desk.lead("underneath")
            except (CannotChange, Stale):
                found, status = session.take_in(), HTTPStatus.CONFLICT
                desk.said.append(_CHANGED_AGAIN)
        files = [
            _changed(each.file, diff_of(each.file, each.theirs, each.mine), seen=_print_of(each)) for each in found.open
        ]
        return desk.page(request, "underneath", address="underneath", status=status, files=files)

    def _choose(self, request: AskedFor, open_files: Sequence[TwoVersions]) -> None:
        """Settle what was chosen of the two versions that were shown. Raises Stale where one is another since."""
        desk, session = self.desk, self.desk.session
        chosen = [(each, request.form.get(each.file, "")) for each in open_files]
        is_other = any(request.form.get(f"seen {each.file}") != _print_of(each) for each, _ in chosen)
        if is_other or desk.version_of(request) != session.version:
            raise Stale(session.version)
        for each, side in chosen:
            if side in [*Side]:
                session.choose(session.version, each, Side(side))

    def note_lapsed(self) -> None:
        """Note which sign-offs have lapsed before anything is changed here."""
        self._lapses()

    def _lapses(self) -> list[str]:
        session = self.desk.session
        found = session.analysis()
        now = [
            sentence(self.desk.in_words(problem.message))
            for problem in found.problems
            if problem.id == lapsed_sign_off.ID
        ]
        if self._lapsed is None and found.is_whole and not session.changed_files():
            self._lapsed = frozenset(now)
        return [each for each in now if each not in (self._lapsed or ())]


def _changed(name: str, diff: str, *, seen: str = "") -> ChangedFile:
    return ChangedFile(name, tuple(_lines(diff)), seen)


def _print_of(found: TwoVersions) -> str:
    """Make a fingerprint of both versions of a file, by which it is known which an author saw."""
    return hashlib.sha256(json.dumps([found.mine, found.theirs]).encode()).hexdigest()


def _lines(diff: str) -> Iterator[DiffLine]:
    for line in diff.splitlines():
        if not line.startswith(("---", "+++")):
            kind = "old" if line.startswith("-") else "new" if line.startswith("+") else "same"
            yield DiffLine(kind, line)
