"""Say in the words of a form why what it asks for cannot be begun, and which of its fields that is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from generator.checks import journey_elsewhere, run_too_long, unreachable_node
from generator.editing.changes import BringsErrors
from generator.telling.wording import sentence

LABELS: Mapping[str, Mapping[str, str]] = {
    "question": {
        "before": "What comes right after it?",
        "after": "Or: it comes after the question or answer",
        "only_for": "Ask it only of people who answered",
        "answers": "The answers, one in a line",
        "guide": "In the guide",
    },
    "outcome": {
        "decision": "The decision that leads to it",
        "when": "It leads there for people who answered",
        "after": "Or: the answer that leads to it",
    },
}
"""The labels of fields that refusals name, by the sort of what is begun and by their options."""
# What `stepwell new` says of its options, what a form says in its place, and the fields that it is about; by sort.
_SAID: Mapping[str, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    "question": (
        (
            r"write --after \S+ --only-for \S+",
            "choose the question alone under “{after}”, and tick this answer under “{only_for}”",
            ("after", "only_for"),
        ),
        (r"name one with --after, such as .*", "choose one of its answers under “{after}”", ("after",)),
        (r"write (no )?--in\b( \S+(?=,))?", "choose that guide under “{guide}”", ("guide",)),
        (r"name the answers with --answer, .*", "write the answers under “{answers}”", ("answers",)),
        (
            r"there is no question, decision or outcome .*",
            "the guide chosen under “{guide}” has no such step; choose its guide, or another step under “{before}”",
            ("before", "guide"),
        ),
    ),
    "outcome": (
        (
            r"write --after \S+ --only-for \S+",
            "choose a decision under “{decision}”, and tick this answer under “{when}”",
            ("after", "decision", "when"),
        ),
        (r"rows above it .*", "lines of the decision above it take all; tick others under “{when}”", ("when",)),
    ),
}
_CURES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    run_too_long.ID: (
        f"With it somebody would be asked more than {run_too_long.LONGEST} questions, and that is the most. Choose an "
        "outcome under “{before}”: then only people who end there are asked.",
        ("before", "after"),
    ),
    unreachable_node.ID: (
        "Nobody would be asked it: nobody comes to that place who answered as “{only_for}” says. Choose a place that "
        "those people come to later. Where answers of several questions are ticked, somebody must be able to give all.",
        ("before", "after", "only_for"),
    ),
    journey_elsewhere.ID: (
        "With it a journey would end elsewhere: {message}. Choose another place.",
        ("before", "after"),
    ),
}
"""What is said of an error that a question would bring, and which fields it is about, by the id of the error."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was begun, "" where nothing was refused; `fields` are the options that it is about."""

    line: str = ""
    fields: tuple[str, ...] = ()


def refusal_before(sort: str, form: MultiDict[str, str]) -> Refusal:
    """Say what a form must still be told, where its fields alone show it."""
    labels, said = LABELS.get(sort, {}), {name for name, value in form.items(multi=True) if value.strip()}
    if sort == "question" and len(said & {"before", "after"}) != 1:
        which = "one of the two" if "before" in said else "where it comes"
        line = f"Choose {which}: “{labels['before']}”, or “{labels['after'].removeprefix('Or: ')}”."
        return Refusal(line, ("before", "after"))
    if sort == "outcome" and "after" not in said and not {"decision", "when"} <= said:
        line = f"Choose “{labels['decision']}” and “{labels['when']}”, or “{labels['after'].removeprefix('Or: ')}”."
        return Refusal(f"Nobody would come to this outcome. {line}", ("decision", "when", "after"))
    if sort == "note" and "when" not in said:
        return Refusal("Choose at least one answer: the note is said to whoever gave it.", ("when",))
    if sort == "journey" and "answers" not in said:
        return Refusal("Choose what this person answers.", ("answers",))
    if sort == "source" and {"title", "publisher"} <= said:
        line = "Nothing uses this source yet. Leave its title to be filled in, name the source where it is used, and "
        return Refusal(f"{line}write its title then.", ("title",))
    return Refusal()


def refusal_of(error: Exception, sort: str, say: Callable[[str], str]) -> Refusal:
    """Say why something cannot be begun; `say` puts a line in the words of the forms."""
    labels = LABELS.get(sort, {})
    if not isinstance(error, BringsErrors):
        text = str(error)
        for pattern, words, fields in _SAID.get(sort, ()):
            said = re.sub(pattern, words.format(**labels), text)
            if said != text:
                return Refusal(sentence(say(said)), fields)
        return Refusal(sentence(say(text)))
    first = error.errors[0]
    if sort == "question" and first.id in _CURES:
        line, fields = _CURES[first.id]
        return Refusal(line.format(**labels, message=say(first.message)), fields)
    return Refusal(f"A check would find this in it: {say(first.message)}. {sentence(say(first.help))}")
