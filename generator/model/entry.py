"""The type of every field that an author may write: texts that keep their place, whole numbers, days, references."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, TypeVar, cast

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PrivateAttr,
    model_validator,
)
from pydantic.functional_validators import ModelWrapValidatorHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_before_validator_function, no_info_plain_validator_function

from generator.model.sorts import Sort
from generator.page_kinds import names_beside_ids
from generator.problems import Place, Text

NOWHERE = Place("", 1, 1)
"""The place of an entry that no file holds, such as a bare text that stands for a condition."""

ID_PATTERN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_OF_THE_SITE = names_beside_ids() | {"index", "404", "search", "source", "assets"}
_OF_EVERY_PAGE = {"main", "menu", "help-bar", "help-list", "leaving", "page-text"}
"""The ids in the frame of each page: a part of a page with one of them could not be linked to."""
_OF_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
RESERVED_IDS = _OF_THE_SITE | _OF_EVERY_PAGE | _OF_WINDOWS
MAX_ID = 64
_WORD = r"[^\W_][\w'-]*"
_CHOICE = rf"\{{{_WORD}(?: {_WORD})*(?:\|{_WORD}(?: {_WORD})*)*\|?\}}"
PLAIN_PATTERN = re.compile(rf"{_WORD}(?: {_WORD})*")
WORDING_PATTERN = re.compile(rf"(?:{_WORD}|{_CHOICE})(?: (?:\.\.\.|{_WORD}|{_CHOICE}))*(?<!\.)(?<!\|\}})")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,5}")


class Entry(BaseModel):
    """One mapping of an author's file: frozen, without unknown keys, and aware of its place."""

    # Building each class only when it is first used halves the time to start (pydantic 2.14).
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    _place: Place = PrivateAttr(default_factory=lambda: NOWHERE)
    _listed: Text | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _keep_place(cls, data: Any, handler: ModelWrapValidatorHandler[Any]) -> Any:
        entry = handler(data)
        place = getattr(data, "place", None)
        if place is not None:
            entry._place = place
        entry._listed = getattr(data, "listed", None)
        return entry

    @property
    def place(self) -> Place:
        """Return the place where this entry begins."""
        return self._place

    @property
    def listed(self) -> Text | None:
        """Return the id by which a list of another file names this entry; None where it stands in its list itself."""
        return self._listed


_OneEntry = TypeVar("_OneEntry", bound=Entry)


def bare(entry: _OneEntry, *names: str, **others: Any) -> _OneEntry:
    """Make an entry of some fields of another, and others: to ask it for a field besides is an error."""
    kept = {name: getattr(entry, name) for name in names}
    return cast(_OneEntry, type(entry).model_construct(None, **kept, **others))


def _text(value: Any) -> Text:
    if not isinstance(value, Text):
        raise PydanticCustomError("wrong-type", "expected text")
    if not value.strip():
        raise PydanticCustomError("empty-text", "text is empty")
    if value.reads_as:
        raise PydanticCustomError(
            "unquoted-value",
            '"{text}" without quotes is {reads_as} to other YAML tools',
            {"text": shortened(value), "reads_as": value.reads_as},
        )
    return value


def _line(value: Any) -> Text:
    text = _text(value)
    if "\n" in text.strip():
        raise PydanticCustomError("more-than-one-line", "text has more than one line where one is wanted")
    return text


def _id(value: Any) -> Text:
    text = _line(value)
    if len(text) > MAX_ID:
        raise PydanticCustomError("bad-id", "id is longer than {most} characters", {"most": MAX_ID})
    _check_id(text)
    if text in RESERVED_IDS:
        raise PydanticCustomError(
            "reserved-id", '"{id}" is a name that the site or a file system keeps', {"id": str(text)}
        )
    return text


def fault_of_id(id: str) -> str:
    """Say why a text cannot be an id, "" where it can."""
    try:
        _id(Text(id, place=NOWHERE))
    except PydanticCustomError as error:
        return error.message()
    return ""


def _check_id(text: str) -> None:
    if ID_PATTERN.fullmatch(text):
        return
    stranger = next((character for character in text if not character.isascii()), None)
    if stranger is None:
        raise PydanticCustomError("bad-id", '"{id}" is not an id', {"id": shortened(text)})
    raise PydanticCustomError(
        "bad-id",
        '"{id}" is not an id: its "{character}" (U+{code}) is not one of the letters a to z',
        {"id": shortened(text), "character": stranger, "code": f"{ord(stranger):04X}"},
    )


