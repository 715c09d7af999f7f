"""Know what staff send with each page: the pattern of its kind, and how long a text message is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.model.knowledge import KnowledgeBase
from generator.page_kinds import ENTRY, GUIDE, KIND_OF_LEVEL, LEVEL, MOVE, OUTCOME, WRITTEN, PageKind
from generator.problems import Text

PATTERN_OF: Mapping[PageKind, str] = {
    ENTRY: "entry",
    GUIDE: "guide",
    LEVEL: "level",
    KIND_OF_LEVEL: "level",
    MOVE: "move",
    OUTCOME: "result",
    WRITTEN: "other",
}
"""The pattern of each kind of page that is sent, by its field in content/sharing.yaml."""

LONGEST_MESSAGE = 160
"""How many characters one text message holds, as long as each is of the old alphabet of phones (GSM 03.38)."""
_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_COUNTED_TWICE = frozenset("^{}\\[~]|€")


def length_of(message: str) -> int:
    """Count the characters of a text message as a phone does: some of them take the room of two."""
    return len(message) + sum(character in _COUNTED_TWICE for character in message)


def strangers_in(message: str) -> list[str]:
    """List the characters for which a phone writes the whole message in an alphabet of which 70 fit into one."""
    return [character for character in message if character not in _ALPHABET | _COUNTED_TWICE]


def messages_of(base: KnowledgeBase) -> Iterator[Text]:
    """Yield every text message that the authors wrote: those of situations, then the patterns."""
    sharing = base.handbook.sharing
    own = (shared.message for situation in sharing.situations for shared in situation.send)
    yield from (message for message in own if message is not None)
    if sharing.situations:
        patterns = sharing.patterns
        yield from (getattr(patterns, name).message for name in type(patterns).model_fields)
