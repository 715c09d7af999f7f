"""Find every problem id that the generator can give, in its source and its registers."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from generator.checks import CHECKS

GENERATOR = Path(__file__).parents[1] / "generator"


def check_modules() -> tuple[ModuleType, ...]:
    """Give every module that checks a base."""
    return CHECKS


def ids_of_checks() -> set[str]:
    """Give the ids of the checks of a whole base."""
    return {module.ID for module in check_modules()}


def ids_of_reading() -> set[str]:
    """Give the ids of the problems that are found while the files are read."""
    readers = [
        *sorted((GENERATOR / "source").glob("*.py")),
        GENERATOR / "fitting.py",
        GENERATOR / "joining.py",
        GENERATOR / "overlaying.py",
        GENERATOR / "protecting.py",
        *sorted((GENERATOR / "reading").glob("*.py")),
        GENERATOR / "settings.py",
        GENERATOR / "signing.py",
        *sorted((GENERATOR / "model").rglob("*.py")),
    ]
    return {id for path in readers for id in _ids_in(ast.parse(path.read_text(encoding="utf-8")))}


def ids_everywhere() -> set[str]:
    """Give every id of a problem in the code."""
    return {id for path in GENERATOR.rglob("*.py") for id in _ids_in(ast.parse(path.read_text(encoding="utf-8")))}


def _ids_in(tree: ast.Module) -> Iterator[str]:
    """Give the id in each `….error(…)`, `….warning(…)`, `Problem(…)` and `PydanticCustomError(…)`, a constant's too."""
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        position = {"error": 1, "warning": 1, "Problem": 1, "PydanticCustomError": 0}.get(name)
        argument = None if position is None or len(node.args) <= position else node.args[position]
        if isinstance(argument, ast.Name):
            argument = constants.get(argument.id)
        if isinstance(argument, ast.Constant):
            yield str(argument.value)
