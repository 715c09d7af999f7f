"""A text asks more of a reader than it may.

At night, afraid, few people can follow a hard text; about half of adults read below the eighth grade (AHRQ).
Each page, question and outcome stays at grade 8 or below, half of them and all words of safety at 6 or below: a page is
of safety where its head says `for_danger: true`.
So do the sentences of each section of content/words.yaml.
Words of safety are not held below 6, because a sentence that is cut too short loses its reason.
One word of six syllables stops a reader who could read all the others, unless the glossary explains it. One sentence of
more than 35 words, or of hard words alone, does the same, however plain the rest is; in every register, too.

Fails: a question with long sentences and long words; "pharmacotherapeutic"; a sentence that runs on for 40 words.
Cure: split the sentence that the message names, and write the word in shorter ones, or explain it in
content/glossary.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from generator.checks.grade import grade_of, grade_of_sentence, hardest_sentence, sentences_in, syllables_in
from generator.checks.names import texts_of
from generator.checks.need import Need
from generator.checks.wording import Texts, find_in
from generator.identity import once_for_each
from generator.model.entry import Entry
from generator.model.guide import Direction
from generator.model.handbook import GlossaryFile
from generator.model.knowledge import KnowledgeBase
from generator.model.words import WORDS_OF_DANGER
from generator.problems import Place, Problem, Severity, Text

ID = "too-hard-to-read"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE
HARDEST = 8.0
MEDIAN = 6.0
SAFETY = 6.0
_NAMES = frozenset(["id", "formerly", "name", "short_name", "also_called", "standards", "kinds"])
_SILENT = _NAMES | {"sources", "call", "safety_box", "next", "url"}
LONGEST = 6
"""From how many syllables on a word needs an entry of the glossary."""
MOST_WORDS = 35
"""More words than these nobody can say in one breath."""
HARDEST_SENTENCE = 17.0
"""The grade that a sentence of four words or more may have by itself; a word that is explained counts as plain."""
_LONG_WORD = re.compile(r"[A-Za-z]{12,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """What a reader takes in at once, with the grade that it may have."""

    what: str
    place: Place
    texts: tuple[Text, ...]
    allowed: float


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each piece that is too hard, with its hardest sentence, and one where half of them are."""
    pieces, words = tuple(pieces_of(base)), (*_pieces_of_words(base), *_pieces_of_sharing(base))
    explained = explained_words(base.handbook.glossary)
    read = (*pieces, *words, *_pieces_of_registers(base))
    texts = [text for piece in read for text in piece.texts]
    yield from (problem for _, problem in find_in(texts, _HardWords(explained)))
    graded = [(piece, grade_of(piece.texts)) for piece in pieces]
    for piece, grade in (*graded, *((piece, grade_of(_sentences(piece))) for piece in words)):
        if round(grade, 1) > piece.allowed:
            message = f"{piece.what} is at reading grade {grade:.1f}, above {piece.allowed:.0f}"
            note = f"hardest sentence: {hardest_sentence(piece.texts)}"
            yield Problem(piece.place, ID, message, SEVERITY, "use shorter sentences and shorter words", (note,))
    if graded and round(median(grade for _, grade in graded), 1) > MEDIAN:
        middle = median(grade for _, grade in graded)
        message = f"half of all texts are above reading grade {middle:.1f}; it may be {MEDIAN:.0f}"
        yield Problem(graded[0][0].place, ID, message, SEVERITY, "begin with the hardest")


def explained_words(glossary: GlossaryFile) -> frozenset[str]:
    """Collect every word, in small letters, that the glossary explains."""
    return frozenset(
        word for term in glossary.terms for name in (term.term, *term.forms) for word in name.casefold().split()
    )


@dataclass(frozen=True, slots=True)
class _HardWords:
    """A search for words and sentences that are too hard for a reader to whom some words are explained."""

    explained: frozenset[str]

    def __call__(self, texts: Texts) -> Iterator[tuple[Text, Problem]]:
        for text in texts:
            yield from ((text, problem) for problem in (*self._long_words(text), *self._hard_sentences(text)))

    def _long_words(self, text: Text) -> Iterator[Problem]:
        """Yield a problem for each word that is too long to read and stands in no term of the glossary."""
        for match in _LONG_WORD.finditer(text):
            word = match.group()
            if syllables_in(word) >= LONGEST and word.casefold() not in self.explained:
                message = f'"{word}" has {syllables_in(word)} syllables, and the glossary does not explain it'
                help = "write it in shorter words, or explain it in content/glossary.yaml"
                yield Problem(text.place_of(match.start()), ID, message, SEVERITY, help)

    def _hard_sentences(self, text: Text) -> Iterator[Problem]:
        """Yield a problem for each sentence that is too long to say, or whose words are too hard all together."""
        for words in sentences_in(text):
            if message := _too_hard(words, self.explained):
                found = re.search(r"[\W\d_]+".join(map(re.escape, words[:3])), text)
                place = text.place_of(found.start() if found else 0)
                yield Problem(place, ID, message, SEVERITY, "split it, and say it in shorter words")


