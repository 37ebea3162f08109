"""An installation of its own for a test that ends a command in the middle: real databases, real processes."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

SRC = Path(__file__).parents[2] / "src"


@dataclass
class Installation:
    """Where it keeps things, and how its commands are run."""

    environ: dict[str, str]

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command."""
        command = [sys.executable, "-m", "upstander.cli", *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self.environ, stdout=pipe, stderr=pipe, text=True)

    def run(self, *words: str) -> str:
        """Run a command that has to succeed; return what it says."""
        process = self.start(*words)
        out, err = process.communicate()
        assert process.returncode == 0, err
        return out

    def count(self, table: str) -> int:
        """Ask the database itself how many rows it has, as another program would."""
        with closing(self._connected()) as connection:
            return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def _connected(self) -> Any:
        url = self.environ["UPSTANDER_DATABASE_URL"]
        if url.startswith("postgres"):
            return psycopg.connect(url.replace("postgres://", "postgresql://"))
        import sqlite3

        return sqlite3.connect(url.removeprefix("sqlite:///"), timeout=20)


@contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """Set up a demo installation on the database of this run."""
    claimed = os.environ["UPSTANDER_TEST_DB"]
    environ = {**os.environ, "UPSTANDER_MODE": "demo", "UPSTANDER_VAR": str(folder), "PYTHONPATH": str(SRC)}
    names = [f"own_{uuid.uuid4().hex[:12]}" for _ in range(2)]
    urls = [f"sqlite:///{folder}/{name}.sqlite3" for name in names]
    if claimed == "postgres":
        server = os.environ["UPSTANDER_DATABASE_URL"]
        urls = [_named(server, name) for name in names]
        _on_server(server, *[f"CREATE DATABASE {name}" for name in names])
    environ |= {"UPSTANDER_DATABASE_URL": urls[0], "UPSTANDER_KEYS_DATABASE_URL": urls[1]}
    ours = Installation(environ)
    try:
        ours.run("migrate")
        yield ours
    finally:
        if claimed == "postgres":
            _on_server(server, *[f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in names])


def _named(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"/{name}"))


def _on_server(url: str, *statements: str) -> None:
    with psycopg.connect(
        _named(url, "postgres").replace("postgres://", "postgresql://"), autocommit=True
    ) as connection:
        for statement in statements:
            connection.execute(statement)
