"""Break the finished site in one way at a time: the fault is named with its page, and nothing is published."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.problems import Problems
from generator.site.frame import Frame
from generator.site.inspection import PageLinks, inspect
from tests.site.workbench import ROOT, SMALL, copy_project, digest, files_in, stepwell

PAGE = "levels/residential/index.html"
Breaking = Callable[[str], str]
Files = dict[str, bytes]
Known = Mapping[str, PageLinks]


@pytest.fixture(scope="session")
def whole_site(built_site: Path) -> Files:
    return files_in(built_site)


@pytest.fixture
def site(whole_site: Files) -> Files:
    return dict(whole_site)


@pytest.fixture(scope="session")
def known(whole_site: Files, frame: Frame) -> Known:
    """Give what is known of the pages of the site before one is broken."""
    problems = Problems()
    found = inspect(whole_site, frame, problems)
    assert list(problems) == []
    return found


def faults_in(files: Files, frame: Frame, known: Known) -> list[str]:
    """Give what is said of a site; what is known of the one page that the tests break is forgotten first."""
    problems = Problems()
    inspect(files, frame, problems, {name: links for name, links in known.items() if name != PAGE})
    assert all(problem.id == "bad-page" for problem in problems)
    return [f"{problem.place.file}: {problem.message}" for problem in problems]


def before_article_ends(html: str) -> Breaking:
    return lambda text: text.replace("</article>", f"{html}</article>")


def in_head(html: str) -> Breaking:
    return lambda text: text.replace("</head>", f"{html}</head>")


def without(pattern: str, instead: str = "") -> Breaking:
    return lambda text: re.sub(pattern, instead, text, count=1, flags=re.DOTALL)


def help_below_the_heading(text: str) -> str:
    found = re.search(r"<aside class=\"help\".*?</aside>", text, re.DOTALL)
    assert found is not None
    return text.replace(found.group(), "").replace("</main>", f"{found.group()}</main>")


def test_the_site_as_built_has_no_fault(site: Files, frame: Frame) -> None:
    assert faults_in(site, frame, {}) == []


def policy_in(text: str) -> str:
    found = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', text)
    assert found is not None
    return found.group()


def policy_behind_the_style(text: str) -> str:
    return text.replace(policy_in(text), "").replace("</style>", f"</style>{policy_in(text)}", 1)


def policy_in_the_body(text: str) -> str:
    return text.replace(policy_in(text), "").replace("</article>", f"{policy_in(text)}</article>")


BEHIND = "holds its content security policy behind something that it should forbid, where browsers pass it over"
HELP = r"(?<=<aside class=\"help\" id=\"help-bar\" aria-label=\"Help now\">).*?(?=</aside>)"
NO_HELP = "does not show every crisis line above its heading"
COULD_LEAD = "holds an element that could load or lead elsewhere"
NOT_OURS = "does not forbid what it does not need (its content security policy is not ours)"
LOST = "has lost text of its page"
BREAKINGS: dict[str, tuple[Breaking, str]] = {
    "no help bar": (without(HELP), NO_HELP),
    "one line of help less": (without(r"<li><a href=\"sms:988\">Text 988</a>"), NO_HELP),
    "help as words alone": (without(r"<a href=\"tel:911\">Call 911</a>", "Call 911"), NO_HELP),
    "help below the heading": (help_below_the_heading, NO_HELP),
    "help in a comment": (without(HELP, r"<!-- \g<0> -->"), NO_HELP),
    **{
        f"help that is not seen: {said}": (
            without(r'(?<=<aside class="help") id="help-bar"', f' id="help-bar" {said}'),
            NO_HELP,
        )
        for said in ("hidden", "inert", 'aria-hidden="true"', "popover")
    },
    **{
        f"help in a {tag}": (without(HELP, rf"<{tag}>\g<0></{tag}>"), NO_HELP)
        for tag in ("details", "template", "noscript", "dialog")
    },
    "help without words": (without(r"(?<=<a href=\"tel:911\">)Call 911", ""), NO_HELP),
    "script from elsewhere": (
        in_head('<script src="https://example.com/a.js"></script>'),
        'would load "https://example.com/a.js" from elsewhere',
    ),
    "script without scheme": (
        in_head('<script src="//example.com/a.js"></script>'),
        'would load "//example.com/a.js" from elsewhere',
    ),
    "style from elsewhere": (
        in_head('<link rel="stylesheet" href="https://example.com/a.css">'),
        'would load "https://example.com/a.css" from elsewhere',
    ),
    "early connection": (
        in_head('<link rel="preconnect" href="https://example.com">'),
        'would load "https://example.com" from elsewhere',
    ),
    "image from elsewhere": (
        before_article_ends('<img alt="" src="https://example.com/a.png">'),
        'would load "https://example.com/a.png" from elsewhere',
    ),
    "second image from elsewhere": (
        before_article_ends('<img alt="" srcset="data:, 1x, https://example.com/a.png 2x">'),
        'would load "data:, 1x, https://example.com/a.png 2x" from elsewhere',
    ),
    "form to elsewhere": (
        before_article_ends('<form action="https://example.com/"></form>'),
        'would load "https://example.com/" from elsewhere',
    ),
    "told of each click": (
        before_article_ends('<a href="#main" ping="https://example.com/">a</a>'),
        'would load "https://example.com/" from elsewhere',
    ),
    "inline handler": (before_article_ends('<p onclick="go()">a</p>'), 'has an inline "onclick"'),
    "inline handler in capitals": (before_article_ends('<p ONCLICK="go()">a</p>'), 'has an inline "onclick"'),
    "inline script": (before_article_ends("<script>go()</script>"), "has an inline script"),
    "inline style": (before_article_ends("<style>p{color:red}</style>"), "has an inline style"),
    "inline style of one element": (before_article_ends('<p style="color:red">a</p>'), 'has an inline "style"'),
    "empty link to dial": (
        before_article_ends('<a href="tel:">a</a>'),
        'has a link to "tel:", which is the number of no contact',
    ),
    "number that no contact has": (
        before_article_ends('<a href="tel:9111">a</a>'),
        'has a link to "tel:9111", which is the number of no contact',
    ),
    "number with an extension": (
        before_article_ends('<a href="TEL:+18002221222,,2">a</a>'),
        'has a link to "TEL:+18002221222,,2", which is the number of no contact',
    ),
    "text to nobody": (
        before_article_ends('<a href="sms:?&amp;body=HOME">a</a>'),
        'has a link to "sms:?&body=HOME", which is the number of no contact',
    ),
    "text to a number for calls": (
        before_article_ends('<a href="sms:911">a</a>'),
        'has a link to "sms:911", which is the number of no contact',
    ),
    "dead link": (
        before_article_ends('<a href="../nowhere/">a</a>'),
        'has a link to "../nowhere/", which is not there',
    ),
    "dead link from the root": (
        before_article_ends('<a href="/nowhere/">a</a>'),
        'has a link to "/nowhere/", which is not there',
    ),
    "link with two slashes, which some servers take for one": (
        before_article_ends('<a href="..//residential/">a</a>'),
        'has a link to "..//residential/", which is not there',
    ),
    "link to a folder without a slash": (
        before_article_ends('<a href="../residential">a</a>'),
        'has a link to "../residential", which is not there',
    ),
    "dead anchor": (
        before_article_ends('<a href="#nowhere">a</a>'),
        'has a link to "#nowhere", an anchor that is not there',
    ),
    "dead anchor of another page": (
        before_article_ends('<a href="../outpatient/#nowhere">a</a>'),
        'has a link to "../outpatient/#nowhere", an anchor that is not there',
    ),
    "link that runs": (
        before_article_ends('<a href=" JavaScript:go()">a</a>'),
        'has a link to " JavaScript:go()"',
    ),
    **{
        f"link that browsers read otherwise: {link!r}": (
            before_article_ends(f'<a href="{link}">a</a>'),
            f'has a link to "{said}"',
        )
        for link, said in {
            "https://evil.example/": "https://evil.example/",
            "https://www.samhsa.gov@evil.example/": "https://www.samhsa.gov@evil.example/",
            "https://www.samhsa.gov%2eevil.example/": "https://www.samhsa.gov%2eevil.example/",
            "https:www.samhsa.gov": "https:www.samhsa.gov",
            "http://www.samhsa.gov/": "http://www.samhsa.gov/",
            "//evil.example/": "//evil.example/",
            "https&colon;//evil.example": "https://evil.example",
            "blob:https://www.samhsa.gov/a": "blob:https://www.samhsa.gov/a",
        }.items()
    },
    "told as by a server": (in_head('<meta http-equiv="Set-Cookie" content="a=b">'), COULD_LEAD),
    "refresh": (in_head('<meta http-equiv="refresh" content="0;url=https://example.com">'), COULD_LEAD),
    "refresh in capitals": (in_head('<META HTTP-EQUIV="REFRESH" CONTENT="0;url=https://example.com">'), COULD_LEAD),
    "frame": (before_article_ends("<iframe></iframe>"), COULD_LEAD),
    "another base": (in_head('<base target="_blank">'), COULD_LEAD),
    "tells where a reader comes from": (
        without(r'<meta name="referrer"[^>]*>'),
        "would tell other sites where a reader comes from (no referrer policy)",
    ),
    "no policy": (
        without(r'<meta http-equiv="Content-Security-Policy"[^>]*>'),
        NOT_OURS,
    ),
    "a policy that begins like ours": (without("script-src 'self'", "script-src 'self' 'unsafe-inline'"), NOT_OURS),
    "a policy that allows more besides": (without("; base-uri 'none'"), NOT_OURS),
    "a policy behind the style": (policy_behind_the_style, BEHIND),
    "a policy in the body": (policy_in_the_body, BEHIND),
    "a policy in capitals that allows more": (
        lambda text: text.replace('http-equiv="Content', 'HTTP-EQUIV="CONTENT').replace("script-src", "SCRIPT-SRC *"),
        NOT_OURS,
    ),
    "a second policy": (
        in_head('<meta http-equiv="content-security-policy" content="default-src *">'),
        NOT_OURS,
    ),
    "text cut at the end": (without(r"(?<=</details><p>)Written[^<]*"), LOST),
    "text cut within": (without(r"(<h2 id=\"for\">.*?<li>)[^<]+", r"\1"), LOST),
    "one word cut": (without(r"(<h2 id=\"ask\">.*?)Questions", r"\1"), LOST),
    "id twice": (before_article_ends('<p id="glance">a</p>'), 'has the id "glance" twice'),
    "rank skipped": (before_article_ends("<h5>a</h5>"), "skips from heading rank 2 to 5"),
    "two first headings": (before_article_ends("<h1>a</h1>"), "has 2 headings of the first rank, not one"),
}


@pytest.mark.parametrize("name", BREAKINGS)
def test_a_fault_is_named_with_its_page(site: Files, frame: Frame, known: Known, name: str) -> None:
    breaking, fault = BREAKINGS[name]
    text = site[PAGE].decode()
    assert breaking(text) != text
    site[PAGE] = breaking(text).encode()

    # A word that was cut is missed by the way back from its meaning too.
    faults = [said for said in faults_in(site, frame, known) if '"#at-' not in said]

    assert faults == [f"site/{PAGE}: {fault}"]


def test_a_page_without_a_heading_is_named(site: Files, frame: Frame, known: Known) -> None:
    site[PAGE] = site[PAGE].replace(b"<h1>", b"<p>").replace(b"</h1>", b"</p>")

    faults = faults_in(site, frame, known)

    faults_of_page = [NO_HELP, "has 0 headings of the first rank, not one", LOST]
    assert faults == [f"site/{PAGE}: {fault}" for fault in faults_of_page]


def test_a_missing_page_is_named_with_the_links_to_it(site: Files, frame: Frame) -> None:
    del site["levels/day-treatment/index.html"]

    faults = faults_in(site, frame, {})

    assert "site/levels/day-treatment/index.html: was not built" in faults
    assert 'site/levels/index.html: has a link to "../levels/day-treatment/", which is not there' in faults


def test_a_page_from_nothing_is_named(site: Files, frame: Frame) -> None:
    site["levels/extra/index.html"] = site[PAGE]

    assert faults_in(site, frame, {}) == ["site/levels/extra/index.html: was built from nothing"]


@pytest.mark.parametrize("rule", ["p{background:url(https://example.com/a.png)}", '@import "//example.com/a.css";'])
def test_a_style_that_loads_from_elsewhere_is_named(site: Files, frame: Frame, known: Known, rule: str) -> None:
    site["assets/search.css"] += rule.encode()

    [fault] = faults_in(site, frame, known)

    assert re.fullmatch(r'site/assets/search\.css: would load "(https:)?//example\.com/a\.\w+" from elsewhere', fault)


@pytest.mark.parametrize("rule", [".help{display:none}", ":has(>.help){opacity:0}", "aside a{font-size:0}"])
def test_style_that_search_adds_hides_no_help(site: Files, frame: Frame, rule: str) -> None:
    site["assets/search.css"] += rule.encode()

    assert f"site/index.html: {NO_HELP}" in faults_in(site, frame, {})


def test_nothing_is_published_where_the_inspection_finds_a_fault(small_site: Path, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", of=SMALL)
    bar = (ROOT / "generator/theme/partials/help.html").read_text(encoding="utf-8")
    (project / "own/partials").mkdir(parents=True)
    # What opens at a tap stays, and is not enough.
    without_help = bar.replace("{{ help_bar }}", "", 1)
    (project / "own/partials/help.html").write_text(without_help, encoding="utf-8")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    own = config.replace("  name: material\n", "  name: material\n  custom_dir: own\n")
    (project / "mkdocs.yml").write_text(own, encoding="utf-8")
    out = Path(shutil.copytree(small_site, tmp_path / "site"))

    done = stepwell("build", "--evidence", "--project", project, "--out", out)

    assert done.returncode == 1
    assert f"site/index.html:1:1: error: {NO_HELP} [bad-page]" in done.stderr
    pages = sum(1 for _ in small_site.rglob("*.html"))
    assert f"stepwell: nothing published: {pages} errors, " in done.stderr
    assert digest(out) == digest(small_site)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".site.b")] == []
