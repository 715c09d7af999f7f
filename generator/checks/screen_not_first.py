"""A run leaves the safety screen, or never meets it, without being told to get help now.

Danger must be asked about before anything else, on every run.

Fails: a guide that starts with "who is this for?". Cure: start with the questions of `screen`, in their order.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.compiled import Compiled, in_words
from generator.checks.need import Need
from generator.guide.proofs import screen_is_skipped
from generator.problems import Problem, Severity

ID = "screen-not-first"
SEVERITY = Severity.ERROR
NEEDS = Need.DIAGRAM


def check(compiled: Compiled) -> Iterator[Problem]:
    """Yield a problem where some way to answer does not begin with the whole safety screen."""
    screen = compiled.base.safety.screen
    witness = screen_is_skipped(compiled.diagram, tuple(str(id) for id in screen))
    if witness is not None:
        message = f'a run comes to "{witness.outcome}" before the safety screen is over'
        note = f"answers: {in_words(witness.answers)}"
        help = f"ask these first, in this order: {', '.join(screen)}"
        yield Problem(compiled.base.tree.guide.start.place, ID, message, SEVERITY, help, (note,))
