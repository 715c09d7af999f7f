"""Draw an address as a QR code, for a screen, a printer and another program."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass

import segno

_BORDER = 4
"""How many modules of light ground stand round a code: a reader needs four (ISO/IEC 18004)."""
_MASK = 2
"""Any mask may be used. To try all eight for each code would take longer than all else that is done for it."""
_BYTES = 2
"""How many bytes of eight pixels a module is wide in a picture: 16 pixels print sharply at five centimetres."""
_DARK = re.compile(b"\1+")
_PIXELS = bytes.maketrans(b"\0\1", b"\xff\0")


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as a drawing and as a picture; both have a light ground, so that it can be read on a dark page too."""

    svg: bytes
    png: bytes


def code_of(address: str) -> Code:
    """Draw the code that leads to a whole address, the same each time.

    A seventh of it may be lost (level M), or more where that makes it no larger.
    """
    code = segno.make_qr(address, error="m", mask=_MASK)
    rows = [bytes(row) for row in code.matrix]
    return Code(_drawing(rows), _picture(rows))


def _drawing(rows: list[bytes]) -> bytes:
    """Write an SVG whose unit is a module; each row of dark ones is a stroke."""
    side = len(rows) + 2 * _BORDER
    strokes = (
        f"M{found.start() + _BORDER} {y + _BORDER}.5h{len(found[0])}"
        for y, row in enumerate(rows)
        for found in _DARK.finditer(row)
    )
    begin = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
    ground = f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
    return f'{begin}{ground}<path stroke="#000" d="{"".join(strokes)}"/></svg>\n'.encode()


def _picture(rows: list[bytes]) -> bytes:
    """Write a PNG of one bit for each pixel."""
    modules = len(rows) + 2 * _BORDER
    beside, light = bytes(_BORDER), bytes(modules)
    lines = []
    for row in (*[light] * _BORDER, *(beside + row + beside for row in rows), *[light] * _BORDER):
        pixels = bytearray(modules * _BYTES)
        for each in range(_BYTES):
            pixels[each::_BYTES] = row.translate(_PIXELS)
        lines.append((b"\0" + pixels) * (_BYTES * 8))
    side = modules * _BYTES * 8
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(lines))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
