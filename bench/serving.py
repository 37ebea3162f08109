"""Databases, and the real server in front of them: gunicorn with two workers, on loopback."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests import postgres

ROOT = Path(__file__).resolve().parent.parent
WORKERS, THREADS = 2, 4
TOKEN = "b" * 32
HEADERS = {"Host": "bench.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
HEADERS |= {"Origin": "https://bench.example.org", "Accept-Encoding": "identity"}
DURABLE = ("fsync=on", "full_page_writes=on", "listen_addresses=", "max_connections=60", "timezone=UTC")


@contextmanager
def databases(vendor: str, folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment of two empty databases, as safe as real ones: every commit waits for the disk."""
    around = _real_mode(folder)
    names = ("UPSTANDER_DATABASE_URL", "UPSTANDER_KEYS_DATABASE_URL")
    if vendor == "sqlite":
        files = [f"sqlite:///{folder}/{name}.sqlite3" for name in postgres.DATABASES]
        yield around | dict(zip(names, files, strict=True))
        return
    server = postgres.start(options=DURABLE, in_memory=False)
    try:
        yield around | dict(zip(names, map(server.url, postgres.DATABASES), strict=True))
    finally:
        server.stop()


def _real_mode(folder: Path) -> dict[str, str]:
    """Return what real mode asks for, all of it in this folder."""
    keys = folder / "secrets"
    keys.mkdir()
    (folder / "backups").mkdir()
    for name in ("secret_key", "sealing_key", "token_key", "code_key", "journal_key"):
        (keys / name).write_text(secrets.token_hex(32))
        (keys / name).chmod(0o600)
    return {
        "UPSTANDER_MODE": "real",
        "UPSTANDER_VAR": str(folder),
        "UPSTANDER_SECRETS_DIR": str(keys),
        "UPSTANDER_ADDRESS": "https://bench.example.org",
        "UPSTANDER_BEHIND_PROXIES": "1",
        "UPSTANDER_ANCHOR": str(folder / "anchor.txt"),
        "UPSTANDER_BACKUP_TO": str(folder / "backups"),
        "UPSTANDER_MAIL_HOST": "localhost",
        "UPSTANDER_LANDLORD_NAME": "Northgate Homes",
        "UPSTANDER_LANDLORD_PHONE": "020 7946 0000",
        "UPSTANDER_LANDLORD_HOURS": "Monday to Friday, 9am to 5pm",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


@dataclass(frozen=True)
class Door:
    """A server that answers: where, its process, and how long it took from start to first page (seconds)."""

    port: int
    pid: int
    first_page: float

    def visitor(self, **cookies: str) -> Visitor:
        """Return somebody at the door, with these cookies."""
        return Visitor(HTTPConnection("127.0.0.1", self.port, timeout=60), cookies)


@dataclass
class Visitor:
    """One connection that stays open, as a browser's does."""

    line: HTTPConnection
    cookies: Mapping[str, str]

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, float, bytes]:
        """Ask once; return the status, the seconds it took, and the answer."""
        said = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = HEADERS | {"Cookie": said, "X-CSRFToken": TOKEN}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        self.line.request(method, address, body or None, headers)
        answer = self.line.getresponse()
        text = answer.read()
        return answer.status, time.perf_counter() - began, text


@contextmanager
def served(around: Mapping[str, str]) -> Iterator[Door]:
    """Serve the house until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    how = ["--workers", str(WORKERS), "--threads", str(THREADS), "--log-level", "error", "--keep-alive", "30"]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", *how, "bench.wsgi"]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ | dict(around), cwd=ROOT)  # noqa: S603 - our own server
    try:
        first = _first_page(port, process)
        yield Door(port, process.pid, first - began)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _first_page(port: int, process: subprocess.Popen[bytes]) -> float:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            visit = HTTPConnection("127.0.0.1", port, timeout=20)
            visit.request("GET", "/form", headers=HEADERS)
            if visit.getresponse().status == 200:
                return time.perf_counter()
        except (OSError, HTTPException):
            time.sleep(0.02)
    raise RuntimeError("The server did not come up.")
