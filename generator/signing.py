"""Sign a sign-off with a person's own key, and prove each signature, by `ssh-keygen` and without a network.

Names, keys and signatures are data: they reach ssh-keygen in files of ours, under names of ours.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap

from generator.model.entry import Review
from generator.model.knowledge import KnowledgeBase
from generator.model.reviewers import Reviewer, ReviewersFile
from generator.problems import Problems, did_you_mean
from generator.sign_offs import SignOffs, Unit

_SPACE = "stepwell"
"""The namespace of our signatures: one that was made for anything else is none of ours."""
_SIGNER = "reviewer"
"""The one name that ssh-keygen knows a reviewer by: a name that people write could be a pattern to it."""
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_SECONDS = 60
_NO_PROGRAM = "ssh-keygen is not on this machine, so no signature can be proven"


class CannotSign(Exception):
    """One line that says why nothing was signed."""


def signed_text(name: str, *, by: str, day: str, covers: str) -> bytes:
    """Write what a person signs: the unit, who, when, and the fingerprint of the words."""
    return json.dumps(["stepwell sign-off 1", name, by, day, covers]).encode() + b"\n"


def check_signatures(base: KnowledgeBase, sign_offs: SignOffs, problems: Problems) -> None:
    """Add an error for each sign-off that is not signed by one of the project's reviewers, where it names any."""
    register = base.handbook.reviewers
    if not register.reviewers:
        return
    try:
        for unit in sign_offs.units:
            if unit.review is not None:
                found = _fault(unit, unit.review, register)
                if found is not None:
                    message, help = found
                    problems.error(unit.review.place, "bad-signature", f"{unit.name}: {message}", help=help)
    except FileNotFoundError:
        cure = "install OpenSSH (the package openssh-client)"
        problems.error(register.place, "bad-signature", _NO_PROGRAM, help=cure)


def _fault(unit: Unit, review: Review, register: ReviewersFile) -> tuple[str, str] | None:
    """Say what is wrong with a sign-off, and the cure."""
    names = [str(reviewer.name) for reviewer in register.reviewers]
    persons = [reviewer for reviewer in register.reviewers if reviewer.name == review.by]
    if not persons:
        help = did_you_mean(str(review.by), names) or "add this person there, or let one of those sign who are"
        return f'"{review.by}" is nobody in content/reviewers.yaml', help
    entitled = [person for person in persons if _is_within(review, person)]
    if not entitled:
        return f'"{review.by}" may not sign on {review.day}', 'see "from" and "until" in content/reviewers.yaml'
    cure = f'let {review.by} sign it: stepwell review "{unit.name}" --by "{review.by}" --key FILE'
    if review.signature is None:
        return "this sign-off has no signature", cure
    keys = tuple(dict.fromkeys(key for person in entitled for key in person.keys))
    text = signed_text(unit.name, by=str(review.by), day=str(review.day), covers=review.covers)
    if not _is_signed(text, review.signature, keys):
        return f"the signature is not one of {review.by} for this sign-off, as it is written here", cure
    return None


def _is_within(review: Review, person: Reviewer) -> bool:
    return person.from_ <= review.day and (person.until is None or review.day <= person.until)


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