def shortened(text: str) -> str:
    """Return the text, or its beginning where it would fill the line of a message."""
    return text if len(text) <= 40 else f"{text[:37]}..."


def _wording(value: Any) -> Text:
    text = _line(value)
    if not WORDING_PATTERN.fullmatch(text):
        raise PydanticCustomError("bad-wording", '"{text}" is not a wording', {"text": shortened(text)})
    return text


def _plain_words(value: Any) -> Text:
    text = _line(value)
    if not PLAIN_PATTERN.fullmatch(text):
        raise PydanticCustomError("bad-wording", '"{text}" is not only words', {"text": shortened(text)})
    return text


def _reference(value: Any) -> Text:
    text = _line(value)
    if not all(ID_PATTERN.fullmatch(part) for part in text.split(".")):
        _check_id(text)
    return text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, Text) else value


def _whole(value: Any) -> int:
    if not isinstance(value, Text) or not _WHOLE.fullmatch(value):
        shown = f'"{shortened(value)}"' if isinstance(value, Text) else "this"
        raise PydanticCustomError("wrong-type", "{shown} is not a whole number below a million", {"shown": shown})
    return int(value)


def _day(value: Any) -> datetime.date:
    text = value if isinstance(value, Text) else _text(value)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise PydanticCustomError("bad-date", '"{text}" is not a day', {"text": shortened(text)})


def _flag(value: Any) -> bool:
    if not isinstance(value, Text) or value not in ("true", "false"):
        raise PydanticCustomError("bad-flag", "this is neither true nor false")
    return value == "true"


def _schema(pattern: str, cure: str, **more: Any) -> dict[str, Any]:
    """Make the schema of a text; an editor shows the cure (a keyword of VS Code) where the pattern does not match."""
    return {"type": "string", "pattern": pattern, "patternErrorMessage": cure, **more}


_NOT_RESERVED = rf"(?!(?:{'|'.join(sorted(RESERVED_IDS))})$)"
ONE_LINE = _schema(r"^\s*\S[^\n]*\s*$", "write a text on one line")
"""The schema of a line."""
REFERENCE = _schema(
    rf"^{ID_PATTERN.pattern}(\.{ID_PATTERN.pattern})*$", "write an id, or a question and its answer: home.safe"
)
"""The schema of an id of something else."""
_LETTER, _LETTERS = r"[^\x00-/:-@\[-`{-\x7f]", r"[^\x00-&(-,./:-@\[-^`{-\x7f]"


def _for_editors(pattern: re.Pattern[str]) -> str:
    """Write a pattern of words for engines that know no letters but a to z: any other character passes for one."""
    return f"^{pattern.pattern}$".replace(r"[^\W_]", _LETTER).replace(r"[\w'-]", _LETTERS)


@dataclass(frozen=True, slots=True)
class ReadBy:
    """The type of a field that a function reads, with its schema for editors.

    It is what pydantic's PlainValidator and WithJsonSchema are together. They look through their function anew for
    each field, which took most of the time to make our models ready (pydantic 2.14).
    """

    read: Callable[[Any], Any]
    schema: dict[str, Any] = field(hash=False)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema that pydantic reads the field by."""
        return no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the schema for editors."""
        return dict(self.schema)


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """The type of a list in whose place a single text may stand, with its schema for editors."""

    schema: dict[str, Any] = field(hash=False)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema that pydantic reads the field by."""
        return no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the schema for editors."""
        return dict(self.schema)


