"""Say how a project is, for its editor-in-chief: what is due, what is old, what is hard to read, what leads nowhere.

Everything is counted from the files as of a day; nothing is scored.
"""

from __future__ import annotations

import datetime
import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.checks import Verified, missing_move
from generator.checks.grade import grade_of, hardest_sentence
from generator.checks.names import texts_in, texts_of_base
from generator.checks.run_too_long import LONGEST, always_together
from generator.checks.too_hard_to_read import pieces_of
from generator.guide.walks import longest_run
from generator.model.dates import CONTACT_DAYS, DatedEntry, dated_entries
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import NO_DATE
from generator.page_kinds import CARD, EMBED, FAILED, HOME, NOT_FOUND, OFFLINE, PROOF, SCORECARD, SEARCH, SOURCE, STAFF
from generator.pages import Page, render_site
from generator.pages.links import filled_in
from generator.pages.scorecard.criteria import balances_of
from generator.problems import Place, visible
from generator.review import waiting_in

DAYS_AHEAD = 90
"""How far the list of what falls due looks ahead."""
FORMAT = 1
_OLD_YEARS = 10
_HARDEST = 5
_FEW_WAYS = 10_000
"""An outcome that fewer than one of so many ways reach is listed; one for people in danger is meant to be rare."""
_SHOWN = 3
_UNLINKED = (HOME, NOT_FOUND, FAILED, OFFLINE, SEARCH, SOURCE, STAFF, CARD, EMBED, PROOF, SCORECARD)
"""Kinds of page that nobody is led to from a text: the frame of every page leads there, or staff do."""
_NO_TEXT = (SEARCH, STAFF, SOURCE, SCORECARD, PROOF)
"""Kinds of page whose links are lists of what there is, and lead nobody."""
_LINK = re.compile(r'href="(?:https?://[^"/]*)?/?([^"#?]*)')


