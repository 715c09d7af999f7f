"""Speak with editors: the one package that knows pygls. What is said to them comes from `editor`."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Callable

from generator.language_server.answering import answer_questions
from generator.language_server.following import SETTLED, follow_texts
from generator.language_server.server import StepwellServer

__all__ = ["SETTLED", "serve_editor"]

_VALUES_BEFORE_A_LOOK = 50_000


def serve_editor(today: Callable[[], datetime.date]) -> None:
    """Speak with the editor that started this process, until it ends."""
    gc.set_threshold(_VALUES_BEFORE_A_LOOK)
    server = StepwellServer(today)
    follow_texts(server)
    answer_questions(server)
    server.start_io()
