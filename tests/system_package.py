"""Find a program that a test drives, or install the system's package of it where that is allowed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache


def find(names: Iterable[str]) -> str | None:
    """Give the path of the first of these programs that is installed."""
    return next((path for name in names if (path := shutil.which(name))), None)


def install(package: str) -> None:
    """Install a package of Debian's where this machine lets us."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    print(f"tests: installing {package}", file=sys.stderr)
    _update()
    # Another installation may be under way.
    _apt_get("install", "-o", "DPkg::Lock::Timeout=300", "-y", "--no-install-recommends", package)


@cache
def _update() -> None:
    """Ask once which packages there are."""
    _apt_get("update")


def _apt_get(*words: str) -> None:
    subprocess.run(["apt-get", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