Id = Annotated[
    Text,
    ReadBy(
        _id,
        _schema(
            f"^{_NOT_RESERVED}{ID_PATTERN.pattern}$",
            "use lower-case words with hyphens, such as day-treatment, and no name that the site keeps for itself",
            maxLength=MAX_ID,
        ),
    ),
]
"""An id: lower-case words with hyphens. It never changes once it is published."""
Ref = Annotated[Text, ReadBy(_reference, REFERENCE)]
"""An id of something else, or `question.answer`."""
_LISTED = REFERENCE | {"type": ["string", "array"], "items": REFERENCE}
Refs = Annotated[tuple[Ref, ...], OneOrMore(_LISTED)]
"""One reference, or a list of them."""
SomeRefs = Annotated[
    Annotated[tuple[Ref, ...], Field(min_length=1)],
    OneOrMore(_LISTED | {"minItems": 1}),
]
"""One reference, or a list of one or more."""
Wording = Annotated[
    Text,
    ReadBy(
        _wording,
        _schema(
            _for_editors(WORDING_PATTERN),
            "write words with single spaces; a wording may hold {one|of these}, {one|} to leave out or ...",
        ),
    ),
]
"""Words in a row: {one|of|these}, {this|} for a word that may be left out, ... for some words between."""
PlainWords = Annotated[
    Text,
    ReadBy(_plain_words, _schema(_for_editors(PLAIN_PATTERN), "write words with single spaces")),
]
"""Words with single spaces, and nothing else."""
Line = Annotated[Text, ReadBy(_line, ONE_LINE)]
"""Text on one line; Markdown emphasis and links are allowed."""
Prose = Annotated[Text, ReadBy(_text, _schema(r"\S", "write the text, or delete the key"))]
"""Text of one or more paragraphs in Markdown, without HTML."""
Whole = Annotated[
    int,
    ReadBy(
        _whole,
        _schema(f"^({_WHOLE.pattern})$", "write a whole number, such as 9")
        | {"type": ["integer", "string"], "minimum": 0, "maximum": 999_999},
    ),
]
"""A whole number, zero or more."""
Flag = Annotated[
    bool,
    ReadBy(_flag, _schema("^(true|false)$", "write true or false") | {"type": ["boolean", "string"]}),
]
"""`true` or `false`, without quotes."""
Day = Annotated[
    datetime.date,
    ReadBy(_day, _schema("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "write a day as 2026-11-22", format="date")),
]
"""A day as YYYY-MM-DD."""

_FINGERPRINT = re.compile("[0-9a-f]{64}")
_SIGNATURE = re.compile("[A-Za-z0-9+/]+={0,2}")


def _fingerprint(value: Any) -> str:
    text = _line(value)
    if not _FINGERPRINT.fullmatch(text):
        raise PydanticCustomError("bad-fingerprint", '"{text}" is no fingerprint', {"text": shortened(text)})
    return str(text)


def _signature(value: Any) -> str:
    text = _line(value)
    if not _SIGNATURE.fullmatch(text):
        raise PydanticCustomError("bad-fingerprint", '"{text}" is no signature', {"text": shortened(text)})
    return str(text)


Fingerprint = Annotated[
    str,
    ReadBy(_fingerprint, _schema(f"^{_FINGERPRINT.pattern}$", "let stepwell review write it")),
]
"""The fingerprint of some words and rules, 64 digits and letters a to f; it is no text that anybody reads."""
Signature = Annotated[
    str,
    ReadBy(_signature, _schema(f"^{_SIGNATURE.pattern}$", "let stepwell review --key write it")),
]
"""A signature that ssh-keygen made, on one line, without the lines round it."""


def one_way(*ways: tuple[str, ...]) -> dict[str, Any]:
    """Make the schema of an entry that has all the keys of one of these ways, and none of the others' keys."""
    every = dict.fromkeys(key for way in ways for key in way)
    return {
        "anyOf": [
            {"properties": {key: False for key in every if key not in way}} | ({"required": list(way)} if way else {})
            for way in ways
        ]
    }


def or_text(text: dict[str, Any]) -> dict[str, Any]:
    """Make the schema of an entry in whose place a text may stand: what is asked of its keys is not asked of a text."""
    return text | {"type": ["string", "object"]}


class Named(Entry):
    """An entry with an id; `formerly` holds the ids that it had before, so that a new name is no new thing.

    `sort` says what the class is a sort of.
    """

    sort: ClassVar[Sort]
    id: Id
    formerly: tuple[Id, ...] = Field(default=(), description="Ids that it had before. `stepwell compare` follows them.")


class Review(Entry):
    """Say which named person reviewed an entry, when, and exactly what; it stands only where that was done.

    `stepwell review` writes it. Once a word or rule that it covers is another, it is no longer in force.
    The key is `day`: `on` would have to stand in quotes, for YAML reads it as true.
    """

    by: Line = Field(description="The name of the person, with the profession.")
    day: Day = Field(description="The day of the review.")
    covers: Fingerprint = Field(description="The fingerprint of the words and rules that were reviewed.")
    signature: Signature | None = Field(
        default=None, description="The signature of the person, where the project has `content/reviewers.yaml`."
    )


class Dated(Entry):
    """An entry with the dates that a reader is shown."""

    written: Day = Field(description="The day it was written.")
    review_due: Day = Field(description="The day it should be looked at again. Readers see it.")
    reviewed: Review | None = Field(
        default=None, description="Who reviewed it, and when. Leave it out until a named person has done so."
    )
