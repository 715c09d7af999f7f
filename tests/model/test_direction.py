"""Tell which way a language is written, by its tag."""

from __future__ import annotations

import pytest

from generator.model.organization import direction_of


@pytest.mark.parametrize(
    "language", ["ar", "fa", "ur", "he", "ps", "prs", "yi", "ckb", "ks", "rhg", "uz-arab", "ff-adlm"]
)
def test_language_is_written_from_the_right(language: str) -> None:
    assert direction_of(language) == "rtl"


@pytest.mark.parametrize("language", ["es", "zh-hans", "zh-hant-hk", "vi", "sd-deva", "ar-latn", "ku", "pt-br", "hmn"])
def test_language_is_written_from_the_left(language: str) -> None:
    assert direction_of(language) == "ltr"
