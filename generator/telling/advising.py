"""Keep what somebody should look at after something was begun, with links to its forms, until they have read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace

from generator.editing import Done, EditedThing, EditSession, FieldChoice
from generator.editing.keeping import KeptDraft
from generator.model.sorts import Sort
from generator.problems import Place
from generator.telling.choices import choice_names
from generator.telling.outline import address_of_thing, in_words, sort_in_words
from generator.telling.wording import forms_words, innermost, sentence

_AT = re.compile(r"^(?P<file>[\w./-]+\.(?:ya?ml|md))(?::(?P<line>\d+)(?::(?P<column>\d+))?)?: (?:look at it: )?")
_TO_FILL_IN = ("to fill in", "still to be named")
"""What says that a text is unwritten: it is listed with the problems."""
_END_OF_LINE = 10_000


@dataclass(frozen=True, slots=True)
class KeptAdvice:
    """One thing to look at: why, and the form that it names, "" where it names none.

    `about` holds the keys that the thing has or had after whose beginning it is so, with spaces between them.
    """

    about: str
    line: str
    name: str = ""
    address: str = ""


@dataclass
class AdviceToRead:
    """What is to be looked at in one project: it is kept with its draft, so that a restart loses nothing."""

    session: EditSession

    def lines(self) -> tuple[KeptAdvice, ...]:
        """List what nobody has read yet, of things that are still there."""
        kept = self._kept()
        there = {thing.key for thing in self.session.outline()} if kept else set()
        return tuple(each for each in kept if not there.isdisjoint(each.about.split()))

    def add(self, about: str, lines: tuple[KeptAdvice, ...]) -> None:
        """Keep what is to be looked at now that a thing was begun."""
        self._keep((*self._kept(), *dict.fromkeys(replace(each, about=about) for each in lines)))

    def renamed(self, old: str, new: str) -> None:
        """Go on about a thing that has another key now, and may have the old one again."""
        kept = self._kept()
        if kept:
            now = (replace(each, about=f"{each.about} {new}") if old in each.about.split() else each for each in kept)
            self._keep(tuple(now))

    def read(self) -> None:
        """Note that somebody read all of it."""
        self._keep(())

    def _kept(self) -> tuple[KeptAdvice, ...]:
        try:
            return tuple(
                KeptAdvice(*map(str, each)) for each in json.loads(KeptDraft(self.session.root).advice() or "[]")
            )
        except (ValueError, TypeError):
            return ()

    def _keep(self, kept: tuple[KeptAdvice, ...]) -> None:
        KeptDraft(self.session.root).keep_advice(json.dumps(list(map(astuple, kept))) if kept else "")


def advice_of(done: Done, session: EditSession) -> tuple[KeptAdvice, ...]:
    """Say in the words of the forms what is to be looked at after a change; what is unwritten is no part of it."""
    return tuple(_shown(done, session))


def _shown(done: Done, session: EditSession) -> Iterator[KeptAdvice]:
    things = session.outline()
    say = forms_words(things)
    for advised in done.advice:
        if any(words in advised for words in _TO_FILL_IN):
            continue
        match = _AT.match(advised)
        thing = None if match is None or not match["line"] else _at(match, things)
        line = sentence(say(_AT.sub("", advised)))
        if thing is None:
            yield KeptAdvice(done.key, line)
        else:
            yield KeptAdvice(done.key, line, _name(thing, session), address_of_thing(thing.key))


def _at(match: re.Match[str], things: tuple[EditedThing, ...]) -> EditedThing | None:
    place = Place(match["file"], int(match["line"]), int(match["column"] or _END_OF_LINE))
    return innermost([each for each in things if each.file == place.file], place)


def _name(thing: EditedThing, session: EditSession) -> str:
    if thing.sort == Sort.DECISION:
        names = choice_names(session.outline(), session.analysis().project.reading.base)
        (shown,) = names.shown([FieldChoice(thing.id, f"decision: {thing.id}")])
        return f"Where the guide decides: {shown.name.partition(': ')[2] or in_words(thing)}"
    return f"{sort_in_words(thing.sort)}: {in_words(thing)}"
