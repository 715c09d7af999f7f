"""Find on which ways to answer a note, or a line of an outcome, is said for certain in only one of two versions.

What is compared is whom it is for: the answers of the old version, asked about in the new guide, beside those of the
new one. So a set of answers that changed is seen in every note and line that names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.checks import Verified
from generator.difference.matching import aligned
from generator.difference.renames import Renames
from generator.difference.sections import Section, of_note, of_urgency
from generator.difference.versions import Guides
from generator.guide.conditions import Compound, Resolved, Word
from generator.guide.plan import Plan, known_references
from generator.guide.proofs import Watch, Witness
from generator.guide.renaming import renamed
from generator.guide.saying import answers_in
from generator.model.guide import Outcome, OutcomeLine
from generator.model.notes import Note
from generator.model.sorts import Sort


@dataclass(frozen=True, slots=True)
class SaidText:
    """What is said: the note `id` with its title, or a line of the outcome `id`, which stands in its list `part`."""

    id: str
    text: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """Ways to answer a guide on which some words are newly said for certain (`is_said`), or no longer.

    One version says them on `of` ways, and on these `ways` of them the other does not. Both are counted in the newer
    guide; what is gone as a whole is counted in the older. The `witness` has the fewest answers that show it, which
    are answers of `plan`. `is_for_danger` tells that it touches people in danger.
    """

    section: Section
    guide: str
    words: SaidText
    is_said: bool
    is_for_danger: bool
    ways: int
    of: int
    witness: Witness
    plan: Plan


def sayings_between(guides: Guides, renames: Renames) -> Iterator[Saying]:
    """Yield what is newly said and what is no longer said, in each guide that both versions have."""
    for old, new in guides:
        if new is not None:
            versions = _Versions(_Version.of(old, renames), _Version.of(new, Renames({})))
            yield from versions.of_notes()
            yield from versions.of_lines()


@dataclass(frozen=True, slots=True)
class _Hearers:
    """Whom something is said to: those who make a condition true and end at one of some outcomes."""

    condition: Resolved
    ends: frozenset[str]

    def without(self, others: _Hearers) -> tuple[_Hearers, _Hearers]:
        """Subtract the others from them; what is left has two parts."""
        unless = Compound(Word.ALL, (self.condition, Compound(Word.NOT, (others.condition,))))
        return _Hearers(unless, self.ends & others.ends), _Hearers(self.condition, self.ends - others.ends)


_Audience = Callable[[Plan], _Hearers]
"""Whom a version says something to, for the answers and outcomes of a guide: its own, or those of another version."""


@dataclass(frozen=True, slots=True)
class _Version:
    """One version of a guide, with the ids of the newer one."""

    id: str
    watch: Watch
    renames: Renames
    references: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, Note]

    @classmethod
    def of(cls, guide: Verified, renames: Renames) -> _Version:
        notes = {renames.follow(Sort.NOTE, str(note.id)): note for note in guide.base.every_note()}
        watch = Watch(renamed(guide.diagram, renames.of_guide()))
        return cls(str(guide.base.tree.guide.id), watch, renames, known_references(guide.base), notes)

    @property
    def plan(self) -> Plan:
        return self.watch.diagram.plan

    def audience_of_note(self, note: Note) -> _Audience:
        """Say whom a note is said to: an outcome of `said_at` says it without the note."""
        said_at = {self.renames.follow(Sort.OUTCOME, str(id)) for id in note.said_at}

        def audience(plan: Plan) -> _Hearers:
            lists = [self._one_of(names, plan) for names in (note.when, note.and_) if names]
            return _Hearers(Compound(Word.ALL, tuple(lists)), frozenset(plan.outcomes) - said_at)

        return audience

    def audience_of_line(self, line: OutcomeLine, outcome: str) -> _Audience:
        """Say whom a line of an outcome is said to."""

        def audience(plan: Plan) -> _Hearers:
            given = self._one_of(line.when or line.unless, plan)
            condition = given if line.when else Compound(Word.NOT, (given,)) if line.unless else True
            return _Hearers(condition, frozenset([outcome]))

        return audience

    def _one_of(self, names: Sequence[str], plan: Plan) -> Resolved:
        """Return the condition that one of some answers is given; those that a guide does not ask are left out."""
        known = {answer.reference for question in plan.questions.values() for answer in question.answers}
        answers = (self.renames.follow(Sort.ANSWER, answer) for answer in answers_in(names, self.references))
        return Compound(Word.ANY, tuple(sorted(known.intersection(answers))))


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What one version says, and to whom."""

    words: SaidText
    audience: _Audience

    @classmethod
    def note(cls, id: str, note: Note, version: _Version) -> _Spoken:
        return cls(SaidText(id, str(note.title.you)), version.audience_of_note(note))

    @classmethod
    def line(cls, outcome: str, part: str, line: OutcomeLine, version: _Version) -> _Spoken:
        return cls(SaidText(outcome, str(line.you), part), version.audience_of_line(line, outcome))


