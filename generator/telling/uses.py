"""Say where a thing is named that is to go: in which field of which form, and what to do there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from generator.editing import EditedThing, EditSession
from generator.editing.forms import FieldKind, FormField
from generator.naming.uses import Use
from generator.problems import Place
from generator.telling.outline import in_address, in_words, sort_in_words
from generator.telling.problems import address_in
from generator.telling.wording import innermost


@dataclass(frozen=True, slots=True)
class ShownUse:
    """One place that names a thing: what to do there, and the address of the very field."""

    cure: str
    address: str


@dataclass(frozen=True, slots=True)
class UsesInThing:
    """All places within one thing that name another."""

    sort: str
    name: str
    uses: tuple[ShownUse, ...]


def shown_uses(session: EditSession, thing: EditedThing) -> tuple[UsesInThing, ...]:
    """List the places that name a thing, or what stands in it, by the things in which they are. Raises NoSuchThing."""
    things = session.outline()
    by_key = {each.key: each for each in things}
    found: dict[str, list[Use]] = {}
    for use in session.uses_of(thing.key):
        within = innermost([each for each in things if each.file == use.id.place.file], use.id.place)
        if within is not None:
            found.setdefault(within.key, []).append(use)
    return tuple(_in_thing(session, by_key[key], uses, thing, things) for key, uses in found.items())


def _in_thing(
    session: EditSession, within: EditedThing, uses: Iterable[Use], thing: EditedThing, things: Sequence[EditedThing]
) -> UsesInThing:
    fields = session.form(within.key).fields
    shown = []
    for use in uses:
        way = _way_to(use.text.place, fields)
        named = next((each for each in things if each.key == f"answer/{use.id}"), thing)
        place = use.id.place if not way else use.text.place
        shown.append(
            ShownUse(
                _cure(way, "this" if named.key == thing.key else f"“{in_words(named)}”"),
                f"{address_in(within, place)}&{_removing(thing)}",
            )
        )
    return UsesInThing(sort_in_words(within.sort), in_words(within), tuple(shown))


def _removing(thing: EditedThing) -> str:
    return urlencode({"removing": thing.key})


def _way_to(place: Place, fields: Iterable[FormField]) -> tuple[FormField, ...]:
    """Find the fields that hold a place, from the outermost to the innermost; none where it is in no field."""
    holding = next((each for each in fields if each.holds((place.line, place.column))), None)
    return () if holding is None else (holding, *_way_to(place, holding.fields))


def _cure(way: Sequence[FormField], name: str) -> str:
    """Say what to do in a field so that it names a thing no more, which is called `name`."""
    if not way:
        return f"Take {name} out of the text, on the line that is marked."
    field, labels = way[-1], _labels(way)
    match field.kind:
        case FieldKind.MANY:
            return f"Untick {name} under {labels}."
        case FieldKind.CHOICE if any(isinstance(step, int) for step in field.way):
            return f"Choose something else under {labels}, or remove that entry; now it is {name}."
        case FieldKind.CHOICE:
            return f"Choose something else under {labels}; now it is {name}."
        case FieldKind.LINE | FieldKind.TEXT:
            return f"Take what leads to {name} out of the words under {labels}."
    return f"Take {name} out under {labels}."


def _labels(way: Sequence[FormField]) -> str:
    """Say by its labels which field is meant: the part of the form in which it is, and its own label."""
    said = dict.fromkeys(_numbered(way))
    first, *_, last = [*said, *said]
    return first if first == last else f"{first}, at {last}"


def _numbered(way: Sequence[FormField]) -> Iterator[str]:
    """Yield the label of each field, and behind that of a list which entry of it is meant."""
    for each, inner in zip(way, (*way[1:], None), strict=True):
        if isinstance(each.way[-1], int):
            continue
        number = inner.way[-1] if inner is not None else None
        entry = f", entry {number + 1}" if isinstance(number, int) else ""
        yield f"“{each.label}”{entry}"


@dataclass(frozen=True, slots=True)
class BeingRemoved:
    """What somebody is about to remove who first takes it out elsewhere, and the address at which they go on."""

    key: str
    name: str
    address: str


def being_removed(session: EditSession, key: str) -> BeingRemoved | None:
    """Find what is being removed by its key; None where it is not there."""
    thing = next((each for each in session.outline() if each.key == key), None)
    return None if thing is None else BeingRemoved(key, in_words(thing), f"remove/{in_address(key)}")
