"""Drive the language server over its standard input and output, as an editor does."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from queue import Queue
from typing import Any

from tests.conftest import TODAY
from tests.site.workbench import COMMAND, environment

_SECONDS = 120
"""How long an answer may take before the test gives up; nothing is measured by it."""


class Client:
    """An editor without a screen: it opens, changes and closes files, and knows what was said of each."""

    def __init__(self, root: Path, *, encodings: Sequence[str] = ("utf-16",)) -> None:
        self.root = root
        self.said: dict[str, list[dict[str, Any]]] = {}
        self.versions_said: dict[str, int | None] = {}
        self.logged: list[str] = []
        self._answers: dict[int, Queue[dict[str, Any]]] = {}
        self._number = 0
        self._open: set[str] = set()
        self.versions: dict[str, int] = {}
        self._process = subprocess.Popen(
            [COMMAND, "lsp", "--today", TODAY.isoformat()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(),
        )
        threading.Thread(target=self._read, daemon=True).start()
        capabilities = {
            "general": {"positionEncodings": list(encodings)},
            "workspace": {"workspaceEdit": {"documentChanges": True, "resourceOperations": ["rename"]}},
        }
        folder = {"uri": root.as_uri(), "name": "project"}
        answer = self.ask(
            "initialize", processId=None, rootUri=root.as_uri(), capabilities=capabilities, workspaceFolders=[folder]
        )
        self.capabilities: dict[str, Any] = answer["capabilities"]
        self.tell("initialized")

    @property
    def process_id(self) -> int:
        """The number of the server's process."""
        return self._process.pid

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.ask("shutdown")
        self.tell("exit")
        assert self._process.stdin is not None
        self._process.stdin.close()
        assert self._process.wait(_SECONDS) == 0
        assert self._process.stdout is not None
        self._process.stdout.close()

    def ask(self, method: str, **params: Any) -> Any:
        """Ask something and return the answer."""
        got = self.answer(method, **params)
        assert "error" not in got, got
        return got["result"]

    def answer(self, method: str, **params: Any) -> Any:
        """Ask something and return the answer as it came, which may be a refusal."""
        self._number += 1
        answer = self._answers[self._number] = Queue()
        self._send({"id": self._number, "method": method, "params": params})
        return answer.get(timeout=_SECONDS)

    def tell(self, method: str, **params: Any) -> None:
        """Say something that has no answer."""
        self._send({"method": method, "params": params})

    def uri(self, name: str) -> str:
        """Name a file of the project."""
        return Path(os.path.abspath(self.root / name)).as_uri()

    def open(self, name: str, text: str | None = None) -> None:
        """Open a file with the text that it has, or another."""
        text = (self.root / name).read_bytes().decode() if text is None else text
        self.versions[name] = self.versions.get(name, 0) + 1
        item = {"uri": self.uri(name), "languageId": "yaml", "version": self.versions[name], "text": text}
        self._open.add(name)
        self.tell("textDocument/didOpen", textDocument=item)

    def write(self, name: str, text: str) -> None:
        """Let a file that is open have another text."""
        self._change(name, {"text": text})

    def type(self, name: str, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Write a text in the place of a part of a file that is open."""
        self._change(name, {"range": {"start": _position(start), "end": _position(end)}, "text": text})

    def close(self, name: str) -> None:
        """Close a file, saved or not."""
        self._open.discard(name)
        self.tell("textDocument/didClose", textDocument={"uri": self.uri(name)})

    def close_all(self) -> None:
        """Close every file that is open."""
        for name in sorted(self._open):
            self.close(name)

    def at(self, name: str, line: int, column: int, what: str, **more: Any) -> Any:
        """Ask something about a place of a file."""
        return self.ask(
            f"textDocument/{what}", textDocument={"uri": self.uri(name)}, position=_position((line, column)), **more
        )

    def settle(self) -> None:
        """Wait until all that was said is about the newest texts."""
        self.ask("stepwell/settled")

    def problems(self) -> list[tuple[str, int, int, str, str]]:
        """List what stands under each file: name, line and column from 1, the problem's id, message and help."""
        found = []
        for uri, diagnostics in self.said.items():
            name = uri.removeprefix(f"{self.root.as_uri()}/")
            for each in diagnostics:
                start = each["range"]["start"]
                found.append((name, start["line"] + 1, start["character"] + 1, each["code"], each["message"]))
        return sorted(found)

    def _change(self, name: str, change: dict[str, Any]) -> None:
        self.versions[name] += 1
        document = {"uri": self.uri(name), "version": self.versions[name]}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=[change])

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self._process.stdin.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1]) if header.lower().startswith(b"content-length") else 0
            while stream.readline().strip():
                pass
            self._take(json.loads(stream.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        if "method" not in message:
            self._answers.pop(message["id"]).put(message)
        elif message["method"] == "textDocument/publishDiagnostics":
            params = message["params"]
            self.said[params["uri"]] = params["diagnostics"]
            self.versions_said[params["uri"]] = params.get("version")
        elif message["method"] == "window/logMessage":
            self.logged.append(message["params"]["message"])
        elif "id" in message:
            self._send({"id": message["id"], "result": None})


def _position(spot: tuple[int, int]) -> dict[str, int]:
    return {"line": spot[0], "character": spot[1]}
