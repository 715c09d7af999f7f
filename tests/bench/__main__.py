"""Print one table: the check, the build beside plain Material, the bytes of the guide. It measures and asserts nothing.

Run it with `make bench`, or `python -m tests.bench --quick` for fewer runs.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from generator.model.knowledge import KnowledgeBase
from generator.site.memory import memory_of
from tests.bench import pages as cold_pages
from tests.bench import pages_served, steps
from tests.bench.guides import branching_guide, measure_guide, stress_guide
from tests.bench.larger_project import write_larger_project
from tests.bench.peer import write_peer
from tests.bench.weight import Weight, table_of, weigh, weigh_cold_page
from tests.site.workbench import COMMAND, ROOT, copy_project, environment

SEED = 20261122
SIZES = (250, 500, 1000)
QUESTIONS = (30, 100, 300)
_WIDTHS = (80, 26)


@dataclass(frozen=True)
class Runs:
    """How often to run what is quick, and what is slow."""

    quick: int
    slow: int


def main() -> None:
    """Measure everything and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer runs: minutes, not a quarter of an hour")
    runs = Runs(3, 1) if parser.parse_args().quick else Runs(9, 3)
    print("Whole processes, from start to exit, save the guides made up here, which are timed within one.")
    print(f"Medians of {runs.quick} runs ({runs.slow} at 250 pages and more),")
    print(f"ours and plain Material for MkDocs by turns. Python {platform.python_version()}, {platform.machine()}.\n")
    with tempfile.TemporaryDirectory(prefix="stepwell-bench-") as folder:
        print_table([("what", "ours", "plain Material", "ours / Material")])
        print_table(measure_check(runs))
        print_table(measure_guides(runs))
        print_table(measure_builds(Path(folder), runs))
        print_table(measure_bytes(Path(folder)))
        site, peer, by_hand = Path(folder, "shipped"), Path(folder, "peer/site"), Path(folder, "by-hand")
        print("\nCold pages on a slow phone and line, by turns.\n")
        print_table(cold_pages.rows(site, peer, by_hand, runs.quick))
        print("\nSteps of the guide, by turns; the work alone is that of the page's thread at full speed, times 4.")
        print_table(steps.rows(site, Path(folder, "walked"), runs.slow))
        print_table(pages_served.rows(site, Path(folder)))


Row = tuple[str, ...]


def measure_check(runs: Runs) -> Iterable[Row]:
    """Time the exact check of the shipped project."""
    done = run(COMMAND, "check", "--format", "json")
    ways = sum(guide["ways"] for guide in json.loads(done)["guides"].values())
    clean, again = time_by_turns(runs.quick, check_clean, lambda: run(COMMAND, "check"))
    yield ("check the shipped project (every file, every way to answer)", f"{clean:.2f} s", "has none", "")
    yield ("  nothing changed", f"{again:.2f} s", "has none", "")
    yield ("  ways to answer, all proven", f"{ways:,}", "", "")


def measure_guides(runs: Runs) -> Iterable[Row]:
    """Time what it takes to compile larger guides and to run every check of the diagram, within one process."""
    for questions in QUESTIONS:
        yield from guide_rows(f"a guide of {questions} questions", branching_guide(questions), runs.quick)
    stress = "30 questions in a row, ten of them any of ten"
    yield from guide_rows(f"{stress}, counted", stress_guide(is_counted=True), runs.quick)
    yield from guide_rows(f"{stress}, each pair of signs weighed", stress_guide(is_counted=False), runs.slow)


def guide_rows(what: str, base: KnowledgeBase, times: int) -> Iterable[Row]:
    """Give the rows of one guide: seconds, and its size, or what is said where it is refused."""
    measured = [measure_guide(base) for _ in range(times)]
    compiling, proving = (
        median(seconds) for seconds in zip(*((m.compiling, m.proving) for m in measured), strict=True)
    )
    first = measured[0]
    if first.refused is not None:
        yield (f"refuse {what}", f"{compiling:.2f} s", "has none", "")
        yield (f"  {first.refused.message}", "", "", "")
        return
    yield (f"compile and prove {what}", f"{compiling:.2f} s and {proving:.2f} s", "has none", "")
    yield ("  ways to answer, states, nodes", f"{first.ways:.1e}, {first.states:,}, {first.nodes:,}", "", "")


def measure_builds(folder: Path, runs: Runs) -> Iterable[Row]:
    """Time the full build at the shipped size and larger, beside plain Material over the same pages."""
    shipped, project = folder / "shipped", copy_project(folder / "project")
    pages = build(project, shipped)
    yield from build_rows("the shipped project", project, shipped, folder / "peer", runs.quick, pages)
    for size in SIZES:
        project, site = folder / f"project-{size}", folder / f"site-{size}"
        write_larger_project(project, more=size - pages, seed=SEED)
        made = build(project, site)
        yield from build_rows("made up", project, site, folder / f"peer-{size}", runs.slow, made)


