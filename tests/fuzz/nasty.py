"""Draw texts that nobody writes on purpose, and that a page or a message must bear all the same."""
# ruff: noqa: RUF001 - letters that look like others are what this is about

from __future__ import annotations

from random import Random

WORDS = (
    *("Call 911", "help", "the guide", "a", "0116117", "no", "~", "1e3", "2026-02-30", "…", "ﬁne", "İstanbul", "ẞ"),
    *("**", "*", "_", "__", "`", "``", "```", "~~~", "~~", "***", "[", "]", "](", "![", "[[", "]]", "[^1]", "[^1]:"),
    *("<", ">", "</", "<!--", "-->", "<b>", "</title>", "</script>", "<script>", "<![CDATA[", "]]>", "<?php", "<a\n"),
    *("&", "&lt;", "&#60;", "&#x3c;script&#x3e;", "&#0;", "&#xd800;", "&nbsp;", "&amp;lt;", "&colon;", "&#99999999;"),
    *("(https://example.org/)", "(/safety/)", "(/nowhere/#x)", "(javascript:x)", "(//x)", "(\\\\x)", "(<", "()", "( )"),
    *('"', "'", "“", "”", "‘", "«", "\\", "\\\\", "\\n", "%", "%s", "%(a)s", "{", "}", "{}", "{0}", "{a}", "{{", "}}"),
    *("{{ 7*7 }}", "{% raw %}", "{# x", "${x}", "#", "##", "# ", "- ", "+ ", "* ", "1. ", "1) ", "> ", ">", "|", "||"),
    *(
        "---",
        "===",
        "***\n",
        "| a | b |\n|---|---|\n| c |",
        ": ",
        " #",
        "!!",
        "!x",
        "&x",
        "*x",
        "@",
        "\t",
        "    ",
        "  \n",
    ),
    *("\n", "\n\n", "\r", "\x0b", "\x0c", "\x1b[31m", "\x00", "\x7f", "\x85", "\u00a0", "\u00ad", "\u200b", "\u200d"),
    *("\u200e", "\u200f", "\u202e", "\u2028", "\u2066", "\ufeff", "\ufffe", "\ufffd", "\ue000", "\ue000href=x\ue000"),
    *("e\u0301", "ا", "שלום", "日本語", "👩\u200d👩\u200d👧", "\U0010ffff", "𝒳", "a\u0300\u0301\u0302" * 9),
    *(
        "[a]: https://example.org/",
        "[a][]",
        "[a][b]",
        "[[tiles]]",
        "[[start]]",
        "[[do]]",
        "[[x]]",
        "wzxhzdk:0",
        "\x02amp\x03",
    ),
    *("[[picture:families]]", "klzzwxh:0001", "<p>[[start]]</p>", "sources:x", "[](/sources/#x)", "[[sources:x]]"),
)


def text(random: Random) -> str:
    """Draw a text: some words in a row, one of them many times, or parts nested in one another."""
    kind = random.randrange(12)
    if kind == 0:
        return random.choice(WORDS) * random.choice((2, 5, 40, 300, 3000))
    if kind == 1:
        begins, ends = random.choice(
            (("[", "]"), ("(", ")"), ("**", "**"), ("[a](", ")"), ("> ", ""), ("_", "_"), ("`", "`"))
        )
        depth = random.choice((3, 20, 90, 150, 199, 300, 1500))
        return begins * depth + "a" + ends * depth
    if kind == 2:
        mark = random.choice(("- ", "* ", "1. ", "> ", "+ ", "> - ", "- > "))
        indent = random.choice((2, 4, 1))
        return "\n".join(" " * indent * at + mark + "a" for at in range(random.choice((3, 8, 13, 60, 400))))
    if kind == 3:
        return random.choice(("a", "a ", "word, ", "\u0301", "a\n", "a\n\n", "- a\n", "**a** ", "<")) * random.choice(
            (100, 999, 5000, 20000)
        )
    # A few words alone pass the checks more often, so that they reach a page.
    words = random.choices(WORDS, k=random.randrange(1, 12) if kind < 7 else random.choice((1, 1, 2)))
    return random.choice(("", " ", " a ")).join(words)
