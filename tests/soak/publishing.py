"""Builds that are killed, that meet each other and that find the disk full, behind a web server that a reader asks."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.site.disasters import Two, build_on_a_small_disk, build_until, make_two, way_to_mount
from tests.site.web_servers import SERVERS, Answer, find, serving
from tests.site.workbench import digest, start_build, stepwell
from tests.soak.reader import Reader

_FILES = {
    "": "index.html",
    "guide/": "guide/index.html",
    "safety/": "safety/index.html",
    "nowhere": "404.html",
    "assets/": "error.html",
}
_HELP = b'href="tel:'
_ROOMS = (0, 50_000, 200_000, 400_000, 1_000_000)


def soak(folder: Path, kills: int, meetings: int) -> list[str]:
    """Print figures of each part; return all that was lost."""
    two = make_two(folder)
    out = Path(shutil.copytree(two.sites[0], folder / "place/site"))
    server = next((name for name in SERVERS if find(name) is not None), None)
    if server is None:
        return ["there is no web server to read behind: make programs"]
    whole = {path: {(site / name).read_bytes() for site in two.sites} for path, name in _FILES.items()}
    assert all(_HELP in page for pages in whole.values() for page in pages)

    def judge(path: str, answer: Answer) -> str:
        wanted = (404,) if path == "nowhere" else (403, 404) if path == "assets/" else (200,)
        if answer.status not in wanted:
            return "another number"
        known = whole[path] | (whole["nowhere"] if answer.status == 404 else set())
        return "" if answer.body in known else "neither the old page nor the new one"

    (folder / server).mkdir()
    with serving(server, out, folder / server) as address, Reader(address, list(_FILES), judge) as reader:
        lost = [*_kill(two, out, kills), *_meet(two, out, meetings)]
    print(f"behind {server}: {reader.said()}")
    return [*lost, *reader.faults(), *_fill_disks(two, folder)]


def _kill(two: Two, out: Path, kills: int) -> list[str]:
    lost: list[str] = []
    dice, killed, seconds, current = random.Random(2026), 0, two.seconds, 0
    left = 0
    while killed < kills:
        moment = seconds * dice.uniform(0.05, 1.1)
        took = build_until(moment, two.projects[1 - current], out)
        killed += took is None
        seconds = min(seconds, took or seconds)
        left += any(path.name in (".site.building", ".site.previous") for path in out.parent.iterdir())
        found = digest(out)
        if found not in two.digests:
            return [*lost, f"killed after {moment:.3f} s: neither the old site nor the new one stands"]
        current = two.digests.index(found)
    done = stepwell("build", "--project", two.projects[1 - current], "--out", out)
    if (done.returncode, digest(out)) != (0, two.digests[1 - current]):
        lost.append(f"the build after the kills: {done.returncode} {done.stderr}")
    beside = sorted(path.name for path in out.parent.iterdir() if path.name not in (".site.lock", ".site.memory"))
    if beside != ["site"]:
        lost.append(f"left beside the site: {beside}")
    print(f"{killed} kills at random moments: {left} left something beside the site, which the next build removed")
    return lost


def _meet(two: Two, out: Path, meetings: int) -> list[str]:
    lost: list[str] = []
    both = 0
    for number in range(meetings):
        wanted = number % 2
        builds = [start_build(two.projects[wanted], out) for _ in range(2)]
        said = [build.communicate()[1] for build in builds]
        codes = sorted(build.returncode for build in builds)
        both += codes == [0, 0]
        if codes not in ([0, 0], [0, 3]):
            lost.append(f"two builds ended with {codes}: {said}")
        if digest(out) != two.digests[wanted]:
            lost.append(f"after two builds ({codes}) another site stands")
    print(f"{meetings} times two builds at once: {meetings - both} times one was told to wait, nothing was half done")
    return lost


def _fill_disks(two: Two, folder: Path) -> list[str]:
    if not way_to_mount():
        print("a full disk: this machine mounts no disk for it; make test limits the size of files instead")
        return []
    lost = []
    for room in _ROOMS:
        first, last, again = build_on_a_small_disk(two, folder / "disk", room)
        if first != f"3 {two.digests[0]} ['site']" or "No space left on device" not in last:
            lost.append(f"with {room:,} bytes left: {first}: {last}")
        if again != f"0 {two.digests[1]}":
            lost.append(f"with room again after {room:,} bytes: {again}")
    print(f"{len(_ROOMS)} disks full at another byte: the old site stood, and the next build with room published")
    return lost
