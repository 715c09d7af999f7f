"""Write a place of a text into the text itself."""

from __future__ import annotations

from generator.editor.texts import Document, Spot

HERE = "‸"
"""Where the cursor stands."""


def marked(text: str) -> tuple[Document, Spot]:
    """Take the mark out of a text, and return where it was."""
    before, _, behind = text.partition(HERE)
    line = before.count("\n")
    return Document(before + behind), Spot(line, len(before) - (before.rfind("\n") + 1))
