"""Hold the reviewer's pack: all that a reader can be shown is in it, and its tables mean what the rules do."""

from __future__ import annotations

import datetime
import html
import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.checks import Verified
from generator.checks.names import texts_of, texts_of_base
from generator.guide.conditions import Compound, Resolved, Word
from generator.guide.tables import HoldingWay, table_of, ways_of
from generator.problems import visible
from generator.review.pack import Pack, pack_of
from generator.review.pack_page import as_page
from generator.review.workbook import as_workbook
from generator.sign_offs import units_of
from tests.conftest import TODAY
from tests.site.workbench import SMALL, copy_project, stepwell

NOT_SHOWN = ("content/addresses.yaml", "content/journeys.yaml")
ID_OR_DAY = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)?")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture(scope="module")
def page(verified: Verified) -> str:
    return as_page(whole_pack(verified), site="Stepwell", version="a-version", today=TODAY)


@pytest.fixture(scope="module")
def sheets(verified: Verified) -> dict[str, list[list[str]]]:
    return read_workbook(as_workbook(whole_pack(verified), version="a-version", today=TODAY))


def whole_pack(verified: Verified) -> Pack:
    return pack_of(verified.base, verified.sign_offs)


def read_workbook(content: bytes) -> dict[str, list[list[str]]]:
    """Give the texts of each sheet, row by row, as another program finds them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        shared = [
            "".join(part.text or "" for part in item.iter(f"{MAIN}t"))
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        names = [sheet.attrib["name"] for sheet in book.iter(f"{MAIN}sheet")]
        found = {}
        for number, name in enumerate(names, 1):
            root = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            rows = [[cell.find(f"{MAIN}v") for cell in row.iter(f"{MAIN}c")] for row in root.iter(f"{MAIN}row")]
            found[name] = [[shared[int(value.text or 0)] if value is not None else "" for value in row] for row in rows]
        return found


def plain(text: str) -> str:
    """Give a text as words with single spaces."""
    return " ".join(text.split())


def unmarked(text: str) -> str:
    """Give a text as words, without what Markdown adds to them or the pack says of a marker."""
    return plain(re.sub(r"[*\[\]()]|here stands:", " ", text))


def test_all_that_a_reader_can_be_shown_stands_in_it(page: str, verified: Verified) -> None:
    tree = LexborHTMLParser(page)
    assert tree.body is not None
    said = unmarked(tree.body.text())
    base = verified.base
    texts = [text for text in (*texts_of_base(base), *texts_of(base.words)) if text.place.file not in NOT_SHOWN]

    missing = [
        (text.place, line)
        for text in texts
        for line in text.split("\n")
        if unmarked(visible(line)).lstrip("# ") not in said and not ID_OR_DAY.fullmatch(line)
    ]

    assert len(texts) > 3000
    assert missing == []


def test_every_thing_has_a_number_of_its_own_and_room_for_initials(page: str) -> None:
    tree = LexborHTMLParser(page)
    ids = [node.id for node in tree.css("article")]

    assert len(ids) == len(set(ids)) > 1000
    assert len(tree.css("article .sign")) == len(ids)
    assert len(tree.css(".end")) == len(tree.css("section")) - 1  # nobody signs journeys off


def test_every_part_is_one_that_can_be_signed_off_or_the_journeys(verified: Verified) -> None:
    names = [unit.name for unit in whole_pack(verified).units]

    assert sorted(names[:-1]) == sorted(unit.name for unit in units_of(verified.base))
    assert names[-1] == "journeys"


def test_what_is_for_danger_stands_first(verified: Verified) -> None:
    names = [unit.name for unit in whole_pack(verified).units]

    assert max(map(names.index, ("safety", "page safety", "outcome overdose"))) < names.index("page cost")
    assert names.index("page cost") < names.index("treatment cbt")


def test_nothing_is_written_where_nothing_waits(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", of=SMALL)
    assert stepwell("review", "safety", "--by", "A made-up person", "--project", project).returncode == 0

    done = stepwell("pack", "safety", "--waiting", "--project", project, "--out", tmp_path / "pack")

    assert (done.returncode, done.stdout) == (0, "Nothing waits for a review\n")
    assert not (tmp_path / "pack").exists()


def test_what_has_a_page_says_where_it_stands(page: str, verified: Verified) -> None:
    outcome = verified.base.tree.outcomes[0]

    assert f"on the site at /guide/{outcome.id}/ · decision_tree.yaml, line" in page


def test_the_page_asks_for_nothing(page: str) -> None:
    tree = LexborHTMLParser(page)

    assert tree.css("script, img, link, iframe, [src], [style]") == []
    assert all((link.attributes["href"] or "").startswith("#") for link in tree.css("a"))


def test_words_of_an_author_take_no_page_apart(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", of=SMALL)
    path = project / "decision_tree.yaml"
    text = path.read_text(encoding="utf-8")
    you = re.search(r"^    you: (.+)$", text, re.MULTILINE)
    assert you is not None
    path.write_text(text.replace(you[0], "    you: \"A & B 'quoted' =1+1 ends here?\"", 1), encoding="utf-8")

    done = stepwell("pack", "--project", project, "--out", tmp_path / "pack")

    assert done.returncode == 0, done.stderr
    written = (tmp_path / "pack/review.html").read_text(encoding="utf-8")
    assert html.escape("A & B 'quoted' =1+1 ends here?") in written


def test_the_workbook_holds_every_decision_and_every_answer(
    sheets: dict[str, list[list[str]]], verified: Verified
) -> None:
    guides = verified.every_guide()
    decisions = {id for guide in guides for id in guide.plan.decisions}
    answers = {answer.text for guide in guides for one in guide.plan.questions.values() for answer in one.answers}

    titles = " ".join(row[0] for row in sheets["Decisions"] if row)
    assert [id for id in decisions if f" decision {id} " not in titles] == []
    assert answers <= {row[3] for row in sheets["Questions"]}
    promised = " ".join(row[0] for row in sheets["Promises"] if row)
    assert [one.id for one in verified.base.safety.promises if f" promise {one.id}: " not in promised] == []


def test_the_same_words_give_the_same_bytes(verified: Verified) -> None:
    first, second = (as_workbook(whole_pack(verified), version="a", today=TODAY) for _ in range(2))

    assert first == second


def holds(way: HoldingWay, given: Callable[[str], bool]) -> bool:
    """Tell whether a way holds for somebody of whom `given` says which answers they gave."""
    asked = (any(map(given, demand.answers)) is demand.is_given for demand in way.demands)
    return all(asked) and all(is_so(other, given) for other in way.others)


def is_so(condition: Resolved, given: Callable[[str], bool]) -> bool:
    """Tell whether a condition is true for somebody of whom `given` says which answers they gave."""
    if isinstance(condition, bool):
        return condition
    if isinstance(condition, str):
        return given(condition)
    true = sum(is_so(part, given) for part in condition.parts)
    match condition.word:
        case Word.NOT:
            return not true
        case Word.ANY:
            return true > 0
        case Word.ALL:
            return true == len(condition.parts)
        case Word.AT_LEAST:
            return true >= condition.number


def test_a_row_of_a_table_leads_where_the_rule_leads(verified: Verified) -> None:
    chance = random.Random(4)
    for guide in verified.every_guide():
        answers = [one.reference for question in guide.plan.questions.values() for one in question.answers]
        for rows in guide.plan.decisions.values():
            table = table_of(rows)
            for _ in range(40):
                chosen = set(chance.sample(answers, chance.randrange(12)))
                by_rule = next(target for condition, target in rows if is_so(condition, chosen.__contains__))
                by_table = next(row.target for row in table if holds(row.way, chosen.__contains__))
                assert by_table == by_rule


REFERENCES = [f"{question}.{answer}" for question in ("sleep", "mood", "home") for answer in ("a", "b", "c")]
CONDITIONS: st.SearchStrategy[Resolved] = st.recursive(
    st.sampled_from(REFERENCES) | st.booleans(),
    lambda part: st.one_of(
        part.map(lambda one: Compound(Word.NOT, (one,))),
        st.tuples(st.sampled_from([Word.ALL, Word.ANY]), st.lists(part, min_size=1, max_size=4)).map(
            lambda pair: Compound(pair[0], tuple(pair[1]))
        ),
        st.lists(part, min_size=2, max_size=3).map(lambda parts: Compound(Word.AT_LEAST, tuple(parts), 2)),
    ),
    max_leaves=12,
)


@given(CONDITIONS, st.sets(st.sampled_from(REFERENCES)))
def test_some_way_holds_where_the_condition_does(condition: Resolved, given_answers: set[str]) -> None:
    ways = ways_of(condition)

    assert any(holds(way, given_answers.__contains__) for way in ways) is is_so(condition, given_answers.__contains__)


def test_a_unit_that_is_not_there_is_said_with_one_that_is(tmp_path: Path) -> None:
    done = stepwell("pack", "saftey", "--project", SMALL, "--out", tmp_path / "pack")

    assert done.returncode == 2
    assert 'Error: "saftey" is no unit of this project; did you mean "safety"?' in done.stderr
    assert not (tmp_path / "pack").exists()


def test_of_what_was_signed_only_what_changed_since_is_asked_for(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", of=SMALL)
    by = ("--by", "A made-up person, nurse", "--day", str(datetime.date(2026, 11, 20)))
    for unit in ("safety", "page index"):
        done = stepwell("review", unit, *by, "--project", project)
        assert done.returncode == 0, done.stderr
    path = project / "content/index.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nA new sentence stands here.\n", encoding="utf-8")

    done = stepwell("pack", "--waiting", "--project", project, "--out", tmp_path / "pack")

    assert done.returncode == 0, done.stderr
    tree = LexborHTMLParser((tmp_path / "pack/review.html").read_text(encoding="utf-8"))
    headings = [node.text() for node in tree.css("h2")]
    assert [heading for heading in headings if re.search(r"\d+\. safety\b", heading)] == []
    assert [heading for heading in headings if "page index" in heading] != []
    assert "the words of that time are not in git's history" in tree.css("pre")[0].text()


def test_a_thing_is_named_and_found_as_a_reader_knows_it(page: str) -> None:
    assert "move outpatient-to-day-treatment: from “Outpatient care” to “Day treatment”" in page
    assert "ladders: The ladders of care, and which level stands where" in page
    assert re.search(r"naloxone · on the site at /glossary/#naloxone · content/glossary\.yaml, line \d+", page)
    assert re.search(r"on the site at /cost/#[a-z-]+ · content/cost\.md, line \d+", page)
    assert "on the site at /guide/plain/#notes · content/notes.yaml" in page


def test_words_of_a_few_letters_stand_in_one_line_and_no_markdown_is_left(page: str) -> None:
    assert "cost · costs · expensive · cheap" in page
    assert "(here stands: say)" in page
    assert re.findall(r"\]\(/|\*\*\w", page) == []
