"""Cut an expression of FEEL or FHIRPath into words and signs, and go through them one after the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.exchange.documents import CannotRead
from generator.problems import Place

MAX_TOKENS = 50_000
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number, a sign or a text in quotes (`is_text`, then without them)."""

    word: str
    is_text: bool = False


class Tokens:
    """The words and signs of an expression, read from the left; every fault is said with the expression's place."""

    def __init__(self, text: str, place: Place, pattern: re.Pattern[str], language: str) -> None:
        self.text = text
        self.place = place
        self.language = language
        self.at = 0
        self.depth = 0
        self.tokens: list[Token] = []
        end = 0
        for match in pattern.finditer(text):
            if match.start() != end:
                break
            end = match.end()
            if match["text"] is not None:
                self.tokens.append(Token(_unescaped(match["text"][1:-1]), is_text=True))
            elif match["word"] is not None:
                self.tokens.append(Token(match["word"]))
            if len(self.tokens) > MAX_TOKENS:
                raise self.fault("it is too long")
        if end != len(text):
            raise self.fault(f'"{text[end : end + 12]}" is not read here')

    def fault(self, what: str) -> CannotRead:
        """Make the exception that says what is wrong with this expression."""
        shown = self.text if len(self.text) <= 60 else f"{self.text[:57]}..."
        cure = "docs/exchange.md lists what is read"
        return CannotRead(self.place, f"the {self.language} expression {shown!r} is not read: {what}", cure)

    def next(self) -> Token | None:
        """Return the next token without taking it, None at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def is_next(self, *words: str) -> bool:
        """Tell whether these words and signs come next."""
        coming = self.tokens[self.at : self.at + len(words)]
        return [(token.word, token.is_text) for token in coming] == [(word, False) for word in words]

    def take(self, *words: str) -> bool:
        """Take these words and signs where they come next, and tell whether they did."""
        found = self.is_next(*words)
        self.at += len(words) if found else 0
        return found

    def want(self, *words: str) -> None:
        """Take these words and signs. Raises CannotRead where something else comes next."""
        for word in words:
            if not self.take(word):
                raise self.fault(f"{_shown(self.next())} stands where {word} is wanted")

    def text_in_quotes(self) -> str:
        """Take a text in quotes. Raises CannotRead where something else comes next."""
        token = self.next()
        if token is None or not token.is_text:
            raise self.fault(f"{_shown(token)} stands where a text in quotes is wanted")
        self.at += 1
        return token.word

    def number(self) -> int:
        """Take a whole number. Raises CannotRead where something else comes next."""
        token = self.next()
        if token is None or token.is_text or not re.fullmatch("[0-9]{1,6}", token.word):
            raise self.fault(f"{_shown(token)} stands where a whole number is wanted")
        self.at += 1
        return int(token.word)

    def deeper(self) -> None:
        """Count how deep parts stand in each other. Raises CannotRead where it is too deep."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.fault("its parts stand too deep in each other")

    def end(self) -> None:
        """Want nothing more. Raises CannotRead where something is left."""
        if self.at < len(self.tokens):
            raise self.fault(f"{_shown(self.next())} is left at its end")


def _shown(token: Token | None) -> str:
    if token is None:
        return "its end"
    return f'"{token.word}"' if token.is_text else token.word


_ESCAPES: Mapping[str, str] = {"n": "\n", "r": "\r", "t": "\t"}


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), text)