@dataclass(frozen=True, slots=True)
class _Versions:
    """Two versions of a guide."""

    old: _Version
    new: _Version

    def of_notes(self) -> Iterator[Saying]:
        """Yield what changes in whom notes are said to; people in danger miss one that is urgent or stands first."""
        for id in dict.fromkeys((*self.new.notes, *self.old.notes)):
            before, after = self.old.notes.get(id), self.new.notes.get(id)
            notes = [note for note in (before, after) if note is not None]
            section = min((of_note(note.urgency, is_first=note.first) for note in notes), key=list(Section).index)
            found = self._between(
                section,
                None if before is None else _Spoken.note(id, before, self.old),
                None if after is None else _Spoken.note(id, after, self.new),
            )
            for saying in found:
                is_missed = section in (Section.DANGER, Section.TODAY) and not saying.is_said
                moved = Section.REMOVED if after is None else Section.DANGER if is_missed else section
                yield replace(saying, section=moved, is_for_danger=saying.is_for_danger or is_missed)

    def of_lines(self) -> Iterator[Saying]:
        """Yield what changes in whom the lines are said to, of outcomes that both versions have."""
        for id, after in self.new.plan.outcomes.items():
            before = self.old.plan.outcomes.get(id)
            if before is not None:
                for part in ("now", "say", "sooner"):
                    yield from self._of_list(id, part, before, after)

    def _of_list(self, id: str, part: str, before: Outcome, after: Outcome) -> Iterator[Saying]:
        section = of_urgency(max(before.urgency, after.urgency, key=lambda urgency: urgency.rank))
        for old, new in lines_in_pairs(getattr(before, part), getattr(after, part)):
            if any(line is not None and (line.when or line.unless) for line in (old, new)):
                yield from self._between(
                    section,
                    None if old is None else _Spoken.line(id, part, old, self.old),
                    None if new is None else _Spoken.line(id, part, new, self.new),
                )

    def _between(self, section: Section, before: _Spoken | None, after: _Spoken | None) -> Iterator[Saying]:
        """Yield what one of two versions says alone; what is gone is counted in the old guide, all else in the new."""
        version = self.old if after is None else self.new
        old, new = (None if spoken is None else spoken.audience(version.plan) for spoken in (before, after))
        if old == new:
            return
        for spoken, hearers, others in ((before, old, new), (after, new, old)):
            if spoken is None or hearers is None:
                continue
            alone = (hearers,) if others is None else hearers.without(others)
            found = _alone(version.watch, hearers, alone)
            if found is not None:
                is_danger = section is Section.DANGER
                yield Saying(section, self.new.id, spoken.words, spoken is after, is_danger, *found, version.plan)


def _alone(watch: Watch, hearers: _Hearers, alone: Sequence[_Hearers]) -> tuple[int, int, Witness] | None:
    """Count the ways of some parts of the hearers, and of all, with the fewest answers; None where nobody is."""
    shown = [watch.breaks(part.condition, part.ends) for part in alone]
    witness = min((one for one in shown if one is not None), key=lambda one: len(one.answers), default=None)
    if witness is None:
        return None
    ways = sum(watch.ways(part.condition, part.ends) for part in alone)
    return ways, watch.ways(hearers.condition, hearers.ends), witness


def lines_in_pairs(
    old: Sequence[OutcomeLine], new: Sequence[OutcomeLine]
) -> list[tuple[OutcomeLine | None, OutcomeLine | None]]:
    """Pair the lines of two versions of a list: those with the same words, then those with words that are alike."""
    texts = [[f"{line.you}\n{line.they}" for line in side] for side in (old, new)]
    left = [*range(len(old))]
    pairs: list[tuple[OutcomeLine | None, OutcomeLine | None]] = []
    rest: list[int] = []
    for place, text in enumerate(texts[1]):
        same = next((number for number in left if texts[0][number] == text), None)
        if same is None:
            rest.append(place)
        else:
            left.remove(same)
            pairs.append((old[same], new[place]))
    for i, j in aligned([texts[0][number] for number in left], [texts[1][number] for number in rest]):
        pairs.append((None if i is None else old[left[i]], None if j is None else new[rest[j]]))
    return pairs
