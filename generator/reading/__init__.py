"""Read every file of a project into the model: which files there are, what each must fit, and what comes with us."""

from __future__ import annotations

from generator.reading.own_files import REFUSED_FILE
from generator.reading.project import Reading, read_project
from generator.reading.shipped import countries, shipped_tree, shipped_words

__all__ = ["REFUSED_FILE", "Reading", "countries", "read_project", "shipped_tree", "shipped_words"]
