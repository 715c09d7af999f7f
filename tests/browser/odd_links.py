"""Draw links that two readers could read in two ways, and texts that hold them, the same each time."""
# ruff: noqa: RUF001 - letters that look like others are what this is about

from random import Random

KNOWN = "known.example"
"""The one host to which a link may lead."""
BASE = "https://site.example/kb/page/"
"""Where the page stands that holds the links."""
_STEMS = (
    *(f"https://{KNOWN}/", f"https://{KNOWN}", f"https://{KNOWN}/a/b.html?c=d&e#f", f"https://{KNOWN}:443/"),
    *(
        f"https://{KNOWN}:8443/a",
        f"HTTPS://{KNOWN.upper()}/",
        f"https:{KNOWN}",
        f"https:/{KNOWN}",
        f"https:///{KNOWN}/",
    ),
    *(
        "/safety/",
        "/safety/#opioids",
        "#opioids",
        "/a/../b/",
        "/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
    ),
    *(
        "https://evil.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "tel:911",
        "mailto:a@evil.example",
        "",
        "?a",
        "b/",
    ),
    *(
        "https://1.2",
        "https://0x7f.1/",
        "https://[::1]/",
        "https://[::ffff:1.2.3.4]:80/",
        "https://127.1",
        "https://a.0x1/",
    ),
    *(
        "https://xn--bcher-kva.example/",
        "https://xn--zz.example/",
        "https://xn--strae-oqa.example/",
        "https://bücher.example/",
    ),
    *(
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://xn--/",
        "https://xn--a-.example",
        "https://ｅvil.example",
        "https://evil。example",
    ),
    *(
        f"https://{KNOWN}.evil.example/",
        f"https://evil.example/{KNOWN}",
        f"https://{KNOWN}@evil.example/",
        "blob:https://a.b/",
    ),
    *(
        f"https://{KNOWN}%2eevil.example/",
        f"https://{KNOWN}%40evil.example/",
        "https://%65vil.example/",
        "ftp://evil.example/",
    ),
    *(
        "view-source:x",
        "vbscript:x",
        "https://a..b/",
        "https://.a.b/",
        "https://a.b./",
        "https://-a-.b-c/",
        "https://a_b.example/",
    ),
)
_ODD = (
    *(
        "@",
        ":",
        "/",
        "//",
        "\\",
        "\t",
        "\n",
        "\r",
        " ",
        "\u00a0",
        "\u3000",
        "\u200b",
        "\u00ad",
        "\u2060",
        "\ufeff",
        "\u202e",
    ),
    *(
        "%2f",
        "%5c",
        "%40",
        "%00",
        "%",
        "%zz",
        "\x00",
        "\x1f",
        "\x7f",
        "?",
        "#",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        '"',
        "'",
        "`",
    ),
    *(
        "&#47;",
        "&sol;",
        "&#x5c;",
        "&bsol;",
        "&colon;",
        "&Tab;",
        "&NewLine;",
        "&commat;",
        "&period;",
        "&amp;",
        "&#0;",
        "&lt;",
    ),
    *(
        "。",
        "．",
        "ß",
        "ſ",
        "Å",
        "é",
        "e\u0301",
        "😀",
        "user@",
        "user:pw@",
        "evil.example",
        ":80",
        ":0",
        ":99999",
        ":x",
        "|",
        "^",
    ),
    *("{", "}", "*", "_", "..", "./", "../", ";", ",", "xn--", "0x", "1", "A", "~", "+", "-", "--", "=", "&"),
)
_FORMS = (
    *(
        "[a]({})",
        "[a]({})",
        "[a]({})",
        "[a](<{}>)",
        '[a]({} "t")',
        "[a]( {} )",
        "![a]({})",
        "[]({})",
        "[a [b](/x/)]({})",
    ),
    *("[a][b]\n\n[b]: {}", "[b][]\n\n> [b]: {}", "[b]\n\n- [b]: {}", "[b]\n\n[b]:\n    <{}>", '[b]\n\n[B]: {} "t"'),
    *(
        "**[a]({})**",
        "> [a]({})",
        "- [a]({})\n- b",
        "1. a\n\n    [a]({})",
        "`[a]({})`",
        "a\\[a]({})",
        "[a](\n{}\n)",
        "[*a*_b_]({})",
    ),
    *("<{}>", "[a](({}))", "[a]({}))", "| a |\n|---|\n| [a]({}) |", "[a] [b]\n\n   [b]: {}", "x[a]:{}\n[a]: {}\n\n[a]"),
)


def odd_link(random: Random) -> str:
    """Draw a link: an ordinary one, or one with up to three odd parts in it."""
    link = random.choice(_STEMS)
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 3))):
        at = random.randrange(len(link) + 1)
        link = link[:at] + random.choice(_ODD) + link[at + random.choice((0, 0, 0, 1)) :]
    return link


def text_with(link: str, random: Random) -> str:
    """Draw a text in Markdown that holds a link in some form."""
    return random.choice(_FORMS).replace("{}", link)
