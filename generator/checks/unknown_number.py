"""A text names a number to call or text that no contact has.

Numbers stand in content/contacts.yaml, and texts name the short ones: "call or text 988". When a number changes there,
or a digit slips here, a reader in danger dials what nobody answers. A number after "call", "text" or "dial", a short
number of the country anywhere, and letters that spell a number must be those of a contact, in the same way of use.

Fails: "call 919". Cure: write the contact's number. All places of one number are one problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from generator.checks.names import texts_in, texts_of, texts_with_numbers
from generator.checks.national import Number, numbers_of_contacts
from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.model.knowledge import KnowledgeBase
from generator.model.phone import Numbering, dialled, digits_of, keyed, numbering_of
from generator.model.registers import WayKind
from generator.problems import Place, Problem, Severity, Text, did_you_mean

ID = "unknown-number"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_DIGITS = r"\+?\(?[0-9]+(?:(?:\) ?|[ .-]\(?)[0-9]+)*"
_NUMBER = re.compile(rf"(?<![\w./#$€£,+-]){_DIGITS}(?![\w%]|[,-][0-9]|-\w)")
_VERB = r"\b(?:call|text|dial|phone|ring)(?:s|ed|ing)?\b"
_VERBS = rf"(?P<verbs>{_VERB}(?:(?:,| or| and|/)+ ?{_VERB})*)"
_WORD_TO = r"(?:[\u201c\"']?[A-Z]{2,}[\u201d\"']? to )?"
_JUST_BEFORE = (
    rf"{_VERBS}[\s:*_]+(?:(?:on|at|the number|number) )?{_WORD_TO}(?:{_DIGITS}[*_]*(?:,? or |,? and |, |/)[*_]*)*$"
)
_LATER = r"(?P<later>{head})[^.!?:;\n]{{1,60}}\b(?:or|and) $"
_COUNTED = re.compile(r" (?:more |other )?(?:[a-z]{3,}s|people)\b")
_LABEL = re.compile(r"(?:^|\n)[ \t>*_+-]*$")
_USED = re.compile(
    r" (?:(?:helper|person|operator|dispatcher|line|counsell?or)s?|for (?:an? )?(?:crisis|danger|emergency|help))\b"
)
"""What makes a number one to call without the word: "the 911 helper"; so does a colon behind one that begins a line."""
_WINDOW = 100
"""How many characters before a number are looked at for "call" or "text"."""
_SPELLED = re.compile(
    r"(?<![\w./-])\+?\(?[0-9]{1,4}\)?[ .-](?:[0-9]+[ .-]?)*[A-Z]{2}[A-Z0-9]*(?:[.-][A-Z0-9]+)*(?![\w-])"
)
_SPELLED_HINT = re.compile(r"[0-9]\)?[ .-]?[A-Z]{2}")
_LINK = re.compile(r"\]\(\s*(?:tel|sms):(?P<number>[^)?\s]*)", re.IGNORECASE)
_MOST_PLACES = 5


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each number that texts name and no contact has, at its first place, with the others."""
    known = numbers_of_contacts(base)
    silent = _texts_that_name_nobody(base)
    of_contacts = frozenset(map(id, texts_with_numbers(base)))
    of_lines = (*texts_in(base.contacts), *texts_in(base.organization.every_line()))
    numbering, others = (
        numbering_of(base.lines),
        frozenset(digits_of(short.number) for short in base.lines.short_numbers),
    )
    found: list[tuple[Text, tuple[int, _Unknown]]] = []
    for with_long, named, but in ((False, texts, silent | of_contacts), (True, of_lines, silent)):
        found += find_in(named, _UnknownNumbers(numbering, known, others, with_long), but=but)
    number = {id(text): number for number, text in enumerate(texts)} if found else {}
    places: dict[_Unknown, dict[Place, None]] = {}
    for text, (index, unknown) in sorted(found, key=lambda each: number[id(each[0])]):
        places.setdefault(unknown, {})[text.place_of(index)] = None
    for unknown, stands in places.items():
        yield _problem(unknown, tuple(stands), known)


class _Unknown(NamedTuple):
    """A number as it is written, and how a text asks to use it, where the number is known and this use is not."""

    number: str
    kind: WayKind | None = None


def _problem(unknown: _Unknown, found: tuple[Place, ...], known: frozenset[Number]) -> Problem:
    others = [str(place) for place in found[1 : _MOST_PLACES + 1]]
    left = len(found) - 1 - len(others)
    notes = [f"also at {', '.join(others)}{f', and {left} more' if left else ''}"] if others else []
    more = f" and {len(found) - 1} times more" if len(found) > 1 else ""
    use = "" if unknown.kind is None else f" to {unknown.kind}"
    message = f'"{unknown.number}" is named here{more}, and no contact has that number{use}'
    near = did_you_mean(digits_of(keyed(unknown.number)), {own for _, own in known if not own.startswith("+")})
    help = near if near and unknown.kind is None else "write the number of a contact, or mend content/contacts.yaml"
    return Problem(found[0], ID, message, SEVERITY, help, tuple(notes))


