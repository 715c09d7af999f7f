"""Write small guides with notes, promises and journeys, and find by trying every way what each reader is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from generator.checks.compiled import Compiled, compiled_of
from generator.fitting import fit
from generator.guide.compiling import compile_guide
from generator.guide.plan import make_plan
from generator.guide.sharing import GuideBase
from generator.model.absent import NO_NOTES
from generator.model.entry import Entry
from generator.model.knowledge import Handbook
from generator.model.notes import NotesFile
from generator.model.registers import ContactsFile, JourneysFile, SafetyFile
from generator.problems import Problem, Problems
from tests.guide.brute_force import Brute, Choice, Way, holds
from tests.guide.small_guides import DAYS, URGENCIES, Tree, base_of, conditions, located, references_in

CONTACTS = ("emergency", "crisis-line", "help-line")


def note(id: str, when: Sequence[str], and_: Sequence[str] = (), **more: Any) -> Tree:
    """Write a note."""
    words: Tree = {"id": id, "when": [*when], "urgency": "routine", "if": "If so", "title": "Title", "do": ["Words"]}
    return words | ({"and": [*and_]} if and_ else {}) | more


def promise(id: str, whenever: Any, **wants: Any) -> Tree:
    """Write a promise."""
    return {"id": id, "say": "Words", "whenever": whenever, **wants}


def journey(id: str, answers: Sequence[str], outcome: str, **more: Any) -> Tree:
    """Write a journey."""
    return {"id": id, "story": "Words", "answers": [*answers], "outcome": outcome, **more}


@dataclass
class Project:
    """A guide with notes, promises and journeys, as plain values."""

    tree: Tree
    notes: list[Tree] = field(default_factory=list)
    promises: list[Tree] = field(default_factory=list)
    journeys: list[Tree] = field(default_factory=list)
    benign: list[str] = field(default_factory=lambda: ["who.me"])

    def base(self) -> GuideBase:
        """Give it as it would be read."""
        words = [{"id": id, "label": "Words", "say": "Words"} for id in URGENCIES]
        safety = {
            "urgencies": words,
            "help_bar": [CONTACTS[0]],
            "leave_to": "https://example.org/",
            "screen": [self.tree["questions"][0]["id"]],
            "benign": self.benign,
            "promises": self.promises
            or [promise("nothing", {"any": references_in(self.tree)}, urgency_at_most="emergency")],
        }
        notes = fitted({"notes": self.notes, **DAYS}, NotesFile) if self.notes else NO_NOTES
        return GuideBase(
            replace(
                base_of(self.tree),
                safety=fitted(safety, SafetyFile),
                journeys=fitted({"journeys": self.journeys}, JourneysFile),
                contacts=fitted({"contacts": [_contact(id) for id in CONTACTS]}, ContactsFile),
                handbook=Handbook(notes=notes),
            )
        )

    def compiled(self) -> Compiled:
        """Give it compiled."""
        base = self.base()
        plan = make_plan(base)
        return compiled_of(base, plan, compile_guide(plan))


def _contact(id: str) -> Tree:
    ways = [{"kind": "chat", "url": "https://example.org/"}]
    return {"id": id, "name": "Words", "short_name": "Words", "for": "Words", "ways": ways}


def fitted(value: Any, model: type[Entry]) -> Any:
    """Give plain values as an entry."""
    problems = Problems()
    entry = fit(located(value), model, problems, file="made up")
    assert entry is not None, list(problems)
    return entry


@dataclass
class Told:
    """What each reader of a project is told, by trying every way."""

    project: Project

    def __post_init__(self) -> None:
        self.brute = Brute(self.project.tree)
        self.notes: dict[str, Tree] = {entry["id"]: entry for entry in self.project.notes}

    def is_shown(self, note: str, way: Way) -> bool:
        """Tell whether a way has a note shown for certain."""
        return self.is_meant(note, way) and way.outcome not in self.notes[note].get("said_at", ())

    def is_meant(self, note: str, way: Way) -> bool:
        """Tell whether a note is for whoever answers so, wherever it stands."""
        entry = self.notes[note]
        return is_given(entry["when"], way) and ("and" not in entry or is_given(entry["and"], way))

    def ways(self, whenever: Any) -> list[Way]:
        """Give the ways on which a condition holds."""
        return [way for way in self.brute.ways if holds(whenever, way.given)]

    def completions(self, answers: Iterable[str]) -> list[Way]:
        """Give the ways that give these answers, and no others to the questions that they name."""
        given = Choice(answers)
        named = {answer.split(".")[0] for answer in given}
        mine = {id: Choice(answer for answer in given if answer.split(".")[0] == id) for id in named}
        return [way for way in self.brute.ways if all(mine.get(id, choice) == choice for id, choice in way.asked)]

    def rank(self, way: Way) -> int:
        """Give the urgency that a way ends with, as a number."""
        return self.brute.rank(way.outcome)


def is_given(names: Iterable[str], way: Way) -> bool:
    """Tell whether a way gives one of some answers."""
    return not way.given.isdisjoint(names)


def is_asked(names: Iterable[str], way: Way) -> bool:
    """Tell whether a way asks about all of some answers."""
    return {name.split(".")[0] for name in names} <= {id for id, _ in way.asked}


def shown_by(problem: Problem) -> Choice:
    """Give the answers that a problem names to show a fault."""
    words = next(line.partition("answers: ")[2] for line in problem.notes if "answers: " in line)
    return Choice() if words == "(from the start)" else Choice(words.split(", "))


def assert_shown(problems: Iterable[Problem], guilty: Sequence[Way]) -> None:
    """Hold that there is one problem where some way is at fault, none else, and that it shows the shortest of them."""
    found = list(problems)
    assert len(found) == bool(guilty)
    for problem in found:
        assert shown_by(problem) in [way.given for way in guilty]
        assert len(shown_by(problem)) == min(len(way.given) for way in guilty)


def projects(tree: Tree) -> st.SearchStrategy[Project]:
    """Draw up to three notes for a guide, and the contacts of its outcomes; all follows from a seed."""
    return st.builds(lambda seed: random_project(tree, Random(seed)), st.integers(0, 2**32))


def random_project(tree: Tree, random: Random) -> Project:
    """Write notes for a guide, and the contacts of its outcomes."""
    outcomes = [entry | {"call": _some(random, CONTACTS)} for entry in tree["outcomes"]]
    notes = [_note(random, f"n{number}", tree) for number in range(random.randint(1, 3))]
    return Project(tree | {"outcomes": outcomes}, notes)


def _note(random: Random, id: str, tree: Tree) -> Tree:
    answers = references_in(tree)
    more = {
        "said_at": _some(random, [entry["id"] for entry in tree["outcomes"]]),
        "call": _some(random, CONTACTS),
        "and_": _some(random, answers),
        "urgency": random.choice(URGENCIES),
    }
    kept = {key: value for key, value in more.items() if random.random() < 0.5}
    return note(id, _some(random, answers), **kept)


def _some(random: Random, words: Sequence[str]) -> list[str]:
    return random.sample(words, random.randint(1, min(3, len(words))))


def statements(tree: Tree) -> st.SearchStrategy[Any]:
    """Draw a condition about the answers of a guide."""
    return conditions(references_in(tree))
