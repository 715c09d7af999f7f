"""Run the real command on copies of the project, and tell two folders apart."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SMALL = ROOT / "tests/cases/_valid/back-pain"
"""A small project of another field, for what is the same in every site and is built many times."""
STAND_INS = ("404.html", "error.html")
"""The pages that a server sends in the place of one that it cannot send."""
COMMAND = str(Path(sys.executable).parent / "stepwell")


def environment(**changed: str) -> dict[str, str]:
    """Give this process's variables with a few changed, without what would make two runs differ."""
    kept = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS")}
    return kept | changed


def stepwell(
    *words: str | Path,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
    umask: int = -1,
) -> subprocess.CompletedProcess[str]:
    """Run `stepwell` to its end; `before` is called in the new process."""
    return subprocess.run(
        [COMMAND, *map(str, words)],
        cwd=cwd,
        env=env or environment(),
        capture_output=True,
        text=True,
        preexec_fn=before,
        umask=umask,
        timeout=120,
        check=False,
    )


def start_build(project: Path, out: Path) -> subprocess.Popen[str]:
    """Start a build and give its process, which listens to SIGINT as in a terminal.

    What a shell starts in its background ignores SIGINT, and so would the build, unless a handler is set here.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    words: Sequence[str] = [COMMAND, "build", "--project", str(project), "--out", str(out)]
    return subprocess.Popen(
        words, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def copy_project(into: Path, *, of: Path = ROOT, says: str = "") -> Path:
    """Copy what authors of the project `of` edit and give the copy; `says` stands at the end of its first page."""
    into.mkdir(parents=True)
    shutil.copytree(of / "content", into / "content")
    for name in ("levels.yaml", "decision_tree.yaml", "mkdocs.yml"):
        shutil.copy(of / name, into / name)
    if says:
        with (into / "content/index.md").open("a", encoding="utf-8") as page:
            page.write(f"\n{says}\n")
    return into


def files_in(folder: Path) -> dict[str, bytes]:
    """Give every file of a built site by its name, but for the compressed ones."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in (".br", ".gz"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def digest(folder: Path) -> str:
    """Give a fingerprint of every name and byte below a folder; "" where there is none."""
    if not folder.is_dir():
        return ""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        whole.update(f"{path.relative_to(folder).as_posix()}\0{path.is_dir()}\0".encode())
        if path.is_file():
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
