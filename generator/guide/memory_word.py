"""Write the answers of a calm run as a word of ten letters, and read them from it: the twin of memory_word_engine.js.

A word tells the number of a way among all ways to answer below the safety screen, so none of its answers is in it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from generator.guide.diagram import Diagram, Node

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LENGTH = 10
LEAST_CHECK = 7
"""Where fewer words than one in this many would be refused, a check is none, and a guide has no words."""
_MOST_CHECK = 10_000


@dataclass(frozen=True, slots=True)
class MemoryCode:
    """How a guide writes its words: `below` are the ways to answer below each node.

    Each of `starts` is a list of nodes that a screen without danger leads to, below which the same is asked in the same
    way: the first stands for all. A word is a number of `ways`, moved on by `shift`, times `check`, plus `version`.
    """

    diagram: Diagram
    below: tuple[int, ...]
    screen: frozenset[str]
    harmless: frozenset[str]
    starts: tuple[tuple[int, ...], ...]
    ways: int
    check: int
    version: int
    shift: int

    def word_of(self, answers: Iterable[str]) -> str:
        """Write the answers below the safety screen as a word; "" where the screen has an answer that is not harmless.

        `answers` are all answers of a run, as "question.answer".
        """
        given = frozenset(answers)
        entry = self._entry(given)
        if entry is None:
            return ""
        rank, number = entry
        while not self.diagram.nodes[number].outcome:
            node = self.diagram.nodes[number]
            chosen = _chosen(self.diagram, node, given)
            rank += sum(ways for position, _, ways in self._arrows(node) if position < chosen)
            number = node.arrows[chosen] or 0
        return _in_letters((rank + self.shift) % self.ways * self.check + self.version)

    def answers_of(self, word: str) -> tuple[str, ...] | None:
        """Read the answers from a word; None where it is none of this guide as it is. Case and spaces do not matter."""
        value = _in_number("".join(word.split()).upper())
        if value is None or value % self.check != self.version or value // self.check >= self.ways:
            return None
        rank = (value // self.check - self.shift) % self.ways
        for first, *_ in self.starts:
            if rank < self.below[first]:
                return tuple(self._walk(first, rank))
            rank -= self.below[first]
        raise AssertionError("each number below `ways` stands below a start")

    def _entry(self, given: Collection[str]) -> tuple[int, int] | None:
        """Find the node at which the screen of a run ends, and how many ways come before it."""
        number = 0
        while self.diagram.nodes[number].question in self.screen:
            node = self.diagram.nodes[number]
            position = _chosen(self.diagram, node, given)
            choice = self.diagram.choice(node, position)
            if choice and choice not in self.harmless:
                return None
            number = node.arrows[position] or 0
        before = 0
        for nodes in self.starts:
            if number in nodes:
                return before, nodes[0]
            before += self.below[nodes[0]]
        return None

    def _walk(self, number: int, rank: int) -> Iterator[str]:
        while not self.diagram.nodes[number].outcome:
            node = self.diagram.nodes[number]
            for position, arrow, ways in self._arrows(node):
                if rank < ways:
                    choice = self.diagram.choice(node, position)
                    if choice:
                        yield choice
                    number = arrow
                    break
                rank -= ways

    def _arrows(self, node: Node) -> Iterator[tuple[int, int, int]]:
        """Yield each arrow that leads somewhere: its position, where it leads, and the ways below."""
        for position, arrow in enumerate(node.arrows):
            if arrow is not None:
                yield position, arrow, self.below[arrow]


def memory_code(diagram: Diagram, *, screen: Collection[str], harmless: Iterable[str]) -> MemoryCode | None:
    """Make the code of a guide; None where ten letters leave no room for a check, or no calm run goes on.

    `harmless` are the answers that tell nothing about danger: only who gave no other to the `screen` gets a word.
    """
    asked_first, calm = frozenset(screen), frozenset(harmless)
    below, shapes = _ways_and_shapes(diagram)
    alike: dict[bytes, list[int]] = {}
    for number in sorted(_after(diagram, asked_first, calm)):
        alike.setdefault(shapes[number], []).append(number)
    starts = tuple(tuple(nodes) for nodes in alike.values())
    ways = sum(below[nodes[0]] for nodes in starts)
    room = len(LETTERS) ** LENGTH // ways if ways else 0
    if room < LEAST_CHECK:
        return None
    check = _check_for(room)
    version = int.from_bytes(hashlib.sha256(b"".join(alike)).digest())
    return MemoryCode(diagram, below, asked_first, calm, starts, ways, check, version % check, version % ways)


def _after(diagram: Diagram, screen: frozenset[str], harmless: frozenset[str]) -> set[int]:
    """Collect the questions' nodes that a screen answered with harmless answers alone leads to."""
    found, seen, waiting = set[int](), set[int](), [0]
    while waiting:
        number = waiting.pop()
        node = diagram.nodes[number]
        if number in seen or node.outcome:
            continue
        seen.add(number)
        if node.question not in screen:
            found.add(number)
            continue
        for position, arrow in enumerate(node.arrows):
            choice = diagram.choice(node, position)
            if arrow is not None and (not choice or choice in harmless):
                waiting.append(arrow)
    return found


def _ways_and_shapes(diagram: Diagram) -> tuple[tuple[int, ...], list[bytes]]:
    """Count the ways below each node, and give the hash of all that is asked below it, its answers in their order.

    Neither words nor outcomes are in the hash: a word depends on none of them.
    """
    below, shapes = [0] * len(diagram.nodes), [b""] * len(diagram.nodes)
    for number in reversed(range(len(diagram.nodes))):
        node = diagram.nodes[number]
        below[number] = 1 if node.outcome else sum(below[arrow] for arrow in node.arrows if arrow is not None)
        choices = [diagram.choice(node, position) for position in range(len(node.arrows))]
        further = [None if arrow is None else shapes[arrow].hex() for arrow in node.arrows]
        shapes[number] = hashlib.sha256(repr((node.question, choices, further)).encode()).digest()
    return tuple(below), shapes


def _check_for(room: int) -> int:
    """Choose a prime to count in: no single wrong letter is a multiple of one above 25, few are of a smaller one.

    Two letters that change places are missed where the powers of 26 at their places leave the same remainder, so the
    prime is one whose powers differ as long as possible.
    """
    primes = (number for number in range(3, min(room, _MOST_CHECK) + 1) if _is_prime(number))
    return max(primes, key=lambda prime: (_period_of(prime), prime))


def _is_prime(number: int) -> bool:
    return all(number % other for other in range(2, int(number**0.5) + 1))


def _period_of(prime: int) -> int:
    """Count after how many places of a word a letter weighs the same again; 0 where most places weigh nothing."""
    if len(LETTERS) % prime == 0:
        return 0
    return next((places for places in range(1, LENGTH) if pow(len(LETTERS), places, prime) == 1), LENGTH)


def _chosen(diagram: Diagram, node: Node, given: Collection[str]) -> int:
    """Find the arrow that answers take at a node."""
    question = diagram.plan.questions[node.question]
    if node.option is not None:
        return int(question.options[node.option].reference in given)
    alone = (position for position, answer in enumerate(question.exclusives) if answer.reference in given)
    return next(alone, len(question.exclusives))


def _in_letters(number: int) -> str:
    letters = ""
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters = LETTERS[place] + letters
    return letters


def _in_number(letters: str) -> int | None:
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        return None
    number = 0
    for letter in letters:
        number = number * len(LETTERS) + LETTERS.index(letter)
    return number
