"""Measure the content by what a good decision aid does: one small function for each criterion that applies.

The criteria are those of IPDAS version 4 (International Patient Decision Aid Standards), in our own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.checks import Verified
from generator.model.dates import dated_entries
from generator.model.entry import Dated
from generator.model.guide import Direction
from generator.model.handbook import Asked, SignDirection
from generator.model.knowledge import KnowledgeBase
from generator.model.levels import Level
from generator.model.registers import SourceKind
from generator.model.words.places import filled
from generator.model.words.scorecard import ScorecardEvidence, ScorecardFinds
from generator.pages.prose import literal, plain
from generator.pages.readability import Figures
from generator.pages.words import day_in_words, listed, number_in_words

_SOME_WORDS = 15
_SOME_LINES = 3
_MOST_WORDS_APART = 1.5
_MOST_LINES_APART = 1
_YEARS_BETWEEN_LOOKS = 3
_HEADING = re.compile(r"^#{1,6} +(.*)$", re.MULTILINE)


class State(StrEnum):
    """Tell whether a criterion is met: by the content, by the word of a named person, or not at all."""

    MET = "met"
    DECLARED = "declared"
    NOT_MET = "not-met"
    DOES_NOT_APPLY = "does-not-apply"


@dataclass(frozen=True, slots=True)
class Result:
    """A criterion's state with one line of evidence, in Markdown; there is none where it does not apply."""

    state: State
    evidence: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What the criteria look at: the verified project, one of its guides with its address, and how its pages read."""

    verified: Verified
    guide: Verified
    address: str
    figures: Figures | None

    @property
    def base(self) -> KnowledgeBase:
        """Return the knowledge base."""
        return self.verified.base

    @property
    def says(self) -> ScorecardEvidence:
        """Return what the page says of each criterion."""
        return self.base.words.scorecard.evidence

    @property
    def finds(self) -> ScorecardFinds:
        """Return the words by which the sections of content/about.md are found."""
        return self.base.words.scorecard.finds


@dataclass(frozen=True, slots=True)
class Balance:
    """The room that one level gives to its good sides and its hard sides, in words and lines."""

    level: Level
    good_words: int
    hard_words: int

    @property
    def ratio(self) -> float:
        """Return how many times longer the longer side is."""
        return max(self.good_words, self.hard_words) / min(self.good_words, self.hard_words)

    @property
    def is_even(self) -> bool:
        """Tell whether the two sides have about the same room."""
        lines_apart = abs(len(self.level.benefits) - len(self.level.drawbacks))
        return self.ratio <= _MOST_WORDS_APART and lines_apart <= _MOST_LINES_APART


def balances_of(base: KnowledgeBase) -> tuple[Balance, ...]:
    """Return the balance of every level, in the order of the ladders."""
    return tuple(Balance(level, words_in(level.benefits), words_in(level.drawbacks)) for level in base.every_level())


def words_in(texts: Iterable[str]) -> int:
    """Return how many words a reader sees."""
    return sum(len(plain(text).split()) for text in texts)


def problem(measured: Measured) -> Result:
    """Measure Q1: every ladder says what it is about, and signs tell when a person may need more support."""
    least = min(words_in([ladder.about]) for ladder in measured.base.levels.ladders)
    signs = sum(sign.points is SignDirection.UP for sign in measured.base.handbook.signs.signs)
    said = filled(measured.says.problem, count=least, signs=signs)
    return _if(least >= _SOME_WORDS and signs >= _SOME_LINES, said)


def decision(measured: Measured) -> Result:
    """Measure Q2: the guide names what there is to decide."""
    words = plain(measured.guide.base.tree.guide.decision)
    names_it = words.endswith("?") or words.casefold().startswith("whether ")
    said = filled(measured.says.decision, address=measured.address, decision=literal(words.rstrip(".")))
    return _if(names_it, said)


def options(measured: Measured) -> Result:
    """Measure Q3: the guide can end in more support, the same and less, and the levels are told."""
    wanted = (Direction.MORE_SUPPORT, Direction.STAY, Direction.LESS_SUPPORT)
    ends = {outcome.direction for outcome in measured.guide.base.tree.outcomes}
    ways, levels = sum(way in ends for way in wanted), len(measured.base.every_level())
    said = filled(measured.says.choices, address=measured.address, ways=ways, levels=levels)
    return _if(ends >= set(wanted), said)


def good_sides(measured: Measured) -> Result:
    """Measure Q4: every level has some good sides."""
    least = min(len(level.benefits) for level in measured.base.every_level())
    return _if(least >= _SOME_LINES, filled(measured.says.good_sides, lines=least))


def hard_sides(measured: Measured) -> Result:
    """Measure Q5: every level has some hard sides."""
    least = min(len(level.drawbacks) for level in measured.base.every_level())
    return _if(least >= _SOME_LINES, filled(measured.says.hard_sides, lines=least))


def what_it_is_like(measured: Measured) -> Result:
    """Measure Q6: every level says what it is like for body, mind and daily life."""
    levels = measured.base.every_level()
    least = min(words_in([level.like.body, level.like.mind, level.like.daily_life]) for level in levels)
    return _if(least >= _SOME_WORDS, filled(measured.says.what_it_is_like, count=least))


def same_room(measured: Measured) -> Result:
    """Measure C1: no level gives one side much more room than the other."""
    balances = balances_of(measured.base)
    good, hard = sum(each.good_words for each in balances), sum(each.hard_words for each in balances)
    worst = max(balances, key=lambda each: each.ratio)
    level, ratio = worst.level, f"{worst.ratio:.2f}"
    said = filled(measured.says.same_room, good=good, hard=hard, level=level.short_name, id=level.id, ratio=ratio)
    return _if(all(each.is_even for each in balances), said)


def shows_sources(measured: Measured) -> Result:
    """Measure C2: levels and studies name sources, and the studies have a page."""
    base = measured.base
    says = measured.says
    said = filled(says.sources, count=len(base.sources.sources))
    evidence = base.handbook.evidence
    if not evidence.studies:
        return Result(State.NOT_MET, f"{said} {says.no_studies}")
    named = filled(says.named, studies=len(evidence.studies))
    return _if(all(level.sources for level in base.every_level()), f"{said} {named}")


def dates(measured: Measured) -> Result:
    """Measure C3: every entry says when it was written."""
    days = sorted(entry.dates.written for entry in dated_entries(measured.base))
    oldest = day_in_words(days[0], measured.base.words)
    return _if(bool(days), filled(measured.says.dates, count=len(days), day=oldest))


def looked_at_again(measured: Measured) -> Result:
    """Measure C4: every entry is due again within three years and none is late, and a page says how often we look."""
    entries = dated_entries(measured.base)
    longest = max((entry.dates.review_due - entry.dates.written).days for entry in entries)
    late = sum(entry.is_late(measured.verified.today) for entry in entries)
    says = measured.says
    said = filled(says.due_again, count=len(entries), days=longest, late=late)
    policy = _section_about(measured.base, measured.finds.looks_again)
    if policy is None:
        return Result(State.NOT_MET, f"{said} {says.no_policy}")
    is_kept = late == 0 and longest <= 365.25 * _YEARS_BETWEEN_LOOKS
    return _if(is_kept, f"{said} {says.policy}")


def who_paid(measured: Measured) -> Result:
    """Measure C6: the page about this site says where the money came from."""
    paid = _section_about(measured.base, measured.finds.paid)
    if paid is None:
        return Result(State.NOT_MET, measured.says.not_said)
    return Result(State.MET, filled(measured.says.who_paid, sentence=_first_sentence(paid)))


def fits_less(measured: Measured) -> Result:
    """Measure E1: the page about this site says whom it may fit less well."""
    told = _section_about(measured.base, measured.finds.fits_less)
    if told is None:
        return Result(State.NOT_MET, measured.says.not_said)
    return Result(State.MET, filled(measured.says.fits_less, sentence=_first_sentence(told)))


def country(measured: Measured) -> Result:
    """Measure E2: the country of the help lines is known, and said here."""
    return Result(State.MET, filled(measured.says.country, country=measured.base.lines.name))


def how_sure(measured: Measured) -> Result:
    """Measure C5: a study says what it does not show, and there is no place for how sure its number is."""
    return Result(State.NOT_MET, _said_of_studies(measured, measured.says.not_how_sure))


def how_likely(measured: Measured) -> Result:
    """Measure K3, K6 and K7: there is no place for how likely a result is at each level."""
    return Result(State.NOT_MET, measured.says.no_numbers)


def which_group(measured: Measured) -> Result:
    """Measure K4: every study has a place for who took part, and when."""
    studies = measured.base.handbook.evidence.studies
    return _if(bool(studies), _said_of_studies(measured, measured.says.which_group))


def counts_people(measured: Measured) -> Result:
    """Measure K5: every study that found a number says it as so many out of so many."""
    found = [study.found for study in measured.base.handbook.evidence.studies if re.search(r"\d", study.found)]
    out_of = "|".join(map(re.escape, measured.finds.out_of or ()))
    counted = sum(bool(out_of) and bool(re.search(rf"\b(?:{out_of}) [\d,.]+", text, re.IGNORECASE)) for text in found)
    if not found:
        return Result(State.NOT_MET, measured.says.no_studies)
    return _if(counted == len(found), filled(measured.says.counts_people, counted=counted, numbers=len(found)))


def in_pictures(measured: Measured) -> Result:
    """Measure K8: there is no place for a picture of a chance."""
    return Result(State.NOT_MET, measured.says.no_pictures)


def staying(measured: Measured) -> Result:
    """Measure K1: every level says what staying can mean."""
    least = min(words_in([level.staying]) for level in measured.base.every_level())
    return _if(least >= _SOME_WORDS, filled(measured.says.staying, count=least))


def side_by_side(measured: Measured) -> Result:
    """Measure K2: every level has both lists, under the same headings, and a table sets levels side by side."""
    levels = measured.base.every_level()
    is_told = all(min(len(level.benefits), len(level.drawbacks)) >= _SOME_LINES for level in levels)
    return _if(is_told, filled(measured.says.side_by_side, levels=len(levels)))


def what_matters(measured: Measured) -> Result:
    """Measure K9: the guide asks what matters most, after the result, and says what to ask because of it."""
    asked = len(measured.base.handbook.values.values)
    return _if(asked >= _SOME_LINES, filled(measured.says.what_matters, count=asked))


def step_by_step(measured: Measured) -> Result:
    """Measure K10: every way to answer ends, which the checks have proven of any verified guide."""
    counts = measured.guide.counts
    said = filled(
        measured.says.step_by_step,
        address=measured.address,
        longest=counts.longest,
        ways=number_in_words(counts.ways, measured.base.words),
    )
    return _if(counts.ways > 0, said)


def questions_to_ask(measured: Measured) -> Result:
    """Measure K11: every outcome that is no emergency gives questions to take along."""
    outcomes = measured.guide.base.tree.outcomes
    ordinary = [each for each in outcomes if each.direction is not Direction.HELP_NOW]
    least = min((len(outcome.ask) for outcome in ordinary), default=0)
    more = sum(entry.to is Asked.CLINICIAN for entry in measured.base.handbook.questions.questions)
    said = filled(measured.says.questions_to_ask, address=measured.address, count=least, clinician=more)
    return _if(least >= _SOME_LINES, said)


def clinicians_read_it(measured: Measured) -> Result:
    """Measure K15: declared where a named person reviewed each level, move and outcome of every guide, as it is."""
    base = measured.base
    outcomes = (outcome for guide in base.every_guide() for outcome in guide.outcomes)
    entries: Sequence[Dated] = (*base.every_level(), *base.levels.moves, *outcomes)
    sign_offs = measured.verified.sign_offs
    signed = ((entry, sign_offs.review_of(entry)) for entry in entries)
    reviews = [review for entry, review in signed if review is not None and sign_offs.is_in_force(entry)]
    if not reviews:
        return Result(State.NOT_MET, filled(measured.says.nobody, count=len(entries)))
    names = listed(dict.fromkeys(str(review.by) for review in reviews), base.words.lists.names)
    last = day_in_words(max(review.day for review in reviews), base.words)
    count, reviewed = len(entries), len(reviews)
    said = filled(measured.says.reviewed, names=names, day=last, reviewed=reviewed, count=count)
    return Result(State.DECLARED if len(reviews) == len(entries) else State.NOT_MET, said)


def nobody_yet(measured: Measured) -> Result:
    """Measure K12 to K14, K16 and K17: no record of it exists."""
    return Result(State.NOT_MET, measured.says.nobody_yet)


def how_chosen(measured: Measured) -> Result:
    """Measure K18: the page of studies says how they were chosen."""
    evidence = measured.base.handbook.evidence
    if not evidence.studies:
        return Result(State.NOT_MET, measured.says.no_studies)
    count = words_in([evidence.method])
    return _if(count >= _SOME_WORDS, filled(measured.says.how_chosen, count=count))


def how_strong(measured: Measured) -> Result:
    """Measure K19: every study says its design, on the page of studies and among the sources."""
    studies = measured.base.handbook.evidence.studies
    if not studies:
        return Result(State.NOT_MET, measured.says.no_studies)
    listed = [source for source in measured.base.sources.sources if source.kind is SourceKind.STUDY]
    told = sum(source.design is not None for source in listed)
    said = filled(measured.says.how_strong, studies=len(studies), told=told, listed=len(listed))
    return _if(told == len(listed), said)


def who_wrote(measured: Measured) -> Result:
    """Measure K20: the page about this site names a training in care of those who wrote it."""
    wrote = _section_about(measured.base, measured.finds.wrote)
    if wrote is None:
        return Result(State.NOT_MET, measured.says.not_said)
    if not _holds_any(wrote, measured.finds.training or ()):
        return Result(State.NOT_MET, measured.says.who_wrote_untrained)
    return Result(State.MET, measured.says.who_wrote)


def how_hard_to_read(measured: Measured) -> Result:
    """Measure K21: the reading grade of the pages is reported."""
    figures = measured.figures
    if figures is None:
        return Result(State.NOT_MET, measured.says.not_measured)
    middle, worst = f"{figures.grade.middle:.1f}", f"{figures.grade.worst:.1f}"
    return Result(State.MET, filled(measured.says.grade, count=figures.count, grade=middle, worst=worst))


def not_studied(measured: Measured) -> Result:
    """Measure K22 and K23: nobody has studied what this guide does for people."""
    return Result(State.NOT_MET, measured.says.not_studied)


def only_for_screening(_measured: Measured) -> Result:
    """Measure the nine criteria about tests: this guide is none."""
    return Result(State.DOES_NOT_APPLY, "")


def _if(is_met: bool, evidence: str) -> Result:
    return Result(State.MET if is_met else State.NOT_MET, evidence)


def _said_of_studies(measured: Measured, said: str) -> str:
    """Say what is so of every study, or that there are none."""
    studies = measured.base.handbook.evidence.studies
    return filled(said, studies=len(studies)) if studies else measured.says.no_studies


def _first_sentence(section: str) -> str:
    return literal(plain(re.split(r"(?<=\.)\s", section.strip())[0]))


def _section_about(base: KnowledgeBase, words: Sequence[str]) -> str | None:
    """Return what stands below the first heading of content/about.md that has one of these words, or None."""
    about = next((page for page in base.pages if page.address == "about/"), None)
    if about is None:
        return None
    _, *parts = _HEADING.split(about.body)
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        if _holds_any(title.casefold(), [word.casefold() for word in words]) and body.strip():
            return body
    return None


def _holds_any(text: str, words: Sequence[str]) -> bool:
    """Tell whether one of these words stands in a text by itself."""
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)
