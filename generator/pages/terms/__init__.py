"""Explain the words of the glossary where they first stand on a page, without script and on paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

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
    marked_in = _marker(glossary.terms)

    def explain(html: str) -> str:
        marked, terms = marked_in(html)
        return marked + (str(render("terms/terms", words, terms=terms)) if terms else "")

    return explain if glossary.terms else lambda html: html


@lru_cache(maxsize=2)
def _marker(terms: tuple[Term, ...]) -> Callable[[str], tuple[str, tuple[Term, ...]]]:
    """Return a function that marks terms in the HTML of a page and lists those it found: the same page once."""
    term_by_form = {form.casefold(): term for term in terms for form in (term.term, *term.forms)}
    return lru_cache(maxsize=2048)(partial(_marked, forms=_Forms(tuple(term_by_form)), term_by_form=term_by_form))


class _Forms:
    """The forms of all terms, in small letters, by their first word and with what stands before it; longest first."""

    def __init__(self, forms: tuple[str, ...]) -> None:
        self._forms_by_first: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for form in sorted(forms, key=len, reverse=True):
            first = _WORD.search(form)
            assert first is not None
            self._forms_by_first[first.group()].append((form, first.start()))

    def found_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where in a text each form begins and ends; what lies within a longer one is not found."""
        small, end = text.casefold(), 0
        if len(small) != len(text):  # some letters become two
            small = "".join(one if len(one := letter.casefold()) == 1 else letter for letter in text)
        # Most words begin no form, so no form is looked for there.
        for word in _WORD.finditer(small):
            for form, before in self._forms_by_first.get(word.group(), ()):
                start = word.start() - before
                after = start + len(form)
                is_whole = not _WORD.match(small, after) and not _WORD.match(small[max(0, start - 1) : start])
                if end <= start and small.startswith(form, start) and is_whole:
                    end = after
                    yield start, after
                    break


def _marked(html: str, *, forms: _Forms, term_by_form: Mapping[str, Term]) -> tuple[str, tuple[Term, ...]]:
    found: dict[str, Term] = {}

    def mark(words: str) -> str:
        term = term_by_form[words.casefold()]
        if term.id in found:
            return words
        found[term.id] = term
        # Reader views leave out buttons, and the word with them; a link stays, and leads to the meaning without script.
        return f'<a class="term" id="at-{len(found)}" href="#word-{term.id}">{words}</a>'

    def marked_in(text: str) -> str:
        parts: list[str] = []
        at = 0
        for start, end in forms.found_in(text):
            parts += text[at:start], mark(text[start:end])
            at = end
        return "".join((*parts, text[at:])) if parts else text

    marked = "".join(marked_in(text) if may_mark else text for text, may_mark in _texts(html))
    return marked, tuple(found.values())


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
