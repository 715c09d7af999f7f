"""Hand the pages to MkDocs: the one file that knows it.

MkDocs 1.x stands still and its theme Material ends on 5 May 2027; whatever replaces them replaces this file.
"""

from __future__ import annotations

import datetime
import json
import logging
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.commands import build as mkdocs_build
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import get_toc

from generator import report
from generator.checks import Verified
from generator.model.registers import OtherLanguage
from generator.model.words import WordsFile
from generator.page_kinds import GUIDE, NOT_FOUND, OFFLINE, PROBLEMS, PageKind, kind_by_hand
from generator.pages import Page, Site, findings_of, render_site
from generator.pages.assets import joined, smaller
from generator.pages.offline import OfflineParts, offline_page
from generator.pages.prose import phrase
from generator.pages.source import address_of_line
from generator.pages.style import Style, trimmed
from generator.problems import Place, Problems, Severity
from generator.project import Project, open_project
from generator.reading import shipped_words

CONFIG_FILE = "mkdocs.yml"
_THEME = Path(__file__).parent / "theme"
_log = get_plugin_logger(__name__)
_MARKER = re.compile(r"^\[\[([^\]\n]+)\]\][ \t]*$", re.MULTILINE)
# Two patterns that begin with fixed text: one with a choice in front takes eight times as long.
_FROM_ROOT = (re.compile(r' href="/(?!/)'), re.compile(r' src="/(?!/)'))
_SCRIPTS = ("guide_engine.js", "guide.js", "guide.min.js", "leave.js")
_STYLE = "stepwell.css"
_SEARCH_INDEX = "search/search_index.json"
_NOT_USED = re.compile(r"assets/javascripts/lunr/|.*\.map$|assets/images/|assets/stylesheets/")


class EngineFailed(Exception):
    """MkDocs gave up; the message says why."""


def build_pages(project: Project, site_dir: Path) -> Site:
    """Build the site of a verified project with MkDocs into `site_dir`, and return the pages that it must hold.

    Raises EngineFailed where MkDocs fails or warns, OSError where the machine fails.
    """
    listener = _Listener(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(listener)
    try:
        config = load_config(str(project.root / CONFIG_FILE), site_dir=str(site_dir), strict=True)
        plugin = _own_plugin(config)
        plugin.project = project
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build.build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, Abort) as error:
        raise EngineFailed("\n".join([*listener.heard, str(error)])) from error
    finally:
        logging.getLogger("mkdocs").removeHandler(listener)
    return plugin.site


class _Listener(logging.Handler):
    """A listener that keeps what MkDocs warns of: the exception that follows does not say it."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the words."""
        self.heard.append(record.getMessage())


def serve_pages(root: Path, address: str) -> None:
    """Serve the site live at `address` ("host:port") until it is interrupted."""
    mkdocs_serve.serve(config_file=str(root / CONFIG_FILE), dev_addr=address)


def _own_plugin(config: MkDocsConfig) -> StepwellPlugin:
    plugin = config.plugins.get("stepwell")
    if not isinstance(plugin, StepwellPlugin):
        raise EngineFailed(f'{CONFIG_FILE} has no plugin "stepwell"')
    return plugin


class StepwellConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this untyped
    """The options of the plugin: none."""


@dataclass(slots=True)
class _Namespace:
    """What the theme's templates find as `stepwell`."""

    help_bar: Markup
    other_languages: tuple[OtherLanguage, ...]
    leave_to: str
    addresses: frozenset[str]
    words: WordsFile
    edit_url: str | None
    problems: Markup
    kind: PageKind
    # Not while serving: MkDocs reloads the page with an inline script, which the policy would stop.
    is_published: bool


