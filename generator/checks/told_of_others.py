"""A line of an outcome speaks of something that some people who read it did not report.

"Say that home is not safe" under a safe home makes a reader doubt the rest. Which words are only true of which answers
stands in content/notes.yaml under `subjects`.

Fails: "If your home is not safe …" written without "if", at an outcome that a safe home reaches too.
Cure: say it with "if", give the line `when`, or move it into a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.conditions import Compound, Resolved, Word
from generator.guide.saying import answers_in
from generator.model.guide import Outcome, OutcomeLine
from generator.model.notes import Subject
from generator.problems import Problem, Severity, Text

ID = "told-of-others"
SEVERITY = Severity.WARNING
NEEDS = Need.DIAGRAM
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")
_CONDITIONAL = re.compile(r"\b(?:if|when|whether|unless|until|or)\b|\?", re.IGNORECASE)


def check(compiled: Compiled) -> Iterator[Problem]:
    """Find a problem for each line for everyone that names a subject which some way to it did not report."""
    told = list(_told_to_everyone(compiled))
    ends = [(frozenset([str(outcome.id)]), _not_reported(subject, compiled)) for subject, outcome, _ in told]
    for (subject, outcome, text), witness in zip(told, compiled.ways_to(ends), strict=True):
        if witness is not None:
            yield _problem(text, subject, outcome, in_words(witness.answers))


def _told_to_everyone(compiled: Compiled) -> Iterator[tuple[Subject, Outcome, Text]]:
    for subject in compiled.base.every_subject():
        words = re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in subject.words)})\b", re.IGNORECASE)
        for outcome in compiled.plan.outcomes.values():
            text = _told(outcome, words)
            if text is not None:
                yield subject, outcome, text


def _not_reported(subject: Subject, compiled: Compiled) -> Resolved:
    return Compound(Word.NOT, (Compound(Word.ANY, answers_in(subject.answers, compiled.references)),))


def _problem(text: Text, subject: Subject, outcome: Outcome, answers: str) -> Problem:
    message = f'outcome "{outcome.id}" speaks of "{subject.id}" to people who did not report it'
    help = 'say it with "if", give the line "when", or move it into a note'
    return Problem(text.place, ID, message, SEVERITY, help, (f"answers: {answers}",))


def _told(outcome: Outcome, words: re.Pattern[str]) -> Text | None:
    """Find the first text for everyone that has one of the words in a sentence without a condition."""
    for line in (outcome.title, outcome.lead, *outcome.now, *outcome.say):
        if isinstance(line, OutcomeLine) and line.when:
            continue
        for text in (text for text in (line.you, line.they) if words.search(text)):
            for sentence in _SENTENCE.findall(text):
                if words.search(sentence) and not _CONDITIONAL.search(sentence):
                    return text
    return None
