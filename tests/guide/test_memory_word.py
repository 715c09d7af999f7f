"""A word of ten letters holds all answers below the safety screen, and most slips are refused."""

import random
from functools import cache
from itertools import chain, combinations, product

import pytest

from generator.guide.memory_word import LENGTH, LETTERS, MemoryCode, memory_code
from tests.conftest import proven
from tests.guide.example import example
from tests.guide.small_guides import Tree, diagram_of

GUIDES = {str(guide.base.tree.guide.id): guide for guide in proven().every_guide()}
WORDS = 300
every_guide = pytest.mark.parametrize("name", GUIDES)


@cache
def code_of(name: str) -> MemoryCode:
    """Make the code of a shipped guide."""
    guide, safety = GUIDES[name], GUIDES[name].base.safety
    code = memory_code(guide.diagram, screen=safety.screen, harmless=[*safety.benign, *safety.harmless])
    assert code is not None
    return code


def code_for(tree: Tree) -> MemoryCode:
    """Make the code of a small guide whose screen is one question."""
    code = memory_code(diagram_of(tree), screen=["danger"], harmless=["danger.none"])
    assert code is not None
    return code


@cache
def calm_runs(name: str) -> list[list[str]]:
    """Choose runs of a shipped guide at random that have a word, each as all its answers."""
    code, dice, runs = code_of(name), random.Random(988), list[list[str]]()
    at_start = dict(zip(chain.from_iterable(code.starts), ("body.none", "body.in-care-now"), strict=True))
    for _ in range(WORDS):
        at, body = dice.choice(sorted(at_start.items()))
        given = ["danger.none", "thoughts.none", body]
        while not (node := code.diagram.nodes[at]).outcome:
            ways = [(position, arrow) for position, arrow in enumerate(node.arrows) if arrow is not None]
            position, at = dice.choice(ways)
            given.append(code.diagram.choice(node, position))
        runs.append([answer for answer in given if answer])
    return runs


def slips(word: str, places: list[tuple[int, int]]) -> list[str]:
    """Let the letters at each two places change places, where they are not the same."""
    swapped = []
    for first, second in places:
        letters = list(word)
        letters[first], letters[second] = letters[second], letters[first]
        swapped.append("".join(letters))
    return [other for other in swapped if other != word]


def caught(code: MemoryCode, words: list[str]) -> float:
    """Tell which part of some words is refused."""
    return sum(code.answers_of(word) is None for word in words) / len(words)


@every_guide
def test_a_word_gives_back_every_answer_but_those_of_the_screen(name: str) -> None:
    code = code_of(name)
    for answers in calm_runs(name):
        word = code.word_of(answers)

        assert len(word) == LENGTH
        assert code.answers_of(word) == tuple(given for given in answers if given.partition(".")[0] not in code.screen)


def test_each_way_has_a_word_of_its_own_and_each_word_is_that_of_its_way() -> None:
    code = code_for(example())

    words = [code.word_of(["danger.none", *answers]) for answers in ways_of_the_example()]

    assert code.ways == len(set(words)) == 30


def ways_of_the_example() -> list[list[str]]:
    """List the answers of every way below the first question of the example."""
    marks = [["signs.none"], ["signs.not-sure"]]
    marks += [
        list(some) for size in (1, 2, 3) for some in combinations(("signs.worse", "signs.missing", "signs.using"), size)
    ]
    ways = []
    for place, signs in product(("home", "program", "not-sure"), marks):
        asks = place == "home" and len(signs) == 1 and signs[0] not in ("signs.none", "signs.not-sure")
        wishes = [["wish.yes"], ["wish.no"]] if asks else [[]]
        ways += [[f"where.{place}", *signs, *wish] for wish in wishes]
    return ways


@pytest.mark.parametrize("danger", ["danger.hurt", "danger.overdose", "danger.not-sure"])
def test_who_told_of_danger_gets_no_word(danger: str) -> None:
    assert code_for(example()).word_of([danger, "where.home", "signs.none"]) == ""


@every_guide
@pytest.mark.parametrize("question", ["danger", "thoughts", "body"])
def test_no_word_for_another_answer_to_the_screen(name: str, question: str) -> None:
    code = code_of(name)
    run = calm_runs(name)[0]
    for answer in GUIDES[name].plan.questions[question].answers:
        kept = [given for given in run if not given.startswith(f"{question}.")]
        assert bool(code.word_of([*kept, answer.reference])) == (answer.reference in code.harmless)


# What ten letters leave room for: a word in 19 is one of the first guide, a word in 88 of the second.
@pytest.mark.parametrize(
    ("name", "alone", "beside", "anywhere", "at_random"),
    [("step-up-or-step-down", 0.965, 0.97, 0.92, 0.94), ("intensive-outpatient", 1, 1, 1, 0.98)],
)
def test_slips_are_refused(name: str, alone: float, beside: float, anywhere: float, at_random: float) -> None:
    code, dice = code_of(name), random.Random(988)
    words = [code.word_of(run) for run in calm_runs(name)]
    other = [
        word[:place] + letter + word[place + 1 :] for word in words for place in range(LENGTH) for letter in LETTERS
    ]
    near = [(place, place + 1) for place in range(LENGTH - 1)]
    apart = [pair for pair in combinations(range(LENGTH), 2) if pair not in near]

    assert caught(code, [word for word in other if word not in words]) >= alone
    assert caught(code, [slip for word in words for slip in slips(word, near)]) >= beside
    assert caught(code, [slip for word in words for slip in slips(word, apart)]) >= anywhere
    assert caught(code, ["".join(dice.choices(LETTERS, k=LENGTH)) for _ in range(10_000)]) >= at_random


@pytest.mark.parametrize("slip", ["", "ABC", "ABCDEFGHIJK", "ABCDE FGHI1", "ÄBCDEFGHIJ", "ABCDE\u0130GHIJ"])
def test_what_is_no_word_is_refused(slip: str) -> None:
    assert code_for(example()).answers_of(slip) is None


def test_case_and_spaces_do_not_matter() -> None:
    code = code_for(example())
    word = code.word_of(["danger.none", "where.home", "signs.worse", "wish.yes"])

    assert code.answers_of(f" {word[:5].lower()} {word[5:]} ") == ("where.home", "signs.worse", "wish.yes")


def test_a_word_of_an_older_guide_is_refused() -> None:
    older, newer = example(), example()
    newer["questions"][1]["answers"].reverse()
    words = [code_for(older).word_of(["danger.none", *answers]) for answers in ways_of_the_example()]

    assert caught(code_for(newer), words) == 1


def test_a_word_outlives_other_words_and_another_result() -> None:
    older, newer = example(), example()
    newer["decisions"][0]["cases"][2]["otherwise"] = "more"
    newer["questions"][1]["you"] = "Where is care given?"
    answers = ("where.home", "signs.worse", "wish.yes")

    assert code_for(newer).answers_of(code_for(older).word_of(["danger.none", *answers])) == answers
