"""Lead somebody through a guide in a terminal: one question at a time, back, change, to a result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from generator.checks import Verified
from generator.guide.answering import Given, ahead, path
from generator.guide.plan import PlannedQuestion
from generator.model.guide import Choose
from generator.pages.atlas import draw_atlas
from generator.pages.guide.questions import QuestionView, question_views
from generator.pages.prose import plain
from generator.trying.lines import wrapped
from generator.trying.result import AtResult, Holds, Shown, answers_in_words, question_in_words, result_lines, shown_of
from generator.trying.start import Start

_HOW_ONE = "Type a number"
_HOW_ANY = "Type numbers with spaces between"
_HOW_KEPT = ", press Enter to keep the answer"
_HOW_ELSE = ", or: why, back, change, quit"
_HOW_REVIEW = "Press Enter to see the result, or type: change, back, quit"
_HOW_END = "Type: change, back, again, or press Enter to end"


@dataclass(frozen=True, slots=True)
class _At:
    """Where a reader is: their answers, how many screens they passed, and whether they have seen the review.

    `kept` and `gone` are the questions whose answers the last one left as they are, or made needless.
    """

    given: Given
    depth: int
    is_reviewed: bool = False
    kept: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


Say = Callable[[str], None]
Ask = Callable[[], str | None]
"""Return the line that was typed, or None where nothing more will be."""


def try_guide(verified: Verified, start: Start, *, width: int, say: Say, ask: Ask) -> None:
    """Walk a guide until its result is read, or nothing more is typed; nothing is kept."""
    shown = shown_of(verified, draw_atlas(verified.base, verified.today, verified.sign_offs))
    views = {view.planned.id: view for view in question_views(verified)}
    screens = path(verified.diagram, start.given)
    asked = [verified.diagram.nodes[number].question for number in screens]
    at = _At(start.given, asked.index(start.question) if start.question in asked else len(screens) - 1)
    end = shown.outcomes.get(verified.diagram.nodes[screens[at.depth]].outcome)
    if at.depth and (end is None or end.is_at_once):  # else the review says the same
        say(wrapped(["Filled in:", *_rows(shown, at, they=_speaks(verified, at, start))], width) + "\n")
    while True:
        they = _speaks(verified, at, start)
        _say_settled(shown, at, they=they, width=width, say=say)
        at = replace(at, kept=(), gone=())
        node = verified.diagram.nodes[path(verified.diagram, at.given)[at.depth]]
        if node.outcome:
            moved = _at_result(shown, at, node.outcome, they=they, width=width, say=say, ask=ask)
        else:
            moved = _at_question(shown, at, views[node.question], they=they, width=width, say=say, ask=ask)
        if moved is None:
            return
        at = moved


def _speaks(verified: Verified, at: _At, start: Start) -> bool:
    """Tell whether the guide speaks about someone else."""
    known = AtResult(_asked(verified, at), they=False).known(verified.base.tree.guide.they_when)
    return known is Holds.SO or (known is Holds.OPEN and start.they)


def _asked(verified: Verified, at: _At) -> Given:
    """Leave out answers to what is not asked."""
    nodes = (verified.diagram.nodes[number] for number in path(verified.diagram, at.given))
    return {node.question: at.given[node.question] for node in nodes if node.question in at.given}


def _at_question(
    shown: Shown, at: _At, view: QuestionView, *, they: bool, width: int, say: Say, ask: Ask
) -> _At | None:
    """Show a question until it is answered or left; return where the reader is then, None where they stop."""
    words, question = shown.atlas.words.guide, view.planned
    say(wrapped(_question_lines(shown, view, at, they=they), width))
    kept = at.given.get(question.id, frozenset())
    how = (_HOW_ANY if question.choose is Choose.ANY else _HOW_ONE) + (_HOW_KEPT if kept else "") + _HOW_ELSE
    while True:
        typed = _typed(say, ask, how)
        match typed:
            case None | "quit":
                return None
            case "why":
                say(wrapped([f"{plain(words.why_we_ask)}: {plain(question.entry.why)}"], width))
            case "back" if at.depth:
                return replace(at, depth=at.depth - 1)
            case _ if typed.split()[0:1] == ["change"] and at.depth:
                moved = _changed(shown, at, typed, they=they, width=width, say=say)
                if moved is not None:
                    return moved
            case _:
                chosen = _chosen(question, typed) if typed else kept
                if chosen:
                    return _answered(shown, at, question, chosen)
                say(wrapped([plain(words.choose)], width))


def _question_lines(shown: Shown, view: QuestionView, at: _At, *, they: bool) -> Iterator[str]:
    words, question = shown.atlas.words.guide, view.planned
    said, given = view.they if they else view.you, at.given.get(view.planned.id, frozenset())
    part = (words.part_safety, words.part_you, words.part_now)[view.part]
    left = words.left_one if view.minutes == 1 else words.left.replace("{minutes}", str(view.minutes))
    yield from (f"[{plain(part)} · {plain(left)}] {question.id}", said.heading)
    if hint := " ".join(each for each in (said.hint, plain(question.entry.help or "")) if each):
        yield hint
    for number, answer in enumerate(question.answers, 1):
        if answer.id == view.apart:
            yield f"  {plain(words.or_else)}"
        mark = "[x]" if answer.reference in given else "[ ]"
        help = f" ({plain(answer.help)})" if answer.help else ""
        yield f"  {mark} {number}. {plain(answer.they if they else answer.text)}{help}"


def _chosen(question: PlannedQuestion, typed: str) -> frozenset[str]:
    """Read which answers were typed, by their numbers or ids; none where that is no way to answer."""
    by_word = {str(number): answer for number, answer in enumerate(question.answers, 1)}
    by_word |= {answer.id: answer for answer in question.answers}
    words = [word for word in re.split(r"[\s,]+", typed) if word]
    found = [by_word[word] for word in words if word in by_word]
    is_alone = any(answer.is_exclusive for answer in found) and len(set(found)) > 1
    if len(found) < len(words) or is_alone:
        return frozenset()
    return frozenset(answer.reference for answer in found)


def _answered(shown: Shown, at: _At, question: PlannedQuestion, chosen: frozenset[str]) -> _At:
    """Take an answer; later ones are kept where they can still be asked for."""
    diagram = shown.verified.diagram
    given = {**at.given, question.id: chosen}
    before = {*list(_asked(shown.verified, at))[: at.depth], question.id}
    possible = {diagram.nodes[number].question for number in ahead(diagram, 0, given)}
    is_another = at.given.get(question.id, chosen) != chosen
    kept = tuple(id for id in given if is_another and id in possible - before)
    gone = tuple(id for id in given if id not in possible)
    given = {id: answers for id, answers in given.items() if id in possible}
    last = len(path(diagram, given)) - 1
    return _At(given, last if at.is_reviewed else min(at.depth + 1, last), at.is_reviewed, kept, gone)


def _say_settled(shown: Shown, at: _At, *, they: bool, width: int, say: Say) -> None:
    """Say which later answers were kept, and which are no longer asked for."""
    words, questions = shown.atlas.words.guide, shown.verified.plan.questions
    for title, ids in ((words.kept, at.kept), (words.gone, at.gone)):
        if ids:
            headings = (f"- {question_in_words(questions[id], they=they)}" for id in ids)
            say(wrapped([plain(title), *headings], width))


def _at_result(shown: Shown, at: _At, outcome: str, *, they: bool, width: int, say: Say, ask: Ask) -> _At | None:
    """Show the answers where the result can wait for that, then the result; return where the reader is then."""
    words, at = shown.atlas.words.guide, replace(at, given=_asked(shown.verified, at))
    if not shown.outcomes[outcome].is_at_once:
        say(wrapped([plain(words.review), plain(words.review_lead), *_rows(shown, at, they=they)], width))
        moved, is_left = _led(shown, at, _HOW_REVIEW, they=they, width=width, say=say, ask=ask)
        if is_left:
            return moved
    say("\n" + wrapped(result_lines(shown, outcome, AtResult(at.given, they)), width))
    return _led(shown, at, _HOW_END, they=they, width=width, say=say, ask=ask)[0]


def _led(shown: Shown, at: _At, how: str, *, they: bool, width: int, say: Say, ask: Ask) -> tuple[_At | None, bool]:
    """Ask where to go from a review or a result; return where the reader is then, and whether they leave it."""
    while True:
        match typed := _typed(say, ask, how):
            case "" | None:
                return None, False
            case "quit":
                return None, True
            case "back" if at.depth:
                return replace(at, depth=at.depth - 1, is_reviewed=True), True
            case "again":
                return _At({}, 0), True
            case _ if typed.split()[0:1] == ["change"]:
                moved = _changed(shown, replace(at, is_reviewed=True), typed, they=they, width=width, say=say)
                if moved is not None:
                    return moved, True


def _changed(shown: Shown, at: _At, typed: str, *, they: bool, width: int, say: Say) -> _At | None:
    """Go back to the question that was typed by its number; where there is none, list them."""
    number = typed.removeprefix("change").strip()
    if number.isdecimal() and 0 < int(number) <= at.depth:
        return replace(at, depth=int(number) - 1)
    say(wrapped(["Type change and a number:", *_rows(shown, at, they=they)], width))
    return None


def _rows(shown: Shown, at: _At, *, they: bool) -> Iterator[str]:
    """Yield each question that was answered, by its number, with its answer."""
    diagram = shown.verified.diagram
    for number, node in enumerate(path(diagram, at.given)[: at.depth], 1):
        question = diagram.plan.questions[diagram.nodes[node].question]
        answers = answers_in_words(question, at.given[question.id], they=they)
        yield f"  {number}. {question_in_words(question, they=they)} {answers}"


def _typed(say: Say, ask: Ask, how: str) -> str | None:
    say(f"\n{how}")
    typed = ask()
    return None if typed is None else typed.strip()