def _too_hard(words: tuple[str, ...], explained: frozenset[str]) -> str:
    """Say what makes a sentence too hard, or "" where nothing does."""
    if len(words) > MOST_WORDS:
        return f"a sentence has {len(words)} words, more than {MOST_WORDS}"
    grade = grade_of_sentence(words, explained)
    if len(words) > 3 and grade > HARDEST_SENTENCE:
        return f"a sentence is at reading grade {grade:.0f}, above {HARDEST_SENTENCE:.0f}"
    return ""


def pieces_of(base: KnowledgeBase) -> Iterator[Piece]:
    """Yield every question, outcome, level, kind, move, treatment, entry, safety box and hand-written page."""
    for question in (question for guide in base.every_guide() for question in guide.questions):
        is_safety = question.id in base.safety.screen
        yield _piece(f'question "{question.id}"', question, SAFETY if is_safety else HARDEST)
    for outcome in (outcome for guide in base.every_guide() for outcome in guide.outcomes):
        is_safety = outcome.direction is Direction.HELP_NOW
        yield _piece(f'outcome "{outcome.id}"', outcome, SAFETY if is_safety else HARDEST)
    yield from (_piece(f'safety box "{box.id}"', box, SAFETY) for box in base.safety.boxes)
    yield from (_piece(f'level "{level.id}"', level, HARDEST) for level in base.every_level())
    yield from (_piece(f'kind "{kind.id}"', kind, HARDEST) for kind in base.every_kind())
    yield from (_piece(f'move "{move.id}"', move, HARDEST) for move in base.levels.moves)
    treatments = base.handbook.treatments.treatments
    yield from (_piece(f'treatment "{treatment.id}"', treatment, HARDEST) for treatment in treatments)
    yield from (_piece(f'entry "{entry.id}"', entry, HARDEST) for entry in base.handbook.entries.entries)
    for page in base.pages:
        allowed = SAFETY if page.head.for_danger else HARDEST
        yield Piece(f'page "/{page.address}"', Place(page.file, 1, 1), (page.body,), allowed)


def _pieces_of_words(base: KnowledgeBase) -> Iterator[Piece]:
    """Yield every section of the project's own words; they are no page, and do not count in the middle of all texts."""
    words = base.handbook.words
    for name in () if words is None else type(words).model_fields:
        section = getattr(words, name)
        if isinstance(section, Entry):
            allowed = SAFETY if name in WORDS_OF_DANGER else HARDEST
            yield Piece(f'section "{name}"', section.place, tuple(texts_of(section)), allowed)


def _pieces_of_sharing(base: KnowledgeBase) -> Iterator[Piece]:
    """Yield what staff read before they send something, and all that they send or say, by situation and by pattern."""
    sharing = base.handbook.sharing
    for part in sharing.handing_over:
        yield Piece(f'part "{part.id}"', part.place, (part.say,), HARDEST)
    for situation in sharing.situations:
        sent = (text for shared in situation.send for text in (shared.message, shared.mail, shared.phone))
        texts = (situation.first, *(text for text in sent if text is not None))
        yield Piece(f'situation "{situation.id}"', situation.place, texts, HARDEST)
    if sharing.situations:
        yield Piece("what is sent with every page", sharing.patterns.place, tuple(texts_of(sharing.patterns)), HARDEST)


def _pieces_of_registers(base: KnowledgeBase) -> Iterator[Piece]:
    """Yield each entry of the registers; its lines are few, so that no grade of it as a whole would mean much."""
    book = base.handbook
    for entry in (
        *base.every_note(),
        *book.signs.signs,
        *book.questions.questions,
        *book.quality.signs,
        *book.values.values,
        *book.facts.facts,
        *book.evidence.studies,
        *book.evidence.claims,
        *book.glossary.terms,
        *base.every_contact(),
        *base.contacts.notices,
    ):
        yield _piece(f'entry "{entry.id}"', entry, HARDEST)
    yield from (_piece(f'program "{program.id}"', program, HARDEST) for program in base.organization.programs)


def _sentences(piece: Piece) -> tuple[Text, ...]:
    """Yield the texts of a section that are sentences: a heading, a link and a label are none."""
    return tuple(text for text in piece.texts if text.rstrip('”"')[-1:] in (".", "?", "!"))


def _piece(what: str, entry: Entry, allowed: float) -> Piece:
    return Piece(what, entry.place, _texts_read_aloud(entry), allowed)


@once_for_each
def _texts_read_aloud(entry: Entry) -> tuple[Text, ...]:
    return tuple(_read_aloud(entry))


def _read_aloud(entry: Entry) -> Iterator[Text]:
    """Yield the texts of an entry that a reader reads: not its ids, names and sources."""
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name in _SILENT or (isinstance(value, str) and name in ("from_", "to", "ladder", "source")):
            continue
        parts: Iterable[object] = value if isinstance(value, tuple) else (value,)
        for part in parts:
            if isinstance(part, Entry):
                yield from _read_aloud(part)
            else:
                yield from texts_of(part)
