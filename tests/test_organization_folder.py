"""Try the commands in an organization's folder, as the person would who runs its site."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli
from generator.problems import Problems
from generator.project import open_project
from generator.site import serving, unchanged
from tests.signed import sign_again
from tests.test_cases import SMALL, TODAY, contents
from tests.test_overlay import PAGE, SENTENCE, lay, rewrite

DAY = ["--today", str(TODAY)]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.stepwell, [str(word) for word in words], standalone_mode=False)


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    root = shutil.copytree(SMALL, tmp_path / "upstream")
    (root / "content/visit.md").write_text(PAGE.replace("In danger? See [what to do](/danger/).\n", ""))
    sign_again(root)
    return root


@pytest.fixture
def house(upstream: Path) -> Path:
    folder = upstream.parent / "house"
    done = run("new", "organization", folder, "--upstream", upstream, "--name", 'A "made-up" House: # 1', *DAY)
    assert done.return_value == 0, done.output
    return folder


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=Made up", "-c", "user.email=made-up@example.org"]
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def commit(root: Path) -> None:
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Made up")


def test_new_folder_builds_at_once_with_its_name(house: Path) -> None:
    done = run("build", "--project", house, *DAY)

    assert done.return_value == 0, done.output
    home = (house / "site/index.html").read_text(encoding="utf-8")
    assert "A &#34;made-up&#34; House: # 1" in home
    assert "Everything here is made up for tests." in home


@pytest.mark.parametrize("name", ["mkdocs.yml", "content", "levels.yaml"])
def test_new_folder_is_not_written_over_what_is_there(upstream: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "taken"
    folder.mkdir()
    (folder / name).write_text("mine\n")

    done = CliRunner().invoke(cli.stepwell, ["new", "organization", str(folder), "--upstream", str(upstream)])

    assert done.exit_code == 2
    assert f"has {name} already; name a new folder" in done.output
    assert contents(folder) == {name: b"mine\n"}


def test_new_folder_may_hold_the_upstream(upstream: Path, tmp_path: Path) -> None:
    folder = tmp_path / "holding"
    shutil.copytree(upstream, folder / "stepwell")

    assert run("new", "organization", folder, "--upstream", folder / "stepwell", *DAY).return_value == 0
    assert run("check", "--project", folder, *DAY).return_value == 0


def test_site_says_the_overlaid_sentence_below_a_path(house: Path) -> None:
    rewrite(house / "mkdocs.yml", "# site_url: https://example.org/", "site_url: https://example.org/house/")
    lay(house, SENTENCE, "Come alone.")

    assert run("build", "--project", house, *DAY).return_value == 0

    page = (house / "site/visit/index.html").read_text(encoding="utf-8")
    assert "Come alone." in page
    assert "nobody minds" not in page
    assert (house / "site/404.html").read_text(encoding="utf-8").count('href="/house/') > 1


def test_git_leaves_out_what_a_build_makes(house: Path) -> None:
    git(house, "init", "--quiet")
    run("build", "--project", house, *DAY)

    done = subprocess.run(
        ["git", "-C", str(house), "status", "--porcelain", "-uall"], check=True, capture_output=True, text=True
    )
    files = sorted(line.split()[-1] for line in done.stdout.splitlines())
    assert files == [".gitignore", "content/organization.yaml", "content/overlay.yaml", "mkdocs.yml"]


def test_new_folder_keeps_what_git_leaves_out_already(upstream: Path, tmp_path: Path) -> None:
    folder = tmp_path / "repository"
    folder.mkdir()
    (folder / ".gitignore").write_text("/made-up/\n")

    assert run("new", "organization", folder, "--upstream", upstream, *DAY).return_value == 0
    assert (folder / ".gitignore").read_text() == "/made-up/\n"


def test_picture_of_the_upstream_is_published(upstream: Path, house: Path) -> None:
    (upstream / "content/theirs.gif").write_bytes(b"GIF89a, theirs")
    (house / "content/ours.gif").write_bytes(b"GIF89a, ours")

    assert run("build", "--project", house, *DAY).return_value == 0

    assert [(house / "site" / name).read_bytes() for name in ("theirs.gif", "ours.gif")] == [
        b"GIF89a, theirs",
        b"GIF89a, ours",
    ]


def test_site_that_stands_is_built_anew_once_the_upstream_is_another(upstream: Path, house: Path) -> None:
    run("build", "--project", house, *DAY)
    rewrite(upstream / "content/visit.md", "Ask twice.", "Ask often.")

    assert run("build", "--project", house, *DAY).return_value == 0

    assert "Ask often." in (house / "site/visit/index.html").read_text(encoding="utf-8")


def test_remembered_build_equals_a_clean_one(house: Path, tmp_path: Path) -> None:
    run("build", "--project", house, *DAY)
    lay(house, SENTENCE, "Come alone.")
    run("build", "--project", house, *DAY)
    run("build", "--project", house, "--out", tmp_path / "clean", *DAY)

    assert contents(house / "site") == contents(tmp_path / "clean")


def test_several_are_built_in_one_run_as_each_would_be_alone(upstream: Path, house: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run("new", "organization", other, "--upstream", upstream, *DAY)
    lay(other, SENTENCE, "Come with us.")
    lay(house, SENTENCE, "Come alone.")
    (house / "content/ours.md").write_text(
        PAGE.replace("[what to do](/danger/)", "[home](/)").replace("Come\nby", "Go\nby")
    )

    done = run("build", "--project", house, "--project", other, "--project", upstream, "--out", tmp_path / "all", *DAY)
    assert done.return_value == 0, done.output
    for root in (house, other, upstream):
        run("build", "--project", root, "--out", tmp_path / "alone" / root.name, *DAY)

    assert contents(tmp_path / "all/house") == contents(tmp_path / "alone/house")
    assert contents(tmp_path / "all/other") == contents(tmp_path / "alone/other")
    assert contents(tmp_path / "all/upstream") == contents(tmp_path / "alone/upstream")


def test_one_that_fails_keeps_no_other_from_being_built(upstream: Path, house: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    run("new", "organization", other, "--upstream", upstream, *DAY)
    (house / "content/ours.md").write_text("no head\n")

    done = run("build", "--project", house, "--project", other, "--out", tmp_path / "all", *DAY)

    assert done.return_value == 1
    assert sorted(path.name for path in (tmp_path / "all").glob("[!.]*")) == ["other"]


def test_two_projects_of_one_name_are_refused(house: Path, tmp_path: Path) -> None:
    same = shutil.copytree(house, tmp_path / "more/house")

    done = CliRunner().invoke(
        cli.stepwell, ["build", "--project", str(house), "--project", str(same), "--out", str(tmp_path / "all")]
    )

    assert done.exit_code == 2
    assert "two of these projects would be published into one folder" in done.output


def test_compare_shows_what_the_overlay_changes(house: Path) -> None:
    lay(house, SENTENCE, "Come alone.")

    done = run("compare", "--project", house, *DAY)

    assert done.return_value == 0, done.output
    assert done.output.startswith("../upstream -> working tree: 4 changes, none of them for people in danger.\n")
    assert "+ {+Come+} {+alone+}. Come\n" in done.output


def test_compare_shows_what_an_update_of_the_upstream_changes_here(upstream: Path, house: Path) -> None:
    commit(upstream)
    lay(house, SENTENCE, "Come alone.")
    rewrite(upstream / "content/visit.md", "Ask twice.", "Ask often.")

    done = run("compare", "--project", house, "--upstream", "HEAD", *DAY)

    assert done.return_value == 0, done.output
    assert done.output.startswith("on upstream HEAD -> working tree: 1 change")
    assert "Ask {+often+}." in done.output
    assert "nobody minds" not in done.output


def test_compare_shows_a_sentence_that_the_update_has_overtaken(upstream: Path, house: Path) -> None:
    commit(upstream)
    lay(house, SENTENCE, "Come alone.")
    rewrite(upstream / "content/visit.md", "and nobody minds", "and most people mind")

    done = run("compare", "--project", house, "--upstream", "HEAD", *DAY)

    assert done.return_value == 1
    assert "stepwell: changes of content/overlay.yaml that the upstream has overtaken:" in done.output
    assert "content/overlay.yaml:3:10: warning: content/visit.md does not say this [outdated-overlay]" in done.output
    assert "most people" in done.output


def test_compare_reads_an_older_version_of_the_organizations_folder(house: Path) -> None:
    lay(house, SENTENCE, "Come alone.")
    commit(house)
    lay(house, SENTENCE, "Come with us.")

    done = run("compare", "HEAD", "--project", house, *DAY)

    assert done.return_value == 0, done.output
    assert "Come {+with us+}. Come" in done.output


def test_release_is_refused_while_a_sentence_is_overtaken(upstream: Path, house: Path) -> None:
    lay(house, SENTENCE, "Come alone.")
    rewrite(upstream / "content/visit.md", "and nobody minds", "and most people mind")
    sign_again(upstream)

    plain = run("build", "--project", house, *DAY)
    shutil.rmtree(house / "site")
    release = run("build", "--project", house, "--release", *DAY)

    assert (plain.return_value, release.return_value) == (0, 1)
    assert "error: content/visit.md does not say this [outdated-overlay]" in release.output


def test_review_in_the_folder_writes_nothing_into_the_upstream(upstream: Path, house: Path) -> None:
    lay(house, SENTENCE, "Come alone.")
    before = contents(upstream)

    listed = run("review", "--project", house, *DAY)
    done = run("review", "page visit", "--by", "Somebody of ours, nurse", "--project", house, *DAY)

    assert "page visit" in listed.output
    assert "changed since A made-up person reviewed it" in listed.output
    assert done.return_value == 0, done.output
    assert "Signed off page visit in content/sign_offs.yaml: Somebody of ours, nurse" in done.output
    assert contents(upstream) == before
    assert "page visit" not in run("review", "--project", house, *DAY).output


def test_addresses_go_into_a_file_of_the_organization(upstream: Path, house: Path) -> None:
    run("addresses", "--project", upstream, *DAY)
    before = contents(upstream)
    (house / "content/ours.md").write_text(PAGE.replace("[what to do](/danger/)", "[home](/)"))

    done = run("addresses", "--project", house, *DAY)

    assert done.return_value == 0, done.output
    assert contents(upstream) == before
    listed = (house / "content/addresses.yaml").read_text()
    assert "- /ours/\n" in listed
    assert "- /visit/\n" not in listed
    assert "0 addresses added" in run("addresses", "--project", house, *DAY).output


def test_serving_looks_at_the_files_of_the_upstream(upstream: Path, house: Path) -> None:
    project = open_project(house, Problems(), today=TODAY)
    before = serving._look(house, project, TODAY)
    rewrite(upstream / "content/visit.md", "Ask twice.", "Ask often, and then once more.")

    assert serving._look(house, project, TODAY) != before


def test_key_of_what_stands_holds_the_upstreams_files(upstream: Path, house: Path) -> None:
    before = unchanged.key_of_project(house, TODAY, release=False, evidence=False)
    rewrite(upstream / "content/visit.md", "Ask twice.", "Ask often.")

    assert before is not None
    assert unchanged.key_of_project(house, TODAY, release=False, evidence=False) not in (before, None)


def test_fault_of_an_own_template_is_said_in_the_organizations_folder(house: Path) -> None:
    (house / "theme").mkdir()
    (house / "theme/frame.html").write_text("{{ nothing_of_this_name }}\n")
    with (house / "mkdocs.yml").open("a") as file:
        file.write("theme:\n  custom_dir: theme\n")

    done = run("build", "--project", house, *DAY)

    assert done.return_value == 1
    assert "\ntheme/frame.html:1:1: error: " in done.output


def test_edit_leads_to_the_organizations_repository_for_its_own_pages_alone(house: Path) -> None:
    (house / "content/ours.md").write_text(PAGE.replace("[what to do](/danger/)", "[home](/)"))
    with (house / "mkdocs.yml").open("a") as file:
        file.write("edit_uri: https://example.org/edit/\n")

    run("build", "--project", house, *DAY)

    ours, theirs = ((house / "site" / name / "index.html").read_text(encoding="utf-8") for name in ("ours", "visit"))
    assert 'href="https://example.org/edit/content/ours.md"' in ours
    assert "https://example.org/edit/" not in theirs


OWN_SOURCES = """sources:
  - id: our-own-source
    title: Made up for tests
    publisher: Nobody
    year: no date
    kind: standard
    link: https://example.org/our-own
