"""Attack sign-offs that are signed: forged, copied, altered, by another key, outside its time, with odd names."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import signing
from generator.problems import Problems
from generator.project import Project, open_project
from generator.review import CannotSignOff, Signer, sign_off
from generator.sign_offs import Standing, units_of
from tests.test_cases import SMALL

TODAY = datetime.date(2026, 11, 28)
NAME = "Ana Example, RN"
REGISTER = "content/reviewers.yaml"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("keys")

    def key(name: str) -> Path:
        path = folder / name
        if not path.exists():
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "made up", "-f", path], check=True)
        return path

    return key


def register(root: Path, *keys: Path, name: str = NAME, more: str = "") -> None:
    lines = "".join(f'      - "{key.with_suffix(".pub").read_text().strip()}"\n' for key in keys)
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    text = f'reviewers:\n  - name: "{quoted}"\n    credentials: Made up\n    from: 2026-01-01\n{more}    keys:\n{lines}'
    (root / REGISTER).write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, keys: Callable[[str], Path]) -> Path:
    """Give a project in which one outcome is signed, and nothing else."""
    root = tmp_path / "project"
    shutil.copytree(SMALL, root)
    for path in (*root.glob("*.yaml"), *root.glob("content/*.*")):
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join(line for line in lines if "covers:" not in line), encoding="utf-8")
    register(root, keys("ana"))
    sign(root, "outcome stay", keys("ana"))
    return root


def opened(root: Path) -> tuple[Project, Problems]:
    problems = Problems()
    return open_project(root, problems, today=TODAY), problems


def sign(root: Path, name: str, key: Path | None, *, by: str = NAME, day: datetime.date = TODAY) -> None:
    project, problems = opened(root)
    assert project.reading.base is not None
    unit = next(unit for unit in units_of(project.reading.base) if unit.name == name)
    sign_off(project, problems, [unit], Signer(by, day, key), today=TODAY)


def said(root: Path) -> list[str]:
    return [problem.message for problem in opened(root)[1] if problem.id == "bad-signature"]


def change(root: Path, old: str, new: str, file: str = "decision_tree.yaml") -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert text.count(old) == 1, (old, text.count(old))
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


NOT_THEIRS = f"outcome stay: the signature is not one of {NAME} for this sign-off, as it is written here"


def test_a_signature_of_a_reviewer_is_taken_without_a_word(project: Path) -> None:
    assert said(project) == []
    verified = opened(project)[0].verified
    assert verified is not None
    assert [unit.name for unit in verified.sign_offs.units if unit.state() is Standing.IN_FORCE] == ["outcome stay"]


def test_a_sign_off_without_a_signature_is_refused(project: Path) -> None:
    with pytest.raises(CannotSignOff, match="this sign-off has no signature"):
        sign(project, "outcome help-now", None)

    assert said(project) == []


def review_of(root: Path) -> dict[str, str]:
    base = opened(root)[0].reading.base
    assert base is not None
    review = next(unit.review for unit in units_of(base) if unit.name == "outcome stay")
    assert review is not None
    assert review.signature is not None
    return {"by": str(review.by), "day": str(review.day), "covers": review.covers, "signature": review.signature}


def test_an_altered_day_is_found(project: Path) -> None:
    change(project, f"      day: {TODAY}", "      day: 2026-11-01")

    assert said(project) == [NOT_THEIRS]


def test_one_altered_letter_of_a_signature_is_found(project: Path) -> None:
    signature = review_of(project)["signature"]
    other = "A" if signature[-20] != "A" else "B"
    change(project, signature, f"{signature[:-20]}{other}{signature[-19:]}")

    assert said(project) == [NOT_THEIRS]


def test_a_signature_does_not_hold_for_other_words(project: Path) -> None:
    covers = review_of(project)["covers"]
    change(project, covers, "f" * 64)

    assert said(project) == [NOT_THEIRS]


def test_a_signature_does_not_hold_for_another_unit(project: Path) -> None:
    lines = "".join(f'      {key}: "{value}"\n' for key, value in review_of(project).items())
    change(project, "  - id: help-now\n", f"  - id: help-now\n    reviewed:\n{lines}")

    assert said(project) == [NOT_THEIRS.replace("stay", "help-now")]


def test_a_signature_of_another_key_is_refused(project: Path, keys: Callable[[str], Path]) -> None:
    with pytest.raises(CannotSignOff, match="the signature is not one of Ana Example, RN"):
        sign(project, "outcome help-now", keys("other"))


def test_a_key_that_was_removed_no_longer_holds(project: Path, keys: Callable[[str], Path]) -> None:
    register(project, keys("other"))
    assert said(project) == [NOT_THEIRS]

    register(project, keys("other"), keys("ana"))
    assert said(project) == []


def test_the_name_of_another_reviewer_is_refused(project: Path, keys: Callable[[str], Path]) -> None:
    with pytest.raises(CannotSignOff, match='"Eve Example, RN" is nobody'):
        sign(project, "outcome help-now", keys("ana"), by="Eve Example, RN")


@pytest.mark.parametrize(("more", "day"), [("    until: 2026-11-01\n", TODAY), ("", datetime.date(2025, 12, 31))])
def test_a_day_outside_the_time_of_a_reviewer_is_refused(
    project: Path, keys: Callable[[str], Path], more: str, day: datetime.date
) -> None:
    register(project, keys("ana"), more=more)

    with pytest.raises(CannotSignOff, match="may not sign on"):
        sign(project, "outcome help-now", keys("ana"), day=day)


def test_a_day_that_has_not_come_is_refused(project: Path, keys: Callable[[str], Path]) -> None:
    with pytest.raises(CannotSignOff, match="which has not come yet"):
        sign(project, "outcome help-now", keys("ana"), day=TODAY + datetime.timedelta(days=1))


def test_a_signature_for_another_purpose_is_refused(
    project: Path, keys: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signing, "_SPACE", "file")
    unit = review_of(project)
    text = signing.signed_text("outcome stay", by=unit["by"], day=unit["day"], covers=unit["covers"])
    forged = signing.signature_of(text, keys("ana"))
    monkeypatch.undo()
    change(project, unit["signature"], forged)

    assert said(project) == [NOT_THEIRS]


@pytest.mark.parametrize(
    "name", ["*", "-f /etc/passwd", "Ana, Example, RN", "reviewer,*", "a b  c", "!Ana", "#Ana", 'Ana "RN"', "Añá 李"]
)
def test_an_odd_name_is_a_name_and_nothing_else(project: Path, keys: Callable[[str], Path], name: str) -> None:
    register(project, keys("other"), name=name)
    change(project, f"    reviewed:\n      by: {NAME}\n", "    reviewed:\n      by: Nobody\n")
    assert said(project) == ['outcome stay: "Nobody" is nobody in content/reviewers.yaml']

    register(project, keys("ana"))
    change(project, "      by: Nobody\n", f"      by: {NAME}\n")
    more = (project / REGISTER).read_text(encoding="utf-8").split("\n", 1)[1]
    register(project, keys("other"), name=name)
    with (project / REGISTER).open("a", encoding="utf-8") as file:
        file.write(more)
    sign(project, "outcome help-now", keys("other"), by=name)
    assert said(project) == []

    with pytest.raises(CannotSignOff, match="the signature is not one of"):
        sign(project, "outcome more-support", keys("ana"), by=name)


@pytest.mark.parametrize(
    "key", ["-----BEGIN OPENSSH PRIVATE KEY-----", "* ssh-ed25519 AAAA", "ssh-ed25519 AAAA\\n* ssh-rsa BBBB"]
)
def test_what_is_no_public_key_is_refused(project: Path, key: str) -> None:
    head = "reviewers:\n  - name: A\n    credentials: A\n    from: 2026-01-01\n"
    (project / REGISTER).write_text(f'{head}    keys: ["{key}"]\n')

    assert "bad-public-key" in {problem.id for problem in opened(project)[1]}


def test_a_machine_without_ssh_keygen_gets_one_error(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    signing._is_signed.cache_clear()

    assert said(project) == ["ssh-keygen is not on this machine, so no signature can be proven"]


def test_a_sign_off_of_other_words_lapses_and_is_still_theirs(project: Path) -> None:
    path = project / "decision_tree.yaml"
    before, after = path.read_text(encoding="utf-8").split("id: stay\n")
    path.write_text(f"{before}id: stay\n{after.replace('title: ', 'title: Please, ', 1)}", encoding="utf-8")

    assert said(project) == []
    assert "lapsed-sign-off" in {problem.id for problem in opened(project)[1]}


def test_a_signature_without_the_register_is_refused(project: Path) -> None:
    (project / REGISTER).unlink()

    assert said(project) == [
        "outcome stay: a signature stands here, and no content/reviewers.yaml says whose key made it"
    ]


def test_a_decision_of_nobody_in_the_register_is_refused(project: Path) -> None:
    covers = "f" * 64
    with (project / "content/safety.yaml").open("a", encoding="utf-8") as file:
        file.write(
            "decisions:\n  - {weakened: danger-first, why: Made up., by: Eve Nobody, "
            f"day: 2026-11-28, covers: {covers}}}\n"
        )

    assert 'decision: "Eve Nobody" is nobody in content/reviewers.yaml' in said(project)


def test_a_key_counts_only_within_the_time_that_it_stands_for(project: Path, keys: Callable[[str], Path]) -> None:
    register(project, keys("ana"), more="    until: 2026-11-28\n")
    old = (project / REGISTER).read_text(encoding="utf-8")
    register(project, keys("newer"))
    new = (project / REGISTER).read_text(encoding="utf-8").split("\n", 1)[1].replace("2026-01-01", "2026-11-28")
    (project / REGISTER).write_text(old.replace("until: 2026-11-28", "until: 2026-11-27") + new, encoding="utf-8")

    assert said(project) == [NOT_THEIRS]
    with pytest.raises(CannotSignOff, match="the signature is not one of"):
        sign(project, "outcome help-now", keys("ana"))
    with pytest.raises(CannotSignOff, match="the signature is not one of"):
        sign(project, "outcome help-now", keys("newer"), day=datetime.date(2026, 11, 27))
    assert said(project) == [NOT_THEIRS]


def test_order_of_the_keys_of_a_sign_off_is_nothing_that_is_signed(project: Path) -> None:
    review = review_of(project)
    lines = [f"      {key}: {value}\n" for key, value in review.items()]
    text = (project / "decision_tree.yaml").read_text(encoding="utf-8")
    assert "".join(lines) in text
    (project / "decision_tree.yaml").write_text(
        text.replace("".join(lines), "".join(reversed(lines))), encoding="utf-8"
    )

    assert said(project) == []
    assert review_of(project) == review


def test_a_sign_off_of_another_project_with_other_words_is_not_in_force(project: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(project, tmp_path / "other"))
    path = other / "decision_tree.yaml"
    before, after = path.read_text(encoding="utf-8").split("id: stay\n")
    path.write_text(f"{before}id: stay\n{after.replace('title: ', 'title: Please, ', 1)}", encoding="utf-8")

    verified = opened(other)[0].verified

    assert verified is not None
    assert [unit.name for unit in verified.sign_offs.units if unit.state() is Standing.IN_FORCE] == []


def test_a_signature_of_an_altered_fingerprint_of_the_words_now_is_refused(project: Path) -> None:
    """Who edits the words and writes their fingerprint beside the old signature has signed nothing."""
    path = project / "decision_tree.yaml"
    before, after = path.read_text(encoding="utf-8").split("id: stay\n")
    path.write_text(f"{before}id: stay\n{after.replace('title: ', 'title: Please, ', 1)}", encoding="utf-8")
    base = opened(project)[0].reading.base
    assert base is not None
    now = next(unit.fingerprint() for unit in units_of(base) if unit.name == "outcome stay")
    change(project, review_of(project)["covers"], now)

    assert said(project) == [NOT_THEIRS]
