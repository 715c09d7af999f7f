"""Let people who will not open a text editor change a project in their browser: what `stepwell edit` runs."""

from generator.edit_server.editor import edit

__all__ = ["edit"]
