"""Find in git's history the words that a person signed."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from generator.model.knowledge import KnowledgeBase
from generator.problems import Problems
from generator.project import Project, read_files
from generator.revision import NoSuchVersion, commits_that_wrote, fetch_revision
from generator.sign_offs import Unit, units_of


def words_signed_before(project: Project, unit: Unit) -> tuple[KnowledgeBase, Unit] | None:
    """Find the version in which a lapsed sign-off covered what was there, or None where git's history has none.

    What an upstream's people signed is looked for in its history. What an organization's signed is looked for in its
    own, with the upstream as it is now.
    """
    assert unit.review is not None
    file, upstream = unit.review.place.file, project.settings.upstream
    root = project.root if upstream is None or project.is_own(file) else upstream.path
    beside = upstream.path if upstream is not None and root is project.root else None
    try:
        for commit in commits_that_wrote(root, unit.review.covers, file):
            with TemporaryDirectory(prefix="stepwell-") as folder:
                fetch_revision(root, commit, Path(folder))
                base = read_files(Path(folder), Problems(), upstream=beside).reading.base
            for old in units_of(base) if base is not None else ():
                if old.name == unit.name and old.fingerprint() == unit.review.covers:
                    assert base is not None
                    return base, old
    except NoSuchVersion:
        return None
    return None
