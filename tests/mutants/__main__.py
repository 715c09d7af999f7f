"""Seed every single fault of each family in the shipped project, and print which of them the checks report.

Run it with `make mutants`, or `python -m tests.mutants`. Exit 1 where a dangerous fault passes every check, or where
fewer than 97 % of the faults that change where a guide leads are reported. Of the faults that differ only in where an
answer leads, four are made for each answer; `python -m tests.mutants --all` makes every one.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

from generator.model.knowledge import KnowledgeBase
from generator.problems import Problems
from generator.reading import read_project
from tests.mutants.difference import Difference
from tests.mutants.faults import Family, Fault, guide_faults
from tests.mutants.retold import Retold
from tests.mutants.told_faults import told_faults
from tests.mutants.verdict import Shipped, Verdict, errors_in, judge, prepare

ROOT = Path(__file__).resolve().parents[2]
LEAST_PERCENT = 97
MOST = 4
"""How many places an answer is led to that it should not lead to, unless all are asked for."""

HEAD = ("fault", "made", "no guide", "changes nothing", "counted", "caught", "dangerous", "caught", "survive")
TOLD_FAMILIES = tuple(Family)[tuple(Family).index(Family.NOTE_DROPPED) :]
"""The families of faults in what is told, where readers are led as before."""

UNSEEN = """No rule can see these faults, in a guide or in a note; `stepwell compare` shows the words that changed:
  the words of two answers, questions, results or notes exchanged;
  words turned round, such as "stay with them" and "leave them", or "home is safe" and "home is not safe";
  a digit of a number, an amount, a time or a day in a text;
  a step of a result or of a note dropped, or put in another order;
  a note folded that stood open, or its pages and sources dropped where no outcome says it all itself;
  an answer and every promise, note and journey that names it, dropped together."""


def main() -> None:
    """Judge every fault and print the tables."""
    started = perf_counter()
    shipped = the_shipped()
    if errors_in(shipped.base)[0]:
        sys.exit("the shipped guide has problems of its own: run make check")
    most = None if "--all" in sys.argv[1:] else MOST
    faults = every_fault(shipped.base, most=most)
    verdicts = tuple(with_progress(judged(faults, most), len(faults)))
    for line in report(verdicts):
        print(line)
    print(f"\n{len(faults):,} faults judged in {perf_counter() - started:,.0f} seconds")
    sys.exit(0 if is_good_enough(verdicts) else 1)


def every_fault(base: KnowledgeBase, *, most: int | None = None) -> tuple[Fault, ...]:
    """Give the faults of every family; of those that differ only in where they lead, at most `most` each."""
    return (*guide_faults(base, most=most), *told_faults(base, most=most))


@cache
def the_shipped() -> Shipped:
    """Read and compile the shipped project, once in each process."""
    problems = Problems()
    base = read_project(ROOT, problems).base
    if base is None or problems.has_errors():
        sys.exit("the shipped project cannot be read: run make check")
    return prepare(base)


_Judgement: TypeAlias = tuple[tuple[str, ...], bool, Difference | None, Retold | None]
"""A verdict without its fault."""


@cache
def _faults(most: int | None) -> tuple[Fault, ...]:
    return every_fault(the_shipped().base, most=most)


def judged(faults: Sequence[Fault], most: int | None) -> Iterator[Verdict]:
    """Give the verdict on each fault in turn; as many are judged at once as there are processors."""
    with ProcessPoolExecutor() as processes:
        found = processes.map(_judged, range(len(faults)), [most] * len(faults), chunksize=16)
        for fault, (reported_by, is_compiled, difference, told) in zip(faults, found, strict=True):
            yield Verdict(fault, reported_by, is_compiled, difference, told)


def _judged(number: int, most: int | None) -> _Judgement:
    """Give a verdict that can be sent to another process: without the project that it is about."""
    verdict = judge(the_shipped(), _faults(most)[number])
    return verdict.reported_by, verdict.is_compiled, verdict.difference, verdict.retold


def with_progress(verdicts: Iterable[Verdict], total: int) -> Iterator[Verdict]:
    """Give each verdict in turn; on a terminal, count them."""
    for number, verdict in enumerate(verdicts, start=1):
        if sys.stderr.isatty():
            print(f"\r{number} of {total}", end="\n" if number == total else "", file=sys.stderr)
        yield verdict


def is_good_enough(verdicts: Iterable[Verdict]) -> bool:
    """Tell whether every dangerous fault is caught, and enough of all that change where a guide leads."""
    counted = [verdict for verdict in verdicts if not verdict.is_equivalent]
    leading = [verdict for verdict in counted if verdict.fault.family not in TOLD_FAMILIES]
    caught = sum(verdict.is_caught for verdict in leading)
    survives = any(verdict.is_dangerous and not verdict.is_caught for verdict in counted)
    return not survives and 100 * caught >= LEAST_PERCENT * len(leading)


def report(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Give the lines of the report."""
    families = [(family, [verdict for verdict in verdicts if verdict.fault.family is family]) for family in Family]
    rows = [HEAD, *(row_of(family, found) for family, found in families), row_of("all", verdicts)]
    yield from in_columns(rows)
    yield ""
    yield '"no guide": it leads in a circle, or nowhere, and is refused before it is compiled.'
    counted = [verdict for verdict in verdicts if not verdict.is_equivalent]
    yield from scores(counted)
    yield ""
    yield from by_check(counted)
    yield from survivors(counted)
    yield ""
    yield from UNSEEN.splitlines()


