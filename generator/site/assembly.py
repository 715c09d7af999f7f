"""Put together every file of the site as bytes, from pages that are values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from generator.codes import code_of
from generator.model.prose import PROSE_PAGES
from generator.page_kinds import Found, file_at
from generator.pages import Page
from generator.pages.staff import HANDOUTS
from generator.problems import Problems
from generator.site.frame import Frame
from generator.site.headers import NAME, headers_file
from generator.site.inspection import PageLinks, inspect
from generator.site.memory import Memory, key_of, key_of_generator
from generator.site.previews import PLAIN_PICTURE
from generator.site.search_index import Finding, findings_of, search_index

_SEARCH_INDEX = "assets/search.json"
_CODE_ENDINGS = (".svg", ".png")
_SITEMAP = "sitemap.xml"


Begin = Callable[[Iterable[tuple[str, bytes]]], None]
"""What begins to work on files that were just made, by their names."""


def begin_nothing(_: Iterable[tuple[str, bytes]]) -> None:
    """Let files be: nothing more is made of them."""


def assemble(
    frame: Frame,
    pictures: Mapping[str, Path],
    problems: Problems,
    memory: Memory,
    *,
    begin: Begin = begin_nothing,
) -> dict[str, bytes]:
    """Make every file of the site, by its name, and inspect each; every fault is added to `problems`.

    `pictures` are the names of what is published as it is, each with the folder that it stands in. A page that is
    remembered is neither made nor inspected again: it is the same, byte for byte. `begin` is given each file before it
    is inspected.
    """
    keys = {page.address: frame.key_of_page(page) for page in frame.site.pages}
    known: dict[str, _MadePage] = {}
    made: dict[str, _MadePage] = {}
    for page in frame.site.pages:
        remembered = memory.recall_as(keys[page.address], _unpacked)
        if remembered is not None:
            known[page.address] = remembered
    files: dict[str, bytes] = {}
    for page in frame.site.pages:
        made[page.address] = known.get(page.address) or _made(page, frame)
        files[file_at(page.address)] = made[page.address].content
        begin([(file_at(page.address), made[page.address].content)])
    findings = {address: page.findings for address, page in made.items()}
    others = dict(_other_files(frame, pictures, memory, findings))
    others |= _codes(frame.site.codes, memory)
    begin(others.items())
    files |= others
    links = inspect(files, frame, problems, {file_at(address): page.links for address, page in known.items()})
    memory.keep(
        (keys[address], _packed(page, links[file_at(address)]))
        for address, page in made.items()
        if address not in known and file_at(address) in links
    )
    return files


@dataclass(frozen=True, slots=True)
class _MadePage:
    """A finished page: its text, its links once it was inspected, and what search finds in it."""

    content: bytes
    links: PageLinks
    findings: tuple[Finding, ...]


def _made(page: Page, frame: Frame) -> _MadePage:
    return _MadePage(frame.framed(page).encode(), PageLinks(frozenset(), ()), findings_of(page))


def _packed(page: _MadePage, links: PageLinks) -> bytes:
    head = [sorted(links.ids), links.links, [astuple(finding) for finding in page.findings]]
    return json.dumps(head).encode() + b"\n" + page.content


def _unpacked(value: bytes) -> _MadePage:
    line, _, content = value.partition(b"\n")
    ids, links, findings = json.loads(line)
    return _MadePage(content, PageLinks(frozenset(ids), tuple(links)), tuple(Finding(*each) for each in findings))


def _other_files(
    frame: Frame,
    pictures: Mapping[str, Path],
    memory: Memory,
    findings: Mapping[str, tuple[Finding, ...]],
) -> Iterator[tuple[str, bytes]]:
    """Yield what pages load, and what search, search engines and servers read; a folder has none of these."""
    organization = frame.site.organization
    yield from frame.theme.assets(chooses=bool(organization.programs or organization.local_lines))
    for name, root in pictures.items():
        yield name.removeprefix(PROSE_PAGES), (root / name).read_bytes()
    yield from ((f"{HANDOUTS}{name}", content) for name, content in frame.handouts.items())
    if frame.is_folder:
        return
    yield _SEARCH_INDEX, search_index(frame.site.searched, findings, frame.site.words).encode()
    yield NAME, headers_file(frame.site.kinds(), frame.settings.root).encode()
    if frame.site.proof is not None:
        yield from frame.site.proof.files.items()
    if frame.settings.url:
        yield _SITEMAP, _sitemap(frame).encode()
        yield PLAIN_PICTURE, frame.theme.picture
        yield from frame.announcing.drawn(memory)
    if frame.settings.url and frame.settings.root == "/":  # elsewhere nobody asks for it
        yield "robots.txt", f"User-agent: *\nDisallow:\nSitemap: {frame.settings.url}{_SITEMAP}\n".encode()


def _codes(codes: Mapping[str, str], memory: Memory) -> Iterator[tuple[str, bytes]]:
    """Yield each QR code as a drawing and as a picture; one that is remembered is not drawn again."""
    for name, address in codes.items():
        keys = [key_of("code", ending, key_of_generator(), address) for ending in _CODE_ENDINGS]
        drawn = [known for key in keys if (known := memory.recall(key)) is not None]
        if len(drawn) < len(keys):
            code = code_of(address)
            drawn = [code.svg, code.png]
            memory.keep(zip(keys, drawn, strict=True))
        yield from ((f"{name}{ending}", content) for ending, content in zip(_CODE_ENDINGS, drawn, strict=True))


def _sitemap(frame: Frame) -> str:
    """List the pages that strangers may find: no result of a guide, none that leads on, none that is made for us."""
    pages = (page for page in frame.site.pages if page.kind.found is not Found.NEVER and page.leads_to is None)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    lines = (f"<url>{_listed(page, frame.settings.url)}</url>" for page in pages)
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{space}">', *lines, "</urlset>", ""])


def _listed(page: Page, url: str) -> str:
    written = f"<lastmod>{page.written.isoformat()}</lastmod>" if page.written is not None else ""
    return f"<loc>{escape(url + page.address)}</loc>{written}"
