"""Build the site with a marker in the place of every text of words.yaml, and look for what is said in any other way."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from tests.organization import copy_with_organization
from tests.site.workbench import ROOT, stepwell

WORDS = "content/words.yaml"
OTHERS = ("levels.yaml", "decision_tree.yaml", "mkdocs.yml")
HEAD = ("written", "review_due", "language")
ELSEWHERE = ("handouts.", "previews.", "kit.")
"""The words of paper, of the kit, and of what announces a page where its address is sent (tests/handouts, test_kit.py,
test_previews.py)."""
LOOKED_FOR = "scorecard.finds"
"""Words that no page says: they are looked for in a page."""
_DATA_OF_STAFF = ("press", "pressed", "selected", "one", "more", "none")
DATA = tuple(f"data-{name}" for name in ("say", "many", "at-least", "could", "is", "not", *_DATA_OF_STAFF))
SAID = ("aria-label", "title", "alt", "placeholder", *DATA)
MOVED = "  - {from: /old/, to: /about/}\n  - {from: /about/#old, to: /cost/}\n"
"""Addresses that are gone: what their pages say stands nowhere else."""
TODAY = datetime.datetime.now(datetime.UTC).date()
NOTICE = f"""
notices:
  - id: line-down
    say: Call 911.
    about: lifeline-988
    call: emergency
    from: {TODAY}
    until: {TODAY + datetime.timedelta(days=2)}
