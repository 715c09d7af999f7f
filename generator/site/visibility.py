"""Find what of a finished page a reader cannot see or tap, by its markup and by its style.

A style is read once and for all screens: what hides something for some readers, hides it. Paper is another matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from generator.site.crowding import is_crowding, is_high, is_unreadable

_NOT_SHOWN = frozenset(
    [
        *("head", "template", "noscript", "dialog", "select", "datalist", "svg", "math", "canvas", "video", "audio"),
        *("object", "iframe", "script", "style", "textarea"),
    ]
)
_HIDING_ATTRIBUTES = ("hidden", "inert", "popover")
_HIDING = {
    "display": re.compile(r"none|var\("),
    "visibility": re.compile(r"hidden|collapse|var\("),
    "content-visibility": re.compile(r"hidden|var\("),
    "opacity": re.compile(r"-|0?\.[0-4]|0*%|[0-4]?\d%|0$|var\(|calc\("),
    "clip": re.compile(r"rect"),
    "clip-path": re.compile(r"(?!none)"),
    "mask": re.compile(r"(?!none)"),
    "mask-image": re.compile(r"(?!none)"),
    "filter": re.compile(r"(?!none)"),
    "transform": re.compile(r"(?!none)"),
    "translate": re.compile(r"(?!none)"),
    "scale": re.compile(r"(?!none)"),
    "animation": re.compile(r"(?!none)"),
    "animation-name": re.compile(r"(?!none)"),
    "pointer-events": re.compile(r"none|var\("),
    "interactivity": re.compile(r"inert"),
    "z-index": re.compile(r"-"),
    "color": re.compile(r"transparent|(?:rgba|hsla)\(.*,\s*0\)|.*/\s*0%?\s*\)"),
    "-webkit-text-fill-color": re.compile(r""),
}
"""The beginnings of values by which a property hides what has it."""
_MOVING = re.compile(r"(?:top|left|right|bottom|text-indent|inset.*|margin.*)")
_SIZING = re.compile(r"(?:max-)?(?:width|height|block-size|inline-size)|font-size|line-height")
_PIXELS = {"px": 1, "pt": 1.3, "cm": 38, "mm": 4, "in": 96, "em": 16, "rem": 16, "ch": 8, "ex": 8, "%": 5}
_PIXELS_OF_A_SCREEN = 7
"""What one of any other unit has: a hundredth of a screen."""
_AWAY, _TINY = -50, 8
"""The pixels by which something is moved out of sight, and those of which something is too small to be seen."""
_PSEUDO = r"(?:hover|focus|focus-visible|focus-within|active|target|visited|link|any-link|popover-open|open|modal)"
_STATE = re.compile(rf":not\(:{_PSEUDO}\)|:{_PSEUDO}(?![\w-])")
_CSS_MARK = re.compile(r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?|\\.|[{}]", re.DOTALL)
"""What can begin or end a block of a style, and what stands in the way: comments, texts, characters behind "\\"."""
_NOTHING = LexborHTMLParser("")
_IN_ANY_STATE = ":not(no-such-element)"
_PART = re.compile(r"::[\w-]+|:(?:before|after|first-line|first-letter)(?![\w-])")


def shown_links(tree: LexborHTMLParser, style_of_script: str = "") -> Iterator[LexborNode]:
    """Yield each link above the heading of a page that a reader can see and tap, and that has words.

    `style_of_script` is what a script of the page adds to its style.
    """
    said = _said_by("".join((*(style.text() for style in tree.css("style")), style_of_script)))
    hidden, crowding, high = (_selected(tree, each) for each in (said.hiding, said.crowding, said.high))
    pushing = list[int]()
    # Where nothing is pushed, as on each page with our own style, nothing but the links is looked at.
    for node in tree.css("*" if crowding or high else "a[href], h1"):
        if node.tag == "h1":
            return
        if (node.mem_id in crowding or node.mem_id in high) and not any(map(_hides, _upwards(node))):
            if node.mem_id in crowding:
                return
            pushing.append(node.mem_id)
        if node.tag != "a" or "href" not in node.attributes or not node.text().strip():
            continue
        way = list(_upwards(node))
        is_pushed = not {each.mem_id for each in way}.issuperset(pushing)
        if not is_pushed and not any(_hides(each) or each.mem_id in hidden for each in way):
            yield node


def _selected(tree: LexborHTMLParser, selector: str) -> frozenset[int]:
    return frozenset(node.mem_id for node in tree.css(selector)) if selector else frozenset()


def _upwards(node: LexborNode | None) -> Iterator[LexborNode]:
    while node is not None:
        yield node
        node = node.parent


def _hides(node: LexborNode) -> bool:
    """Tell whether an element shows nothing of what stands in it."""
    attributes = node.attributes
    if node.tag in _NOT_SHOWN or any(name in attributes for name in _HIDING_ATTRIBUTES):
        return True
    return (node.tag == "details" and "open" not in attributes) or attributes.get("aria-hidden") not in (None, "false")


@dataclass(frozen=True, slots=True)
class _Said:
    """The selectors of all that a style hides, makes larger than a screen, and makes so high."""

    hiding: str
    crowding: str
    high: str


@lru_cache(maxsize=256)
def _said_by(css: str) -> _Said:
    """Join the selectors of all rules of a style that hide or push, in whatever state; "" for none."""
    rules = [_said_by_rule(rule) for rule in _rules_of(css)]
    return _Said(*(",".join(dict.fromkeys(each for rule in rules for each in rule[at])) for at in range(len(_JUDGES))))


def _rules_of(css: str) -> Iterator[str]:
    """Cut a style into its rules: most of them stand in the style of many pages."""
    begin = depth = 0
    for match in _CSS_MARK.finditer(css):
        depth = max(depth + {"{": 1, "}": -1}.get(match.group(), 0), 0)
        if match.group() == "}" and depth == 0:
            yield css[begin : match.end()]
            begin = match.end()
    yield css[begin:]


@lru_cache(maxsize=4096)
def _said_by_rule(rule: str) -> tuple[tuple[str, ...], ...]:
    parsed = tinycss2.parse_stylesheet(rule, skip_comments=True, skip_whitespace=True)
    said = list(_blocks(parsed, ""))
    return tuple(
        tuple(_readable(each) for selector, block in said if judge(block) and (each := name(selector)))
        for judge, name in _JUDGES
    )


def _readable(selector: str) -> str:
    """Return a selector as the parser of pages reads it; one that it cannot read selects all."""
    whole = _STATE.sub(_IN_ANY_STATE, selector)
    try:
        _NOTHING.css(whole)
    except SelectolaxError:
        return "body"
    return whole


def _blocks(rules: Iterable[Any], within: str) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield the selector of each rule with what it declares; `within` is that of the rule it stands in."""
    for rule in rules:
        if rule.type == "at-rule" and rule.content is not None:
            is_for_paper = rule.lower_at_keyword == "media" and tinycss2.serialize(rule.prelude).strip() == "print"
            if not is_for_paper and rule.lower_at_keyword not in ("font-face", "page", "keyframes", "property"):
                yield from _of_block(rule.content, within)
        elif rule.type == "qualified-rule":
            prelude = tinycss2.serialize(rule.prelude).strip()
            whole = prelude.replace("&", within) if "&" in prelude else f"{within} {prelude}".strip()
            yield from _of_block(rule.content, f":is({whole})" if "," in whole and "(" not in whole else whole)


