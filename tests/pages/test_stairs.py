"""Draw stairs for any ladder: every word stays in the picture, every step leads to its page, every mark is said."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from selectolax.lexbor import LexborHTMLParser

from generator.pages.atlas import Atlas, draw_atlas
from generator.pages.lettering import lines_of, width_of
from generator.pages.links import filled_in
from generator.pages.stairs import all_stairs, stairs_around, stairs_of_move
from generator.pages.stairs.staircase import WIDTH, Mark, Staircase, StepLabel, build_staircase
from generator.reading import shipped_words
from tests.conftest import shipped
from tests.pages.small_project import TODAY

WORDS = shipped_words()
TYPE = {"name": 17, "note": 15, "mark": 15}
NAMES = (
    "IOP",
    "Intensivtherapeutische Rehabilitationseinrichtungsgesellschaft",
    "Программа интенсивного амбулаторного лечения",
    "برنامج العلاج المكثف للمرضى الخارجيين",
    "集中的な外来治療プログラム" * 3,
    "W" * 60,
    "chương trình điều trị ngoại trú chuyên sâu",
)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    base = shipped().base
    assert base is not None
    return draw_atlas(base, TODAY)


def faults_of(stairs: Staircase) -> list[str]:
    """Say what stands outside its step or the picture."""
    faults = []
    for block in stairs.blocks:
        bottom = block.y + block.height
        if not 0 <= block.x < WIDTH or not 0 <= block.y < bottom <= stairs.ground:
            faults.append(f"{block.step.name}: the step")
        for line in block.words:
            right = line.x + width_of(line.text, TYPE[line.role])
            if line.x < block.x or right > WIDTH or not block.y + TYPE[line.role] <= line.y < bottom:
                faults.append(f"{line.text}: outside its step")
            if line.pill and line.x + line.pill - 8 > WIDTH:
                faults.append(f"{line.text}: its shape is too wide")
    faults.extend(f"the arrow at {point}" for point in points_of(stairs.arrow) if not is_inside(point, stairs))
    return faults


def is_inside(point: tuple[float, float], stairs: Staircase) -> bool:
    return 2 <= point[0] <= WIDTH - 2 and 2 <= point[1] <= stairs.height - 2


def points_of(arrow: str) -> list[tuple[float, float]]:
    """Give points of a curve of the third degree, from its start to its end."""
    if not arrow:
        return []
    numbers = [int(number) for number in re.findall(r"-?\d+", arrow)]
    held = list(zip(numbers[::2], numbers[1::2], strict=True))
    parts = [number / 20 for number in range(21)]
    weights = [((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3) for t in parts]
    return [
        (
            sum(w * x for w, (x, _) in zip(weight, held, strict=True)),
            sum(w * y for w, (_, y) in zip(weight, held, strict=True)),
        )
        for weight in weights
    ]


names = some.one_of(some.sampled_from(NAMES), some.text(min_size=1, max_size=80).filter(str.strip))
marks = some.permutations([Mark.FROM, Mark.TO, Mark.HERE, *[None] * 7])


@given(some.lists(some.tuples(names, names), min_size=2, max_size=10), marks)
def test_nothing_leaves_the_picture(said: list[tuple[str, str]], marked: list[Mark | None]) -> None:
    steps = [
        StepLabel(name, "levels/x/", note, mark, "You are here" if mark else "")
        for (name, note), mark in zip(said, marked, strict=False)
    ]

    stairs = build_staircase(steps)

    assert faults_of(stairs) == []


@pytest.mark.parametrize("count", range(2, 11))
def test_every_step_is_a_target_for_a_finger_on_a_narrow_screen(count: int) -> None:
    stairs = build_staircase([StepLabel("A", "levels/a/", "B")] * count)

    drawn_at = 286 / WIDTH
    assert min(block.height for block in stairs.blocks) * drawn_at >= 44
    assert len({block.x for block in stairs.blocks}) == count
    assert [block.y for block in stairs.blocks] == sorted(block.y for block in stairs.blocks)


@pytest.mark.parametrize("name", NAMES)
def test_lines_hold_all_of_a_text(name: str) -> None:
    lines = lines_of(name, size=17, width=180)

    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert max(width_of(line, 17) for line in lines) <= 180


def test_every_level_is_one_link_of_the_picture_highest_first(atlas: Atlas) -> None:
    drawn = LexborHTMLParser(filled_in(all_stairs(atlas), lambda name, address: f'{name}="/{address}"'))
    ladders = atlas.base.levels.ladders

    links = [link.attributes["href"] for link in drawn.css("svg a")]
    assert links == [f"/levels/{level.id}/" for ladder in ladders for level in ladder.levels[::-1]]
    assert len(drawn.css("svg[role=group] > g[role=list] > g[role=listitem] > a")) == len(links)
    assert [title.text() for title in drawn.css("svg > title")] == [f"{that.name}, drawn as stairs" for that in ladders]
    assert drawn.css("[style], style, script") == []
    ids = [node.id for node in drawn.css("[id]")]
    assert len(ids) == len(set(ids))


def test_page_of_a_level_or_kind_says_you_are_here_on_its_step(atlas: Atlas) -> None:
    drawn = LexborHTMLParser(str(stairs_around(atlas.stop_by_id["medical-residential"], atlas.words)))
    (here,) = drawn.css("[aria-current=location]")

    assert " ".join(here.text().split()) == "You are here Residential You stay overnight"
    assert len(drawn.css(".stairs-lamp")) == 1
    assert drawn.css(".stairs-arrow") == []


def test_place_beside_the_stairs_has_none(atlas: Atlas) -> None:
    assert stairs_around(atlas.stop_by_id["recovery-residence"], atlas.words) == ""


@pytest.mark.parametrize(
    ("move", "marked", "said"),
    [
        (
            "outpatient-to-residential",
            ["To here Residential You stay overnight", "From here Outpatient Fewer than 9 hours a week"],
            "An arrow leads up, from Outpatient to Residential.",
        ),
        (
            "residential-to-outpatient",
            ["From here Residential You stay overnight", "To here Outpatient Fewer than 9 hours a week"],
            "An arrow leads down, from Residential to Outpatient.",
        ),
        (
            "recovery-check-ups-to-outpatient-therapy",
            ["To here Therapy visits Fewer than 9 hours a week", "From here Check-ups Fewer than 9 hours a week"],
            "An arrow leads up.",
        ),
    ],
)
def test_move_is_an_arrow_between_steps_that_say_from_and_to(
    atlas: Atlas, move: str, marked: list[str], said: str
) -> None:
    placed = next(placed for placed in atlas.moves if placed.move.id == move)

    drawn = LexborHTMLParser(str(stairs_of_move(placed, WORDS)))

    assert [" ".join(step.text().split()) for step in drawn.css("[data-mark]")] == marked
    assert [words.text() for words in drawn.css("desc")] == [f"The higher the step, the more support. {said}"]
    assert len(drawn.css(".stairs-arrow")) == 1


@pytest.mark.parametrize(
    ("move", "on_the_stairs", "beside"),
    [
        ("mental-health-iop-to-crisis-stabilization", "From here", "To here Crisis stabilization"),
        ("crisis-stabilization-to-mental-health-iop", "To here", "From here Crisis stabilization"),
        ("recovery-residence-to-outpatient", "To here", "From here Recovery residence"),
    ],
)
def test_move_beside_the_stairs_names_the_other_place(atlas: Atlas, move: str, on_the_stairs: str, beside: str) -> None:
    placed = next(placed for placed in atlas.moves if placed.move.id == move)

    drawn = LexborHTMLParser(str(stairs_of_move(placed, WORDS)))

    assert [mark.text() for mark in drawn.css(".step-mark")] == [on_the_stairs]
    assert [words.text() for words in drawn.css("figcaption")] == [f"{beside}, which stands beside the stairs."]


def test_move_between_ladders_draws_each_with_its_end(atlas: Atlas) -> None:
    stops = atlas.stop_by_id
    placed = replace(atlas.moves[0], start=stops["outpatient"], end=stops["weekly-therapy"])

    drawn = LexborHTMLParser(str(stairs_of_move(placed, WORDS)))

    assert [mark.text() for mark in drawn.css(".step-mark")] == ["From here", "To here"]
    assert len(drawn.css("svg")) == 2
    assert drawn.css("figcaption") == []


def test_move_to_the_middle_kind_stays_on_its_step(atlas: Atlas) -> None:
    stops = atlas.stop_by_id
    across = next(placed for placed in atlas.moves if placed.direction == "across")
    placed = replace(across, start=stops["outpatient"], end=stops["outpatient-therapy"])

    drawn = LexborHTMLParser(str(stairs_of_move(placed, WORDS)))

    assert [mark.text() for mark in drawn.css(".step-mark")] == ["You stay on this step"]


def test_move_between_places_beside_the_stairs_has_no_picture(atlas: Atlas) -> None:
    stops = atlas.stop_by_id
    across = next(placed for placed in atlas.moves if placed.direction == "across")
    placed = replace(across, start=stops["crisis-stabilization"], end=stops["recovery-residence"])

    assert stairs_of_move(placed, WORDS) == ""


@pytest.mark.parametrize("count", range(2, 11))
def test_arrow_goes_through_the_air_from_tread_to_tread(count: int) -> None:
    through_stone: list[tuple[int, int, tuple[float, float]]] = []
    for start, end in permutations(range(count), 2):
        marks = {start: Mark.FROM, end: Mark.TO}
        stairs = build_staircase(
            [StepLabel("A", "levels/a/", "B", marks.get(number), "From here") for number in range(count)]
        )
        inside = [
            point
            for point in points_of(stairs.arrow)
            for block in stairs.blocks
            if point[0] > block.x + 2 and block.y < point[1] < block.y + block.height
        ]
        through_stone.extend((start, end, point) for point in inside)

    assert through_stone == []
