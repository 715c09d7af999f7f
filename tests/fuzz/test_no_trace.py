"""Change files in seeded ways: each gives pages or a problem at its place, and never a trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

import pytest

from generator.site.memory import Memory
from tests.fuzz.judging import MOST_SECONDS, judged
from tests.fuzz.mutations import mutated, write
from tests.fuzz.projects import HOUSE, SHIPPED, SMALL, files_of_project

SOME, SOME_OF_HOUSE, EVERY = 50, 25, 500


def faults_after(files: Mapping[str, bytes], seeds: range, folder: Path) -> dict[str, tuple[str, ...]]:
    """Give the faults of ours in a project after the changes of each seed."""
    memory, faults = Memory(), {}
    for seed in seeds:
        said, changed = mutated(dict(files), Random(seed))
        write(changed, folder / str(seed))
        result = judged(folder / str(seed), memory)
        if result.faults:
            faults[f"seed {seed}: {said}"] = result.faults
    return faults


def test_whatever_becomes_of_a_file_it_gives_pages_or_a_problem_at_its_place(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    count = EVERY if request.config.getoption("--every-mutation") else SOME

    assert faults_after(files_of_project(SMALL), range(count), tmp_path) == {}


def test_whatever_becomes_of_a_file_of_the_shipped_project_too(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    if not request.config.getoption("--every-mutation"):
        pytest.skip("needs --every-mutation (minutes)")

    assert faults_after(files_of_project(SHIPPED), range(EVERY), tmp_path) == {}


def test_whatever_becomes_of_a_file_of_an_organization(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    count = EVERY if request.config.getoption("--every-mutation") else SOME_OF_HOUSE
    write(files_of_project(SMALL), tmp_path / "upstream")

    assert faults_after(HOUSE, range(count), tmp_path) == {}


Change = Callable[[dict[str, bytes]], None]


def in_page(text: str) -> Change:
    def change(files: dict[str, bytes]) -> None:
        files["content/about.md"] += f"\n\n{text}\n".encode()

    return change


def without_first_page(files: dict[str, bytes]) -> None:
    del files["content/index.md"]


def with_odd_terms(files: dict[str, bytes]) -> None:
    terms = ("'&& x'", "\u00dfx", "ss", "\ufb01ne", "'\u201ca\u201d'", "\u0130x", "ix")
    odd = (f"  - {{id: odd-{at}, term: {term}, plain: Made up for tests.}}\n" for at, term in enumerate(terms))
    name = "content/glossary.yaml"
    files[name] = files[name].replace(b"words:\n", "".join(odd).encode() + b"words:\n", 1)


FOUND: dict[str, Change] = {
    "a marker that begins in one paragraph and ends in another": in_page("[[\n\nWords.\n\n## Part\n\n[[signs:up]]"),
    "a page that ends with its front matter": lambda files: files.update(
        {"content/about.md": files["content/about.md"].split(b"\n---\n")[0] + b"\n---"}
    ),
    "no first page": without_first_page,
    "a name that is longer than a line": lambda files: files.update(
        {"mkdocs.yml": files["mkdocs.yml"].replace(b"- stepwell", b"- stepwell\n  - " + b"_ " * 5000)}
    ),
    "a page of one sentence without an end": in_page("wordily " * 20000),
    "terms without a letter, or with one that has no capital": with_odd_terms,
    "a heading without words": in_page("# "),
    "a heading without a space": in_page("#words"),
    "a title behind a space": lambda files: files.update(
        {"content/about.md": files["content/about.md"].replace(b"\n# ", b"\n  # ")}
    ),
    "a second title behind a mark": in_page("- # words"),
    "a list that is cut behind its bracket": lambda files: files.update(
        {
            "content/levels/unplanned.yaml": files["content/levels/unplanned.yaml"].split(b"sources: [")[0]
            + b"sources: ["
        }
    ),
    "a line end of an old machine before a wrong byte": lambda files: files.update(
        {"content/sources.yaml": b"a: b\rc: \xff\n"}
    ),
}
"""What such changes once found."""


@pytest.mark.parametrize("what", FOUND)
def test_what_was_found_is_said_at_its_place(tmp_path: Path, what: str) -> None:
    files = files_of_project(SMALL)
    FOUND[what](files)
    write(files, tmp_path)

    assert judged(tmp_path).faults == ()


def test_what_takes_too_long_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_for_ever(*_: object, **__: object) -> None:
        while True:
            pass

    monkeypatch.setattr("tests.fuzz.judging.open_project", open_for_ever)
    monkeypatch.setattr("tests.fuzz.judging.MOST_SECONDS", 0.1)

    [fault] = judged(tmp_path).faults

    assert "TooLong" in fault
    assert MOST_SECONDS > 1
