"""What is served says the same as what is written, in fewer bytes."""

from generator.pages.assets import joined, trimmed

ENGINE = """// Follows.
/** Gives the next.
 * @param {number} at
 */
export function step(at) {
  return at + 1;
}
"""
PAGE = """import { step } from "./engine.js";

// The start.
const words = `at ${ step(0) },  here`;
show("a  ;  b", words);
"""


def test_modules_become_one_without_comments_and_imports() -> None:
    script = joined(ENGINE, PAGE)

    assert script == 'function step(at){return at + 1;}const words=`at ${ step(0) },  here`;show("a  ;  b",words);'


def test_a_style_keeps_its_selectors_and_texts() -> None:
    style = trimmed('/* Top. */\n.top :is(a, b) {\n  margin: 0;\n  content: "a : b";\n}\n@media print { a { b: c } }\n')

    assert style == '.top :is(a,b){margin:0;content:"a : b";}@media print{a{b:c}}'
