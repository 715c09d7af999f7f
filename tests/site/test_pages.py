"""Look in the finished site for every page, line of help, link and source, for these would vanish without a word."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.page_kinds import OF_ORGANIZATIONS, PAGE_KINDS
from generator.site.search_index import words_in
from tests.site.workbench import ROOT, STAND_INS

CRISIS_LINES = {
    "tel:911": "Call 911",
    "tel:988": "Call 988",
    "sms:988": "Text 988",
    "https://988lifeline.org/chat/": "Chat 988",
    "tel:+18002221222": "Poison Help 1-800-222-1222",
}
MARK_MEANS = "A * means that the number comes from a public page"
WRITTEN = {
    "" if name == "index" else f"{name}/": f"{name}.md"
    for name in sorted(
        path.relative_to(ROOT / "content").with_suffix("").as_posix() for path in (ROOT / "content").rglob("*.md")
    )
}
GATHERED = {
    kind.at() for kind in PAGE_KINDS if kind.is_made and kind not in OF_ORGANIZATIONS and "{" not in kind.address
} - {"search/", *STAND_INS}
"""The page of each kind that has one page alone, but for search and what stands in for a page."""


@cache
def read_yaml(name: str) -> Any:
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def every_level() -> Iterator[dict[str, Any]]:
    levels = read_yaml("levels.yaml")
    for ladder in levels["ladders"]:
        yield from ladder["levels"]
    yield from levels["beside"]


def every_stop() -> Iterator[dict[str, Any]]:
    for level in every_level():
        yield level
        yield from level.get("kinds", ())


def every_move() -> list[tuple[str, str]]:
    return [(move["from"], move["to"]) for move in read_yaml("levels.yaml")["moves"]]


def author_files() -> list[str]:
    below = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "content").rglob("*")) if path.is_file()]
    return ["levels.yaml", "decision_tree.yaml", *below]


def guides() -> dict[str, dict[str, Any]]:
    """Give each guide's file by its address."""
    further = [
        read_yaml(path.relative_to(ROOT).as_posix()) for path in sorted((ROOT / "content/guides").glob("*.yaml"))
    ]
    return {"guide/": read_yaml("decision_tree.yaml")} | {f"guides/{tree['guide']['id']}/": tree for tree in further}


def guide_addresses() -> set[str]:
    return {f"{address}{page}" for address in guides() for page in ("", "plain/", "sheet/")}


def entry_addresses() -> dict[str, str]:
    """Give the page of each outcome, level, kind, move, treatment and entry, with what its line of YAML says."""
    outcomes = {
        f"{address}{outcome['id']}/": f"id: {outcome['id']}"
        for address, tree in guides().items()
        for outcome in tree["outcomes"]
    }
    stops = {f"levels/{stop['id']}/": f"id: {stop['id']}" for stop in every_stop()}
    moves = {f"moves/{start}-to-{end}/": f"from: {start}" for start, end in every_move()}
    treatments = [treatment["id"] for treatment in read_yaml("content/treatments.yaml")["treatments"]]
    ways_in = {f"go/{entry['id']}/": f"id: {entry['id']}" for entry in read_yaml("content/entries.yaml")["entries"]}
    return outcomes | stops | moves | {f"treatments/{name}/": f"id: {name}" for name in treatments} | ways_in


def short_addresses() -> set[str]:
    """Give the short address of each page that is sent, but of entries, whose own is short."""
    ids = {"guide", *(name.rstrip("/") for name in WRITTEN if name), *(f"guide-{further_id()}",)}
    ids |= {f"{further_id()}-{outcome['id']}" for outcome in further()["outcomes"]}
    made = [name for name in entry_addresses() if name.startswith(("levels/", "moves/", "guide/"))]
    return {f"go/{name}/" for name in ids} | {f"go/{name.split('/')[1]}/" for name in made}


def further() -> dict[str, Any]:
    [(_, tree)] = [(address, tree) for address, tree in guides().items() if address != "guide/"]
    return tree


def further_id() -> str:
    return str(further()["guide"]["id"])


