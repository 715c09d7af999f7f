"""Make the files of an export, and put them in a folder as one: it is there whole, or as it was before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.checks import Verified
from generator.exchange.dmn import as_dmn
from generator.exchange.losses import Standard, not_said
from generator.exchange.plan_definition import plan_definition
from generator.exchange.questionnaire import questionnaire
from generator.exchange.terms import terms
from generator.settings import Settings
from generator.site.publishing import BuildFolder

MANIFEST = "stepwell-export.json"
"""The file by which an export is known; it names the others."""

CODES = "codes.json"
"""The file with the code systems, where there is FHIR."""

FORMAT = 1

DMN, QUESTIONNAIRE, PLAN = "dmn", "questionnaire", "plan"
"""What the files of a guide are, as the manifest names them."""

_NAMES = {DMN: "{}.dmn", QUESTIONNAIRE: "{}.questionnaire.json", PLAN: "{}.plan.json"}
_LOSSES = "not-said.md"


@dataclass(frozen=True, slots=True)
class Export:
    """The files of an export, by name."""

    files: Mapping[str, bytes]

    def write(self, root: Path, out: Path) -> None:
        """Write the files in the place of an earlier export; `root` is the folder of the project.

        Raises CannotPublish where something else stands there, or another run is writing it.
        """
        with BuildFolder(root, out, mark=MANIFEST) as folder:
            for name, content in self.files.items():
                (folder.aside / name).write_bytes(content)
            folder.publish()


def export_of(guides: Iterable[Verified], settings: Settings, standards: Iterable[Standard]) -> Export:
    """Make the files of some guides in some standards; the same guides give the same bytes."""
    guides, standards = tuple(guides), tuple(standards)
    files: dict[str, bytes] = {}
    listed: dict[str, dict[str, str]] = {}
    for guide in guides:
        id = str(guide.base.tree.guide.id)
        made = dict(_made(guide, settings, standards))
        listed[id] = {kind: _NAMES[kind].format(id) for kind in made}
        files |= {_NAMES[kind].format(id): content for kind, content in made.items()}
    if Standard.FHIR in standards and guides:
        files[CODES] = _as_json(terms(guides[0], settings))
    files[_LOSSES] = _losses(standards)
    files[MANIFEST] = _as_json({"format": FORMAT, "guides": listed})
    return Export(files)


def _made(guide: Verified, settings: Settings, standards: tuple[Standard, ...]) -> Iterable[tuple[str, bytes]]:
    if Standard.DMN in standards:
        yield DMN, as_dmn(guide, settings)
    if Standard.FHIR in standards:
        yield QUESTIONNAIRE, _as_json(questionnaire(guide, settings))
        yield PLAN, _as_json(plan_definition(guide, settings))


def _as_json(value: object) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


_TITLES = {Standard.DMN: "DMN 1.3 (the .dmn files)", Standard.FHIR: "FHIR R4 (the .json files)"}


def _losses(standards: Iterable[Standard]) -> bytes:
    parts = ["# What this export does not say\n\nEach list stands in its files too.\n"]
    for standard in standards:
        listed = "\n".join(f"- {line}" for line in not_said(standard))
        parts.append(f"## {_TITLES[standard]}\n\n{listed}\n")
    return "\n".join(parts).encode()
