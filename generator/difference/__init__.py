"""Say what a change does to patients: as text for an author, as Markdown and HTML for a reviewer, as JSON."""

from generator.difference.decided import skeletons
from generator.difference.differences import Differences, differences_between, differences_of_words
from generator.difference.machine import as_json
from generator.difference.markdown import as_markdown
from generator.difference.text import as_text
from generator.difference.web import as_html

__all__ = [
    "Differences",
    "as_html",
    "as_json",
    "as_markdown",
    "as_text",
    "differences_between",
    "differences_of_words",
    "skeletons",
]
