"""Attack the editor's server as another page, another program and another user of the machine would."""

from __future__ import annotations

import os
import socket
import stat
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.edit_server.guard import Guard
from generator.edit_server.server import LARGEST_BODY, Door, Listening
from tests.edit_server.running import Asking, running_small


@pytest.fixture(scope="module")
def stranger() -> Iterator[Asking]:
    with running_small() as asking:
        yield asking


@pytest.fixture(scope="module")
def window(stranger: Asking) -> Asking:
    return stranger.opened()


def _form(asking: Asking, text: str = "kept") -> str:
    return f"form_key={asking.guard.form_key}&text={text}"


def test_window_of_the_author_reads_and_changes(window: Asking) -> None:
    read = window.ask(window.below(), Sec_Fetch_Site="same-origin")
    changed = window.form(window.below(), _form(window))

    assert (read.status, read.text) == (200, "a page")
    assert (changed.status, changed.text) == (200, "kept")


def test_address_opens_the_editor_once(stranger: Asking) -> None:
    address = stranger.guard.new_address().partition(stranger.guard.host)[2]

    first, second = stranger.ask(address), stranger.ask(address)

    assert (first.status, second.status) == (200, 403)
    assert "HttpOnly; SameSite=Strict" in first.headers["Set-Cookie"]
    assert f"Path={stranger.guard.folder};" in first.headers["Set-Cookie"]
    assert second.headers["Set-Cookie"] is None
    assert second.text.startswith("This address opens the editor once, and was used already.")


def test_address_that_a_browser_loads_ahead_is_not_used_up(stranger: Asking) -> None:
    address = stranger.guard.new_address().partition(stranger.guard.host)[2]

    ahead = stranger.ask(address, Sec_Purpose="prefetch;prerender")

    assert (ahead.status, stranger.ask(address).status) == (503, 200)


def test_newer_address_ends_the_older(stranger: Asking) -> None:
    older = stranger.guard.new_address().partition(stranger.guard.host)[2]
    stranger.guard.new_address()

    assert stranger.ask(older).status == 403


def test_guessing_ends_the_address(stranger: Asking) -> None:
    address = stranger.guard.new_address().partition(stranger.guard.host)[2]

    guesses = [stranger.ask(f"/open/{'x' * length}").status for length in range(1, 11)]

    assert guesses == [403] * 10
    assert stranger.ask(address).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("dest", ["image", "iframe", "document"])
def test_other_pages_cannot_use_the_address_up(stranger: Asking, site: str, dest: str) -> None:
    address = stranger.guard.new_address().partition(stranger.guard.host)[2]

    asked = [stranger.ask("/open/x", Sec_Fetch_Site=site, Sec_Fetch_Dest=dest).status for _ in range(12)]
    led = stranger.ask(address, Sec_Fetch_Site=site, Sec_Fetch_Dest=dest).status

    assert (asked, led) == ([403] * 12, 200 if dest == "document" else 403)
    assert stranger.ask(address).status == (403 if dest == "document" else 200)


@pytest.mark.parametrize("cookie", ["", "stepwell-edit-{port}=", "stepwell-edit-{port}=guessed", "other=guessed"])
def test_nothing_is_read_without_the_key(stranger: Asking, cookie: str) -> None:
    asking = Asking(stranger.guard, cookie.format(port=stranger.guard.port))

    answers = [asking.ask(asking.below()), asking.ask("/"), asking.ask("/nowhere")]

    assert {(answer.status, answer.text) for answer in answers} == {(403, answers[0].text)}
    assert answers[0].text.startswith("This window does not belong to the editor that runs now.")


def test_key_opens_nothing_outside_the_folder_of_the_run(window: Asking) -> None:
    assert [window.ask(path).status for path in ("/", "/x/", window.guard.folder.rstrip("/"))] == [403, 403, 403]


