"""Follow every address of every older version in the newest site, without server and without script."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from random import Random
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.checks.addresses import addresses_of, parts_of
from generator.page_kinds import file_at
from generator.problems import Problems
from generator.project import Project
from generator.site.building import files_of, frame_of, write_files
from generator.site.inspection import inspect
from generator.site.memory import Memory
from tests.site.older_versions import age, first_version, opened
from tests.site.test_hosting import by_the_rules, ours, rules_of
from tests.site.web_servers import ask, find, serving


class Aged:
    """A site after some versions, and every address that one of them had."""

    def __init__(self, root: Path, seed: int, versions: int = 5) -> None:
        random = Random(seed)
        project, problems = first_version(root), Problems()
        self.old: set[str] = set()
        for version in range(1, versions + 1):
            self.old |= _addresses_of(project)
            project = age(root, random, version=version)
        self.today = _addresses_of(project)
        assert project.verified is not None
        self.frame = frame_of(project, project.verified)
        self.files = files_of(project, project.verified, problems, Memory())
        assert not problems.has_errors(), [problem.message for problem in problems]
        self.trees: dict[str, LexborHTMLParser] = {}

    def tree(self, name: str) -> LexborHTMLParser:
        if name not in self.trees:
            self.trees[name] = LexborHTMLParser(self.files[name].decode())
        return self.trees[name]


def _addresses_of(project: Project) -> set[str]:
    assert project.verified is not None
    base = project.verified.base
    return set(addresses_of(base).pages | parts_of(base))


def followed(address: str, aged: Aged) -> str:
    """Give where a browser ends that obeys each `refresh`, from one address."""
    page, _, anchor = address.partition("#")
    tree = aged.tree(file_at(page))
    [*sent] = tree.css('meta[http-equiv="refresh"]')
    if not sent:
        ids = {node.id for node in tree.css("[id]")}
        assert not anchor or anchor in ids, address
        return address
    url = (sent[0].attributes["content"] or "").removeprefix("0; url=")
    further = urljoin(f"/below/{page}", url).removeprefix("/below/")
    there = aged.tree(file_at(further.partition("#")[0]))
    assert there.css_first('meta[http-equiv="refresh"]') is None, f"{address} leads to {further}, which leads on"
    return further


@pytest.fixture(scope="module", params=range(4))
def aged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Aged:
    return Aged(tmp_path_factory.mktemp("aged") / "project", seed=request.param)


def test_every_address_of_every_version_leads_to_a_page_of_today(aged: Aged) -> None:
    gone = aged.old - aged.today
    assert len(gone) > 20

    for address in sorted(aged.old):
        end = followed(address, aged)
        assert end.partition("#")[0] in aged.today, address
        if "#" in end:
            ids = {node.id for node in aged.tree(file_at(end.partition("#")[0])).css("[id]")}
            assert end.partition("#")[2] in ids, (address, end)


def test_a_page_at_an_old_address_needs_no_script_and_is_found_by_nobody(aged: Aged) -> None:
    old = [name for name in aged.files if name.endswith(".html") and _leads_on(aged, name)]
    assert old
    for name in old:
        tree = aged.tree(name)
        [robots] = tree.css('meta[name="robots"]')
        assert robots.attributes["content"] == "noindex", name
        url = (tree.css('meta[http-equiv="refresh"]')[0].attributes["content"] or "").removeprefix("0; url=")
        assert [link.attributes["href"] for link in tree.css("article a")] == [url], name
        assert tree.css_first(".help a[href^='tel:']") is not None, name
        address = name.removesuffix("index.html")
        assert f'"{address}"'.encode() not in aged.files["assets/search.json"]
        assert f'href="../{address}"'.encode() not in aged.files["search/index.html"]


def test_what_stood_where_a_reader_answers_still_may_not_connect_or_be_kept(aged: Aged) -> None:
    for name in (name for name in aged.files if name.endswith(".html") and _leads_on(aged, name)):
        policy = aged.tree(name).css_first('meta[http-equiv="Content-Security-Policy"]')
        assert policy is not None
        is_guide = posixpath.dirname(name).startswith("guides/")
        is_answered = is_guide and (name.count("/") == 2 or name.endswith("plain/index.html"))
        is_answered = is_answered or name.startswith("cards/")  # another site may show it, so it asks for nothing
        assert ("connect-src 'none'" in (policy.attributes["content"] or "")) == is_answered, name


def _leads_on(aged: Aged, name: str) -> bool:
    return aged.tree(name).css_first('meta[http-equiv="refresh"]') is not None


BREAKINGS = {
    "does not lead on": (b"refresh", b"refreshed"),
    "leads on later": (b"0; url=", b"5; url="),
    "leads elsewhere": (b"0; url=..", b"0; url=https://example.org"),
    "leads where its link does not": (b"</h1>", b'</h1><a href="#main">More</a>'),
}


@pytest.mark.parametrize("name", BREAKINGS)
def test_a_page_that_does_not_lead_on_as_it_should_is_not_published(aged: Aged, name: str) -> None:
    old = next(name for name in aged.files if name.endswith(".html") and _leads_on(aged, name))
    before, after = BREAKINGS[name]
    broken = re.sub(before, after, aged.files[old])
    assert broken != aged.files[old]
    problems = Problems()

    inspect({old: broken}, aged.frame, problems)

    said = [problem.message for problem in problems if problem.place.file == f"site/{old}"]
    assert "does not send its reader on, at once and to where the link in its text leads" in said


def test_with_the_address_of_the_site_a_page_names_the_one_of_today(tmp_path: Path) -> None:
    root = tmp_path / "project"
    first_version(root)
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("site_url: https://example.org/kb/\n")
    (root / "content/addresses.yaml").write_text("moved:\n  - {from: /a/b.html, to: /levels/#top}\n", encoding="utf-8")
    project, problems = opened(root), Problems()
    assert project.verified is not None

    files = files_of(project, project.verified, problems, Memory())

    tree = LexborHTMLParser(files["a/b.html"].decode())
    assert tree.css('link[rel="canonical"]')[0].attributes["href"] == "https://example.org/kb/levels/"
    assert tree.css('meta[http-equiv="refresh"]')[0].attributes["content"] == "0; url=../levels/#top"
    assert b"/kb/a/b" not in files["sitemap.xml"]


@pytest.mark.parametrize("program", ["nginx", "caddy"])
def test_a_server_sends_what_stood_there_the_same_headers(aged: Aged, tmp_path: Path, program: str) -> None:
    if find(program) is None:
        pytest.skip(f"{program} is not installed")
    write_files(aged.files, tmp_path / "site")
    (tmp_path / "run").mkdir()
    rules = rules_of(tmp_path / "site")
    old = [name for name in aged.files if name.endswith(".html") and _leads_on(aged, name)]
    kept = set()

    with serving(program, tmp_path / "site", tmp_path / "run") as address:
        for name in old:
            path = name.removesuffix("index.html")
            answer = ask(f"{address}/{path}")
            assert answer.status == 200, path
            assert ours(answer) == by_the_rules(rules, f"/{path}"), path
            kept.add((path.startswith(("guides/", "go/")), ours(answer)["cache-control"]))

    assert kept <= {(True, "no-store"), (False, "no-cache")}
