"""An organization tells people in danger to turn to it.

Who is in danger needs a line that owes them nothing else, and needs it first. So a line of content/organization.yaml is
for no danger, and no sentence there, in content/overlay.yaml or on a page of the organization's own sends anybody in
danger to it, before a crisis number or in the place of one.

Fails: "Call us first, before 911."; "In an emergency text our office."; a line `for: thoughts of suicide`.
Cure: delete the sentence, for the help bar stands on every page; or say it so: "In an emergency, call 911."
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from generator.checks.names import texts_of
from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.model.phone import numbering_of
from generator.problems import Problem, Severity, Text

ID = "calls-itself-help"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE

_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"[\w'\u2019]+")
_DANGER = re.compile("emergenc(y|ies)|overdos(e|es|ed|ing)|suicid(e|al)|cris[ie]s|danger|dying|die")
_ASKS = re.compile("call(s|ed|ing)?|text(s|ing)?|ring|phone|dial|reach|contact|write|come|tell|ask|chat")
_SELF = frozenset(["us", "we", "our", "ours", "admissions", "office"])
_INSTEAD = frozenset(["before", "first", "instead", "rather", "unless", "until"])
_TURNS = frozenset(["no", "not", "never", "don't", "don\u2019t", "isn't", "cannot"])
_NEAR = 3
"""How many words may stand between a negation and what it turns."""


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each sentence of an organization that sends people in danger to it."""
    organization = base.organization
    said_of_lines = [
        text
        for line in organization.lines
        for text in (line.for_, line.hours, *(way.note for way in line.ways))
        if text is not None
    ]
    short = frozenset(numbering_of(base.lines).short)
    for text in said_of_lines:
        yield from _found(text, lambda sentence: is_for_danger(sentence, short), "says that this line is for danger")
    known = {id(text) for text in (*said_of_lines, *organization.official_texts(), *texts_of(organization.local_lines))}
    known |= {id(line.not_for) for line in organization.lines}
    for text in _own_texts(base):
        if id(text) not in known:
            yield from _found(text, lambda sentence: sends_here(sentence, short), "sends people in danger to you")


def _own_texts(base: KnowledgeBase) -> Iterator[Text]:
    """Yield every text that an organization wrote itself: of its file, its overlay and its pages."""
    yield from texts_of(base.organization)
    yield from (change.now for change in base.handbook.overlay.changes)
    if base.upstream is not None:
        for page in (page for page in base.pages if page.file in base.upstream.own_files):
            yield from (page.head.title, page.head.description, page.body)


def _found(text: Text, is_wrong: Callable[[str], bool], message: str) -> Iterator[Problem]:
    for match in _SENTENCE.finditer(text):
        if is_wrong(match.group()):
            at = match.start() + len(match.group()) - len(match.group().lstrip())
            help = "delete it, because the crisis numbers stand on every page; or name one of them, and nothing else"
            yield Problem(text.place_of(at), ID, f"this {message}", SEVERITY, help)


def is_for_danger(sentence: str, short: frozenset[str]) -> bool:
    """Tell whether a sentence names a danger, or one of a country's short numbers, and no negation turns it."""
    words = _words_of(sentence)
    named = (at for at, word in enumerate(words) if word in short or _DANGER.fullmatch(word))
    return any(not _is_turned(words, at) for at in named)


def sends_here(sentence: str, short: frozenset[str]) -> bool:
    """Tell whether a sentence asks somebody in danger to turn to its author, or to no short number of the country."""
    words = _words_of(sentence)
    asks = [at for at, word in enumerate(words) if _ASKS.fullmatch(word)]
    if not asks:
        return False
    number = next((at for at, word in enumerate(words) if word in short), None)
    if number is not None:
        is_put_behind = not _INSTEAD.isdisjoint(words[:number]) or not _SELF.isdisjoint(words[:number])
        return is_put_behind or _is_turned(words, number) or "instead" in words
    if not any(_DANGER.fullmatch(word) for word in words) or all(_is_turned(words, at) for at in asks):
        return False
    return any(word in _SELF and not _is_turned(words, at) for at, word in enumerate(words))


def _words_of(sentence: str) -> list[str]:
    return _WORD.findall(sentence.casefold())


def _is_turned(words: Sequence[str], at: int) -> bool:
    return not _TURNS.isdisjoint(words[max(at - _NEAR, 0) : at])
