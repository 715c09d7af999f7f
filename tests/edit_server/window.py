"""Read the pages of the editor as one window of it, and press what stands on them."""

from __future__ import annotations

from urllib.parse import urlencode

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.editing import EditSession
from tests.edit_server.running import Asking


def page_at(window: Asking, path: str) -> LexborHTMLParser:
    """Read a page by its path below the folder of the run."""
    return LexborHTMLParser(window.ask(window.below(path), Sec_Fetch_Site="same-origin").text)


def one(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """Find what must be on a page."""
    found = page.css_first(selector)
    assert found is not None, selector
    return found


def words_of(page: LexborHTMLParser | LexborNode, selector: str = "main") -> str:
    """Return the words of a part of a page on one line."""
    return " ".join(one(page, selector).text(separator=" ").split())


def is_folded(page: LexborHTMLParser, selector: str) -> bool:
    """Tell whether something stands in a part of the page that is not open."""
    return any(each.css_first(selector) is not None for each in page.css("details:not([open])"))


def press(
    window: Asking, session: EditSession, path: str, *said: tuple[str, str], at: str = "problems"
) -> tuple[int, LexborHTMLParser]:
    """Send a form of the page `at` with what is said in it."""
    key = one(page_at(window, at), "[name=form_key]").attributes["value"] or ""
    answer = window.form(window.below(path), urlencode([("form_key", key), ("version", str(session.version)), *said]))
    return answer.status, LexborHTMLParser(answer.text)
