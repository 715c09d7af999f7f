"""Ask real web servers, with the files that we ship, for every page: all give the headers that `_headers` gives."""

from __future__ import annotations

import gzip
import re
import shutil
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]  # it comes without types
import pytest

from tests.bench.weight import weigh_cold_page
from tests.site.web_servers import SERVERS, Answer, ask, find, serving
from tests.site.workbench import STAND_INS

GUIDES = ("guide/", "guides/intensive-outpatient/")
EMBEDDED = [f"{guide}offline.html" for guide in GUIDES]
OURS = {
    "cache-control",
    "content-security-policy",
    "cross-origin-opener-policy",
    "permissions-policy",
    "referrer-policy",
    "strict-transport-security",
    "x-content-type-options",
}
# Without `default-src` each must be named; style alone is left to the page, which knows its hash.
FETCHES = [
    f"{what}-src" for what in ["connect", "font", "frame", "img", "manifest", "media", "object", "script", "worker"]
]
_META = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')


@pytest.fixture(scope="session")
def hosted_site(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the built site with the kinds of file that nobody may get."""
    site = Path(shutil.copytree(built_site, tmp_path_factory.mktemp("hosted") / "site"))
    (site / "levels.yaml").write_text("id: secret\n")
    (site / ".env").write_text("secret\n")
    (site / "drawings").mkdir()
    (site / "drawings/a.svg").write_text("<svg/>\n")
    return site


# Let each server fail at some addresses, as it does by itself where a disk or another server fails.
_STATUSES = (403, 500, 503)
_FAILS = {
    "nginx": ("    # Nothing but the site", "    location = /fails-{0} {{ return {0}; }}\n"),
    "apache2": ("    # Nothing but the site", "    Redirect {0} /fails-{0}\n"),
    "caddy": ("\t\t@writes", "\t\terror /fails-{0} {0}\n"),
}


@pytest.fixture(scope="session", params=SERVERS)
def server(
    request: pytest.FixtureRequest, hosted_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    name = request.param
    if find(name) is None:
        pytest.skip(f"{name} is not installed")
    folder, (before, line) = tmp_path_factory.mktemp(name), _FAILS[name]
    failing = "".join(line.format(status) for status in _STATUSES)
    with serving(name, hosted_site, folder, {before: f"{failing}{before}"}) as address:
        assert not re.search("warn|error", said_at_start(folder)), said_at_start(folder)
        yield address


def said_at_start(folder: Path) -> str:
    """Give what a server said when it started, but for what is so of a test alone."""
    lines = (folder / "said").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if "admin endpoint disabled" not in line)


def addresses(site: Path) -> list[str]:
    names = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    return [name.removesuffix("index.html") for name in names if name not in STAND_INS]


def rules_of(site: Path) -> list[tuple[str, dict[str, str]]]:
    rules: list[tuple[str, dict[str, str]]] = []
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rules.append((line, {}))
        else:
            name, value = line.strip().split(": ", 1)
            rules[-1][1][name.lower()] = value
    return rules


def directives(policy: str) -> dict[str, str]:
    """Give what a policy says of each thing."""
    return dict(directive.split(" ", 1) for directive in policy.split("; "))


def by_the_rules(rules: list[tuple[str, dict[str, str]]], path: str) -> dict[str, str]:
    """Give the headers that Netlify and Cloudflare Pages give: no header from two rules."""
    given: dict[str, str] = {}
    for pattern, headers in rules:
        if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
            assert not given.keys() & headers.keys(), f"{path} gets a header twice"
            given |= headers
    return given


def ours(answer: Answer) -> dict[str, str]:
    """Give the headers that are ours; over plain HTTP a server may leave out the one for HTTPS."""
    return {"strict-transport-security": "max-age=31536000"} | {
        name: value for name, value in answer.headers.items() if name in OURS
    }


def test_every_page_gets_its_headers(server: str, hosted_site: Path, built_site: Path) -> None:
    rules = rules_of(built_site)
    for path in addresses(built_site):
        answer = ask(f"{server}/{path}")
        assert answer.status == 200, path
        assert ours(answer) == by_the_rules(rules, f"/{path}"), path
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        meta = _META.search(answer.body.decode())
        policy = answer.headers["content-security-policy"]
        if path in EMBEDDED or path.startswith("cards/"):
            assert policy == "frame-ancestors *"
        else:
            assert meta is not None
            said = directives(meta[1])
            assert said.pop("default-src") == "'none'"
            assert said.pop("style-src").startswith("'sha256-")
            assert directives(policy) == dict.fromkeys(FETCHES, "'none'") | said | {"frame-ancestors": "'none'"}, path
        assert answer.headers["cache-control"] == ("no-store" if path.startswith((*GUIDES, "go/")) else "no-cache")


def test_where_a_reader_answers_nothing_may_connect(server: str, hosted_site: Path) -> None:
    silent = [
        path
        for path in addresses(hosted_site)
        if directives(ask(f"{server}/{path}").headers["content-security-policy"]).get("connect-src") == "'none'"
    ]

    assert silent == [*(f"{guide}{page}" for guide in GUIDES for page in ("", "plain/")), "staff/"]


def test_only_the_pages_made_for_it_may_stand_in_a_frame(server: str, hosted_site: Path) -> None:
    framed = [
        path
        for path in addresses(hosted_site)
        if "frame-ancestors 'none'" not in ask(f"{server}/{path}").headers["content-security-policy"]
    ]

    assert [path for path in framed if not path.startswith("cards/")] == EMBEDDED
    assert len(framed) > len(EMBEDDED)
    for path in framed:
        assert ask(f"{server}/{path}").headers["content-security-policy"] == "frame-ancestors *"


def test_styles_and_scripts_get_their_headers(server: str, built_site: Path) -> None:
    for name, kind in (("page.js", "javascript"), ("guide.js", "javascript"), ("search.css", "css")):
        answer = ask(f"{server}/assets/{name}")
        assert ours(answer) == by_the_rules(rules_of(built_site), f"/assets/{name}")
        assert re.fullmatch(rf"(text|application)/{kind}; charset=utf-8", answer.headers["content-type"])


def test_every_text_comes_compressed_as_it_was_built(server: str, built_site: Path) -> None:
    packed = sorted(path for path in built_site.rglob("*.gz"))
    assert len(packed) > len(addresses(built_site))
    for path in packed:
        name = path.relative_to(built_site).as_posix().removesuffix(".gz").removesuffix("index.html")
        if name in STAND_INS:
            continue
        answer = ask(f"{server}/{name}", Accept_Encoding="gzip")
        assert answer.headers["content-encoding"] == "gzip", name
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.body == path.read_bytes(), name
        assert ours(answer) == ours(ask(f"{server}/{name}")), name


def test_the_guide_comes_in_brotli_where_the_server_can(server: str, built_site: Path) -> None:
    packed = sorted(built_site.rglob("*.br"))
    for path in packed:
        name = path.relative_to(built_site).as_posix().removesuffix(".br").removesuffix("index.html")
        answer = ask(f"{server}/{name}", Accept_Encoding="gzip, br")
        if answer.headers.get("server") == "nginx":
            pytest.skip("nginx needs a module for brotli")
        assert answer.headers["content-encoding"] == "br", name
        assert answer.headers["vary"] == "Accept-Encoding"
        assert answer.body == path.read_bytes(), name
        assert ours(answer) == ours(ask(f"{server}/{name}")), name


def test_who_cannot_unpack_gets_plain_text(server: str, built_site: Path) -> None:
    answer = ask(f"{server}/levels/", Accept_Encoding="identity")

    assert "content-encoding" not in answer.headers
    assert answer.body == (built_site / "levels/index.html").read_bytes()


@pytest.mark.parametrize("path", ["nowhere", "levels/nowhere/", "guide/nowhere", "assets/nowhere.css", "404.html"])
def test_a_page_that_is_not_there_shows_help(server: str, built_site: Path, path: str) -> None:
    answer = ask(f"{server}/{path}")

    assert answer.body == (built_site / "404.html").read_bytes()
    assert b"tel:988" in answer.body
    assert answer.status == (200 if path == "404.html" else 404)
    assert OURS - {"strict-transport-security"} <= answer.headers.keys()
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("status", _STATUSES)
def test_whatever_else_a_server_fails_at_the_page_that_comes_shows_help(
    server: str, built_site: Path, status: int
) -> None:
    answer = ask(f"{server}/fails-{status}")

    assert (answer.status, answer.body) == (status, (built_site / "error.html").read_bytes())
    assert b'href="tel:911">Call 911<' in answer.body
    assert b'href="tel:988">Call 988<' in answer.body
    assert OURS - {"strict-transport-security"} <= answer.headers.keys()
    assert answer.headers["cache-control"] == "no-cache"


def test_a_request_that_a_server_refuses_is_answered_with_help(server: str, built_site: Path) -> None:
    page = (built_site / "error.html").read_bytes()

    assert ask(f"{server}/guide/", "POST").body == page
    too_long = ask(f"{server}/{'a' * 20_000}")
    assert (too_long.status >= 400, too_long.body) == (True, page)
    if "server" in ask(f"{server}/").headers:  # Caddy takes headers of a megabyte, and answers by itself
        assert ask(f"{server}/", Cookie="a" * 40_000).body == page
        assert ask(f"{server}/%zz").body == page


@pytest.mark.parametrize("path", ["levels", "guide", "levels/residential"])
def test_a_folder_without_its_slash_leads_on(server: str, path: str) -> None:
    answer = ask(f"{server}/{path}?from=a-message")

    assert answer.status in (301, 308)
    # Apache alone writes the whole address, with the name by which it was asked.
    assert answer.headers["location"].partition("?")[0].removeprefix(server) == f"/{path}/"


@pytest.mark.parametrize(
    "path", ["drawings/", "assets/", ".stepwell", ".env", "levels.yaml", "_headers", ".git/config"]
)
def test_nothing_but_the_site_is_served(server: str, path: str) -> None:
    answer = ask(f"{server}/{path}")

    assert answer.status in (403, 404)
    assert b"secret" not in answer.body
    assert b"a.svg" not in answer.body


def test_a_part_of_a_file_may_be_asked_for(server: str, built_site: Path) -> None:
    answer = ask(f"{server}/levels/", Range="bytes=0-99", Accept_Encoding="identity")

    assert answer.status == 206
    assert answer.body == (built_site / "levels/index.html").read_bytes()[:100]


def test_a_page_that_has_not_changed_is_not_sent_again(server: str) -> None:
    tag = ask(f"{server}/levels/", Accept_Encoding="gzip").headers["etag"]

    assert ask(f"{server}/levels/", Accept_Encoding="gzip", If_None_Match=tag).status == 304


def test_a_server_takes_nothing_and_says_little(server: str) -> None:
    assert ask(f"{server}/guide/", "POST").status == 405
    assert not re.search(r"\d", ask(f"{server}/guide/").headers.get("server", ""))


def test_no_host_gets_more_rules_than_it_reads(built_site: Path) -> None:
    # Cloudflare Pages reads 100 rules, and lines of 2,000 signs.
    assert len(rules_of(built_site)) <= 100
    assert max(map(len, (built_site / "_headers").read_text(encoding="utf-8").splitlines())) <= 2000


def test_compressed_files_hold_the_text_and_nothing_of_the_machine(built_site: Path) -> None:
    texts = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}
    for path in built_site.rglob("*"):
        packed = path.with_name(f"{path.name}.gz")
        if path.suffix in texts and packed.exists():
            small = packed.read_bytes()
            assert gzip.decompress(small) == path.read_bytes()
            # No name (flags), no time, no system.
            assert small[3:10] == b"\0\0\0\0\0\x02\xff", packed
            assert len(small) < path.stat().st_size
            assert len(small) <= len(gzip.compress(path.read_bytes(), 9)), packed
        elif path.suffix in texts:
            assert len(gzip.compress(path.read_bytes(), 9)) >= path.stat().st_size, path


def test_each_guide_and_all_it_asks_for_stand_there_in_brotli(built_site: Path) -> None:
    packed = {path.relative_to(built_site).as_posix(): path for path in built_site.rglob("*.br")}

    assert {f"{guide}index.html.br" for guide in GUIDES} == {name for name in packed if name.endswith(".html.br")}
    assert {"assets/guide.js.br", "assets/page.js.br"} <= set(packed)
    for name, path in packed.items():
        assert brotli.decompress(path.read_bytes()) == path.with_suffix("").read_bytes(), name
        assert path.stat().st_size < path.with_suffix(".gz").stat().st_size, name


def test_help_comes_with_the_first_packets_of_every_page(built_site: Path) -> None:
    # A server sends about 14 KB before it waits for the first word back.
    for packed in sorted(built_site.rglob("*.html.gz")):
        first = zlib.decompressobj(31).decompress(packed.read_bytes()[:14_000])
        for line in (b"tel:911", b"tel:988", b"sms:988", b"tel:+18002221222"):
            assert b'href="' + line in first, packed


MOST_KILOBYTES = {"guide/": 48.2, "guides/intensive-outpatient/": 50.2}
MOST_KILOBYTES_OF_BROTLI = {"guide/": 40.1, "guides/intensive-outpatient/": 41.7}


@pytest.mark.parametrize(
    "name", ["", *MOST_KILOBYTES, "guide/less-support/", "levels/residential/", "levels/", "404.html"]
)
def test_a_cold_page_is_small(built_site: Path, name: str) -> None:
    weight = weigh_cold_page(built_site, name if name.endswith(".html") else f"{name}index.html")

    assert weight.gzip <= MOST_KILOBYTES.get(name, 30) * 1024
    assert weight.requests <= 3


@pytest.mark.parametrize("name", MOST_KILOBYTES_OF_BROTLI)
def test_a_cold_guide_is_smaller_in_brotli(built_site: Path, name: str) -> None:
    weight = weigh_cold_page(built_site, f"{name}index.html", ("br", "gz"))

    assert weight.gzip <= MOST_KILOBYTES_OF_BROTLI[name] * 1024
    assert weight.requests <= 3


@pytest.mark.parametrize("name", MOST_KILOBYTES)
@pytest.mark.parametrize("encoding", ["gz", "br"])
def test_help_and_the_first_question_come_with_the_first_packets(built_site: Path, name: str, encoding: str) -> None:
    packed = (built_site / name / f"index.html.{encoding}").read_bytes()[:14_000]

    first = zlib.decompressobj(31).decompress(packed) if encoding == "gz" else brotli.Decompressor().process(packed)

    assert b'href="tel:911' in first
    assert b"</fieldset>" in first
