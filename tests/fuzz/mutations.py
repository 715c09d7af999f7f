"""Change the files of a project as people, programs and bad disks do; each change follows from its seed alone."""
# ruff: noqa: RUF001 - letters that look like others are what this is about

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.fuzz import nasty

Files = dict[str, bytes]
_VALUE = re.compile(r"^(?P<before>[ ]*(?:- )?(?:[\w-]+: )|[ ]*- )(?P<value>[^|>\s].*)$", re.MULTILINE)
_KEY = re.compile(r"^([ ]*(?:- )?)([\w-]+)(?=:(?: |$))", re.MULTILINE)
_SETTINGS = (
    "hooks: [a.py]\n",
    "INHERIT: ../x.yml\n",
    "x: !!python/name:os.system\n",
    "x: !!python/object/apply:os.system [id]\n",
    "site_url: !ENV HOME\n",
    "site_url: https://[x/\n",
    "site_url: https://exa mple.org\n",
    "site_url: https://example.org:99999/\n",
    "site_url: https://example.org/a/b?c#d\n",
    "site_url: https://example.org/%zz/\n",
    "site_url: [a]\n",
    "edit_uri: javascript:x\n",
    "edit_uri: {a: b}\n",
    "nav: [a, {b: c}]\n",
    "theme: {custom_dir: content}\n",
    "theme: {custom_dir: .}\n",
    "theme: {custom_dir: [a]}\n",
    "theme: []\n",
    "extra: []\n",
    "plugins: {stepwell: {a: b}}\n",
    "plugins: x\n",
    "upstream: .\n",
    "upstream: {}\n",
    "docs_dir: /\n",
    "site_name: {a: b}\n",
    "site_name: ''\n",
)


def mutated(files: Files, random: Random) -> tuple[str, Files]:
    """Give the files after one to three changes, and the names of the changes."""
    changed, names = dict(files), []
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        mutation = random.choices(list(_MUTATIONS), weights=list(_MUTATIONS.values()))[0]
        name = random.choice(sorted(changed)) if changed else "levels.yaml"
        if mutation is _set_setting:
            name = "mkdocs.yml"
        elif mutation is _write_in_page:
            name = random.choice([each for each in sorted(files) if each.endswith(".md")])
        names.append(f"{mutation.__name__.strip('_')} {name}")
        mutation(changed, name, random)
    return ", ".join(names), changed


