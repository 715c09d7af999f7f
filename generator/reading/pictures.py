"""Know which files of content/ are published as they are: pictures, and nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from generator.model.knowledge import FILES, GUIDES, HANDBOOK_FILES, LEVELS, LINES
from generator.model.organization import OrganizationFile
from generator.model.prose import PROSE_PAGES
from generator.page_kinds import kept_addresses
from generator.problems import Place, Problems, did_you_mean
from generator.reading.files import is_yaml_in
from generator.source import PICTURES, Folders, fault_of_picture, say_odd_name, say_same_names

PAGE = ".md"
"""How the name of a page by hand ends."""


def pictures_among(folders: Folders, names: Collection[str], problems: Problems) -> tuple[str, ...]:
    """List the pictures among the files of content/; what is neither read nor a picture is refused, and a link is too.

    Whatever else stands there would be published beside the pages, or in the place of a file of ours.
    """
    known = {*FILES, *HANDBOOK_FILES, LINES}
    pictures = []
    for name in (name for name in names if name not in known and not name.endswith(PAGE)):
        if any(is_yaml_in(place, name) for place in (LEVELS, GUIDES)):
            continue
        start = Place(name, 1, 1)
        if folders.is_link(name):
            problems.error(start, "link", f'"{name}" is a symbolic link', help="put the file itself there")
        elif name.endswith((".yaml", ".yml")):
            near = did_you_mean(name, known) or f"known: {', '.join(sorted(known))}, {GUIDES}*.yaml, {LEVELS}*.yaml"
            problems.error(start, "unknown-file", "no such file is read", help=near)
        elif not (folders.root_of(name) / name).is_file() or not name.lower().endswith(PICTURES):
            cure = f"move it out of {PROSE_PAGES}; published are pages ({PAGE}) and pictures ({' '.join(PICTURES)})"
            problems.error(start, "unknown-file", "a file of this kind is not published", help=cure)
        elif name.removeprefix(PROSE_PAGES).casefold().startswith(kept_addresses()):
            cure = f"move it to another folder of {PROSE_PAGES}"
            problems.error(start, "unknown-file", "the site makes what stands in this folder itself", help=cure)
        else:
            say_odd_name(name, name.removeprefix(PROSE_PAGES), problems)
            pictures.append(name)
            fault = fault_of_picture(folders.root_of(name) / name)
            if fault:
                cure = "save it anew as such a picture, no larger than pages show it"
                problems.error(start, "bad-picture", fault, help=cure)
    # Of other pages that have one name the addresses clash.
    first_pages = [name for name in names if name.rpartition("/")[2].casefold() in ("index.md", "readme.md")]
    say_same_names([*pictures, *first_pages], problems)
    return tuple(pictures)


def say_missing_logo(organization: OrganizationFile | None, pictures: Iterable[str], problems: Problems) -> None:
    """Add a problem where the logo of an organization is none of its pictures."""
    if organization is None or organization.logo is None:
        return
    picture, known = organization.logo.picture, [name.removeprefix(PROSE_PAGES) for name in pictures]
    if picture not in known:
        help = did_you_mean(picture, known) or f"put the picture into {PROSE_PAGES}"
        problems.error(picture.place, "unknown-picture", f'there is no picture "{picture}"', help=help)
