"""Hold that all that houses and clinics say of services, places and ways to reach them stands in the two examples."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from generator.checks.names import texts_of
from generator.model.organization import OrganizationFile
from generator.problems import Problems
from generator.project import read_files
from tests.conftest import ROOT

HOUSES, CLINIC = "many-houses", "one-clinic"
ROWS = [
    (HOUSES, "line for a first talk, day and night", "lines", "Admissions of the made-up houses"),
    (HOUSES, "text line", "lines", "Text line of the made-up houses"),
    (HOUSES, "chat", "lines", "https://example.org/chat"),
    (HOUSES, "hours", "hours", "Every day, all day and all night."),
    (HOUSES, "assessment", "services", "A first assessment"),
    (HOUSES, "withdrawal care", "services", "Withdrawal care with doctors"),
    (HOUSES, "plan of one's own", "services", "A plan of your own"),
    (HOUSES, "therapy", "services", "Counseling"),
    (HOUSES, "teaching families", "services", "Family sessions"),
    (HOUSES, "medicine for addiction", "medicines.started_here", "Buprenorphine"),
    (HOUSES, "two conditions at once", "services", "Care for mental health and addiction together"),
    (HOUSES, "peers", "services", "Peer support"),
    (HOUSES, "case management", "services", "Help with papers and work"),
    (HOUSES, "other treatments", "services", "Yoga and art"),
    (HOUSES, "care after treatment", "services", "Groups after treatment"),
    (HOUSES, "events for former patients", "services", "Days for people who lived here before"),
    (HOUSES, "place of a facility", "programs.place", "Millbrook"),
    (HOUSES, "state of a facility", "programs.place", "Made-up State"),
    (HOUSES, "residential care", "programs.levels", "residential"),
    (HOUSES, "inpatient care", "programs.levels", "inpatient"),
    (HOUSES, "recovery housing", "programs.levels", "recovery-residence"),
    (HOUSES, "house for women alone", "programs.for_whom", "Women"),
    (HOUSES, "house for men alone", "programs.for_whom", "Men"),
    (HOUSES, "gym and film room", "programs.services", "A film room"),
    (HOUSES, "rooms", "programs.services", "Rooms for two"),
    (HOUSES, "outdoors", "programs.services", "Walks and sports outdoors"),
    (HOUSES, "grounds", "programs.sentence", "A quiet house on wide grounds."),
    (CLINIC, "somebody to reach", "lines", "Front desk of the made-up clinic"),
    (CLINIC, "place", "programs.place", "9 Harbor Street"),
    (CLINIC, "public transport and parking", "programs.place", "The bus stops at the door, and you can park there."),
    (CLINIC, "intensive outpatient program", "programs.levels", "mental-health-iop"),
    (CLINIC, "partial hospitalization", "programs.levels", "partial-hospitalization"),
    (CLINIC, "weekly therapy", "programs.levels", "weekly-therapy"),
    (CLINIC, "teens", "programs.for_whom", "Teens 13 to 17"),
    (CLINIC, "evenings", "programs.schedules", "Monday, Wednesday and Thursday, evenings"),
    (CLINIC, "mornings", "programs.schedules", "Monday, Wednesday and Thursday, mornings"),
    (CLINIC, "afternoons", "programs.schedules", "Tuesday to Thursday, afternoons"),
    (CLINIC, "by video", "video", "Most visits can be by video."),
    (CLINIC, "staff who speak two languages", "languages", "Spanish"),
    (CLINIC, "kinds of therapy", "services", "Therapy alone and in groups (CBT, DBT and EMDR)"),
    (CLINIC, "families", "services", "Family sessions"),
    (CLINIC, "skills", "services", "Skills for stress and hard days"),
    (CLINIC, "prescribers", "services", "Help with medicines"),
    (CLINIC, "school, work, housing", "services", "Help with school, work and housing"),
    (CLINIC, "work with earlier places of care", "services", "Talks with your hospital or last program"),
    (CLINIC, "first talk", "intake", "You call or write."),
    (CLINIC, "assessment", "intake", "A clinician talks with you."),
    (CLINIC, "plan of care", "intake", "You plan your care together."),
    (CLINIC, "start", "intake", "Your first group."),
    (CLINIC, "insurance", "insurance", "Medicaid"),
    (CLINIC, "benefits are looked up", "intake", "We call your plan, and say what you would pay."),
    (CLINIC, "paying oneself", "payment", "You can pay yourself. Ask for the sliding scale."),
]


@cache
def organization(example: str) -> OrganizationFile:
    base = read_files(ROOT / "examples" / example, Problems()).reading.base
    assert base is not None
    return base.organization


def said_under(value: Any, keys: str) -> set[str]:
    """Give every text that stands under a key, or under one within each entry of a list."""
    key, _, rest = keys.partition(".")
    if isinstance(value, tuple):
        return {text for each in value for text in said_under(each, keys)}
    found = getattr(value, {"place": "place_"}.get(key, key))
    return said_under(found, rest) if rest else set(map(str, texts_of(found)))


@pytest.mark.parametrize(("example", "row", "keys", "text"), ROWS, ids=[f"{row[0]}: {row[1]}" for row in ROWS])
def test_row_stands_in_an_example(example: str, row: str, keys: str, text: str) -> None:
    assert text in said_under(organization(example), keys)