@cache
def tree_of(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def pages_of(site: Path) -> dict[str, LexborHTMLParser]:
    return {path.relative_to(site).as_posix(): tree_of(path) for path in sorted(site.rglob("*.html"))}


def words_of(node: LexborNode) -> str:
    return " ".join(node.text().split())


def href_of(node: LexborNode) -> str:
    return node.attributes.get("href") or ""


def test_the_site_holds_these_pages_and_no_others(built_site: Path) -> None:
    assert {"", "step-up/", "step-down/", "safety/"} <= set(WRITTEN)
    fixed = {*guide_addresses(), "search/", *GATHERED}
    sources = {f"source/{name}/" for name in author_files()}
    cards = {f"cards/{id}/" for id in ("help-now", *(stop["id"] for stop in every_stop()))}
    addresses = {*WRITTEN, *fixed, *entry_addresses(), *short_addresses(), *sources, *cards}

    found = set(pages_of(built_site))

    offline = {f"{address}offline.html" for address in guides()}
    assert found == {f"{address}index.html" for address in addresses} | set(STAND_INS) | offline


def test_every_page_shows_each_crisis_line_above_its_heading(built_site: Path) -> None:
    for name, tree in pages_of(built_site).items():
        above: dict[str, str] = {}
        for node in tree.css("a[href], h1"):
            if node.tag == "h1":
                break
            above[href_of(node)] = words_of(node)
        assert {href: above.get(href) for href in CRISIS_LINES} == CRISIS_LINES, name


def test_no_crisis_line_is_hidden(built_site: Path) -> None:
    for name, tree in pages_of(built_site).items():
        [bar] = tree.css("aside.help")
        node: LexborNode | None = bar
        while node is not None:
            assert not {"hidden", "inert", "aria-hidden", "popover"} & set(node.attributes), name
            node = node.parent
        assert not bar.css("[hidden], [aria-hidden], details, template"), name


def test_a_contact_nobody_checked_bears_one_mark_that_its_page_explains_once(built_site: Path) -> None:
    for address, tree in pages_of(built_site).items():
        marks = tree.css(".contact-name .unchecked")
        said = [node for node in tree.css("p") if words_of(node).startswith(MARK_MEANS) and not hidden_above(node)]
        assert len(said) == bool(marks), address
        assert {mark.attributes["aria-label"] for mark in marks} <= {"not yet checked"}, address
        assert len(tree.css(".contact-name")) == len(marks), address


@pytest.mark.parametrize(
    ("mark", "name", "means"),
    [
        (".undated", "no date", "A ° after a source means that it bears no date."),
        (".unread", "not yet opened", "A † after a link means that nobody from this site has opened it yet."),
    ],
)
def test_a_mark_of_a_source_is_explained_once_on_its_page(built_site: Path, mark: str, name: str, means: str) -> None:
    marked = 0
    for address, tree in pages_of(built_site).items():
        marks = tree.css(f"article {mark}")
        marked += bool(marks)
        assert [words_of(node) for node in tree.css("p.mark-means")].count(means) == bool(marks), address
        assert {node.attributes["aria-label"] for node in marks} <= {name}, address
        assert not any(", no date" in node.text() for node in tree.css(".source, .part-sources, .shelf > li")), address
    assert marked


def hidden_above(node: LexborNode) -> bool:
    return "hidden" in node.attributes or (node.parent is not None and hidden_above(node.parent))


def test_a_sheet_that_is_printed_alone_says_what_its_marks_mean(built_site: Path) -> None:
    sheets = [tree.css_first(".sheet") for tree in pages_of(built_site).values() if tree.css_first(".sheet")]

    assert sheets
    assert all(MARK_MEANS in sheet.text() for sheet in sheets if sheet is not None)


TAKEN_FOR_NO_TEXT = re.compile(r"contact|comment|com-|hidden|banner|promo|related|byline|author|dateline")
"""What reader views (Readability 0.6) take, in a class or id, for a sign that a part is no text of its page."""


def test_a_reader_view_keeps_the_words_that_have_a_meaning_and_the_boxes(built_site: Path) -> None:
    for name, tree in pages_of(built_site).items():
        if name.startswith("guide"):
            continue
        assert tree.css_matches("article#page-text.content") or name in (*STAND_INS, "search/index.html"), name
        # A div is dropped, too, of which much is links, and a box may have long sources.
        assert tree.css("article button.term, article aside, article div[role=note]") == [], name
        for node in tree.css("article :is(ul, ol, div, section, a.term)"):
            marks = f"{node.attributes.get('class') or ''} {node.id if node.tag == 'a' else ''}"
            assert not TAKEN_FOR_NO_TEXT.search(marks), (name, marks)


def test_every_page_has_one_first_heading_and_skips_no_rank(built_site: Path) -> None:
    for name, tree in pages_of(built_site).items():
        ranks = [int((node.tag or "")[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
        assert ranks[0] == 1, name
        assert ranks.count(1) == 1, name
        assert all(after <= before + 1 for before, after in pairwise(ranks)), name


def test_every_page_has_a_title_of_its_own_and_a_description(built_site: Path) -> None:
    titles: dict[str, str] = {}
    for name, tree in pages_of(built_site).items():
        if name.removesuffix("index.html") in short_addresses():
            continue  # it is called as the page that it leads to
        [title] = tree.css("head > title")
        assert title.text() not in titles, f"{name} and {titles.get(title.text())}"
        titles[title.text()] = name
        assert tree.css_first('meta[name="description"][content]') is not None, name


def test_nothing_is_loaded_from_elsewhere(built_site: Path) -> None:
    loading = "[src], [srcset], [poster], [data], [action], [formaction], [background], [ping], [cite], link[href]"
    for name, tree in pages_of(built_site).items():
        for node in tree.css(loading):
            for attribute in ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "href"):
                value = node.attributes.get(attribute) or ""
                assert not urlsplit(value).netloc, f"{name}: {value}"
        assert not tree.css("iframe, object, embed, base"), name
        leads = [node.attributes["content"] or "" for node in tree.css("meta[http-equiv=refresh]")]
        assert bool(leads) == (name.removesuffix("index.html") in short_addresses()), name
        assert all(re.fullmatch(r"0; url=(?:[.][.]/)+(?:[a-z0-9-]+/)+", lead) for lead in leads), name
    for path in built_site.rglob("*.css"):
        assert not re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", path.read_text(encoding="utf-8")), path


def test_a_page_holds_its_style_and_no_script(built_site: Path) -> None:
    for name, tree in pages_of(built_site).items():
        handlers = {attribute for node in tree.css("*") for attribute in node.attributes if attribute.startswith("on")}
        assert not handlers, name
        if name.endswith("/offline.html"):
            continue
        inline = [node.attributes.get("type") for node in tree.css("script:not([src])")]
        is_guide = name.removesuffix("index.html") in guides()
        assert inline == (["application/json"] if is_guide else []), name
        [style] = tree.css("style")
        assert style.parent is not None, name
        assert style.parent.tag == "head", name
        assert ".help" in style.text(), name
        assert not tree.css("link[rel=stylesheet], [style]"), name


def begun_in(tree: LexborHTMLParser) -> set[str]:
    """Give what the address of a guide may name behind its "#" for the script: the entries that fill in an answer."""
    named = (node.attributes["data-entries"] or "" for node in tree.css("[data-entries]"))
    return {f"from-{entry}" for entries in named for entry in entries.split()}


def test_every_link_within_the_site_leads_to_a_page_and_its_anchor(built_site: Path) -> None:
    pages = pages_of(built_site)
    ids = {name: {node.id for node in tree.css("[id]")} | begun_in(tree) for name, tree in pages.items()}
    followed = 0
    for name, tree in pages.items():
        for node in tree.css("a[href], link[href], script[src]"):
            link = href_of(node) or node.attributes.get("src") or ""
            if urlsplit(link).scheme or urlsplit(link).netloc:
                continue
            address, anchor = urldefrag(urljoin(f"/{name}", link))
            target = unquote(address).lstrip("/")
            file = f"{target}index.html" if not target or target.endswith("/") else target
            assert (built_site / file).is_file(), f"{name}: {link}"
            assert not anchor or unquote(anchor) in ids[file], f"{name}: {link}"
            followed += 1
    assert followed > 10 * len(pages)


def test_every_page_is_reached_from_the_first_by_links_alone(built_site: Path) -> None:
    pages, reached, waiting = pages_of(built_site), set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        for node in pages[name].css("a[href]"):
            target = unquote(urldefrag(urljoin(f"/{name}", href_of(node)))[0]).lstrip("/")
            file = f"{target}index.html" if not target or target.endswith("/") else target
            waiting += [file] if file in pages else []

    # A copy of an author's file is for whoever edits; cards and the guide as one file stand outside the site.
    apart = re.compile(r"(404|error)\.html|source/.*|cards/.*|.*/offline\.html")
    sent = {f"{address}index.html" for address in short_addresses()}
    assert [name for name in pages.keys() - sent if name not in reached and not apart.fullmatch(name)] == []


def test_links_hold_in_any_folder(built_site: Path) -> None:
    for name, tree in pages_of(built_site).items():
        if name not in STAND_INS:
            rooted = [href_of(node) for node in tree.css("[href]") if href_of(node).startswith("/")]
            assert rooted == [], name


@pytest.mark.parametrize("address", entry_addresses())
def test_edit_this_page_leads_to_the_line_that_made_it(built_site: Path, address: str) -> None:
    file, number = edit_target(built_site, address)

    line = (ROOT / file).read_text(encoding="utf-8").split("\n")[number - 1]

    assert line.strip().removeprefix("- ") == entry_addresses()[address]
    if address.startswith("moves/"):
        end = (ROOT / file).read_text(encoding="utf-8").split("\n")[number].strip()
        assert address == f"moves/{line.split()[-1]}-to-{end.removeprefix('to: ')}/"


@pytest.mark.parametrize("address", WRITTEN)
def test_edit_this_page_leads_to_the_written_file(built_site: Path, address: str) -> None:
    assert edit_target(built_site, address) == (f"content/{WRITTEN[address]}", 1)


def edit_target(site: Path, address: str) -> tuple[str, int]:
    """Give the file and line that the page's edit link leads to; the line must be shown there as it is written."""
    name = f"{address}index.html"
    [link] = [node for node in tree_of(site / name).css("a") if words_of(node) == "Edit this page"]
    target, anchor = urldefrag(urljoin(f"/{name}", href_of(link)))
    file = target.removeprefix("/source/").rstrip("/")
    number = int(anchor.removeprefix("L"))
    shown = tree_of(site / f"source/{file}/index.html").css_first(f'[id="L{number}"] code')
    assert shown is not None
    assert shown.text() == (ROOT / file).read_text(encoding="utf-8").split("\n")[number - 1]
    return file, number


LEFT_OUT = {"general-knowledge/"}
"""Pages by hand that content/search.yaml leaves out."""


def searched(site: Path) -> dict[str, tuple[str, set[str]]]:
    """Give each part of a page that search knows, by its address: its heading, and its words."""
    index = json.loads((site / "assets/search.json").read_text(encoding="utf-8"))
    pages = [page[0] for page in index["pages"]]
    addresses = [f"{pages[number]}#{anchor}".rstrip("#") for number, anchor, _ in index["parts"]]
    assert len(addresses) == len(set(addresses))
    words: list[set[str]] = [set() for _ in addresses]
    for line in index["terms"].split("\n"):
        word, steps = line.split(" ")
        place = -1
        for step in steps.split(","):
            place += int(step, 36) if step else 1
            words[place].add(word)
    headings = [heading for _, _, heading in index["parts"]]
    return dict(zip(addresses, zip(headings, words, strict=True), strict=True))


def test_search_finds_every_page_but_the_ones_that_repeat_others(built_site: Path) -> None:
    found = {urldefrag(address)[0] for address in searched(built_site)}

    results = {address for address in entry_addresses() if address.startswith(("guide/", "guides/"))}
    guides = {address for address in guide_addresses() if not address.endswith(("sheet/", "offline.html"))}
    assert (
        found
        == {*WRITTEN, *entry_addresses(), *GATHERED, *guides}
        - results
        - {"about/scorecard/", "about/proof/"}
        - LEFT_OUT
    )


def test_search_leaves_what_a_move_repeats_to_its_levels_and_sources(built_site: Path) -> None:
    parts = searched(built_site)

    _, move = parts["moves/outpatient-to-residential/"]
    assert "pack" in move
    assert "moves/outpatient-to-residential/#changes" not in parts
    assert "buprenorphine" in parts["levels/residential/#medicine"][1]


def test_no_word_of_the_guide_or_of_the_sources_is_searched(built_site: Path) -> None:
    for address, (_, words) in searched(built_site).items():
        if address.startswith(("guide/", "guides/", "sources/")):
            assert words == set(), address


def test_search_loads_little(built_site: Path) -> None:
    parts = (built_site / f"assets/search.{ending}.gz" for ending in ("json", "js", "css"))

    assert sum(part.stat().st_size for part in parts) <= 100_000


def test_search_leads_to_anchors_that_exist_and_knows_what_stands_there(built_site: Path) -> None:
    for location, (heading, words) in searched(built_site).items():
        address, anchor = urldefrag(location)
        tree = tree_of(built_site / f"{address}index.html")
        said = words_in(tree.root.text(separator=" ") if tree.root else "")
        assert words <= {*said, *words_in("".join(node.text() for node in tree.css("main")))}, location
        if anchor:
            part = tree.css_first(f'[id="{anchor}"]')
            assert part is not None, location
            assert not re.fullmatch("h[1-6]", part.tag or "") or words_of(part) == heading, location


def test_the_list_of_all_that_search_finds_names_each_page_once(built_site: Path) -> None:
    tree = tree_of(built_site / "search/index.html")

    listed = [urljoin("/search/", href_of(node)) for node in tree.css("ul.index a")]

    assert sorted(listed) == sorted({f"/{urldefrag(address)[0]}" for address in searched(built_site)})


def hours_in_words(hours: dict[str, Any]) -> str:
    at_least, below = hours.get("at_least"), hours.get("below")
    if at_least is None:
        return f"fewer than {below} hours"
    return f"{at_least} or more hours" if below is None else f"{at_least} to {below - 1} hours"


def test_no_page_leads_by_a_move_to_where_it_stands(built_site: Path) -> None:
    for start, end in every_move():
        tree = tree_of(built_site / f"levels/{end}/index.html")
        assert not tree.css(f'main a[href$="moves/{start}-to-{end}/"]'), end


@pytest.mark.parametrize("stop", [stop for stop in every_stop() if "hours" in stop], ids=lambda stop: stop["id"])
def test_a_number_of_hours_stands_with_its_source(built_site: Path, stop: dict[str, Any]) -> None:
    tree = tree_of(built_site / f"levels/{stop['id']}/index.html")

    [said] = [node for node in tree.css("dl.glance dd") if hours_in_words(stop["hours"]) in words_of(node).lower()]

    source = said.css_first("a.source")
    assert source is not None
    assert urljoin(f"/levels/{stop['id']}/", href_of(source)) == f"/sources/#{stop['hours']['source']}"


@pytest.mark.parametrize("level", [level for level in every_level() if "hours" in level], ids=lambda level: level["id"])
def test_the_comparison_gives_the_same_hours(built_site: Path, level: dict[str, Any]) -> None:
    tree = tree_of(built_site / "levels/index.html")

    rows = [node for node in tree.css("tr") if node.css(f'a[href$="/{level["id"]}/"], a[href="{level["id"]}/"]')]

    assert [hours_in_words(level["hours"]) in words_of(row).lower() for row in rows] == [True]


def test_no_browser_is_let_keep_what_is_written_into_a_field(built_site: Path) -> None:
    fields = ("input:not([type=radio], [type=checkbox])", "textarea", "select")
    kept = ", ".join(f"{field}:not([autocomplete=off])" for field in fields)
    found = {
        path.relative_to(built_site).as_posix(): [field.html for field in those]
        for path in built_site.rglob("*.html")
        if (those := LexborHTMLParser(path.read_text(encoding="utf-8")).css(kept))
    }

    assert found == {}
