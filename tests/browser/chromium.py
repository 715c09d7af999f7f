"""Find a Chromium for the browser tests, or install the system's package where that is allowed."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
    # A test answers faster than a person; without this Chromium drops entries of the history after 200.
    "--disable-ipc-flooding-protection",
)


def find() -> str | None:
    """Give the path of an installed Chromium."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install the system's package where this machine lets us."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    print("tests: installing Chromium for the browser tests", file=sys.stderr)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": False}
    subprocess.run(["apt-get", "update"], **quiet)
    subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], **quiet)


def main() -> int:
    """Say in one line what to install where there is no Chromium to be had."""
    if find() is None:
        install()
    if find() is None:
        print("tests: install Chromium first (on Debian: apt-get install chromium)", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
