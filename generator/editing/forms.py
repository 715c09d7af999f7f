"""Make the form of a thing from its model: a field for each key that an author may write, with what stands there."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from generator.editing.labels import label_of
from generator.editing.things import EditedThing, Located, first_words, is_page, thing_key, thing_sort
from generator.model.entry import Entry, Review
from generator.model.guide import BOTH_VOICES, Answer, Condition, OutcomeLine, Voiced
from generator.model.keys import Key, keys_in_order
from generator.model.registers import NumberDecision
from generator.model.sorts import RefersTo, Sort
from generator.model.words import WordsFile
from generator.problems import Change, Fix, Problem
from generator.source.layout import At, YamlNode
from generator.source.own_lines import written_at

Way = tuple[str | int, ...]


class FieldKind(StrEnum):
    """How a field is edited."""

    LINE = "line"
    TEXT = "text"
    """Many words, over several lines."""
    CHOICE = "choice"
    MANY = "many"
    """Some of the choices, in an order."""
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    LIST = "list"
    """Entries that can be added, removed and moved; each is a field."""
    GROUP = "group"
    CONDITION = "condition"
    """A statement about answers: its value is its word, its fields are what that word is about."""
    THING = "thing"
    """A thing with a form of its own, whose key is `thing`."""
    YAML = "yaml"
    """The author's own lines, where they are written in a way that no form knows."""


_DECIDED = "what a person decided is decided anew, under “Who decided this?”"
CONDITION_WORDS = ("is", "all", "any", "not", "at_least")


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """One of the words that a field may hold, with what it stands for."""

    value: str
    name: str


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form.

    `way` leads from the thing to the value. `value` is the text that stands there, None where nothing does; of a field
    of many, all of them. `fixed` says why it cannot be changed here, "" where it can. `least` is how many entries a
    list must have. `start` is where its key stands, or its entry of a list.
    """

    way: Way
    name: str
    label: str
    description: str
    kind: FieldKind
    value: str | tuple[str, ...] | None = None
    choices: tuple[FieldChoice, ...] = ()
    is_required: bool = False
    problems: tuple[Problem, ...] = ()
    fields: tuple[FormField, ...] = ()
    thing: str = ""
    fixed: str = ""
    least: int = 0
    node: YamlNode | None = field(default=None, repr=False, compare=False)
    start: At | None = field(default=None, repr=False, compare=False)

    def holds(self, at: At) -> bool:
        """Tell whether a place in the file is within what the field says, its key included."""
        return self.node is not None and (self.start or self.node.start) <= at <= self.node.end


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a thing.

    `problems` are those that are no single field's. `text` is what stands below the front matter of a page or, where a
    file cannot be read as YAML, all of it; None where the fields are all there is. It begins on the line `begins` of
    its file. `fixed` says why nothing of it can be changed.
    """

    thing: EditedThing
    fields: tuple[FormField, ...]
    problems: tuple[Problem, ...] = ()
    text: str | None = None
    fixed: str = ""
    begins: int = 1


@dataclass(frozen=True, slots=True)
class OfferedWords:
    """What fields may name: the ids of things by what a key refers to, and the words that come with Stepwell."""

    ids: Callable[[RefersTo], Iterable[tuple[str, str]]]
    shipped: Callable[[Sequence[str | int]], str]


def form_of(
    located: Located, text: str | None, problems: Iterable[Problem], offered: OfferedWords, *, fixed: str = ""
) -> Form:
    """Make the form of a thing that stands in a text, with its problems at their fields."""
    own = [problem for problem in problems if located.holds(problem.place)]
    if located.model is None or located.node is None or not (located.node.pairs or is_page(located.thing.file)):
        return Form(located.thing, (), tuple(own), text, fixed)
    maker = _Maker(offered, text or "", located)
    fields = tuple(maker.fields_of(located.model, located.node, ()))
    placed = _all_placed(fields, own)
    said = {id(problem) for each in placed for problem in _problems_in(each)}
    rest = tuple(problem for problem in own if id(problem) not in said)
    if not is_page(located.thing.file) or not text:
        return Form(located.thing, placed, rest, None, fixed)
    return Form(located.thing, placed, rest, body_of(text), fixed, 1 + text[: body_start(text)].count("\n"))


def fields_of(model: type[Entry], thing: EditedThing, offered: OfferedWords) -> tuple[FormField, ...]:
    """Make the fields of an entry of which nothing is written yet."""
    return tuple(_Maker(offered, "", Located(thing, model)).fields_of(model, None, ()))


def body_of(text: str) -> str:
    """Return what stands below the front matter of a page."""
    return text[body_start(text) :]


def body_start(text: str) -> int:
    """Find where the text below the front matter of a page begins."""
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        at += len(line)
        if number and line.rstrip() == "---":
            return at
    return 0


def every_field(fields: Iterable[FormField]) -> Iterator[FormField]:
    """Yield each field, and those within it."""
    for each in fields:
        yield each
        yield from every_field(each.fields)


