"""Seed every single fault of each family in the shipped guide, and print which of them the checks report.

Run it with `make mutants`, or `python -m tests.mutants`. Exit 1 where a dangerous fault passes every check, or where
fewer than 97 % of the faults that change anything are reported.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.problems import Problems
from generator.reading import read_project
from tests.mutants.faults import Family, Fault, every_fault
from tests.mutants.verdict import Verdict, errors_in, judge, prepare

ROOT = Path(__file__).resolve().parents[2]
LEAST_PERCENT = 97

HEAD = ("fault", "made", "no guide", "changes nothing", "counted", "caught", "dangerous", "caught", "survive")


def main() -> None:
    """Judge every fault and print the tables."""
    problems = Problems()
    base = read_project(ROOT, problems).base
    if base is None or problems.has_errors() or errors_in(base)[0]:
        sys.exit("the shipped guide has problems of its own: run make check")
    shipped = prepare(base)
    verdicts = tuple(judge(shipped, fault) for fault in with_progress(every_fault(base)))
    for line in report(verdicts):
        print(line)
    sys.exit(0 if is_good_enough(verdicts) else 1)


def with_progress(faults: Sequence[Fault]) -> Iterator[Fault]:
    """Give each fault in turn; on a terminal, count them."""
    for number, fault in enumerate(faults, start=1):
        if sys.stderr.isatty():
            print(f"\r{number} of {len(faults)}", end="\n" if number == len(faults) else "", file=sys.stderr)
        yield fault


def is_good_enough(verdicts: Iterable[Verdict]) -> bool:
    """Tell whether every dangerous fault is caught, and enough of all that change anything."""
    counted = [verdict for verdict in verdicts if not verdict.is_equivalent]
    caught = sum(verdict.is_caught for verdict in counted)
    survives = any(verdict.is_dangerous and not verdict.is_caught for verdict in counted)
    return not survives and 100 * caught >= LEAST_PERCENT * len(counted)


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
    for what, group in (
        ("faults that change anything", counted),
        ("  those that still give a guide", compiled),
        ("dangerous faults", dangerous),
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
        found = verdict.difference
        assert found is not None
        yield ""
        yield f"{'DANGEROUS' if verdict.is_dangerous else 'survives'}: {verdict.fault.family}: {verdict.fault.what}"
        yield f"  answers: {', '.join(found.answers)}"
        before, after = (f"{end.id} ({end.urgency}, {end.direction})" for end in (found.before, found.after))
        yield f"  before: {before}; after: {after}"


if __name__ == "__main__":
    main()
