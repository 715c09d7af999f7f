"""Cut everything that a person signs off into numbered things, for the pack and for one unit that is read alone."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from generator.checks.addresses import headings_of
from generator.difference.entries import Leaf, Manner, Node, Reader, Record, Series
from generator.difference.labels import sort_in_words
from generator.difference.lines import VOICES, is_date, name_of
from generator.guide.conditions import Resolved, resolve
from generator.guide.plan import PlannedAnswer, answers_of
from generator.in_words import Words, words_of
from generator.model.entry import Entry
from generator.model.guide import Choose, Decision, Question
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Move
from generator.model.prose import ProseHead, ProsePage
from generator.model.registers import Promise, SafetyFile
from generator.model.words import WordsFile
from generator.model.words.places import Phrases
from generator.problems import Place
from generator.review.labels import label_of, title_of_file
from generator.review.standing_at import address_in_block, address_of, addresses_in_lists
from generator.review.waiting import most_urgent_first
from generator.sign_offs import SignOffs, Standing, Unit


@dataclass(frozen=True, slots=True)
class PackLine:
    """A text of a thing, behind what it is: "whom to call", "about someone else"."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class PackRow:
    """A row of a decision: when it holds, in words, and where it leads. `condition` is True in the last row."""

    number: str
    condition: Resolved
    target: str


@dataclass(frozen=True, slots=True)
class PackItem:
    """A thing to look at and to put initials beside: a question with its answers, a decision with its rows, a note.

    `address` is where a reader finds it on the site, None where that is no one place.
    """

    number: str
    sort: str
    id: str
    name: str
    place: Place
    lines: tuple[PackLine, ...]
    rows: tuple[PackRow, ...] = ()
    question: Question | None = None
    answers: tuple[PlannedAnswer, ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True)