def write(files: Files, folder: Path) -> None:
    """Write the files below a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _decoded(files: Files, name: str) -> str:
    return files.get(name, b"").decode("utf-8", "surrogateescape")


def _encoded(text: str) -> bytes:
    return (
        text.encode("utf-8", "surrogatepass") if max(text, default="") < "\udc80" else text.encode("utf-8", "replace")
    )


def _put(files: Files, name: str, text: str) -> None:
    files[name] = _encoded(text)


def _set_field(files: Files, name: str, random: Random) -> None:
    """Write another text in the place of a value or behind it: in quotes, as it is, or as a block."""
    text = _decoded(files, name)
    fields = list(_VALUE.finditer(text))
    if not fields:
        return
    field = random.choice(fields)
    new = nasty.text(random)
    old = field["value"].strip('"')
    said = random.choice((new, f"{old} {new}", f"{new} {old}"))
    indent = " " * (len(field["before"]) - len(field["before"].lstrip()) + 4)
    written = random.choice(
        (
            *(json.dumps(said, ensure_ascii=random.random() < 0.2),) * 4,
            "|\n" + "\n".join(indent + line for line in said.split("\n")),
            said,
        )
    )
    _put(files, name, text[: field.start("value")] + written + text[field.end("value") :])


def _set_setting(files: Files, name: str, random: Random) -> None:
    line = random.choice(_SETTINGS)
    text = _decoded(files, name)
    key = re.escape(line.split(":")[0])
    _put(files, name, re.sub(rf"^{key}:.*\n(?:[ ].*\n)*", "", text, flags=re.MULTILINE) + line)


def _write_in_page(files: Files, name: str, random: Random) -> None:
    lines = _decoded(files, name).split("\n")
    at = random.randrange(len(lines) + 1)
    lines[at:at] = random.choice(("", "\n")).join(("", nasty.text(random), "")).split("\n")
    _put(files, name, "\n".join(lines))


def _change_key(files: Files, name: str, random: Random) -> None:
    """Drop the line of a key, double it, or give the key another name."""
    text = _decoded(files, name)
    keys = list(_KEY.finditer(text))
    if not keys:
        return
    key, other = random.choice(keys), random.choice(keys)
    end = text.find("\n", key.start()) + 1 or len(text)
    line = text[key.start() : end]
    new = random.choice(("", line + line, line.replace(key[2], other[2], 1), line.replace(key[2], key[2].upper(), 1)))
    _put(files, name, text[: key.start()] + new + text[end:])


def _flip_bytes(files: Files, name: str, random: Random) -> None:
    content = bytearray(files.get(name, b""))
    for _ in range(random.choice((1, 2, 10)) if content else 0):
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
    files[name] = bytes(content)


def _put_bytes(files: Files, name: str, random: Random) -> None:
    content = files.get(name, b"")
    at = random.randrange(len(content) + 1)
    files[name] = content[:at] + random.randbytes(random.choice((1, 3, 50))) + content[at:]


def _move_lines(files: Files, name: str, random: Random) -> None:
    lines = _decoded(files, name).split("\n")
    one, two = random.randrange(len(lines)), random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            lines[one], lines[two] = lines[two], lines[one]
        case 1:
            lines.insert(one, lines[two])
        case 2:
            del lines[one]
        case 3:
            lines[one] = " " * random.randrange(1, 5) + lines[one]
        case 4:
            lines[one] = lines[one][random.randrange(1, 4) :]
        case _:
            del lines[min(one, two) : max(one, two)]
    _put(files, name, "\n".join(lines))


def _cut(files: Files, name: str, random: Random) -> None:
    content = files.get(name, b"")
    files[name] = content[: random.randrange(len(content) + 1)]


def _nest(files: Files, name: str, random: Random) -> None:
    depth = random.choice((20, 31, 33, 100, 2000))
    begins, ends = random.choice((("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("[", ""), ("(", ")"), ("> ", "")))
    lines = _decoded(files, name).split("\n")
    at = random.randrange(len(lines))
    lines[at] = f"{lines[at].partition(':')[0]}: {begins * depth}a{ends * depth}"
    _put(files, name, "\n".join(lines))


def _encode(files: Files, name: str, random: Random) -> None:
    text = _decoded(files, name).encode("utf-8", "replace").decode()
    form = random.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-7", "shift-jis", "utf-8-sig"))
    files[name] = text.encode(form, "replace")


def _end_lines(files: Files, name: str, random: Random) -> None:
    ending = random.choice((b"\r\n", b"\r", b"\n\n", b"\x0b", b"\xc2\x85", b"\xe2\x80\xa8", b" \n", b"\t\n", b"\\\n"))
    files[name] = files.get(name, b"").replace(b"\n", ending)


def _replace_all(files: Files, name: str, random: Random) -> None:
    content = random.choice(
        (
            b"",
            b"null",
            b"[]",
            b"{}",
            b"- a",
            b"a",
            b"---",
            b"---\n---\n",
            b"\xef\xbb\xbf",
            b"%YAML 1.2\n---\na: b",
            b"? a",
        )
    )
    files[name] = random.choice((content, files[random.choice(sorted(files))]))


def _swap_indent(files: Files, name: str, random: Random) -> None:
    spaces = random.choice((b"\t", b"\xc2\xa0 ", b" ", b"   ", b"\xe3\x80\x80"))
    count = random.choice((1, 3, -1))
    files[name] = files.get(name, b"").replace(b"\n  ", b"\n" + spaces, count)


def _merge(files: Files, name: str, random: Random) -> None:
    lines = _decoded(files, name).split("\n")
    at = random.randrange(len(lines))
    lines[at : at + 2] = ["<<<<<<< HEAD", *lines[at : at + 2], "=======", *lines[at : at + 1], ">>>>>>> other"]
    del lines[at + random.randrange(4) : at + random.randrange(4)]
    _put(files, name, "\n".join(lines))


def _curl_quotes(files: Files, name: str, random: Random) -> None:
    text = _decoded(files, name)
    fields = list(_VALUE.finditer(text))
    if fields:
        field = random.choice(fields)
        begins, ends = random.choice((("“", "”"), ("'", ""), ('"', ""), ("", '"'), ("„", "“"), ("‘", "’"), ("`", "`")))
        said = field["value"].strip('"')
        _put(files, name, f"{text[: field.start('value')]}{begins}{said}{ends}{text[field.end('value') :]}")


def _add_file(files: Files, name: str, random: Random) -> None:
    """Add a file of a name that somebody may choose, or of a kind that is not published."""
    picture = b"\x89PNG\r\n\x1a\n" + random.randbytes(40)
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    page = files.get("content/about.md", b"")
    added, content = random.choice(
        (
            *(
                ("content/a.png", picture),
                ("content/a.png", b""),
                ("content/a.svg", drawing),
                ("content/A.PNG", picture),
            ),
            *(("content/a.jpg", picture), ("content/assets/a.png", picture), ("content/levels/a.png", picture)),
            *(
                ("content/ab\u0301.md", page),
                ("content/a b.md", page),
                ("content/é.md", page),
                ("content/About.md", page),
            ),
            *(
                ("content/about./index.md", page),
                ("content/CON.md", page),
                ("content/a:b.md", page),
                ("content/a\nb.md", page),
            ),
            *(
                ("content/guide.md", page),
                ("content/ſafety.md", page),
                ("content/a#b.md", page),
                ("content/a?b.md", page),
            ),
            *(("content/a%2fb.md", page), ("content/..md", page), ("content/a<b>.md", page), ('content/a"b.md', page)),
            *(
                ("content/guides/x.yaml", page),
                ("content/levels/x.yaml", b"levels: []\n"),
                ("content/index.html", page),
            ),
            *(("content/words.yml", page), ("content/index/index.md", page), ("content/README.md", page)),
        )
    )
    files[added] = content
    if random.random() < 0.5:
        files["content/index.md"] = files.get("content/index.md", b"") + f"\n\n![x]({added[8:]})\n".encode()


def _delete(files: Files, name: str, random: Random) -> None:
    files.pop(name, None)


_MUTATIONS: dict[Callable[[Files, str, Random], None], int] = {
    _set_field: 12,
    _set_setting: 2,
    _write_in_page: 5,
    _change_key: 4,
    _flip_bytes: 3,
    _put_bytes: 2,
    _move_lines: 4,
    _cut: 2,
    _nest: 2,
    _encode: 2,
    _end_lines: 1,
    _replace_all: 1,
    _swap_indent: 1,
    _merge: 1,
    _curl_quotes: 3,
    _add_file: 2,
    _delete: 1,
}
