"""Select for each page the style that it may need, to stand in the page itself."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE_IN_STYLE = re.compile(r"""("[^"\n]*")|\s*([{};])\s*|([:,])\s+""")
_TAG = re.compile(r'<[a-z](?:[^>"]|"[^"]*")*>')
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
# What scripts add to a page that does not hold it yet.
_ADDED_BY_SCRIPT = frozenset({"[hidden]", "[open]"})
_IN_BRACKETS = re.compile(r'\[([\w-]+)(?:~?="([^"]*)")?[^\]]*\]')
_NAME_IN_SELECTOR = re.compile(r"::?[\w-]+|[.#]?[\w-]+")
_ALTERNATIVES = frozenset({":is", ":where", ":has"})


def trimmed(style: str) -> str:
    """Write a style sheet without comments and needless space; before a colon it belongs to a selector and stays."""
    text = _COMMENT.sub("", style)
    return _SPACE_IN_STYLE.sub(lambda found: found[1] or found[2] or found[3], text).strip()


class Style:
    """A style sheet that gives each page the rules it may need, so that it can stand in the page.

    A browser paints nothing before it has every style sheet: one in the page saves the way to the server and back.
    """

    def __init__(self, written: str) -> None:
        self._rules = tuple(_rules_in(trimmed(written)))
        self._known = frozenset().union(*(rule.known() for rule in self._rules))
        self._given: dict[frozenset[str], str] = {}

    def for_page(self, html: str) -> str:
        """Select the rules, in their order, without selectors that name what `html` does not hold.

        It looks at names alone (elements, classes, ids, attributes), not at how they stand to each other.
        So it may give a rule too much, and never one too few.
        """
        names = _names_in(html) & self._known
        if names not in self._given:  # pages of one kind often hold the same names
            self._given[names] = "".join(rule.given_to(names) for rule in self._rules)
        return self._given[names]


@dataclass(frozen=True, slots=True)
class _Selector:
    """Hold the names that one selector asks for, and where it leaves a choice (":is()") what each choice asks for."""

    text: str
    names: frozenset[str]
    choices: tuple[tuple[_Selector, ...], ...]

    def known(self) -> frozenset[str]:
        return self.names.union(*(one.known() for choice in self.choices for one in choice))

    def may_fit(self, names: frozenset[str]) -> bool:
        return self.names <= names and all(any(one.may_fit(names) for one in choice) for choice in self.choices)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Hold a rule with its declarations, or a condition such as "@media" with the rules in it."""

    condition: str
    selectors: tuple[_Selector, ...]
    declarations: str
    within: tuple[_Rule, ...]

    def known(self) -> frozenset[str]:
        in_selectors = (selector.known() for selector in self.selectors)
        return frozenset[str]().union(*in_selectors, *(rule.known() for rule in self.within))

    def given_to(self, names: frozenset[str]) -> str:
        if self.condition:
            given = "".join(rule.given_to(names) for rule in self.within)
            return given and f"{self.condition}{{{given}}}"
        fitting = ",".join(selector.text for selector in self.selectors if selector.may_fit(names))
        return fitting and f"{fitting}{{{self.declarations}}}"


def _rules_in(style: str) -> Iterator[_Rule]:
    position = 0
    while (opening := style.find("{", position)) >= 0:
        closing = _closing(style, opening)
        head, body = style[position:opening], style[opening + 1 : closing]
        if head.startswith("@"):
            yield _Rule(head, (), "", tuple(_rules_in(body)))
        else:
            yield _Rule("", tuple(_selectors_in(head)), body, ())
        position = closing + 1


def _closing(text: str, opening: int) -> int:
    """Find the place of the bracket that closes the one at `opening`."""
    opener, closer = text[opening], {"{": "}", "(": ")"}[text[opening]]
    depth = 0
    for place in range(opening, len(text)):
        depth += (text[place] == opener) - (text[place] == closer)
        if depth == 0:
            return place
    raise ValueError(f"the style sheet does not close: {text[opening : opening + 60]}")


def _selectors_in(text: str) -> Iterator[_Selector]:
    """Yield what stands between the commas that no bracket holds."""
    begin = place = 0
    while place < len(text):
        if text[place] == "(":
            place = _closing(text, place)
        elif text[place] == ",":
            yield _selector(text[begin:place])
            begin = place + 1
        place += 1
    yield _selector(text[begin:])


def _selector(text: str) -> _Selector:
    rest, choices = text, []
    while (opening := rest.find("(")) >= 0:
        closing = _closing(rest, opening)
        before = rest[:opening]
        name = before[before.rfind(":") :]
        if name in _ALTERNATIVES:
            choices.append(tuple(_selectors_in(rest[opening + 1 : closing])))
        rest = f"{before} {rest[closing + 1 :]}"
    names = {_named(name, value) for name, value in _IN_BRACKETS.findall(rest)}
    names |= {name for name in _NAME_IN_SELECTOR.findall(_IN_BRACKETS.sub(" ", rest)) if not name.startswith(":")}
    return _Selector(text, frozenset(names), tuple(choices))


def _named(attribute: str, value: str) -> str:
    return f"[{attribute}={value}]" if value else f"[{attribute}]"


def _names_in(html: str) -> frozenset[str]:
    """Collect each name in a page as a selector writes it: "p", ".wide", "#main", "[hidden]", "[data-kind=guide]"."""
    return _ADDED_BY_SCRIPT.union(*(_names_of(tag) for tag in set(_TAG.findall(html))))


@functools.lru_cache(maxsize=1 << 14)
def _names_of(tag: str) -> frozenset[str]:
    (element, _), *attributes = _ATTRIBUTE.findall(tag)
    names = {element}
    for attribute, value in attributes:
        words = value.split()
        if attribute in ("class", "id"):
            names |= {f"{'.' if attribute == 'class' else '#'}{word}" for word in words}
        else:
            names |= {_named(attribute, word) for word in (*words, value, "")}
    return frozenset(names)
