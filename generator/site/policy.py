"""What a page may load and do: the one value that its tag, the server's header and the inspection are made from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.page_kinds import PageKind

SELF = "'self'"
NONE = "'none'"
# What falls back to `default-src`, but for style: its hash is another in each page, and stands in the page alone.
_FETCHES = ("connect", "font", "frame", "img", "manifest", "media", "object", "script", "worker")


@dataclass(frozen=True, slots=True)
class Policy:
    """A content security policy; each field is what a directive allows, and all that is not named is forbidden.

    `framed_by` says who may show the page in a frame: a browser reads it in the header alone.
    """

    script: str
    style: str
    image: str
    connect: str
    framed_by: str = NONE

    def tag(self) -> str:
        """Write it as it stands in the page."""
        said = {
            "default-src": NONE,
            "script-src": self.script,
            "style-src": self.style,
            "img-src": self.image,
            "base-uri": NONE,
            "form-action": NONE,
            "connect-src": self.connect,
        }
        return _joined(said)

    def header(self) -> str:
        """Write what the server adds, the same for every page of a kind."""
        allowed = {"connect": self.connect, "img": self.image, "script": self.script}
        fetches = {f"{fetch}-src": allowed.get(fetch, NONE) for fetch in _FETCHES}
        return _joined({**fetches, "base-uri": NONE, "form-action": NONE, "frame-ancestors": self.framed_by})

    def while_served(self, script: str) -> Policy:
        """Allow a page that is being edited to ask for a newer one, with a script from `script`."""
        return replace(self, script=self.script if script == SELF else f"{self.script} {script}", connect=SELF)


def policy_of(kind: PageKind, *, style: str) -> Policy:
    """Allow a page what its kind needs; `style` is the hash of the style that stands in it.

    Where a reader answers nothing may connect, for the host itself must not learn an answer.
    """
    return Policy(
        script=SELF,
        style=style,
        image=f"{SELF} data:",
        connect=SELF if kind.may_connect else NONE,
    )


def carried_policy(*, script: str, style: str) -> Policy:
    """Allow a page that is one file its own script and style, by their hashes, and nothing else."""
    return Policy(script=script, style=style, image="data:", connect=NONE, framed_by="*")


def folder_policy(*, style: str) -> Policy:
    """Allow a page in a folder that no server serves its own style and the pictures beside it, and nothing else."""
    return Policy(script=NONE, style=style, image=f"{SELF} data:", connect=NONE)


def _joined(said: dict[str, str]) -> str:
    return "; ".join(f"{directive} {allowed}" for directive, allowed in said.items())
