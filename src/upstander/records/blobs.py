"""The content of files: sealed in pieces on disk, found by a keyed HMAC of what they hold (clause 7 a).

The content is safe on disk before any row speaks of it. What no row speaks of is swept after an hour; the lock keeps a
sweep and a writer apart.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from upstander.records import keyring

FORMAT = b"\x01"
PIECE = 1 << 20
NONCE, TAG = 12, 16
SEALED = NONCE + PIECE + TAG
OLD = 3600.0


class BlobBroken(Exception):
    """The content is missing, or not as it was when it was kept."""


def keep(key_id: UUID, content: bytes) -> bytes:
    """Seal the content, write it safely to disk, and return its address. Call inside `writing()`."""
    address = _address(key_id, content)
    path = _path(address)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.urandom(6).hex()}.part")
    with part.open("wb") as out:
        out.write(FORMAT)
        for piece in _sealed(key_id, address, content):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
    _sync_folder(path.parent)
    return address


def read(key_id: UUID, address: bytes) -> Iterator[bytes]:
    """Yield the content piece by piece. Raises KeyGone, and BlobBroken where it is not as it was kept."""
    return _pieces(key_id, address)


def size_of(key_id: UUID, address: bytes) -> int:
    """Return how long a content is: its last piece is opened, and says that it is the last. Raises as `read` does."""
    try:
        before = _count(_path(address).stat().st_size) - 1
    except OSError as trouble:
        raise BlobBroken(address.hex()) from trouble
    return before * PIECE + sum(len(piece) for piece in _pieces(key_id, address, first=max(0, before)))


def part(key_id: UUID, address: bytes, *, first: int, last: int) -> Iterator[bytes]:
    """Yield the bytes from the first to the last, both with them, of no more pieces than they lie in."""
    begins = first // PIECE * PIECE
    for piece in _pieces(key_id, address, first=first // PIECE, last=last // PIECE):
        yield piece[max(0, first - begins) : last + 1 - begins]
        begins += PIECE


def _pieces(key_id: UUID, address: bytes, *, first: int = 0, last: int | None = None) -> Iterator[bytes]:
    """Open one sealed piece after another, from the one with this number to the last that is asked for."""
    opened = AESGCM(keyring.data_key(key_id))
    name = address.hex()
    try:
        with _path(address).open("rb") as held:
            count = _count(os.fstat(held.fileno()).st_size)
            if held.read(1) != FORMAT or not count:
                raise BlobBroken(name)
            held.seek(1 + first * SEALED)
            for index in range(first, count if last is None else last + 1):
                blob = held.read(SEALED)
                yield opened.decrypt(blob[:NONCE], blob[NONCE:], _context(address, index, last=index == count - 1))
    except (OSError, InvalidTag, ValueError) as trouble:
        raise BlobBroken(name) from trouble


def _count(on_disk: int) -> int:
    """Return of how many sealed pieces a file on disk is."""
    return -(-(on_disk - 1) // SEALED)


def whole(key_id: UUID, address: bytes) -> bytes:
    """Return the content, checked against its address. Raises KeyGone, BlobBroken."""
    content = b"".join(read(key_id, address))
    if not hmac.compare_digest(_address(key_id, content), address):
        raise BlobBroken(address.hex())
    return content


def hash_of(content: bytes) -> str:
    """Return the hash of a content, for the record of what was kept."""
    return hashlib.sha256(content).hexdigest()


@contextmanager
def writing() -> Iterator[None]:
    """Keep the sweep away from before the content is written until its row is there."""
    with _locked(fcntl.LOCK_SH):
        yield


def sweep(kept: Callable[[Collection[bytes]], Collection[bytes]], *, older_than: float = OLD) -> int:
    """Remove content that no row speaks of; return how many. Does nothing while somebody writes.

    `kept` returns those of some addresses that a row speaks of.
    """
    try:
        with _locked(fcntl.LOCK_EX | fcntl.LOCK_NB):
            return _swept(kept, before=time.time() - older_than)
    except BlockingIOError:
        return 0


def _swept(kept: Callable[[Collection[bytes]], Collection[bytes]], *, before: float) -> int:
    removed = 0
    for folder in sorted(path for path in _root().iterdir() if path.is_dir()):
        old = {path for path in folder.iterdir() if path.stat().st_mtime <= before}
        named = {bytes.fromhex(path.name): path for path in old if len(path.name) == 64}
        known = {bytes(address) for address in kept(named)} if named else set()
        for path in old - {path for address, path in named.items() if address in known}:
            path.unlink()
            removed += 1
    return removed


@contextmanager
def _locked(how: int) -> Iterator[None]:
    _root().mkdir(parents=True, exist_ok=True)
    with (_root() / "lock").open("w") as lock:
        fcntl.flock(lock, how)
        yield


def _sealed(key_id: UUID, address: bytes, content: bytes) -> Iterator[bytes]:
    sealing = AESGCM(keyring.data_key(key_id))
    pieces = max(1, -(-len(content) // PIECE))
    for index in range(pieces):
        nonce = os.urandom(NONCE)
        plain = content[index * PIECE : (index + 1) * PIECE]
        yield nonce + sealing.encrypt(nonce, plain, _context(address, index, last=index == pieces - 1))


def _context(address: bytes, index: int, *, last: bool) -> bytes:
    return b"file|%b|%d|%d|1" % (address, index, last)


def _address(key_id: UUID, content: bytes) -> bytes:
    digest = hashlib.sha256(content).digest()
    return hmac.new(settings.SECRETS.token_key, b"file|" + key_id.bytes + digest, hashlib.sha256).digest()


def _root() -> Path:
    return Path(settings.VAR) / "files"


def _path(address: bytes) -> Path:
    return _root() / address.hex()[:2] / address.hex()


def _sync_folder(folder: Path) -> None:
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
