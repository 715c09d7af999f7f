"""Look at the finished HTML as a reader's browser gets it, and refuse what must not be published.

MkDocs with `--strict` lets a broken link pass in some of its modes, and says nothing of lost text; this reads files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from generator.pages import Page, Site
from generator.problems import Place, Problems

ID = "bad-page"
_LOADS = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping")
_LOADING_RELS = re.compile(r"stylesheet|icon|preload|prefetch|preconnect|dns-prefetch|modulepreload|manifest")
_CSS_LOAD = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)|@import\s+['\"]([^'\"]+)")
_HANDLER = re.compile(r"on[a-z]+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Html:
    address: str
    ids: frozenset[str]
    links: tuple[str, ...]


def inspect(folder: Path, site: Site, problems: Problems) -> None:
    """Add an error for each page that is missing, unexpected, without help, with lost text, a dead link or a request.

    `folder` is the finished site, `site` the pages that it must hold.
    """
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    page_by_file = {f"{page.address}index.html": page for page in site.pages}
    expected = {*page_by_file, *(f"{address}index.html" for address in site.feet), "404.html"}
    for name in sorted(expected ^ {name for name in files if name.endswith(".html")}):
        _say(problems, name, "was not built" if name in expected else "was built from nothing")
    help_links = tuple(LexborHTMLParser(site.help_bar).css("a"))
    helps = frozenset(link.attributes.get("href") or "" for link in help_links)
    found: dict[str, _Html] = {}
    for name, path in files.items():
        if name.endswith(".html"):
            found[name] = _inspect_page(name, path.read_text(encoding="utf-8"), page_by_file.get(name), helps, problems)
        elif name.endswith(".css"):
            _inspect_style(name, path.read_text(encoding="utf-8"), problems)
    _inspect_links(found, files, problems)


def _say(problems: Problems, name: str, message: str) -> None:
    problems.error(Place(f"site/{name}", 1, 1), ID, message, help="this is a fault of a template or the theme")


def _inspect_page(name: str, text: str, page: Page | None, helps: frozenset[str], problems: Problems) -> _Html:
    tree = LexborHTMLParser(text)
    for fault in (*_faults_of_help(text, tree, helps), *_faults_of_headings(tree), *_faults_of_loads(name, tree)):
        _say(problems, name, fault)
    if tree.css_first('meta[name="referrer"][content="no-referrer"]') is None:
        _say(problems, name, "would tell other sites where a reader comes from (no referrer policy)")
    if page is not None and _words(LexborHTMLParser(page.html)) not in _words(tree):
        _say(problems, name, "has lost text of its page")
    ids = [node.attributes.get("id") or "" for node in tree.css("[id]")]
    for id in sorted({id for id in ids if ids.count(id) > 1} if len(set(ids)) < len(ids) else ()):
        _say(problems, name, f'has the id "{id}" twice')
    links = tuple(node.attributes.get("href") or "" for node in tree.css("a[href], link[href]"))
    return _Html(name, frozenset(ids), links)


def _faults_of_help(text: str, tree: LexborHTMLParser, helps: frozenset[str]) -> Iterator[str]:
    start = re.search(r"<h1[\s>]", text)
    above = text[: start.start() if start else 0]
    links = {node.attributes.get("href") for node in LexborHTMLParser(above).css("a[href]")}
    if not start or not helps or not helps <= links:
        yield "does not show every crisis line above its heading"


def _faults_of_headings(tree: LexborHTMLParser) -> Iterator[str]:
    levels = [int(node.tag[1]) for node in tree.css("h1,h2,h3,h4,h5,h6") if node.tag]
    if levels.count(1) != 1:
        yield f"has {levels.count(1)} headings of the first rank, not one"
    for before, after in zip(levels, levels[1:], strict=False):
        if after > before + 1:
            yield f"skips from heading rank {before} to {after}"
            return


def _faults_of_loads(name: str, tree: LexborHTMLParser) -> Iterator[str]:
    is_search = name == "search/index.html"
    for node in tree.css("*"):
        for attribute, value in node.attributes.items():
            if attribute in _LOADS and _is_foreign(value or ""):
                yield f'would load "{value}" from elsewhere'
            if _HANDLER.fullmatch(attribute) or (attribute == "style" and not is_search):
                yield f'has an inline "{attribute}"'
            if attribute == "href" and node.tag == "a" and re.match(r"\s*(javascript|data|vbscript):", value or "", re.IGNORECASE):
                yield f'has a link to "{value}"'
    for node in tree.css("link[href]"):
        href, rel = node.attributes.get("href") or "", node.attributes.get("rel") or ""
        if _LOADING_RELS.search(rel) and _is_foreign(href):
            yield f'would load "{href}" from elsewhere'
    if tree.css_first('meta[http-equiv="refresh"], base, iframe, object, embed') is not None:
        yield "holds an element that could load or lead elsewhere"
    for script in tree.css("script:not([src])"):
        if script.attributes.get("type") != "application/json" and not is_search:
            yield "has an inline script"


def _is_foreign(address: str) -> bool:
    if address.startswith("data:image/"):
        return False
    return any(urlsplit(part.strip()).netloc or urlsplit(part.strip()).scheme for part in address.split(","))


def _inspect_style(name: str, text: str, problems: Problems) -> None:
    for match in _CSS_LOAD.finditer(text):
        address = match.group(1) or match.group(2)
        if _is_foreign(address):
            _say(problems, name, f'would load "{address}" from elsewhere')


def _words(tree: LexborHTMLParser) -> str:
    body = tree.body
    return "" if body is None else _SPACE.sub("", body.text(deep=True))


def _inspect_links(found: dict[str, _Html], files: dict[str, Path], problems: Problems) -> None:
    folders = {f"{name.removesuffix('index.html')}" for name in files if name.endswith("index.html")}
    for name, html in found.items():
        for link in dict.fromkeys(html.links):
            if urlsplit(link).scheme or link.startswith("//"):
                continue
            address, anchor = urldefrag(urljoin(f"/{name}", link))
            target = unquote(address).lstrip("/")
            file = f"{target}index.html" if target in folders else target
            if file not in files:
                _say(problems, name, f'has a link to "{link}", which is not there')
            elif anchor and file in found and unquote(anchor) not in found[file].ids:
                _say(problems, name, f'has a link to "{link}", an anchor that is not there')
