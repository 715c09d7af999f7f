"""Turn the fields of a form into what a page shows, and what a page sends into the values that were changed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from generator.editing.forms import FieldKind, FormField, Way, every_field
from generator.problems import Problem, Severity
from generator.telling.choices import ChoiceNames, ShownChoice
from generator.telling.conditions import in_one_line
from generator.telling.outline import in_words
from generator.telling.problems import ShownProblem
from generator.telling.wording import forms_words

Value = str | tuple[str, ...]
_NOT_OF_AN_ID = re.compile(r"[^a-z0-9]+")
_SAY = forms_words(())
_APOSTROPHES = re.compile("['\u2019]")
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
# What only whoever writes the file by hand must know, and what is said of it in a form.
_BY_HAND: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        (",? in quotes", ""),
        (r",? as ids of (contacts|sources)", ""),
        (r",? as `question\.answer`", ""),
        (r"^`true`: it ", "Ticked: it "),
        (r"^`true` where ", "Tick it where "),
        (r"^With `from levels`: ", "Where its answers are the levels of care: "),
        (r", or `from levels`", ", or the levels of care"),
        (r"^With `when`: ", ""),
        (r"not of `country`", "of another country than this site's"),
        (r"`(none|not-sure)` and `not-sure` stand alone\.", "“None of these” and “I don't know” stand alone."),
    )
)
_LETTERS_IN_A_LINE = 70
_MOST_ROWS = 24
_MOST_SAID = 2
_MOST_ENTRIES = 100_000
_ACTS = ("add", "clear", "move", "remove")
_LEADS_ON = ("next", "otherwise")
_EVERYONE_ELSE = "Everyone else"
_LONGEST_RULE = 160
_TYPED = (
    *(FieldKind.LINE, FieldKind.TEXT, FieldKind.CHOICE, FieldKind.MANY, FieldKind.NUMBER, FieldKind.DATE),
    *(FieldKind.FLAG, FieldKind.YAML, FieldKind.CONDITION),
)


@dataclass(frozen=True, slots=True)
class Act:
    """What a button within a form does: a word, the way to what it is done to, and a number where there is one."""

    what: str
    way: Way
    at: int = 0
    to: int = 0

    def __str__(self) -> str:
        return json.dumps([self.what, list(self.way), self.at, self.to])


def act_of(text: str) -> Act | None:
    """Read what a button sent; None where it sent nothing. Raises ValueError where no button of ours sends this."""
    if not text:
        return None
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = None
    match said:
        case [str(what), [*way], int(at), int(to)] if _is_act(what, way, at, to):
            return Act(what, tuple(way), at, to)
    raise ValueError("the editor does not know this button; load the page anew")


def _is_act(what: str, way: list[object], at: int, to: int) -> bool:
    steps = all(step.isprintable() if isinstance(step, str) else _is_number(step) for step in way)
    return what in _ACTS and steps and _is_number(at) and _is_number(to)


def _is_number(step: object) -> bool:
    return type(step) is int and 0 <= step < _MOST_ENTRIES


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field as the page shows it. `value` is what stands in it: of many, all of them; `acts` are its buttons."""

    id: str
    name: str
    key: str
    label: str
    hint: Markup
    kind: str
    value: Value
    choices: tuple[ShownChoice, ...]
    is_required: bool
    is_there: bool
    held: str
    problems: tuple[ShownProblem, ...]
    fields: tuple[ShownField, ...]
    leads_to: str
    summary: str
    acts: Mapping[str, Act]
    problem_count: int = 0
    error_count: int = 0
    is_unfolded: bool = False

    @property
    def is_spare(self) -> bool:
        """Tell whether nothing stands there, nothing must, nothing is wrong with that, and none of it ever was."""
        return not (self.is_required or self.is_there or self.value or self.problem_count or self.is_unfolded)

    def every(self) -> Iterator[ShownField]:
        """Yield the field, and those within it."""
        yield self
        for each in self.fields:
            yield from each.every()

    @property
    def rows(self) -> int:
        """How many rows its text wants."""
        lines = str(self.value).split("\n")
        wanted = sum(1 + len(line) // _LETTERS_IN_A_LINE for line in lines)
        return max(2, min(wanted + 1, _MOST_ROWS))


def id_of(way: Way) -> str:
    """Make the id of a field in its page from the way to it."""
    return "f-" + "-".join(str(step) for step in way)


def name_of(way: Way) -> str:
    """Make the name by which a field is sent."""
    return json.dumps(list(way))


@dataclass(frozen=True, slots=True)
class Showing:
    """What fields are shown with: their problems, the names of what they may hold, and what was typed in them.

    `held` says why nothing can be changed, "" where it can. `unfolded` are the names of fields that were in view
    before: one that is emptied does not go out of view under the hands of whoever empties it.
    """

    say: Callable[[Problem], ShownProblem]
    names: ChoiceNames
    typed: Mapping[str, Value]
    held: str = ""
    unfolded: frozenset[str] = frozenset()


def shown_fields(fields: Iterable[FormField], showing: Showing) -> tuple[ShownField, ...]:
    """Show fields with what was typed in the place of what stands there."""
    return tuple(_shown(each, showing) for each in fields)


def _shown(made: FormField, showing: Showing) -> ShownField:
    name, fixed = name_of(made.way), showing.held or made.fixed
    fields = shown_fields(made.fields, replace(showing, held=fixed))
    if made.kind is FieldKind.LIST:
        fields = tuple(_item(each, made.way, number, len(fields)) for number, each in enumerate(fields))
    problems = tuple(map(showing.say, made.problems))
    return ShownField(
        id=id_of(made.way),
        name=name,
        key=made.name,
        label=made.label,
        hint=hint_of("" if _is_said_by(made.label, made.description) else made.description),
        kind=str(made.kind),
        value=showing.typed.get(name, value_of(made)),
        choices=showing.names.shown(made.choices),
        is_required=made.is_required,
        is_there=any(each.value is not None for each in every_field((made,))),
        held=fixed,
        problems=problems,
        fields=fields,
        leads_to=made.thing,
        summary=_summary(made, showing.names),
        acts={"add": Act("add", made.way, len(fields)), "clear": Act("clear", made.way)},
        problem_count=len(problems) + sum(each.problem_count for each in fields),
        error_count=sum(each.severity == Severity.ERROR for each in problems)
        + sum(each.error_count for each in fields),
        is_unfolded=name in showing.unfolded,
    )


def _item(item: ShownField, way: Way, number: int, size: int) -> ShownField:
    acts = {
        "up": Act("move", way, number, max(0, number - 1)),
        "down": Act("move", way, number, min(size - 1, number + 1)),
        "remove": Act("remove", way, number),
    }
    return replace(item, acts={**item.acts, **acts})


def value_of(made: FormField) -> Value:
    """Return what a field holds as it is typed: "" where nothing stands there."""
    if made.kind is FieldKind.FLAG:
        return "true" if made.value == "true" else ""
    if isinstance(made.value, tuple):
        return made.value
    if made.kind is FieldKind.MANY:
        return () if made.value is None else (made.value,)
    return made.value or ""


def _summary(made: FormField, names: ChoiceNames) -> str:
    """Say what an entry is by its own first words."""
    if made.kind is FieldKind.THING and made.thing in names.by_key:
        return in_words(names.by_key[made.thing])
    if isinstance(made.value, str) and made.value:
        return made.value
    is_case = any(each.name == "otherwise" for each in made.fields)
    led = next((each for each in made.fields if is_case and each.name in _LEADS_ON and each.value), None)
    if led is not None:
        return f"{_rule(made, names)} → {_said(led, names)}"
    said = dict.fromkeys(said for each in every_field(made.fields) if (said := _said(each, names)))
    return " · ".join([*said][:_MOST_SAID]) or made.label


def _rule(made: FormField, names: ChoiceNames) -> str:
    """Say for whom a case of a decision is, as far as one can take it in at a glance."""
    when = next((each for each in made.fields if each.kind is FieldKind.CONDITION and each.value), None)
    said = (
        _EVERYONE_ELSE
        if when is None
        else in_one_line(when, lambda field: ", ".join(f"“{each}”" for each in _chosen(field, names)))
    )
    return said if len(said) <= _LONGEST_RULE else f"{said[:_LONGEST_RULE].rsplit(' ', 1)[0]} …"


def _said(made: FormField, names: ChoiceNames) -> str:
    if made.kind in (FieldKind.CHOICE, FieldKind.MANY):
        return ", ".join(_chosen(made, names))
    return made.value if isinstance(made.value, str) and made.kind is not FieldKind.CONDITION else ""


def _chosen(made: FormField, names: ChoiceNames) -> list[str]:
    chosen = (made.value,) if isinstance(made.value, str) else made.value or ()
    known = {choice.value: choice.in_brief or choice.name for choice in names.shown(made.choices)}
    return [known.get(each, each) for each in chosen]


def _is_said_by(label: str, description: str) -> bool:
    """Tell whether a description says no more than the label above it."""
    return description.rstrip(".").casefold() == label.casefold()


def hint_of(description: str) -> Markup:
    """Write a description of the model for people who do not read code."""
    text = _LINK.sub(r"\1", description)
    for pattern, said in _BY_HAND:
        text = pattern.sub(said, text)
    text = _SAY(text)
    return Markup(_CODE.sub(r"<code>\1</code>", escape(text, quote=False)))


def typed_values(fields: Iterable[FormField], sent: MultiDict[str, str]) -> dict[str, Value]:
    """Read what a page sent for each field that it shows."""
    return dict(_typed(fields, sent))


def _typed(fields: Iterable[FormField], sent: MultiDict[str, str]) -> Iterator[tuple[str, Value]]:
    for each in every_field(fields):
        name = name_of(each.way)
        if each.kind not in _TYPED or each.fixed or name not in sent:
            continue
        said = [text.replace("\r\n", "\n") for text in sent.getlist(name)]
        if each.kind is FieldKind.MANY:
            chosen = [text for text in said if text]
            before = value_of(each)
            # Their order is the author's; what is new comes last.
            kept = [text for text in before if text in chosen]
            yield name, (*kept, *dict.fromkeys(text for text in chosen if text not in before))
        else:
            yield name, said[-1]


def is_same(typed: Value, stands: Value) -> bool:
    """Tell whether two values are the same but for the space behind them, which a form does not show."""
    if isinstance(typed, str) and isinstance(stands, str):
        return typed.rstrip() == stands.rstrip()
    return typed == stands


def way_of(name: str) -> Way:
    """Read the way to a field from the name by which it is sent."""
    return tuple(json.loads(name))


def short_name_of(text: str) -> str:
    """Make an id of words: "Evening program" gives "evening-program"."""
    words = _NOT_OF_AN_ID.sub(" ", _APOSTROPHES.sub("", text.lower())).split()
    return "-".join(words[:6])[:40].strip("-")
