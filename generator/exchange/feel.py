"""Write conditions as FEEL, the expression language of DMN, and read the part of FEEL that docs/exchange.md lists.

The answers to a question of "choose one" are a text, those of "choose any" a list of texts. A question that was not
asked has no text (null) or an empty list, so that each of its answers is "not given", as in the guide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from generator.exchange.tokens import Tokens
from generator.guide.conditions import Compound, Resolved, Word
from generator.guide.tables import Demand
from generator.model.guide import Choose
from generator.problems import Place

ANSWERS = "answers_"
"""What the name of a question's answers begins with in FEEL, where "-" would be a minus sign."""

_CELL = "?"
"""The value of a column, in one of its cells."""

_TOKEN = re.compile(
    r'\s+|(?P<text>"(?:[^"\\]|\\.)*")|(?P<word>list contains|[A-Za-z_][A-Za-z0-9_]*|[0-9]+|>=|!=|[?=<>(),\[\]-])'
)


def feel_name(id: str) -> str:
    """Write an id as a name of FEEL."""
    return id.replace("-", "_")


def quoted(text: str) -> str:
    """Write a text in quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def condition_in_feel(condition: Resolved, kinds: Mapping[str, Choose], *, of: str = "") -> str:
    """Write a condition; `kinds` says how questions are answered; with `of`, for a cell of its column."""
    return _written(condition, kinds, of, inside=False)


def _written(condition: Resolved, kinds: Mapping[str, Choose], of: str, *, inside: bool) -> str:
    if isinstance(condition, bool):
        return "true" if condition else "false"
    if isinstance(condition, str):
        question, answer = condition.split(".")
        name = _CELL if question == of else ANSWERS + feel_name(question)
        if kinds[question] is Choose.ANY:
            return f"list contains({name}, {quoted(answer)})"
        return f"{name} = {quoted(answer)}"
    parts = [_written(part, kinds, of, inside=len(condition.parts) > 1) for part in condition.parts]
    match condition.word:
        case Word.NOT:
            return f"not({parts[0]})"
        case Word.AT_LEAST:
            return f"count([{', '.join(parts)}][item = true]) >= {condition.number}"
        case _:
            if not parts:
                return "true" if condition.word is Word.ALL else "false"
            text = (" and " if condition.word is Word.ALL else " or ").join(parts)
            return f"({text})" if inside and len(parts) > 1 else text


def cell_of(demands: Iterable[Demand], others: Iterable[Resolved], kinds: Mapping[str, Choose], question: str) -> str:
    """Write what a row demands of the answers to one question, as a cell of its column."""
    demands, others = tuple(demands), tuple(others)
    if not others and len(demands) == 1 and kinds[question] is Choose.ONE:
        listed = ", ".join(quoted(answer.split(".")[1]) for answer in demands[0].answers)
        return listed if demands[0].is_given else f"not({listed})"
    parts: list[Resolved] = [_demanded(demand) for demand in demands]
    return condition_in_feel(Compound(Word.ALL, (*parts, *others)), kinds, of=question)


def _demanded(demand: Demand) -> Resolved:
    given = demand.answers[0] if len(demand.answers) == 1 else Compound(Word.ANY, demand.answers)
    return given if demand.is_given else Compound(Word.NOT, (given,))


class FeelReader:
    """Reads conditions about the answers of some questions; `asked` maps each name of FEEL to a question and its kind.

    `find` is asked for an answer of a question, to say in one line where there is none.
    """

    def __init__(self, asked: Mapping[str, tuple[str, Choose]], find: Callable[[str, str, Place], str]) -> None:
        self.asked = asked
        self.find = find

    def condition(self, text: str, place: Place) -> Resolved:
        """Read a whole condition. Raises CannotRead."""
        return self._whole(text, place, of="")

    def cell(self, text: str, place: Place, column: str) -> Resolved:
        """Read a cell; `column` is the expression of its column. Raises CannotRead."""
        if text.strip() in ("-", ""):
            return True
        if column.strip() in self.asked:
            return self._whole(text, place, of=column.strip())
        wanted = Tokens(text, place, _TOKEN, "FEEL")
        is_true = wanted.take("true")
        if not is_true:
            wanted.want("false")
        wanted.end()
        condition = self.condition(column, place)
        return condition if is_true else Compound(Word.NOT, (condition,))

    def _whole(self, text: str, place: Place, *, of: str) -> Resolved:
        tokens = Tokens(text, place, _TOKEN, "FEEL")
        first = tokens.next()
        found = self._listed(tokens, of) if of and first is not None and first.is_text else self._any(tokens, of)
        tokens.end()
        return found

    def _any(self, tokens: Tokens, of: str) -> Resolved:
        tokens.deeper()
        parts = [self._all(tokens, of)]
        while tokens.take("or"):
            parts.append(self._all(tokens, of))
        tokens.depth -= 1
        return parts[0] if len(parts) == 1 else Compound(Word.ANY, tuple(parts))

    def _all(self, tokens: Tokens, of: str) -> Resolved:
        parts = [self._part(tokens, of)]
        while tokens.take("and"):
            parts.append(self._part(tokens, of))
        return parts[0] if len(parts) == 1 else Compound(Word.ALL, tuple(parts))

    def _part(self, tokens: Tokens, of: str) -> Resolved:
        if tokens.take("true"):
            return True
        if tokens.take("false"):
            return False
        if tokens.take("not", "("):
            first = tokens.next()
            is_list = of != "" and first is not None and first.is_text
            found = self._listed(tokens, of) if is_list else self._any(tokens, of)
            tokens.want(")")
            return Compound(Word.NOT, (found,))
        if tokens.take("("):
            found = self._any(tokens, of)
            tokens.want(")")
            return found
        if tokens.take("list contains", "("):
            question = self._question(tokens, of, Choose.ANY)
            tokens.want(",")
            answer = self.find(question, tokens.text_in_quotes(), tokens.place)
            tokens.want(")")
            return answer
        if tokens.take("count", "(", "["):
            return self._count(tokens, of)
        return self._compared(tokens, of)

    def _count(self, tokens: Tokens, of: str) -> Resolved:
        parts = [self._any(tokens, of)]
        while tokens.take(","):
            parts.append(self._any(tokens, of))
        tokens.want("]", "[", "item", "=", "true", "]", ")")
        more = 0 if tokens.take(">=") else 1
        if more:
            tokens.want(">")
        return Compound(Word.AT_LEAST, tuple(parts), tokens.number() + more)

    def _compared(self, tokens: Tokens, of: str) -> Resolved:
        question = self._question(tokens, of, Choose.ONE)
        if tokens.take("in", "("):
            found = self._texts(tokens, question)
            tokens.want(")")
            return found
        is_given = tokens.take("=")
        if not is_given:
            tokens.want("!=")
        answer = self.find(question, tokens.text_in_quotes(), tokens.place)
        return answer if is_given else Compound(Word.NOT, (answer,))

    def _listed(self, tokens: Tokens, of: str) -> Resolved:
        question, choose = self.asked[of]
        if choose is not Choose.ONE:
            raise tokens.fault(f'{of} is a list, so write list contains(?, "…")')
        return self._texts(tokens, question)

    def _texts(self, tokens: Tokens, question: str) -> Resolved:
        answers = [self.find(question, tokens.text_in_quotes(), tokens.place)]
        while tokens.take(","):
            answers.append(self.find(question, tokens.text_in_quotes(), tokens.place))
        return answers[0] if len(answers) == 1 else Compound(Word.ANY, tuple(answers))

    def _question(self, tokens: Tokens, of: str, choose: Choose) -> str:
        token = tokens.next()
        name = "" if token is None or token.is_text else of if token.word == _CELL else token.word
        if name not in self.asked:
            shown = "the end" if token is None else token.word
            raise tokens.fault(f"{shown} is no question's answers")
        tokens.at += 1
        question, kind = self.asked[name]
        if kind is not choose:
            how = "a list; use list contains" if kind is Choose.ANY else 'one text; compare it with = "…"'
            raise tokens.fault(f"{name} is {how}")
        return question
