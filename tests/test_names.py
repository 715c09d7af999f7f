"""One name means one thing: no two classes of the generator share theirs."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

GENERATOR = Path(__file__).parents[1] / "generator"


def test_no_two_classes_share_a_name() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(GENERATOR.rglob("*.py"))]
    classes = Counter(node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef))

    assert [name for name, count in classes.items() if count > 1 and not name.startswith("_")] == []


def _docstrings() -> Iterator[tuple[str, str]]:
    for path in sorted(GENERATOR.rglob("*.py")):
        name = path.relative_to(GENERATOR)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                yield name.as_posix(), ast.get_docstring(node) or ""


def test_docstrings_say_what_is_done_not_that_something_is_given() -> None:
    assert [(name, text) for name, text in _docstrings() if text.startswith(("Give ", "Be "))] == []
