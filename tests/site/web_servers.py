"""Start real web servers on a free port with the configuration that we ship."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import system_package
from tests.site.workbench import ROOT

HOSTING = ROOT / "docs/hosting"
SERVERS = ("nginx", "caddy", "apache2")
_NGINX = """{user}
daemon off;
worker_processes 1;
pid {folder}/pid;
error_log stderr;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""
_APACHE = """ServerRoot /usr/lib/apache2
PidFile {folder}/pid
Mutex file:{folder}
ErrorLog /dev/stderr
{modules}
{user}
Include /etc/apache2/mods-available/mime.conf
Include /etc/apache2/mods-available/deflate.conf
Include /etc/apache2/mods-available/negotiation.conf
Include {folder}/site.conf
"""
_MODULES = (
    *("mpm_event", "authz_core", "mime", "negotiation", "filter", "deflate", "dir", "autoindex", "alias", "setenvif"),
    *("allowmethods", "headers", "rewrite"),
)
"""What Debian loads by itself of what touches an answer, and what our file asks for."""


@dataclass(frozen=True)
class Answer:
    """Be what a server answers: a number, headers by their names in small letters, and bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def ask(address: str, method: str = "GET", timeout: float = 10, **headers: str) -> Answer:
    """Ask a server without following where it leads; `Accept_Encoding="gzip"` is a header."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)
    try:
        answer = opener.open(urllib.request.Request(address, headers=named, method=method), timeout=timeout)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read())


def find(name: str) -> str | None:
    """Give the path of "nginx" or "caddy", which Debian puts where only root looks."""
    return system_package.find([name, f"/usr/sbin/{name}"])


@contextmanager
def serving(name: str, site: Path, folder: Path, changes: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve `site` with our file for the server `name`, give its address; all that it writes is below `folder`.

    `changes` are made in our file, each at its one place.
    """
    program, port = find(name), free_port()
    assert program is not None
    write = {"nginx": _nginx, "caddy": _caddy, "apache2": _apache}[name]
    words = write(folder, site, port, changes or {})
    alone = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen([program, *words], stdout=said, stderr=said, cwd=folder, env=alone)
    try:
        _wait(process, port, folder / "said")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def free_port() -> int:
    """Give a port of this machine on which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, said.read_text()
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"the server did not start: {said.read_text()}")


def _with(text: str, changes: Mapping[str, str]) -> str:
    """Change what an organization changes, and that alone."""
    for ours, theirs in changes.items():
        assert text.count(ours) == 1, ours
        text = text.replace(ours, theirs)
    return text


def _nginx(folder: Path, site: Path, port: int, more: Mapping[str, str]) -> list[str]:
    ours = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    changes = {"listen 80;": f"listen 127.0.0.1:{port};", "root /srv/stepwell/site;": f"root {site};"}
    (folder / "site.conf").write_text(_with(ours, {**changes, **more}), encoding="utf-8")
    # As root, nginx works as another user, who may not read the tests' folders.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(_NGINX.format(user=user, folder=folder), encoding="utf-8")
    return ["-p", str(folder), "-e", str(folder / "said"), "-c", str(folder / "nginx.conf")]


def _caddy(folder: Path, site: Path, port: int, more: Mapping[str, str]) -> list[str]:
    ours = (HOSTING / "Caddyfile").read_text(encoding="utf-8")
    changes = {"\nexample.org {": f"\nhttp://127.0.0.1:{port} {{", "root * /srv/stepwell/site": f"root * {site}"}
    text = "{\n\tadmin off\n}\n" + _with(ours, {**changes, **more})
    (folder / "Caddyfile").write_text(text, encoding="utf-8")
    return ["run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def _apache(folder: Path, site: Path, port: int, more: Mapping[str, str]) -> list[str]:
    ours = (HOSTING / "apache.conf").read_text(encoding="utf-8")
    changes = {
        "<VirtualHost *:80>": f"Listen 127.0.0.1:{port}\n<VirtualHost 127.0.0.1:{port}>",
        "DocumentRoot /srv/stepwell/site": f"DocumentRoot {site}",
        "<Directory /srv/stepwell/site>": f"<Directory {site}>",
    }
    (folder / "site.conf").write_text(_with(ours, {**changes, **more}), encoding="utf-8")
    # As root, Apache works as another user too, and refuses to work as root: that user may go through to the site.
    is_root = os.geteuid() == 0
    closed = [above for above in site.parents if is_root and not above.stat().st_mode & 0o001]
    for above in closed:
        above.chmod(above.stat().st_mode | 0o001)
    modules = "\n".join(f"LoadModule {name}_module modules/mod_{name}.so" for name in _MODULES)
    user = "User www-data\nGroup www-data" if is_root else ""
    text = _APACHE.format(folder=folder, modules=modules, user=user)
    (folder / "apache2.conf").write_text(text, encoding="utf-8")
    return ["-D", "FOREGROUND", "-f", str(folder / "apache2.conf")]


def install() -> None:
    """Install both servers where that starts no service; elsewhere the tests that need one are skipped, and say so."""
    for name in SERVERS:
        if find(name) is None and not Path("/run/systemd/system").exists():
            system_package.install(name)
        if find(name) is None:
            said = f"tests: without {name} its tests of hosting are skipped (on Debian: apt-get install {name})"
            print(said, file=sys.stderr)
