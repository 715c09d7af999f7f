"""Set text for paper and for pictures: the one door to Typst, which comes with the extra "handouts" alone."""

from __future__ import annotations

import json
import shlex
import sys
from pathlib import Path
from typing import Any

from generator.typesetting.palette import blends, with_palette

_FOLDER = Path(__file__).parent
_FONTS = _FOLDER / "fonts"
_PALETTE = blends((0x1D, 0x5B, 0x63), ((0xFB, 0xF6, 0xEE), 9), ((0xF0, 0xBD, 0x72), 6))
"""The ground of our pictures, the colour of letters and lines, and the one of the wave."""


class NoTypesetter(Exception):
    """Why nothing can be set on this machine, and the one line that changes it."""

    def __init__(self) -> None:
        pip = f"{shlex.quote(sys.executable)} -m pip"  # whichever "pip" comes first may belong to another Python
        super().__init__(f'this needs Typst, which is not installed; add it with: {pip} install "stepwell[handouts]"')


class CannotSet(Exception):
    """Why Typst refused something, such as a letter that our font does not have."""


class Typesetter:
    """What sets values into templates of this folder, in our own font: the same values give the same bytes.

    A value is data to a template and never its markup, whatever stands in it. No font of the machine is used. One
    typesetter serves one thread.

    Raises NoTypesetter where Typst is not installed.
    """

    def __init__(self) -> None:
        try:
            import typst  # 80 MB: only who prints has it
        except ImportError as error:
            raise NoTypesetter from error
        self._refused = typst.TypstError
        self._compiler = typst.Compiler(root=str(_FOLDER), font_paths=[str(_FONTS)], ignore_system_fonts=True)

    def document(self, template: str, values: Any) -> bytes:
        """Return a tagged PDF that keeps PDF/UA-1, so that it can be read aloud.

        Raises CannotSet where that is not possible.
        """
        return self._set(template, values, format="pdf", pdf_standards=["ua-1"])

    def picture(self, template: str, values: Any) -> bytes:
        """Return a PNG of 16 colours at most, in which a point of the template is a pixel.

        Raises CannotSet.
        """
        return with_palette(self._set(template, values, format="png", ppi=72), _PALETTE)

    def _set(self, template: str, values: Any, **how: Any) -> bytes:
        inputs = {"values": json.dumps(values, ensure_ascii=False)}
        try:
            made = self._compiler.compile(input=str(_FOLDER / f"{template}.typ"), sys_inputs=inputs, **how)
        except self._refused as error:
            raise CannotSet(str(error)) from error
        assert isinstance(made, bytes), "each template sets one file"
        return made
