"""Hold what is exported against the published schema of DMN, and the structure of the resources of FHIR."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.plandefinition import PlanDefinition
from fhir.resources.R4B.questionnaire import Questionnaire
from lxml import etree
from pydantic import ValidationError

from generator.exchange.dmn import as_dmn
from generator.exchange.plan_definition import plan_definition
from generator.exchange.questionnaire import questionnaire
from generator.exchange.terms import terms
from tests.exchange.projects import PROJECTS, SETTINGS, project_at

MODELS: dict[str, Any] = {"Questionnaire": Questionnaire, "PlanDefinition": PlanDefinition, "Bundle": Bundle}


@cache
def schema() -> Any:
    """Read the XSD of DMN 1.3 as SpiffWorkflow brings it."""
    return etree.XMLSchema(etree.parse(str(files("SpiffWorkflow.dmn") / "parser/schema/DMN13.xsd")))


@pytest.mark.parametrize("root", PROJECTS[:3], ids=lambda root: root.name)
def test_dmn_fits_its_schema(root: Path) -> None:
    for guide in project_at(root).every_guide():
        document = etree.fromstring(as_dmn(guide, SETTINGS))

        assert schema().validate(document), schema().error_log


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'hitPolicy="FIRST"', b'hitPolicy="LUCKY"'),
        (b"<inputEntry ", b"<cell "),
        (b'id="rule_weigh_days"', b'id="rule weigh days"'),
        (b"<definitions ", b'<definitions no="such" '),
    ],
)
def test_a_broken_dmn_does_not_fit(old: bytes, new: bytes) -> None:
    written = as_dmn(project_at(PROJECTS[1]), SETTINGS)
    broken = written.replace(old, new).replace(b"</inputEntry>", b"</cell>" if b"cell" in new else b"</inputEntry>")

    assert broken != written
    assert not schema().validate(etree.fromstring(broken))


@pytest.mark.parametrize("root", PROJECTS[:3], ids=lambda root: root.name)
def test_fhir_fits_its_structure(root: Path) -> None:
    project = project_at(root)
    resources = [terms(project, SETTINGS)]
    for guide in project.every_guide():
        resources += [questionnaire(guide, SETTINGS), plan_definition(guide, SETTINGS)]

    for resource in resources:
        read = MODELS[resource["resourceType"]].model_validate(resource)

        assert json.loads(read.model_dump_json()) == json.loads(json.dumps(resource))


BREAKS: list[Callable[[Any], object]] = [
    lambda resource: resource.update(status="wonderful", name=3),
    lambda resource: resource["item"][1].update(type=["choice"]),
    lambda resource: resource["item"][1].update(colour="red"),
    lambda resource: resource["item"][1].pop("linkId"),
    lambda resource: resource["extension"][0].pop("url"),
]


@pytest.mark.parametrize("number", range(len(BREAKS)))
def test_a_broken_questionnaire_does_not_fit(number: int) -> None:
    resource = questionnaire(project_at(PROJECTS[1]), SETTINGS)
    BREAKS[number](resource)

    with pytest.raises(ValidationError):
        Questionnaire.model_validate(resource)
