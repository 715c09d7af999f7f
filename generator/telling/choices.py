"""Say by its name what a field may hold: an answer with its question, a step with what it says, never an id alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from textwrap import shorten

from markupsafe import Markup, escape

from generator.editing import EditedThing, FieldChoice
from generator.model.guide import AnswerSet, Decision, Question
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Sleep
from generator.model.sorts import Sort

_GROUPS: Mapping[str, str] = {
    "question": "Questions",
    "decision": "Where the guide decides",
    "outcome": "Results",
    "set": "Groups of answers",
    "level": "Levels",
    "kind": "Kinds",
}
"""What heads the choices of each sort."""
_PLACES_TO_SLEEP = "Groups of answers: where people sleep"
_LONGEST = 48
_MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """One of the values that a field may hold, in words; `group` heads those that belong together.

    `in_brief` is what it is called within a sentence, where that is shorter, and `asked` the question that it answers.
    """

    value: str
    name: str
    group: str = ""
    in_brief: str = ""
    asked: str = ""


@dataclass(frozen=True)
class ChoiceNames:
    """The names of things, for those who choose one.

    `asks` says for each question that asks the same as another for whom it is, `holds` what stands in each set of
    answers, and `leads` where each decision leads.
    """

    by_key: Mapping[str, EditedThing]
    asks: Mapping[str, str] = field(default_factory=dict)
    holds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _said: dict[FieldChoice, ShownChoice] = field(default_factory=dict, repr=False, compare=False)
    """What was said of a choice before: many fields of one form may hold the same."""

    def shown(self, choices: Iterable[FieldChoice]) -> tuple[ShownChoice, ...]:
        """Say some choices in words: those of one heading together, groups of answers behind the questions."""
        made = [self._said.get(choice) or self._said.setdefault(choice, self._shown(choice)) for choice in choices]
        return tuple(sorted(made, key=lambda each: each.group in (_GROUPS["set"], _PLACES_TO_SLEEP)))

    def same_words(self, question: str) -> str:
        """Return the words of a question, which another may ask too."""
        asked = self.by_key.get(f"question/{question}")
        return question if asked is None else asked.name

    def _shown(self, choice: FieldChoice) -> ShownChoice:
        sort, colon, words = choice.name.partition(": ")
        question, dot, answer = choice.value.partition(".")
        asked = self.by_key.get(f"question/{question}")
        if dot and asked is not None and answer in [*Sleep]:
            who = f" ({self.asks[asked.id]})" if asked.id in self.asks else ""
            return ShownChoice(
                choice.value,
                f"Every level where people sleep {_words(answer)}{who}",
                _PLACES_TO_SLEEP,
                asked=asked.name,
            )
        if dot and asked is not None:
            return ShownChoice(
                choice.value, self._answer(choice.value, answer), self._question(asked), asked=asked.name
            )
        brief = _words(choice.value)
        if sort == "set":
            return ShownChoice(choice.value, self._with(choice.value, self.holds, "any of"), _GROUPS["set"], brief)
        if sort == "decision":
            return ShownChoice(
                choice.value, self._with(choice.value, self.leads, "leads to"), _GROUPS["decision"], brief
            )
        name = words if colon else choice.name
        if sort == "question" and asked is not None:
            name = self._question(asked)
        if sort in _GROUPS and colon:
            return ShownChoice(choice.value, name, _GROUPS[sort])
        return ShownChoice(choice.value, _words(choice.value) if name in [*Sort] else name)

    def _question(self, asked: EditedThing) -> str:
        return f"{asked.name} ({self.asks[asked.id]})" if asked.id in self.asks else asked.name

    def _answer(self, reference: str, id: str) -> str:
        found = self.by_key.get(f"answer/{reference}") or self.by_key.get(f"level/{id}")
        return _words(id) if found is None else found.name

    def _with(self, id: str, of: Mapping[str, tuple[str, ...]], link: str) -> str:
        """Name what has no words of its own by its id, and by the first things that belong to it."""
        names = list(dict.fromkeys(self._name(key) for key in of.get(id, ())))
        if not names:
            return _words(id)
        said = ", ".join(f"“{shorten(name, _LONGEST, placeholder='…')}”" for name in names[:_MOST_NAMED])
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        return f"{_words(id)}: {link} {said}{more}"

    def _name(self, key: str) -> str:
        sort, _, id = key.partition("/")
        if sort == "answer":
            return self._answer(id, id.partition(".")[2])
        found = next((self.by_key[each] for each in _steps(id) if each in self.by_key), None)
        return _words(id) if found is None or found.name == found.id else found.name


def _steps(id: str) -> Iterator[str]:
    """Yield every key that a step of the guide may have."""
    yield from (f"{sort}/{id}" for sort in ("outcome", "question", "decision"))


def _words(id: str) -> str:
    return id.replace("-", " ")


def choice_names(things: Sequence[EditedThing], base: KnowledgeBase | None = None) -> ChoiceNames:
    """Return what names the choices among these things; `base` says of some more than their own words."""
    by_key = {thing.key: thing for thing in things}
    if base is None:
        return ChoiceNames(by_key)
    guides = base.every_guide()
    decisions = [decision for guide in guides for decision in guide.decisions]
    return ChoiceNames(by_key, _asks(base), _holds(base.tree.sets), dict(map(_leads, decisions)))


def _asks(base: KnowledgeBase) -> dict[str, str]:
    """Say of each question whose words another has too for whom it is: by its ladder, else by its guide."""
    ladders = {str(each.id): str(each.name) for each in base.levels.ladders}
    asked: list[tuple[Question, str]] = [
        (question, str(guide.guide.title)) for guide in base.every_guide() for question in guide.questions
    ]
    words = Counter(str(question.you) for question, _ in asked)
    twice = [(question, guide) for question, guide in asked if words[str(question.you)] > 1]
    said = {str(each.id): ladders.get(str(each.ladder), guide) for each, guide in twice}
    same = Counter(said.values())
    return {id: name if same[name] == 1 else f"{name}, {_words(id)}" for id, name in said.items()}


def _holds(sets: Iterable[AnswerSet]) -> dict[str, tuple[str, ...]]:
    return {str(each.id): tuple(f"answer/{answer}" for answer in each.answers) for each in sets}


def _leads(decision: Decision) -> tuple[str, tuple[str, ...]]:
    leads = [each.next or each.otherwise for each in decision.cases]
    return str(decision.id), tuple(f"step/{each}" for each in leads if each is not None)


def by_group(choices: Sequence[ShownChoice]) -> tuple[tuple[str, tuple[ShownChoice, ...]], ...]:
    """Put choices together that have one heading, in the order in which the headings come first."""
    found: dict[str, list[ShownChoice]] = {}
    for choice in choices:
        found.setdefault(choice.group, []).append(choice)
    return tuple((group, tuple(own)) for group, own in found.items())


def options(choices: tuple[ShownChoice, ...], chosen: str) -> Markup:
    """Write the options of a select, of which one is chosen; a long list is written once."""
    text, value = _options(choices), f'value="{escape(chosen)}"'
    return Markup(str(text).replace(value, f"{value} selected", 1)) if chosen else text


@lru_cache(maxsize=64)
def _options(choices: tuple[ShownChoice, ...]) -> Markup:
    option, made = Markup('<option value="{}">{}</option>'), Markup()
    for group, own in by_group(choices):
        each = Markup("\n").join(option.format(choice.value, choice.name) for choice in own)
        made += Markup('<optgroup label="{}">{}</optgroup>').format(group, each) if group else each
    return made
