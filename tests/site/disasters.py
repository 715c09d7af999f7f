"""Two sites that differ in one line, and disks on which one cannot take the place of the other."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.site.workbench import ROOT, SMALL, copy_project, digest, start_build, stepwell

_PAGE = 4096
_ON_A_SMALL_DISK = """
import shutil, subprocess, sys
from pathlib import Path
from tests.site.workbench import digest, stepwell
disk, site, project, size = sys.argv[1:]
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", disk], check=True)
out = Path(shutil.copytree(site, Path(disk) / "site"))
done = stepwell("build", "--project", project, "--out", out)
print(done.returncode, digest(out), sorted(path.name for path in Path(disk).iterdir() if path.name != ".site.lock"))
print(done.stderr.strip().splitlines()[-1])
subprocess.run(["mount", "-o", "remount,size=1g", disk], check=True)
done = stepwell("build", "--project", project, "--out", out)
print(done.returncode, digest(out))
"""


@dataclass(frozen=True)
class Two:
    """Two projects whose sites differ in one line, and the sites as they must be."""

    projects: tuple[Path, Path]
    sites: tuple[Path, Path]
    digests: tuple[str, str]
    seconds: float


def make_two(folder: Path) -> Two:
    """Make two projects in a folder, and build both."""
    first, second = folder / "first", folder / "second"
    projects = copy_project(first, of=SMALL), copy_project(second, of=SMALL, says="One line more.")
    sites = folder / "first-site", folder / "second-site"
    seconds = 0.0
    for project, site in zip(projects, sites, strict=True):
        start = time.monotonic()
        done = stepwell("build", "--project", project, "--out", site)
        seconds = time.monotonic() - start
        assert done.returncode == 0, done.stderr
    digests = digest(sites[0]), digest(sites[1])
    assert digests[0] != digests[1]
    return Two(projects, sites, digests, seconds)


def build_until(moment: float, project: Path, out: Path, *, once: Callable[[], bool] = lambda: True) -> float | None:
    """Build a project and kill that some seconds after something is so; return those of a build that ended before."""
    with start_build(project, out) as process:
        while not once() and process.poll() is None:
            time.sleep(0.01)
        begun = time.monotonic()
        try:
            process.communicate(timeout=moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return None
        return time.monotonic() - begun


def is_written_since(moment: int, out: Path) -> bool:
    """Tell whether a build has written a page of a new site after a moment, in nanoseconds of the clock."""
    try:
        return any(page.stat().st_mtime_ns > moment for page in out.parent.glob(".site.building/**/*.html"))
    except FileNotFoundError:  # what an earlier build left is taken away meanwhile
        return False


def way_to_mount() -> tuple[str, ...]:
    """Give how this machine lets a test mount a disk of its own; "()" where it does not, as in a plain container."""
    trial = ("sh", "-c", "mount -t tmpfs tmpfs /mnt")
    for way in (("unshare", "--mount"), ("unshare", "--map-root-user", "--mount")):
        if shutil.which("unshare") and subprocess.run([*way, *trial], capture_output=True, check=False).returncode == 0:
            return way
    return ()


def build_on_a_small_disk(two: Two, disk: Path, room: int) -> tuple[str, str, str]:
    """Build the second site over the first where only `room` bytes are left, and again once there is room.

    Returns the code, the site and what stands beside it after the first build, its last line, and the code and the
    site after the second.
    """
    taken = sum(path.stat().st_size // _PAGE * _PAGE + _PAGE for path in two.sites[0].rglob("*"))
    disk.mkdir(exist_ok=True)
    given = (disk, two.sites[0], two.projects[1], taken + room)
    words = [*way_to_mount(), sys.executable, "-c", _ON_A_SMALL_DISK, *map(str, given)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    first, last, again = done.stdout.splitlines()
    return first, last, again
