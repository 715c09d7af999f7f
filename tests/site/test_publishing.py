"""Stop a build at every moment and in every way: what stands in the place of the site is the old one or the new one."""

from __future__ import annotations

import ctypes
import errno
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from generator.site.publishing import MARK, BuildFolder, CannotPublish, exchange, replace_in_two_steps
from tests.site.disasters import Two, build_on_a_small_disk, build_until, is_written_since, make_two, way_to_mount
from tests.site.workbench import SMALL, copy_project, digest, environment, start_build, stepwell

_PR_CAPBSET_DROP = 24
_CAP_DAC_OVERRIDE = 1
_KILLS = 12


@pytest.fixture(scope="session")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    return make_two(tmp_path_factory.mktemp("two"))


@pytest.fixture
def out(two: Two, tmp_path: Path) -> Path:
    """Give a place where the first site stands."""
    return Path(shutil.copytree(two.sites[0], tmp_path / "place/site"))


def beside(out: Path) -> list[str]:
    """Give what stands beside a site, but the lock and the memory, which may stay."""
    return sorted(path.name for path in out.parent.iterdir() if path.name not in ("site", ".site.lock", ".site.memory"))


# A page that cannot be made


def test_a_page_that_fails_leaves_the_old_site(two: Two, out: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", of=SMALL)
    (project / "own").mkdir()
    (project / "own/frame.html").write_text("<!doctype html>\n{{ a_page_broke }}", encoding="utf-8")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    own = settings.replace("  name: material\n", "  name: material\n  custom_dir: own\n")
    (project / "mkdocs.yml").write_text(own, encoding="utf-8")

    done = stepwell("build", "--project", project, "--out", out)

    assert done.returncode == 1
    assert (
        "own/frame.html:2:1: error: this cannot be rendered: 'a_page_broke' is undefined [bad-template]" in done.stderr
    )
    assert "Traceback" not in done.stderr
    assert digest(out) == two.digests[0]
    assert beside(out) == []


def test_a_mistake_of_an_author_writes_nothing_at_all(two: Two, out: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", of=SMALL)
    with (project / "levels.yaml").open("a", encoding="utf-8") as levels:
        levels.write("surprise: here\n")

    done = stepwell("build", "--project", project, "--out", out)

    assert done.returncode == 1
    assert "stepwell: nothing published: 1 error, " in done.stderr
    assert digest(out) == two.digests[0]
    assert [path.name for path in out.parent.iterdir()] == ["site"]


# A build that is killed


def test_a_kill_at_any_moment_leaves_the_old_site_or_the_new_one(two: Two, out: Path) -> None:
    dice = random.Random(20261122)
    current, killed, left_something, seconds = 0, 0, 0, two.seconds / 2
    for number in range(5 * _KILLS):
        # How long writing takes differs from build to build on a busy machine: go on until enough were cut short.
        if number >= _KILLS and killed >= _KILLS // 2 and left_something >= _KILLS // 4:
            break
        # Nothing is written in the first part of a build, however long that takes on a busy machine: the moments lie
        # evenly from the first page to a little past the end.
        moment = seconds * 1.1 * (number % _KILLS + dice.random()) / _KILLS
        begun = time.time_ns()
        took = build_until(moment, two.projects[1 - current], out, once=partial(is_written_since, begun, out))
        killed += took is None
        # The machine may have become faster than it was, and writing takes less than half of a build.
        seconds = min(seconds, max(took or seconds, two.seconds / 20))
        left_something += beside(out) != []
        found = digest(out)
        assert found in two.digests, f"killed after {moment:.3f} s"
        current = two.digests.index(found)

    done = stepwell("build", "--project", two.projects[1 - current], "--out", out)

    assert done.returncode == 0, done.stderr
    assert digest(out) == two.digests[1 - current]
    assert beside(out) == []
    assert killed >= _KILLS // 2
    assert left_something >= _KILLS // 4


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_build_that_is_told_to_stop_leaves_the_old_site(two: Two, out: Path, name: str) -> None:
    process = held_before_it_publishes(two, out)

    process.send_signal(signal.Signals[name])
    process.send_signal(signal.SIGCONT)
    process.communicate()

    assert process.returncode not in (0, 3)
    assert digest(out) == two.digests[0]
    if name == "SIGINT":
        assert (process.returncode, beside(out)) == (130, [])


def held_before_it_publishes(two: Two, out: Path) -> subprocess.Popen[str]:
    """A build that has written pages and stands still before it puts them in the old site's place."""
    for _ in range(20):
        process = start_build(two.projects[1], out)
        wait_until(lambda: len(list(out.parent.glob(".site.building/**/*.html"))) > 0)
        process.send_signal(signal.SIGSTOP)
        # The machine may have been busy for longer than the build took to its end.
        if process.poll() is None and digest(out) == two.digests[0]:
            return process
        process.send_signal(signal.SIGCONT)
        process.communicate()
        done = stepwell("build", "--project", two.projects[0], "--out", out)
        assert done.returncode == 0, done.stderr
    raise AssertionError("No build could be held in time.")


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.002)


# A machine that refuses


@pytest.mark.parametrize("most", [0, 4_000, 40_000])
def test_a_file_that_cannot_be_written_to_its_end_leaves_the_old_site(two: Two, out: Path, most: int) -> None:
    done = stepwell(
        "build",
        *("--project", two.projects[1], "--out", out),
        before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )

    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith("stepwell: the machine refused: [Errno 27] File too large")
    assert "Traceback" not in done.stderr
    assert digest(out) == two.digests[0]
    assert beside(out) == []


@pytest.mark.parametrize("room", [50_000, 1_000_000])
def test_a_full_disk_leaves_the_old_site_until_there_is_room(two: Two, out: Path, tmp_path: Path, room: int) -> None:
    if not way_to_mount():
        # No disk of our own: the system gives the like error at the like calls where every file is full at once.
        test_a_file_that_cannot_be_written_to_its_end_leaves_the_old_site(two, out, room // 100)
        return

    first, last, again = build_on_a_small_disk(two, tmp_path / "disk", room)

    assert first == f"3 {two.digests[0]} ['site']"
    assert last.startswith("stepwell: the machine refused: [Errno 28] No space left on device")
    assert again == f"0 {two.digests[1]}"


def let_permissions_bind() -> None:
    """Take from root, in a new process, the right to write where permissions say no."""
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0) != 0:
        os._exit(99)


@contextmanager
def read_only(*folders: Path) -> Iterator[None]:
    """Let nobody write in some folders."""
    for folder in folders:
        folder.chmod(0o555)
    try:
        yield
    finally:
        for folder in folders:
            folder.chmod(0o755)


@pytest.mark.parametrize("has_lock", [False, True])
def test_a_read_only_folder_leaves_the_old_site(two: Two, out: Path, has_lock: bool) -> None:
    if has_lock:
        (out.parent / ".site.lock").touch()

    with read_only(out, out.parent):
        done = stepwell("build", "--project", two.projects[1], "--out", out, before=let_permissions_bind)

    assert done.returncode == 3
    assert f"stepwell: the machine refused: [Errno {errno.EACCES}] Permission denied" in done.stderr
    assert digest(out) == two.digests[0]
    assert beside(out) == []


# A place that is not for a site


def refuse(root: Path, out: Path) -> str:
    with pytest.raises(CannotPublish) as refused, BuildFolder(root, out):
        pass
    return str(refused.value)


def test_a_folder_of_others_is_refused(two: Two, tmp_path: Path) -> None:
    out = tmp_path / "photos"
    out.mkdir()
    (out / "a.jpg").write_text("mine")

    done = stepwell("build", "--project", two.projects[0], "--out", out)

    assert done.returncode == 3
    assert done.stderr.endswith(f"stepwell: {out} was not made by Stepwell; empty it or name another folder\n")
    assert [path.name for path in tmp_path.iterdir()] == ["photos"]
    assert (out / "a.jpg").read_text() == "mine"


def test_the_root_of_the_disk_is_refused(two: Two) -> None:
    done = stepwell("build", "--project", two.projects[0], "--out", "/")

    assert done.returncode == 3
    assert done.stderr.endswith("stepwell: / holds more than a site; name a folder of its own, such as site\n")


def test_the_home_of_the_author_is_refused(two: Two, tmp_path: Path) -> None:
    done = stepwell("build", "--project", two.projects[0], "--out", tmp_path, env=environment(HOME=str(tmp_path)))

    assert done.returncode == 3
    assert done.stderr.endswith(
        f"stepwell: {tmp_path} holds more than a site; name a folder of its own, such as site\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [".", "..", "content/..", "../first"])
def test_the_project_and_what_holds_it_are_refused(two: Two, name: str) -> None:
    assert "holds more than a site" in refuse(two.projects[0], two.projects[0] / name)


@pytest.mark.parametrize("name", ["content", "content/site", "content/a/b", "generator", "tests/site"])
def test_a_folder_among_the_files_of_the_project_is_refused(two: Two, name: str) -> None:
    assert "lies within the files that make the site" in refuse(two.projects[0], two.projects[0] / name)


def test_a_symbolic_link_is_refused(two: Two, out: Path) -> None:
    link = out.parent / "link"
    link.symlink_to(out)

    assert refuse(two.projects[0], link) == f"{link} is a symbolic link; name a folder"
    assert digest(out) == two.digests[0]


def test_a_folder_of_the_project_is_refused_by_any_other_name(two: Two, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(two.projects[0])

    assert "lies within the files" in refuse(two.projects[0], tmp_path / "link/content/site")


def test_a_file_is_refused(two: Two, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")

    assert refuse(two.projects[0], tmp_path / "file") == f"{tmp_path / 'file'} is a file; name a folder"
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("name", ["new", "deep/within/new", "empty"])
def test_a_new_or_empty_folder_is_taken(two: Two, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    with BuildFolder(two.projects[0], tmp_path / name) as folder:
        (folder.aside / "index.html").write_text("made")
        folder.publish()

    assert sorted(path.name for path in (tmp_path / name).iterdir()) == [MARK, "index.html"]
    assert [path.name for path in (tmp_path / name).parent.glob(f".{Path(name).name}.*")] in (
        [],
        [f".{Path(name).name}.lock"],
    )


# Others at the same time


def test_of_two_builds_at_once_one_publishes_and_none_does_half(two: Two, out: Path) -> None:
    processes = [start_build(two.projects[1], out) for _ in range(2)]
    said = [process.communicate()[1] for process in processes]

    codes = sorted(process.returncode for process in processes)
    assert codes in ([0, 0], [0, 3])
    if codes == [0, 3]:
        assert sum("stepwell: another build is writing site; wait for it\n" in words for words in said) == 1
    assert digest(out) == two.digests[1]
    assert beside(out) == []


def test_a_second_build_waits_for_nobody(two: Two, out: Path) -> None:
    with BuildFolder(two.projects[0], out):
        done = stepwell("build", "--project", two.projects[1], "--out", out)

    assert done.returncode == 3
    assert done.stderr.endswith("stepwell: another build is writing site; wait for it\n")
    assert digest(out) == two.digests[0]


def test_a_reader_sees_a_whole_page_at_every_moment(two: Two, out: Path) -> None:
    whole = {(site / "index.html").read_bytes() for site in two.sites}
    seen: list[bytes] = []
    wrong: list[str] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            try:
                page = (out / "index.html").read_bytes()
            except OSError as error:
                wrong.append(str(error))
                continue
            if page not in whole:
                wrong.append(f"{len(page)} bytes")
            if page not in seen:
                seen.append(page)
            polls[0] += 1
            time.sleep(0.0002)

    polls = [0]
    reader = threading.Thread(target=read)
    reader.start()
    try:
        builds = [stepwell("build", "--project", two.projects[number % 2], "--out", out) for number in (1, 2, 3)]
    finally:
        is_over.set()
        reader.join()

    assert [build.returncode for build in builds] == [0] * 3
    assert wrong == []
    assert set(seen) == whole
    assert polls[0] >= 1000


# The same bytes


def test_the_same_input_gives_the_same_bytes_everywhere(built_site: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "a folder, elsewhere/project")
    for path in project.rglob("*"):
        os.utime(path, (0, 0))
    odd = environment(TZ="Pacific/Kiritimati", LANG="C", LC_ALL="C", PYTHONHASHSEED="1234", COLUMNS="20", NO_COLOR="1")

    done = stepwell(
        "build", "--evidence", "--project", "project", "--out", "out", cwd=project.parent, env=odd, umask=0o077
    )

    assert done.returncode == 0, done.stderr
    elsewhere = project.parent / "out"
    differing = [
        path.relative_to(built_site).as_posix()
        for path in built_site.rglob("*")
        if path.is_file() and path.read_bytes() != (elsewhere / path.relative_to(built_site)).read_bytes()
    ]
    assert differing == []
    assert digest(elsewhere) == digest(built_site)


# A file system that cannot exchange two folders


def test_an_exchange_that_cannot_be_is_told_and_changes_nothing(out: Path, two: Two) -> None:
    assert not exchange(out, out.parent / "missing")
    assert digest(out) == two.digests[0]


def test_an_exchange_swaps_two_folders(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "says").write_text(name)

    assert exchange(tmp_path / "a", tmp_path / "b")
    assert ((tmp_path / "a/says").read_text(), (tmp_path / "b/says").read_text()) == ("b", "a")


class OlderSystem:
    """A system's library that knows no exchange of two folders, as that of an old Linux."""


class MacSystem:
    """The library of macOS, which exchanges two folders by a call of another name."""

    def renamex_np(self, first: bytes, second: bytes, flags: int) -> int:
        assert flags == 2
        aside = Path(os.fsdecode(first)).with_name("aside")
        Path(os.fsdecode(first)).rename(aside)
        Path(os.fsdecode(second)).rename(os.fsdecode(first))
        aside.rename(os.fsdecode(second))
        return 0


@pytest.mark.parametrize(
    ("platform", "library"), [("linux", OlderSystem), ("darwin", OlderSystem), ("darwin", MacSystem)]
)
def test_any_system_publishes(
    two: Two, out: Path, monkeypatch: pytest.MonkeyPatch, platform: str, library: type[OlderSystem | MacSystem]
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: library())

    with BuildFolder(two.projects[1], out) as folder:
        shutil.copytree(two.sites[1], folder.aside, dirs_exist_ok=True)
        folder.publish()

    assert digest(out) == two.digests[1]
    assert beside(out) == []


def test_everybody_may_read_what_is_published_whatever_the_umask(two: Two, tmp_path: Path) -> None:
    done = stepwell("build", "--project", two.projects[0], "--out", tmp_path / "site", umask=0o077)

    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith(
        "stepwell: everybody may read what is published, for web servers must; other new files are yours (umask 077)\n"
    )
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "site", *(tmp_path / "site").rglob("*"))}
    assert modes == {0o755, 0o644}
    assert (tmp_path / ".site.memory").stat().st_mode & 0o777 == 0o600


def test_two_steps_replace_a_folder_too(tmp_path: Path) -> None:
    for name in ("new", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "says").write_text(name)

    replace_in_two_steps(tmp_path / "new", tmp_path / "site", tmp_path / "previous")

    assert ((tmp_path / "site/says").read_text(), (tmp_path / "previous/says").read_text()) == ("new", "site")
    assert not (tmp_path / "new").exists()


def test_a_kill_between_the_two_steps_is_undone_by_the_next_build(two: Two, out: Path) -> None:
    out.rename(out.parent / ".site.previous")
    shutil.copytree(two.sites[1], out.parent / ".site.building")

    with BuildFolder(two.projects[0], out):
        found = digest(out)

    assert found == two.digests[0]
    assert digest(out) == two.digests[0]
    assert beside(out) == []


def test_a_kill_after_the_two_steps_keeps_the_new_site(two: Two, out: Path) -> None:
    shutil.copytree(two.sites[1], out.parent / ".site.previous")

    with BuildFolder(two.projects[0], out):
        pass

    assert digest(out) == two.digests[0]
    assert beside(out) == []


def test_a_second_step_that_fails_puts_the_old_site_back(two: Two, out: Path) -> None:
    with pytest.raises(OSError, match="missing"), BuildFolder(two.projects[0], out) as folder:
        replace_in_two_steps(out.parent / "missing", folder.out, folder.previous)

    assert digest(out) == two.digests[0]
    assert beside(out) == []
