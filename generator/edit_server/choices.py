"""Say by its name what a field may hold: an answer with its question, a step with what it says, never an id alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from generator.editing import EditedThing, FieldChoice
from generator.model.levels import Sleep


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """One of the values that a field may hold, in words; `group` heads those that belong together."""

    value: str
    name: str
    group: str = ""


@dataclass(frozen=True)
class ChoiceNames:
    """The names of things, for those who choose one; questions that ask the same are told apart by their ids."""

    by_key: Mapping[str, EditedThing]
    asked_twice: frozenset[str]

    def shown(self, choices: Iterable[FieldChoice]) -> tuple[ShownChoice, ...]:
        """Say some choices in words, in their order."""
        return tuple(self._shown(choice) for choice in choices)

    def _shown(self, choice: FieldChoice) -> ShownChoice:
        sort, colon, words = choice.name.partition(": ")
        question, dot, answer = choice.value.partition(".")
        asked = self.by_key.get(f"question/{question}")
        if dot and asked is not None:
            return ShownChoice(choice.value, self._answer(choice.value, answer), self._question(asked))
        name = words if colon else choice.name
        if sort == "question" and asked is not None:
            name = self._question(asked)
        if sort in ("question", "decision", "outcome", "set", "level", "kind") and colon:
            return ShownChoice(choice.value, name, f"{sort.capitalize()}s")
        return ShownChoice(choice.value, choice.value.replace("-", " ") if name == sort else name)

    def _question(self, asked: EditedThing) -> str:
        return f"{asked.name} (id {asked.id})" if asked.name in self.asked_twice else asked.name

    def _answer(self, reference: str, id: str) -> str:
        if id in [*Sleep]:
            return f"Any of these where people sleep {id.replace('-', ' ')}"
        found = self.by_key.get(f"answer/{reference}") or self.by_key.get(f"level/{id}")
        return id.replace("-", " ") if found is None else found.name


def choice_names(things: Sequence[EditedThing]) -> ChoiceNames:
    """Return what names the choices among these things."""
    return _choice_names(tuple(things))


@lru_cache(maxsize=4)
def _choice_names(things: tuple[EditedThing, ...]) -> ChoiceNames:
    names = Counter(thing.name for thing in things if thing.sort == "question")
    asked_twice = frozenset(name for name, number in names.items() if number > 1)
    return ChoiceNames({thing.key: thing for thing in things}, asked_twice)


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
