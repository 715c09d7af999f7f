"""Change one number or name of the shipped contacts at a time: each is found at its place, with its cure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from generator.checks import bad_number, incomplete_help_bar, national_line, unknown_number
from generator.checks.names import texts_of_base
from generator.checks.wording import Texts
from generator.problems import Problem, Problems
from generator.reading import read_project
from tests.conftest import shipped
from tests.signed import NOTHING
from tests.site.workbench import copy_project

CONTACTS = "content/contacts.yaml"
GUIDE = "content/guides/intensive-outpatient.yaml"
Change = Callable[[str], str]


def found_in(root: Path) -> tuple[Problem, ...]:
    """Give what the checks of numbers find in a project."""
    problems = Problems()
    base = read_project(root, problems, like=shipped()).base
    assert base is not None, list(problems)
    for check in (bad_number.check, national_line.check, incomplete_help_bar.check):
        problems.extend(check(base))
    problems.extend(unknown_number.check(base, Texts(texts_of_base(base))))
    return problems.in_order()


def changed(tmp_path: Path, file: str, change: Change) -> tuple[Problem, ...]:
    root = copy_project(tmp_path / "project")
    before = (root / file).read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    (root / file).write_text(after, encoding="utf-8")
    return found_in(root)


def put(old: str, new: str, *, times: int = -1) -> Change:
    return lambda text: text.replace(old, new, times)


def exchanged(one: str, other: str) -> Change:
    return lambda text: text.replace(one, "\0").replace(other, one).replace("\0", other)


def test_the_shipped_contacts_have_no_fault(tmp_path: Path) -> None:
    assert found_in(copy_project(tmp_path / "project")) == ()


SLIPS: dict[str, tuple[Change, str]] = {
    "911 turned round": (put('number: "911"', 'number: "119"'), 'write "911", the number of Emergency services'),
    "a digit more": (put('number: "911"', 'number: "9111"'), 'write "911", the number of Emergency services'),
    "988 turned round": (put('number: "988"', 'number: "898"'), 'write "988", the number of 988 Suicide'),
    "words": (put('number: "911"', "number: call us"), 'write "911", the number of Emergency services'),
    "two digits exchanged": (put("222-1222", "222-2122"), 'write "1-800-222-1222" to call'),
    "a digit less": (put("222-1222", "222-122"), 'write "1-800-222-1222", the number of Poison Help'),
    "letters": (put('"1-800-662-4357"', "1-800-662-HELP"), 'write "1-800-662-4357"'),
    "letters that spell another": (put("662-HELP", "662-HALP"), "mend the letters or the number"),
    "number under its letters": (put('"1-800-662-4357"', '"1-800-662-4375"'), 'write "1-800-662-4357" to call'),
    "text code turned round": (put('"741741"', '"741471"'), 'write "741741", the number of Crisis Text Line'),
    "two lines exchanged": (exchanged("1-800-222-1222", "1-800-799-7233"), 'write "1-800-222-1222" to call'),
    "two names exchanged": (exchanged("Poison Help", "Crisis Text Line"), 'write "1-800-222-1222" to call'),
    "another line's number": (put('"1-800-222-1222"', '"1-800-662-4357"'), 'write "1-800-222-1222" to call'),
    "a call made a text": (put('call\n        number: "1-800-222', 'text\n        number: "1-800-222'), "to call, or"),
    "the old number of a line": (put("833-852-6262", "833-943-5746"), 'write "1-833-852-6262" to call'),
    "a line under another name": (put("name: Poison Help", "name: Helpers"), 'name it "Poison Help"'),
    "two names": (put("name: Crisis Text Line", "name: Poison Help", times=1), "give both names of one line"),
    "the name is a number": (put('short_name: "988"', 'short_name: "998"'), 'give a way the number "998"'),
    "another country": (put('"1-800-222-1222"', '"+44 20 7946 0000"'), 'add "abroad:"'),
}  # fmt: skip


WHO = "by: A made-up person, day: 2026-11-22"


def covers_said(problems: Iterable[Problem]) -> str:
    """Give what a check says that a decision about a number covers."""
    (note,) = {note for problem in problems for note in problem.notes if "decision about it has covers: " in note}
    return note.rpartition(" ")[2]


@pytest.mark.parametrize("name", SLIPS)
def test_slip_in_a_number_is_found_at_it_with_the_cure(tmp_path: Path, name: str) -> None:
    change, cure = SLIPS[name]

    problems = changed(tmp_path, CONTACTS, change)

    assert any(problem.place.file == CONTACTS and cure in problem.help for problem in problems), problems


def test_number_that_changed_is_found_wherever_a_text_still_has_the_old_one(tmp_path: Path) -> None:
    def renumber(text: str, covers: str = NOTHING) -> str:
        decided = f"    differs: [{{number: '711', why: Made up for tests., {WHO}, covers: {covers}}}]\n"
        start, end = text.index("  - id: lifeline-988\n"), text.index("  - id: poison-help")
        contact = text[start:end].replace('number: "988"', 'number: "711"').replace('name: "988"', "name: Lifeline")
        others = text[end:].replace('call\n        number: "988"', 'text\n        number: "838255"')
        return text[:start] + contact.replace("name: 988 S", "name: S") + decided + others

    covers = covers_said(changed(tmp_path / "first", CONTACTS, renumber))
    problems = changed(tmp_path / "then", CONTACTS, partial(renumber, covers=covers))

    assert [problem.id for problem in problems] == ["unknown-number"]
    times = int(problems[0].message.split(" and ")[1].split()[0])
    assert times > 100
    assert problems[0].message == f'"988" is named here and {times} times more, and no contact has that number'
    assert problems[0].notes[0].startswith("also at levels.yaml:")
    assert problems[0].notes[0].endswith(f"and {times - 5} more")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("content/index.md", "call or text 988", "call or text 998", '"998" is named here'),
        ("content/index.md", "Call 911", "Call 919", '"919" is named here'),
        ("content/index.md", "call or text 988", "call or text 911", "no contact has that number to text"),
        ("content/safety.md", "call 911 or 988 now", "call 911 or 989 now", '"989" is named here'),
        ("content/questions.yaml", "and 911 for danger", "and 912 for danger", '"912" is named here'),
        ("content/families.md", "**Call or text 988**", "**Call or text 998**", '"998" is named here'),
        ("content/while-you-wait.md", "- **988:** for", "- **989:** for", '"989" is named here'),
        ("content/questions.yaml", "say 988 for a crisis", "say 889 for a crisis", '"889" is named here'),
        ("decision_tree.yaml", "the 911 helper tells", "the 991 helper tells", '"991" is named here'),
        ("content/tonight.md", "night line, or 988,", "night line, or 998,", '"998" is named here'),
        ("content/glossary.yaml", "areas, 988 can send", "areas, 435748 can send", '"435748" is named here'),
        ("levels.yaml", "Call 911, or call or text 988.", "Call 988, or call or text 911.", '"911" is named here'),
        (GUIDE, "In a crisis, call or text 988.", "In a crisis, call or text\n    989.", '"989" is named here'),
        (CONTACTS, "For a crisis, call or text 988.", "For a crisis, call or text 998.", '"998" is named here'),
        (CONTACTS, "dial 711 and then 988", "dial 711 and then dial 989", '"989" is named here'),
        (CONTACTS, 'note: "Then press 1."', "note: This is 1-800-273-TALK.", '"1-800-273-TALK" is named here'),
    ],
)  # fmt: skip
def test_slip_in_a_number_that_a_text_names_is_found_there(
    tmp_path: Path, file: str, old: str, new: str, said: str
) -> None:
    problems = changed(tmp_path, file, put(old, new))

    assert [problem.id for problem in problems] == ["unknown-number"]
    assert said in problems[0].message
    assert problems[0].place.file == file


def test_help_bar_without_988_is_refused(tmp_path: Path) -> None:
    problems = changed(
        tmp_path, "content/safety.yaml", put("[emergency, lifeline-988, poison-help]", "[emergency, poison-help]")
    )

    assert [(problem.id, problem.help) for problem in problems] == [("incomplete-help-bar", 'add "lifeline-988"')]


def test_decision_of_a_named_person_covers_its_number_and_no_other(tmp_path: Path) -> None:
    def decide(number: str, covers: str = NOTHING) -> Change:
        decision = f"{{number: '1-800-222-1223', why: Made up for tests., {WHO}, covers: {covers}}}"
        web = '\n      - kind: web\n        url: "https://poisonhelp.org/"\n'
        return put(f'"1-800-222-1222"{web}', f'"{number}"{web}    differs: [{decision}]\n')

    covers = covers_said(changed(tmp_path / "none", CONTACTS, decide("1-800-222-1223")))
    assert changed(tmp_path / "one", CONTACTS, decide("1-800-222-1223", covers)) == ()
    other = changed(tmp_path / "other", CONTACTS, decide("1-800-222-1224"))
    assert [problem.message.split(",")[0] for problem in other] == [
        'contact "poison-help" is Poison Help by its name',
        'contact "poison-help" needs no decision about "1-800-222-1223"',
    ]
