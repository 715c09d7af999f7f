"""Drive the system's Firefox by Marionette, which it speaks itself; Playwright drives only a Firefox of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests import system_package
from tests.site.web_servers import free_port

NAMES = ("firefox-esr", "firefox")
CURE = "on Debian: apt-get install firefox-esr"
# Errors of scripts and of policies stand in the browser's own console, which only its own scripts may read.
_ERRORS = """return Services.console.getMessageArray()
  .filter((said) => said instanceof Ci.nsIScriptError && !(said.flags & Ci.nsIScriptError.warningFlag))
  .map((said) => `${said.sourceName} ${said.errorMessage}`);"""

_KEPT = """const from = (name) => ChromeUtils.importESModule(`resource:///modules/sessionstore/${name}.sys.mjs`)[name];
  const window = Services.wm.getMostRecentWindow("navigator:browser");
  return from("TabStateFlusher").flushWindow(window).then(() => from("SessionStore").getBrowserState());"""
_PREFER = """for (const [name, value] of Object.entries(arguments[0]))
  Services.prefs[`set${{ boolean: "Bool", number: "Int", string: "String" }[typeof value]}Pref`](name, value)"""


def find() -> str | None:
    """Give the path of an installed Firefox."""
    return system_package.find(NAMES)


def install() -> None:
    """Install Firefox where there is none and that may be done; elsewhere its tests are skipped, and say so."""
    if find() is None:
        system_package.install(NAMES[0])
    if find() is None:
        print(f"tests: without Firefox its tests are skipped ({CURE})", file=sys.stderr)


class Firefox:
    """Be one window of a running Firefox."""

    def __init__(self, port: int) -> None:
        self._line = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._file = self._line.makefile("rb")
        self._read()
        self.ask("WebDriver:NewSession")

    def ask(self, command: str, **parameters: object) -> Any:
        """Send one command and give what it answers; an error of Firefox's fails the test with its words."""
        text = json.dumps([0, 1, command, parameters]).encode()
        self._line.sendall(b"%d:%b" % (len(text), text))
        _, _, error, answer = self._read()
        assert error is None, f"{command}: {error['message']}"
        return answer["value"] if isinstance(answer, dict) and "value" in answer else answer

    def _read(self) -> Any:
        length = b""
        while (sign := self._file.read(1)) != b":":
            length += sign
        return json.loads(self._file.read(int(length)))

    def go(self, address: str) -> None:
        """Load a page."""
        self.ask("WebDriver:Navigate", url=address)

    def run(self, script: str, *arguments: object) -> Any:
        """Run the body of a function in the page and give what it returns."""
        return self.ask("WebDriver:ExecuteScript", script=script, args=list(arguments))

    def wait_for(self, script: str) -> Any:
        """Run the body of a function until it returns something, and give that."""
        for _ in range(200):
            if found := self.run(script):
                return found
            time.sleep(0.05)
        raise AssertionError(f"nothing came: {script}")

    def click(self, selector: str) -> None:
        """Click as a person would who scrolls there first: what is covered in the middle of the screen is an error."""
        self.run("document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })", selector)
        element = self.ask("WebDriver:FindElement", using="css selector", value=selector)
        self.ask("WebDriver:ElementClick", id=next(iter(element.values())))

    def type(self, selector: str, words: str) -> None:
        """Write into a field, key by key."""
        element = self.ask("WebDriver:FindElement", using="css selector", value=selector)
        self.ask("WebDriver:ElementSendKeys", id=next(iter(element.values())), text=words)

    def back(self) -> None:
        """Press the browser's own button."""
        self.ask("WebDriver:Back")

    def forward(self) -> None:
        """Press the browser's own button."""
        self.ask("WebDriver:Forward")

    def reload(self) -> None:
        """Load the page again, as its button does."""
        self.ask("WebDriver:Refresh")

    def close(self) -> None:
        """End the connection."""
        self._file.close()
        self._line.close()

    def run_within(self, script: str, *arguments: object) -> Any:
        """Run the body of a function where the browser's own scripts run, which see all that it keeps."""
        self.ask("Marionette:SetContext", value="chrome")
        try:
            return self.run(script, *arguments)
        finally:
            self.ask("Marionette:SetContext", value="content")

    def errors(self, of: str) -> list[str]:
        """Give what the console says of pages whose address begins with `of`."""
        return [line for line in self.run_within(_ERRORS) if line.startswith(of)]

    def kept(self) -> str:
        """Give what this Firefox writes to its disk, every few seconds, of the windows that are open."""
        return str(self.run_within(_KEPT))

    @contextmanager
    def preferring(self, preferences: Mapping[str, bool | int | str]) -> Iterator[None]:
        """Set what a reader may set in about:config, and take it back."""
        self.run_within(_PREFER, preferences)
        try:
            yield
        finally:
            self.run_within("for (const name of arguments[0]) Services.prefs.clearUserPref(name)", list(preferences))


@contextmanager
def running(folder: Path) -> Iterator[Firefox]:
    """Start a Firefox with a profile of its own in `folder`, and end it."""
    port = free_port()
    (folder / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
    program = find()
    assert program is not None
    words = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", str(folder)]
    own = {**os.environ, "HOME": str(folder)}
    quiet = subprocess.DEVNULL
    with subprocess.Popen([program, *words], env=own, stdout=quiet, stderr=quiet) as process:
        try:
            with closing(_connected(port)) as window:
                yield window
        finally:
            process.terminate()


def _connected(port: int) -> Firefox:
    for _ in range(300):
        try:
            return Firefox(port)
        except ConnectionRefusedError:
            time.sleep(0.1)
    raise AssertionError("Firefox did not start")