class PackUnit:
    """What is signed off together: its number, the name to type, its page on the site, and all things in it.

    `address` is None where no one page shows it, `state` where nobody signs it off. `since` tells what changed since
    somebody did, where that is asked for.
    """

    number: int
    name: str
    title: str
    address: str | None
    place: Place
    state: Standing | None
    items: tuple[PackItem, ...]
    since: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack, or a part of it, with the words of every id."""

    units: tuple[PackUnit, ...]
    words: Words
    is_whole: bool


def pack_of(
    base: KnowledgeBase, sign_offs: SignOffs, only: Container[str] | None = None, since: Mapping[str, str] | None = None
) -> Pack:
    """Put together the pack of a project, whole or of the units that `only` names, what is for danger first.

    `since` tells of units by their name what changed since somebody signed them off.

    Notices and journeys stand at its end. Nobody signs them off, for a notice stands for some days and each journey is
    proven anew; but a clinician may miss something in them.
    """
    cut = _Cut.of(base)
    kept = [unit for unit in most_urgent_first(sign_offs.units, base) if only is None or unit.name in only]
    changed = since or {}
    units = [
        replace(cut.unit(number, unit, sign_offs), since=changed.get(unit.name, ""))
        for number, unit in enumerate(kept, 1)
    ]
    if only is None and base.contacts.notices:
        units.append(cut.notices(len(units) + 1))
    if only is None and base.journeys.journeys:
        units.append(cut.journeys(len(units) + 1))
    return Pack(tuple(units), cut.words, only is None)


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is needed to cut the units of a base into things."""

    base: KnowledgeBase
    words: Words
    page_of: Mapping[int, ProsePage]
    listed: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, base: KnowledgeBase) -> _Cut:
        return cls(base, words_of(base), {id(page.head): page for page in base.pages}, addresses_in_lists(base))

    def unit(self, number: int, unit: Unit, sign_offs: SignOffs) -> PackUnit:
        drafts = tuple(chain.from_iterable(self._drafts(part, unit) for part in unit.covered))
        items = tuple(_numbered(f"{number}.{place}", draft) for place, draft in enumerate(drafts, 1))
        address, state = address_of(unit.entry, self.base), sign_offs.state_of(unit.entry)
        return PackUnit(number, unit.name, self._title(unit), address, unit.place, state, items)

    def _title(self, unit: Unit) -> str:
        """Name a unit in the words by which a reader knows it."""
        entry = unit.entry
        if isinstance(entry, ProseHead):
            return str(entry.title)
        if isinstance(entry, Move):
            return f"from {self.words.pages[entry.from_]} to {self.words.pages[entry.to]}"
        return title_of_file(unit.name) or name_of(Reader().entry(entry))

    def _drafts(self, part: object, unit: Unit) -> Iterator[PackItem]:
        """Yield each thing in a part of what a unit covers, without its number."""
        if isinstance(part, Question):
            yield self._question(part)
        elif isinstance(part, Decision):
            yield self._decision(part)
        elif isinstance(part, SafetyFile):
            yield from (item for item in self._entry(part, unit) if item.sort != "promise")
            yield from (self._promise(promise) for promise in part.promises)
        elif isinstance(part, WordsFile):
            yield from self._words(part, unit)
        elif isinstance(part, Entry):
            yield from self._entry(part, unit)
        elif isinstance(part, tuple):
            for each in part:
                yield from self._drafts(each, unit)
        elif isinstance(part, list):
            lines = tuple(PackLine("result", self.words.target(each)) for each in part)
            yield PackItem("", "results of the guide", "", "", unit.place, lines)
        elif isinstance(part, str) and isinstance(unit.entry, ProseHead):
            yield from _sections(self.page_of[id(unit.entry)])

    def _entry(self, entry: Entry, unit: Unit) -> Iterator[PackItem]:
        """Yield an entry, and apart from it each thing with an id of its own that stands in one of its lists."""
        record = self._told(Reader().entry(entry), unit)
        own = {field: node for field, node in record.fields.items() if not _is_list_of_things(node)}
        yield self._item(replace(record, fields=own), name_of(record))
        for node in record.fields.values():
            for thing in node.items if isinstance(node, Series) and _is_list_of_things(node) else ():
                if isinstance(thing, Record):
                    yield self._item(thing, name_of(thing))

    def _item(self, record: Record, name: str) -> PackItem:
        lines = tuple(line for line in _lines(record) if line.text != name or line.label not in _NAMING)
        address = self.listed.get((record.sort, record.id)) or address_in_block(record, self.base)
        sort = sort_in_words(record.sort) if record.id or not record.sort.endswith("File") else "in general"
        return PackItem("", sort, record.id, name, record.place, lines, address=address)

    def _words(self, file: WordsFile, unit: Unit) -> Iterator[PackItem]:
        """Yield the words of each section: what it holds is said in its model."""
        record = self._told(Reader().entry(file), unit)
        single = {key: node for key, node in record.fields.items() if not isinstance(node, Record)}
        yield PackItem("", "words of every page", "", "", unit.place, tuple(_lines(replace(record, fields=single))))
        for key, node in record.fields.items():
            section = getattr(file, key.replace(" ", "_"), None)
            if isinstance(node, Record) and isinstance(section, Phrases):
                about = (type(section).__doc__ or "").split("\n")[0]
                yield PackItem("", "words", key.replace(" ", "-"), about, node.place, tuple(_lines(node)))

    def _question(self, question: Question) -> PackItem:
        lines = [PackLine("about someone else", str(question.they))] if question.they != question.you else []
        lines += [PackLine("help", str(question.help))] if question.help is not None else []
        lines.append(PackLine("why we ask", str(question.why)))
        lines.append(PackLine("choose", "any number of answers" if question.choose is Choose.ANY else "one answer"))
        if question.next is not None:
            lines.append(PackLine("then", self.words.target(str(question.next))))
        answers = answers_of(question, self.base)
        place, id, name = question.id.place, str(question.id), str(question.you)
        return PackItem("", "question", id, name, place, tuple(lines), question=question, answers=answers)

    def _decision(self, decision: Decision) -> PackItem:
        rows = tuple(
            PackRow(
                str(number),
                True if case.when is None else resolve(case.when, self.words.resolved),
                self.words.target(str(case.target)),
            )
            for number, case in enumerate(decision.cases, 1)
        )
        said = (PackLine("", "The first row that holds is followed."),)
        return PackItem("", "decision", str(decision.id), "", decision.id.place, said, rows)

    def _promise(self, promise: Promise) -> PackItem:
        """Say a promise as a rule: the condition under which it counts, and what must then hold."""
        condition = resolve(promise.whenever, self.words.resolved)
        record = self._named(Reader().entry(promise), ())
        assert isinstance(record, Record)
        wants = {key: node for key, node in record.fields.items() if key not in ("say", "whenever")}
        wanted = "; ".join(f"{line.label}: {line.text}" for line in _lines(replace(record, fields=wants)))
        row = PackRow("1", condition, wanted)
        return PackItem("", "promise", str(promise.id), str(promise.say), promise.id.place, (), (row,))

    def notices(self, number: int) -> PackUnit:
        """Cut out what is said on every page for some days."""
        items = []
        for place, notice in enumerate(self.base.contacts.notices, 1):
            record = self._named(Reader().entry(notice), ())
            assert isinstance(record, Record)
            items.append(replace(self._item(record, str(notice.say)), number=f"{number}.{place}", sort="notice"))
        first = self.base.contacts.notices[0].id.place
        return PackUnit(number, "notices", "What is said on every page for some days", None, first, None, tuple(items))

    def journeys(self, number: int) -> PackUnit:
        """Cut out the made-up people."""
        items = []
        journeys, words = self.base.journeys.journeys, self.words
        for place, journey in enumerate(journeys, 1):
            given = " · ".join(f"“{words.answers.get(str(answer), answer)}”" for answer in journey.answers)
            lines = [PackLine("answers", given)]
            lines.append(PackLine("must end at", words.target(str(journey.outcome))))
            lines += [PackLine("is shown", words.target(str(note))) for note in journey.shows]
            lines += [PackLine("is never shown", words.target(str(note))) for note in journey.never_shows]
            story, at = str(journey.story), journey.id.place
            items.append(PackItem(f"{number}.{place}", "journey", str(journey.id), story, at, tuple(lines)))
        first = journeys[0].id.place
        return PackUnit(number, "journeys", "Made-up people, and where each must end", None, first, None, tuple(items))

    def _told(self, record: Record, unit: Unit) -> Record:
        """Put the words that readers know beside each id, and leave out dates and what other units cover."""
        told = self._named(record, tuple(named.__name__ for named in unit.named))
        assert isinstance(told, Record)
        return told

    def _named(self, node: Node, apart: tuple[str, ...], field: str = "") -> Node:
        match node:
            case Leaf():
                return replace(node, text=self._with_words(node, field))
            case Series():
                return replace(node, items=tuple(self._named(item, apart, field) for item in node.items))
            case Record() if node.sort in apart:
                return Leaf(self.words.target(node.id), node.place, Manner.REFERENCE)
            case Record():
                fields = {
                    key: self._named(part, apart, key)
                    for key, part in node.fields.items()
                    if not is_date(part) and key not in _NOT_SHOWN and not (key == "id" and node.id)
                }
                return replace(node, fields=fields)

    def _with_words(self, leaf: Leaf, field: str) -> str:
        if field in ("source", "sources"):
            return f"{leaf.text} {self.words.sources[leaf.text]}" if leaf.text in self.words.sources else leaf.text
        if field == "pages":
            return f"{leaf.text} {self.words.pages[leaf.text]}" if leaf.text in self.words.pages else leaf.text
        if leaf.manner is Manner.REFERENCE:
            return _ID.sub(lambda match: self.words.target(match[0]), leaf.text)
        return "yes" if leaf.text == "true" else leaf.text


