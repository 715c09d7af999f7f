"""Names in a row and thousands apart, as the words of a project say."""

from __future__ import annotations

from generator.model.words import WordsFile
from generator.pages.words import listed, number_in_words
from generator.reading import shipped_words


def with_thousands(pattern: str) -> WordsFile:
    words = shipped_words()
    return words.model_copy(update={"lists": words.lists.model_copy(update={"thousands": pattern})})


def test_names_stand_in_a_row() -> None:
    assert [listed(names, "{first}, {next}") for names in ([], ["A"], ["A", "B {next}", "C"])] == [
        "",
        "A",
        "A, B {next}, C",
    ]


def test_thousands_stand_apart_as_the_words_say() -> None:
    numbers = (0, 999, 1000, 1_002_030)

    assert [number_in_words(number, shipped_words()) for number in numbers] == ["0", "999", "1,000", "1,002,030"]
    assert number_in_words(1_002_030, with_thousands("{thousands}.{hundreds}")) == "1.002.030"
