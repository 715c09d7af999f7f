"""Look into the pictures of a project: each is what its name says, and small enough to come to a phone at night."""

from __future__ import annotations

from pathlib import Path

MOST_BYTES = 1_000_000
"""The bytes that a picture may have."""
_BEGINNINGS = {
    ".avif": (4, (b"ftypavif", b"ftypavis")),
    ".gif": (0, (b"GIF87a", b"GIF89a")),
    ".jpeg": (0, (b"\xff\xd8\xff",)),
    ".jpg": (0, (b"\xff\xd8\xff",)),
    ".png": (0, (b"\x89PNG\r\n\x1a\n",)),
    ".webp": (8, (b"WEBP",)),
}
"""For the end of each name the byte at which a picture of this kind says what it is, and what stands there."""
PICTURES = tuple(_BEGINNINGS)
"""What the names of pictures end with. A drawing (.svg) is none, because it can hold a script."""


def fault_of_picture(path: Path) -> str:
    """Say what is wrong with a picture, "" where nothing is."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        return f"this picture has {size:,} bytes, and {MOST_BYTES:,} are the most"
    at, beginnings = _BEGINNINGS[path.suffix.lower()]
    with path.open("rb") as file:
        head = file.read(32)
    return "" if head[at:].startswith(beginnings) else f"this is no picture of the kind {path.suffix.lower()}"
