"""Answer every question about a small guide by trying everything; shares no code with the compiler."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, pairwise, product
from typing import Any

from tests.guide.small_guides import ALONE, Tree

Choice = frozenset[str]
"""What a reader chose at one question, as references."""
RANK = {"routine": 0, "soon": 1, "today": 2, "emergency": 3}


def holds(condition: Any, given: Choice) -> bool:
    """Tell whether a condition, as written, is so."""
    match condition:
        case str():
            return condition in given
        case {"is": reference}:
            return reference in given
        case {"all": parts}:
            return all(holds(part, given) for part in parts)
        case {"any": parts}:
            return any(holds(part, given) for part in parts)
        case {"not": part}:
            return not holds(part, given)
        case {"at_least": number, "of": references}:
            return sum(reference in given for reference in references) >= int(number)
    raise ValueError(condition)


@dataclass(frozen=True)
class Way:
    """One way to answer: the questions asked, in order, each with the choice made, and the outcome."""

    asked: tuple[tuple[str, Choice], ...]
    outcome: str

    @property
    def given(self) -> Choice:
        """Give all answers of the way."""
        return Choice().union(*(choice for _, choice in self.asked))


@dataclass
class Brute:
    """Read a guide as written."""

    tree: Tree
    taken: set[tuple[str, int]] = field(default_factory=set)
    shapes: dict[Any, int] = field(default_factory=dict)
    continuations: dict[str, list[set[int]]] = field(default_factory=dict)
    runs: dict[tuple[Choice, ...], tuple[str, dict[str, Choice]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.questions: dict[str, Tree] = {entry["id"]: entry for entry in self.tree["questions"]}
        self.decisions: dict[str, list[Tree]] = {entry["id"]: entry["cases"] for entry in self.tree["decisions"]}
        self.outcomes: dict[str, Tree] = {entry["id"]: entry for entry in self.tree["outcomes"]}
        self.start: str = self.tree["guide"]["start"]

    def choices(self, id: str) -> list[Choice]:
        """Give every way to answer one question."""
        entry = self.questions[id]
        alone = [Choice([f"{id}.{given['id']}"]) for given in entry["answers"] if self._is_alone(entry, given["id"])]
        options = self.options(id)
        return alone + [Choice(some) for size in range(1, len(options) + 1) for some in combinations(options, size)]

    def options(self, id: str) -> list[str]:
        """Give the answers that may be combined."""
        entry = self.questions[id]
        return [f"{id}.{given['id']}" for given in entry["answers"] if not self._is_alone(entry, given["id"])]

    @staticmethod
    def _is_alone(entry: Tree, answer: str) -> bool:
        return entry["choose"] == "one" or answer in ALONE

    def follow(self, id: str, choice: Choice, given: Choice) -> str:
        """Give the question or outcome after a choice; `given` are all answers so far."""
        entry = self.questions[id]
        target = entry.get("next")
        for written in entry["answers"]:
            if choice == {f"{id}.{written['id']}"} and self._is_alone(entry, written["id"]):
                target = written.get("next", target)
        while target in self.decisions:
            target = self._decide(target, given)
        assert target is not None
        return str(target)

    def _decide(self, id: str, given: Choice) -> str:
        for number, case in enumerate(self.decisions[id]):
            if "otherwise" in case or holds(case["when"], given):
                self.taken.add((id, number))
                return str(case.get("next", case.get("otherwise")))
        raise ValueError(id)

    @cached_property
    def ways(self) -> list[Way]:
        """Give every way to answer the guide."""
        return list(self._ways_from(self.start, ()))

    def _ways_from(self, id: str, asked: tuple[tuple[str, Choice], ...]) -> Iterator[Way]:
        if id in self.outcomes:
            yield Way(asked, id)
            return
        for choice in self.choices(id):
            longer = (*asked, (id, choice))
            yield from self._ways_from(self.follow(id, choice, Way(longer, "").given), longer)

    def ways_where(self, condition: Any, ends: frozenset[str]) -> list[Way]:
        """Give the ways on which a condition holds and that end at one of the outcomes."""
        return [way for way in self.ways if way.outcome in ends and holds(condition, way.given)]

    def prefixes_to(self, id: str) -> set[Choice]:
        """Give every set of answers after which a question is asked."""
        found = set()
        for way in self.ways:
            asked = [question for question, _ in way.asked]
            if id in asked:
                found.add(Choice().union(*(choice for _, choice in way.asked[: asked.index(id)])))
        return found

    def leaves_screen(self, screen: tuple[str, ...]) -> set[tuple[Choice, str]]:
        """Give the answers after which a run leaves the screen without help now, and what comes then."""
        found = set()
        for way in self.ways:
            steps = [*(id for id, _ in way.asked), way.outcome]
            depth = next((n for n, wanted in enumerate(screen) if steps[n] != wanted), None)
            if depth is None or self.outcomes.get(steps[depth], {}).get("direction") == "help-now":
                continue
            found.add((Choice().union(*(choice for _, choice in way.asked[:depth])), steps[depth]))
        return found

    def run(self, vector: dict[str, Choice]) -> str:
        """Give the outcome where every question, asked or not, has an answer in mind."""
        return self.asked_on(vector)[0]

    def vectors(self) -> Iterator[dict[str, Choice]]:
        """Give every answer to every question, asked or not."""
        for values in product(*(self.choices(id) for id in self.questions)):
            yield dict(zip(self.questions, values, strict=True))

    def count_shapes(self) -> int:
        """Count the different futures of a reader: at questions, at options, at ends."""
        self._shape(self.start, Choice())
        return len(self.shapes)

    def _number(self, shape: Any) -> int:
        return self.shapes.setdefault(shape, len(self.shapes))

    def _shape(self, id: str, given: Choice) -> int:
        if id in self.outcomes:
            return self._number(id)
        alone = [
            self._shape(self.follow(id, choice, given | choice), given | choice)
            for choice in self.choices(id)
            if not choice <= set(self.options(id))
        ]
        after: set[int] = set(alone)
        inside = [self._option_shape(id, 0, Choice(), given, after)] if self.options(id) else []
        self.continuations.setdefault(id, []).append(after)
        return self._number((id, *alone, *inside))

    def _option_shape(self, id: str, option: int, choice: Choice, given: Choice, after: set[int]) -> int | None:
        options = self.options(id)
        if option < len(options):
            without = self._option_shape(id, option + 1, choice, given, after)
            chosen = self._option_shape(id, option + 1, choice | {options[option]}, given, after)
            return self._number((id, option, without, chosen))
        if not choice:
            return None
        end = self._shape(self.follow(id, choice, given | choice), given | choice)
        after.add(end)
        return end

    def never_matters(self, id: str) -> bool:
        """Tell whether, wherever a question is asked, all that follows is the same for every answer."""
        return id in self.continuations and all(len(after) == 1 for after in self.continuations[id])

    def worse_pairs(self, id: str, mildest_first: tuple[str, ...]) -> list[tuple[Choice, Choice]]:
        """Give the choices of a question that are in order, each pair milder first."""
        if mildest_first:
            row = [Choice([f"{id}.{word}"]) for word in mildest_first]
            unsure = Choice([f"{id}.not-sure"])
            return [*pairwise(row)] + [(row[0], unsure) for choice in self.choices(id) if choice == unsure]
        none = Choice([f"{id}.none"])
        others = [choice for choice in self.choices(id) if choice != none]
        options = set(self.options(id))
        grown = [(less, more) for less in others for more in others if less < more and more <= options]
        return [(none, other) for other in others] + grown

    def is_lowered(self, id: str, mildest_first: tuple[str, ...]) -> bool:
        """Tell whether some reader, changing one answer for a worse one, ends less urgently."""
        pairs = self.worse_pairs(id, mildest_first)
        return any(
            self.rank(self.run(vector | {id: worse})) < self.rank(self.run(vector))
            for vector in self.vectors()
            for milder, worse in pairs
            if vector[id] == milder
        )

    def apart(self, id: str, is_fault: Callable[[Tree, Tree], bool], *, across_branches: bool) -> set[Choice]:
        """Give what readers who differ in one answer to a question answer besides, where they end too far apart."""
        pairs = [(one, other) for one, other in combinations(self.choices(id), 2) if self._is_one_other(id, one, other)]
        found = set()
        for vector in self.vectors():
            for first, second in pairs:
                if vector[id] != first:
                    continue
                runs = [self.asked_on(vector | {id: choice}) for choice in (first, second)]
                asked = [run.keys() for _, run in runs]
                is_one_branch = asked[0] <= asked[1] or asked[1] <= asked[0]
                if (across_branches or is_one_branch) and is_fault(*(self.outcomes[end] for end, _ in runs)):
                    given = Choice().union(*runs[0][1].values(), *runs[1][1].values())
                    found.add(given - (first ^ second))
        return found

    def _is_one_other(self, id: str, one: Choice, other: Choice) -> bool:
        """Tell whether two choices are one answer apart: one option more, or one answer in place of another."""
        options = set(self.options(id))
        if one <= options and other <= options:
            return len(one ^ other) == 1
        return len(one) == len(other) == 1

    def asked_on(self, vector: dict[str, Choice]) -> tuple[str, dict[str, Choice]]:
        """Give the outcome of a run, and the questions it asks with their answers."""
        key = tuple(vector[id] for id in self.questions)
        if key not in self.runs:
            self.runs[key] = self._asked_on(vector)
        return self.runs[key]

    def _asked_on(self, vector: dict[str, Choice]) -> tuple[str, dict[str, Choice]]:
        id, asked = self.start, dict[str, Choice]()
        while id in self.questions:
            asked[id] = vector[id]
            id = self.follow(id, vector[id], Choice().union(*asked.values()))
        return id, asked

    def rank(self, outcome: str) -> int:
        """Give an outcome's urgency as a number."""
        return RANK[self.outcomes[outcome]["urgency"]]
