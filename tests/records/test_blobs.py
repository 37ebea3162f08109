"""Content on disk: sealed in pieces that belong together, found by a keyed mark, and swept when nobody speaks of it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.conf import settings

from tests.files import made
from upstander.records import blobs, keyring
from upstander.records.blobs import NONCE, PIECE, TAG, BlobBroken

WHOLE = NONCE + PIECE + TAG


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.VAR = tmp_path


def keep(key, content) -> bytes:
    with blobs.writing():
        return blobs.keep(key, content)


def path_of(address: bytes) -> Path:
    return Path(settings.VAR) / "files" / address.hex()[:2] / address.hex()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE])
def test_every_size_comes_back_to_the_last_byte(size):
    key, content = keyring.mint("case"), made.noise(size)
    address = keep(key, content)
    assert blobs.whole(key, address) == content
    assert blobs.size_of(key, address) == size
    for first, last in ((0, 0), (size - 1, size - 1), (size // 2, size - 1), (0, size - 1)) if size else ():
        assert b"".join(blobs.part(key, address, first=first, last=last)) == content[first : last + 1]
    assert keep(key, content) == address
    assert oct(path_of(address).stat().st_mode)[-3:] == "600"


def test_the_same_content_under_another_key_has_another_name_and_neither_opens_the_other():
    one, two, content = keyring.mint("case"), keyring.mint("case"), made.noise(5_000)
    first, second = keep(one, content), keep(two, content)
    assert first != second
    with pytest.raises(BlobBroken):
        blobs.whole(two, first)
    path_of(first).write_bytes(path_of(second).read_bytes())
    with pytest.raises(BlobBroken):
        blobs.whole(one, first)


def test_pieces_cannot_be_left_out_swapped_or_cut():
    key = keyring.mint("case")
    address = keep(key, made.noise(3 * PIECE))
    held = path_of(address).read_bytes()
    head, pieces = held[:1], [held[1 + n * WHOLE : 1 + (n + 1) * WHOLE] for n in range(3)]
    for wrong in ([0, 1], [0, 2], [1, 0, 2], [0, 1, 2, 2], [], [2]):
        path_of(address).write_bytes(head + b"".join(pieces[n] for n in wrong))
        with pytest.raises(BlobBroken):
            blobs.whole(key, address)
        with pytest.raises(BlobBroken):
            blobs.size_of(key, address), list(blobs.part(key, address, first=0, last=2 * PIECE))
    path_of(address).write_bytes(b"\x02" + held[1:])
    with pytest.raises(BlobBroken):
        blobs.whole(key, address)
    path_of(address).write_bytes(held)
    assert blobs.whole(key, address)


def test_what_was_cut_off_while_it_was_written_is_swept_and_what_is_spoken_of_stays():
    key = keyring.mint("case")
    spoken_of, orphan = keep(key, b"one"), keep(key, b"two")
    half = path_of(orphan).with_name(f"{orphan.hex()}.abc123.part")
    half.write_bytes(b"half")
    assert blobs.sweep(lambda asked: [spoken_of], older_than=3600) == 0
    assert blobs.sweep(lambda asked: [spoken_of], older_than=-1) == 2
    assert blobs.whole(key, spoken_of) == b"one"


def test_the_sweep_never_takes_what_is_being_written():
    key, began, swept = keyring.mint("case"), threading.Event(), []

    def write() -> None:
        with blobs.writing():
            began.set()
            done.wait(5)

    done = threading.Event()
    writer = threading.Thread(target=write)
    writer.start()
    began.wait(5)
    keep(key, b"two at once")
    swept.append(blobs.sweep(lambda asked: [], older_than=-1))
    done.set()
    writer.join()
    swept.append(blobs.sweep(lambda asked: [], older_than=-1))
    assert swept == [0, 1]
