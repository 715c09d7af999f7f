"""Build the site aside, inspect the finished HTML, and only then publish it by one rename."""

from __future__ import annotations

import datetime
import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from generator import report
from generator.checks import Verified, lapsed_sign_off, missing_statement, stale, to_fill_in, unlisted_address
from generator.overlaying import OUTDATED
from generator.page_kinds import PROBLEMS, PROOF
from generator.pages import Page, Site, render_site
from generator.pages.components import component
from generator.pages.environment import BrokenTemplate
from generator.pages.proof.tables import PROMISES_FILE
from generator.problems import Place, Problem, Problems, Severity, visible
from generator.project import Project, open_project
from generator.reading import shipped_words
from generator.site import unchanged
from generator.site.assembly import Begin, assemble, begin_nothing
from generator.site.compression import Compression
from generator.site.frame import Frame
from generator.site.memory import Memory
from generator.site.publishing import BuildFolder
from generator.site.theme import Theme

_REFUSED_FOR_RELEASE = (
    stale.ID,
    lapsed_sign_off.ID,
    unlisted_address.ID,
    missing_statement.ID,
    to_fill_in.ID,
    OUTDATED,
)


def _for_release(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.ERROR) if problem.id in _REFUSED_FOR_RELEASE else problem


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the project it read, and the number of pages it published (0 where it refused).

    `hash` is the SHA-256 of the promises that it published to be proven again, if it was asked for them.
    """

    project: Project
    pages: int
    hash: str = ""

    def said(self, problems: Problems) -> dict[str, str]:
        """What is said of it: the problems in a line, code that is not ours, and what was published."""
        verified = self.project.verified
        ways = sum(guide.counts.ways for guide in verified.every_guide()) if verified is not None else 0
        evidence = f" SHA-256 of the promises: {self.hash}" if self.hash else ""
        return {
            "problems": report.summary(problems) if problems.found else "",
            "code": ", ".join(map(visible, self.project.settings.own_code)),
            "published": f"{self.pages} pages; {ways:,} ways to answer proven.{evidence}",
        }


def build_site(
    root: Path,
    out: Path,
    problems: Problems,
    *,
    today: datetime.date,
    release: bool = False,
    evidence: bool = False,
    pictures: bool = False,
    handouts: Mapping[str, bytes] | None = None,
    like: Project | None = None,
) -> Built:
    """Check the project at `root`, build it beside `out`, inspect it, and put it in the place of `out`.

    Where a problem is an error nothing is written; for a release, nothing either where an entry is stale, a sign-off
    lapsed, an address not listed yet, an overlay outdated or a text to be filled in. Whatever happens, `out` is the old
    site or the new one, whole. What the last build made is not made again, nor what was read and proven of a project
    that was opened before, `like`. With `evidence` the site holds what a stranger needs to prove the promises again,
    with `pictures` each page that is sent has a picture with its title. `handouts` are published too, by the names of
    their files, and the page for staff leads to them.

    Raises NoTypesetter or CannotSet where no picture can be drawn, CannotPublish where `out` is not a folder to replace
    or another build holds it, OSError where the machine fails.
    """
    key = unchanged.key_of_project(
        root, today, release=release, evidence=evidence, pictures=pictures, handouts=bool(handouts)
    )
    project = open_project(root, problems, today=today, like=like)
    if release:
        problems.found[:] = [_for_release(problem) for problem in problems]
    if project.verified is None or problems.has_errors():
        return Built(project, 0)
    with BuildFolder(root, out) as folder, Memory(folder.memory) as memory, Compression(memory) as compression:
        files = files_of(
            *(project, project.verified, problems, memory),
            evidence=evidence,
            pictures=pictures,
            handouts=handouts,
            begin=compression.begin,
        )
        project.say_places(problems)
        if problems.has_errors():
            return Built(project, 0)
        write_files(files | compression.finish(), folder.aside)
        folder.publish()
        promises = files.get(PROOF.at() + PROMISES_FILE)
        hash = "" if promises is None else hashlib.sha256(promises).hexdigest()
        built = Built(project, sum(name.endswith(".html") for name in files), hash)
        if key is not None:
            unchanged.keep(memory, key, folder.out, built.said(problems))
    return built


def files_of(
    project: Project,
    verified: Verified,
    problems: Problems,
    memory: Memory,
    *,
    reloading: str = "",
    evidence: bool = False,
    pictures: bool = False,
    handouts: Mapping[str, bytes] | None = None,
    begin: Begin = begin_nothing,
) -> dict[str, bytes]:
    """Make every file of a project's site, by its name, and inspect each; every fault is added to `problems`.

    A template of the project's own that cannot be rendered is such a fault, and there are no files then. `reloading` is
    what a page may run, besides, while it is served to its author. `begin` is given each file once it is made, before
    it is inspected.
    """
    asked = {"evidence": evidence, "pictures": pictures}
    frame = frame_of(project, verified, reloading=reloading, handouts=handouts, **asked)
    try:
        return assemble(frame, project.reading.pictures, problems, memory, begin=begin)
    except BrokenTemplate as error:
        own, path = project.settings.theme, Path(error.file)
        if own is None or own not in path.parents:
            raise
        help = "mend the template, or delete it: then the one in generator/theme is used"
        place = Place(path.relative_to(project.root).as_posix(), error.line, 1)
        problems.error(place, "bad-template", f"this cannot be rendered: {error.message.rstrip('.')}", help=help)
        return {}


def frame_of(
    project: Project,
    verified: Verified,
    *,
    reloading: str = "",
    evidence: bool = False,
    pictures: bool = False,
    handouts: Mapping[str, bytes] | None = None,
) -> Frame:
    """Make the pages of a project, and what stands round each."""
    files = project.reading.files
    names = frozenset(file.name for file in files if project.is_own(file.name) or not project.settings.edit_url)
    theme = Theme(project.settings.theme)
    beside = handouts or {}
    site = render_site(verified, files, evidence=evidence, handouts=frozenset(beside))
    return Frame(site, project.settings, theme, names, reloading, draws=pictures, handouts=beside)


def page_of_problems(project: Project, problems: Problems, *, reloading: str) -> dict[str, bytes]:
    """Make the one page, and what it loads, that is served in place of a site with errors."""
    text, summary = report.as_text(problems, project.files), report.summary(problems)
    html = Markup('<h1>{}</h1><pre class="problems"{}>{}</pre>').format(summary, component("source"), text)
    page = Page(PROBLEMS.at(), summary, summary, html, Place("", 1, 1), PROBLEMS)
    site = Site((page,), "", (), "/", shipped_words())
    frame = Frame(site, project.settings, Theme(), frozenset(), reloading)
    return {"index.html": frame.framed(page).encode(), **dict(frame.theme.assets())}


def write_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write each file below a folder."""
    for below in {posixpath.dirname(name) for name in files}:
        (folder / below).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
