"""Know what each sign-off covers: every thing that a person can sign off, with the words and rules that belong to it.

Each word and rule of a project belongs to one unit; a further guide covers besides what it shares, for its reviewer
saw that too. An entry that is a unit by itself is only named in the unit of the file that holds it, so that its place
in a list, or that it is gone, belongs to that file.

No unit covers: dates, sign-offs and decisions, and the ids that things had before; the day a source was read, or words
were taken from one;
`content/journeys.yaml`, which is proven anew by each check;
`content/lines.yaml`, which only holds contacts against what is known of them; the notices of `content/contacts.yaml`,
which must go up at once and end by themselves; `content/addresses.yaml`; `content/reviewers.yaml`; `mkdocs.yml`;
`content/overlay.yaml`, whose sentences belong to the units that they stand in, and `content/sign_offs.yaml`;
pictures, of which only the name stands in a page; the order of contacts, treatments, entries and pages; the words that
come with Stepwell, where a project has none of its own.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from itertools import chain

from generator.guide.sharing import whole_guides
from generator.model.entry import Dated, Entry, Named, Review
from generator.model.handbook import SearchFile
from generator.model.knowledge import HANDBOOK_FILES, KnowledgeBase
from generator.model.levels import Level, LevelsFile, Move
from generator.model.notes import Note, NotesFile
from generator.model.organization import LocalLine, OrganizationFile, OwnLine, OwnText, Program, Tagline
from generator.model.prose import ProseHead
from generator.model.registers import Contact, SafetyFile, Source, SourcesFile
from generator.problems import Place

_FORM = "stepwell sign-off 1"
"""The version of the canonical form; another form gets another word, so that no old sign-off is taken for a new one."""

_NOT_COVERED: Mapping[type, tuple[str, ...]] = {
    Dated: ("written", "review_due", "reviewed"),
    Named: ("formerly",),
    ProseHead: ("formerly",),
    LevelsFile: ("reviewed",),
    Note: ("reviewed",),
    SafetyFile: ("reviewed", "decisions"),
    SearchFile: ("reviewed",),
    SourcesFile: ("reviewed",),
    Source: ("read",),
    Contact: ("last_checked", "differs"),
    Program: ("last_checked",),
    OwnText: ("day",),
    Tagline: ("day",),
}
"""The fields that no sign-off covers, by the class that has them."""


class Standing(StrEnum):
    """Whether a person's sign-off holds for the words as they are now."""

    NEVER = "never"
    LAPSED = "lapsed"
    IN_FORCE = "in-force"


@dataclass(frozen=True, slots=True)
class Unit:
    """A thing that a person can sign off.

    `name` is what they type; `entry` is where the sign-off is written, under `key`. `covered` is what it covers, in
    which entries of the classes `named` are only named.
    """

    name: str
    entry: Entry
    key: str
    review: Review | None
    covered: tuple[object, ...]
    named: tuple[type[Entry], ...] = ()

    @property
    def place(self) -> Place:
        """Return the place where the entry begins that holds the sign-off."""
        return self.entry.place

    @property
    def is_called(self) -> bool:
        """Tell whether it is signed off by calling, not by reading."""
        return isinstance(self.entry, Contact | Program)

    @property
    def kind(self) -> str:
        """Return what sort of thing it is: the first word of its name."""
        return self.name.split(" ")[0]

    def fingerprint(self) -> str:
        """Make the hash of all that the unit covers: another word, rule, order or id makes another hash."""
        return fingerprint_of(self.name, *self.covered, named=self.named)

    def state(self) -> Standing:
        """Tell whether the sign-off is in force: the words that it covers are still those that were signed."""
        if self.review is None:
            return Standing.NEVER
        return Standing.IN_FORCE if self.review.covers == self.fingerprint() else Standing.LAPSED


@dataclass(frozen=True, slots=True)
class SignOffs:
    """Every unit of a project, and which sign-offs are in force; made once for all who ask."""

    units: tuple[Unit, ...]
    state_at: Mapping[Place, Standing]
    review_at: Mapping[Place, Review] = field(default_factory=dict)

    def state_of(self, entry: Entry) -> Standing:
        """Tell whether the sign-off of an entry is in force."""
        return self.state_at.get(entry.place, Standing.NEVER)

    def is_in_force(self, entry: Entry) -> bool:
        """Tell whether a person signed off an entry as it is now."""
        return self.state_of(entry) is Standing.IN_FORCE

    def review_of(self, entry: Entry) -> Review | None:
        """Return the sign-off of an entry, wherever it is written; None where there is none."""
        return self.review_at.get(entry.place)


