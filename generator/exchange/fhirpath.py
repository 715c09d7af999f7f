"""Write conditions and rules as FHIRPath, and read the part of FHIRPath that docs/exchange.md lists.

A question that was not asked has no answers (an empty collection), so that each of its answers is "not given", as in
the guide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.exchange.tokens import Tokens
from generator.guide.conditions import Compound, Resolved, Word
from generator.problems import Place

_TOKEN = re.compile(
    r"\s+|(?P<text>'(?:[^'\\]|\\.)*')|(?P<word>%[A-Za-z][A-Za-z0-9]*|[A-Za-z]+|[0-9]+|>=|\$this|[=+(),.|>])"
)
_LONGEST = 40

ITEM = "item"
"""What stands for the items of the response where a plan looks at it."""

RESPONSE = "%resource.item"
"""What stands for the items of the response where a questionnaire looks at it."""


def in_quotes(text: str) -> str:
    """Write a text in quotes."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def names_of(prefix: str, ids: Iterable[str]) -> dict[str, str]:
    """Map ids to names of variables: `given` and `where-mental` become `givenWhereMental`; each name stands once."""
    found: dict[str, str] = {}
    for id in ids:
        name = prefix + "".join(part.capitalize() for part in id.split("-"))[:_LONGEST]
        number = 1
        while name in found.values():
            number += 1
            name = f"{name.rstrip('0123456789')}{number}"
        found[id] = name
    return found


def answers_at(question: str, items: str) -> str:
    """Write the codes of the answers to a question, from the items of a response."""
    return f"{items}.where(linkId = {in_quotes(question)}).answer.value.code"


def condition_in_fhirpath(condition: Resolved, answers_of: Callable[[str], str]) -> str:
    """Write a condition; `answers_of` writes the collection of the answers to a question."""
    if isinstance(condition, bool):
        return "true" if condition else "false"
    if isinstance(condition, str):
        return f"{answers_of(condition.split('.')[0])} contains {in_quotes(condition)}"
    parts = [condition_in_fhirpath(part, answers_of) for part in condition.parts]
    match condition.word:
        case Word.NOT:
            return f"({parts[0]}).not()"
        case Word.AT_LEAST:
            return f"{' + '.join(f'iif({part}, 1, 0)' for part in parts)} >= {condition.number}"
        case _:
            if not parts:
                return "true" if condition.word is Word.ALL else "false"
            sign = " and " if condition.word is Word.ALL else " or "
            return sign.join(f"({part})" if len(parts) > 1 else part for part in parts)


def chain_in_fhirpath(rows: Sequence[tuple[str, str]]) -> str:
    """Write rows, each a condition and what it gives, as the one that holds first; none where no row does."""
    *first, (condition, last) = rows
    text = last if condition == "true" else f"iif({condition}, {last})"
    for condition, gives in reversed(first):
        text = f"iif({condition}, {gives}, {text})"
    return text


