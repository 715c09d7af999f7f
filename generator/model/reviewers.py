"""Define who may sign off: people by name, each with the keys that they sign with."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field
from pydantic_core import PydanticCustomError

from generator.model.entry import Day, Entry, Line, ReadBy, shortened
from generator.problems import Text

_KEY = re.compile(r"((?:sk-)?(?:ssh|ecdsa)-[a-z0-9@.-]{1,60}) ([A-Za-z0-9+/]{40,4000}={0,2})(?: [^\n]*)?")


def _public_key(value: Any) -> str:
    found = _KEY.fullmatch(value.strip()) if isinstance(value, Text) else None
    if found is None or "-cert-" in found[1]:
        raise PydanticCustomError("bad-public-key", '"{text}" is no public key', {"text": shortened(str(value))})
    return f"{found[1]} {found[2]}"  # what stands behind it is a remark of whoever made the key


_SCHEMA = {
    "type": "string",
    "pattern": rf"^\s*{_KEY.pattern}\s*$",
    "patternErrorMessage": "write the line of the file that ends with .pub",
}
PublicKey = Annotated[str, ReadBy(_public_key, _SCHEMA)]
"""A public key of OpenSSH: its kind and the key, as one line of a file that ends with `.pub`."""


class Reviewer(Entry):
    """A person who may sign off, from a day on, with the keys that are theirs."""

    name: Line = Field(description="The name with the profession, exactly as in `by`.")
    credentials: Line = Field(description="What entitles them, such as a license and who gave it.")
    keys: tuple[PublicKey, ...] = Field(
        min_length=1, description="Their public keys, each the line of a file that ends with `.pub`."
    )
    from_: Day = Field(alias="from", description="The first day on which they may sign off.")
    until: Day | None = Field(default=None, description="The last day, once there is one.")


class ReviewersFile(Entry):
    """The whole of content/reviewers.yaml: with it, every sign-off must be signed by one of these people."""

    reviewers: tuple[Reviewer, ...] = Field(min_length=1, description="The people who may sign off.")
