"""Turn pages into the text of files: the frame round an article, its links, its style and its policy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from markupsafe import Markup

from generator.model.organization import Accent
from generator.page_kinds import CARD, GUIDE, OFFLINE, SEARCH, SHEET, PageKind, file_at
from generator.pages import Page, Site
from generator.pages.components import COMPONENT
from generator.pages.contacts import MARKED_CONTACT
from generator.pages.contents import outlined
from generator.pages.links import filled_in, link_to, marked
from generator.pages.moved import with_anchors
from generator.pages.source import address_of_line
from generator.pages.sources import MARKED_UNDATED, MARKED_UNREAD
from generator.pages.terms import explainer
from generator.settings import Settings
from generator.site.assets import compact, hash_of
from generator.site.memory import key_of, key_of_generator
from generator.site.policy import NONE, Policy, carried_policy, folder_policy, policy_of
from generator.site.previews import Announcing, Preview
from generator.site.theme import Theme

_STYLE, _POLICY = "style", "policy"
_MODULE = re.compile(r'<script type="module"[^>]*></script>')
_ONE_FILE = OFFLINE.at(guide="")
REFRESH = "refresh"
"""The name of the value by which a page sends its reader on."""
_SHAPING = ("contents", "start")
"""The components that decide how the rest of their page is laid out."""
_CHOICE = " data-choose"
"""What stands in a page in which a reader chooses what is shown."""
_LATE = Markup(marked(_STYLE, "")), Markup(marked(_POLICY, ""))


@dataclass(frozen=True)
class Frame:
    """What all pages of a site share; `files` names the project's files, `reloading` what a served page may run.

    In a folder that is opened without a server (`is_folder`) links name files, the guide is its one file, and no page
    but that one has a script: browsers load none from a folder. With `draws` pages are announced by pictures with their
    titles. `handouts` are files that are published with the pages, by their names.

    A page becomes the same text each time: nothing here depends on another page, on the day or on the machine.
    """

    site: Site
    settings: Settings
    theme: Theme
    files: frozenset[str]
    reloading: str = ""
    is_folder: bool = False
    draws: bool = False
    handouts: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        found = self.site.addresses()
        return found | {guide for guide in map(guide_of, found) if guide} if self.is_folder else found

    @cached_property
    def announcing(self) -> Announcing:
        """What announces each page where its address is sent."""
        pages = {page.address: page for page in self.site.pages}
        return Announcing(self.settings, self.site.words, pages, self.site.discreet, self.draws)

    @cached_property
    def _explain(self) -> Callable[[str], str]:
        return explainer(self.site.glossary, self.site.words)

    @cached_property
    def key(self) -> bytes:
        """A hash of all that a page is made from besides itself."""
        site, settings = self.site, self.settings
        return key_of(
            key_of_generator(),
            self.theme.key_of_own(),
            str(self.is_folder),
            "" if settings.upstream is None else settings.upstream.name,
            *(settings.name, settings.description, settings.url, settings.edit_url, self.reloading, site.leave_to),
            site.organization.model_dump_json(),
            *(site.words.model_dump_json(), site.glossary.model_dump_json(), site.help_bar, *sorted(site.dials)),
            *sorted(site.hosts),
            *(other.model_dump_json() for other in site.other_languages),
            *sorted(self.files),
            *sorted(self._addresses),
        )

    def key_of_page(self, page: Page) -> bytes:
        """Make a hash of all that a page is made from."""
        old = sorted(self.site.old_anchors.get(page.address, {}).items())
        return key_of(self.key, _key_of(page), repr(page.leads_to), repr(old), repr(self._preview(page)))

    @cached_property
    def article(self) -> Callable[[Page], str]:
        """Write what stands inside a page's article, with the words of the glossary explained; once for a page."""

        @cache
        def article(page: Page) -> str:
            html = outlined(page.html, page.kind, self.site.words)
            html = _MODULE.sub("", html) if self.is_folder else html
            html = with_anchors(html, self.site.old_anchors.get(page.address, {}))
            return self._explain(html) if page.kind.explains_words else html

        return article

    def framed(self, page: Page) -> str:
        """Write a page to its end."""
        used: set[str] = set()
        html = filled_in(compact(self._rendered(page)), lambda name, value: self._written(page, name, value, used))
        style = self.theme.style_of(frozenset(used)) + _accent_style(self.site.organization.accent)
        policy = self.policy(page.kind, style=hash_of(style)).tag()
        late = {_STYLE: style, _POLICY: policy}
        return filled_in(html, lambda name, _: late[name])

    def policy(self, kind: PageKind, *, style: str) -> Policy:
        """Find the policy of a page of some kind whose style has this hash."""
        if kind is OFFLINE:
            return carried_policy(script=hash_of(self.theme.whole_script), style=style)
        if kind.may_be_framed:
            return carried_policy(script=NONE, style=style)
        if self.is_folder:
            return folder_policy(style=style)
        policy = policy_of(kind, style=style)
        return policy.while_served(self.reloading) if self.reloading else policy

    def _rendered(self, page: Page) -> str:
        kind, site, settings = page.kind, self.site, self.settings
        style, policy = _LATE
        article = self.article(page)
        return self.theme.render(
            f"{_template_of(kind)}.html",
            page=page,
            article=Markup(article),
            # Said before the article comes in: what it begins with stands where it stays.
            holds=[name for name in _SHAPING if marked(COMPONENT, name) in article],
            shows_mark=page.kind is not SHEET and MARKED_CONTACT in page.html,  # a sheet says it itself
            chooses=_CHOICE in article,
            shows_undated=MARKED_UNDATED in article,
            shows_unread=MARKED_UNREAD in article,
            kind=GUIDE if kind is OFFLINE else kind,  # as one file it looks and works as on its own page
            words=site.words,
            site=site,
            help_bar=Markup(site.help_bar),
            addresses=self._addresses,
            settings=settings,
            canonical=self._canonical(page),
            preview=self._preview(page),
            edit=self._edit(page),
            style=style,
            policy=policy,
            script=Markup(self.theme.whole_script) if kind is OFFLINE else "",
            search=SEARCH.at(),
            has_scripts=not self.is_folder,
        )

    def _preview(self, page: Page) -> Preview | None:
        """Find what announces a page; what is opened from a folder is sent to nobody."""
        return None if self.is_folder else self.announcing.of(page)

    def _canonical(self, page: Page) -> str:
        """Find the address by which search engines should know a page; "" for none."""
        if not self.settings.url or page.kind.stands_in or page.kind in (CARD, OFFLINE):
            return ""
        address = page.address if page.leads_to is None else page.leads_to.partition("#")[0]
        return f"{self.settings.url}{address}"

    def _edit(self, page: Page) -> Markup | None:
        """Lead to the line that made a page: at the forge that the settings name, else on the site itself."""
        if page.origin.file not in self.files:
            return None
        if self.settings.edit_url:
            return Markup('href="{}{}"').format(self.settings.edit_url, page.origin.file)
        return link_to(address_of_line(page.origin))

    def _written(self, page: Page, name: str, value: str, used: set[str]) -> str:
        """Write what a value stands for; the components that the page uses are added to `used`."""
        if name == COMPONENT:
            used.add(value)
            return ""
        return marked(name, value) if name in (_STYLE, _POLICY) else self._linked(page, name, value)

    def _linked(self, page: Page, name: str, address: str) -> str:
        if self.is_folder:
            address = file_in_folder(address)
        elif page.kind is OFFLINE and name == "href":
            # What is carried elsewhere leads to the published site or, where nobody says where that is, nowhere.
            url = self.settings.url
            return f'href="{url}{address}" target="_blank" rel="noreferrer noopener"' if url else ""
        # What stands in for another page is shown at any depth, so it counts from the root.
        begin = self.settings.root if page.kind.stands_in else _up(page.address)
        if page.kind is CARD and name == "href":
            return f'href="{begin}{address}" target="_blank" rel="noreferrer noopener"'
        if name == REFRESH:
            return f'http-equiv="refresh" content="0; url={begin}{address}"'
        return f'{name}="{begin}{address}"'


