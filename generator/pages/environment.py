"""Hold the templates: one door to Jinja, so that every page escapes and misses nothing."""

from __future__ import annotations

import functools
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import CodeType

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from markupsafe import Markup

from generator.model.words import WordsFile
from generator.pages.components import FOLDER, component
from generator.pages.links import link_to
from generator.pages.prose import inline, phrase, prose

_PACKAGE = FOLDER.parent


class BrokenTemplate(Exception):
    """A template that cannot be rendered; `file` and `line` say where it broke, the message says why."""

    def __init__(self, file: str, line: int, message: str) -> None:
        super().__init__(f"{file}:{line}: {message}")
        self.file, self.line, self.message = file, line, message


def render(template: str, words: WordsFile, **values: object) -> Markup:
    """Return the HTML of a template, named with its folder ("level/kind"), in the words of a project."""
    return Markup(_articles().get_template(f"{template}.html.jinja").render(values, words=words))


@functools.cache
def _articles() -> Environment:
    return environment(FOLDER)


def rendered(made: Environment, template: str, values: Mapping[str, object]) -> str:
    """Render a template of an environment.

    Raises BrokenTemplate where one of the templates that it takes cannot be read, or names what is not there.
    """
    try:
        return made.get_template(template).render(values)
    except TemplateSyntaxError as error:
        raise BrokenTemplate(error.filename or template, error.lineno, error.message or "") from error
    except (
        TemplateError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        # Jinja gives each frame of a trace the file and line of its template.
        steps = [step for step in traceback.extract_tb(error.__traceback__) if step.filename.endswith(".html")]
        file, line = (steps[-1].filename, steps[-1].lineno or 1) if steps else (template, 1)
        said = error.message if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        raise BrokenTemplate(file, line, said or "") from error


class _Compiled(FileSystemBytecodeCache):
    """Templates that were compiled before, by their names and the hash of their text.

    Ours are kept from one run to the next where Python keeps our modules, and are as much to be trusted.
    """

    def __init__(self, folder: Path | None) -> None:
        super().__init__(str(folder), "%s.jinja.pyc")
        self._keeps = folder is not None
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and self._keeps:
            with suppress(OSError, EOFError, ValueError, TypeError):  # it is not there, or not whole
                super().load_bytecode(bucket)
            self._codes[bucket.key, bucket.checksum] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key, bucket.checksum] = bucket.code
        if self._keeps and not sys.dont_write_bytecode:
            with suppress(OSError):  # it is not ours to write there
                Path(self.directory).mkdir(exist_ok=True)
                super().dump_bytecode(bucket)


_OURS, _OTHERS = _Compiled(FOLDER / "__pycache__"), _Compiled(None)


def environment(*folders: Path) -> Environment:
    """Set up Jinja for the templates in some folders, of which the first comes first.

    Every value is escaped, and a template that names a value which it was not given fails.
    """
    made = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_OURS if all(folder.is_relative_to(_PACKAGE) for folder in folders) else _OTHERS,
    )
    made.globals["link_to"] = link_to
    made.globals["component"] = component
    made.filters["prose"] = prose
    made.filters["inline"] = inline
    made.filters["phrase"] = phrase
    return made
