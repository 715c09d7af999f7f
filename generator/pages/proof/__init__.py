"""Make what a stranger needs to prove the guides' promises again: the page, the tables, and a checker of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.checks import Verified
from generator.page_kinds import PROOF
from generator.pages.atlas import Atlas
from generator.pages.environment import render
from generator.pages.page import Page
from generator.pages.proof.tables import GUIDES_FILE, PROMISES_FILE, proof_tables
from generator.problems import Place

CHECKER = "check.js"
_ORIGIN = Place("generator/pages/proof/__init__.py", 1, 1)


@dataclass(frozen=True, slots=True)
class Proof:
    """What proves the promises: the page that says so, the files beside it by their names, and the hash of them all."""

    page: Page
    files: Mapping[str, bytes]
    hash: str


def proof_of(verified: Verified, atlas: Atlas) -> Proof:
    """Make the page on which a reader's own browser proves the promises, and what it needs for it.

    `hash` is the SHA-256 of the promises, in which stands that of the guides' tables.
    """
    tables = proof_tables(verified)
    hash = hashlib.sha256(tables[PROMISES_FILE]).hexdigest()
    files = {PROOF.at() + name: content for name, content in {**tables, CHECKER: _checker()}.items()}
    guides = [
        (guide.base.tree.guide, [promise for promise in guide.base.safety.promises if promise.is_for(_id(guide))])
        for guide in verified.every_guide()
    ]
    html = render(
        "proof/proof",
        atlas.words,
        guides=guides,
        hash=hash,
        files={
            "guides": PROOF.at() + GUIDES_FILE,
            "promises": PROOF.at() + PROMISES_FILE,
            "checker": PROOF.at() + CHECKER,
        },
    )
    said = atlas.words.proof
    return Proof(Page(PROOF.at(), str(said.title), str(said.description), html, _ORIGIN, PROOF), files, hash)


def _id(verified: Verified) -> str:
    return str(verified.base.tree.guide.id)


@cache
def _checker() -> bytes:
    return (Path(__file__).parent / CHECKER).read_bytes()
