"""Say what a change does to patients: as text for an author, as Markdown for a reviewer, as JSON for a machine."""

from generator.difference.decided import Difference, difference_of, skeletons
from generator.difference.machine import as_json
from generator.difference.markdown import as_markdown
from generator.difference.text import as_text

__all__ = ["Difference", "as_json", "as_markdown", "as_text", "difference_of", "skeletons"]
