"""Hold a text to its places: {name} stands where a page puts a value in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

from generator.model.entry import Entry, Line
from generator.problems import Text, did_you_mean

_PLACE = re.compile(r"\{([^{}]*)\}")


class Phrases(Entry):
    """A section of words: each of its fields is words, even where a field of that name holds ids elsewhere."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A demand on a text: it holds each of these places, may hold what is `optional`, and no other."""

    places: tuple[str, ...]
    optional: tuple[str, ...] = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema that pydantic reads the field by."""
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the schema for editors: that of the text, and what is asked of its places."""
        known = "|".join(map(re.escape, (*self.places, *self.optional)))
        other = rf"(?![\s\S]*\{{(?!(?:{known})\}})[^{{}}]*\}})"
        needed = "".join(rf"(?=[\s\S]*\{{{name}\}})" for name in self.places)
        cure = _cure("", (*self.places, *self.optional))
        return dict(handler(schema)) | {"allOf": [{"pattern": f"^{other}{needed}", "patternErrorMessage": cure}]}

    def _check(self, text: Text) -> Text:
        found = {match[1]: match for match in _PLACE.finditer(text)}
        for name, match in found.items():
            if name not in self.places and name not in self.optional:
                cure = _cure(name, (*self.places, *self.optional))
                raise _bad_place(f'"{match[0]}" is no place of this text', cure, at=match.start())
        for name in self.places:
            if name not in found:
                raise _bad_place(f'place "{{{name}}}" is missing', f'write "{{{name}}}" where its value goes in', at=0)
        return text


def holding(*places: str) -> Holding:
    """Make a text fit only where it holds each of these places, and no other."""
    return Holding(places)


def _bad_place(message: str, help: str, *, at: int) -> PydanticCustomError:
    return PydanticCustomError("bad-place", "{message}", {"message": message, "help": help, "at": at})


def _cure(name: str, names: tuple[str, ...]) -> str:
    near = did_you_mean(name, names)
    known = ", ".join(f"{{{known}}}" for known in names)
    return near or (f"its places are: {known}" if names else "write it without braces")


def filled(text: str, /, **values: object) -> str:
    """Put each value into its place of a text."""
    return _PLACE.sub(lambda match: str(values[match[1]]), text)


Phrase = Annotated[Line, holding()]
"""Text on one line without a place."""
