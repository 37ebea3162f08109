"""A PostgreSQL of the tests' own, from Debian's binaries: unix socket only, in memory if possible, gone at the end."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

PORT = 54329  # with sockets only, the port is a part of a file's name and cannot clash
DATABASES = ("upstander", "upstander_keys")
MISSING = "PostgreSQL is missing. One command: apt-get install -y postgresql"
QUICK = ("fsync=off", "full_page_writes=off", "listen_addresses=", "max_connections=60", "timezone=UTC")


class NotStarted(Exception):
    """PostgreSQL is not there or did not come up."""


@dataclass(frozen=True)
class Server:
    """A running server and the folder it lives in."""

    process: subprocess.Popen[bytes]
    folder: Path
    command: tuple[str | Path, ...] = ()

    def url(self, name: str) -> str:
        """The address of one database, for dj-database-url."""
        return f"postgres://upstander@/{name}?host={self.folder}&port={PORT}"

    def kill(self) -> Server:
        """Kill it at once, without a word to anybody, and start it again on the same files."""
        self.process.kill()
        self.process.wait()
        for _ in range(100):  # what it had started lives on for a moment, and holds its memory
            again = _run(self.command, self.folder)
            try:
                again.wait(timeout=0.3)
            except subprocess.TimeoutExpired:
                return Server(again, self.folder, self.command)
        raise NotStarted("It did not come up again.")

    def stop(self) -> None:
        """End it and clear up; asked for twice, it does nothing the second time."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=20)
        shutil.rmtree(self.folder, ignore_errors=True)


def binaries() -> Path:
    """The folder of the newest PostgreSQL on this machine."""
    on_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise NotStarted(MISSING)


def unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root: who it runs as instead."""
    if os.geteuid() != 0:
        return {}
    names = {account.pw_name: account for account in pwd.getpwall()}
    account = names.get("postgres") or names["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def start(*, options: tuple[str, ...] = QUICK, in_memory: bool = True) -> Server:
    """Start a server with two empty databases; one that is not quick waits for a real disk."""
    programs, who = binaries(), unprivileged()
    memory = Path("/dev/shm")
    where = memory if in_memory and os.access(memory, os.W_OK) else None
    folder = Path(tempfile.mkdtemp(prefix="upstander-pg-", dir=where))
    if who:
        os.chown(folder, who["user"], who["group"])  # type: ignore[arg-type]  # ids
    data = folder / "data"
    initdb = [programs / "initdb", "-D", data, "-U", "upstander", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    made = subprocess.run(initdb, capture_output=True, text=True, cwd=folder, **who)  # type: ignore[call-overload]  # who runs it
    if made.returncode:
        raise NotStarted(made.stderr)
    told = [word for option in options for word in ("-c", option)]
    command = (programs / "postgres", "-D", data, "-k", folder, "-p", str(PORT), *told)
    server = Server(_run(command, folder), folder, command)
    atexit.register(server.stop)
    wait(server, folder / "log")
    return server


def _run(command: tuple[str | Path, ...], folder: Path) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as sink:
        return subprocess.Popen(command, stdout=sink, stderr=sink, cwd=folder, **unprivileged())  # type: ignore[call-overload]  # the same


def wait(server: Server, log: Path) -> None:
    """Wait until it answers, then make the databases."""
    until = time.monotonic() + 30
    while True:
        try:
            with psycopg.connect(server.url("postgres").replace("postgres://", "postgresql://"), autocommit=True) as it:
                for name in DATABASES:
                    it.execute(f'CREATE DATABASE "{name}"')
            return
        except psycopg.OperationalError as trouble:
            if server.process.poll() is not None or time.monotonic() > until:
                server.stop()
                raise NotStarted(f"{trouble}\n{log.read_text() if log.exists() else ''}") from trouble
            time.sleep(0.05)
