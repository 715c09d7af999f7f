"""A sentence turns safety round, judges a reader, or promises how it will end.

One lost "not" makes "Do not stop your medicine" deadly; "you are ready" or "you will be well" is for nobody to say.
The phrases stand in content/glossary.yaml, each with what to write. A phrase is fine after a negation that is near and
in the same sentence, in a quotation, in a question that a reader may ask, and where a person speaks: in the answers of
the guide, in "say", and in common claims.

Fails: "Stop your medicine", "Leave them alone", "You're ready to step down". Cure: the help says what to write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.names import texts_in
from generator.checks.need import Need
from generator.checks.word_to_avoid import texts_that_quote
from generator.checks.wording import (
    QUOTED,
    FoundParagraph,
    Sentence,
    Texts,
    Wording,
    Words,
    blank,
    find_in,
    paragraphs_with,
    words_of,
)
from generator.model.handbook import AvoidedPhrase, QualityKind
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "phrase-to-avoid"
SEVERITY = Severity.ERROR
NEEDS = Need.TEXTS

_END = re.compile(r"[.!?:;]+(?=[*_\"\u201d\u2019')\]]*(?:\s|$))|\n[ \t]*#+[^\n]*")
_TARGET = re.compile(r"\]\([^)]*\)")
_MARKS = str.maketrans({"*": " ", "_": " ", "[": " ", "]": " ", "`": " ", "\u2019": "'", "\u2018": "'", "\u00a0": " "})
_ASK = frozenset(
    words_of("am is are was were do does did can could may might must should will would has have")
    + words_of("what when where which who whom whose how")
)
_JOIN = frozenset(["and", "but", "or", "so"])
_FARTHEST = 3
"""How many words may stand between a negation and the phrase that it turns."""
_INVITES = ("why",)
"""What makes an invitation of a negation: "why not stop"."""
_ENDS_REACH = frozenset(["and", "but", "then", "so", "because", "forget", "hesitate", "fail", "only", "worry"])
"""Words behind which a negation no longer turns what follows, or is turned itself."""


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a problem for each phrase to avoid in a text that a reader sees, unless what stands before it turns it."""
    glossary = base.handbook.glossary
    if not glossary.phrases:
        return
    speaking = texts_that_quote(base) | _texts_that_speak(base)
    search = _PhrasesToAvoid(glossary.phrases, glossary.negations)
    yield from (problem for _, problem in find_in(texts, search, but=speaking))


@dataclass(frozen=True, slots=True)
class _PhrasesToAvoid:
    """A search for some phrases where nothing turns them."""

    phrases: tuple[AvoidedPhrase, ...]
    negations: tuple[Text, ...]

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        search_by_wording = {search.wording: search for search in _searches(self.phrases, self.negations)}
        read: dict[tuple[int, int], tuple[Sentence, ...]] = {}
        for wording, paragraph in paragraphs_with(texts, search_by_wording):
            search = search_by_wording[wording]
            place = (id(paragraph.text), paragraph.start)
            if place not in read:
                read[place] = tuple(_sentences(paragraph))
            for sentence in read[place]:
                for start, end in search.found_in(sentence):
                    span = sentence.span_of(start, end)
                    yield paragraph.text, _problem(paragraph.text, span, search.phrase)


def _problem(text: Text, span: tuple[int, int], phrase: AvoidedPhrase) -> Problem:
    said = " ".join(text[slice(*span)].replace("*", "").split())
    help = f"write instead: {phrase.use}"
    return Problem(text.place_of(span[0]), ID, f'"{said}" is a phrase to avoid', SEVERITY, help)


@dataclass(frozen=True, slots=True)
class _Search:
    """A wording to look for, what turns it into a right sentence, and the phrases in which it is all right."""

    phrase: AvoidedPhrase
    wording: Wording
    negations: frozenset[Words]
    turns: frozenset[Words]
    excepted: tuple[Wording, ...]

    def found_in(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Yield where the wording stands in a sentence and is not turned: its first word and the one behind it."""
        for start, end in self.wording.found_in(sentence.words):
            is_right = self._is_turned(sentence, start) or self._is_turned_within(sentence.words[start:end])
            if not is_right and not self._is_excepted(sentence, start, end):
                yield start, end

    def _is_turned(self, sentence: Sentence, start: int) -> bool:
        """Tell whether a word that turns it stands before, near, and parted by nothing."""
        for end in range(start, max(start - _FARTHEST, 0) - 1, -1):
            if sentence.is_parted(end):
                return False
            for turn in self.turns:
                before = end - len(turn)
                if before >= 0 and sentence.words[before:end] == turn:
                    return sentence.words[max(before - 1, 0) : before] != _INVITES
            if end == 0 or sentence.words[end - 1] in _ENDS_REACH:
                return False
        return False

    def _is_turned_within(self, words: Words) -> bool:
        return any(words[at : at + len(no)] == no for at in range(len(words)) for no in self.negations)

    def _is_excepted(self, sentence: Sentence, start: int, end: int) -> bool:
        spans = (span for phrase in self.excepted for span in phrase.found_in(sentence.words))
        return any(first <= start and end <= last for first, last in spans)


def _searches(phrases: tuple[AvoidedPhrase, ...], negations: tuple[Text, ...]) -> Iterator[_Search]:
    """Yield every wording to look for; a negation turns those that hold none."""
    every = frozenset(words_of(words) for words in negations)
    for phrase in phrases:
        excepted = tuple(Wording.read(words) for words in phrase.except_in)
        after = frozenset(words_of(words) for words in phrase.unless_after)
        for text in phrase.avoid:
            wording = Wording.read(text)
            turning = frozenset[Words]() if wording.holds(every) else every
            yield _Search(phrase, wording, turning, turning | after, excepted)


def _sentences(paragraph: FoundParagraph) -> Iterator[Sentence]:
    """Yield each sentence of a paragraph that is no question to somebody, without marks and quotations."""
    plain = _TARGET.sub(blank, paragraph.words) if "](" in paragraph.words else paragraph.words
    plain = QUOTED.sub(blank, plain).translate(_MARKS)
    start = 0
    for stop in (*(end.end() for end in _END.finditer(plain)), len(plain)):
        sentence = Sentence.read(plain[start:stop], paragraph.start + start)
        if not (plain[start:stop].rstrip().endswith("?") and _asks(sentence.words)):
            yield sentence
        start = stop


def _asks(words: Words) -> bool:
    """Tell whether a sentence that ends with a question mark begins as a question does."""
    first = words[1:2] if words[:1] and words[0] in _JOIN else words[:1]
    return bool(first) and first[0] in _ASK


def _texts_that_speak(base: KnowledgeBase) -> frozenset[int]:
    """Collect the texts in which a person speaks or that quote a bad program, and those that no reader sees."""
    outcomes = (outcome for guide in base.every_guide() for outcome in guide.outcomes)
    questions = (question for guide in base.every_guide() for question in guide.questions)
    answers = (answer for question in questions for answer in (*question.answers, *question.more_answers))
    speaking = [text for outcome in outcomes for text in texts_in(outcome.say)]
    speaking += [text for answer in answers for text in (answer.text, answer.they) if text is not None]
    told = (QualityKind.WARNING, QualityKind.SALES_LINE)
    speaking += [sign.sign for sign in base.handbook.quality.signs if sign.kind in told]
    unseen = (*texts_in(base.journeys), *texts_in(base.safety.promises), *texts_in(base.safety.decisions))
    return frozenset(id(text) for text in (*speaking, *unseen))
