"""Find every problem id that the generator can give, in its source and its registers."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

from generator.checks import GRAPH_CHECKS, NAME_CHECKS, cycle, too_many_states

GENERATOR = Path(__file__).parents[1] / "generator"
_SAID = re.compile(r'problems\.error\(\s*(?:Place\([^)]*\)(?:\.\w+)?|[\w.]+)(?:\([^)]*\))?,\s*"([a-z0-9-]+)"')
_RAISED = re.compile(r'PydanticCustomError\(\s*"([a-z0-9-]+)"')


def check_modules() -> tuple[ModuleType, ...]:
    """Give every module that checks a base, in the order they run."""
    return (*NAME_CHECKS, cycle, too_many_states, *GRAPH_CHECKS)


def ids_of_checks() -> set[str]:
    """Give the ids of the checks of a whole base."""
    return {module.ID for module in check_modules()}


def ids_of_reading() -> set[str]:
    """Give the ids of the problems that are found while the files are read."""
    readers = "".join((GENERATOR / name).read_text() for name in ("source.py", "reading.py"))
    models = "".join(path.read_text() for path in sorted((GENERATOR / "model").glob("*.py")))
    return {*_SAID.findall(readers), *_RAISED.findall(models)}