@lru_cache(maxsize=4096)
def _key_of(page: Page) -> bytes:
    return key_of(page.address, page.title, page.description, page.html, str(page.origin), page.kind.id)


def guide_of(address: str) -> str:
    """Find the address of the guide whose one file stands at `address`; "" where none does."""
    return address.removesuffix(_ONE_FILE) if OFFLINE.holds(address) else ""


def file_in_folder(address: str) -> str:
    """Name the file to open for an address of the site, where no server does: of a guide, the one that holds it all."""
    path, hash, anchor = address.partition("#")
    if GUIDE.holds(path):
        return f"{OFFLINE.at(guide=path)}{hash}{anchor}"
    return f"{file_at(path)}{hash}{anchor}" if not path or path.endswith("/") else address


def _accent_style(accent: Accent | None) -> str:
    """Write the style of the organization's own color; paper keeps its own."""
    if accent is None:
        return ""
    day, night = (
        f":root{{--water:{color};--lamp:{color};--on-lamp:var(--on-water)}}" for color in (accent.day, accent.night)
    )
    return f"@media screen{{{day}}}@media screen and (prefers-color-scheme:dark){{{night}}}"


def _template_of(kind: PageKind) -> str:
    return "carried" if kind.may_be_framed else "frame"


def _up(address: str) -> str:
    """Find the way from a page to the root of the site."""
    return "../" * address.count("/") or "./"
