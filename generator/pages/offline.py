"""Make a guide one file that needs nothing else: to carry, to mail, or to show in a frame of another site."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from generator.model.registers import OtherLanguage
from generator.model.words import WordsFile
from generator.pages.assets import hash_of
from generator.pages.environment import render
from generator.pages.page import Page
from generator.pages.style import Style

_ONLINE = re.compile(r'\s*<(p|a) class="(?:[^"]* )?online"[^>]*>.*?</\1>', re.DOTALL)
_WITHIN_SITE = re.compile(r'<a [^>]*?href="(/[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@dataclass(frozen=True, slots=True)
class OfflineParts:
    """Hold what an offline file takes along from the site: its style, its script, and what stands above each page."""

    style: Style
    script: str
    help_bar: str
    other_languages: tuple[OtherLanguage, ...]
    words: WordsFile
    leave_to: str
    site_name: str
    site_url: str


def offline_page(guide: Page, carried: OfflineParts) -> str:
    """Give the whole HTML of a guide's page as one file, which asks for nothing.

    What leads on within the site alone (class "online") is left out. Other links within it lead to its published
    address or, where it has none, stay as words.
    The policy in it allows its own style and script by their hashes, and nothing else.
    """
    alone = _ONLINE.sub("", guide.html)
    page = render(
        "offline",
        carried.words,
        kind=guide.kind,
        title=guide.title,
        description=guide.description,
        body=Markup(_WITHIN_SITE.sub(lambda link: _led_out(link[1], link[2], carried.site_url), alone)),
        script=Markup(carried.script),
        script_hash=hash_of(carried.script),
        carried=carried,
        up="../" * guide.address.count("/"),
        help_bar=Markup(carried.help_bar),
    )
    return carried.style.put_into(str(page))


def _led_out(address: str, words: str, site_url: str) -> str:
    if not site_url:
        return words
    return f'<a href="{site_url.rstrip("/")}{address}" target="_blank" rel="noreferrer noopener">{words}</a>'
