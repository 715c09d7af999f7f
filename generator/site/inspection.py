"""Look at the finished HTML as a reader's browser gets it, and refuse what must not be published.

What made the pages is trusted in nothing: this reads what would be published, byte for byte.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.model.hosts import host_of
from generator.page_kinds import WRITTEN, PageKind
from generator.pages import Page
from generator.pages.links import fixed_parts
from generator.problems import Place, Problems
from generator.site.assets import compact, hash_of
from generator.site.frame import Frame
from generator.site.visibility import shown_links

ID = "bad-page"
_LOADS = {"src", "srcset", "poster", "data", "action", "formaction", "background", "ping"}
_LOADING_RELS = re.compile(r"stylesheet|icon|preload|prefetch|preconnect|dns-prefetch|modulepreload|manifest")
_CSS_LOAD = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)|@import\s+['\"]([^'\"]+)")
_READ_OTHERWISE = re.compile(r"^\s|\s$|[\t\n\r\\]")
"""What a browser reads otherwise than it is written: it takes a tab away, and a backslash for a slash."""
_LEADING = "base, iframe, frame, frameset, object, embed, applet, portal, fencedframe"
_TOLD = {"content-security-policy", "refresh"}
"""What a page may tell a browser as a server would; of both more is asked below."""
_SAYING = ("meta", "title", "-text", "-comment")
_DIALS = re.compile(r"\s*(tel|sms):", re.IGNORECASE)
_REFRESH = 'meta[http-equiv="refresh" i]'
_AT_ONCE = "0; url="
_SEARCHING = "assets/search.css"
_LEADS_ELSEWHERE = "holds an element that could load or lead elsewhere"
_HAS_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a page without a fault leads to, and what in it others may lead to."""

    ids: frozenset[str]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The links of the help bar, which stand above every page, and every link that dials or texts a contact.

    `added_style` is what the script that searches adds to the style of any page.
    """

    above: frozenset[str]
    dials: frozenset[str]
    added_style: str


def inspect(
    files: Mapping[str, bytes], frame: Frame, problems: Problems, known: Mapping[str, PageLinks] | None = None
) -> dict[str, PageLinks]:
    """Add an error for each page that is missing, unexpected, without help, or with lost text, a request, a dead link.

    `files` are those of the finished site by their names, `frame` holds the pages that it must hold. `known` tells of
    pages in which no fault was found before. Returns the same of every page in which none is found.
    """
    pages = frame.site.files()
    for name in sorted(pages.keys() ^ {name for name in files if name.endswith(".html")}):
        _say(problems, name, "was not built" if name in pages else "was built from nothing")
    above = frozenset(_links(LexborHTMLParser(frame.site.help_bar), "a"))
    numbers = _Numbers(above, frame.site.dials, files.get(_SEARCHING, b"").decode())
    found, faulty = dict(known or {}), set()
    for name, content in files.items():
        before = len(problems.found)
        if name.endswith(".html") and name not in found:
            found[name] = _inspect_page(name, content.decode(), numbers, problems, frame=frame, page=pages.get(name))
        elif name.endswith(".css"):
            for fault in _faults_of_style(content.decode()):
                _say(problems, name, fault)
        if len(problems.found) > before:
            faulty.add(name)
    _inspect_links(found, files, problems, root=frame.settings.root)
    return {name: links for name, links in found.items() if name not in faulty}


def _say(problems: Problems, name: str, message: str) -> None:
    problems.error(Place(f"site/{name}", 1, 1), ID, message, help="this is a fault of a template or the theme")


def _inspect_page(
    name: str, text: str, numbers: _Numbers, problems: Problems, *, frame: Frame, page: Page | None
) -> PageLinks:
    kind = WRITTEN if page is None else page.kind  # what was built from nothing is looked at like any other page
    tree = LexborHTMLParser(text)
    links = _links(tree, "a, link")
    ids = Counter(node.id for node in tree.css("[id]"))
    for fault in (
        *_faults_of_help(tree, numbers),
        *_faults_of_headings(tree),
        *_faults_of_attributes(tree),
        *_faults_of_elements(tree),
        *_faults_of_refresh(tree, page),
        *_faults_of_policy(tree, frame, kind),
        *_faults_of_inline(tree),
        *(fault for style in tree.css("style") for fault in _faults_of_style(style.text())),
        *_faults_of_leaving(_links(tree, "a, area"), frame),
        *_faults_of_dials(links, numbers.dials),
        *(f'has the id "{id}" twice' for id, times in ids.items() if times > 1),
    ):
        _say(problems, name, fault)
    if page is not None and not _holds(text, frame.article(page)):
        _say(problems, name, "has lost text of its page")
    begun = (
        f"from-{entry}"
        for node in tree.css("[data-entries]")
        for entry in (node.attributes["data-entries"] or "").split()
    )
    return PageLinks(frozenset((*(id for id in ids if id), *begun)), links)


def _links(tree: LexborHTMLParser, selector: str) -> tuple[str, ...]:
    return tuple(href for node in tree.css(selector) if (href := node.attributes.get("href")) is not None)


def _faults_of_help(tree: LexborHTMLParser, numbers: _Numbers) -> Iterator[str]:
    # What opens at a tap is no help to somebody who does not know that it is there.
    shown = {node.attributes["href"] for node in shown_links(tree, numbers.added_style)}
    if not numbers.above or not numbers.above <= shown or tree.css_first("h1") is None:
        yield "does not show every crisis line above its heading"


def _faults_of_dials(links: tuple[str, ...], dials: frozenset[str]) -> Iterator[str]:
    """Yield a fault for each link to dial or text that is not one of a contact: an empty one, or a number by hand."""
    for link in dict.fromkeys(links):
        if _DIALS.match(link) and link not in dials:
            yield f'has a link to "{link}", which is the number of no contact'


def _faults_of_leaving(links: tuple[str, ...], frame: Frame) -> Iterator[str]:
    """Yield a fault for each link that leads off the site to a host that the project does not name, or that runs."""
    own = tuple(url for url in (frame.settings.url, frame.settings.edit_url) if url)
    for link in dict.fromkeys(links):
        leaves = _HAS_SCHEME.match(link) and not _DIALS.match(link) and not link.startswith(("mailto:", *own))
        if _READ_OTHERWISE.search(link) or (leaves and host_of(link) not in frame.site.hosts):
            yield f'has a link to "{link}"'


def _faults_of_headings(tree: LexborHTMLParser) -> Iterator[str]:
    levels = [int(node.tag[1]) for node in tree.css("h1, h2, h3, h4, h5, h6") if node.tag]
    if levels.count(1) != 1:
        yield f"has {levels.count(1)} headings of the first rank, not one"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"skips from heading rank {before} to {after}"
            return


def _faults_of_attributes(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("*"):
        for attribute, value in node.attributes.items():
            if attribute in _LOADS and _is_foreign(value or ""):
                yield f'would load "{value}" from elsewhere'
            if attribute.startswith("on") or attribute == "style":
                yield f'has an inline "{attribute}"'


def _faults_of_elements(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("link[href]"):
        href, rel = node.attributes.get("href") or "", node.attributes.get("rel") or ""
        if _LOADING_RELS.search(rel) and _is_foreign(href):
            yield f'would load "{href}" from elsewhere'
    told = {(node.attributes.get("http-equiv") or "").strip().lower() for node in tree.css("meta[http-equiv]")}
    if tree.css_first(_LEADING) is not None or not told <= _TOLD:
        yield _LEADS_ELSEWHERE
    if tree.css_first('meta[name="referrer"][content="no-referrer"]') is None:
        yield "would tell other sites where a reader comes from (no referrer policy)"


def _faults_of_refresh(tree: LexborHTMLParser, page: Page | None) -> Iterator[str]:
    """Yield a fault where a page sends its reader on that should not, or one at an old address does not.

    Where it leads is looked at like any other link, and a visible link must lead there too.
    """
    leads = [meta.attributes.get("content") or "" for meta in tree.css(_REFRESH)]
    if page is None or page.leads_to is None:
        if leads:
            yield _LEADS_ELSEWHERE
        return
    urls = [lead.removeprefix(_AT_ONCE) for lead in leads if lead.startswith(_AT_ONCE)]
    if len(leads) != 1 or urls != [url for url in _links(tree, "article a") if not _HAS_SCHEME.match(url)]:
        yield "does not send its reader on, at once and to where the link in its text leads"


def _faults_of_policy(tree: LexborHTMLParser, frame: Frame, kind: PageKind) -> Iterator[str]:
    """Yield a fault where a page's policy is not, word for word, the one of its kind."""
    style = tree.css_first("style")
    ours = frame.policy(kind, style=hash_of("" if style is None else style.text())).tag()
    policies = tree.css('meta[http-equiv="Content-Security-Policy" i]')
    if [node.attributes.get("content") for node in policies] != [ours]:
        yield "does not forbid what it does not need (its content security policy is not ours)"
    elif not _stands_before_all(policies[0]):
        yield "holds its content security policy behind something that it should forbid, where browsers pass it over"


