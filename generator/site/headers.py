"""Say which HTTP headers go with which address, for hosts that read them from a file in the site.

Netlify and Cloudflare Pages read `_headers`. Where two of its rules fit an address, both join their values with a
comma, and a second policy can only forbid more. So no two rules give the same header to one address.
The files for other servers stand in `docs/hosting/`; a test holds them against this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.pages.offline import NAME as OFFLINE

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
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')
# What falls back to `default-src`, but for style: its hash is another in each page, and stands in the page alone.
_FETCHES = ("connect", "font", "frame", "img", "manifest", "media", "object", "script", "worker")


def write_headers(folder: Path) -> None:
    """Write the rules for the finished site in `folder`: each page's own policy but for style, and who may frame it."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    headers = {name: _headers_of(name, (folder / name).read_text(encoding="utf-8")) for name in names}
    assets = {"Cache-Control": "max-age=600"}
    rules = [("/*", _lines(_EVERYWHERE)), ("/assets/*", _lines(assets)), *_rules("", headers)]
    (folder / NAME).write_text("".join(f"{address}\n{lines}" for address, lines in rules), encoding="utf-8")


def _headers_of(name: str, html: str) -> str:
    # A page of the guide stays in no cache; any other is asked for anew, for a phone number may have changed.
    cache = "no-store" if name.startswith(("guide/", "guides/")) else "no-cache"
    if name.endswith(f"/{OFFLINE}"):  # made for a frame of another site; its own policy stands in it
        return _lines({"Cache-Control": cache, "Content-Security-Policy": "frame-ancestors *"})
    policy = _POLICY.search(html)
    assert policy is not None, f"{name} passed the inspection without a policy"
    said = dict(directive.split(" ", 1) for directive in policy[1].split("; "))
    fetches = {f"{what}-src": said.get(f"{what}-src", said["default-src"]) for what in _FETCHES}
    whole = {**fetches, **{what: said[what] for what in ("base-uri", "form-action")}, "frame-ancestors": "'none'"}
    return _lines({"Cache-Control": cache, "Content-Security-Policy": "; ".join(map(" ".join, whole.items()))})


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
