"""Print how long an editor waits on the shipped project: for names, for all checks, and for what can stand there.

The form of a question is measured too, as a browser asks for it: from the change until it is there, until all is proven
and, for "difference", until what the change does to patients is known. "processor" is the time that a core
worked for it, which other programs on the machine change less than the time that passed.

Run it with `python -m tests.bench.editing`. Each figure is measured from the change as an editor sends it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.editing import EditSession, SetValue
from tests.conftest import TODAY
from tests.editor.client import Client
from tests.site.workbench import copy_project

_TREE, _PAGE = "decision_tree.yaml", "content/about.md"
_QUESTION = "question/where"


class _Timed(Client):
    """An editor that notes when something is said of a file."""

    def __init__(self, root: Path) -> None:
        self.heard: list[tuple[float, str, int | None]] = []
        super().__init__(root)

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            params = message["params"]
            self.heard.append((time.perf_counter(), params["uri"], params.get("version")))
        super()._take(message)


def measure(rounds: int) -> dict[str, list[float]]:
    """Make edits of each kind in turn, and collect the milliseconds until each answer."""
    with tempfile.TemporaryDirectory() as folder:
        return _measured(_Timed(copy_project(Path(folder).resolve() / "project")), rounds)


def _measured(client: _Timed, rounds: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    with client:
        tree, page = ((client.root / name).read_text() for name in (_TREE, _PAGE))
        for name in (_TREE, _PAGE):
            client.open(name)
        client.settle()
        kinds: dict[str, tuple[str, Callable[[int], str]]] = {
            "a wrong name": (_TREE, lambda number: tree.replace("next: thoughts", f"next: thoughts{'x' * number}", 1)),
            "a right name again": (_TREE, lambda _: tree),
            "broken YAML": (_TREE, lambda number: tree.replace("questions:", f"questions: [{'x' * number}", 1)),
            "mended": (_TREE, lambda _: tree),
            "words of a question": (_TREE, lambda number: tree.replace("Who is this", f"Who{' ' * number} is this", 1)),
            "words of a page": (_PAGE, lambda number: page.replace("What it is", f"What it is {number}", 1)),
            "a rule": (_TREE, lambda number: _with_rule(tree, number)),
        }
        for number in range(1, rounds + 1):
            for kind, (name, change) in kinds.items():
                names, whole = _edit(client, name, change(number))
                found.setdefault(f"names: {kind}", []).append(names)
                found.setdefault(f"all checks: {kind}", []).append(whole)
            line = tree.split("\n").index("        next: thoughts")
            start = time.perf_counter()
            client.at(_TREE, line, 14, "completion")
            found.setdefault("completion", []).append(_since(start))
            start = time.perf_counter()
            client.at(_TREE, line, 16, "hover")
            found.setdefault("hover", []).append(_since(start))
    return found


def measure_forms(rounds: int) -> dict[str, list[float]]:
    """Change the words of a question in a form, and collect the milliseconds until each answer."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        session = EditSession.open(copy_project(Path(folder).resolve() / "project"), today=TODAY)
        session.wait_whole()
        session.difference()
        for number in range(rounds):
            start, worked = time.perf_counter(), time.process_time()
            session.do(session.version, SetValue(_QUESTION, ("you",), f"Where do you get treatment{' ' * number} now?"))
            found.setdefault("forms: written", []).append(_since(start))
            session.form(_QUESTION)
            found.setdefault("forms: form and names", []).append(_since(start))
            session.outline()
            found.setdefault("forms: outline", []).append(_since(start))
            session.wait_whole()
            found.setdefault("forms: all checks", []).append(_since(start))
            found.setdefault("forms: all checks, processor", []).append((time.process_time() - worked) * 1000)
            session.difference()
            found.setdefault("forms: difference", []).append(_since(start))
        session.close()
    return found


def _with_rule(tree: str, number: int) -> str:
    """Let the rows of a decision count otherwise."""
    return tree.replace("at_least: 2", f"at_least: {1 + number % 2}", 1)


def _edit(client: _Timed, name: str, text: str) -> tuple[float, float]:
    """Write a text; return the milliseconds until something was said of it, and until all was."""
    start = time.perf_counter()
    client.write(name, text)
    client.settle()
    uri, version = client.uri(name), client.versions[name]
    heard = [at for at, of, number in client.heard if of == uri and number == version]
    return (heard[0] - start) * 1000, (heard[-1] - start) * 1000


def _since(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    found = measure(rounds) | measure_forms(rounds)
    for what, times in found.items():
        near_all = sorted(times)[int(len(times) * 0.95) - 1]
        print(f"{what:<34} median {statistics.median(times):6.0f} ms   95 of 100 {near_all:6.0f} ms")


if __name__ == "__main__":
    main()
