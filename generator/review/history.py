"""Find in git's history the words that a person signed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from generator.model.knowledge import KnowledgeBase
from generator.problems import Problems
from generator.reading import read_project
from generator.revision import NoSuchVersion, commits_that_wrote, fetch_revision
from generator.sign_offs import Unit, units_of


def words_signed_before(root: Path, unit: Unit) -> tuple[KnowledgeBase, Unit] | None:
    """Find the version in which a lapsed sign-off covered what was there, or None where git's history has none."""
    assert unit.review is not None
    try:
        for commit in commits_that_wrote(root, unit.review.covers, unit.review.place.file):
            with TemporaryDirectory(prefix="stepwell-") as folder:
                fetch_revision(root, commit, Path(folder))
                base = read_project(Path(folder), Problems()).base
            for old in units_of(base) if base is not None else ():
                if old.name == unit.name and old.fingerprint() == unit.review.covers:
                    assert base is not None
                    return base, old
    except NoSuchVersion:
        return None
    return None
