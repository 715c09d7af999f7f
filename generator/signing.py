"""Sign a sign-off with a person's own key, and prove each signature, by `ssh-keygen` and without a network.

Names, keys and signatures are data: they reach ssh-keygen in files of ours, under names of ours.
"""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap

from generator.model.entry import Review
from generator.model.knowledge import KnowledgeBase
from generator.model.registers import NumberDecision, RecordedDecision
from generator.model.reviewers import Reviewer
from generator.problems import Place, Problems, did_you_mean
from generator.sign_offs import SignOffs, Unit

_SPACE = "stepwell"
"""The namespace of our signatures: one that was made for anything else is none of ours."""
_SIGNER = "reviewer"
"""The one name that ssh-keygen knows a reviewer by: a name that people write could be a pattern to it."""
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_SECONDS = 60
_NO_REGISTER = "a signature stands here, and no content/reviewers.yaml says whose key made it"
_NO_PROGRAM = "ssh-keygen is not on this machine, so no signature can be proven"


class CannotSign(Exception):
    """One line that says why nothing was signed."""


def signed_text(name: str, *, by: str, day: str, covers: str) -> bytes:
    """Write what a person signs: the unit, who, when, and the fingerprint of the words."""
    return json.dumps(["stepwell sign-off 1", name, by, day, covers]).encode() + b"\n"


def check_signatures(base: KnowledgeBase, sign_offs: SignOffs, problems: Problems) -> None:
    """Add an error for each sign-off that is not signed by one of the project's reviewers, where it names any.

    A decision must be by one of them too; it bears no signature. Where none are named, a signature is an error: nothing
    could tell whose it is. An organization's sign-offs are held against its own reviewers, its upstream's against the
    upstream's.
    """
    reviews = [(unit, unit.review) for unit in sign_offs.units if unit.review is not None]
    differs = (one for contact in base.every_contact() for one in contact.differs)
    decisions: tuple[_Decision, ...] = (*base.safety.decisions, *differs)
    for is_upstreams in (True, False) if base.upstream is not None else (False,):
        reviewers = base.handbook.reviewers.reviewers
        register = _Register(
            tuple(each for each in reviewers if base.is_upstreams(each.place) is is_upstreams),
            base.handbook.reviewers.place,
        )
        _check(
            register,
            [each for each in reviews if base.is_upstreams(each[1].place) is is_upstreams],
            [each for each in decisions if base.is_upstreams(each.place) is is_upstreams],
            problems,
        )


@dataclass(frozen=True, slots=True)
class _Register:
    """The people who may sign off what one side wrote."""

    reviewers: tuple[Reviewer, ...]
    place: Place


_Decision = RecordedDecision | NumberDecision


def _check(
    register: _Register, reviews: Sequence[tuple[Unit, Review]], decisions: Sequence[_Decision], problems: Problems
) -> None:
    if not register.reviewers:
        for unit, review in reviews:
            if review.signature is not None:
                _say(problems, review.place, f"{unit.name}: {_NO_REGISTER}", "bring the file back, or delete the key")
        return
    for decision in decisions:
        found = _entitled(str(decision.by), decision.day, register)
        if isinstance(found, _Fault):
            _say(problems, decision.place, f"decision: {found.message}", found.help)
    try:
        for unit, review in reviews:
            fault = _fault(unit, review, register)
            if fault is not None:
                _say(problems, review.place, f"{unit.name}: {fault.message}", fault.help)
    except FileNotFoundError:
        _say(problems, register.place, _NO_PROGRAM, "install OpenSSH (the package openssh-client)")


def _say(problems: Problems, place: Place, message: str, help: str) -> None:
    problems.error(place, "bad-signature", message, help=help)


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with a sign-off or a decision, and the cure."""

    message: str
    help: str


def _entitled(by: str, day: datetime.date, register: _Register) -> list[Reviewer] | _Fault:
    """Find the reviewers of a name who might sign on a day."""
    names = [str(reviewer.name) for reviewer in register.reviewers]
    persons = [reviewer for reviewer in register.reviewers if reviewer.name == by]
    if not persons:
        help = did_you_mean(by, names) or "add this person there, or let one of those sign who are"
        return _Fault(f'"{by}" is nobody in content/reviewers.yaml', help)
    entitled = [person for person in persons if _is_within(day, person)]
    return entitled or _Fault(f'"{by}" may not sign on {day}', 'see "from" and "until" in content/reviewers.yaml')


def _fault(unit: Unit, review: Review, register: _Register) -> _Fault | None:
    """Say what is wrong with a sign-off."""
    entitled = _entitled(str(review.by), review.day, register)
    if isinstance(entitled, _Fault):
        return entitled
    cure = f'let {review.by} sign it: stepwell review "{unit.name}" --by "{review.by}" --key FILE'
    if review.signature is None:
        return _Fault("this sign-off has no signature", cure)
    keys = tuple(dict.fromkeys(key for person in entitled for key in person.keys))
    text = signed_text(unit.name, by=str(review.by), day=str(review.day), covers=review.covers)
    if not _is_signed(text, review.signature, keys):
        return _Fault(f"the signature is not one of {review.by} for this sign-off, as it is written here", cure)
    return None


def _is_within(day: datetime.date, person: Reviewer) -> bool:
    return person.from_ <= day and (person.until is None or day <= person.until)


@lru_cache(maxsize=4096)
def _is_signed(text: bytes, signature: str, keys: tuple[str, ...]) -> bool:
    """Tell whether one of some keys signed a text; the same is asked once while the program runs."""
    with TemporaryDirectory(prefix="stepwell-") as folder:
        allowed, armored = Path(folder, "allowed"), Path(folder, "signature")
        allowed.write_text("".join(f"{_SIGNER} {key}\n" for key in keys), encoding="ascii")
        armored.write_text("\n".join((_BEGIN, *wrap(signature, 70), _END, "")), encoding="ascii")
        words = ["-Y", "verify", "-f", str(allowed), "-I", _SIGNER, "-n", _SPACE, "-s", str(armored)]
        return _ssh_keygen(words, text).returncode == 0


def signature_of(text: bytes, key: Path) -> str:
    """Sign a text with the private key in a file, or with the one that an agent holds for the public key in it.

    Raises CannotSign with what ssh-keygen says.
    """
    with TemporaryDirectory(prefix="stepwell-") as folder:
        path = Path(folder, "text")
        path.write_bytes(text)
        try:
            done = _ssh_keygen(["-Y", "sign", "-n", _SPACE, "-f", str(key.resolve()), str(path)], b"")
        except FileNotFoundError as error:
            raise CannotSign(_NO_PROGRAM) from error
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise CannotSign(f"ssh-keygen did not sign: {said[-1] if said else 'it did not say why'}")
        lines = Path(folder, "text.sig").read_text(encoding="ascii").split()
        return "".join(lines[lines.index("SIGNATURE-----") + 1 : lines.index("-----END")])


def _ssh_keygen(words: Sequence[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", *words], input=given, capture_output=True, check=False, timeout=_SECONDS)
