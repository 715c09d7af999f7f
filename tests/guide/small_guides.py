"""Write small guides as an author would, by hand or at random, and compile them."""

from __future__ import annotations

import json
from functools import lru_cache
from random import Random
from typing import Any

from hypothesis import strategies as st

from generator.fitting import fit
from generator.guide.compiling import compile_guide
from generator.guide.conditions import Resolved, resolve
from generator.guide.diagram import Diagram
from generator.guide.plan import Plan, make_plan, references_of
from generator.guide.sharing import GuideBase
from generator.model.guide import Condition, GuideFile
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import LevelsFile
from generator.model.lines import LinesFile
from generator.model.registers import ContactsFile, JourneysFile, SafetyFile, SourcesFile
from generator.problems import Place, Problems, Text
from generator.reading import shipped_words
from generator.source import TreeMapping, TreeSequence
from tests.partial import partial

Tree = dict[str, Any]
"""A file of an author as plain dicts, lists, texts and numbers."""

ALONE = ("none", "not-sure")
URGENCIES = ("emergency", "today", "soon", "routine")
DIRECTIONS = ("help-now", "help-now", "stay", "less-support")
MOST_VECTORS = 400
PLACE = Place("decision_tree.yaml", 1, 1)
DAYS = {"written": "2026-11-22", "review_due": "2027-11-22"}


def located(value: Any) -> Any:
    """Give plain values as `read_tree` would."""
    if isinstance(value, dict):
        tree = TreeMapping((located(key), located(inner)) for key, inner in value.items())
        tree.place = PLACE
        return tree
    if isinstance(value, list):
        items = TreeSequence(located(inner) for inner in value)
        items.place = PLACE
        return items
    return Text(str(value), place=PLACE, reads_as="a number" if isinstance(value, int) else "")


def answer(id: str, next: str = "") -> Tree:
    """Write an answer, with its own `next` if there is one."""
    return {"id": id, "text": f"Words of {id}"} | ({"next": next} if next else {})


def question(id: str, choose: str, answers: list[Tree], next: str = "") -> Tree:
    """Write a question."""
    words = {"you": f"Is {id} so?", "they": f"Is {id} so for them?", "why": "It matters."}
    return {"id": id, "choose": choose, **words, "answers": answers} | ({"next": next} if next else {})


def outcome(id: str, urgency: str = "routine", direction: str = "stay") -> Tree:
    """Write an outcome."""
    lists = {key: ["Talk to someone."] for key in ("now", "say", "sooner")} | {"call": ["emergency"]}
    words = {"title": "Title", "lead": "Lead", "unknown": "All else"}
    return {"id": id, "urgency": urgency, "direction": direction, **words, **lists, **DAYS}


def guide(questions: list[Tree], decisions: list[Tree], outcomes: list[Tree]) -> Tree:
    """Write a whole guide that starts at its first question."""
    words = dict.fromkeys(("title", "decision", "about", "for_whom", "not_advice"), "Words")
    head = {"id": "small", **words, "start": questions[0]["id"], "they_when": "who.they", **DAYS}
    return {"guide": head, "questions": questions, "decisions": decisions, "outcomes": outcomes}


def base_of(tree: Tree, levels: Any = None) -> GuideBase:
    """Give a knowledge base that holds the guide and next to nothing else."""
    file = _read(json.dumps(tree))
    nothing = partial(LevelsFile, ladders=(), beside=(), moves=())
    safety = partial(SafetyFile)
    contacts = partial(ContactsFile, contacts=())
    sources, lines = partial(SourcesFile, sources=()), partial(LinesFile)
    words = shipped_words()
    return GuideBase(KnowledgeBase(levels or nothing, file, safety, JourneysFile(), contacts, sources, lines, words))


@lru_cache(maxsize=4)
def _read(text: str) -> GuideFile:
    """Give a guide as read; a test reads the same one once for its diagram and once for each condition."""
    problems = Problems()
    file = fit(located(json.loads(text)), GuideFile, problems, file="decision_tree.yaml")
    assert isinstance(file, GuideFile), list(problems)
    return file


def plan_of(tree: Tree) -> Plan:
    """Give the plan of a guide."""
    return make_plan(base_of(tree))


def diagram_of(tree: Tree) -> Diagram:
    """Give the compiled guide."""
    return compile_guide(plan_of(tree))


def resolved(condition: Any, tree: Tree) -> Resolved:
    """Give a condition about a guide."""
    base = base_of(tree)
    references: dict[str, tuple[str, ...]] = {}
    for entry in base.tree.questions:
        references |= references_of(entry, base)
    return resolve(Condition.model_validate(located(condition)), references.__getitem__)