"""
"""A notice of the day on which the site is built."""
PLACES = ("Sample County, Massachusetts", "Test County, Ohio")
"""Where the lines of the made-up organization are, which are sorted by state."""
ORGANIZATION = ROOT / "tests/organization/content/organization.yaml"
LINK = re.compile(r"\]\([^)]*\)")
PLACE = re.compile(r"\{\w+\}")
MARKER = re.compile("ж[абвгдеийкл]+ж")
ADDRESS = re.compile(r"https://stepwell\.example/\S*|\S+\.pdf")
"""A short address, and the name of a handout."""
HASH = re.compile(r"\b[0-9a-f]{64}\b")
APART = re.compile(r"[·:|()]|(?<=[.?!]) |, (?=\d{4})")
# What a page may put side by side: names, sentences, a publisher and a year, a number and how it is spelled.
WORD = re.compile(r"[^\W\d_]{2,}")

# What the shipped content gives no reason to say: no review is late or made, no line was called, no page is missing,
# no question is counted on the page without script, no upstream is built on, and the months and days that no date or
# week of it names.
NOT_SHOWN = [
    "dates.all_called",
    "dates.all_reviewed",
    "dates.months",
    "dates.past_due",
    "dates.reviewed",
    "dates.reviewed_earlier",
    "dates.reviewed_upstream",
    "dates.shows_unreviewed",
    "dates.some_called",
    "dates.some_reviewed",
    "guide.takes_one",
    "help.checked",
    "help.text_to",
    "level.no_names",
    "lists.parts",
    "organization.who_wrote",
    "plain.between_true",
    "plain.count_true",
    "plain.number_true",
    "plain.one_true",
    "plain.or_more_true",
    "programs.filter.shown",
    "programs.filter.video",
    "programs.filter.with_video",
    "scorecard.declared",
    "scorecard.declared_means",
    "scorecard.evidence.no_policy",
    "scorecard.evidence.no_studies",
    "scorecard.evidence.not_measured",
    "scorecard.evidence.not_said",
    "scorecard.evidence.reviewed",
    "scorecard.evidence.who_wrote",
    "sources.read",
    "sources.read_instead",
    "sources.transcription",
    "staff.marks.colon",
    "staff.marks.tilde",
    "staff.marks.underscore",
    "stairs.stay",
    "week.days",
    "week.treatment_none",
]


def marked(value: Any, names: list[str], name: str = "") -> Any:
    """Give words of which each text is a marker with its links and places; the names of the texts are added."""
    if name == LOOKED_FOR:
        return value
    if isinstance(value, dict):
        return {key: marked(part, names, f"{name}.{key}".strip(".")) for key, part in value.items()}
    if isinstance(value, list):
        return [marked(part, names, name) for part in value]
    if name in HEAD or name.endswith((".page", ".family_part")):
        return value
    marker = marker_of(len(names))
    names.append(name)
    links = [f"[{marker}{link}" for link in LINK.findall(value)]
    places = PLACE.findall(LINK.sub("", value))
    return " | ".join([marker, *links, *places]) + (" |" if places else "")


def marker_of(number: int) -> str:
    """Give letters that no English word has; they are no digits either, which checks would take for a phone number."""
    return f"ж{''.join('абвгдеийкл'[int(digit)] for digit in str(number))}ж"


@pytest.fixture(scope="module")
def names() -> list[str]:
    return []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> Path:
    folder = tmp_path_factory.mktemp("marked")
    copy_with_organization(folder / "project")
    with (folder / "project/content/addresses.yaml").open("a", encoding="utf-8") as addresses:
        addresses.write(MOVED)
    with (folder / "project/content/contacts.yaml").open("a", encoding="utf-8") as contacts:
        contacts.write(NOTICE)
    words = yaml.load((ROOT / WORDS).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    text = yaml.safe_dump(marked(words, names), allow_unicode=True, sort_keys=False, width=10_000)
    (folder / "project" / WORDS).write_text(re.sub(r"'([\d-]+)'", r"\1", text), encoding="utf-8")
    done = stepwell("build", "--evidence", "--project", folder / "project", "--out", folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


NO_WORDS = "script, style, .source-lines, .embed-line"
FILLED = f"{NO_WORDS}, .texts dd"
"""What staff send has addresses and titles in the midst of its sentences."""


def said_in(page: Path, *, but: str = NO_WORDS) -> Iterator[str]:
    """Give every text and every spoken attribute of a page, but what stands in some of its elements."""
    html = page.read_text(encoding="utf-8").replace("<template>", "<div>").replace("</template>", "</div>")
    tree = LexborHTMLParser(html)
    for node in tree.css("meta[name=description]"):
        yield node.attributes["content"] or ""
    for node in tree.css(but):
        node.decompose()
    for node in tree.css("*"):
        yield from (value for name, value in node.attributes.items() if name in SAID and value)
    assert tree.root is not None
    yield from (node.text_content or "" for node in tree.root.traverse(include_text=True) if node.tag == "-text")


def said_by_search(site: Path) -> dict[str, str]:
    """Give what stands under a field to search."""
    words: dict[str, str] = json.loads((site / "assets/search.json").read_text(encoding="utf-8"))["words"]
    return words


def words_of(text: str) -> str:
    """Give the words of a text in small letters, with a space round each."""
    return f" {' '.join(WORD.findall(text.lower()))} "


@pytest.fixture(scope="module")
def written() -> str:
    """Give the words of every other file that authors write."""
    files = sorted(path for path in (ROOT / "content").rglob("*") if path.is_file() and path != ROOT / WORDS)
    files.append(ORGANIZATION)
    texts = [path.read_text(encoding="utf-8") for path in (*files, *(ROOT / name for name in OTHERS))]
    names = [str(path.relative_to(ROOT)) for path in files]
    return words_of(" | ".join([*(LINK.sub("", text) for text in texts), *PLACES, *names, *OTHERS, WORDS]))


def test_pages_say_nothing_that_is_not_content(site: Path, written: str) -> None:
    strange: dict[str, str] = {}
    for page in sorted(site.rglob("*.html")):
        for text in said_in(page, but=FILLED):
            for part in APART.split(ADDRESS.sub("|", HASH.sub("|", MARKER.sub("|", text)))):
                if words_of(part) not in ("  ",) and words_of(part) not in written:
                    strange.setdefault(part.strip(), str(page.relative_to(site)))

    assert strange == {}


def test_every_text_of_the_file_is_said_somewhere(site: Path, names: list[str]) -> None:
    said = {
        marker for page in site.rglob("*.html") for text in said_in(page) for marker in MARKER.findall(text)
    }  # the page of the file itself is no use of it
    said |= set(MARKER.findall(" ".join(said_by_search(site).values())))
    unsaid = [
        name for number, name in enumerate(names) if marker_of(number) not in said and not name.startswith(ELSEWHERE)
    ]

    assert sorted(set(unsaid)) == NOT_SHOWN
