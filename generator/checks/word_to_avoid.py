"""A text uses a word that hurts or misleads, outside a quotation.

Words of shame keep people from asking for help (NIDA, Words Matter; see content/glossary.yaml).

Fails: "when an addict relapses". Cure: the help says which word to use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.checks.names import texts_in
from generator.checks.need import Need
from generator.checks.wording import QUOTED, Texts, blank, find_in
from generator.model.handbook import Avoided
from generator.model.knowledge import KnowledgeBase
from generator.problems import Change, Cure, Problem, Severity, Text

ID = "word-to-avoid"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each word to avoid in a text that a reader sees."""
    quoting = texts_that_quote(base)
    search = _WordsToAvoid(base.handbook.glossary.words)
    yield from (problem for _, problem in find_in(texts, search, but=quoting))


@dataclass(frozen=True, slots=True)
class _WordsToAvoid:
    """A search for some words outside quotations."""

    words: tuple[Avoided, ...]

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        allowed = [phrase for word in self.words for phrase in word.except_in]
        plain: dict[int, str] = {}
        for word in self.words:
            for text, start in texts.with_word(word.avoid.casefold()):
                if id(text) not in plain:
                    plain[id(text)] = _without_quotations(text, allowed)
                said = text[start : start + len(word.avoid)]
                if plain[id(text)][start : start + len(said)] == said:
                    message = f'"{said}" is a word to avoid'
                    help = Cure(f'write "{word.use}"', Change.WRITE, word=said, text=word.use)
                    yield text, Problem(text.place_of(start), ID, message, SEVERITY, help)


def texts_that_quote(base: KnowledgeBase) -> frozenset[int]:
    """Collect the texts that quote by their nature: titles of sources, what is to be avoided, claims, other names."""
    handbook = base.handbook
    quoting: list[Text] = list(texts_in(base.sources))
    glossary = handbook.glossary
    for part in (glossary.words, glossary.phrases, glossary.negations):
        quoting += texts_in(part)
    quoting += (form for term in glossary.terms for form in (term.term, *term.forms))
    quoting += (claim.claim for claim in handbook.evidence.claims)
    quoting += (name for treatment in handbook.treatments.treatments for name in treatment.also_called)
    quoting += (name for level in base.every_level() for name in level.also_called)
    quoting += (name for kind in base.every_kind() for name in kind.also_called)
    return frozenset(id(text) for text in quoting)


def _without_quotations(text: str, allowed: Iterable[str]) -> str:
    """Blank out what is quoted and the phrases in which a word is all right, keeping every position."""
    blanked = QUOTED.sub(blank, text)
    for phrase in allowed:
        blanked = re.sub(re.escape(phrase), blank, blanked, flags=re.IGNORECASE)
    return blanked
