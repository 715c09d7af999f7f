"""Explain the words of the glossary where they first stand on a page, without script and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.model.handbook import GlossaryFile, Term
from generator.model.words import WordsFile
from generator.pages.environment import render

_WORD = re.compile(r"[\w-]+")
_TAG = re.compile(r"<(/?)([a-z0-9]+)[^>]*>")
# Where a button may not stand, or would be in the way: headings, links, controls, labels, pictures, quotations.
_LEFT_ALONE = frozenset(
    [
        "a",
        "button",
        "dt",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "label",
        "legend",
        "nav",
        "script",
        "style",
        "summary",
        "svg",
        "title",
        "table",
    ]
)


def explainer(glossary: GlossaryFile, words: WordsFile) -> Callable[[str], str]:
    """Return a function that marks each term's first place in a page's HTML and puts the meanings at its end.

    A reader taps the word and its meaning opens over the page; without script it stands at the end.
    """
    if not glossary.terms:
        return lambda html: html
    term_by_form = {form.casefold(): term for term in glossary.terms for form in (term.term, *term.forms)}
    forms = sorted(term_by_form, key=lambda form: (-len(form), form))
    either = "|".join(re.escape(form) for form in forms)
    wanted = re.compile(rf"(?<![\w-])({either})(?![\w-])", re.IGNORECASE)
    first_words = frozenset(_WORD.findall(form)[0] for form in term_by_form)
    return lambda html: _explain(html, wanted, term_by_form, first_words, words)


def _explain(
    html: str,
    wanted: re.Pattern[str],
    term_by_form: dict[str, Term],
    first_words: frozenset[str],
    page_words: WordsFile,
) -> str:
    found: dict[str, Term] = {}

    def mark(match: re.Match[str]) -> str:
        words = match[1]
        term = term_by_form[words.casefold()]
        if term.id in found:
            return match.group()
        found[term.id] = term
        # Reader views leave out buttons, and the word with them; a link stays, and leads to the meaning without script.
        return f'<a class="term" id="at-{len(found)}" href="#word-{term.id}">{words}</a>'

    def marked_in(text: str) -> str:
        # Looking for every form at every letter is slow; most texts hold the first word of none.
        may_hold = not first_words.isdisjoint(_WORD.findall(text.casefold()))
        return wanted.sub(mark, text) if may_hold else text

    marked = "".join(marked_in(text) if may_mark else text for text, may_mark in _texts(html))
    return marked + (str(render("terms/terms", page_words, terms=tuple(found.values()))) if found else "")


def _texts(html: str) -> Iterator[tuple[str, bool]]:
    """Cut HTML into tags and texts, and tell for each whether a word in it may be marked."""
    inside: list[str] = []
    at = 0
    for tag in _TAG.finditer(html):
        yield html[at : tag.start()], not inside
        yield tag.group(), False
        at = tag.end()
        closing, name = tag.groups()
        if name in _LEFT_ALONE and not closing:
            inside.append(name)
        elif closing and inside and inside[-1] == name:
            inside.pop()
    yield html[at:], not inside
