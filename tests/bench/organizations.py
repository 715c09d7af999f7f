"""Time the build of many organizations on one upstream: each in a run of its own, and all of them in one.

Run it with `python -m tests.bench.organizations 20`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.site.workbench import COMMAND, ROOT, environment

_NAMES = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum")
_SENTENCE = "The program can call the plan for you, and you can call too."


def write_organizations(folder: Path, count: int) -> list[Path]:
    """Write the folders of some organizations, each with a sentence of its own."""
    made = []
    for number in range(1, count + 1):
        root = folder / f"house-{number:02}"
        _run("new", "organization", root, "--upstream", ROOT, "--name", f"Made-up House {number}")
        now = f"The house {_NAMES[number % len(_NAMES)]} calls your plan for you."
        change = f"in: content/cost.md\n    was: {_SENTENCE}\n    now: {now}\n    why: Made up.\n"
        overlay = f"changes:\n  - {change}    written: 2026-11-28\n"
        (root / "content/overlay.yaml").write_text(overlay, encoding="utf-8")
        made.append(root)
    return made


def main() -> None:
    """Print what builds take, cold, remembered and untouched, in seconds of the processor and of the clock."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory(prefix="stepwell-bench-") as folder:
        roots = write_organizations(Path(folder), count)
        together = [word for root in roots for word in ("--project", root)]
        days = ("2026-11-28", "2026-11-29")
        for name, day in (("cold", days[0]), ("remembered, on another day", days[1]), ("untouched", days[1])):
            each = [_timed("build", "--project", root, "--today", day) for root in roots]
            _say(f"each alone, {name}", sum(used for used, _ in each), sum(passed for _, passed in each), count)
        for root in roots:
            shutil.rmtree(root / "site")
            (root / ".site.memory").unlink()
        for name, day in (("cold", days[0]), ("remembered, on another day", days[1]), ("untouched", days[1])):
            used, passed = _timed("build", *together, "--today", day)
            _say(f"in one run, {name}", used, passed, count)


def _say(what: str, used: float, passed: float, count: int) -> None:
    print(f"{what:40} {used / count:5.2f} s of the processor each, {passed / count:5.2f} s of the clock", flush=True)


def _timed(*words: str | Path) -> tuple[float, float]:
    """Run a command, and return the seconds of the processor that it used and those that passed."""
    before, start = os.times(), time.perf_counter()
    _run(*words)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, time.perf_counter() - start


def _run(*words: str | Path) -> None:
    subprocess.run([str(COMMAND), *map(str, words)], check=True, capture_output=True, env=environment())


if __name__ == "__main__":
    main()
