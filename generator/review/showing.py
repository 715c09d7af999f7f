"""Show a unit in lines, as a reader meets it, and list what a person is about to sign off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.problems import visible
from generator.project import Project
from generator.review.pack import Pack, PackItem, pack_of
from generator.review.since import since_signed
from generator.review.writing import Signer
from generator.sign_offs import SignOffs, Unit


def read_out(project: Project, sign_offs: SignOffs, unit: Unit, *, says_where: bool = True) -> str:
    """Write a unit in lines: where it stands in the files and on the site, then every word and rule that it covers.

    What changed since somebody signed it off comes first. Without `says_where` it is only what there is to read.
    """
    base = project.reading.base
    assert base is not None
    pack = pack_of(base, sign_offs, {unit.name})
    [shown] = pack.units
    where = f"{project.shown(unit.place.file)}:{unit.place.line}"
    on_site = "" if shown.address is None else f", on the site at {project.settings.url.rstrip('/')}/{shown.address}"
    since = since_signed(project, sign_offs, unit)
    lines = [*([since, "", "All of it as it is now:", ""] if since else [])]
    lines += [unit.name, f"{where}{on_site}"] if says_where else []
    for item in shown.items:
        lines += ["", *_lines(item, pack)]
    return "\n".join(visible(line) for text in lines for line in text.split("\n"))


def _lines(item: PackItem, pack: Pack) -> Iterator[str]:
    words = pack.words
    yield f"{item.sort} {item.id}".strip() + (f": {item.name}" if item.name else "")
    before = ""
    for line in item.lines:
        yield f"  {line.label}: {line.text}" if line.label and line.label != before else f"  {line.text}"
        before = line.label
    for answer in item.answers:
        they = f" / {answer.they}" if answer.they != answer.text else ""
        yield f"  - {answer.text}{they}" + (f" -> {words.target(answer.target)}" if answer.target else "")
        if answer.help:
            yield f"    {answer.help}"
    for row in item.rows:
        condition = "in every other case" if row.condition is True else f"if {words.in_line(row.condition)}"
        yield f"  {row.number}. {condition} -> {row.target}"


def to_agree(project: Project, sign_offs: SignOffs, units: Sequence[Unit], signer: Signer) -> str:
    """List what a person is about to sign off: what they read, and apart from it what they called."""
    base = project.reading.base
    assert base is not None
    titles = {unit.name: unit.title for unit in pack_of(base, sign_offs, {unit.name for unit in units}).units}
    lines = []
    for said, is_called in (("reviewed, word for word", False), ("called, and found right", True)):
        names = [unit.name for unit in units if unit.is_called is is_called]
        if names:
            lines.append(f"On {signer.day} {signer.by} has {said}, {len(names)} in number:")
            lines += [f"  {name}" + (f": {titles[name]}" if titles[name] else "") for name in names]
    return "\n".join(visible(line) for line in lines)
