"""Somebody who writes all day in an editor: the language server says the same at the end, and holds no more."""

from __future__ import annotations

import random
import time
from pathlib import Path

from tests.editor.client import Client
from tests.editor.edits import edited
from tests.site.workbench import SMALL, copy_project
from tests.soak.weight import Weight

_FILES = ("decision_tree.yaml", "levels.yaml", "content/sources.yaml", "content/safety.yaml", "content/index.md")
_MOST_GROWTH = 4.0
"""By how many MB it may grow with 100 edits in the second half."""


def soak(folder: Path, edits: int) -> list[str]:
    """Print figures; return all that was lost."""
    root = copy_project(folder.resolve() / "edited", of=SMALL)
    texts = {name: (root / name).read_bytes().decode() for name in _FILES}
    dice, begun, lost = random.Random(4), time.monotonic(), []
    with Client(root) as client:
        for name in _FILES:
            client.open(name)
        client.settle()
        first, weight = client.problems(), Weight(client.process_id)
        weight.note(0)
        for number in range(1, edits + 1):
            name, text = edited(texts, dice)
            client.write(name, text)
            client.settle()
            client.write(name, texts[name])
            if number % 100 == 0:
                client.settle()
                weight.note(number)
        client.settle()
        if client.problems() != first:
            lost.append("the language server says other problems of the same texts")
        lost += [f"the language server said: {said[:2000]}" for said in client.logged if "our mistake" in said][:3]
    took = (time.monotonic() - begun) / edits
    print(f"{edits} edits in an editor: {took:.2f} s each")
    if weight.growth() > _MOST_GROWTH:
        lost.append(f"the language server grows by {weight.growth():.1f} MB with 100 edits")
    print(f"language server: {weight.growth():+.1f} MB with 100 edits in the second half (at most {_MOST_GROWTH:+.1f})")
    return lost
