"""Make each guide whole: a further guide with the questions that it shares, and the journeys that are its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import compress
from typing import NewType

from generator.guide.plan import answers_of
from generator.model.entry import bare
from generator.model.guide import Decision, GuideFile, Question
from generator.model.knowledge import Handbook, KnowledgeBase
from generator.model.levels import Level
from generator.model.registers import Journey
from generator.problems import Text

GuideBase = NewType("GuideBase", KnowledgeBase)
"""A base whose `tree` is one guide, whole; `bases_of_guides` makes it."""


def bases_of_guides(base: KnowledgeBase) -> tuple[GuideBase, ...]:
    """Make for each guide a base whose `tree` is that guide, whole; the guide of decision_tree.yaml comes first.

    Each holds the journeys that belong to its guide: those whose questions it asks and whose outcome it has. A journey
    that belongs to none stays with the first, where its names are reported. Names that do not resolve are left as
    they are, for the checks of names to find.
    """
    guides = whole_guides(base)
    journeys = base.journeys.journeys
    belonging = [[_belongs(journey, guide) for journey in journeys] for guide in (_Home.of(g, base) for g in guides)]
    further = [any(group[number] for group in belonging[1:]) for number in range(len(journeys))]
    belonging[0] = [own or not other for own, other in zip(belonging[0], further, strict=True)]
    theirs = [tuple(compress(journeys, group)) for group in belonging]
    written = base.every_guide()
    return tuple(
        GuideBase(
            replace(
                base,
                tree=guide,
                others=tuple(other for other in written if other.guide.id != guide.guide.id),
                journeys=base.journeys.model_copy(update={"journeys": group}),
            )
        )
        for guide, group in zip(guides, theirs, strict=True)
    )


def whole_guides(base: KnowledgeBase) -> tuple[GuideFile, ...]:
    """Complete each guide with what it shares; the guide of decision_tree.yaml comes first."""
    return (base.tree, *(_whole(guide, base.tree) for guide in base.others))


_ASKED_OF_LEVELS = frozenset({"id", "formerly", "name", "sentence", "sleep"})
_NOT_ASKED = dict.fromkeys(Level.model_fields.keys() - _ASKED_OF_LEVELS)


def seen_by_guides(base: KnowledgeBase) -> KnowledgeBase:
    """Leave out what no guide depends on: pages, their words, sources, the handbook, of a level but name and nights.

    So what was found of a guide holds for every base that is the same to it.
    """
    levels = base.levels
    ladders = tuple(
        ladder.model_copy(update={"about": None, "levels": _bare(ladder.levels)}) for ladder in levels.ladders
    )
    return replace(
        base,
        levels=levels.model_copy(update={"ladders": ladders, "beside": _bare(levels.beside), "moves": ()}),
        sources=base.sources.model_copy(update={"sources": ()}),
        own_sources=None,
        words=bare(base.words),
        pages=(),
        handbook=Handbook(notes=base.handbook.notes),
    )


def _bare(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    return tuple(level.model_copy(update=_NOT_ASKED) for level in levels)


@dataclass(frozen=True, slots=True)
class _Home:
    """The answers and outcomes of a guide, by which its journeys are known."""

    guide: str
    answers: frozenset[str]
    outcomes: frozenset[str]

    @classmethod
    def of(cls, guide: GuideFile, base: KnowledgeBase) -> _Home:
        answers = (answer.reference for question in guide.questions for answer in answers_of(question, base))
        return cls(str(guide.guide.id), frozenset(answers), frozenset(str(outcome.id) for outcome in guide.outcomes))


def _belongs(journey: Journey, home: _Home) -> bool:
    is_walked = journey.guide in (None, home.guide) and journey.outcome in home.outcomes
    return is_walked and home.answers.issuperset(journey.answers)


def _whole(guide: GuideFile, main: GuideFile) -> GuideFile:
    """Complete a further guide with what it shares; where a shared way leads to no shared question, it leads to `then`.

    It may lead to every outcome of the main guide, so that one thing is said in one place.
    """
    shared = set(guide.guide.shares)
    left = {question.id for question in main.questions} - shared
    then = guide.guide.then

    def onward(target: Text | None) -> Text | None:
        return then if target in left and then is not None else target

    questions = tuple(_led_on(question, onward) for question in main.questions if question.id in shared)
    reached = {target for question in questions for target in _targets(question)}
    decisions = _decisions_from(reached, main)
    reached |= {case.target for decision in decisions for case in decision.cases}
    reached |= {target for question in guide.questions for target in _targets(question)}
    reached |= {case.target for decision in guide.decisions for case in decision.cases}
    return guide.model_copy(
        update={
            "questions": (*questions, *guide.questions),
            "decisions": (*(_decision_led_on(decision, onward) for decision in decisions), *guide.decisions),
            "outcomes": (*(outcome for outcome in main.outcomes if outcome.id in reached), *guide.outcomes),
        }
    )


_Onward = Callable[[Text | None], Text | None]


def _led_on(question: Question, onward: _Onward) -> Question:
    changed: dict[str, object] = {"next": onward(question.next)}
    for part in ("answers", "more_answers"):
        answers = getattr(question, part)
        changed[part] = tuple(answer.model_copy(update={"next": onward(answer.next)}) for answer in answers)
    return question.model_copy(update=changed)


def _targets(question: Question) -> set[Text]:
    answers = (*question.answers, *question.more_answers)
    return {target for target in (question.next, *(answer.next for answer in answers)) if target is not None}


def _decisions_from(reached: set[Text], main: GuideFile) -> tuple[Decision, ...]:
    """List the decisions that targets lead to, and those that these lead to, in the author's order."""
    found: set[Text] = set()
    waiting = list(reached)
    decision_by_id = {decision.id: decision for decision in main.decisions}
    while waiting:
        decision = decision_by_id.get(waiting.pop())
        if decision is not None and decision.id not in found:
            found.add(decision.id)
            waiting.extend(case.target for case in decision.cases)
    return tuple(decision for decision in main.decisions if decision.id in found)


def _decision_led_on(decision: Decision, onward: _Onward) -> Decision:
    cases = tuple(
        case.model_copy(update={"next": onward(case.next), "otherwise": onward(case.otherwise)})
        for case in decision.cases
    )
    return decision.model_copy(update={"cases": cases})
