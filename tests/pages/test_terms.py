"""Words of the glossary are explained where they first stand."""

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.fitting import fit
from generator.model.absent import NO_GLOSSARY
from generator.model.handbook import GlossaryFile
from generator.pages.terms import _Forms, explainer
from generator.problems import Problems
from generator.reading import shipped_words
from generator.source import SourceFile, read_tree

GLOSSARY = """
written: 2026-11-22
review_due: 2027-11-22
terms:
  - id: iop
    term: Intensive outpatient program
    forms: [IOP, IOPs]
    plain: Several hours of care a week.
  - id: outpatient
    term: Outpatient
    plain: You sleep at home.
"""


def explained(html: str) -> str:
    problems = Problems()
    tree = read_tree(SourceFile("glossary.yaml", GLOSSARY), problems)
    glossary = fit(tree, GlossaryFile, problems, file="glossary.yaml")
    assert isinstance(glossary, GlossaryFile), problems.found
    return explainer(glossary, shipped_words())(html)


def link(id: str, words: str, number: int = 1) -> str:
    return f'<a class="term" id="at-{number}" href="#word-{id}">{words}</a>'


def test_the_first_place_is_marked_and_the_second_is_not() -> None:
    html = explained("<p>An IOP. Another iop.</p>")

    assert html.startswith(f"<p>An {link('iop', 'IOP')}. Another iop.</p>")
    assert html.count('id="word-iop"') == 1


def test_the_longest_form_wins_and_parts_of_words_are_left_alone() -> None:
    html = explained("<p>An intensive outpatient program, outpatients, outpatient.</p>")

    assert (
        f"An {link('iop', 'intensive outpatient program')}, outpatients, {link('outpatient', 'outpatient', 2)}." in html
    )


def test_headings_links_and_controls_are_left_alone() -> None:
    html = '<h2>IOP</h2><a href="/iop/">IOP</a><label>IOP</label><svg><title>IOP</title></svg>'

    assert explained(html) == html


def test_a_page_without_words_stays_as_it_is() -> None:
    assert explained("<p>Call 911.</p>") == "<p>Call 911.</p>"


def test_without_a_glossary_nothing_is_marked() -> None:
    assert explainer(NO_GLOSSARY, shipped_words())("<p>IOP</p>") == "<p>IOP</p>"


def test_the_meaning_stands_at_the_end_with_a_link_to_all_words() -> None:
    html = explained("<p>IOP</p>")

    assert "Several hours of care a week." in html.split("</p>", 1)[1]
    assert "href=glossary/#iop" in html


FORMS = ("iop", "iops", "outpatient", "outpatient care", "intensive outpatient", "level 2.1", "(php)", "co-occurring")
PIECES = (*FORMS, "PHP", "Outpatient", " ", "-", "s", ".", "ß", "İ", "é", "_", "\n", "care ", "level ")


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_forms_are_found_as_a_search_for_each_at_every_letter_finds_them(text: str) -> None:
    either = "|".join(map(re.escape, sorted(FORMS, key=len, reverse=True)))

    found = list(_Forms(FORMS).found_in(text))

    assert found == [match.span() for match in re.finditer(rf"(?<![\w-])({either})(?![\w-])", text, re.IGNORECASE)]
