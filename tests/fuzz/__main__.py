"""Change a project in seeded ways, judge each, and print the faults: `python -m tests.fuzz 5000 [--shipped]`."""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.fuzz.judging import judged
from tests.fuzz.mutations import mutated, write
from tests.fuzz.projects import SHIPPED, SMALL, files_of_project


def main() -> int:
    """Run what the command line asks for; return 1 where anything is a fault of ours."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--shipped", action="store_true")
    asked = parser.parse_args()
    files = files_of_project(SHIPPED if asked.shipped else SMALL)
    faulty, published, slowest, ids = 0, 0, (0.0, -1), Counter[str]()
    for seed in range(asked.first, asked.first + asked.count):
        said, changed = mutated(files, Random(seed))
        with tempfile.TemporaryDirectory() as folder:
            write(changed, Path(folder))
            began = time.process_time()
            result = judged(Path(folder))
            slowest = max(slowest, (time.process_time() - began, seed))
        published += bool(result.files)
        ids.update({problem.id for problem in result.problems})
        if result.faults:
            faulty += 1
            print(f"seed {seed}: {said}", *result.faults[:4], sep="\n  ", flush=True)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{asked.count} mutations, {published} published, {faulty} with a fault of ours; ", end="")
    print(f"slowest {slowest[0]:.1f} s (seed {slowest[1]}); {memory} MiB; {len(ids)} kinds of problem")
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