def build_rows(what: str, project: Path, site: Path, peer: Path, times: int, pages: int) -> Iterable[Row]:
    """Time one project and its peer by turns: with nothing remembered, with nothing changed, with one text changed."""
    peer_pages = write_peer(site, peer)
    clean, theirs, unchanged, edited = time_by_turns(
        times,
        lambda: build_clean(project, site),
        lambda: build_peer(peer),
        lambda: build(project, site),
        lambda: build_edited(project, site),
    )
    yield (
        f"build {what}, nothing remembered: {pages:,} pages of ours, {peer_pages:,} of Material's",
        f"{clean:.2f} s, {1000 * clean / pages:.1f} ms a page",
        f"{theirs:.2f} s, {1000 * theirs / peer_pages:.1f} ms a page",
        f"{clean / theirs:.2f}",
    )
    yield ("  nothing changed", f"{unchanged:.2f} s", "makes all anew", f"{unchanged / theirs:.2f}")
    yield ("  one text changed", f"{edited:.2f} s", "makes all anew", f"{edited / theirs:.2f}")


def check_clean() -> None:
    """Check without what was remembered."""
    (ROOT / ".site.checked").unlink(missing_ok=True)
    run(COMMAND, "check")


def build_clean(project: Path, site: Path) -> None:
    """Build without what was remembered."""
    memory_of(site).unlink(missing_ok=True)
    build(project, site)


def build_edited(project: Path, site: Path) -> None:
    """Change one text of one page, and build."""
    with (project / "content/about.md").open("a", encoding="utf-8") as page:
        page.write("\nMade up.\n")
    build(project, site)


def measure_bytes(folder: Path) -> Iterable[Row]:
    """Weigh the guide, its script, and whole pages."""
    site, peer = folder / "shipped", folder / "peer/site"
    page = (site / "guide/index.html").read_bytes()
    peer_page = (peer / "guide/index.html").read_bytes()
    scripts = [(site / "assets/guide.js").read_bytes()]
    yield bytes_row("bytes of the guide's page", weigh(page), weigh(peer_page))
    script = weigh(b"".join([*scripts, table_of(page)]))
    yield bytes_row("bytes of the guide's script with its table", script)
    for what, name in (("the guide", "guide"), ("a level of care", "levels/residential")):
        cold = weigh_cold_page(site, f"{name}/index.html"), weigh_cold_page(peer, f"{name}/index.html")
        yield bytes_row(f"bytes of {what}, with all it asks for at once", *cold)
        packed = weigh_cold_page(site, f"{name}/index.html", ("br", "gz"))
        yield (f"  sent in brotli where it stands there: {what}", f"{packed.gzip:,}", "", "")
        yield (
            f"  requests of {what}",
            str(cold[0].requests),
            str(cold[1].requests),
            ratio(*(w.requests for w in cold)),
        )


def bytes_row(what: str, ours: Weight, theirs: Weight | None = None) -> Row:
    """Give the row of one weight, raw and gzip; the ratio is that of gzip."""
    said = [f"{weight.raw:,}, gzip {weight.gzip:,}" if weight else "" for weight in (ours, theirs)]
    return (what, said[0], said[1], ratio(ours.gzip, theirs.gzip) if theirs else "")


def ratio(ours: float, theirs: float) -> str:
    """Give ours as a part of theirs."""
    return f"{ours / theirs:.2f}"


def build(project: Path, out: Path) -> int:
    """Check, build, inspect and publish a project; give its number of pages."""
    run(COMMAND, "build", "--project", str(project), "--out", str(out))
    return len(list(out.rglob("index.html")))


def build_peer(project: Path) -> None:
    """Build with plain Material, into an empty folder as ours does."""
    shutil.rmtree(project / "site", ignore_errors=True)
    run(sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(project / "mkdocs.yml"))


def run(*words: str) -> str:
    """Run a command to its end and give what it prints; stop the benchmark where it fails."""
    done = subprocess.run(
        words, cwd=ROOT, env=environment(NO_MKDOCS_2_WARNING="1"), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} failed:\n{done.stderr}")
    return done.stdout


def time_by_turns(times: int, *tasks: Callable[[], object]) -> list[float]:
    """Give the median seconds of each task; the tasks take turns, so that a busy machine slows all of them."""
    found: list[list[float]] = [[] for _ in tasks]
    for _ in range(times):
        for task, seconds in zip(tasks, found, strict=True):
            os.sync()  # What one task wrote is not written to the disk in the time of the next.
            start = time.perf_counter()
            task()
            seconds.append(time.perf_counter() - start)
    return [median(seconds) for seconds in found]


def print_table(rows: Iterable[Row]) -> None:
    """Measure and print each row in columns as soon as it is known: what fails later takes nothing away."""
    for row in rows:
        first, *others = row
        print("  ".join((first.ljust(_WIDTHS[0]), *(cell.ljust(_WIDTHS[1]) for cell in others))).rstrip(), flush=True)


if __name__ == "__main__":
    main()