class _MadePage(MkDocsPage):
    """A page that is HTML already: MkDocs sets up Markdown anew for each page, even to convert nothing."""

    def __init__(self, made: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(None, file, config)
        self.made = made

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the words for the head from the page."""
        self.meta = {"title": self.made.title, "description": self.made.description}
        self.meta["search"] = {"exclude": True}
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Leave the HTML for when it is printed: Material's search looks through the content of every page."""
        self.content = ""
        self.toc = get_toc([])


class StepwellPlugin(BasePlugin[StepwellConfig]):  # type: ignore[no-untyped-call]  # likewise
    """The plugin: it reads the options, calls the stages and hands over the pages."""

    def __init__(self) -> None:
        self.project: Project | None = None
        self.site = Site((), {}, {}, "", (), "", str, shipped_words())
        self.style = Style("")
        self.is_serving = False
        self.files: list[str] = []
        self.published: frozenset[Path] = frozenset()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether the site is built or served."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the project, unless a verified one was handed in, and render its pages."""
        root = Path(config.config_file_path or ".").resolve().parent
        # Our theme comes with the plugin, so that a project anywhere needs no path to it; its own folder comes first.
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(_THEME))
        sheets = (Path(folder) / "assets" / _STYLE for folder in config.theme.dirs)
        self.style = Style(next(sheet for sheet in sheets if sheet.is_file()).read_text(encoding="utf-8"))
        project = self.project
        if project is None or self.is_serving:
            problems = Problems()
            project = open_project(root, problems, today=datetime.datetime.now(datetime.UTC).date())
            self._log(problems, project)
            if project.verified is None:
                return self._refuse(problems, project, config)
        assert project.verified is not None
        self._render(project, project.verified)
        return config

    def _log(self, problems: Problems, project: Project) -> None:
        for problem in problems:
            text = report.as_text(Problems([problem]), project.files).rstrip()
            (_log.error if problem.severity is Severity.ERROR else _log.warning)(text)

    def _refuse(self, problems: Problems, project: Project, config: MkDocsConfig) -> MkDocsConfig:
        """Stop a build; while serving, show the problems in the browser and wait for the cure."""
        if not self.is_serving:
            raise PluginError(f"not built: {report.summary(problems)}")
        text = report.as_text(problems, project.files)
        html = Markup("<h1>{}</h1><pre>{}</pre>").format(report.summary(problems), text)
        page = Page("", "Problems", "", html, Place("", 1, 1), PROBLEMS)
        self.site = Site((page,), {}, {}, "", (), "/", str, shipped_words())
        self.files = [file.name for file in project.files]
        self.published = frozenset()
        return config

    def _render(self, project: Project, verified: Verified) -> None:
        self.site = render_site(verified, project.files)
        self.files = [file.name for file in project.files]
        self.published = frozenset(project.root.resolve() / name for name in project.published)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, and drop what no page uses and what of the project's folder was not read."""
        for file in list(files):
            if file.src_dir != config.docs_dir or file.abs_src_path is None:
                is_published = not _NOT_USED.match(file.src_uri)
            else:
                is_published = Path(file.abs_src_path).resolve() in self.published
            if not is_published:
                files.remove(file)
        for made in self.site.pages:
            file = File.generated(config, f"{made.address.rstrip('/') or 'index'}.md", content="")
            file.page = _MadePage(made, file, config)
            files.append(file)
        return files

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Hand the theme the help bar and where the exit leads."""
        shown = Markup().join(Markup(page.html) for page in self.site.pages if page.kind is PROBLEMS)
        env.globals["stepwell"] = self._namespace(NOT_FOUND, problems=shown)
        env.filters["phrase"] = phrase
        return env

    def _namespace(self, kind: PageKind, *, edit_url: str | None = None, problems: Markup | None = None) -> _Namespace:
        return _Namespace(
            Markup(self.site.help_bar),
            self.site.other_languages,
            self.site.leave_to,
            self.site.addresses(),
            self.site.words,
            edit_url=edit_url,
            problems=problems or Markup(),
            kind=kind,
            is_published=not self.is_serving,
        )

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put a blank line round the markers of a written page."""
        return _MARKER.sub(r"\n\n[[\1]]\n\n", markdown)

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put its blocks and its foot into a written page."""
        if isinstance(page, _MadePage):
            return html
        filled = re.sub(r"<p>\[\[([^\]]+)\]\]</p>", lambda match: self.site.blocks[match.group(1)], html)
        explained = self.site.explain(filled) if _kind_of(page).explains_words else filled
        return explained + self.site.feet.get(page.url, "")

    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, nav: Any) -> Any:
        """Put its HTML into a made page, and lead "edit this page" to the lines that made it."""
        if isinstance(page, _MadePage):
            page.content = page.made.html
        place = page.made.origin if isinstance(page, _MadePage) else Place(f"content/{page.file.src_uri}", 1, 1)
        is_ours = place.file in self.files
        url = self._edit_url(place, config) if is_ours else None
        context["stepwell"] = self._namespace(_kind_of(page), edit_url=url)
        return context

    def _edit_url(self, place: Place, config: MkDocsConfig) -> str:
        forge = config.edit_uri or ""
        return f"{forge}{place.file}" if forge.startswith("https://") else address_of_line(place)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Put its style into the page for what is not there."""
        return self.style.put_into(output_content) if template_name == NOT_FOUND.address else output_content

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Make links from the root relative, so that the site works in any folder, and put its style into the page."""
        up = "../" * page.url.count("/") or "./"
        for pattern in _FROM_ROOT:
            output = pattern.sub(lambda match: match.group()[:-1] + up, output)
        return self.style.put_into(output)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make the assets small, each guide one file too, and search find the generated pages."""
        folder = Path(config.site_dir)
        self._carry_guides(folder, _made_small(folder / "assets"), config)
        path = folder / _SEARCH_INDEX
        index = json.loads(path.read_text(encoding="utf-8"))
        index["docs"].extend(
            asdict(found) for page in self.site.pages if page.kind.is_searched for found in findings_of(page)
        )
        path.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8")

    def _carry_guides(self, folder: Path, script: str, config: MkDocsConfig) -> None:
        site = self.site
        carried = OfflineParts(
            self.style,
            script,
            site.help_bar,
            site.other_languages,
            site.words,
            site.leave_to,
            site_name=config.site_name,
            site_url=config.site_url or "",
        )
        for page in site.pages:
            if page.kind is GUIDE:
                (folder / OFFLINE.at(guide=page.address)).write_text(offline_page(page, carried), encoding="utf-8")

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch every file of the project, and the theme."""
        root = Path(config.config_file_path or ".").resolve().parent
        for path in (*(root / name for name in self.files), _THEME):
            server.watch(str(path))
        return server


def _kind_of(page: MkDocsPage) -> PageKind:
    return page.made.kind if isinstance(page, _MadePage) else kind_by_hand(page.url)


def _made_small(folder: Path) -> str:
    """Make the assets small in their folder, and return the script that an offline guide takes along: all of it."""
    engine, guide, minified, leave = ((folder / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    guide = smaller(joined(engine, guide), minified)
    (folder / "guide.js").write_text(guide, encoding="utf-8")
    (folder / "leave.js").write_text(joined(leave), encoding="utf-8")
    (folder / _STYLE).write_text(trimmed((folder / _STYLE).read_text(encoding="utf-8")), encoding="utf-8")
    for name in ("guide_engine.js", "guide.min.js"):
        (folder / name).unlink()
    # In its own block the names of one script are not those of another.
    return f"{{{guide}}}{joined(leave)}"