def fingerprint_of(name: str, *covered: object, named: tuple[type[Entry], ...] = ()) -> str:
    """Make the hash of some texts, numbers, entries and lists of them, under the name of what they are together."""
    form = json.dumps([_plain(part, named) for part in covered], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{_FORM}\n{name}\n{form}".encode()).hexdigest()


def sign_offs_of(base: KnowledgeBase) -> SignOffs:
    """Look at the sign-off of every unit; only those that have one are hashed."""
    units = units_of(base)
    reviews = {unit.place: unit.review for unit in units if unit.review is not None}
    return SignOffs(units, {unit.place: unit.state() for unit in units}, reviews)


def units_of(base: KnowledgeBase) -> tuple[Unit, ...]:
    """List everything that a person can sign off, in the order of the files; hand-written pages last.

    Where an organization signed off what its upstream wrote, that counts, but where only the upstream's is in force.
    """
    units = _as_written(base)
    own = {str(each.unit): each.reviewed for each in base.handbook.sign_offs.sign_offs}
    return tuple(_signed(unit, own[unit.name]) if unit.name in own else unit for unit in units) if own else units


def _signed(unit: Unit, own: Review) -> Unit:
    signed = replace(unit, review=own)
    is_upstreams = signed.state() is Standing.LAPSED and unit.state() is Standing.IN_FORCE
    return unit if is_upstreams else signed


def _as_written(base: KnowledgeBase) -> tuple[Unit, ...]:
    handbook = base.handbook
    treatments = handbook.treatments.treatments
    return tuple(
        chain(
            [_reviewed("safety", base.safety, base.safety)],
            (_contact(contact, base) for contact in base.every_contact()),
            map(_program, base.organization.programs),
            _of_guides(base),
            (_reviewed(f"note {note.id}", note, note) for note in base.every_note()),
            [_reviewed("ladders", base.levels, base.levels, named=(Level, Move))],
            (_reviewed(f"level {level.id}", level, level) for level in base.every_level()),
            (_reviewed(f"move {move.id}", move, move) for move in base.levels.moves),
            _of_files(base),
            (_reviewed(f"treatment {treatment.id}", treatment, treatment) for treatment in treatments),
            (_reviewed(f"entry {entry.id}", entry, entry) for entry in handbook.entries.entries),
            _sources(base),
            (_reviewed(f"page {page.name}", page.head, page.head, str(page.body)) for page in base.pages),
        )
    )


def _reviewed(name: str, entry: Entry, *covered: object, named: tuple[type[Entry], ...] = ()) -> Unit:
    return Unit(name, entry, "reviewed", getattr(entry, "reviewed"), covered, named)  # noqa: B009 several classes have it


def _contact(contact: Contact, base: KnowledgeBase) -> Unit:
    # What a number dials depends on the country.
    covered = (str(base.contacts.country), contact)
    return Unit(f"contact {contact.id}", contact, "last_checked", contact.last_checked, covered)


def _sources(base: KnowledgeBase) -> Iterator[Unit]:
    """Yield the sources; those that an organization added belong to its own people, not to its upstream's."""
    own = base.own_sources
    if own is None:
        yield _reviewed("sources", base.sources, base.sources)
        return
    theirs = tuple(source for source in base.sources.sources if base.is_upstreams(source.place))
    yield _reviewed("sources", base.sources, base.sources.model_copy(update={"sources": theirs}))
    yield _reviewed("own-sources", own, own)


def _program(program: Program) -> Unit:
    return Unit(f"program {program.id}", program, "last_checked", program.last_checked, (program,))


def _of_guides(base: KnowledgeBase) -> Iterator[Unit]:
    """Yield each guide, then its own outcomes."""
    for guide, whole in zip(base.every_guide(), whole_guides(base), strict=True):
        own = {outcome.id for outcome in guide.outcomes}
        shared: tuple[object, ...] = ()
        if guide is not base.tree:
            # A set that a shared rule names is written in the first guide.
            shared = (*base.tree.sets, *(outcome for outcome in whole.outcomes if outcome.id not in own))
        parts = (guide.guide, [str(outcome.id) for outcome in guide.outcomes])
        rules = (guide.sets, whole.questions, whole.decisions)
        yield _reviewed(f"guide {guide.guide.id}", guide.guide, *parts, *rules, *shared)
        yield from (_reviewed(f"outcome {outcome.id}", outcome, outcome) for outcome in guide.outcomes)


_NAME_OF_FILE = {model: name.removeprefix("content/").removesuffix(".yaml") for name, model in HANDBOOK_FILES.items()}


_NAMED_IN: Mapping[type, tuple[type[Entry], ...]] = {
    NotesFile: (Note,),
    OrganizationFile: (OwnLine, LocalLine, Program),
}
"""The entries of a file that are units by themselves."""


def _of_files(base: KnowledgeBase) -> Iterator[Unit]:
    for file in base.handbook.files():
        if isinstance(file, Dated | SearchFile):
            yield _reviewed(_NAME_OF_FILE[type(file)], file, file, named=_NAMED_IN.get(type(file), ()))


def _plain(value: object, named: tuple[type[Entry], ...]) -> object:
    """Turn a value into texts, numbers, lists and mappings; what is empty is left out of a mapping."""
    if isinstance(value, Entry):
        if named and isinstance(value, named):
            return str(getattr(value, "id"))  # noqa: B009 a move has an id and is no Named
        parts = ((key, getattr(value, name)) for name, key in _fields_of(type(value)))
        return {key: _plain(part, named) for key, part in parts if not (part is None or part is False or part == ())}
    if isinstance(value, (tuple, list)):
        return [_plain(part, named) for part in value]
    if isinstance(value, str):
        return str(value).rstrip("\n")  # the end of a block is a matter of how the YAML is written
    if isinstance(value, datetime.date):
        return value.isoformat()
    assert isinstance(value, int | None), value
    return value


@cache
def _fields_of(model: type[Entry]) -> tuple[tuple[str, str], ...]:
    left_out = {name for parent in model.__mro__ for name in _NOT_COVERED.get(parent, ())}
    fields = model.model_fields.items()
    return tuple((name, field.alias or name) for name, field in fields if name not in left_out)
