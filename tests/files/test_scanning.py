"""A virus scanner that speaks INSTREAM: asked about every file, waited for when it is down, and believed."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.cast import NOW, a_case, landlord
from tests.files import made
from upstander.casework import files
from upstander.casework.actor import worker
from upstander.casework.files.scanning import ScannerDown, virus_in
from upstander.policy.files import FileState
from upstander.policy.ruling import Refused
from upstander.records.files import KeptFile
from upstander.records.journal import Entry

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.VAR = tmp_path


@contextmanager
def scanner(path: str = "", *, says: bytes | None = None) -> Iterator[str]:
    """A small server that speaks as clamd does; it knows one virus."""
    server = socket.socket(socket.AF_UNIX if path else socket.AF_INET, socket.SOCK_STREAM)
    server.bind(path or ("127.0.0.1", 0))
    server.listen()

    def serve() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line:
                answered = says if says is not None else _answer(line)
                line.sendall(answered)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"unix:{path}" if path else f"127.0.0.1:{server.getsockname()[1]}"
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(2)


def _answer(line: socket.socket) -> bytes:
    with line.makefile("rb") as told:
        assert told.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", told.read(4))[0]:
            content += told.read(size)
    return b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


def test_it_finds_what_is_there_over_tcp_and_a_socket(tmp_path, socket_enabled):
    for path in ("", str(tmp_path / "s")):
        with scanner(path) as at:
            assert virus_in(made.noise(200_000), scanner=at) == ""
            assert virus_in(made.noise(70_000) + EICAR, scanner=at) == "Eicar-Test-Signature"
            assert virus_in(b"", scanner=at) == ""


@pytest.mark.parametrize("says", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK maybe\0", b"\xff" * 9000])
def test_what_does_not_say_what_it_found_is_down(says):
    with scanner(says=says) as at, pytest.raises(ScannerDown):
        virus_in(b"plain", scanner=at)


def test_nobody_there_is_down(tmp_path, socket_enabled):
    for nobody in ("127.0.0.1:1", f"unix:{tmp_path}/none", "127.0.0.1:no"):
        with pytest.raises(ScannerDown):
            virus_in(b"plain", scanner=nobody)


def test_a_file_waits_until_the_scanner_answers(settings):
    house = landlord()
    number = a_case(house)
    settings.SCANNER = "127.0.0.1:1"
    kept = files.keep_file(house.actor("okafor"), number, name="a.wav", content=made.wav()).file
    for _ in range(2):
        assert files.ready_waiting(worker(at=NOW)) == 0
        assert KeptFile.objects.get().state == FileState.HELD
    assert Entry.objects.filter(deed="ready_file").count() == 1
    with pytest.raises(Refused, match="being made ready"):
        files.open_file(house.actor("okafor"), file=kept)
    with scanner() as settings.SCANNER:
        assert files.ready_waiting(worker(at=NOW)) == 1
    assert b"".join(files.open_file(house.actor("okafor"), file=kept).pieces) == made.wav()


def test_a_file_with_a_virus_is_kept_shut(settings):
    house = landlord()
    kept = files.keep_file(house.actor("okafor"), a_case(house), name="a.txt", content=EICAR).file
    with scanner() as settings.SCANNER:
        files.ready_waiting(worker(at=NOW))
    assert Entry.objects.get(deed="ready_file").detail["found"] == "Eicar-Test-Signature"
    for by, original in (("okafor", False), ("reid", True)):
        with pytest.raises(Refused, match="A virus was found"):
            files.open_file(house.actor(by), file=kept, original=original, why="The police have asked for it today.")
