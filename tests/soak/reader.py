"""A reader who asks for pages all the while and notes whatever is not a whole page with a help line."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence

from tests.site.web_servers import Answer, ask

_SECONDS_BETWEEN = 0.02
_MOST_SAID = 5


class Reader(threading.Thread):
    """Asks for some pages in turn until it is over; `judge` says what is wrong with an answer, "" for nothing."""

    def __init__(self, address: str, paths: Sequence[str], judge: Callable[[str, Answer], str]) -> None:
        super().__init__(daemon=True)
        self.address, self.paths, self.judge = address, paths, judge
        self.asked: Counter[int] = Counter()
        self.wrong: list[str] = []
        self._is_over = threading.Event()

    def run(self) -> None:
        """Ask until it is over."""
        while not self._is_over.is_set():
            for path in self.paths:
                try:
                    answer = ask(f"{self.address}/{path}")
                except Exception as error:  # a page that ends before its end, a connection that is refused
                    self.wrong.append(f"/{path}: {type(error).__name__} {error}")
                    continue
                self.asked[answer.status] += 1
                if said := self.judge(path, answer):
                    self.wrong.append(f"/{path}: {answer.status}, {len(answer.body):,} bytes: {said}")
                self._is_over.wait(_SECONDS_BETWEEN)

    def __enter__(self) -> Reader:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        self.join()

    def said(self) -> str:
        """Say how often it asked, and how it was answered."""
        numbers = ", ".join(f"{count:,} of {status}" for status, count in sorted(self.asked.items()))
        return f"a reader asked {self.asked.total():,} times ({numbers}), {len(self.wrong)} times wrongly answered"

    def faults(self) -> list[str]:
        """List some of what was wrong."""
        return self.wrong[:_MOST_SAID] + ([] if self.asked else ["the reader was never answered"])
