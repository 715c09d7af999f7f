"""Tell which names of files stay the same in an address, on every system and on every server."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.problems import Place, Problems

UNKNOWN_FILE = "unknown-file"
_PLAIN_PAGE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_PLAIN_FILE = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever ends the name."""


def say_odd_name(name: str, published: str, problems: Problems) -> None:
    """Add a problem for a file where the name by which it is published is not the same everywhere.

    The name becomes an address, and the address a file again on another system: capitals and letters with marks may not
    be told apart there, and a dot or space at the end is lost.
    """
    fault = _fault_of(published)
    if fault:
        help = "write names of letters from a to z, digits, - and _ alone, such as my-page.md"
        problems.error(Place(name, 1, 1), UNKNOWN_FILE, fault, help=help)


def say_same_names(names: Iterable[str], problems: Problems) -> None:
    """Add a problem for each file that has the name of another where capitals are not told apart."""
    first: dict[str, str] = {}
    for name in names:
        other = first.setdefault(name.casefold(), name)
        if other != name:
            message = f"where capitals are not told apart, {other} has this name too"
            problems.error(Place(name, 1, 1), UNKNOWN_FILE, message, help="give one of them another name")


def _fault_of(name: str) -> str:
    *folders, last = name.split("/")
    parts = [*folders, last.removesuffix(".md")] if last.endswith(".md") else folders
    odd = next((part for part in parts if not _PLAIN_PAGE.fullmatch(part)), "")
    if not odd and not last.endswith(".md") and not _PLAIN_FILE.fullmatch(last):
        odd = last
    if odd:
        return f'"{odd}" would not be the same in an address and on every system'
    device = next((part for part in (*folders, last) if _DEVICES.fullmatch(part)), "")
    return f'"{device}" is the name of a device where Windows runs' if device else ""