_ID = re.compile(r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)?")
_NOT_SHOWN = ("decisions", "differs")
_NAMING = frozenset(["title", "name", "word", "claim", "sign", "its name for readers", "the number or date", "find"])
"""The labels of a text that stands in the heading of its thing already."""


def _numbered(number: str, item: PackItem) -> PackItem:
    return replace(item, number=number, rows=tuple(replace(row, number=f"{number}.{row.number}") for row in item.rows))


_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+", re.MULTILINE)


def _sections(page: ProsePage) -> Iterator[PackItem]:
    """Yield each part of a hand-written page, from a heading to the next."""
    body = page.body
    anchors = {line.place.line: anchor for anchor, line in headings_of(page)}
    starts = [match.start() for match in _HEADING.finditer(body)]
    for start, end in pairwise(dict.fromkeys([0, *starts, len(body)])):
        section = str(body)[start:end]
        if not section.strip():
            continue
        place = body.place_of(start)
        first, _, rest = section.strip("\n").partition("\n")
        is_headed = _HEADING.match(first) is not None
        name, text = (first.strip("# "), rest) if is_headed else ("", section)
        paragraphs = tuple(PackLine("", each) for part in text.split("\n\n") if (each := part.strip("\n")))
        anchor = anchors.get(place.line, "") if first.startswith("##") else ""
        address = f"{page.address}#{anchor}" if anchor else page.address
        yield PackItem("", "text", "", name, place, paragraphs, address=address)


def _is_list_of_things(node: Node) -> bool:
    return isinstance(node, Series) and any(isinstance(item, Record) and item.id for item in node.items)


_SHORT = 40


def _lines(node: Node, label: str = "") -> Iterator[PackLine]:
    """Yield each text of a value behind what it is; words of a few letters in one line."""
    match node:
        case Leaf():
            yield PackLine(label, node.text)
        case Series():
            words = [item.text for item in node.items if isinstance(item, Leaf) and item.manner is Manner.WORDS]
            if len(words) == len(node.items) and all(len(word) <= _SHORT and "\n" not in word for word in words):
                yield PackLine(label, " · ".join(words))
                return
            for item in node.items:
                yield from _lines(item, label)
        case Record():
            is_line = node.is_one_voice and set(node.fields) == set(VOICES)
            label = f"{label} {node.id}" if label and node.id else label
            for field, part in node.fields.items():
                if node.is_one_voice and field == "they":
                    continue
                inner = label_of(node.sort, field)
                if node.is_one_voice and field == "you":
                    inner = "" if is_line else "said to both"
                yield from _lines(part, ", ".join(word for word in (label, inner) if word))