def _of_block(content: Any, selector: str) -> Iterator[tuple[str, Sequence[Any]]]:
    parts = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    if selector:
        yield selector, [part for part in parts if part.type == "declaration"]
    yield from _blocks((part for part in parts if part.type != "declaration"), selector)


def _hides_by(block: Sequence[Any]) -> bool:
    return any(map(_is_hiding, block)) or is_unreadable(block)


def _crowds_by(block: Sequence[Any]) -> bool:
    return any(map(is_crowding, block))


def _is_high_by(block: Sequence[Any]) -> bool:
    return any(map(is_high, block))


def _is_hiding(declaration: Any) -> bool:
    name, value = declaration.lower_name, tinycss2.serialize(declaration.value).strip().lower()
    if name in _HIDING:
        return _HIDING[name].match(value) is not None
    lengths = [_pixels(part) for part in declaration.value if part.type in ("dimension", "percentage", "number")]
    if _MOVING.fullmatch(name):
        return any(length <= _AWAY for length in lengths) or "var(" in value
    return _SIZING.fullmatch(name) is not None and any(length < _TINY for length in lengths[:1])


def _pixels(part: Any) -> float:
    """Count the pixels of a length, roughly; a number by itself counts as lines."""
    if part.type == "number":
        return float(part.value) * _PIXELS["em"]
    unit = "%" if part.type == "percentage" else part.lower_unit
    return float(part.value) * _PIXELS.get(unit, _PIXELS_OF_A_SCREEN)


def _but_of_a_part(selector: str) -> str:
    """Return a selector, "" for one of a part that a style adds: what is added can be hidden."""
    return "" if _PART.search(selector) else selector


def _with_its_part(selector: str) -> str:
    """Return the selector of what holds a part that a style adds: what is added can push, too."""
    return _PART.sub("", selector).strip() or "*"


_JUDGES: tuple[tuple[Callable[[Sequence[Any]], bool], Callable[[str], str]], ...] = (
    (_hides_by, _but_of_a_part),
    (_crowds_by, _with_its_part),
    (_is_high_by, _with_its_part),
)
