"""Know the guide that each entry leads to, and what it fills in there: answers about the place of care."""

from __future__ import annotations

from generator.guide.plan import PlannedAnswer, answers_of
from generator.model.guide import Guide, GuideFile
from generator.model.handbook import EntryPoint
from generator.model.knowledge import KnowledgeBase


def guide_of(entry: EntryPoint, base: KnowledgeBase) -> Guide:
    """Find the guide that an entry leads to: that of decision_tree.yaml where it names none that is there."""
    guides = [file.guide for file in base.every_guide()]
    first = next(guide for guide in guides if not guide.shares)
    return next((guide for guide in guides if guide.id == entry.guide), first)


def answers_filled_in(entry: EntryPoint, base: KnowledgeBase) -> tuple[PlannedAnswer, ...]:
    """List the answers that an entry fills in, one for each question of its guide that may be filled in and has it."""
    questions = answers_to_fill_in(entry, base).values()
    return tuple(answers[id] for answers in questions for id in answers if id in entry.place_)


def answers_to_fill_in(entry: EntryPoint, base: KnowledgeBase) -> dict[str, dict[str, PlannedAnswer]]:
    """Map each question of an entry's guide that may be filled in to its answers by their ids."""
    guide = guide_of(entry, base)
    asked = {
        str(question.id): question
        for file in base.every_guide()
        for question in file.questions
        if question.id in base.safety.places and _asks(guide, file, question.id)
    }
    return {id: {str(a.id): a for a in answers_of(question, base)} for id, question in asked.items()}


def _asks(guide: Guide, file: GuideFile, question: str) -> bool:
    """Tell whether a guide asks a question that is written in a file: its own, or one that it shares."""
    return file.guide.id == guide.id or (not file.guide.shares and question in guide.shares)


def entries_by_answer(guide: Guide, base: KnowledgeBase) -> dict[str, str]:
    """Map each answer of a guide that entries fill in, as "question.answer", to their ids with spaces between."""
    found: dict[str, str] = {}
    for entry in base.handbook.entries.entries:
        if guide_of(entry, base).id == guide.id:
            for answer in answers_filled_in(entry, base):
                found[answer.reference] = f"{found.get(answer.reference, '')} {entry.id}".lstrip()
    return found
