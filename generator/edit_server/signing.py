"""Let a person sign what they looked at, and say what they decided: under a name that they write themselves."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from urllib.parse import unquote

from werkzeug.wrappers import Response

from generator.difference.decided import Subject
from generator.edit_server.application import AskedFor
from generator.edit_server.desk import EditDesk
from generator.editing import Person
from generator.editing.changes import CannotChange, Stale
from generator.editing.signing_off import agreed, contact_of, decided, require_base, signed, unit_of, waiting_on
from generator.review import read_out, waiting_in
from generator.sign_offs import Unit, sign_offs_of
from generator.telling.outline import address_of_thing, in_address, in_words
from generator.telling.what_changes import address_to_decide, lines_on


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """What waits for a person in one part, with the address of each."""

    name: str
    lines: tuple[tuple[str, str, str], ...]


class Signing:
    """The pages on which people sign and decide."""

    def __init__(self, desk: EditDesk) -> None:
        self._desk = desk

    def sign(self, request: AskedFor) -> Response:
        """List what waits for a person, or show one of it to be signed; or sign it."""
        name = unquote(request.path_below.partition("/")[2])
        try:
            return self._one(request, name) if name else self._list(request)
        except CannotChange as error:
            return self._desk.line(request, "This cannot be signed now", self._desk.refusal(error), HTTPStatus.CONFLICT)

    def _list(self, request: AskedFor) -> Response:
        base = require_base(self._desk.session.analysis())
        waiting = waiting_in(base, sign_offs_of(base), self._desk.session.today())
        groups: dict[str, list[tuple[str, str, str]]] = {}
        names = {thing.key: in_words(thing) for thing in self._desk.session.outline()}
        for each in waiting:
            name = _in_words(each.unit.name, names)
            groups.setdefault(str(each.section), []).append((name, _address(each.unit.name), each.why))
        shown = [WaitingGroup(name, tuple(lines)) for name, lines in groups.items()]
        return self._desk.page(request, "waiting", address="sign", groups=shown)

    def _one(self, request: AskedFor, name: str) -> Response:
        desk, session = self._desk, self._desk.session
        refusal, status = "", HTTPStatus.OK
        if request.method == "POST":
            try:
                sign = partial(
                    signed, name=name, person=_person(request), unsaved=session.unsaved, today=session.today()
                )
                session.work_out(desk.version_of(request), sign)
                desk.said.append(f"Signed: {name}. It is in the files once you save.")
                return desk.lead("sign")
            except Stale:
                return desk.refuse_stale(request)
            except CannotChange as error:
                refusal, status = desk.refusal(error), HTTPStatus.UNPROCESSABLE_ENTITY
        found = session.analysis()
        unit = unit_of(base := require_base(found), name)
        return desk.page(
            request,
            "sign",
            address=_address(name),
            status=status,
            unit=unit,
            name=_in_words(name, {thing.key: in_words(thing) for thing in session.outline()}),
            text=read_out(found.project, sign_offs_of(base), unit, says_where=False).strip("\n"),
            is_keyed=bool(base.handbook.reviewers.reviewers),
            before=unit.review,
            refusal=refusal,
            given=request.form,
            today=session.today(),
        )

    def decide(self, request: AskedFor) -> Response:
        """Ask who decided that a number is another than the country's register gives, and write it."""
        key = unquote(request.path_below.partition("/")[2])
        try:
            return self._decide(request, key)
        except CannotChange as error:
            return self._desk.line(
                request, "This cannot be decided now", self._desk.refusal(error), HTTPStatus.CONFLICT
            )

    def agree(self, request: AskedFor) -> Response:
        """Ask who decided on what a draft lowers, weakens or takes away, and write it under the safety promises."""
        try:
            return self._agree(request, tuple(map(unquote, request.path_below.split("/")[1:])))
        except CannotChange as error:
            return self._desk.line(
                request, "This cannot be decided now", self._desk.refusal(error), HTTPStatus.CONFLICT
            )

    def _agree(self, request: AskedFor, subject: Subject) -> Response:
        desk, session, form = self._desk, self._desk.session, request.form
        refusal, status = "", HTTPStatus.OK
        if request.method == "POST":
            try:
                why, person, today = form.get("why", ""), _person(request), session.today()
                session.work_out(
                    desk.version_of(request),
                    lambda _, texts: agreed(
                        session.difference(), texts, subject=subject, why=why, person=person, today=today
                    ),
                )
                desk.said.append("It is written who decided this. It is in the files once you save.")
                return desk.lead("changes")
            except Stale:
                return desk.refuse_stale(request)
            except CannotChange as error:
                refusal, status = desk.refusal(error), HTTPStatus.UNPROCESSABLE_ENTITY
        found = session.difference()
        waiting_on(found, subject)
        assert found is not None
        return desk.page(
            request,
            "agree",
            address=address_to_decide(subject),
            status=status,
            lines=lines_on(found, subject, session.outline()),
            refusal=refusal,
            given=form,
            today=session.today(),
        )

    def _decide(self, request: AskedFor, key: str) -> Response:
        desk, session, form = self._desk, self._desk.session, request.form
        refusal, status = "", HTTPStatus.OK
        if request.method == "POST":
            try:
                decide = partial(
                    decided,
                    key=key,
                    number=form.get("number", ""),
                    why=form.get("why", ""),
                    person=_person(request),
                    today=session.today(),
                )
                session.work_out(desk.version_of(request), decide)
                desk.said.append("It is written who decided this.")
                return desk.lead(address_of_thing(key))
            except Stale:
                return desk.refuse_stale(request)
            except CannotChange as error:
                refusal, status = desk.refusal(error), HTTPStatus.UNPROCESSABLE_ENTITY
        contact = contact_of(session.analysis().project, key)
        return desk.page(
            request,
            "decide",
            address=f"decide/{in_address(key)}",
            status=status,
            contact=contact,
            back=address_of_thing(key),
            numbers=[str(way.number) for way in contact.ways if way.number is not None],
            refusal=refusal,
            given=form,
            today=session.today(),
        )


def _in_words(unit: str, names: Mapping[str, str]) -> str:
    """Say what is signed by what it is called, where it has a name of its own."""
    kind, _, id = unit.partition(" ")
    called = names.get(f"{kind}/{id}") or names.get(f"page/content/{id}.md") or names.get(f"file/content/{kind}.yaml")
    return f"{kind}: {called}" if called and id else called or unit


def _address(unit: str) -> str:
    return f"sign/{in_address(unit)}"


def unit_for(sort: str, id: str, file: str, units: tuple[Unit, ...]) -> str:
    """Find the name of what is signed with a thing, "" where it is signed with something greater, or never."""
    names = {unit.name for unit in units}
    own = f"contact {id}" if sort in ("line", "local-line") else f"{sort} {id}"
    if sort in ("page", "file"):
        stem = file.rpartition("/")[2].partition(".")[0]
        own = next((each for each in (f"page {stem}", stem) if each in names), "")
    return own if own in names else ""


def _person(request: AskedFor) -> Person:
    """Read who says so. Raises CannotChange."""
    form = request.form
    try:
        day = datetime.date.fromisoformat(form.get("day", ""))
    except ValueError as error:
        raise CannotChange("write the day as 2026-11-22") from error
    return Person(form.get("name", ""), form.get("profession", ""), day)
