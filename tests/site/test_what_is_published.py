"""See that of what stands in content/ only pages and pictures are published, and nothing of ours is replaced."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.page_kinds import KEPT_FOLDER, kept_addresses
from generator.problems import Problems
from generator.project import open_project
from generator.site.building import build_site, files_of
from generator.site.memory import Memory
from tests.conftest import TODAY
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


def said_of(project: Path) -> list[str]:
    problems = Problems()
    open_project(project, problems, today=TODAY)
    errors = [problem for problem in problems if problem.severity == "error"]
    return [f"{error.place}: {error.message} [{error.id}]" for error in errors]


ODD_NAMES = (
    *(
        "a b",
        "a#b",
        "a?b",
        "a%20b",
        "a%2fb",
        "a\\b",
        "a:b",
        "a.",
        "a ",
        "-",
        "a..b",
        "a'b",
        'a"b',
        "a&b",
        "a<b",
        "a;b",
        "a,b",
    ),
    *(
        "\u00e9",
        "e\u0301",
        "\u017fafety",
        "\u0130",
        "a\u200bb",
        "\u202eb",
        "a\nb",
        "a.png",
        "~a",
        "a+b",
        "a=b",
        "a@b",
        "a(1)",
    ),
)


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_page_whose_name_is_not_the_same_everywhere_is_refused(project: Path, name: str) -> None:
    (project / "content" / "deep").mkdir()
    for path in (f"content/{name}.md", f"content/deep/{name}.md"):
        shutil.copy(project / "content/about.md", project / path)
    message = f'"{name}" would not be the same in an address and on every system [unknown-file]'

    assert {*said_of(project)} == {f"content/{name}.md:1:1: {message}", f"content/deep/{name}.md:1:1: {message}"}


@pytest.mark.parametrize("name", ["CON.md", "nul.md", "com1/a.md", "Aux.png", "lpt9.b.png"])
def test_a_name_that_windows_takes_for_a_device_is_refused(project: Path, name: str) -> None:
    path = project / "content" / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(ROOT / "docs/screenshot.png" if name.endswith("png") else project / "content/about.md", path)
    device = name.partition("/")[0]

    message = f'"{device}" is the name of a device where Windows runs [unknown-file]'
    assert said_of(project) == [f"content/{name}:1:1: {message}"]


@pytest.mark.parametrize(
    "name", ["a b.png", "\u00e9.png", "e\u0301.png", "a%20b.png", "a.png.", "pics./a.png", "p q/a.png"]
)
def test_a_picture_whose_name_is_not_the_same_everywhere_is_refused(project: Path, name: str) -> None:
    path = project / "content" / name
    path.parent.mkdir(exist_ok=True)
    shutil.copy(ROOT / "docs/screenshot.png", path)

    [said] = said_of(project)

    assert said.startswith(f"content/{name}:1:1: ")
    assert said.endswith("[unknown-file]")


def test_names_that_differ_in_capitals_alone_are_refused(project: Path) -> None:
    for name in ("stair.png", "Stair.png"):
        shutil.copy(ROOT / "docs/screenshot.png", project / "content" / name)
    shutil.copy(project / "content/about.md", project / "content/Index.md")

    same = "where capitals are not told apart,"
    assert said_of(project) == [
        f"content/index.md:1:1: {same} content/Index.md has this name too [unknown-file]",
        f"content/stair.png:1:1: {same} content/Stair.png has this name too [unknown-file]",
    ]


def test_a_link_in_the_place_of_content_is_refused(project: Path, tmp_path: Path) -> None:
    (project / "content").rename(tmp_path / "elsewhere")
    shutil.copy(ROOT / "docs/screenshot.png", tmp_path / "elsewhere")
    (project / "content").symlink_to(tmp_path / "elsewhere")

    assert 'content:1:1: "content" is a symbolic link [link]' in said_of(project)


def with_setting(project: Path, old: str, new: str) -> None:
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert old in settings
    (project / "mkdocs.yml").write_text(settings.replace(old, new), encoding="utf-8")


def test_a_theme_below_a_link_is_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere/own/assets").mkdir(parents=True)
    shutil.copy(ROOT / "docs/screenshot.png", tmp_path / "elsewhere/own/assets")
    (project / "themes").symlink_to(tmp_path / "elsewhere")
    with_setting(project, "  name: material\n", "  name: material\n  custom_dir: themes/own\n")

    assert said_of(project) == ['themes:1:1: "themes" is a symbolic link [link]']


@pytest.mark.parametrize("folder", [".", "content", "content/own", "site", "./content", "../own", "/tmp"])
def test_no_folder_of_another_purpose_is_a_theme(project: Path, folder: str) -> None:
    (project / "content/own").mkdir()
    with_setting(project, "  name: material\n", f"  name: material\n  custom_dir: {folder}\n")

    [said] = said_of(project)

    assert said.endswith(f'"{folder}" is not a folder of this project [bad-setting]')


def test_a_theme_that_no_system_could_look_for_is_refused(project: Path) -> None:
    with_setting(project, "  name: material\n", f"  name: material\n  custom_dir: {'a' * 300}\n")

    assert said_of(project) == [f'mkdocs.yml:7:15: "{"a" * 60}…" is too long for a folder [bad-setting]']


def test_an_upstream_that_is_a_link_is_refused(project: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "content").mkdir(parents=True)
    (tmp_path / "linked").symlink_to(project)
    (own / "mkdocs.yml").write_text("site_name: Own\nupstream: ../linked\nplugins: [stepwell]\n", encoding="utf-8")
    shutil.copy(project / "mkdocs.yml", tmp_path / "theirs.yml")
    with_format = (own / "mkdocs.yml").read_text(encoding="utf-8") + 'extra:\n  format: "0.2"\n'
    (own / "mkdocs.yml").write_text(with_format, encoding="utf-8")

    assert said_of(own) == ['mkdocs.yml:2:11: "../linked" is a symbolic link [bad-upstream]']


def test_code_of_a_projects_own_is_named_by_the_build(project: Path, tmp_path: Path) -> None:
    (project / "own/assets").mkdir(parents=True)
    (project / "own/assets/leave.js").write_text("// made up\n")
    (project / "own/assets/stair.css").write_text("p{color:red}\n")
    with_setting(project, "  name: material\n", "  name: material\n  custom_dir: own\n")
    with_setting(
        project, "  - stepwell\n", "  - stepwell\n  - macros: {a: b}\nhooks:\n  - made_up.py\nINHERIT: base.yml\n"
    )

    done = stepwell("build", "--project", project, "--out", tmp_path / "site")

    code = "made_up.py (with mkdocs), macros (with mkdocs), what base.yml names (with mkdocs), own/assets/leave.js"
    assert f"stepwell: this project runs code of its own: {code}\n" in done.stderr
    assert done.returncode == 0


@pytest.mark.parametrize(
    "line",
    [
        "extra_x: !!python/name:os.system\n",
        "extra_x: !!python/object/apply:os.system [id]\n",
        "extra_x: !ENV [HOME, none]\n",
        "extra_x: !relative $config_dir\n",
        "extra_x: &a b\n",
    ],
)
def test_settings_are_read_without_what_runs(project: Path, line: str) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(line)

    assert [said.rpartition(" ")[2] for said in said_of(project)] in (["[tag]"], ["[anchor]"])


@pytest.mark.parametrize("page", ["index.md", "about.md", "safety.md"])
def test_a_project_without_a_page_is_told_so_at_a_file_of_its_own(project: Path, page: str) -> None:
    (project / "content" / page).unlink()

    problems = Problems()
    opened = open_project(project, problems, today=TODAY)
    if opened.verified is not None:
        files_of(opened, opened.verified, problems, Memory())

    errors = [str(problem.place) for problem in problems if problem.severity == "error"]
    assert not any(place.startswith("site/") for place in errors)
    assert page != "index.md" or errors == ["content/index.md:1:1"]


SVG = "<svg xmlns='http://www.w3.org/2000/svg'{}</svg>"
_LAID = '"{}" can lay something over the help lines [bad-style]'
THEME_FAULTS = {
    "assets/a.svg": {
        SVG.format("><script>go()</script>"): '"<script" makes a drawing load or run [bad-picture]',
        SVG.format(" onload = 'go()'>"): '"onload =" makes a drawing load or run [bad-picture]',
        SVG.format("><a href='javascript:go()'></a>"): "makes a drawing load or run [bad-picture]",
        SVG.format("><image href='https://example.com/a.png'/>"): "makes a drawing load or run [bad-picture]",
        SVG.format("><style>@import 'a.css'</style>"): '"@import" makes a drawing load or run [bad-picture]',
        SVG.format("><path fill='url(https://example.com/#a)'/>"): "makes a drawing load or run [bad-picture]",
    },
    "assets/a.png": {"made up": "this is no picture of the kind .png [bad-picture]"},
    "assets/stepwell.css": {"p{}\udcff": "file is not UTF-8 text [not-utf-8]"},
    "top/style.css": {
        ".a{position:fixed}": _LAID.format("position: fixed"),
        "@media (width>1px){.a{.b{POSITION:Absolute!important}}}": _LAID.format("POSITION: Absolute"),
        ".a::before{position:sticky}": _LAID.format("position: sticky"),
        ".a{positio\\6e:var(--a)}": _LAID.format("position: var(--a)"),
        ".menu-links{inset:0}": _LAID.format("inset: 0"),
        ".a{position:relative;top:-9rem}": _LAID.format("top: -9rem"),
        "main{margin-top:-400px}": _LAID.format("margin-top: -400px"),
        "main{margin:calc(0px - 9rem) 0 0}": _LAID.format("margin: calc(0px - 9rem) 0 0"),
        ":root{--a:-9rem}main{margin:var(--a)}": _LAID.format("--a: -9rem"),
        "main{translate:0 -9rem}": _LAID.format("translate: 0 -9rem"),
        "@keyframes a{to{transform:none;transform:scale(9)}}": _LAID.format("transform: scale(9)"),
        "main{grid-area:a}": _LAID.format("grid-area: a"),
        ".help{order:9}": _LAID.format("order: 9"),
        "body{display:flex;flex-flow:column-reverse}": _LAID.format("flex-flow: column-reverse"),
        "main{box-shadow:0 0 0 99rem #fff}": _LAID.format("box-shadow: 0 0 0 99rem #fff"),
        "main{filter:drop-shadow(0 -400px #fff)}": _LAID.format("filter: drop-shadow(0 -400px #fff)"),
        "a{b:" + "(" * 3000: "brackets are nested more than 32 deep [bad-style]",
    },
    "partials/help.html": {"\udcff": "file is not UTF-8 text [not-utf-8]"},
    "assets/Search.css": {"p{}": '"Search.css" is the name of a file that the site makes itself [unknown-file]'},
    "assets/page.js": {"go()": '"page.js" is the name of a file that the site makes itself [unknown-file]'},
    "assets/guide.js/a.woff2": {"": "[unknown-file]"},
    "assets/a b.css": {"p{}": '"a b.css" would not be the same in an address and on every system [unknown-file]'},
}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in THEME_FAULTS.items() for text in texts])
def test_a_file_of_a_theme_that_cannot_be_taken_is_said_at_it(project: Path, name: str, text: str) -> None:
    (project / "own" / name).parent.mkdir(parents=True)
    (project / "own" / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with_setting(project, "  name: material\n", "  name: material\n  custom_dir: own\n")

    said = said_of(project)[0]

    assert said.startswith(f"own/{name}:1:")
    assert said.endswith(THEME_FAULTS[name][text])


@pytest.mark.parametrize(
    "drawing", ["><path d='M0 0h9' fill='url(#a)'/>", "><use href='#a'/>", "><title>on call</title>"]
)
def test_a_plain_drawing_of_a_theme_is_taken(project: Path, drawing: str) -> None:
    (project / "own/assets").mkdir(parents=True)
    (project / "own/assets/a.svg").write_text(SVG.format(drawing), encoding="utf-8")
    with_setting(project, "  name: material\n", "  name: material\n  custom_dir: own\n")

    assert said_of(project) == []


@pytest.mark.parametrize(
    "style",
    [
        "p{color:red;margin:0 auto 1rem;position:relative;order:0;transform:none}",
        "@media print{.a{position:absolute;top:-1rem}}",
        "p{outline:3px solid red;outline-offset:-2px;box-shadow:0 .5rem 1rem #0004;grid-column:1/-1}",
        "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "generator/pages").rglob("*.css"))),
        "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "generator/theme").rglob("*.css"))),
    ],
)
def test_a_style_that_leaves_things_in_their_place_is_taken(project: Path, style: str) -> None:
    (project / "own/assets").mkdir(parents=True)
    (project / "own/assets/stepwell.css").write_text(style, encoding="utf-8")
    with_setting(project, "  name: material\n", "  name: material\n  custom_dir: own\n")

    assert said_of(project) == []


@pytest.mark.parametrize(
    "said", [".help{padding-top:99vh}", "*{font-size:20rem}", ".help a{color:#fff;background:#fff}"]
)
def test_a_style_that_keeps_the_help_lines_from_being_seen_is_refused_at_its_page(project: Path, said: str) -> None:
    ours = (ROOT / "generator/theme/top/style.css").read_text(encoding="utf-8")
    (project / "own/top").mkdir(parents=True)
    (project / "own/top/style.css").write_text(ours + said, encoding="utf-8")
    with_setting(project, "  name: material\n", "  name: material\n  custom_dir: own\n")
    problems = Problems()

    build_site(project, project / "site", problems, today=TODAY)

    errors = [problem for problem in problems if problem.severity == "error"]
    assert {error.message for error in errors} == {"does not show every crisis line above its heading"}
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    "text",
    [
        "{{ 1/0 }}",
        "{{ 'a' + 1 }}",
        "{% for a in 5 %}{% endfor %}",
        "{% include 'partials/help.html' %}",
        "{{ words() }}",
    ],
)
def test_a_template_of_its_own_that_breaks_is_said_at_its_line(project: Path, text: str) -> None:
    (project / "own/partials").mkdir(parents=True)
    (project / "own/partials/help.html").write_text(f"Help\n{text}\n", encoding="utf-8")
    with_setting(project, "  name: material\n", "  name: material\n  custom_dir: own\n")
    problems = Problems()
    opened = open_project(project, problems, today=TODAY)
    assert opened.verified is not None

    assert files_of(opened, opened.verified, problems, Memory()) == {}

    [error] = [problem for problem in problems if problem.severity == "error"]
    assert (str(error.place), error.id) == ("own/partials/help.html:2:1", "bad-template")
