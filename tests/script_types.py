"""Check the types that the scripts say in their comments, with TypeScript: nothing of it is served."""

from __future__ import annotations

import subprocess
import sys

from tests.guide_script import ASSETS

# A script asks the page for what its template holds, and fails where it is not there: null is no type of its own.
_CHECKER = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--strictNullChecks", "false")
_BROWSER = ("--target", "es2023", "--lib", "es2023,dom,dom.iterable")
_MODULES = ("--module", "esnext", "--moduleDetection", "force")
_SCRIPTS = (
    "guide_engine.js",
    "guide.js",
    "memory_word_engine.js",
    "memory_word.js",
    "look_again.js",
    "leave.js",
    "fields.js",
    "words.js",
    "folds.js",
    "choose.js",
    "find.js",
    "search_engine.js",
    "search.js",
    "staff.js",
    "../../edit_server/pages/edit.js",
    "../../guide_map/map.js",
)


def check(*options: str) -> subprocess.CompletedProcess[str]:
    """Check every script of ours; `options` are for npx, such as "--offline"."""
    checker = ("--package", "typescript@5.9.3", "tsc", *_CHECKER, *_BROWSER, *_MODULES)
    words = ("npx", "--yes", *options, *checker, *_SCRIPTS)
    return subprocess.run(words, cwd=ASSETS, capture_output=True, text=True, check=False)


if __name__ == "__main__":
    done = check()
    print(done.stdout + done.stderr, end="")
    sys.exit(done.returncode)
