"""Write what a release depends on as a list in the form CycloneDX: `make sbom` writes build/sbom.cdx.json.

It is made from the locks, with the licences of docs/dependencies.md; the same locks give the same bytes. What every
installation needs is "required", what an extra brings "optional", what only tests need "excluded".
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).parents[1]
NOTES = ROOT / "docs/dependencies.md"
LOCKS = ("site", "handouts", "editor", "test")
OUT = ROOT / "build/sbom.cdx.json"
_PINNED = re.compile(r"(?m)^([\w.-]+)==([\w.+]+)(?: ; [^\\\n]*?)?((?: \\\n +--hash=sha256:[0-9a-f]{64})+)")
_ROW = re.compile(r"(?m)^\| ([@\w/-]+) \| .*\|$")


@dataclass(frozen=True, order=True)
class Pinned:
    """A version of a package that a lock names, with the hashes of its files."""

    name: str
    version: str
    hashes: tuple[str, ...]

    @property
    def purl(self) -> PackageURL:
        return PackageURL("pypi", name=self.name, version=self.version)


def bare(requirement: str) -> str:
    """Give the name of a package as locks write it: "PyYAML>=6" is "pyyaml"."""
    match = re.match(r"[\w.-]+", requirement)
    assert match is not None, requirement
    return re.sub(r"[-_.]+", "-", match[0]).lower()


def pinned(lock: str) -> set[Pinned]:
    """Read a lock of requirements/."""
    text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    return {
        Pinned(name, version, tuple(sorted(re.findall(r"[0-9a-f]{64}", end))))
        for name, version, end in _PINNED.findall(text)
    }


def noted(section: str | None = None) -> dict[str, str]:
    """Map each package of docs/dependencies.md, or of one section, to its licence."""
    text = NOTES.read_text(encoding="utf-8")
    if section is not None:
        text = text.split(f"\n## {section}\n")[1].split("\n## ")[0]
    found: dict[str, str] = {}
    for part in re.split(r"\n(?=\| package \|)", text)[1:]:
        licence = [cell.strip() for cell in part.split("\n")[0].strip("|").split("|")].index("licence")
        for row in _ROW.finditer(part):
            cells = [cell.strip() for cell in row[0].strip("|").split("|")]
            if cells[0] != "package":
                assert cells[0] not in found, f"{cells[0]} stands twice"
                assert all(cells), row[0]
                found[cells[0]] = cells[licence]
    return found


def project() -> dict[str, Any]:
    """Read what pyproject.toml says of the project."""
    parsed: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return parsed


def components() -> Iterator[Component]:
    """Yield each package of the locks."""
    every, extras = pinned("site"), pinned("handouts") | pinned("editor")
    licences = noted()
    for each in sorted(every | extras | pinned("test")):
        scope = ComponentScope.REQUIRED if each in every else ComponentScope.EXCLUDED
        licence = licences[each.name]
        yield Component(
            name=each.name,
            version=each.version,
            type=ComponentType.LIBRARY,
            bom_ref=str(each.purl),
            purl=each.purl,
            scope=ComponentScope.OPTIONAL if each in extras - every else scope,
            licenses=[LicenseExpression(licence) if " " in licence else DisjunctiveLicense(id=licence)],
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content) for content in each.hashes],
        )


def bill() -> str:
    """Write the list."""
    said = project()
    root = Component(
        name=said["name"],
        version=said["version"],
        type=ComponentType.APPLICATION,
        bom_ref=said["name"],
        licenses=[DisjunctiveLicense(id=said["license"])],
    )
    every = list(components())
    bom = Bom(components=every, metadata=BomMetaData(component=root))
    named = {
        bare(each)
        for each in (*said["dependencies"], *(one for extra in said["optional-dependencies"].values() for one in extra))
    }
    bom.register_dependency(root, [each for each in every if each.name in named])
    # Neither by chance nor by the clock: whoever makes it again of the same locks gets the same bytes.
    bom.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(f"{each.purl}" for each in every) + said["version"])
    written = json.loads(JsonV1Dot6(bom).output_as_string())
    del written["metadata"]["timestamp"]
    return json.dumps(written, indent=2) + "\n"


def main() -> int:
    """Write the list, and say where."""
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(bill(), encoding="utf-8")
    print(f"Wrote {OUT.relative_to(ROOT)}: {len(list(components()))} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
