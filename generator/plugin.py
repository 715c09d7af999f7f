"""Hand finished pages to MkDocs: the one file that knows it.

MkDocs 1.x stands still and its theme Material ends on 5 May 2027. `stepwell build` needs neither to run; this lets
`mkdocs build` and `mkdocs serve` make the same files.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files

from generator import report
from generator.problems import Problems, Severity
from generator.project import open_project
from generator.settings import read_settings
from generator.site.building import files_of, page_of_problems, write_files
from generator.site.memory import Memory
from generator.source import TOP_FILES

# MkDocs writes a script into each page that it serves, another one each time.
_RELOADING = "'unsafe-inline'"
_LAST = -100
_log = get_plugin_logger(__name__)


class StepwellConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves this untyped
    """The options of the plugin: none."""


class StepwellPlugin(BasePlugin[StepwellConfig]):  # type: ignore[no-untyped-call]  # likewise
    """The plugin: MkDocs brings it no page and renders none; it writes the finished files and says what to watch."""

    def __init__(self) -> None:
        self.reloading = ""
        self.memory = Memory()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note whether the site is built or served."""
        self.reloading = _RELOADING if command == "serve" else ""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Keep MkDocs from making pages of its own."""
        config.theme.static_templates = set()
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take from MkDocs what it found: what of it is published, and how, the project's checks decide."""
        return Files([])

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the site, over what another plugin may have written; where it has a problem, say it and stop."""
        problems = Problems()
        today = datetime.datetime.now(datetime.UTC).date()
        project = open_project(_root(config), problems, today=today)
        files = {}
        if project.verified is not None:
            files = files_of(project, project.verified, problems, self.memory, reloading=self.reloading)
        project.say_places(problems)
        for problem in problems:
            text = report.as_text(Problems([problem]), project.files).rstrip()
            (_log.error if problem.severity is Severity.ERROR else _log.warning)(text)
        if problems.has_errors() and not self.reloading:
            raise PluginError(f"not built: {report.summary(problems)}")
        if problems.has_errors():
            files = page_of_problems(project, problems, reloading=self.reloading)
        # The search of MkDocs, where a project names it, leaves an index of no pages, for it was shown none.
        (Path(config.site_dir) / "search" / "search_index.json").unlink(missing_ok=True)
        write_files(files, Path(config.site_dir))

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
        """Watch the files of the project outside its folder of pages."""
        upstream = read_settings(_root(config), Problems()).upstream
        for folder in (_root(config), *(() if upstream is None else (upstream.path,))):
            for path in (*(folder / name for name in TOP_FILES), folder / "content"):
                if path.exists():
                    server.watch(str(path))
        return server


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent
