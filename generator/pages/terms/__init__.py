"""Explain the words of the glossary where they first stand on a page, without script and on paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from itertools import chain

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
    """The forms of all terms, in small letters, by the words that they begin with."""

    def __init__(self, forms: tuple[str, ...]) -> None:
        self._forms_by_first: defaultdict[str, list[str]] = defaultdict(list)
        for form in forms:
            self._forms_by_first[_WORD.findall(form)[0]].append(form)
        self._wanted: dict[frozenset[str], re.Pattern[str]] = {}

    def wanted_in(self, text: str) -> re.Pattern[str] | None:
        """Return what finds every form that a text may hold, the longest first, or None where it holds none.

        Looking for every form at every letter is slow; most texts hold the first word of none, the others of few.
        """
        firsts = self._forms_by_first.keys() & _WORD.findall(text.casefold())
        if not firsts:
            return None
        key = frozenset(firsts)
        if key not in self._wanted:
            forms = sorted(chain.from_iterable(self._forms_by_first[first] for first in key), key=_longest_first)
            either = "|".join(map(re.escape, forms))
            self._wanted[key] = re.compile(rf"(?<![\w-])({either})(?![\w-])", re.IGNORECASE)
        return self._wanted[key]


def _longest_first(form: str) -> tuple[int, str]:
    return -len(form), form


def _marked(html: str, *, forms: _Forms, term_by_form: Mapping[str, Term]) -> tuple[str, tuple[Term, ...]]:
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
        wanted = forms.wanted_in(text)
        return text if wanted is None else wanted.sub(mark, text)

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
