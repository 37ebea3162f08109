"""The five secrets of an installation, each in a file of its own, never in settings or in the environment.

A demo's secrets are marked as such in their files: real mode refuses them, and the demo refuses real ones.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
from dataclasses import dataclass, fields
from pathlib import Path

from upstander.site.refusal import Misconfigured

DEMO_MARK = "demo:"
BYTES = 32
MAKE = "Make it with: openssl rand -hex 32"


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """Each is 32 random bytes; in its file it stands as 64 hexadecimal characters."""

    secret_key: bytes
    sealing_key: bytes
    token_key: bytes
    journal_key: bytes
    code_key: bytes


NAMES = tuple(field.name for field in fields(Secrets))


def kept_secrets(folder: Path) -> Secrets:
    """Read a real installation's secrets; refuse missing, weak, shared or demo ones."""
    texts = {name: _text(folder / name) for name in NAMES}
    for name, text in texts.items():
        if text.startswith(DEMO_MARK):
            raise Misconfigured(_named(folder / name), "it is a demo's secret", MAKE)
    if len(set(texts.values())) < len(NAMES):
        raise Misconfigured(f"UPSTANDER_SECRETS_DIR={folder}", "two of its secrets are the same", MAKE)
    return Secrets(**{name: _decoded(folder / name, text) for name, text in texts.items()})


def demo_secrets(folder: Path) -> Secrets:
    """Read the demo's own secrets, making them at the first start; refuse any that are not marked as a demo's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in NAMES:
        _make_once(folder / name)
    texts = {name: _text(folder / name) for name in NAMES}
    for name, text in texts.items():
        if not text.startswith(DEMO_MARK):
            raise Misconfigured(
                _named(folder / name), "the demo may not use a real secret", "Give it a folder of its own."
            )
    return Secrets(**{name: _decoded(folder / name, text[len(DEMO_MARK) :]) for name, text in texts.items()})


def fixed_secrets() -> Secrets:
    """Give the tests secrets that are the same on every run and worth nothing."""
    return Secrets(**{name: hashlib.sha256(f"test {name}".encode()).digest() for name in NAMES})


def _make_once(path: Path) -> None:
    """Write the secret whole or not at all: several workers may start at the same moment."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(f"{DEMO_MARK}{secrets.token_hex(BYTES)}\n")
    with contextlib.suppress(FileExistsError):  # another worker was first; its secret stands
        path.hardlink_to(draft)
    draft.unlink()


def _text(path: Path) -> str:
    if not path.is_file():
        raise Misconfigured(_named(path), "there is no such file", MAKE)
    if path.stat().st_mode & (stat.S_IRWXG & ~stat.S_IRGRP | stat.S_IRWXO):
        raise Misconfigured(_named(path), "others on this machine may read or change it", "Run: chmod 600 on it.")
    return path.read_text().strip()


def _decoded(path: Path, text: str) -> bytes:
    try:
        value = bytes.fromhex(text)
    except ValueError:
        value = b""
    if len(value) != BYTES or len(set(value)) < 8:
        raise Misconfigured(_named(path), "it is not 32 random bytes as 64 hexadecimal characters", MAKE)
    return value


def _named(path: Path) -> str:
    return f"UPSTANDER_SECRETS_DIR, file {path.name}"
