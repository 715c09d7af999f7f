"""Mark words that differ, and keep what is the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.difference.words import Run, marked, shortened

TEXTS = st.text(alphabet="ab \n.,-'é", max_size=30)


def said(runs: tuple[Run, ...]) -> str:
    """Write runs with brackets round what is marked."""
    return "".join(f"[{run.text}]" if run.is_marked else run.text for run in runs)


def test_a_dropped_not_is_marked() -> None:
    old, new = marked("Do not leave the person alone.", "Leave the person alone.")

    assert (said(old), said(new)) == ("[Do not leave] the person alone.", "[Leave] the person alone.")


def test_of_two_numbers_of_one_length_the_digits_are_marked() -> None:
    old, new = marked("1-800-222-1222", "1-800-222-2122")

    assert (said(old), said(new)) == ("1-800-222-[12]22", "1-800-222-[21]22")


def test_a_number_among_words_is_marked_whole() -> None:
    old, new = marked("Call 1-800-222-1222 now.", "Call 1-800-222-1223 now.")

    assert (said(old), said(new)) == ("Call [1-800-222-1222] now.", "Call [1-800-222-1223] now.")


def test_texts_with_little_in_common_are_marked_whole() -> None:
    old, new = marked("A child is in danger", "None of these")

    assert (said(old), said(new)) == ("[A child is in danger]", "[None of these]")


def test_a_comma_between_two_changes_is_no_island() -> None:
    old, new = marked("Call the doctor, the nurse and the clinic", "Call the midwife, the sister and the clinic")

    assert said(old) == "Call the [doctor], the [nurse] and the clinic"
    assert said(new) == "Call the [midwife], the [sister] and the clinic"


@given(TEXTS, TEXTS)
def test_runs_joined_are_the_texts(old: str, new: str) -> None:
    before, after = marked(old, new)

    assert ("".join(run.text for run in before), "".join(run.text for run in after)) == (old, new)


@given(TEXTS, TEXTS)
def test_what_is_not_marked_is_the_same_in_both(old: str, new: str) -> None:
    before, after = marked(old, new)

    assert [run.text for run in before if not run.is_marked] == [run.text for run in after if not run.is_marked]


@given(TEXTS)
def test_the_same_text_has_no_mark(text: str) -> None:
    assert not any(run.is_marked for side in marked(text, text) for run in side)


def test_a_long_stretch_that_is_the_same_is_cut_next_to_the_change() -> None:
    words = [f"w{number}" for number in range(60)]
    old, _ = marked(" ".join([*words[:30], "here", *words[30:]]), " ".join([*words[:30], "there", *words[30:]]))

    assert said(shortened(old)) == f"… {' '.join(words[18:30])} [here] {' '.join(words[30:41])} … "


def test_what_is_marked_is_never_cut() -> None:
    words = " ".join(f"w{number}" for number in range(60))

    assert said(shortened(marked("", words)[1])) == f"[{words}]"
