"""Show the example of each component on one page, as it looks by day and by night: `make gallery`."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from generator.pages.components import COMPONENT, COMPONENTS, FOLDER
from generator.pages.environment import render
from generator.pages.links import filled_in
from generator.reading import shipped_words
from generator.site.theme import Theme

OUT = Path(__file__).parents[1] / "build" / "gallery"
BY_NIGHT = "@media (prefers-color-scheme:dark)"
HEAD = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The components</title>
<style>
body { margin: 2rem; font: 1rem system-ui, sans-serif }
div { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem }
iframe { width: 100%; border: 1px solid #999 }
</style>
<h1>The components</h1>
<p>Each with the base style and its own, by day and by night. Those of the frame stand in every page of the site.</p>
"""
FIT = "this.style.height = `${this.contentDocument.documentElement.scrollHeight + 2}px`"


def examples() -> list[str]:
    """Give the name of each component with an example."""
    return [name for name in COMPONENTS if (FOLDER / name / "example.html.jinja").is_file()]


def example(name: str) -> tuple[str, frozenset[str]]:
    """Give the HTML of a component's example, and the components that it says to hold."""
    used: set[str] = set()

    def written(value: str, text: str) -> str:
        if value == COMPONENT:
            used.add(text)
            return ""
        return f'{value}="#{text}"'

    return filled_in(str(render(f"{name}/example", shipped_words())), written), frozenset(used)


def page_of(name: str, *, by_night: bool) -> str:
    """Give a page with one example and the style of what it holds, in the colors of day or night."""
    html, used = example(name)
    style = Theme().style_of(used)
    assert BY_NIGHT in style
    style = style.replace(BY_NIGHT, "@media all" if by_night else "@media not all")
    return (
        f"<!doctype html><html lang=en><style>{style}</style><main data-kind=example><article>{html}</article></main>"
    )


def main() -> int:
    """Write the page and say where it stands."""
    OUT.mkdir(parents=True, exist_ok=True)
    rows = [HEAD]
    for name in examples():
        frames = (
            f'<iframe title="{name}" srcdoc="{escape(page_of(name, by_night=by_night))}" onload="{FIT}"></iframe>'
            for by_night in (False, True)
        )
        rows.append(f"<h2>{name}</h2>\n<div>{''.join(frames)}</div>\n")
    (OUT / "index.html").write_text("".join(rows), encoding="utf-8")
    print(OUT / "index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
