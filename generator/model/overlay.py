"""Define what an organization says about the project that it builds on: its own sentences and sign-offs."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from generator.model.entry import Day, Entry, Line, Prose, Review

OVERLAY = "content/overlay.yaml"
"""Where an organization changes sentences of its upstream."""

OWN_SIGN_OFFS = "content/sign_offs.yaml"
"""Where an organization signs off what its upstream wrote."""


@dataclass(frozen=True, slots=True)
class Upstream:
    """The project that an organization builds on: its name for readers, and which files the organization has itself."""

    name: str
    own_files: frozenset[str]


class OverlayChange(Entry):
    """A sentence of the upstream that reads otherwise here: `was` is the upstream's, `now` what is said here."""

    in_: Line = Field(alias="in", description="The file of the upstream, such as `content/cost.md` or `levels.yaml`.")
    was: Prose = Field(description="The whole sentence as the upstream has it, or several in a row.")
    now: Prose = Field(description="What stands here in its place.")
    why: Line = Field(description="Why it is another here, for whoever looks at it when the upstream changes.")
    written: Day = Field(description="The day it was written.")


class OverlayFile(Entry):
    """The whole of content/overlay.yaml."""

    changes: tuple[OverlayChange, ...] = Field(default=(), description="The sentences that are others here.")


class OwnSignOff(Entry):
    """A sign-off, by somebody of the organization, of something that its upstream wrote, as it reads here."""

    unit: Line = Field(description="What was looked at, as `stepwell review` names it.")
    reviewed: Review = Field(description="Who looked at it, and when.")


class OwnSignOffsFile(Entry):
    """The whole of content/sign_offs.yaml, which `stepwell review` writes."""

    sign_offs: tuple[OwnSignOff, ...] = Field(default=(), description="The sign-offs, each of another unit.")