def _stands_before_all(policy: LexborNode) -> bool:
    """Tell whether a policy stands in the head, and nothing before it but what says something of the page."""
    if policy.parent is None or policy.parent.tag != "head":
        return False
    before = policy.prev
    while before is not None:
        if before.tag not in _SAYING:
            return False
        before = before.prev
    return True


def _faults_of_inline(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield a fault for each inline script and style whose hash the page's policy does not name."""
    policy = tree.css_first('meta[http-equiv="Content-Security-Policy" i]')
    if policy is None:  # which is a fault of its own
        return
    allowed = policy.attributes.get("content") or ""
    for node in tree.css("script:not([src]), style"):
        is_data = node.attributes.get("type") == "application/json"
        if not is_data and hash_of(node.text()) not in allowed:
            yield f"has an inline {node.tag}"


def _is_foreign(address: str) -> bool:
    if address.startswith("data:image/"):
        return False
    return any(urlsplit(part.strip()).netloc or urlsplit(part.strip()).scheme for part in address.split(","))


def _faults_of_style(text: str) -> Iterator[str]:
    for match in _CSS_LOAD.finditer(text):
        address = match.group(1) or match.group(2)
        if _is_foreign(address):
            yield f'would load "{address}" from elsewhere'


def _holds(text: str, html: str) -> bool:
    """Tell whether all of an article stands in a page in its order, but for where its links lead."""
    position = 0
    for piece in fixed_parts(compact(html)):
        position = text.find(piece, position)
        if position < 0:
            return False
        position += len(piece)
    return True


def _inspect_links(
    found: Mapping[str, PageLinks], files: Mapping[str, bytes], problems: Problems, *, root: str
) -> None:
    for name, html in found.items():
        for link, target, anchor in _targets(name, html.links, root):
            if target not in files:
                _say(problems, name, f'has a link to "{link}", which is not there')
            elif anchor and target in found and anchor not in found[target].ids:
                _say(problems, name, f'has a link to "{link}", an anchor that is not there')


@lru_cache(maxsize=4096)
def _targets(name: str, links: tuple[str, ...], root: str) -> tuple[tuple[str, str, str], ...]:
    """Find for each link of a page within the site the file that it leads to, and its anchor there."""
    within = (link for link in dict.fromkeys(links) if not _HAS_SCHEME.match(link))
    parts = ((link, *link.partition("#")) for link in within)
    return tuple((link, _target(name, path, root), unquote(anchor)) for link, path, _, anchor in parts)


def _target(name: str, path: str, root: str) -> str:
    """Find the file that a browser on the page `name` gets for `path`, on a site that is published below `root`."""
    if not path:
        return name
    if "//" in path:
        return path  # a browser asks for both slashes, and not every server takes them for one
    if path.startswith("/"):
        if not path.startswith(root):
            return path
        path, name = path.removeprefix(root) or "./", ""
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), unquote(path))).lstrip("/")
    return posixpath.join(joined, "index.html") if path.endswith(("/", ".")) else joined
