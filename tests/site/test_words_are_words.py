"""Put what could be taken for markup into every text of a project, and see that each page says it as words."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.checks.names import texts_of_base
from generator.problems import Problems, Text
from generator.project import Project, open_project
from generator.site.building import files_of
from generator.site.memory import Memory
from tests.conftest import TODAY
from tests.site.workbench import SMALL, copy_project

SEEN = {
    "&lt;blink&gt;x": "<blink>x",
    "&lt;/title&gt;x": "</title>x",
    "&#60;script&#62;go()": "<script>go()",
    "]]&gt;x": "]]>x",
    '" onclick=go() a="': '" onclick=go() a="',
    "' onclick=go() a='": "' onclick=go() a='",
    "&amp;lt;b": "&lt;b",
    "{{ 7*7 }}x": "{{ 7*7 }}x",
    "<3": "<3",
    "\u05d0\u061c&rlm;": "\u05d0\u061c\u200f",
}
"""What could end a title, a text or an attribute, run, or turn a line round; and what a reader sees of each."""
_MARK = "Zq{}z "
_MARKED = re.compile(r"Zq(\d+)z ")
_SHOWS_CODE = ("source/", "embed/")
"""Where the pages stand that show files or HTML as they are written."""
_MOST_TIMES = 4


def _opened(root: Path, problems: Problems) -> Project:
    return open_project(root, problems, today=TODAY)


def _marked(lines: list[str], texts: list[Text], words: dict[Text, str]) -> Iterator[tuple[int, str]]:
    """Yield each line of a file that holds one of its texts, with other words behind the text."""
    for text in texts:
        number = text.place.line - 1 + bool(text.indent)
        line, said = lines[number], words[text]
        if text.indent:
            yield number, f"{line} {said}"
        elif line.count(str(text)) == 1 and "\n" not in text:
            written = f'"{text}"' if f'"{text}"' in line else str(text)
            yield number, line.replace(written, json.dumps(f"{text} {said}", ensure_ascii=False))


def _mark(root: Path) -> dict[int, str]:
    """Write a number and something like markup behind every text that no check refuses with it; give the latter."""
    base = _opened(root, Problems()).reading.base
    assert base is not None
    own = (text for text in dict.fromkeys(texts_of_base(base)) if " " in text and (root / text.place.file).is_file())
    texts = [text for text in own if not (text.place.file.endswith(".md") and "\n" in text)]
    markup = list(SEEN)
    words = {text: f"{_MARK.format(at)}{markup[at % len(markup)]}" for at, text in enumerate(texts)}
    names = sorted({text.place.file for text in texts})
    before = {name: (root / name).read_text(encoding="utf-8").split("\n") for name in names}
    refused: set[tuple[str, int]] = set()
    for _ in range(_MOST_TIMES):
        for name, lines in before.items():
            new = list(lines)
            for number, line in _marked(lines, [text for text in texts if text.place.file == name], words):
                if (name, number + 1) not in refused:
                    new[number] = line
            (root / name).write_text("\n".join(new), encoding="utf-8")
        problems = Problems()
        _opened(root, problems)
        errors = [problem for problem in problems if problem.severity == "error"]
        if not errors:
            break
        refused |= {(error.place.file, error.place.line + at) for error in errors for at in (0, 1)}
    else:
        pytest.fail("\n".join(f"{error.place}: {error.message}" for error in errors))
    written = "\n".join(path.read_text(encoding="utf-8") for path in root.rglob("*.*") if path.is_file())
    found = {int(number) for number in _MARKED.findall(written)}
    return {at: markup[at % len(markup)] for at in found}


def _shown(html: str) -> Iterator[str]:
    """Yield each text and each attribute of a page as a browser reads it."""
    tree = LexborHTMLParser(html)
    assert tree.css("blink, [onclick]") == []
    assert len(tree.css("head > title")) == 1
    assert not any("go()" in script.text() for script in tree.css("script:not([type='application/json'])"))
    yield tree.root.text() if tree.root else ""
    for node in tree.css("*"):
        yield from (value for value in node.attributes.values() if value)


def test_every_text_is_words_on_every_page(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project", of=SMALL)
    marked = _mark(root)
    problems = Problems()
    project = _opened(root, problems)
    assert project.verified is not None

    files = files_of(project, project.verified, problems, Memory())

    assert [f"{p.place}: {p.message}" for p in problems if p.severity == "error"] == []
    shown: defaultdict[int, set[str]] = defaultdict(set)
    for name, content in files.items():
        if name.endswith(".html") and not name.startswith(_SHOWS_CODE):
            for text in _shown(content.decode()):
                for match in _MARKED.finditer(text):
                    shown[int(match[1])].add(text[match.end() : match.end() + 30])
    odd = {
        at: rest
        for at, rests in shown.items()
        for rest in rests
        if not rest.startswith((marked[at], SEEN[marked[at]])) and not (marked[at].startswith(rest))
    }
    assert odd == {}
    assert len(shown) > 150
