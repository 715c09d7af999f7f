"""An answer, a decision or the guide's start leads to something that is not there.

A reader would be stranded in the middle of the guide.

Fails: `next: emergncy`. Cure: write the id of a question, decision or outcome.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.names import steps_of
from generator.checks.need import Need
from generator.checks.vanished import cure_of
from generator.guide.sharing import GuideBase
from generator.model.guide import Answer
from generator.model.knowledge import KnowledgeBase
from generator.model.sorts import STEPS
from generator.naming import names_of, texts_naming
from generator.problems import Cure, Problem, Severity, Text

ID = "unknown-target"
SEVERITY = Severity.ERROR
NEEDS = Need.GUIDE


def check(base: GuideBase) -> Iterator[Problem]:
    """Yield a problem for each target that is no question, decision or outcome."""
    known = steps_of(base.tree)
    for what, target in _targets(base):
        if target not in known:
            message = f'{what} leads to "{target}", which is not a question, decision or outcome'
            yield Problem(target.place, ID, message, SEVERITY, _help(target, known, base))
    start = base.tree.guide.start
    if start in known and start not in {question.id for question in base.tree.questions}:
        yield Problem(
            start.place,
            ID,
            f'the guide starts at "{start}", which is not a question',
            SEVERITY,
            "name the first question of the safety screen",
        )


def _targets(base: KnowledgeBase) -> Iterator[tuple[str, Text]]:
    tree = base.tree
    yield "the guide", tree.guide.start
    # What a further guide shares is looked at where it is written, among all that it could lead to there.
    own = (thing for thing in (*tree.questions, *tree.decisions) if thing.id.place.file == tree.guide.id.place.file)
    for thing in own:
        for entry, target in texts_naming(thing, *STEPS):
            leading = entry if isinstance(entry, Answer) else thing
            yield f'{leading.sort} "{leading.id}"', target
    for journey in base.journeys.journeys:
        yield f'journey "{journey.id}"', journey.outcome


def _help(target: Text, known: tuple[Text, ...], base: KnowledgeBase) -> str:
    help = cure_of(target, STEPS, names_of(base), known, "write the id of a question, decision or outcome")
    line = next((id.place.line for id in known if help == f'did you mean "{id}"?'), None)
    return help.saying(help.replace("?", f" (line {line})?")) if line and isinstance(help, Cure) else help
