"""Print what a night of edits, kills, meetings and full disks does; exit with 1 where anything is lost or grows.

Run it with `make soak`, about a quarter of an hour; with the names of parts and other counts: `python -m tests.soak
serving --edits 2000`. It speaks to this machine alone.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.soak import publishing, serving, writing


def main() -> int:
    """Run each part that is asked for, say what it lost, and return the code to exit with."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=["publishing", "serving", "writing", []])
    parser.add_argument("--edits", type=int, default=500)
    parser.add_argument("--kills", type=int, default=60)
    asked = parser.parse_args()
    parts: dict[str, Callable[[Path], list[str]]] = {
        "publishing": lambda folder: publishing.soak(folder, asked.kills, asked.kills // 3),
        "serving": lambda folder: serving.soak(folder, asked.edits),
        "writing": lambda folder: writing.soak(folder, asked.edits),
    }
    lost: list[str] = []
    for name, part in parts.items():
        if asked.parts and name not in asked.parts:
            continue
        begun = time.monotonic()
        print(f"{name}:", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            lost += part(Path(folder))
        print(f"{name}: {time.monotonic() - begun:.0f} s\n", flush=True)
    print("\n".join(f"lost: {what}" for what in lost) or "nothing was lost")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
