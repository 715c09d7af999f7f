"""Let engines of others answer exported guides at random (make validate): where they end, our diagram must end too.

It needs npm: feelin evaluates FEEL in what dmn-moddle reads, fhirpath the Questionnaire, and ajv holds the resources
against the schema of FHIR. The runs go to each outcome in turn, so that rare ones are reached too. What dmn-moddle
saves, as an editor does, is read again.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator.checks import Verified
from generator.exchange import Standard, check_export, export_of
from generator.exchange.feel import ANSWERS, feel_name
from generator.guide.walks import ends_among
from generator.model.guide import Choose
from tests.exchange.projects import PROJECTS, SETTINGS, project_at

ROOT = Path(__file__).parents[1]
ENGINES = ROOT / "build/engines"
RUNS = 100


def runs_of(guide: Verified, random_: random.Random) -> Iterator[dict[str, Any]]:
    """Walk a guide at random, each time toward an outcome in turn, so that rare ones are reached too."""
    diagram, plan = guide.diagram, guide.plan
    wanted = [id for id, ways in guide.counts.ways_by_outcome.items() if ways]
    toward = {id: ends_among(diagram, [id]) for id in wanted}
    for number in range(RUNS):
        leads = toward[wanted[number % len(wanted)]]
        node, answers, asked = diagram.nodes[0], list[str](), 1
        while not node.outcome:
            ways = [n for n, arrow in enumerate(node.arrows) if arrow is not None and leads[arrow]]
            way = random_.choice(ways)
            choice = diagram.choice(node, way)
            answers += [choice] if choice else []
            after = diagram.nodes[node.arrows[way] or 0]
            asked += not after.outcome and after.option is None
            node = after
        yield {"answers": answers, "inputs": inputs_of(answers, guide), "outcome": node.outcome, "asked": asked}
    assert set(plan.outcomes) >= set(wanted)


def inputs_of(answers: list[str], guide: Verified) -> dict[str, str | list[str] | None]:
    """Write answers as the inputs of the DMN model; a question that was not asked is null."""
    found: dict[str, str | list[str] | None] = {}
    for id, question in guide.plan.questions.items():
        given = [answer.id for answer in question.answers if answer.reference in answers]
        one: str | list[str] | None = given[0] if given else None
        found[ANSWERS + feel_name(id)] = one if question.choose is Choose.ONE else (given or None)
    return found


def main() -> int:
    """Export, walk, and let the engines do the same."""
    random_ = random.Random(19)
    for root in PROJECTS[:2]:
        guides = project_at(root).every_guide()
        folder = ENGINES / f"of-{root.name}"
        export_of(guides, SETTINGS, list(Standard)).write(ROOT, folder)
        runs = [
            {"guide": (id := str(guide.base.tree.guide.id)), "runs": list(runs_of(guide, random_))}
            | {"dmn": f"{id}.dmn", "questionnaire": f"{id}.questionnaire.json", "plan": f"{id}.plan.json"}
            for guide in guides
        ]
        (folder / "runs.json").write_text(json.dumps(runs), encoding="utf-8")
        env = os.environ | {"NODE_PATH": str(ENGINES / "node_modules")}
        if subprocess.run(["node", ROOT / "tests/engines.cjs", folder], env=env, check=False).returncode:
            return 1
        changed = [finding for finding in check_export(folder, project_at(root)) if not finding.is_same]
        if changed:
            print(f"what dmn-moddle saved is read as something else: {changed}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
