"""Show the form of one thing, and take what was filled in: only what somebody changed on this very page."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import unquote

from werkzeug.wrappers import Response

from generator.edit_server.application import AskedFor
from generator.edit_server.desk import EditDesk
from generator.edit_server.fields import (
    Act,
    Showing,
    Value,
    act_of,
    id_of,
    is_same,
    name_of,
    shown_fields,
    typed_values,
    value_of,
    way_of,
)
from generator.edit_server.guard import Denied
from generator.edit_server.signing import unit_for
from generator.editing import EditedThing
from generator.editing.changes import (
    AddItem,
    AnyChange,
    CannotChange,
    ClearValue,
    MoveItem,
    NoSuchThing,
    RemoveItem,
    SetLines,
    SetText,
    SetValue,
    Stale,
)
from generator.editing.forms import FieldKind, Form, FormField, every_field
from generator.sign_offs import units_of
from generator.telling.choices import by_group, choice_names, options
from generator.telling.conditions import with_word
from generator.telling.outline import address_of_thing, in_address, in_words, sort_in_words
from generator.telling.uses import being_removed
from generator.telling.wording import sentence

_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")
_TEXT = "text"
_MOST_REMEMBERED = 200
_WITH_NUMBERS = ("contact", "line", "local-line")
_IN_ANOTHER_WINDOW = "This was changed in another window meanwhile."
_TOO_OLD = "This window is older than what the editor remembers."
_LONGEST_VISIT = 80


@dataclass(frozen=True, slots=True)
class HeldField:
    """A field in which something was typed that is not kept, and what the draft says there now."""

    id: str
    label: str
    now: str


@dataclass(frozen=True, slots=True)
class HeldWindow:
    """Why nothing that is typed on a page is kept until somebody chooses, and between what.

    The page stays one of the `version` that it was shown for, so that whatever it sends is held as well; only the
    button that keeps what was typed says which newer version its author saw.
    """

    why: str
    fields: tuple[HeldField, ...]
    version: int


@dataclass
class FillingIn:
    """The pages with the forms of things.

    It remembers what each form said when it was shown: what is sent back as it was shown is no change of whoever sent
    it, even where somebody changed it in another window since.
    """

    desk: EditDesk
    _shown: OrderedDict[tuple[int, str], Mapping[str, Value]] = field(default_factory=OrderedDict)
    _unfolded: OrderedDict[str, frozenset[str]] = field(default_factory=OrderedDict)
    """The names of all fields that were in view on the form of each thing."""

    def __call__(self, request: AskedFor) -> Response:
        """Show the form that the path names, or take what was filled in."""
        key = unquote(request.path_below.partition("/")[2])
        try:
            if request.method == "POST":
                return self._take(request, key)
            return self._show(request, key)
        except NoSuchThing as error:
            return self.desk.line(request, "This is not there", self.desk.refusal(error), HTTPStatus.NOT_FOUND)

    def _show(
        self,
        request: AskedFor,
        key: str,
        typed: Mapping[str, Value] | None = None,
        refused: Mapping[str, str] | None = None,
        status: HTTPStatus = HTTPStatus.OK,
        held: HeldWindow | None = None,
    ) -> Response:
        desk, session = self.desk, self.desk.session
        desk.wait_for_proofs(request)
        thing, form = desk.thing(key), session.form(key)
        self._remember(form)
        say = desk.shower(key)
        things = session.outline()
        siblings = [each for each in things if (each.parent, each.sort) == (thing.parent, thing.sort)]
        at = next((number for number, each in enumerate(siblings) if each.key == key), 0)
        address, is_newest = desk.preview_of(thing), desk.proven == session.version
        parent = next((each for each in things if each.key == thing.parent), None)
        is_whole_file = thing.sort in ("file", "page")
        fixed = desk.refusal(form.fixed) if form.fixed else ""
        names = choice_names(things, session.analysis().project.reading.base)
        showing = Showing(say, names, typed or {}, fixed, self._unfolded.get(key, frozenset()))
        fields = shown_fields(form.fields, showing)
        in_view = (each.name for field in fields for each in field.every() if not each.is_spare)
        _put(self._unfolded, key, showing.unfolded.union(in_view))
        return desk.page(
            request,
            "edit",
            address=address_of_thing(key),
            key=key,
            status=status,
            thing=thing,
            name=in_words(thing),
            thing_words=sort_in_words(thing.sort),
            parent=None if parent is None else {"name": in_words(parent), "address": address_of_thing(parent.key)},
            key_in_address=in_address(key),
            fields=fields,
            by_group=by_group,
            options=options,
            thing_address=address_of_thing,
            refused=refused or {},
            held_back=held,
            text=None if form.text is None else (typed or {}).get(_TEXT, form.text),
            problems=[say(problem) for problem in form.problems],
            problem_count=sum(each.problem_count for each in fields) + len(form.problems),
            read_only=fixed,
            signed_as=self._signed_as(thing),
            can_rename=not is_whole_file and thing.sort not in ("word", "move") and not form.fixed,
            can_remove=thing.sort not in ("file", "word") and not form.fixed,
            can_move=(
                {"up": at > 0, "down": at + 1 < len(siblings)}
                if len(siblings) > 1 and not is_whole_file and thing.sort != "word" and not form.fixed
                else None
            ),
            preview=address,
            preview_is_newest=is_newest,
            stands_at=_number_of(form) if thing.sort in _WITH_NUMBERS else "",
            focus=_asked_for(form, request),
            line=max(0, request.args.get("line", type=int, default=0) - form.begins + 1),
            removing=being_removed(session, request.args.get("removing", "")),
        )

    def _signed_as(self, thing: EditedThing) -> str:
        """Write the name of what is signed with a thing as a part of an address; "" where there is none."""
        base = self.desk.session.analysis().project.reading.base
        return "" if base is None else in_address(unit_for(thing.sort, thing.id, thing.file, units_of(base)))

    def _remember(self, form: Form) -> None:
        _put(self._shown, (self.desk.session.version, form.thing.key), _stands(form))

    def _take(self, request: AskedFor, key: str) -> Response:
        session = self.desk.session
        form = session.form(key)
        now, shown = _stands(form), self.desk.version_of(request)
        version = request.form.get("keep", type=int, default=shown)
        try:
            act = act_of(request.form.get("act", ""))
        except ValueError as error:
            raise Denied(HTTPStatus.BAD_REQUEST, sentence(error)) from None
        before = self._shown.get((version, key), now if version == session.version else None)
        sent = _sent(form, request)
        if before is None:
            typed = {name: value for name, value in sent.items() if not is_same(value, now[name])}
            return self._hold(request, key, typed, HeldWindow(_TOO_OLD, _held_fields(form, typed, now), shown))
        typed = {name: value for name, value in sent.items() if not is_same(value, before.get(name, ""))}
        held = HeldWindow(_IN_ANOTHER_WINDOW, _held_fields(form, typed, now), shown)
        if _is_between(typed, before, now) or _is_moved(act, before, now):
            return self._hold(request, key, typed, held)
        visit = request.form.get("visit", "")[:_LONGEST_VISIT]
        refused: dict[str, str] = {}
        try:
            for change, name in _changes(form, typed):
                try:
                    session.do(session.version, change, visit=visit)
                except CannotChange as error:
                    refused[name] = self.desk.refusal(error)
            if refused:
                return self._show(request, key, typed, refused, HTTPStatus.UNPROCESSABLE_ENTITY)
            return self._act(request, key, act)
        except Stale:
            return self._hold(request, key, typed, held)
        except CannotChange as error:
            self.desk.said.append(self.desk.refusal(error))
            return self._show(request, key, typed, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _hold(self, request: AskedFor, key: str, typed: Mapping[str, Value], held: HeldWindow) -> Response:
        """Keep nothing that was typed, show it with what the draft says there now, and let somebody choose."""
        return self._show(request, key, typed, status=HTTPStatus.CONFLICT, held=held)

    def _act(self, request: AskedFor, key: str, act: Act | None) -> Response:
        """Do what a button asks for, and lead back to where it was pressed."""
        focus, session = "", self.desk.session
        if act is not None:
            change, focus = _change_of(key, act)
            thing = _thing_at(session.form(key), act) if isinstance(change, RemoveItem) else ""
            if thing and session.uses_of(thing):
                return self.desk.lead(f"remove/{in_address(thing)}")
            session.do(session.version, change)
        asked = {name: request.args.get(name, "") for name in ("show", "removing")}
        return self.desk.lead(address_of_thing(key), at=focus, **asked)


def _put(remembered: OrderedDict[_Key, _Kept], key: _Key, value: _Kept) -> None:
    """Remember something, and forget what was not asked for longest."""
    remembered[key] = value
    remembered.move_to_end(key)
    while len(remembered) > _MOST_REMEMBERED:
        remembered.popitem(last=False)


def _thing_at(form: Form, act: Act) -> str:
    """Return the key of the thing that is the entry of a list which a button was pressed for.

    It is "" where the entry is no thing, and where another entry has the same id: one of the two may always go.
    """
    fields = list(every_field(form.fields))
    thing = next((each.thing for each in fields if each.way == (*act.way, act.at)), "")
    return thing if [each.thing for each in fields].count(thing) == 1 else ""


def _asked_for(form: Form, request: AskedFor) -> str:
    """Find the id of what is to be looked at: it is named, or a place in the file is.

    At a place that is the field of which something is wrong there, else the innermost one.
    """
    place = (request.args.get("line", type=int, default=0), request.args.get("column", type=int, default=1))
    if not place[0]:
        return request.args.get("at", "")
    fields = list(every_field(form.fields))
    wrong = [each for each in fields if any((at.place.line, at.place.column) == place for at in each.problems)]
    asked = [*(each for each in fields if each.holds(place)), *wrong]
    return id_of(asked[-1].way) if asked else "f-text" if form.text is not None and place[0] >= form.begins else ""


def _number_of(form: Form) -> str:
    """Return the first number of a contact, by which it is found on the page that shows it, "" where it has none."""
    return next((str(each.value) for each in every_field(form.fields) if each.name == "number" and each.value), "")


def _stands(form: Form) -> dict[str, Value]:
    """Say what stands in each field of a form, and in the text below."""
    said: dict[str, Value] = {name_of(each.way): value_of(each) for each in every_field(form.fields)}
    return said if form.text is None else said | {_TEXT: form.text.replace("\r\n", "\n")}


def _sent(form: Form, request: AskedFor) -> dict[str, Value]:
    sent = typed_values(form.fields, request.form)
    if form.text is not None and _TEXT in request.form:
        sent[_TEXT] = request.form[_TEXT].replace("\r\n", "\n")
    return sent


def _is_between(typed: Mapping[str, Value], before: Mapping[str, Value], now: Mapping[str, Value]) -> bool:
    """Tell whether somebody else changed what was typed here, or moved what it stands in."""
    if not typed or before == now:
        return False
    if list(before) != list(now) and any(map(_is_of_an_entry, typed)):
        return True
    return any(
        before.get(name) != now.get(name) and not is_same(value, now.get(name, "")) for name, value in typed.items()
    )


def _is_of_an_entry(name: str) -> bool:
    """Tell whether a field stands in an entry of a list, which has no name but its number."""
    return name != _TEXT and any(isinstance(step, int) for step in way_of(name))


def _is_moved(act: Act | None, before: Mapping[str, Value], now: Mapping[str, Value]) -> bool:
    """Tell whether somebody else changed what a button was pressed for."""
    if act is None or before == now:
        return False
    within = [name for name in before if name != _TEXT and way_of(name)[: len(act.way)] == act.way]
    return list(before) != list(now) or any(before[name] != now[name] for name in within)


def _held_fields(form: Form, typed: Mapping[str, Value], now: Mapping[str, Value]) -> tuple[HeldField, ...]:
    """List the fields in which something else was typed than the draft says now."""
    labels = {name_of(each.way): (id_of(each.way), each.label) for each in every_field(form.fields)}
    labels[_TEXT] = ("f-text", "The text")
    others = [name for name, value in typed.items() if name in now and not is_same(value, now[name])]
    return tuple(HeldField(*labels[name], _in_one(now[name])) for name in others)


def _in_one(value: Value) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _changes(form: Form, typed: Mapping[str, Value]) -> Iterable[tuple[AnyChange, str]]:
    by_name: Mapping[str, FormField] = {name_of(each.way): each for each in every_field(form.fields)}
    for name, value in typed.items():
        if name == _TEXT:
            yield SetText(form.thing.file, str(value), whole=not form.fields), name
            continue
        made, way = by_name[name], way_of(name)
        if made.kind is FieldKind.CONDITION:
            said = with_word(made, str(value))
            yield (ClearValue(form.thing.key, way) if said is None else SetValue(form.thing.key, way, said)), name
        elif made.kind is FieldKind.YAML:
            yield SetLines(form.thing.key, way, str(value)), name
        elif not value:
            yield ClearValue(form.thing.key, way), name
        else:
            yield SetValue(form.thing.key, way, value), name


def _change_of(key: str, act: Act) -> tuple[AnyChange, str]:
    """Return the change that a button asks for, and the id of what is to be looked at then."""
    match act.what:
        case "add":
            return AddItem(key, act.way), f"{id_of((*act.way, act.at))}-item"
        case "remove":
            before = (*act.way, act.at - 1)
            return RemoveItem(key, (*act.way, act.at)), f"{id_of(before)}-item" if act.at else f"{id_of(act.way)}-add"
        case "move":
            way = "up" if act.to < act.at else "down"
            return MoveItem(key, act.way, act.at, act.to), f"{id_of((*act.way, act.to))}-{way}"
        case "clear":
            return ClearValue(key, act.way), id_of(act.way)
    raise CannotChange("this button is not known; load the page anew")
