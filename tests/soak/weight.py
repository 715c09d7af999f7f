"""How much memory a process holds, noted again and again, and whether that grows."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Weight:
    """The megabytes of a process after so many edits; what it holds by then it may hold, but no more and more."""

    pid: int
    noted: list[tuple[int, float]] = field(default_factory=list)

    def note(self, edits: int) -> None:
        """Note how much it holds now, and print it."""
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        megabytes = int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) / 1024
        self.noted.append((edits, megabytes))
        print(f"  after {edits:5,} edits {megabytes:7.1f} MB", flush=True)

    def growth(self) -> float:
        """Return by how many MB it grows with 100 edits, over the second half of what was noted."""
        (first, before), (last, after) = self.noted[len(self.noted) // 2], self.noted[-1]
        return (after - before) * 100 / max(1, last - first)
