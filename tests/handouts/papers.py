"""The files to hand out of the shipped project, made once, and what a reader of PDF finds in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import page
import pypdfium2
import zxingcpp

from generator.handouts import Print, handouts_of, prints_of
from generator.settings import Settings
from generator.typesetting import Typesetter
from tests.conftest import proven

SETTINGS = Settings(name="Stepwell", url="https://example.org/")
SAMPLES = (
    *("crisis-card", "fridge", "guide", "leaving-residential"),
    *("residential", "residential-low-intensity", "outpatient-to-residential", "overdose", "thoughts-today"),
)
"""A handout of each kind, and the longest."""


@cache
def prints() -> dict[str, Print]:
    """Give every file of the shipped project by its name, before it is made."""
    verified = proven()
    return {each.name: each for each in prints_of(handouts_of(verified, SETTINGS), SETTINGS, verified.base)}


@cache
def made(name: str) -> bytes:
    """Make a file."""
    each = prints()[name]
    return Typesetter().document(each.template, each.drawn())


def files_of(id: str) -> list[str]:
    """Name the files of a handout."""
    return [each.name for each in prints().values() if each.id == id]


def faults_of(pdf: bytes) -> list[str]:
    """Give what a checker of PDF/UA-1 finds wrong."""
    report = page.validate_pdf_bytes(pdf, profile="ua1")
    return [failure.message for failure in report.failures]


def words_of(pdf: bytes) -> str:
    """Give the text in the order in which it is read, in one line."""
    document = pypdfium2.PdfDocument(pdf)
    texts = (sheet.get_textpage().get_text_bounded() for sheet in document)
    return " ".join(" ".join(texts).replace("\u200b", "").split())


def squeezed(text: str) -> str:
    """Leave only letters and digits: an address may go on in the next line, after a hyphen or without one."""
    return "".join(letter for letter in text if letter.isalnum())


def pages_of(pdf: bytes) -> int:
    return len(pypdfium2.PdfDocument(pdf))


def outside(pdf: bytes) -> Iterator[str]:
    """Yield each letter that does not stand on its paper, 8 mm from the edge at the least."""
    margin = 8 / 25.4 * 72
    for sheet in pypdfium2.PdfDocument(pdf):
        text, (width, height) = sheet.get_textpage(), sheet.get_size()
        for place in range(text.count_chars()):
            left, bottom, right, top = text.get_charbox(place)
            inside = left >= margin and bottom >= margin and right <= width - margin and top <= height - margin
            letter = text.get_text_range(place, 1)
            if not inside and letter.strip("\r\n \u200b"):
                yield letter


Grey = list[list[int]]
"""A picture as rows of greys, 0 for black."""


def picture_of(pdf: bytes, scale: float) -> Grey:
    """Give the first page in grey; at a scale of 1 a point is a pixel."""
    bitmap = pypdfium2.PdfDocument(pdf)[0].render(scale=scale, grayscale=True)
    content = bytes(bitmap.buffer)
    return [list(content[row * bitmap.stride :][: bitmap.width]) for row in range(bitmap.height)]


def blurred(picture: Grey) -> Grey:
    """Give each pixel the middle of itself and its neighbours."""
    return _smeared(_turned(_smeared(_turned(picture))))


def _turned(picture: Grey) -> Grey:
    return [list(column) for column in zip(*picture, strict=True)]


def _smeared(picture: Grey) -> Grey:
    beside = ([row[max(at - 1, 0) : at + 2] for at in range(len(row))] for row in picture)
    return [[sum(near) // len(near) for near in row] for row in beside]


def faded(picture: Grey) -> Grey:
    """Print black as a light grey, as a machine does whose ink runs out."""
    return [[140 + value * 115 // 255 for value in row] for row in picture]


def copied(picture: Grey) -> Grey:
    """Leave only black and white, as a fax does."""
    return [[0 if value < 128 else 255 for value in row] for row in picture]


def codes_in(picture: Grey) -> set[str]:
    """Read every code in a picture."""
    content = bytes(value for row in picture for value in row)
    shape: Sequence[int] = (len(picture), len(picture[0]))
    view = memoryview(content).cast("B", shape=list(shape))
    return {code.text for code in zxingcpp.read_barcodes(view)}
