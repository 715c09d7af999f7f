"""Take the words of the command line, call the stages, print, and exit with the right code.

Exit codes: 0 clean; 1 problems in the content; 2 wrong usage or a missing file; 3 the machine (read-only, disk full,
another build); 70 a mistake of ours.
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback

import click

from generator.cli.beginnings import new
from generator.cli.changing import addresses, edit, rename, schema, upgrade
from generator.cli.checking import check, explain, health, lsp, walk
from generator.cli.exchanging import export, import_
from generator.cli.mapping import draw_map
from generator.cli.publishing import build, handouts, serve
from generator.cli.reviewing import compare, pack, review

_VALUES_BEFORE_A_LOOK = 50_000


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="stepwell")
def stepwell() -> None:
    """Turn levels of care and a decision guide into a patient-education site.

    Example: stepwell build
    """


for command in (
    *(addresses, build, check, compare, draw_map, edit, explain, export, handouts),
    *(health, import_, lsp, new, pack),
    *(rename, review, schema, serve, upgrade, walk),
):
    stepwell.add_command(command)


def main() -> None:
    """Run the command and exit with its code; never show a trace for an author's mistake."""
    if sys.platform == "win32":
        click.echo("stepwell: it does not run on Windows itself; use WSL, as the README says", err=True)
        sys.exit(2)
    # Material announces the end of MkDocs 1.x at every start; the same epoch gives the same bytes.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    # Pydantic would look through every installed package for plugins, to find none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A run makes many values and hardly a circle of them: to look for circles seldom takes a twelfth off its time.
    gc.set_threshold(_VALUES_BEFORE_A_LOOK)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an author's Arabic must not stop an old terminal
    try:
        code = stepwell.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        code = 130
    except OSError as error:
        click.echo(f"stepwell: the machine refused: {error}", err=True)
        code = 3
    except Exception as error:  # the one place: a mistake of ours is said as one, with its trace
        code = _say_failure(error)
    gc.freeze()  # else the interpreter looks through every value once more before it ends
    sys.exit(code or 0)


def _say_failure(error: Exception) -> int:
    """Name a package that a newer version wants and that is not installed; all else is a mistake of ours."""
    package = (error.name or "").partition(".")[0] if isinstance(error, ModuleNotFoundError) else ""
    if package and package != __name__.partition(".")[0]:
        cure = 'run "make site" once more, or install stepwell anew'
        click.echo(f'stepwell: the package "{package}" is not installed; {cure}', err=True)
        return 3
    traceback.print_exception(error)
    click.echo("stepwell: this is our mistake, not yours; please report it with the lines above", err=True)
    return 70
