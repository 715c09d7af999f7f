"""Make the lists of signs, of what to ask and of what to look for that hand-written pages take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from generator.model.handbook import Asked, QualityKind, SignDirection
from generator.model.prose import Shape
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.facts import sourced


def lists_with_reasons(atlas: Atlas) -> Iterator[tuple[str, str]]:
    """Yield each list by the marker that stands for it in a hand-written page."""
    handbook = atlas.base.handbook
    if handbook.signs.signs:
        for direction in SignDirection:
            signs = [sign for sign in handbook.signs.signs if sign.points is direction]
            entries = sourced(((sign, sign.sources) for sign in signs), atlas)
            yield f"signs:{direction}", str(render("reasons/signs", atlas.words, entries=entries))
    if handbook.questions.questions:
        for asked in Asked:
            questions = [question for question in handbook.questions.questions if question.to is asked]
            entries = sourced(((question, question.sources) for question in questions), atlas)
            yield f"ask:{asked}", str(render("reasons/to_ask", atlas.words, entries=entries))
    if handbook.quality.signs:
        for kind in QualityKind:
            found = [sign for sign in handbook.quality.signs if sign.kind is kind]
            entries = sourced(((sign, sign.sources) for sign in found), atlas)
            mark = _mark(kind).value
            yield f"quality:{kind}", str(render("reasons/quality", atlas.words, entries=entries, mark=mark))


def _mark(kind: QualityKind) -> Shape:
    """Return the tick or the cross of a list of signs."""
    match kind:
        case QualityKind.GOOD | QualityKind.HELP_LINE:
            return Shape.DO
        case QualityKind.WARNING | QualityKind.SALES_LINE:
            return Shape.DO_NOT
        case _:
            assert_never(kind)
