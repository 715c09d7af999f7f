"""Hold what is taken for the headings of a page against what Markdown makes of it."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random
from types import SimpleNamespace
from typing import cast

import markdown

from generator.checks import bad_heading
from generator.model.knowledge import KnowledgeBase
from generator.problems import Place, Text

LINES = (
    *(
        "",
        "Words.",
        "# T",
        "## P",
        " # T",
        "   ## P",
        "\t# T",
        "    # c",
        "#",
        "##",
        "###",
        " #",
        "#T",
        "# T #",
        "\\# T",
    ),
    *("Words\n===", "Words\n  ===", "Words\n---", "Words\n-", "Words\n--", "Words\n =", "  Words\n===", "Words\n=== x"),
    *("- a", "1. a", "> # Q", ">## Q", "- # L", "2) # L", "***", "| a |\n|---|", "**#1**", "\\# T"),
)
PAGES = 3000


def drawn(random: Random) -> str:
    """Draw a page: mostly with a title, then some lines, with or without an empty one between two."""
    lines = (random.choice(("", "\n")) + random.choice(LINES) for _ in range(random.randrange(1, 5)))
    return random.choice(("", "# Title\n\n", "# Title\n\n")) + "\n".join(lines)


def is_well_ranked(html: str) -> bool:
    ranks = [int(rank) for rank in re.findall(r"<h([1-6])", html)]
    return ranks.count(1) == 1 and ranks[0] == 1 and all(after <= before + 1 for before, after in pairwise(ranks))


def test_no_page_with_an_odd_heading_passes() -> None:
    random, missed, passed = Random(20), [], 0
    for _ in range(PAGES):
        body = drawn(random)
        page = SimpleNamespace(body=Text(f"\n{body}", place=Place("content/a.md", 1, 1)))
        if not list(bad_heading.check(cast(KnowledgeBase, SimpleNamespace(pages=(page,))))):
            passed += 1
            if not is_well_ranked(markdown.markdown(body, extensions=["tables", "sane_lists"])):
                missed.append(body)

    assert missed == []
    assert passed > PAGES // 20
