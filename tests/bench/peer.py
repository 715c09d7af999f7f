"""Write the pages of a built site as Markdown for plain Material for MkDocs: the same words in its own templates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

_CONFIG = """site_name: The same pages
theme:
  name: material
  font: false
plugins:
  - search
markdown_extensions:
  - tables
"""
_BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, tr"


def write_peer(site: Path, into: Path) -> int:
    """Write the project and give its number of pages.

    Every page but the list for search and the authors' files, which plain Material does not have. All pages stand in
    the navigation, as they do where nobody says otherwise.
    """
    (into / "docs").mkdir(parents=True)
    (into / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    pages = [path for path in sorted(site.rglob("index.html")) if _has_a_peer(path.relative_to(site))]
    for path in pages:
        name = path.relative_to(site).as_posix().removesuffix("/index.html").removesuffix("index.html") or "index"
        target = into / "docs" / ("index.md" if name == "index" else f"{name}/index.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_as_markdown(path.read_text(encoding="utf-8")), encoding="utf-8")
    return len(pages)


def _has_a_peer(path: Path) -> bool:
    return path.parts[0] not in ("source", "search")


def _as_markdown(html: str) -> str:
    article = LexborHTMLParser(html).css_first("article")
    assert article is not None
    return "\n".join(line for node in article.css(_BLOCKS) for line in _block(node))


def _block(node: LexborNode) -> Iterator[str]:
    tag = node.tag or ""
    if tag in ("dd", "li") and node.css_first("p, ul, ol") is not None:
        return
    if tag.startswith("h"):
        yield from ("", f"{'#' * int(tag[1])} {_said(node)}", "")
    elif tag == "tr":
        cells = [_said(cell) for cell in node.css("th, td")]
        is_head = node.parent is not None and node.parent.tag == "thead"
        yield from ([""] if is_head else [])
        yield f"| {' | '.join(cells)} |"
        yield from (["|" + " --- |" * len(cells)] if is_head else [])
    elif tag in ("li", "dt"):
        yield f"- {_said(node)}"
    else:
        yield from (f"{_said(node)}", "")


def _said(node: LexborNode) -> str:
    """Give the words of a node with its links, for links are work that both engines have."""
    words = " ".join(node.text().split()).replace("|", "/").replace("<", "&lt;")
    for link in node.css("a[href]"):
        said, href = " ".join(link.text().split()), link.attributes.get("href") or ""
        if said and href.endswith("/") and not href.startswith(("/", "http")):
            words = words.replace(said, f"[{said}]({href}index.md)", 1)
    return words
