"""A text is still to be filled in, or a source to be named.

`stepwell new` writes what belongs to a new thing, and leaves the words to a person. Until they are written, readers
would find "To fill in:" in their place, so `stepwell build --release` refuses them.

Fails: `night: "To fill in: what a night is like"`, and `sources: [to-fill-in]`.
Cure: write the text in its place, or name the source; delete what is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.wording import Texts
from generator.model.knowledge import KnowledgeBase
from generator.model.skeletons import SOURCE_TO_FILL_IN, TO_FILL_IN, is_to_fill_in
from generator.problems import Problem, Severity

ID = "to-fill-in"
SEVERITY = Severity.WARNING
NEEDS = Need.TEXTS


def check(base: KnowledgeBase, texts: Texts) -> Iterator[Problem]:
    """Yield a warning for each text that begins as one that somebody still has to write, and each missing source."""
    for text in texts:
        if is_to_fill_in(text):
            yield Problem(text.place_of(0), ID, _message(text), SEVERITY, _cure(text))
    for page in base.pages:
        at = page.body.find(f"\n{TO_FILL_IN}")
        while at >= 0:
            line = page.body[at + 1 :].split("\n")[0]
            yield Problem(page.body.place_of(at + 1), ID, _message(line), SEVERITY, _cure(line))
            at = page.body.find(f"\n{TO_FILL_IN}", at + 1)


def _message(text: str) -> str:
    if text == SOURCE_TO_FILL_IN:
        return "the source is still to be named"
    return f"still to be filled in: {text.removeprefix(TO_FILL_IN).strip().split(chr(10))[0]}"


def _cure(text: str) -> str:
    if text == SOURCE_TO_FILL_IN:
        return "write the id of a source; stepwell new source adds one"
    return "write the text itself in its place; whoever knows the subject should write it"
