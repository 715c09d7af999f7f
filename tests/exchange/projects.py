"""Open the projects that are exported, and make one of a small guide."""

from __future__ import annotations

import datetime
import json
from functools import cache
from pathlib import Path
from typing import Any

from generator.checks import Verified
from generator.exchange.dmn import as_dmn
from generator.exchange.dmn_reading import read_dmn
from generator.exchange.fhir_reading import read_fhir
from generator.exchange.losses import Standard
from generator.exchange.plan_definition import plan_definition
from generator.exchange.questionnaire import questionnaire
from generator.exchange.rules import Rules
from generator.guide.compiling import compile_guide
from generator.guide.plan import make_plan
from generator.guide.walks import count
from generator.problems import Problems
from generator.project import open_project
from generator.settings import Settings
from generator.sign_offs import SignOffs
from tests.conftest import ROOT
from tests.guide.small_guides import Tree, base_of

VALID = ROOT / "tests/cases/_valid"
PROJECTS = (ROOT, VALID / "back-pain", VALID / "small", ROOT / "examples/one-clinic", ROOT / "examples/many-houses")
TODAY = datetime.date(2026, 11, 28)
SETTINGS = Settings(name="Made up")


@cache
def project_at(root: Path) -> Verified:
    """Open a project that passes its checks."""
    problems = Problems()
    project = open_project(root, problems, today=TODAY)
    assert project.verified is not None, list(problems)
    return project.verified


def guide_of(tree: Tree) -> Verified:
    """Make of a small guide what a project with it alone would be."""
    base = base_of(tree)
    plan = make_plan(base)
    diagram = compile_guide(plan)
    return Verified(base, SignOffs((), {}), TODAY, plan, diagram, count(diagram), {}, {})


def json_bytes(value: Any) -> bytes:
    """Write a value as JSON."""
    return json.dumps(value, ensure_ascii=False).encode()


def exported(guide: Verified, standard: Standard) -> tuple[bytes, ...]:
    """Export a guide in a standard."""
    if standard is Standard.DMN:
        return (as_dmn(guide, SETTINGS),)
    return json_bytes(questionnaire(guide, SETTINGS)), json_bytes(plan_definition(guide, SETTINGS))


def read_again(files: tuple[bytes, ...], standard: Standard) -> Rules:
    """Read the rules of a guide from its files alone."""
    if standard is Standard.DMN:
        return read_dmn(files[0], "guide.dmn")
    return read_fhir(files[0], files[1], ("questionnaire.json", "plan.json"))