@dataclass(frozen=True, slots=True)
class _Maker:
    offered: OfferedWords
    text: str
    located: Located

    def fields_of(self, model: type[Entry], node: YamlNode | None, way: Way) -> Iterator[FormField]:
        """Yield a field for each key of an entry; of the file of all words, what has no form of its own."""
        for key in keys_in_order(model):
            value = None if node is None else node.value_of(key.name)
            made = self._field(model, key, value, (*way, key.name))
            yield made if value is None or node is None else replace(made, start=node.start_of(key.name))

    def _field(self, model: type[Entry], key: Key, node: YamlNode | None, way: Way) -> FormField:
        description = key.description or self._shipped(way)
        plain = FormField(
            way, key.name, label_of(key.name, model), description, FieldKind.LINE, is_required=key.is_required
        )
        plain = replace(
            plain, least=key.least, node=node, fixed=_DECIDED if model is NumberDecision else self._fixed(key)
        )
        if model is WordsFile and key.entry is not None and not key.is_list:
            return replace(plain, kind=FieldKind.THING, thing=f"word/{key.name}")
        if node is not None and (node.is_shared or not _fits(key, node)):
            return replace(plain, kind=FieldKind.YAML, value=self._written(way))
        if key.is_list:
            return self._list(key, plain)
        return self._single(key, plain)

    def _single(self, key: Key, plain: FormField) -> FormField:
        node, way = plain.node, plain.way
        if key.entry is not None:
            return self._entry(key.entry, plain)
        value = None if node is None else node.text
        if key.words == ("true", "false"):
            return replace(plain, kind=FieldKind.FLAG, value=value)
        if key.words:
            return replace(plain, kind=FieldKind.CHOICE, value=value, choices=_of_words(key.words))
        if key.is_day:
            return replace(plain, kind=FieldKind.DATE, value=value)
        if key.is_whole:
            return replace(plain, kind=FieldKind.NUMBER, value=value)
        if key.mark is not None:
            choices = self._choices(key.mark)
            kind = (
                FieldKind.LINE if {Sort.ADDRESS, Sort.HEADING} & {*key.mark.sorts} or not choices else FieldKind.CHOICE
            )
            return replace(plain, kind=kind, value=value, choices=choices)
        if key.is_prose:
            return replace(plain, kind=FieldKind.TEXT, value=None if value is None else value.rstrip("\n"))
        return replace(plain, way=way, value=None if value is None else value.rstrip("\n"))

    def _entry(self, model: type[Entry], plain: FormField) -> FormField:
        node, way = plain.node, plain.way
        key = thing_key(model, node, self._question)
        if key and not issubclass(model, Answer):
            return replace(plain, kind=FieldKind.THING, thing=key, value=first_words(node))
        if issubclass(model, Condition):
            return self._condition(plain)
        if issubclass(model, Voiced):
            return self._voiced(model, plain)
        value = first_words(node) or None
        return replace(
            plain, kind=FieldKind.GROUP, value=value, thing=key, fields=tuple(self.fields_of(model, node, way))
        )

    def _voiced(self, model: type[Entry], plain: FormField) -> FormField:
        """Make the fields of a line for both voices, which may be written as one text."""
        node, way = plain.node, plain.way
        both = node if node is None or node.is_scalar else node.value_of(BOTH_VOICES)
        said = None if both is None else both.text.rstrip("\n")
        say = FormField(
            (*way, BOTH_VOICES),
            BOTH_VOICES,
            label_of(BOTH_VOICES, OutcomeLine),
            "The line, where both have the same words.",
            FieldKind.LINE,
            said,
            node=both,
        )
        own = None if node is None or node.is_scalar else node
        is_apart = own is not None and both is None and any(own.value_of(voice) for voice in Voiced.model_fields)
        is_said = plain.is_required or (node is not None and not is_apart)
        others = (
            replace(each, is_required=is_apart and each.name in Voiced.model_fields)
            for each in self.fields_of(model, own, way)
            if each.name != BOTH_VOICES
        )
        fields = (replace(say, is_required=is_said and not is_apart), *others)
        return replace(plain, kind=FieldKind.GROUP, value=said or first_words(node) or None, fields=fields)

    def _condition(self, plain: FormField) -> FormField:
        """Make the fields of a condition: only those of the word that it says, for it may go on for ever."""
        node, way = plain.node, plain.way
        words = tuple(FieldChoice(word, label_of(word)) for word in CONDITION_WORDS)
        made = replace(plain, kind=FieldKind.CONDITION, choices=words)
        if node is None:
            return made
        is_bare = node.is_scalar
        word = "is" if is_bare else next((name.text for name, _ in node.pairs if name.text in CONDITION_WORDS), "")
        if not word:
            return replace(plain, kind=FieldKind.YAML, value=self._written(way))
        keys = {key.name: key for key in keys_in_order(Condition)}
        names = ("at_least", "of") if word == "at_least" else (word,)
        fields = tuple(
            self._field(Condition, keys[name], node if is_bare else node.value_of(name), (*way, name)) for name in names
        )
        return replace(made, value=word, fields=fields)

    def _list(self, key: Key, plain: FormField) -> FormField:
        node, way = plain.node, plain.way
        nodes = [] if node is None else [node] if node.is_scalar else node.children
        is_all_text = all(child.is_scalar and not child.is_shared for child in nodes)
        if (key.mark is not None or key.words) and key.entry is None and is_all_text:
            choices = _of_words(key.words) if key.words else self._choices(key.mark)
            value = None if node is None else tuple(child.text for child in nodes)
            return replace(plain, kind=FieldKind.MANY, value=value, choices=choices)
        one = replace(key, is_list=False, mark=None, least=0)
        items = (self._item(one, child, (*way, number)) for number, child in enumerate(nodes))
        return replace(plain, kind=FieldKind.LIST, fields=tuple(items))

    def _item(self, key: Key, node: YamlNode, way: Way) -> FormField:
        label = f"{label_of(key.name)} {int(way[-1]) + 1}"
        plain = FormField(way, key.name, label, "", FieldKind.LINE, is_required=True, node=node)
        if key.entry is not None and node.is_scalar and thing_sort(key.entry) in ("level", "kind"):
            return replace(plain, kind=FieldKind.THING, thing=f"{thing_sort(key.entry)}/{node.text}", value=node.text)
        if node.is_shared or not _fits(key, node):
            return replace(plain, kind=FieldKind.YAML, value=self._written(way))
        return self._single(key, plain)

    @property
    def _question(self) -> str:
        thing = self.located.thing
        return f"{thing.id}." if thing.sort == Sort.QUESTION else ""

    def _choices(self, mark: RefersTo | None) -> tuple[FieldChoice, ...]:
        return () if mark is None else tuple(FieldChoice(id, what) for id, what in self.offered.ids(mark))

    def _written(self, way: Way) -> str:
        return written_at(self.text, (*self.located.way, *way), is_page=is_page(self.located.thing.file))

    def _shipped(self, way: Way) -> str:
        if self.located.thing.sort != "word":
            return ""
        shipped = self.offered.shipped((self.located.thing.id, *way))
        return f"Without it: {shipped}" if shipped else ""

    def _fixed(self, key: Key) -> str:
        if key.name == "id" and self.located.thing.sort not in ("file", "page"):
            return "rename it, so that what names it follows"
        if key.entry is not None and issubclass(key.entry, Review):
            return "whoever looked signs it under “Who looked at it?”"
        return ""


