"""Read YAML as text with places, so that no value changes its meaning and every mistake has a line and column.

PyYAML turns `no` into false and `010` into 8, drops text after ` #`, keeps the last of two equal keys, and its C
composer crashes on deep nesting. Here its parser's events are read with a stack of our own; scalars stay text.
"""

from __future__ import annotations

from generator.source.files import NOTHING_UNSAVED, SourceFile, Unsaved, is_there, load, load_as_is, names_below
from generator.source.folders import (
    FROM_UPSTREAM,
    SETTINGS,
    TOP_FILES,
    Folders,
    UpstreamFolder,
    names_upstream,
    paths_of,
)
from generator.source.front_matter import split_front_matter
from generator.source.layout import quoted, scalar
from generator.source.names import say_odd_name, say_same_names
from generator.source.pictures import PICTURES, fault_of_picture
from generator.source.themes import say_faults_of_theme
from generator.source.tree import MAX_NODES, TreeMapping, TreeSequence, read_tree

__all__ = [
    "FROM_UPSTREAM",
    "MAX_NODES",
    "NOTHING_UNSAVED",
    "PICTURES",
    "SETTINGS",
    "TOP_FILES",
    "Folders",
    "SourceFile",
    "TreeMapping",
    "TreeSequence",
    "Unsaved",
    "UpstreamFolder",
    "fault_of_picture",
    "is_there",
    "load",
    "load_as_is",
    "names_below",
    "names_upstream",
    "paths_of",
    "quoted",
    "read_tree",
    "say_faults_of_theme",
    "say_odd_name",
    "say_same_names",
    "scalar",
    "split_front_matter",
]