def references_in(tree: Tree) -> list[str]:
    """Give every answer of a guide as question.answer."""
    return [f"{entry['id']}.{given['id']}" for entry in tree["questions"] for given in entry["answers"]]


def conditions(references: list[str]) -> st.SearchStrategy[Any]:
    """Draw conditions, nested up to three times."""
    return st.builds(
        lambda depth, seed: _condition(Random(seed), references, depth=depth), st.integers(0, 3), st.integers(0, 2**32)
    )


def guides() -> st.SearchStrategy[Tree]:
    """Draw a guide of 2 to 5 questions, up to 3 decisions and 2 to 4 outcomes, in which every arrow leads forward.

    Sizes are drawn, so that a failing guide shrinks; the rest follows from a seed, which is a hundred times faster.
    """
    return st.builds(
        random_guide,
        questions=st.sampled_from([2, 3, 4, 5]),
        decisions=st.sampled_from([0, 1, 2, 3]),
        outcomes=st.sampled_from([2, 3, 4]),
        options=st.sampled_from([1, 2, 3, 4]),
        seed=st.integers(0, 2**32),
    )


def random_guide(*, questions: int, decisions: int, outcomes: int, options: int, seed: int) -> Tree:
    """Write a guide of these sizes; the same seed gives the same guide."""
    random = Random(seed)
    ends = [outcome(f"o{n}", random.choice(URGENCIES), random.choice(DIRECTIONS)) for n in range(outcomes)]
    steps = [f"q{n}" for n in range(1, questions)] + [f"d{n}" for n in range(decisions)]
    random.shuffle(steps)
    steps.insert(0, "q0")
    asked: list[Tree] = []
    vectors = 1
    for position, id in enumerate(steps):
        if id.startswith("q"):
            targets = _targets(steps[position + 1 :], ends)
            asked.append(_question(random, id, targets, options=options, most=MOST_VECTORS // vectors))
            vectors *= _ways_at_most(asked[-1])
    references = [f"{entry['id']}.{given['id']}" for entry in asked for given in entry["answers"]]
    decided = [
        _decision(random, id, _targets(steps[position + 1 :], ends), references)
        for position, id in enumerate(steps)
        if id.startswith("d")
    ]
    return guide(asked, decided, ends)


def _targets(later: list[str], ends: list[Tree]) -> list[str]:
    """Give what a step may lead to; the nearest steps stand several times, so that runs are long."""
    return [*later[:1] * 4, *later[1:2] * 2, *later[2:], *(end["id"] for end in ends if not later or end is ends[-1])]


def _ways_at_most(entry: Tree) -> int:
    if entry["choose"] == "one":
        return len(entry["answers"])
    alone = sum(given["id"] in ALONE for given in entry["answers"])
    return int(2 ** (len(entry["answers"]) - alone) - 1 + alone)


def _question(random: Random, id: str, targets: list[str], *, options: int, most: int) -> Tree:
    choose = random.choice(["one", "any"])
    size = random.randint(1, options)
    while size > 1 and (2**size + 1 if choose == "any" else size + 2) > most:
        size -= 1
    alone = [word for word in ALONE if random.random() < 0.6]
    ids = [*"abcd"[:size], *alone]
    random.shuffle(ids)
    own = {given for given in ids if random.random() < 0.5 and (choose == "one" or given in alone)}
    answers = [answer(given, random.choice(targets) if given in own else "") for given in ids]
    return question(id, choose, answers, random.choice(targets))


def _decision(random: Random, id: str, targets: list[str], references: list[str]) -> Tree:
    cases: list[Tree] = [
        {"when": _condition(random, references, depth=random.randint(0, 2)), "next": random.choice(targets)}
        for _ in range(random.randint(0, 3))
    ]
    return {"id": id, "cases": [*cases, {"otherwise": random.choice(targets)}]}


def _condition(random: Random, references: list[str], *, depth: int) -> Tree:
    kind = random.choice(["is", "at_least"] if depth == 0 else ["all", "any", "not", "at_least"])
    if kind == "is":
        return {"is": random.choice(references)}
    if kind == "at_least":
        of = random.choices(references, k=random.randint(1, 4))
        return {"at_least": random.randint(1, len(of)), "of": of}
    if kind == "not":
        return {"not": _statement(random, references, depth=depth - 1)}
    return {kind: [_statement(random, references, depth=depth - 1) for _ in range(random.randint(1, 3))]}


def _statement(random: Random, references: list[str], *, depth: int) -> Any:
    if random.random() < 0.3:
        return random.choice(references)
    return _condition(random, references, depth=depth)