@pytest.mark.parametrize("name", ["evil.example", "localhost", "127.0.0.1", "evil.example:{port}", "localhost:{port}"])
def test_another_name_of_this_machine_is_not_answered(window: Asking, name: str) -> None:
    answer = window.ask(window.below(), Host=name.format(port=window.guard.port))

    assert (answer.status, answer.text) == (421, "This is not where the editor is.\n")


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_no_other_page_changes_anything(window: Asking, site: str) -> None:
    answer = window.form(window.below(), _form(window), Sec_Fetch_Site=site)

    assert (answer.status, answer.text) == (403, "Another page asked for this; the editor answers only its own.\n")


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_other_page_reads_anything(window: Asking, site: str) -> None:
    assert window.ask(window.below(), Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize("origin", ["http://127.0.0.1:1", "https://evil.example", "null", "http://localhost:{port}"])
def test_another_origin_is_refused_by_itself(window: Asking, origin: str) -> None:
    given = origin.format(port=window.guard.port)
    own = {"Content_Type": "application/x-www-form-urlencoded", "Origin": given}

    answer = window.ask(window.below(), method="POST", body=_form(window).encode(), **own)

    assert (answer.status, window.ask(window.below(), Origin=given).status) == (403, 403)


def test_form_without_its_key_changes_nothing(window: Asking) -> None:
    answers = [window.form(window.below(), text) for text in ("text=x", "form_key=&text=x", "form_key=guess&text=x")]

    assert [answer.status for answer in answers] == [403, 403, 403]
    assert answers[0].text == "This form is of an earlier run. Load the page anew.\n"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_three_methods_are_known(window: Asking, method: str) -> None:
    answer = window.ask(window.below(), method=method, Sec_Fetch_Site="same-origin")

    assert (answer.status, answer.text) == (405, "The editor does not know this method.\n")


def test_page_without_a_name_is_said_in_a_line(window: Asking) -> None:
    answer = window.ask(window.below("nowhere"))

    assert (answer.status, answer.text) == (404, "There is no such page.\n")


def test_large_body_is_refused_before_it_is_read(window: Asking) -> None:
    answer = window.form(window.below(), "", Content_Length=str(LARGEST_BODY + 1))

    assert answer.status == 413


def test_mistake_of_ours_shows_no_trace(window: Asking, capsys: pytest.CaptureFixture[str]) -> None:
    answer = window.ask(window.below("broken"))

    assert (answer.status, "secret" in answer.text, "Traceback" in answer.text) == (500, False, False)
    assert "of /a/secret/path" in capsys.readouterr().err


def test_every_answer_keeps_others_out(window: Asking) -> None:
    answers = [window.ask(window.below()), window.ask(window.below("nowhere")), window.ask("/open/x")]

    for answer in answers:
        said = dict(answer.headers.items())
        assert said["Cache-Control"] == "no-store"
        assert said["Referrer-Policy"] == "no-referrer"
        assert said["Cross-Origin-Resource-Policy"] == "same-origin"
        assert said["Cross-Origin-Opener-Policy"] == "same-origin"
        assert said["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in said["Content-Security-Policy"]
        assert "unsafe" not in said["Content-Security-Policy"]
        assert "Server" not in said


def test_who_sends_slowly_holds_up_nobody(window: Asking) -> None:
    slow = [socket.create_connection(("127.0.0.1", window.guard.port)) for _ in range(60)]
    for line in slow:
        line.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n1")

    answer = window.ask(window.below())
    for line in slow:
        line.close()

    assert answer.text == "a page"


def test_half_open_connections_let_others_in(window: Asking) -> None:
    half_open = [socket.create_connection(("127.0.0.1", window.guard.port)) for _ in range(250)]
    for line in half_open[:100]:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")

    answer = replace(window, patience=10).ask(window.below())
    for line in half_open:
        line.close()

    assert answer.text == "a page"


def test_all_cookies_that_another_port_can_set_lock_nobody_out(window: Asking) -> None:
    others = [f"c{number}={'x' * (4096 - len(f'c{number}'))}" for number in range(179)]

    answer = window.ask(window.below(), Cookie="; ".join([*others, window.cookie]), Sec_Fetch_Site="same-origin")

    assert (answer.status, answer.text) == (200, "a page")


def test_headers_without_end_are_refused(window: Asking) -> None:
    assert window.ask(window.below(), Cookie="x" * (1024 * 1024 + 1)).status == 431


def test_server_that_is_stopped_before_it_runs_answers_nobody() -> None:
    listening = Listening()
    listening.stop()

    listening.run(lambda *_: [])

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", listening.port))


def test_nothing_but_this_machine_reaches_it(stranger: Asking) -> None:
    listening = Listening()
    try:
        assert listening._socket.getsockname()[0] == "127.0.0.1"
    finally:
        listening.stop()


def test_taken_port_is_refused(stranger: Asking) -> None:
    with pytest.raises(OSError, match="in use"):
        Listening(stranger.guard.port)


@pytest.mark.skipif(os.name != "posix", reason="there are no such rights")
def test_door_is_for_its_owner_alone(tmp_path: Path) -> None:
    address = Guard(1).new_address()

    door = Door(tmp_path / "draft", address)

    assert stat.S_IMODE(door.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(door.path.parent.stat().st_mode) == 0o700
    assert address in door.path.read_text()
    door.remove()
    assert not door.path.exists()


def test_door_is_not_written_through_a_link(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("whole")
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft" / "open.html").symlink_to(other)

    Door(tmp_path / "draft", "http://127.0.0.1:1/open/x")

    assert other.read_text() == "whole"


def test_it_ends_well_where_something_else_wakes_it_first() -> None:
    listening = Listening()
    thread = threading.Thread(target=listening.run, args=(lambda _environ, _start: [],), daemon=True)
    thread.start()
    while listening._server is None:
        thread.join(timeout=0.01)
    server = listening._server
    wake = server.trigger._physical_pull

    def wake_twice() -> None:
        wake()
        thread.join(timeout=0.3)  # long enough for the loop to end, where it would
        wake()

    server.trigger._physical_pull = wake_twice
    listening.stop()
    listening.stop()

    thread.join(timeout=30)
    assert not thread.is_alive()
