"""More than four evidence statements stand on the pages of levels.

Pages full of studies sell; four, each with its limits, inform. The rest has its place under "What research says".

Fails: a fifth study with `levels`. Cure: take `levels` from one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity

ID = "too-many-studies"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE
MOST = 4


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each study past the fourth that names levels."""
    shown = [study for study in base.handbook.evidence.studies if study.levels]
    for study in shown[MOST:]:
        message = f'study "{study.id}" is evidence statement {shown.index(study) + 1} on the pages of levels'
        yield Problem(study.id.place, ID, message, SEVERITY, f'show at most {MOST}: take "levels" from one')
