"""Find a Chromium for the browser tests, or install the system's package where that is allowed."""

import sys

from tests import system_package

# The shell draws no window, and opens a page in a third of the time.
PACKAGES = ("chromium-headless-shell", "chromium")
NAMES = (*PACKAGES, "chromium-browser", "google-chrome", "google-chrome-stable")
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
    return system_package.find(NAMES)


def install() -> int:
    """Install Chromium where there is none; give 1, and say in one line what to do, where that cannot be done."""
    if system_package.find(PACKAGES[:1]) is None:
        system_package.install(PACKAGES[0])
    if find() is None:
        system_package.install(PACKAGES[1])
    if find() is None:
        print("tests: install Chromium first (on Debian: apt-get install chromium)", file=sys.stderr)
        return 1
    return 0
