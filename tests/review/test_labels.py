"""Hold the labels of the pack: whoever never saw a file is told in words what a text is."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.entry import Entry
from generator.model.words.places import Phrases
from generator.review.labels import _IN, _LABELS, label_of

PLAIN = frozenset(
    """abroad, accessibility, benefits, boxes, choose, city, claim, claims, contacts, country, county, day, decisions,
    design, direction, does not show, drawbacks, due, edition, entries, entry, fact, facts, from, guide, hours,
    insurance, journeys, kind, kinds, ladders, language, language help, languages, level, levels, lines, link,
    local lines, logo, mail, medicines, message, method, more answers, move, moves, name, nondiscrimination, note,
    notes, notices, number, outcome, outcomes, page, payment, phone, picture, postal code, privacy, programs, promises,
    publisher, question, questions, result, schedules, services, sets, severities, sign, signs, situations, source,
    sources, standard, state, step, story, street, studies, subjects, taken from, terms, text, title, to, treatments,
    tried by, until, urgencies, values, video, what happens, why, word, year""".replace("\n   ", "").split(", ")
)
"""Keys that say what they hold to anybody."""
NOT_PRINTED = frozenset(
    """all, any, at least of, calling code, cases, changes, covers, credentials, emergency, formerly, id, in, is, keys,
    last checked, moved, never shows, not, noted, of, otherwise, published, read, removed, review due, reviewed,
    reviewers, short numbers, sign offs, signature, trunk, unit, was, weakened, written""".replace("\n   ", "").split(
        ", "
    )
)
"""Keys of rules, which are said as sentences, of dates and sign-offs, and of files that nobody signs off."""


def every_kind_of_entry(kind: type[Entry] = Entry) -> Iterator[type[Entry]]:
    for below in kind.__subclasses__():
        yield below
        yield from every_kind_of_entry(below)


def test_each_key_has_a_label_or_says_itself_what_it_holds() -> None:
    unsaid = {
        f"{kind.__name__}: {key}"
        for kind in every_kind_of_entry()
        if kind.__module__.startswith("generator.") and not issubclass(kind, Phrases)
        for name, info in kind.model_fields.items()
        if (key := (info.alias or name).replace("_", " ")) not in PLAIN | NOT_PRINTED
        if key not in _LABELS and (kind.__name__, key) not in _IN
    }

    assert unsaid == set()


def test_a_section_of_words_keeps_its_keys_which_say_where_a_text_stands() -> None:
    assert label_of("HelpWords", "call") == "call"
    assert label_of("Outcome", "call") == "whom to call, the first one first"