@dataclass(frozen=True)
class _UnknownNumbers:
    """A search for numbers that texts may not name, each with its place in the text.

    They may name those of the contacts, which are `known`, and `others`, which are no line's. Long ones are looked at
    only where they may stand at all.
    """

    numbering: Numbering
    known: frozenset[Number]
    others: frozenset[str]
    with_long: bool

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, tuple[int, _Unknown]]]:
        for text in texts.numbered:
            yield from ((text, found) for found in self._unknown_in(text))

    @cached_property
    def _contacts(self) -> frozenset[str]:
        return frozenset(number for _, number in self.known)

    @cached_property
    def _anywhere(self) -> frozenset[str]:
        return self._contacts | self.others

    @cached_property
    def _short(self) -> frozenset[str]:
        return frozenset(self.numbering.short)

    @cached_property
    def _before(self) -> re.Pattern[str]:
        head = "|".join([_VERB, *(rf"(?<!\w){re.escape(number)}(?!\w)" for number in self.numbering.short)])
        return re.compile(rf"{_JUST_BEFORE}|{_LATER.format(head=head)}", re.IGNORECASE)

    def _unknown_in(self, text: str) -> Iterator[tuple[int, _Unknown]]:
        for match in _NUMBER.finditer(text):
            said = match.group()
            is_long = dialled(said, self.numbering).startswith("+")
            if len(digits_of(said)) > 2 and (self.with_long or not is_long):
                yield from ((match.start(), unknown) for unknown in self._unknown(said, text, match.span()))
        if self.with_long and _SPELLED_HINT.search(text):
            for match in _SPELLED.finditer(text):
                number = dialled(keyed(match.group()), self.numbering)
                if number and number not in self._anywhere:
                    yield match.start(), _Unknown(match.group())
        for match in _LINK.finditer(text) if "](" in text else ():
            if match["number"] not in self._anywhere:
                yield match.start("number"), _Unknown(match["number"])

    def _unknown(self, said: str, text: str, span: tuple[int, int]) -> Iterator[_Unknown]:
        """Yield what is unknown about a number that stands in a text: the number, or a way to use it."""
        before = self._before.search(text, max(0, span[0] - _WINDOW), span[0])
        is_meant = before is not None and not (before["later"] and _COUNTED.match(text, span[1]))
        first = re.split(r"[ .-]", said)[0]
        known = next((dials for dials in map(self._dials, (said, first)) if dials in self._anywhere), "")
        if known:
            kinds = _kinds(before["verbs"] or before["later"]) if before is not None and is_meant else ()
            unused = (kind for kind in kinds if known in self._contacts and (kind, known) not in self.known)
            yield from (_Unknown(known, kind) for kind in unused)
        elif is_meant or _is_used(text, span) or not self._short.isdisjoint([digits_of(said), digits_of(first)]):
            yield _Unknown(first if digits_of(first) in self._short else said)

    def _dials(self, said: str) -> str:
        return dialled(said, self.numbering) or digits_of(said)


def _is_used(text: str, span: tuple[int, int]) -> bool:
    """Tell whether what stands round a number makes it one to call."""
    is_label = text[span[1] : span[1] + 3].lstrip("*_").startswith(":")
    begins_line = is_label and _LABEL.search(text, max(0, span[0] - _WINDOW), span[0]) is not None
    return begins_line or _USED.match(text, span[1]) is not None


def _kinds(verbs: str) -> tuple[WayKind, ...]:
    """List how verbs ask to use a number: to call it, to text it; nothing where there is none."""
    kinds = (
        WayKind.TEXT if verb.startswith("text") else WayKind.CALL for verb in re.findall("[a-z]{4,}", verbs.lower())
    )
    return tuple(dict.fromkeys(kinds))


def _texts_that_name_nobody(base: KnowledgeBase) -> frozenset[int]:
    """Collect the texts that are no words for readers: titles, and the contacts' own numbers and names."""
    contacts = base.every_contact()
    own = [text for contact in contacts for way in contact.ways for text in (way.number, way.spelled, way.url) if text]
    decided = [text for contact in contacts for text in texts_of(contact.differs)]
    names = [text for contact in contacts for text in (contact.id, contact.name, contact.short_name)]
    phrases = texts_in(base.handbook.glossary.phrases)
    return frozenset(id(text) for text in (*own, *decided, *names, *phrases, *texts_in(base.sources)))