@dataclass(frozen=True, slots=True)
class FhirPathReader:
    """Reads FHIRPath about a response.

    `given` maps the variables that hold answers to their question; `steps` are the variables that give a step. `find`
    is asked for each answer of a question, to say in one line where there is none.
    """

    given: Mapping[str, str]
    steps: frozenset[str]
    find: Callable[[str, str, Place], str]
    items: str = RESPONSE

    def condition(self, text: str, place: Place) -> Resolved:
        """Read a whole condition; what `leads` names stands in it too. Raises CannotRead."""
        tokens = Tokens(text, place, _TOKEN, "FHIRPath")
        found = self._any(tokens)
        tokens.end()
        return found

    def answers(self, text: str, place: Place) -> str:
        """Read which question an expression takes the answers of. Raises CannotRead."""
        tokens = Tokens(text, place, _TOKEN, "FHIRPath")
        question = self._question(tokens)
        tokens.end()
        return question

    def chain(self, text: str, place: Place) -> tuple[tuple[Resolved, str], ...]:
        """Read rows, each a condition and the step that it gives, or a variable with its %. Raises CannotRead."""
        tokens = Tokens(text, place, _TOKEN, "FHIRPath")
        rows: list[tuple[Resolved, str]] = []
        opened = 0
        while tokens.take("iif", "("):
            opened += 1
            condition = self._any(tokens)
            tokens.want(",")
            rows.append((condition, self._step(tokens)))
            if not tokens.take(","):
                break
        else:
            rows.append((True, self._step(tokens)))
        tokens.want(*[")"] * opened)
        tokens.end()
        return tuple(rows)

    def union(self, text: str, place: Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Read which of some steps any of some variables gives: the variables and the steps. Raises CannotRead."""
        tokens = Tokens(text, place, _TOKEN, "FHIRPath")
        tokens.want("(")
        variables = [self._variable(tokens)]
        while tokens.take("|"):
            variables.append(self._variable(tokens))
        tokens.want(")", ".", "where", "(", "$this", "in", "(")
        steps = [tokens.text_in_quotes()]
        while tokens.take("|"):
            steps.append(tokens.text_in_quotes())
        tokens.want(")", ")")
        tokens.end()
        return tuple(variables), tuple(steps)

    def _step(self, tokens: Tokens) -> str:
        token = tokens.next()
        if token is not None and not token.is_text and token.word.startswith("%"):
            return f"%{self._variable(tokens)}"
        return tokens.text_in_quotes()

    def _variable(self, tokens: Tokens) -> str:
        token = tokens.next()
        name = "" if token is None or token.is_text else token.word.removeprefix("%")
        if name not in self.steps:
            raise tokens.fault(f"{name or 'this'} is no variable that leads on")
        tokens.at += 1
        return name

    def _any(self, tokens: Tokens) -> Resolved:
        tokens.deeper()
        parts = [self._all(tokens)]
        while tokens.take("or"):
            parts.append(self._all(tokens))
        tokens.depth -= 1
        return parts[0] if len(parts) == 1 else Compound(Word.ANY, tuple(parts))

    def _all(self, tokens: Tokens) -> Resolved:
        parts = [self._part(tokens)]
        while tokens.take("and"):
            parts.append(self._part(tokens))
        return parts[0] if len(parts) == 1 else Compound(Word.ALL, tuple(parts))

    def _part(self, tokens: Tokens) -> Resolved:
        if tokens.take("true"):
            return True
        if tokens.take("false"):
            return False
        if tokens.is_next("iif", "("):
            return self._count(tokens)
        if tokens.take("("):
            found = self._any(tokens)
            tokens.want(")")
            return Compound(Word.NOT, (found,)) if tokens.take(".", "not", "(", ")") else found
        token = tokens.next()
        if token is not None and token.word.removeprefix("%") in self.steps and not token.is_text:
            variable = self._variable(tokens)
            tokens.want("=")
            return leads(variable, tokens.text_in_quotes())
        question = self._question(tokens)
        tokens.want("contains")
        return self.find(question, tokens.text_in_quotes(), tokens.place)

    def _count(self, tokens: Tokens) -> Resolved:
        parts: list[Resolved] = []
        while not parts or tokens.take("+"):
            tokens.want("iif", "(")
            parts.append(self._any(tokens))
            tokens.want(",", "1", ",", "0", ")")
        more = 0 if tokens.take(">=") else 1
        if more:
            tokens.want(">")
        return Compound(Word.AT_LEAST, tuple(parts), tokens.number() + more)

    def _question(self, tokens: Tokens) -> str:
        token = tokens.next()
        name = "" if token is None or token.is_text else token.word
        if name.removeprefix("%") in self.given and name.startswith("%"):
            tokens.at += 1
            return self.given[name.removeprefix("%")]
        tokens.want(*self.items.replace(".", " . ").split(), ".", "where", "(", "linkId", "=")
        question = tokens.text_in_quotes()
        tokens.want(")", ".", "answer", ".", "value", ".", "code")
        return question


_LEADS = " leads to "


def leads(variable: str, step: str) -> str:
    """Write as one name that a variable gives a step; no answer has such a name."""
    return f"{variable}{_LEADS}{step}"


def led_by(name: str) -> tuple[str, str] | None:
    """Tell which variable gives which step where `leads` made this name; None for an answer."""
    variable, sign, step = name.partition(_LEADS)
    return (variable, step) if sign else None
