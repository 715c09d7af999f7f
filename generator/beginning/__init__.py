"""Begin something new: a project, or one thing in a project with all that belongs to it, where nothing else changes."""

from generator.beginning.draft import CannotBegin, Draft
from generator.beginning.folders import begin_organization, begin_project
from generator.beginning.guides import begin_journey, begin_note, begin_outcome, begin_question
from generator.beginning.languages import begin_language
from generator.beginning.levels import begin_level, begin_move
from generator.beginning.registers import begin_entry, begin_source

__all__ = [
    "CannotBegin",
    "Draft",
    "begin_entry",
    "begin_journey",
    "begin_language",
    "begin_level",
    "begin_move",
    "begin_note",
    "begin_organization",
    "begin_outcome",
    "begin_project",
    "begin_question",
    "begin_source",
]
