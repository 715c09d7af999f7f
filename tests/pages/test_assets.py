"""What is served says the same as what is written, in fewer bytes."""

import shutil

import pytest

from generator.site.assets import joined, smaller
from tests import guide_script, script_types

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


def test_the_small_script_is_made_of_the_one_that_is_written() -> None:
    source, minified = guide_script.source(), guide_script.MINIFIED.read_text(encoding="utf-8")

    assert smaller(source, minified) == minified.split("\n", 1)[1], "run: make script"
    assert len(minified) < 0.8 * len(source)


def test_a_script_that_was_changed_since_is_served_as_it_is_written() -> None:
    minified = guide_script.MINIFIED.read_text(encoding="utf-8")

    assert smaller("changed();", minified) == "changed();"


def test_the_scripts_keep_the_types_that_they_say() -> None:
    if shutil.which("npx") is None:
        pytest.skip("npx is not installed")
    done = script_types.check("--offline")
    if "npm error" in done.stderr:
        pytest.skip("TypeScript is not at hand without a network: make types")

    assert done.stdout == ""
    assert done.returncode == 0
