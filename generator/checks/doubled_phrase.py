"""Two entries of content/search.yaml are found by the same words, or a line of it holds no word.

Search could not know which of two pages a reader means, and would show one of them by chance.

Fails: `how much does it cost` below two pages; `methadone` in two lists of the same words; `"?"`.
Cure: keep it at the page that most people mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.need import Need
from generator.checks.wording import Words, words_of
from generator.model.knowledge import KnowledgeBase
from generator.problems import Problem, Severity, Text

ID = "doubled-phrase"
SEVERITY = Severity.ERROR
NEEDS = Need.BASE


def check(base: KnowledgeBase) -> Iterator[Problem]:
    """Yield a problem for each phrase, and each of the same words, that stood before it or says nothing."""
    search = base.handbook.search
    yield from _doubled([text for sought in search.pages for text in sought.found_by], "keep it at one page")
    words = [text for same in search.same for text in same.words]
    yield from _doubled(words, "keep it in one list, or join the two")
    for word in words:
        if len(words_of(word)) > 1:
            help = "write what people say in several words below a page"
            yield Problem(word.place, ID, f'"{word}" is more than one word', SEVERITY, help)


def _doubled(texts: list[Text], help: str) -> Iterator[Problem]:
    first: dict[Words, Text] = {}
    for text in texts:
        words = words_of(text)
        if not words:
            yield Problem(text.place, ID, f'"{text}" holds no word', SEVERITY, "write words, or delete the line")
        elif first.setdefault(words, text) is not text:
            note = f"first on line {first[words].place.line}"
            yield Problem(text.place, ID, f'"{text}" stands in this file twice', SEVERITY, help, (note,))
