"""Define content/addresses.yaml: every address that was ever published, and where each leads that is gone."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field
from pydantic_core import PydanticCustomError

from generator.model.entry import Entry, Line, ReadBy, shortened
from generator.model.sorts import RefersTo, Sort
from generator.problems import Text

_PART = r"[^\s/#?%&<>\"'\\.][^\s/#?%&<>\"'\\]*"
ADDRESS_PATTERN = re.compile(rf"/(?:{_PART}/)*(?:{_PART}\.html)?(?:#[^\s#<>\"'&]+)?")
"""A page from the root of the site, and an anchor in it: /levels/residential/, /glossary/#acute, /."""


def _address(value: Any) -> Text:
    if not isinstance(value, Text):
        raise PydanticCustomError("wrong-type", "expected text")
    if not ADDRESS_PATTERN.fullmatch(value):
        raise PydanticCustomError("bad-address", '"{text}" is not an address of this site', {"text": shortened(value)})
    return value


Address = Annotated[
    Text,
    ReadBy(
        _address,
        {
            "type": "string",
            "pattern": f"^{ADDRESS_PATTERN.pattern}$",
            "patternErrorMessage": "write an address as /cost/ or /cost/#work",
        },
    ),
]
"""An address of the site: a page, and after "#" the part of it."""


class MovedAddress(Entry):
    """An address whose page or part is no longer there, and the one where a reader finds the same now."""

    from_: Address = Field(alias="from", description="The address that was published, such as `/costs/`.")
    to: Annotated[Address, RefersTo(Sort.ADDRESS)] = Field(
        description="Where the same, or the nearest to it, stands now."
    )
    why: Line | None = Field(default=None, description="Why, for other authors. Readers do not see it.")


class AddressesFile(Entry):
    """The whole of content/addresses.yaml; `stepwell addresses` adds to `published` what is missing."""

    published: tuple[Address, ...] = Field(
        default=(), description="Every address that was ever published. `stepwell addresses` adds what is missing."
    )
    moved: tuple[MovedAddress, ...] = Field(
        default=(), description="Addresses of what was removed or joined with something else, and where each leads."
    )