def _fits(key: Key, node: YamlNode) -> bool:
    """Tell whether a value is of the shape that its key wants, so that a form can show it."""
    if key.entry is not None and issubclass(key.entry, Voiced | Condition) and not key.is_list:
        return node.is_scalar or bool(node.pairs)
    if key.is_list:
        has_one = key.mark is not None and node.is_scalar and bool(node.text)
        return not node.pairs and (not node.is_scalar or has_one or not node.text)
    if key.entry is not None:
        return bool(node.pairs) or (node.is_scalar and not node.text)
    return node.is_scalar


def _of_words(words: Iterable[str]) -> tuple[FieldChoice, ...]:
    return tuple(FieldChoice(word, label_of(word)) for word in words)


def _placed(made: FormField, problems: Sequence[Problem]) -> FormField:
    """Put each problem at the innermost field that holds its place; of one that is missing, at that field."""
    own = [each for each in problems if _is_within(each, made)]
    if not own:
        return made
    fields = _all_placed(made.fields, own)
    inner = {id(problem) for each in fields for problem in _problems_in(each)}
    return replace(made, fields=fields, problems=tuple(each for each in own if id(each) not in inner))


def _is_within(problem: Problem, made: FormField) -> bool:
    """Tell whether a problem is of a field; one of a missing key stands where its entry begins, at another key."""
    at, fix = (problem.place.line, problem.place.column), problem.fix
    is_missing = fix is not None and fix.change is Change.ADD_KEY
    if is_missing and at == made.start and not any(fix == _to_add(each) for each in made.fields):
        return False
    return made.holds(at)


def _to_add(made: FormField) -> Fix:
    return Fix(Change.ADD_KEY, text=made.name)


def _all_placed(fields: Sequence[FormField], problems: Sequence[Problem]) -> tuple[FormField, ...]:
    """Put problems of an entry at its fields; nobody sees its id among them, so that what is wrong there is its own."""
    placed = [each if _is_unseen(each) else _placed(each, problems) for each in fields]
    missing = {each.name: tuple(problem for problem in problems if problem.fix == _to_add(each)) for each in placed}
    deeper = {id(problem) for each in placed if each.fields for problem in _problems_in(each)}
    return tuple(
        replace(each, problems=(*each.problems, *own)) if (own := _not_in(missing[each.name], deeper)) else each
        for each in placed
    )


def _not_in(problems: Iterable[Problem], others: Collection[int]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if id(problem) not in others)


def _is_unseen(made: FormField) -> bool:
    return made.name == "id" and bool(made.fixed)


def _problems_in(made: FormField) -> Iterator[Problem]:
    for each in every_field((made,)):
        yield from each.problems