def row_of(name: str, verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """Give the figures of one family."""
    counted = [verdict for verdict in verdicts if not verdict.is_equivalent]
    dangerous = [verdict for verdict in counted if verdict.is_dangerous]
    figures = (
        len(verdicts),
        sum(not verdict.is_compiled for verdict in verdicts),
        len(verdicts) - len(counted),
        len(counted),
        sum(verdict.is_caught for verdict in counted),
        len(dangerous),
        sum(verdict.is_caught for verdict in dangerous),
        sum(not verdict.is_caught for verdict in counted),
    )
    return (name, *(f"{figure:,}" for figure in figures))


def in_columns(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Give rows in columns, names to the left and figures to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for name, *figures in rows:
        cells = [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(figures, widths[1:], strict=True))]
        yield "  ".join(cells)


def scores(counted: Sequence[Verdict]) -> Iterator[str]:
    """Say the two scores."""
    compiled = [verdict for verdict in counted if verdict.is_compiled]
    dangerous = [verdict for verdict in counted if verdict.is_dangerous]
    leading = [verdict for verdict in counted if verdict.fault.family not in TOLD_FAMILIES]
    for what, group in (
        ("faults that change anything", counted),
        ("  those that still give a guide", compiled),
        ("  those in where a guide leads", leading),
        ("  those in what is told", [verdict for verdict in counted if verdict.fault.family in TOLD_FAMILIES]),
        ("dangerous faults", dangerous),
        ("  those in what is told", [verdict for verdict in dangerous if verdict.fault.family in TOLD_FAMILIES]),
    ):
        caught = sum(verdict.is_caught for verdict in group)
        percent = 100 * caught / len(group) if group else 100
        yield f"{what}: {caught:,} of {len(group):,} caught, {percent:.1f} %"


def by_check(counted: Sequence[Verdict]) -> Iterator[str]:
    """Give, for each check, how many faults it reports, and how many nothing else does."""
    reports = Counter(id for verdict in counted for id in verdict.reported_by)
    alone = Counter(verdict.reported_by[0] for verdict in counted if len(verdict.reported_by) == 1)
    dangerous = Counter(id for verdict in counted if verdict.is_dangerous for id in verdict.reported_by)
    rows = [(id, f"{number:,}", f"{alone[id]:,}", f"{dangerous[id]:,}") for id, number in reports.most_common()]
    yield from in_columns([("check", "reports", "alone", "dangerous"), *rows])


def survivors(counted: Sequence[Verdict]) -> Iterator[str]:
    """Give each fault that no check reports, the dangerous first, with the answers that show it."""
    left = [verdict for verdict in counted if not verdict.is_caught]
    for verdict in sorted(left, key=lambda verdict: not verdict.is_dangerous):
        yield ""
        yield f"{'DANGEROUS' if verdict.is_dangerous else 'survives'}: {verdict.fault.family}: {verdict.fault.what}"
        if verdict.difference is not None:
            found = verdict.difference
            yield f"  answers: {', '.join(found.answers)}"
            before, after = (f"{end.id} ({end.urgency}, {end.direction})" for end in (found.before, found.after))
            yield f"  before: {before}; after: {after}"
        if verdict.retold is not None:
            yield f"  answers: {', '.join(verdict.retold.answers)}"
            yield f"  at {verdict.retold.outcome}: {verdict.retold.what}"


if __name__ == "__main__":
    main()
