"""Say what a change does to patients: as text for an author, as Markdown for a reviewer, as JSON for a machine."""

from generator.difference.decided import Difference, differences_of, guides_in_one, skeletons
from generator.difference.machine import as_json
from generator.difference.markdown import as_markdown
from generator.difference.text import as_text

__all__ = ["Difference", "as_json", "as_markdown", "as_text", "differences_of", "guides_in_one", "skeletons"]
