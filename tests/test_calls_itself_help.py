"""Tell sentences that send people in danger to an organization from those that send them to a crisis line."""

from __future__ import annotations

import pytest

from generator.checks.calls_itself_help import is_for_danger, sends_here

SHORT = frozenset(["911", "988"])


@pytest.mark.parametrize(
    "sentence",
    [
        "Call us first, before 911",
        "Before you call 911, text our office",
        "Do not call 911",
        "Instead of 988, call admissions",
        "In an emergency call us",
        "If somebody overdoses, ring our desk",
        "We are there for every crisis, so call us day and night",
        "When you want to die, write to us",
    ],
)
def test_sentence_that_sends_people_in_danger_to_its_author_is_found(sentence: str) -> None:
    assert sends_here(sentence, SHORT)


@pytest.mark.parametrize(
    "sentence",
    [
        "In an emergency, call 911",
        "In danger, call 911 first, and then us",
        "Call 911 before you call us",
        "Do not call us in an emergency",
        "We help people after an overdose",
        "You call",
        "Call us about a place in a house",
        "It is no way to reach us in a crisis",
    ],
)
def test_sentence_that_sends_them_to_a_crisis_line_or_is_about_something_else_is_not(sentence: str) -> None:
    assert not sends_here(sentence, SHORT)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Thoughts of suicide", True),
        ("Instead of 988", True),
        ("What cannot wait, and is no emergency", False),
        ("A first talk, and a place in a house", False),
    ],
)
def test_line_may_not_be_for_danger(sentence: str, expected: bool) -> None:
    assert is_for_danger(sentence, SHORT) is expected
