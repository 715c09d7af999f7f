"""See that of what stands in content/ only pages and pictures are published, and nothing of ours is replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.page_kinds import KEPT_FOLDER, kept_addresses
from tests.site.workbench import ROOT, SMALL, copy_project, digest, stepwell


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project", of=SMALL)


def names_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["a.docx", "a.svg", "a.htm", "_redirects", "assets/stepwell.css", "assets/guide.js"])
def test_a_file_that_could_stand_beside_ours_or_for_it_publishes_nothing(
    small_site: Path, project: Path, tmp_path: Path, name: str
) -> None:
    (project / "content" / name).parent.mkdir(exist_ok=True)
    (project / "content" / name).write_text("made up\n")
    out = Path(shutil.copytree(small_site, tmp_path / "site"))

    done = stepwell("build", "--project", project, "--out", out)

    assert done.returncode == 1
    assert f"content/{name}:1:1: error: a file of this kind is not published [unknown-file]" in done.stderr
    assert digest(out) == digest(small_site)


def test_a_link_to_a_folder_elsewhere_publishes_nothing(small_site: Path, project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.png").write_text("secret\n")
    (project / "content/photos").symlink_to(tmp_path / "elsewhere")
    out = Path(shutil.copytree(small_site, tmp_path / "site"))

    done = stepwell("build", "--project", project, "--out", out)

    assert done.returncode == 1
    assert 'content/photos:1:1: error: "content/photos" is a symbolic link [link]' in done.stderr
    assert digest(out) == digest(small_site)


def test_a_picture_is_published_and_the_files_of_authors_and_editors_are_not(
    small_site: Path, project: Path, tmp_path: Path
) -> None:
    shutil.copy(ROOT / "docs/screenshot.png", project / "content/steps.png")
    (project / "content/about.md~").write_text("made up\n")

    done = stepwell("build", "--evidence", "--project", project, "--out", tmp_path / "site")

    assert done.returncode == 0, done.stderr
    assert names_in(tmp_path / "site") == {*names_in(small_site), "steps.png"}


def test_no_page_is_taken_from_a_folder_that_was_not_checked(small_site: Path, project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "content", project / "drafts")
    with (project / "mkdocs.yml").open("r+", encoding="utf-8") as file:
        settings = file.read().replace("docs_dir: content\n", "docs_dir: drafts\n")
        file.seek(0)
        file.write(settings)
    out = Path(shutil.copytree(small_site, tmp_path / "site"))

    done = stepwell("build", "--project", project, "--out", out)

    assert done.returncode == 1
    assert 'error: "drafts" is not where pages stand [bad-setting]' in done.stderr
    assert digest(out) == digest(small_site)


def test_what_we_put_into_the_site_stands_in_folders_that_are_kept_for_it(built_site: Path) -> None:
    apart = [name for name in names_in(built_site) if not name.endswith((".html", ".br", ".gz")) and "/" in name]

    assert any(name.startswith(KEPT_FOLDER) for name in apart)
    assert [name for name in apart if not name.startswith(kept_addresses())] == []


@pytest.mark.parametrize("name", ["own/secret.png", "own"])
def test_a_link_in_a_theme_of_its_own_publishes_nothing(
    small_site: Path, project: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.png").write_text("secret\n")
    if name != "own":
        (project / "own").mkdir()
    (project / name).symlink_to(tmp_path / "elsewhere" / name.removeprefix("own").removeprefix("/"))
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    own = settings.replace("  name: material\n", "  name: material\n  custom_dir: own\n")
    (project / "mkdocs.yml").write_text(own, encoding="utf-8")
    out = Path(shutil.copytree(small_site, tmp_path / "site"))

    done = stepwell("build", "--project", project, "--out", out)

    assert done.returncode == 1
    assert f'{name}:1:1: error: "{name}" is a symbolic link [link]' in done.stderr
    assert digest(out) == digest(small_site)
