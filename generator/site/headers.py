"""Say which HTTP headers go with which address, for hosts that read them from a file in the site.

Netlify and Cloudflare Pages read `_headers`. Where two of its rules fit an address, both join their values with a
comma, and a second policy can only forbid more. So no two rules give the same header to one address.
The files for other servers stand in `docs/hosting/`; a test holds them against this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from generator.page_kinds import PageKind
from generator.site.policy import NONE, policy_of

NAME = "_headers"
_OFF = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
]
_EVERYWHERE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _OFF),
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}


def headers_file(kinds: Mapping[str, PageKind], root: str = "/") -> str:
    """Write the rules for a site: each page's policy but for style, and who may frame it.

    `kinds` names each HTML file of the site and its kind of page, `root` is the path below which the site stands.
    """
    headers = {name: _headers_of(kinds[name]) for name in sorted(kinds)}
    assets = {"Cache-Control": "max-age=600"}
    rules = [("/*", _lines(_EVERYWHERE)), ("/assets/*", _lines(assets)), *_rules("", headers)]
    return "".join(f"{root}{address[1:]}\n{lines}" for address, lines in rules)


@cache
def _headers_of(kind: PageKind) -> str:
    # What may be kept is asked for anew each time, for a phone number may have changed.
    cache = "no-cache" if kind.may_be_kept else "no-store"
    if kind.may_be_framed:  # its own policy stands in it
        return _lines({"Cache-Control": cache, "Content-Security-Policy": "frame-ancestors *"})
    return _lines({"Cache-Control": cache, "Content-Security-Policy": policy_of(kind, style=NONE).header()})


def _lines(headers: Mapping[str, str]) -> str:
    return "".join(f"  {name}: {value}\n" for name, value in headers.items())


def _rules(folder: str, headers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Write one rule for a folder whose pages agree, else one for each page in it and those of each folder in it."""
    within = {name: lines for name, lines in headers.items() if name.startswith(folder)}
    if folder and len(set(within.values())) == 1:
        yield f"/{folder}*", next(iter(within.values()))
        return
    for part, slash in sorted({name.removeprefix(folder).partition("/")[:2] for name in within}):
        if slash:
            yield from _rules(f"{folder}{part}/", within)
        elif part == "index.html":
            yield f"/{folder}", within[folder + part]
        else:
            # Both hosts lead from "name.html" to "name".
            yield from ((f"/{folder}{name}", within[folder + part]) for name in (part, part.removesuffix(".html")))
