"""Say how a guide's page writes the answers of a result as a word, and reads an earlier one."""

from __future__ import annotations

from dataclasses import dataclass

from generator.checks import Verified
from generator.guide.memory_word import memory_code


@dataclass(frozen=True, slots=True)
class MemoryView:
    """What the script needs: the code of the guide's words, and the answers to the safety screen that may have one."""

    code: str
    harmless: tuple[str, ...]


def memory_view(verified: Verified) -> MemoryView | None:
    """Describe a guide's words for its page; None where it has none."""
    safety = verified.base.safety
    code = memory_code(verified.diagram, screen=safety.screen, harmless=[*safety.benign, *safety.harmless])
    if code is None:
        return None
    starts = (",".join(map(str, nodes)) for nodes in code.starts)
    asked = {answer.reference for id in safety.screen for answer in verified.plan.questions[id].answers}
    said = " ".join(map(str, (code.check, code.version, code.shift, *starts)))
    return MemoryView(said, tuple(sorted(code.harmless & asked)))
