"""Write guides far larger than the shipped one, and time how long it takes to compile and prove them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from time import perf_counter

from generator.checks import checks_that_need, too_many_states
from generator.checks.compiled import compiled_of
from generator.checks.need import Need
from generator.fitting import fit
from generator.guide.compiling import compile_guide
from generator.guide.diagram import TooManyStates
from generator.guide.plan import make_plan
from generator.guide.sharing import GuideBase
from generator.guide.walks import count
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import SafetyFile
from generator.problems import Problem, Problems
from tests.guide.small_guides import Tree, answer, base_of, guide, located, outcome, question

BRANCH = 8
"""The questions of a branch: with the four before it, a run is as long as it may be."""

_LETTERS = "abcdefghij"
_ENDS = [
    outcome("help", "emergency", "help-now"),
    outcome("more", "soon", "more-support"),
    outcome("stay", "routine", "stay"),
    outcome("less", "routine", "less-support"),
]


@dataclass(frozen=True)
class Measured:
    """What came of one guide: seconds, and its figures, or the problem where it is refused."""

    compiling: float
    proving: float
    nodes: int = 0
    states: int = 0
    ways: int = 0
    refused: Problem | None = None


def measure_guide(base: KnowledgeBase) -> Measured:
    """Compile a guide and run every check of its diagram."""
    start = perf_counter()
    plan = make_plan(base)
    try:
        diagram = compile_guide(plan)
    except TooManyStates as error:
        return Measured(perf_counter() - start, 0, refused=next(too_many_states.check(GuideBase(base), error)))
    compiled = perf_counter()
    guide = compiled_of(GuideBase(base), plan, diagram)
    problems = [problem for check in checks_that_need(Need.DIAGRAM) for problem in check.check(guide)]
    proven = perf_counter()
    expected = ("outcome-without-journey", "run-too-long", "unweighed-answer", "emergency-without-number")
    assert all(problem.id in expected for problem in problems), problems
    return Measured(compiled - start, proven - compiled, len(diagram.nodes), diagram.states, count(diagram).ways)


def branching_guide(questions: int) -> KnowledgeBase:
    """Write a guide with this many questions: a screen of two, then who and about what, then a branch of its own."""
    rest = questions - 4
    sizes = [BRANCH] * (rest // BRANCH) + [rest % BRANCH] * (rest % BRANCH > 0)
    asked = [
        _any("danger", 6, "help", none="thoughts"),
        _any("thoughts", 6, "help", none="who"),
        _who(then="topic"),
        question("topic", "one", [answer(f"t{n}", f"b{n}-0") for n in range(len(sizes))] + [_unsure("b0-0")]),
    ]
    decided = []
    for number, size in enumerate(sizes):
        ids = [f"b{number}-{place}" for place in range(size)]
        for place, id in enumerate(ids):
            then = ids[place + 1] if place + 1 < size else f"weigh{number}"
            asked.append(_one(id, 4, then) if place % 2 else _any(id, 6, then))
        decided.append({"id": f"weigh{number}", "cases": _weigh(ids)})
    danger = [f"{id}.{letter}" for id in ("danger", "thoughts") for letter in (*_LETTERS[:6], "not-sure")]
    return _base(guide(asked, decided, _ENDS), screen=["danger", "thoughts"], danger=danger)


def _weigh(ids: list[str]) -> list[Tree]:
    """Lead to more support with two signs, or one early sign and a bad answer; to less with none and no bad answer."""
    signs = [f"{id}.{letter}" for id in ids[::2] for letter in (*_LETTERS[:6], "not-sure")]
    bad = {"any": [f"{id}.{letter}" for id in ids[1::2] for letter in ("d", "not-sure")]}
    calm = {"all": [f"{id}.none" for id in ids[::2]]}
    early = {"all": [{"any": signs[:7]}, bad]}
    return [
        {"when": {"any": [{"at_least": 2, "of": signs}, early]}, "next": "more"},
        {"when": {"all": [calm, {"not": bad}]}, "next": "less"},
        {"otherwise": "stay"},
    ]


def stress_guide(*, is_counted: bool) -> KnowledgeBase:
    """Write thirty questions in a row, ten of them "choose any" of ten, and weigh all the answers at the end.

    Counted, a decision asks how many signs there are; else it asks for combinations of signs, and is too large.
    """
    ids = [f"q{number}" for number in range(28)]
    several, single = ids[::3], [id for id in ids if id not in ids[::3]]
    asked = [_any("danger", 6, "help", none="who"), _who(then=ids[0])]
    for place, id in enumerate(ids):
        then = ids[place + 1] if place + 1 < len(ids) else "weigh"
        asked.append(_any(id, 10, then) if id in several else _one(id, 4, then))
    signs = [f"{id}.{letter}" for id in several for letter in _LETTERS]
    bad = {"any": [f"{id}.d" for id in single]}
    counted = [{"at_least": 25, "of": signs}, {"all": [{"at_least": 8, "of": signs}, bad]}]
    both = [
        {"all": [f"{one}.{letter}", f"{other}.{letter}"]}
        for letter in _LETTERS
        for one, other in combinations(several, 2)
    ]
    rows: list[Tree] = [{"when": when, "next": "more"} for when in (counted if is_counted else both)]
    tree = guide(asked, [{"id": "weigh", "cases": [*rows, {"otherwise": "stay"}]}], _ENDS[:3])
    return _base(tree, screen=["danger"], danger=[f"danger.{letter}" for letter in (*_LETTERS[:6], "not-sure")])


def _who(then: str) -> Tree:
    return question("who", "one", [answer("me"), answer("they"), _unsure()], then)


def _unsure(target: str = "") -> Tree:
    return answer("not-sure", target)


def _one(id: str, answers: int, then: str) -> Tree:
    return question(id, "one", [*(answer(letter) for letter in _LETTERS[:answers]), _unsure()], then)


def _any(id: str, options: int, then: str, none: str = "") -> Tree:
    return question(
        id, "any", [*(answer(letter) for letter in _LETTERS[:options]), answer("none", none), _unsure()], then
    )


def _base(tree: Tree, *, screen: list[str], danger: list[str]) -> KnowledgeBase:
    words = [{"id": id, "label": "Words", "say": "Words"} for id in ("emergency", "today", "soon", "routine")]
    benign = [f"{id}.none" for id in screen]
    promises = [
        {"id": "danger-first", "say": "Words", "whenever": {"any": danger}, "urgency_at_least": "emergency"},
        {"id": "calm", "say": "Words", "whenever": {"all": benign}, "urgency_at_most": "soon"},
        {"id": "no-less", "say": "Words", "whenever": {"any": danger}, "never": {"direction": "less-support"}},
    ]
    written = {
        "urgencies": words,
        "help_bar": ["emergency"],
        "leave_to": "https://example.org/",
        "screen": screen,
        "severities": [{"question": id} for id in screen],
        "benign": benign,
        "promises": promises,
    }
    problems = Problems()
    safety = fit(located(written), SafetyFile, problems, file="content/safety.yaml")
    assert isinstance(safety, SafetyFile), list(problems)
    return replace(base_of(tree), safety=safety)
