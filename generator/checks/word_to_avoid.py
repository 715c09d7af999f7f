"""A text uses a word that hurts or misleads, outside a quotation.

Words of shame keep people from asking for help (NIDA, Words Matter; see content/glossary.yaml).

Fails: "when an addict relapses". Cure: the help says which word to use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.names import texts_of
from generator.model.handbook import Avoided
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "word-to-avoid"
SEVERITY = Severity.ERROR

_QUOTED = re.compile('\u201c[^\u201d]*\u201d|(?<!\\w)"[^"\n]*"(?!\\w)')


def check(base: KnowledgeBase, texts: Sequence[Text]) -> Iterator[Problem]:
    """Give a problem for each word to avoid in a text that a reader sees."""
    glossary = base.handbook.glossary
    words = () if glossary is None else glossary.words
    if not words:
        return
    wanted = re.compile(r"\b(?:" + "|".join(re.escape(word.avoid) for word in words) + r")\b", re.IGNORECASE)
    use_by_word = {word.avoid.casefold(): word for word in words}
    quoting = _texts_that_quote(base)
    for text in texts:
        lower = text.casefold()
        if id(text) in quoting or not any(word in lower for word in use_by_word):
            continue
        for match in wanted.finditer(_without_quotations(text, words)):
            word = use_by_word[match.group().casefold()]
            message = f'"{match.group()}" is a word to avoid'
            yield Problem(text.place_of(match.start()), ID, message, SEVERITY, f'write "{word.use}"')


def _texts_that_quote(base: KnowledgeBase) -> frozenset[int]:
    """Give the texts that quote by their nature: titles of sources, the words to avoid, claims, other names."""
    handbook = base.handbook
    quoting: list[Text] = list(texts_of(base.sources))
    if handbook.glossary is not None:
        quoting += texts_of(handbook.glossary.words)
        quoting += (form for term in handbook.glossary.terms for form in (term.term, *term.forms))
    if handbook.evidence is not None:
        quoting += (claim.claim for claim in handbook.evidence.claims)
    if handbook.treatments is not None:
        quoting += (name for treatment in handbook.treatments.treatments for name in treatment.also_called)
    quoting += (name for level in base.every_level() for name in level.also_called)
    quoting += (name for kind in base.every_kind() for name in kind.also_called)
    return frozenset(id(text) for text in quoting)


def _without_quotations(text: str, words: tuple[Avoided, ...]) -> str:
    """Blank out what is quoted and the phrases in which a word is all right, keeping every position."""
    blanked = _QUOTED.sub(lambda match: " " * len(match.group()), text)
    for phrase in (phrase for word in words for phrase in word.except_in):
        blanked = re.sub(re.escape(phrase), lambda match: " " * len(match.group()), blanked, flags=re.IGNORECASE)
    return blanked
