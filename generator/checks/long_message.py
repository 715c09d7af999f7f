"""A text message of content/sharing.yaml does not fit into one message with its address in it.

A phone cuts a longer one, and the address at its end may come apart from its words, or not come at all. 160 characters
fit, as long as all are of the old alphabet of phones; with one other character, such as a curly quote, only 70.

Fails: a message of 170 characters with its address; a message with a dash that is no hyphen. Cure: write it in fewer
words, and with plain quotes and hyphens. A shorter `site_url` in mkdocs.yml makes room in every message.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.checks.addresses import short_addresses
from generator.checks.need import Need
from generator.checks.sent import LONGEST_MESSAGE, PATTERN_OF, length_of, messages_of, strangers_in
from generator.model.knowledge import KnowledgeBase
from generator.model.words.places import filled
from generator.page_kinds import kind_at
from generator.problems import Problem, Severity, Text
from generator.settings import Settings

ID = "long-message"
SEVERITY = Severity.ERROR
NEEDS = Need.SITE


def check(base: KnowledgeBase, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each message that is too long with its address, or holds a character that phones lack."""
    for message in messages_of(base):
        for stranger in strangers_in(filled(message, address=""))[:1]:
            text = f'"{stranger}" (U+{ord(stranger):04X}) leaves a text message room for 70 characters, not 160'
            place = message.place_of(message.index(stranger))
            yield Problem(place, ID, text, SEVERITY, "write it with the letters and marks of a plain keyboard")
    for message, url in _with_longest_address(base, settings):
        length = length_of(filled(message, address=url))
        if length > LONGEST_MESSAGE:
            text = f"with its address this text message has {length} characters, more than {LONGEST_MESSAGE}"
            help = f"write it with {length - LONGEST_MESSAGE} characters less"
            if not settings.is_made_up:
                help += ', or give the site a shorter "site_url" in mkdocs.yml'
            yield Problem(message.place, ID, text, SEVERITY, help, (f"the address: {url}",))


def _with_longest_address(base: KnowledgeBase, settings: Settings) -> Iterator[tuple[Text, str]]:
    """Yield each message with its address, and each pattern with the longest address of its kind of page."""
    sharing = base.handbook.sharing
    short_by_address = {address: short for short, address in short_addresses(base)} if sharing.situations else {}
    by_pattern: dict[str, list[str]] = defaultdict(list)
    for address, short in short_by_address.items():
        by_pattern[PATTERN_OF[kind_at(address)]].append(settings.share_url + short)
    for shared in (shared for situation in sharing.situations for shared in situation.send):
        short = short_by_address.get(shared.page[1:], "")
        if shared.message is not None:
            yield shared.message, settings.share_url + short
    for name, urls in by_pattern.items():
        yield getattr(sharing.patterns, name).message, max(urls, key=len)
