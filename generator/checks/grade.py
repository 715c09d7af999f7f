"""Measure how hard a text is to read, by the Flesch-Kincaid grade.

The formula is that of J. P. Kincaid and others, US Navy Research Branch report 8-75, 1975.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_SENTENCE = re.compile(r"[^.!?:\n]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|\[\[[^\]]*\]\]|[*_`#>]|^\s*[-\d.]+\s", re.MULTILINE)
_VOWELS = re.compile(r"[aeiouy]+")


def grade_of(texts: Iterable[str]) -> float:
    """Measure the school grade (US) that texts ask of a reader; 0 for texts without words."""
    counted = [_counted(text) for text in texts]
    sentences, words, syllables = (sum(numbers) for numbers in zip(*counted, strict=True)) if counted else (0, 0, 0)
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59 if words else 0.0


@lru_cache(maxsize=32768)
def _counted(text: str) -> tuple[int, int, int]:
    """Count the sentences, the words and the syllables of a text."""
    sentences = sentences_in(text)
    words = [word for sentence in sentences for word in sentence]
    return len(sentences), len(words), sum(map(syllables_in, words))


def grade_of_sentence(words: Sequence[str], explained: frozenset[str]) -> float:
    """Measure the grade of one sentence; a word that is explained counts as one of two syllables."""
    syllables = sum(syllables_for(word, explained) for word in words)
    return 0.39 * len(words) + 11.8 * syllables / len(words) - 15.59


def syllables_for(word: str, explained: frozenset[str]) -> int:
    """Count the syllables of a word for a reader to whom some words, in small letters, are explained."""
    return min(2, syllables_in(word)) if word.casefold() in explained else syllables_in(word)


def sentences_in(text: str) -> list[tuple[str, ...]]:
    """Split a Markdown text into sentences, each as words, without links and marks; a line of a list is a sentence."""
    plain = _LINK.sub(lambda match: match.group(1) or " ", text)
    found = (tuple(_WORD.findall(sentence)) for sentence in _SENTENCE.findall(plain))
    return [words for words in found if words]


def hardest_sentence(texts: Iterable[str]) -> str:
    """Find the sentence with the highest grade of its own, among those of four words or more."""
    sentences = [words for text in texts for words in sentences_in(text) if len(words) > 3]
    return " ".join(max(sentences, key=lambda words: grade_of([" ".join(words)]), default=()))


@lru_cache(maxsize=16384)
def syllables_in(word: str) -> int:
    """Count the syllables of a word: groups of vowels, without a silent e at the end."""
    lower = word.lower()
    groups = len(_VOWELS.findall(lower))
    is_silent = lower.endswith("e") and not lower.endswith(("le", "ee")) and groups > 1
    return max(1, groups - is_silent)
