"""Hundreds of edits, sound and broken ones, while the site is served to its author and a reader asks for pages."""

from __future__ import annotations

import random
import re
import subprocess
import time
import urllib.error
from pathlib import Path

from tests.editor.edits import edited
from tests.site.web_servers import Answer, ask, free_port
from tests.site.workbench import COMMAND, ROOT, SMALL, copy_project, environment
from tests.soak.reader import Reader
from tests.soak.weight import Weight

_PATHS = ("", "guide/", "safety/", "levels/", "nowhere")
_MOST_GROWTH = 4.0
"""By how many MB it may grow with 100 edits in the second half: what is measured varies by about two."""
_AT = re.compile(rb'data-at="/-/newer[?](\d+)"')
_TELLS_PROBLEMS, _HELP = b'data-kind="problems"', b'href="tel:'


def soak(folder: Path, edits: int) -> list[str]:
    """Print figures; return all that was lost."""
    project = copy_project(folder / "served", of=SMALL)
    texts = {path.relative_to(project).as_posix(): path.read_bytes().decode() for path in _files_of(project)}
    at = f"127.0.0.1:{free_port()}"
    words = [COMMAND, "serve", "--project", str(project), "--address", at]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(words, cwd=ROOT, env=environment(), stdout=said, stderr=said)
    try:
        _wait_for_start(f"http://{at}/")
        with Reader(f"http://{at}", _PATHS, _judge) as reader:
            weight = Weight(process.pid)
            lost = _edit(project, texts, f"http://{at}", edits, weight)
    finally:
        process.terminate()
        process.wait(30)
    print(f"served: {reader.said()}")
    if b"Traceback" in (folder / "said").read_bytes():
        lost.append(f"a trace was said: {_trace_in(folder / 'said')}")
    if weight.growth() > _MOST_GROWTH:
        lost.append(f"serve grows by {weight.growth():.1f} MB with 100 edits")
    print(f"served: {weight.growth():+.1f} MB with 100 edits in the second half (at most {_MOST_GROWTH:+.1f})")
    return [*lost, *reader.faults()]


def _edit(project: Path, texts: dict[str, str], address: str, edits: int, weight: Weight) -> list[str]:
    """Edit one file after another; each time the site that is shown is another, and in the end the first again."""
    dice, now, begun = random.Random(20), dict(texts), time.monotonic()
    first, broken = _shown(address), 0
    weight.note(0)
    for number in range(1, edits + 1):
        name, text = edited(now, dice)
        # A project that stays broken would be read and not made: every other edit takes the last one back.
        now = now | {name: text} if number % 2 else dict(texts)
        changed = {each for each in texts if (project / each).read_bytes().decode() != now[each]} or {name}
        before = _number(address)
        for each in sorted(changed):
            (project / each).write_bytes(now[each].encode("utf-8", "surrogatepass"))
        if not _is_newer(address, before):
            return [f"edit {number} of {name} was not shown"]
        broken += _TELLS_PROBLEMS in ask(f"{address}/").body
        if number % 100 == 0:
            weight.note(number)
    for name, text in texts.items():
        (project / name).write_bytes(text.encode())
    took = (time.monotonic() - begun) / edits
    print(f"{edits} edits under serve, {broken} of them with an error in the files: {took:.2f} s each")
    for _ in range(100):
        if _shown(address) == first:
            return []
        _is_newer(address, _number(address))
    return ["after all was taken back another site is shown"]


def _files_of(project: Path) -> list[Path]:
    return sorted(path for path in project.rglob("*") if path.suffix in (".yaml", ".yml", ".md"))


def _judge(path: str, answer: Answer) -> str:
    if answer.status not in (200, 404):
        return "another number"
    if not answer.body.rstrip().endswith(b"</html>"):
        return "half a page"
    return "" if _HELP in answer.body or _TELLS_PROBLEMS in answer.body else "no help line"


def _shown(address: str) -> list[bytes]:
    return [_AT.sub(b"", ask(f"{address}/{path}").body) for path in _PATHS]


def _number(address: str) -> int:
    match = _AT.search(ask(f"{address}/").body)
    assert match is not None
    return int(match[1])


def _is_newer(address: str, number: int) -> bool:
    for _ in range(5):
        try:
            if ask(f"{address}/-/newer?{number}", timeout=60).status == 200:
                return True
        except OSError:
            continue
    return False


def _wait_for_start(address: str) -> None:
    for _ in range(1200):
        try:
            ask(address, timeout=60)
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
            continue
        return
    raise AssertionError("the server did not answer")


def _trace_in(said: Path) -> str:
    text = said.read_text(encoding="utf-8", errors="replace")
    return text[text.index("Traceback") :][:2000]
