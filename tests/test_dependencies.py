"""Each package of others is noted with its reasons, and the list of them is one that other programs read."""

from __future__ import annotations

import importlib.metadata
import json
import re
from pathlib import Path
from urllib.parse import urljoin

import cyclonedx.schema
import jsonschema
import pytest
import yaml
from referencing import Registry, Resource

from tests.dependencies import LOCKS, NOTES, ROOT, bare, bill, noted, pinned, project

SCHEMAS = Path(cyclonedx.schema.__file__).parent / "_res"
_OF_NPM = re.compile(r"(?<![\w@/])(@?[a-z][a-z/-]*)@\d+\.\d+\.\d+")


def test_each_package_of_the_locks_is_noted_and_no_other() -> None:
    locked = {each.name for lock in LOCKS for each in pinned(lock)}

    assert noted().keys() - noted("npm").keys() == locked


@pytest.mark.parametrize(
    ("extra", "section"),
    [
        ("", "Every installation"),
        ("build", "To install from a copy"),
        ("handouts", "The extra `handouts`"),
        ("editor", "The extra `editor`"),
        ("test", "What only tests need"),
    ],
)
def test_what_we_ask_for_ourselves_says_why_and_what_would_replace_it(extra: str, section: str) -> None:
    said = project()
    assert set(said["optional-dependencies"]) == {"build", "handouts", "editor", "test"}
    wanted = said["optional-dependencies"][extra] if extra else said["dependencies"]
    part = NOTES.read_text(encoding="utf-8").split(f"\n## {section}\n")[1].split("\n## ")[0].split("\n### ")[0]

    rows = re.findall(r"(?m)^\| ([\w-]+) \|(?: [^|]+ \|){4}$", part)

    assert [row for row in rows if row != "package"] == [bare(each) for each in wanted]


def test_the_packages_of_npm_are_noted_and_no_other() -> None:
    texts = [
        ROOT / "Makefile",
        *sorted((ROOT / "tests").rglob("*.py")),
        *sorted((ROOT / ".github").rglob("*.yml")),
        ROOT / "editors/vscode/package.json",
    ]
    asked = {name for path in texts for name in _OF_NPM.findall(path.read_text(encoding="utf-8"))}
    extension = json.loads((ROOT / "editors/vscode/package.json").read_text(encoding="utf-8"))

    assert asked | set(extension["devDependencies"]) == noted("npm").keys()


def test_a_licence_is_the_one_that_its_package_names() -> None:
    licences = noted()
    differing = {}
    for distribution in importlib.metadata.distributions():
        said, name = distribution.metadata.json.get("license_expression"), bare(distribution.metadata["Name"])
        if said and name in licences and "," not in said and said != licences[name]:
            differing[name] = said

    assert differing == {}


def test_the_list_is_valid_and_the_same_each_time() -> None:
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    schema = schemas["bom-1.6.SNAPSHOT.schema.json"]
    beside = [(urljoin(schema["$id"], name), Resource.from_contents(each)) for name, each in schemas.items()]
    text = bill()

    found = jsonschema.Draft7Validator(schema, registry=Registry().with_resources(beside))

    assert [error.message for error in found.iter_errors(json.loads(text))] == []
    assert bill() == text
    assert "timestamp" not in text


def test_the_list_holds_what_each_installation_needs_with_the_hashes_of_its_files() -> None:
    parts = {(each["name"], each["version"]): each for each in json.loads(bill())["components"]}

    assert {(each.name, each.version) for lock in LOCKS for each in pinned(lock)} == parts.keys()
    scopes = {name: part["scope"] for (name, _), part in parts.items()}
    assert (scopes["click"], scopes["typst"], scopes["pytest"]) == ("required", "optional", "excluded")
    for (name, version), part in parts.items():
        [known] = {
            each.hashes for lock in LOCKS for each in pinned(lock) if (each.name, each.version) == (name, version)
        }
        assert tuple(hash["content"] for hash in part["hashes"]) == known != (), name
        assert part["purl"] == f"pkg:pypi/{name}@{version}"


def test_each_release_carries_the_list() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
    steps = [step.get("run", "") for step in workflow["jobs"]["release"]["steps"]]

    assert "make sbom" in steps
    assert any("gh release create" in step and "build/sbom.cdx.json" in step for step in steps)
