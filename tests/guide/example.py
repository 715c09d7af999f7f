"""Write one guide by hand, small enough to count on paper."""

from __future__ import annotations

from tests.guide.small_guides import Tree, answer, guide, outcome, question

SIGNS = ["signs.worse", "signs.missing", "signs.using"]


def example() -> Tree:
    """Ask about danger, then where, then signs; one sign alone is asked about once more, at home."""
    dangers = [answer("hurt"), answer("overdose"), answer("none", "where"), answer("not-sure", "today")]
    places = [answer("home"), answer("program"), answer("not-sure")]
    signs = [answer("worse"), answer("missing"), answer("using"), answer("none"), answer("not-sure")]
    cases = [
        {"when": {"at_least": 2, "of": SIGNS}, "next": "more"},
        {"when": {"all": ["where.home", {"any": SIGNS}]}, "next": "wish"},
        {"otherwise": "stay"},
    ]
    return guide(
        [
            question("danger", "any", dangers, "emergency"),
            question("where", "one", places, "signs"),
            question("signs", "any", signs, "decide"),
            question("wish", "one", [answer("yes", "more"), answer("no", "stay")]),
        ],
        [{"id": "decide", "cases": cases}],
        [
            outcome("emergency", "emergency", "help-now"),
            outcome("today", "today", "help-now"),
            outcome("more", "soon", "more-support"),
            outcome("stay", "routine", "stay"),
        ],
    )