"""


def test_own_sources_are_signed_off_apart_and_the_upstreams_stay_signed(upstream: Path, house: Path) -> None:
    assert run("review", "sources", "--by", "Somebody upstream, nurse", "--project", upstream, *DAY).return_value == 0
    before = contents(upstream)
    (house / "content/sources.yaml").write_text(OWN_SOURCES)

    listed = run("review", "--project", house, *DAY)
    done = run("review", "own-sources", "--by", "Somebody of ours, nurse", "--project", house, *DAY)

    assert [line.split("  ")[0] for line in listed.output.splitlines() if "sources  " in line] == ["own-sources"]
    assert "Signed off own-sources in content/sources.yaml" in done.output
    assert "sources  " not in run("review", "--project", house, *DAY).output
    assert contents(upstream) == before

    rewrite(house / "content/sources.yaml", "publisher: Nobody", "publisher: Somebody")
    again = run("review", "--project", house, *DAY).output
    assert [line.split("  ")[0] for line in again.splitlines() if "sources  " in line] == ["own-sources"]


def test_review_names_a_file_of_the_upstream_with_the_way_to_it(upstream: Path, house: Path) -> None:
    rewrite(upstream / "content/visit.md", "Ask twice.", "Ask often.")

    listed = run("review", "--project", house, *DAY)
    shown = run("review", "safety", "--project", house, *DAY)

    assert "(../upstream/content/visit.md:1)" in listed.output
    assert "\n../upstream/content/safety.yaml:" in shown.output


def test_compare_shows_a_sign_off_of_own_sources_as_a_record(house: Path, tmp_path: Path) -> None:
    (house / "content/sources.yaml").write_text(OWN_SOURCES)
    commit(house)
    run("review", "own-sources", "--by", "Somebody of ours, nurse", "--project", house, *DAY)

    done = run("compare", "HEAD", "--project", house, *DAY)

    assert "Somebody of ours, nurse" in done.output
