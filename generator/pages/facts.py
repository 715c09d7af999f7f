"""Gather what a reader asks first about a level: hours, nights, staff; and set two levels side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.levels import Hours
from generator.model.registers import NO_DATE, Source
from generator.model.words import WordsFile
from generator.page_kinds import SOURCES
from generator.pages.atlas import Atlas, Stop
from generator.pages.prose import inline, prose
from generator.pages.strip import hours_strip, longest_week, night_strip, staff_strip
from generator.pages.words import hours_in_words, night_in_words, sleep_in_words, staff_in_words


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A link to a source's place on the page of sources; `link` is where it was published, for paper.

    `year` is empty where the source bears no date.
    """

    title: str
    publisher: str
    year: str
    address: str
    link: str


@dataclass(frozen=True, slots=True)
class Sourced:
    """An entry with links to its sources."""

    entry: object
    sources: tuple[SourceLink, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class LevelFact:
    """One fact at a glance: a label, a picture, a short answer, more words, and its source where it is a number.

    `brief` says what `more` says in a few words where there is little room; "" where `short` says enough.
    """

    icon: str
    label: str
    short: str
    more: str
    source: SourceLink | None
    picture: Markup
    brief: str = ""


@dataclass(frozen=True, slots=True)
class ComparedFact:
    """One row of two levels side by side."""

    label: str
    before: Markup
    after: Markup
    is_brief: bool = False

    @property
    def is_same(self) -> bool:
        """Tell whether nothing changes."""
        return self.before == self.after


def links_to(ids: Iterable[str], source_by_id: Mapping[str, Source]) -> tuple[SourceLink, ...]:
    """Return a link for each different source, in the order named."""
    return tuple(_link(source_by_id[source_id]) for source_id in dict.fromkeys(ids))


def sourced(entries: Iterable[tuple[object, Iterable[str]]], atlas: Atlas) -> tuple[Sourced, ...]:
    """Add to each entry links to the sources that it names."""
    return tuple(Sourced(entry, links_to(ids, atlas.source_by_id)) for entry, ids in entries)


def facts_of(stop: Stop, atlas: Atlas) -> tuple[LevelFact, ...]:
    """Return the facts at a glance of a level or kind."""
    hours = hours_of(stop)
    source = _link(atlas.source_by_id[hours.source]) if hours else None
    entry, words = stop.entry, atlas.words
    said, sleep = words.facts, sleep_in_words(stop.level.sleep, words)
    return (
        LevelFact(
            "clock",
            said.hours,
            hours_in_words(hours, words),
            _population(hours, words),
            source,
            picture=hours_strip(hours, longest_week(atlas.base), words),
        ),
        LevelFact(
            "moon",
            said.nights,
            sleep,
            entry.night,
            None,
            picture=night_strip(entry.night_staff, words),
            brief=night_in_words(entry.night_staff, words),
        ),
        LevelFact(
            "cross",
            said.staff,
            staff_in_words(entry.medical_staff, words),
            entry.medical,
            None,
            picture=staff_strip(entry.medical_staff, words),
        ),
    )


def changes_between(start: Stop, end: Stop, words: WordsFile) -> tuple[ComparedFact, ...]:
    """Return what changes from one level or kind to another, computed from the two; what is told in a word is first."""
    brief = zip(_brief(start, words), _brief(end, words), strict=True)
    long = zip(_long(start, words), _long(end, words), strict=True)
    return (
        *(ComparedFact(label, before, after, is_brief=True) for (label, before), (_, after) in brief),
        *(ComparedFact(label, before, after) for (label, before), (_, after) in long),
    )


def hours_of(stop: Stop) -> Hours | None:
    """Return the hours of a kind, else those of its level."""
    return stop.entry.hours or stop.level.hours


def _brief(stop: Stop, words: WordsFile) -> tuple[tuple[str, Markup], ...]:
    said = words.move
    return (
        (said.hours, inline(hours_in_words(hours_of(stop), words))),
        (said.sleep, inline(sleep_in_words(stop.level.sleep, words))),
    )


def _long(stop: Stop, words: WordsFile) -> tuple[tuple[str, Markup], ...]:
    entry, said = stop.entry, words.move
    return (
        (said.night, inline(entry.night)),
        (said.medical, inline(entry.medical)),
        (said.medicine, prose(entry.medicine)),
        (said.week, prose(stop.level.week)),
    )


def _population(hours: Hours | None, words: WordsFile) -> str:
    if hours is None:
        return words.facts.ask_hours
    population = str(hours.population).rstrip(".")
    return f"{population[:1].upper()}{population[1:]}."


def _link(source: Source) -> SourceLink:
    year = "" if source.year == NO_DATE else source.year
    return SourceLink(source.title, source.publisher, year, f"{SOURCES.at()}#{source.id}", source.link)
