"""Read an address of the web as a browser does, and take none that two readers could take for two hosts.

A browser drops tabs and line ends, takes a backslash for a slash, decodes what is percent-encoded in a host, and reads
"1.2" as a number. Whatever needs such a rule to be read is refused here, so that nobody has to know the rules.
"""

from __future__ import annotations

import re
import unicodedata

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_LAST = r"[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?"  # a host that ends with a number is the number of a machine
_HOST = rf"(?:{_LABEL}\.)+{_LAST}"
_REST = (
    r"[^\s\\<>\"`|^\x00-\x20\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\uffff]*"
)
_ADDRESS = re.compile(rf"(https?)://({_HOST})(?::([0-9]{{1,5}}))?(?:[/?#]{_REST})?", re.IGNORECASE)
_WITHIN = re.compile(rf"(?:/(?!/)|#){_REST}")
_DEFAULT_PORTS = {"https": 443, "http": 80}
_LONGEST_HOST = 253
_LAST_PORT = 65535
_CODED = "xn--"
_LETTERS = ("L", "M", "N")


def host_of(address: str, *, scheme: str = "https") -> str:
    """Return the host of an address, with its port where that is not the usual one.

    "" where the address is not in plain form: another scheme, a name or password, a backslash, a space, a hidden
    character, a host of numbers, percent-encoded or in letters that browsers write otherwise.
    """
    match = _ADDRESS.fullmatch(address)
    # Without regard to capitals, the long s is an "s" and the sign of Kelvin a "k".
    if match is None or match[1].lower() != scheme or not match[2].isascii():
        return ""
    host, port = match[2].lower(), int(match[3] or _DEFAULT_PORTS[scheme])
    if len(host) > _LONGEST_HOST or port > _LAST_PORT or not all(map(_is_plain, host.split("."))):
        return ""
    return host if port == _DEFAULT_PORTS[scheme] else f"{host}:{port}"


def is_within_site(address: str) -> bool:
    """Tell whether every browser takes an address for a page of the same site: "/safety/", "#opioids"."""
    return _WITHIN.fullmatch(address) is not None


def _is_plain(label: str) -> bool:
    """Tell whether a browser reads a part of a host, which may be coded, as it is written."""
    if not label.startswith(_CODED):
        return True
    coded = label.removeprefix(_CODED)
    try:
        decoded = coded.encode().decode("punycode")
    except UnicodeError:
        return False
    return (
        not decoded.isascii()
        and decoded.encode("punycode").decode() == coded
        and decoded == unicodedata.normalize("NFKC", decoded).casefold()
        and unicodedata.category(decoded[0])[0] != "M"
        and all(letter == "-" or unicodedata.category(letter)[0] in _LETTERS for letter in decoded)
    )
