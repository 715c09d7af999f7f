"""Know which files an organization has itself, and refuse those that only its upstream may say."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from generator.model.knowledge import ADDRESSES, FILES, GUIDES, HANDBOOK_FILES, LEVELS, LINES, ORGANIZATION
from generator.model.overlay import OVERLAY, OWN_SIGN_OFFS
from generator.problems import Place, Problems
from generator.reading.files import is_yaml_in
from generator.source import Unsaved, is_there, names_below

REFUSED_FILE = "upstreams-file"
"""What is said of a file that an organization may not have itself."""
OWN_FILES = (OVERLAY, OWN_SIGN_OFFS)
SOURCES = "content/sources.yaml"
ADDED_TO = (SOURCES, ADDRESSES, "content/reviewers.yaml")
"""The files of which an organization may have one besides its upstream's: their lists stand behind the upstream's."""


def own_names(root: Path, upstream: Path, problems: Problems, unsaved: Unsaved) -> frozenset[str]:
    """List the files that an organization has itself; what only the upstream says is refused."""
    theirs = frozenset(names_below(upstream, "content", Problems(), unsaved))
    tops = (name for name in FILES if "/" not in name and is_there(root / name, unsaved))
    names = (*tops, *names_below(root, "content", problems, unsaved))
    return frozenset(name for name in names if _is_own(name, theirs, problems))


def _is_own(name: str, theirs: Collection[str], problems: Problems) -> bool:
    if name in OWN_FILES or name in ADDED_TO or (name == ORGANIZATION and name not in theirs):
        return True
    is_register = name in FILES or name in HANDBOOK_FILES or name == LINES
    if name not in theirs and not (is_register or any(is_yaml_in(each, name) for each in (GUIDES, LEVELS))):
        return True
    help = f"change its sentences by {OVERLAY}"
    if name.endswith((".yaml", ".yml")):
        problems.error(Place(name, 1, 1), REFUSED_FILE, "this is the upstream's to say", help=help)
    else:
        help = f"{help}, or choose another name"
        problems.error(Place(name, 1, 1), REFUSED_FILE, "the upstream has a file of this name", help=help)
    return False
