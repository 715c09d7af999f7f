"""Say ids and rules in the words that readers know, for people who never see the author's files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks.names import references_anywhere
from generator.guide.conditions import Compound, Resolved, Word
from generator.guide.plan import answers_of
from generator.guide.sharing import bases_of_guides
from generator.model.guide import asked
from generator.model.knowledge import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the ids that rules and entries use.

    `names` are those of every id, `answers` and `questions` those of the rules. `references` are the answers that a
    name in a rule stands for. `sources` and `pages` are titles, whose ids may be those of other things.
    """

    names: Mapping[str, str]
    answers: Mapping[str, str]
    questions: Mapping[str, str]
    references: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]
    pages: Mapping[str, str]

    def target(self, id: str) -> str:
        """Write an id that something leads to, with its words."""
        return f"{id} {self.names[id]}" if id in self.names else id

    def resolved(self, name: str) -> tuple[str, ...]:
        """List the answers that a name in a rule stands for; itself where it is not known."""
        return self.references.get(name) or (name,)

    def in_line(self, condition: Resolved) -> str:
        """Say a condition in one line, an answer with its question."""
        if isinstance(condition, bool):
            return "always" if condition else "never"
        if isinstance(condition, str):
            return f"“{self.answers.get(condition, condition)}” ({self.questions.get(condition.split('.')[0], '')})"
        parts = " · ".join(self.in_line(part) for part in condition.parts)
        if condition.word is Word.NOT:
            return f"not: {parts}"
        head = {Word.ALL: "all of", Word.ANY: "one of", Word.AT_LEAST: f"{condition.number} or more of"}[condition.word]
        return f"{head}: [{parts}]" if len(condition.parts) > 1 else parts


def words_of(base: KnowledgeBase) -> Words:
    """Collect the words of every id: answers with their question, outcomes by their title."""
    names = {str(contact.id): f"“{contact.name}”" for contact in base.every_contact()}
    care = {str(level.id): f"“{level.name}”" for level in base.every_level()}
    care |= {str(kind.id): f"“{kind.name}”" for kind in base.every_kind()}
    names |= care
    names |= {str(note.id): f"“{note.title.you}”" for note in base.every_note()}
    names |= {str(box.id): f"“{box.title}”" for box in base.safety.boxes if str(box.id) not in names}
    answers, questions = {}, {}
    for guide in base.every_guide():
        names |= {str(outcome.id): f"“{outcome.title.you}”" for outcome in guide.outcomes}
        for question in guide.questions:
            questions[str(question.id)] = asked(question.you)
            names[str(question.id)] = f"“{asked(question.you)}”"
            for answer in answers_of(question, base):
                answers[answer.reference] = str(answer.text)
                names[answer.reference] = f"“{asked(question.you)} {answer.text}”"
    references: dict[str, tuple[str, ...]] = {}
    for one in reversed(bases_of_guides(base)):
        references |= {name: stands_for for name, stands_for in references_anywhere(one).items() if stands_for}
    sources = {str(source.id): f"“{source.title}”" for source in base.sources.sources}
    pages = {page.name: f"“{page.head.title}”" for page in base.pages}
    pages |= {str(each.id): f"“{each.name}”" for each in base.handbook.treatments.treatments}
    return Words(names, answers, questions, references, sources, pages | care)


def head_of(condition: Compound) -> str:
    """Say how many parts of a condition must hold; what follows is a list of them, or one thing."""
    if condition.word is Word.NOT:
        return "not:"
    if len(condition.parts) == 1:
        return ""
    return {
        Word.ALL: "all of these:",
        Word.ANY: "one or more of these:",
        Word.AT_LEAST: f"{condition.number} or more of these:",
    }[condition.word]


def parts_of(condition: Compound) -> Iterator[Resolved]:
    """Yield the parts, and in the place of a part that is joined in the same way its own."""
    for part in condition.parts:
        if isinstance(part, Compound) and part.word is condition.word and part.word in (Word.ALL, Word.ANY):
            yield from parts_of(part)
        else:
            yield part
