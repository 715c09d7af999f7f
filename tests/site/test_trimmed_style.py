"""A style that pages hold is written small, and says the same."""

import pytest

from generator.site.assets import trimmed


@pytest.mark.parametrize(
    ("written", "small"),
    [
        ("/* Top. */\n.top :is(a, b) {\n  margin: 0;\n}\n", ".top :is(a,b){margin:0;}"),
        ('p::before { content: "a : b; {}" }', 'p::before{content:"a : b; {}"}'),
        ("@media print { a { b: c } }", "@media print{a{b:c}}"),
        ("@page { margin: 2cm }", "@page{margin:2cm}"),
        (
            '@font-face {\n  font-family: A;\n  src: url("a.woff2") format("woff2");\n}',
            '@font-face{font-family:A;src:url("a.woff2") format("woff2");}',
        ),
    ],
)
def test_a_style_keeps_its_selectors_texts_and_rules(written: str, small: str) -> None:
    assert trimmed(written) == small
