"""A made-up organization, laid over a project, for the tests of what only such a site has."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

from tests.site.workbench import copy_project

FOLDER = Path(__file__).parent


def copy_with_organization(into: Path) -> Path:
    """Copy the shipped project, lay the made-up organization over it, and give the copy."""
    copy_project(into)
    shutil.copy(FOLDER / "content/organization.yaml", into / "content")
    (into / "content/harbor.png").write_bytes(_picture(16))
    return into


def _picture(width: int) -> bytes:
    """Make a picture of one color."""
    rows = zlib.compress(b"".join(b"\0" + bytes([90, 61, 138]) * width for _ in range(width)))
    head = struct.pack(">IIBBBBB", width, width, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(data)) + tag + data + struct.pack(">I", zlib.crc32(tag + data)) for tag, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