@dataclass(frozen=True, slots=True)
class Notable:
    """One thing to look at: its name, the reason, where it is written, and the day that it is about."""

    name: str
    why: str
    place: Place
    day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A question that an editor asks, the short answer, and every thing that it is about, the most urgent first."""

    id: str
    title: str
    says: str
    items: tuple[Notable, ...]


def health_of(verified: Verified) -> tuple[Topic, ...]:
    """Answer every question about a verified project as of its day."""
    base = verified.base
    return (
        _reviews(verified),
        _contacts(verified),
        _notices(verified),
        _ahead(verified),
        _sources(verified),
        _reading(base),
        _balance(base),
        _unlinked(verified),
        _unused_terms(base),
        _moves(base),
        _runs(verified),
        _notes(verified),
        _rare_outcomes(verified),
    )


def _reviews(verified: Verified) -> Topic:
    waiting = [
        each for each in waiting_in(verified.base, verified.sign_offs, verified.today) if not each.unit.is_called
    ]
    never = sum(each.unit.review is None for each in waiting)
    waiting.sort(key=lambda each: each.unit.review is None)
    items = [Notable(each.unit.name, each.why, each.place) for each in waiting]
    units = sum(not unit.is_called for unit in verified.sign_offs.units)
    says = f"{len(waiting)} of {units} wait: {never} never reviewed, {len(waiting) - never} changed or past their day"
    return Topic("reviews", "Reviews", says, tuple(items))


def _contacts(verified: Verified) -> Topic:
    """List every contact that must be called, those that nobody called first, then the oldest call first."""
    today, signs = verified.today, verified.sign_offs
    found = []
    for contact in verified.base.every_contact():
        review = signs.review_of(contact) if signs.is_in_force(contact) else None
        days = None if review is None else (today - review.day).days
        if days is None:
            found.append(Notable(str(contact.id), "never called as it is now", contact.id.place))
        elif days > CONTACT_DAYS and review is not None:
            found.append(
                Notable(str(contact.id), f"{days} days since {review.by} called", contact.id.place, review.day)
            )
    found.sort(key=lambda item: (item.day is not None, item.day or today))
    return Topic("contacts", "Contacts to call", f"{len(found)} of {len(verified.base.every_contact())}", tuple(found))


def _notices(verified: Verified) -> Topic:
    notices = sorted(verified.base.contacts.notices, key=lambda notice: notice.until)
    items = [
        Notable(
            str(notice.id),
            f"ended on {notice.until}; delete it" if notice.until < verified.today else f"ends on {notice.until}",
            notice.id.place,
            notice.until,
        )
        for notice in notices
    ]
    return Topic("notices", "Notices", f"{len(items)} written", tuple(items))


def _ahead(verified: Verified) -> Topic:
    """List what falls due from this day on, the nearest day first."""
    base, today = verified.base, verified.today
    last = today + datetime.timedelta(days=DAYS_AHEAD)
    due = [Notable(_named(entry), "review due", entry.place, entry.dates.review_due) for entry in dated_entries(base)]
    for contact in base.every_contact():
        review = verified.sign_offs.review_of(contact)
        if review is not None:
            day = review.day + datetime.timedelta(days=CONTACT_DAYS)
            due.append(Notable(str(contact.id), "call again", contact.id.place, day))
    due += [Notable(str(notice.id), "notice ends", notice.id.place, notice.until) for notice in base.contacts.notices]
    soon = sorted((item for item in due if item.day and today <= item.day <= last), key=lambda item: item.day or today)
    later = min((item.day for item in due if item.day and item.day > last), default=None)
    says = f"{len(soon)} dates until {last}" + (f"; the next after that is {later}" if later and not soon else "")
    return Topic("ahead", f"The next {DAYS_AHEAD} days", says, tuple(soon))


def _named(entry: DatedEntry) -> str:
    """Name an entry by its id, a page by its title, and the head of a file by the file."""
    return str(getattr(entry.dates, "id", None) or getattr(entry.dates, "title", None) or entry.place.file)


def _sources(verified: Verified) -> Topic:
    """List the sources that nobody opened, the oldest first, then those that are old."""
    sources, this_year = verified.base.sources.sources, verified.today.year
    unopened = [source for source in sources if source.read is None]
    old = [source for source in sources if source.year.isdecimal() and this_year - int(source.year) > _OLD_YEARS]
    undated = sum(source.year == NO_DATE for source in sources)
    by_age = sorted({source.id: source for source in (*unopened, *old)}.values(), key=lambda source: str(source.year))
    items = [
        Notable(
            str(source.id),
            ", ".join([str(source.year), *(["nobody opened the link"] if source.read is None else [])]),
            source.id.place,
            source.read,
        )
        for source in by_age
    ]
    says = (
        f"{len(unopened)} of {len(sources)} that nobody opened; "
        f"{len(old)} older than {_OLD_YEARS} years; {undated} without a date"
    )
    return Topic("sources", "Sources", says, tuple(items))


def _reading(base: KnowledgeBase) -> Topic:
    graded = sorted(
        ((grade_of(piece.texts), piece) for piece in pieces_of(base)), key=lambda each: (-each[0], each[1].place)
    )
    items = [
        Notable(
            piece.what,
            f"grade {grade:.1f} of {piece.allowed:.0f}: {hardest_sentence(piece.texts)}",
            piece.place,
        )
        for grade, piece in graded[:_HARDEST]
    ]
    middle = graded[len(graded) // 2][0]
    return Topic(
        "reading", "Hardest to read", f"of {len(graded)} texts; half are at grade {middle:.1f} or below", tuple(items)
    )


def _balance(base: KnowledgeBase) -> Topic:
    balances = balances_of(base)
    uneven = sorted((each for each in balances if not each.is_even), key=lambda each: -each.ratio)
    items = [
        Notable(
            str(each.level.id),
            f"{each.good_words} words of good points in {len(each.level.benefits)}, "
            f"{each.hard_words} of hard ones in {len(each.level.drawbacks)}",
            each.level.id.place,
        )
        for each in uneven
    ]
    good, hard = sum(each.good_words for each in balances), sum(each.hard_words for each in balances)
    says = f"{good} words of good points, {hard} of hard ones; uneven in {len(uneven)} of {len(balances)} levels"
    return Topic("balance", "Balance of levels", says, tuple(items))


def _unlinked(verified: Verified) -> Topic:
    """List the pages that no other page leads to; what only the search or staff find is unknown to most readers."""
    site = render_site(verified)
    words = verified.base.words
    led = set(_menu(words))
    for page in site.pages:
        if page.kind not in _NO_TEXT and page.leads_to is None:
            led |= set(_links(page)) - {page.address}
    lone = [
        page for page in site.pages if page.kind not in _UNLINKED and page.leads_to is None and page.address not in led
    ]
    items = [
        Notable(f"/{page.address}", page.title, page.origin) for page in sorted(lone, key=lambda page: page.address)
    ]
    return Topic("unlinked", "Pages that no page leads to", f"{len(items)} of {len(site.pages)}", tuple(items))


def _menu(words: object) -> Iterator[str]:
    return (str(text).split("#")[0] for text in texts_in(words) if str(text).endswith("/") and " " not in text)


def _links(page: Page) -> Iterator[str]:
    html = filled_in(page.html, lambda name, value: f'{name}="/{value}"')
    return (address for address in _LINK.findall(html))


def _unused_terms(base: KnowledgeBase) -> Topic:
    """List the words of the glossary that no text says."""
    own = frozenset(map(id, texts_in(base.handbook.glossary)))
    said = " ".join(str(text) for text in texts_of_base(base) if id(text) not in own).casefold()
    terms = base.handbook.glossary.terms
    unused = [term for term in terms if not any(_is_in(form, said) for form in (term.term, *term.forms))]
    items = [Notable(str(term.id), str(term.term), term.id.place) for term in unused]
    return Topic("terms", "Words explained that no text says", f"{len(items)} of {len(terms)}", tuple(items))


def _is_in(form: str, said: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form.casefold())}", said) is not None


def _moves(base: KnowledgeBase) -> Topic:
    """List the levels that no move leads on from, up or down, whether the checks warn of it or not."""
    found = {str(problem.place): problem for problem in missing_move.check(base)}
    starts = {str(move.from_) for move in base.levels.moves}
    items = [Notable(problem.message, problem.help, problem.place) for problem in found.values()]
    for level in base.every_level():
        names = {str(level.id), *(str(kind.id) for kind in level.kinds)}
        if not names & starts and str(level.id.place) not in found:
            items.append(Notable(str(level.id), "no move leads on from it", level.id.place))
    return Topic("moves", "Levels without a way on", f"{len(items)} of {len(base.every_level())} levels", tuple(items))


def _runs(verified: Verified) -> Topic:
    """Say how near each guide is to the most questions that it may ask."""
    items = []
    for guide in verified.every_guide():
        head, longest = guide.base.tree.guide, guide.counts.longest
        if longest >= LONGEST - 1:
            run = longest_run(guide.diagram)
            pairs = [f"{first} and {second}" for first, second in always_together(guide.diagram, run)]
            could = f"; could be one: {', '.join(pairs)}" if pairs else ""
            asked = ", ".join(dict.fromkeys(answer.split(".")[0] for answer in run))
            items.append(Notable(str(head.id), f"{longest} of {LONGEST}{could}: {asked}", head.start.place))
    runs = ", ".join(f"{guide.base.tree.guide.id} {guide.counts.longest}" for guide in verified.every_guide())
    return Topic("runs", "Guides near the limit of questions", f"most questions asked: {runs}", tuple(items))


def _notes(verified: Verified) -> Topic:
    """List the notes that no way to answer has said for certain, in any guide."""
    guides, notes = verified.every_guide(), verified.base.every_note()
    certain = {id for guide in guides for id, said in guide.said.items() if said.certain}
    items = [
        Notable(str(note.id), "said with its if, or not at all", note.id.place)
        for note in notes
        if str(note.id) not in certain
    ]
    return Topic("notes", "Notes never said for certain", f"{len(items)} of {len(notes)}", tuple(items))


def _rare_outcomes(verified: Verified) -> Topic:
    """List the outcomes that can wait and that few ways to answer reach, the rarest first."""
    rare = []
    for guide in verified.every_guide():
        for id, ways in guide.counts.ways_by_outcome.items():
            outcome = guide.plan.outcomes[id]
            if outcome.direction.has_options and ways * _FEW_WAYS < guide.counts.ways:
                name = f"{guide.base.tree.guide.id}: {id}"
                rare.append((ways, Notable(name, f"{ways:,} of {guide.counts.ways:,} ways", outcome.id.place)))
    rare.sort(key=lambda each: each[0])
    return Topic(
        "rare",
        f"Outcomes that fewer than 1 of {_FEW_WAYS:,} ways reach",
        f"{len(rare)}",
        tuple(item for _, item in rare),
    )


def as_text(
    parts: Sequence[Topic],
    today: datetime.date,
    *,
    width: int,
    shown: Callable[[str], str] = lambda file: file,
    is_whole: bool = False,
) -> str:
    """Write one screen: each question with its short answer and the first few things; what is in order comes last.

    Where it `is_whole` every thing is written, on as many screens as that takes. `shown` says how the name of a file is
    written for whoever reads it.
    """
    lines = [f"Health on {today}"]
    for part in parts:
        if part.items:
            lines.append(f"{part.title}: {part.says}")
            most = len(part.items) if is_whole else _SHOWN
            for item in part.items[:most]:
                lines += _wrapped(_line(item, shown), width)
            more = len(part.items) - most
            lines += [f"  … and {more} more"] if more > 0 else []
    rest = [f"{part.title.lower()} ({part.says})" for part in parts if not part.items]
    lines += [f"In order: {'; '.join(rest)}"] if rest else []
    lines += [] if is_whole else ["Everything: stepwell health --all"]
    return "\n".join(map(visible, lines))


def _line(item: Notable, shown: Callable[[str], str]) -> str:
    day = f"{item.day}  " if item.day else ""
    return f"{day}{item.name} ({shown(item.place.file)}:{item.place.line}): {item.why}"


def _wrapped(line: str, width: int) -> list[str]:
    """Break a line between words, so that its end, which says what to do, is never cut off."""
    return textwrap.wrap(
        line, width, initial_indent="  ", subsequent_indent="    ", break_long_words=False, break_on_hyphens=False
    )


def as_json(parts: Iterable[Topic], today: datetime.date) -> str:
    """Write everything as JSON: each question with its short answer and all things that it is about."""
    whole = {
        "format": FORMAT,
        "day": today.isoformat(),
        "parts": [
            {
                "id": part.id,
                "title": part.title,
                "says": part.says,
                "items": [
                    {
                        "name": item.name,
                        "why": item.why,
                        "file": item.place.file,
                        "line": item.place.line,
                        "day": item.day and item.day.isoformat(),
                    }
                    for item in part.items
                ],
            }
            for part in parts
        ],
    }
    return json.dumps(whole, indent=2, ensure_ascii=False)
