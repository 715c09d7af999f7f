"""Take the pictures in docs/tasks/ from the real thing: `python -m tests.docs.pictures`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.edit_server.running import copy_of_shipped, running_editor

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "tasks"
STEPWELL = Path(sys.executable).with_name("stepwell")
OLD, NEW = "Ask one person to check on you this week.", "Ask one person to call you each evening this week."
HEIGHTS = {"compare": 560, "pack": 700}
"""How much of each page is shown, in pixels of 900 across."""


def pages(project: Path) -> dict[str, Path]:
    """Change one sentence in a copy of the project, and make the pages that show it to a clinician."""
    for name in ("levels.yaml", "decision_tree.yaml", "mkdocs.yml"):
        shutil.copyfile(ROOT / name, project / name)
    shutil.copytree(ROOT / "content", project / "content")
    before = project.with_name("before")
    shutil.copytree(project, before)
    guide = project / "decision_tree.yaml"
    guide.write_text(guide.read_text(encoding="utf-8").replace(OLD, NEW), encoding="utf-8")
    words = [str(STEPWELL), "compare", before.name, project.name, "--format", "html"]
    compared = subprocess.run(words, cwd=project.parent, capture_output=True, text=True, check=True)
    (project / "change.html").write_text(compared.stdout, encoding="utf-8")
    subprocess.run(
        [STEPWELL, "pack", "outcome more-support-soon", "--project", project], capture_output=True, check=True
    )
    return {"compare": project / "change.html", "pack": next((project / "build" / "pack").glob("*.html"))}


def main() -> None:
    """Write each picture anew."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = Path(folder, "project")
        project.mkdir()
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.ARGUMENTS))
        for name, path in pages(project).items():
            page = browser.new_page(viewport={"width": 900, "height": HEIGHTS[name]})
            page.goto(path.as_uri())
            page.screenshot(path=FOLDER / f"{name}.png")
        with running_editor(copy_of_shipped(Path(folder, "edited"))) as (asking, session):
            session.wait_whole()
            session.preview("")
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.goto(asking.guard.new_address())
            page.wait_for_selector(".bar")
            page.goto(f"http://{asking.guard.host}{asking.below('edit/question/where')}")
            page.wait_for_load_state("networkidle")
            page.screenshot(path=FOLDER / "edit.png")
        browser.close()


if __name__ == "__main__":
    main()
