"""Name what is exported so that other programs can refer to it: below the site's address, or as a URN without one."""

from __future__ import annotations

from generator.settings import Settings

OURS = "urn:x-stepwell:"
"""What begins the names of our own extensions and code systems; they are Stepwell's, whatever site exports them."""

EXTENSION = f"{OURS}extension:"


def canonical(settings: Settings, kind: str, id: str) -> str:
    """Name a resource for good: below the address of the site where it has one."""
    return f"{settings.url}{kind}/{id}" if settings.url else f"{OURS}{kind}:{id}"
