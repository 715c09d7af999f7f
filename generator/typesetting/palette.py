"""Make a picture small: a PNG with a palette of at most 16 colours in the place of one with millions."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

Colour = tuple[int, int, int]
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BYTES = {2: 3, 6: 4}
"""The bytes of a pixel by the colour type of a PNG: red, green, blue, and alpha."""


def with_palette(png: bytes, palette: tuple[Colour, ...]) -> bytes:
    """Return the same picture with each pixel in the nearest of at most 16 colours; what is clear counts as opaque."""
    parts = dict(_parts(png))
    width, height, _, colour_type = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    size = _BYTES[colour_type]
    nearest: dict[bytes, int] = {}
    packed: dict[bytes, bytes] = {}
    rows = []
    for row in _rows(zlib.decompress(parts[b"IDAT"]), width * size, height, size):
        if row not in packed:
            packed[row] = _packed(row, size, palette, nearest)
        rows.append(b"\0" + packed[row])
    head = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    colours = bytes(value for colour in palette for value in colour)
    data = zlib.compress(b"".join(rows), 9)
    return _SIGNATURE + b"".join(
        _part(name, content) for name, content in ((b"IHDR", head), (b"PLTE", colours), (b"IDAT", data), (b"IEND", b""))
    )


def blends(ground: Colour, *inks: tuple[Colour, int]) -> tuple[Colour, ...]:
    """List a ground, and for each ink some steps from the ground to it, for the edges of letters."""
    steps = (
        tuple(round(here + (there - here) * step / count) for here, there in zip(ground, ink, strict=True))
        for ink, count in inks
        for step in range(1, count + 1)
    )
    return (ground, *((red, green, blue) for red, green, blue in steps))


def _packed(row: bytes, size: int, palette: tuple[Colour, ...], nearest: dict[bytes, int]) -> bytes:
    pixels = [row[at : at + size] for at in range(0, len(row), size)]
    for pixel in set(pixels) - nearest.keys():
        nearest[pixel] = min(range(len(palette)), key=lambda place: _distance(pixel, palette[place]))
    places = [nearest[pixel] for pixel in pixels] + [0] * (len(pixels) % 2)
    return bytes(first << 4 | second for first, second in zip(places[::2], places[1::2], strict=True))


def _distance(pixel: bytes, colour: Colour) -> int:
    return sum((here - there) ** 2 for here, there in zip(pixel, colour, strict=False))


def _rows(data: bytes, length: int, height: int, size: int) -> Iterator[bytes]:
    """Yield the rows of a picture, each as it was before it was filtered (PNG, 9.2)."""
    above = bytes(length)
    for number in range(height):
        at = number * (length + 1)
        above = _unfiltered(data[at], data[at + 1 : at + 1 + length], above, size)
        yield above


def _unfiltered(kind: int, line: bytes, above: bytes, size: int) -> bytes:
    if kind == 0:
        return line
    if kind == 2:  # most rows of a drawing are the row above, or near it
        return bytes(here + up & 255 for here, up in zip(line, above, strict=True)) if any(line) else above
    guess = {1: lambda left, *_: left, 3: lambda left, up, _: (left + up) // 2, 4: _paeth}[kind]
    row = bytearray(size) + line
    corners = bytes(size) + above
    for at in range(size, len(row)):
        row[at] = row[at] + guess(row[at - size], corners[at], corners[at - size]) & 255
    return bytes(row[size:])


def _paeth(left: int, up: int, corner: int) -> int:
    to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - corner - corner)
    if to_left <= to_up and to_left <= to_corner:
        return left
    return up if to_up <= to_corner else corner


def _parts(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, data = len(_SIGNATURE), b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        content = png[at + 8 : at + 8 + length]
        data += content if name == b"IDAT" else b""
        yield name, data if name == b"IDAT" else content
        at += length + 12


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
