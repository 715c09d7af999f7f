"""Hold the register of checks: no check is forgotten, and each says truly what it needs."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import get_type_hints

import pytest

import generator.checks
from generator.checks import CHECKS, checks_that_need
from generator.checks.need import Need

MODULES = [
    importlib.import_module(f"generator.checks.{found.name}")
    for found in pkgutil.iter_modules(generator.checks.__path__)
]


def name_of(module: ModuleType) -> str:
    return module.__name__.rsplit(".", 1)[1]


def test_every_module_with_an_id_or_a_check_is_in_the_register_once() -> None:
    checking = [name_of(module) for module in MODULES if hasattr(module, "ID") or hasattr(module, "check")]

    assert sorted(name_of(check) for check in CHECKS) == sorted(checking)


@pytest.mark.parametrize("check", CHECKS, ids=name_of)
def test_check_is_named_like_its_id(check: ModuleType) -> None:
    assert name_of(check).replace("_", "-") == check.ID


@pytest.mark.parametrize("check", CHECKS, ids=name_of)
def test_check_takes_exactly_what_it_says_it_needs(check: ModuleType) -> None:
    hints = get_type_hints(check.check)
    taken = tuple(hint for name, hint in hints.items() if name != "return")

    assert taken == check.NEEDS.value


def test_every_check_is_called_for_one_need() -> None:
    called = [check for need in Need for check in checks_that_need(need)]

    assert sorted(map(name_of, called)) == sorted(map(name_of, CHECKS))


WHOLE_BASE = [check for need in (Need.BASE, Need.TEXTS, Need.DAY) for check in checks_that_need(need)]


@pytest.mark.parametrize("check", WHOLE_BASE, ids=name_of)
def test_check_of_the_whole_base_looks_at_no_guide_alone(check: ModuleType) -> None:
    """One that read only `base.tree` would never look at the further guides: it needs a guide."""
    read = {node.attr for node in ast.walk(ast.parse(inspect.getsource(check))) if isinstance(node, ast.Attribute)}

    assert "tree" not in read or "others" in read
