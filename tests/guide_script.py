"""Make the guide's script small with terser, once for each change of it: no Python library does it on every system."""

from __future__ import annotations

import subprocess
from pathlib import Path

from generator.site.assets import joined, made_of_line

ASSETS = Path(__file__).parents[1] / "generator" / "theme" / "assets"
MINIFIED = ASSETS / "guide.min.js"
_TERSER = ("npx", "--yes", "terser@5.51.2", "--module", "--compress", "passes=3", "--mangle")


def source() -> str:
    """Give the script as one module, as it is written."""
    return joined(*((ASSETS / name).read_text(encoding="utf-8") for name in ("guide_engine.js", "guide.js")))


if __name__ == "__main__":
    made = subprocess.run(_TERSER, input=source(), capture_output=True, text=True, check=True).stdout
    MINIFIED.write_text(f"{made_of_line(source())}\n{made.strip()}\n", encoding="utf-8")
