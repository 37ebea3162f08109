"""Sixty-five uploads made to do harm: each is refused in plain words, or kept and can do nothing."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from dataclasses import dataclass

import pypdfium2
import pytest
from PIL import Image

from tests.cast import NOW, a_case, landlord
from tests.files import made
from tests.files.hostile import UPLOADS, Upload
from upstander.casework import files
from upstander.casework.actor import Actor, worker
from upstander.casework.files import limited, redraw
from upstander.policy.files import COPIES, FORMATS, NAME_AT_MOST, NOT_SENT, UNSAFE_IN_A_NAME, Fault
from upstander.policy.ruling import Refused
from upstander.records.files import KeptFile

MEMORY = 256 * 1024 * 1024
SECONDS = 10.0


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.VAR = tmp_path


@dataclass(frozen=True)
class Desk:
    """An officer, and the case in which everything is tried."""

    who: Actor
    number: str


@pytest.fixture
def desk() -> Desk:
    house = landlord()
    return Desk(house.actor("okafor"), a_case(house))


def test_there_are_enough_of_them():
    assert len(UPLOADS) >= 60
    assert len({upload.what for upload in UPLOADS}) == len(UPLOADS)


def test_each_is_refused_in_plain_words_or_can_do_nothing(desk, monkeypatch):
    monkeypatch.setattr("upstander.policy.files.ONE_DAY_BYTES", 10**12)
    slowest = 0.0
    for upload in UPLOADS:
        content = upload.make()
        began = time.monotonic()
        kept, said = _sent(desk, upload, content)
        if said:
            assert _is_told(upload, said), (upload.what, said)
        else:
            assert upload.fault in ("", "any"), f"{upload.what} should have been refused"
            _is_harmless(desk, upload, kept)
        slowest = max(slowest, time.monotonic() - began)
    assert slowest < SECONDS
    print(f"{len(UPLOADS)} uploads; the slowest took {slowest:.1f} s")


def _sent(desk: Desk, upload: Upload, content: bytes) -> tuple[str, str]:
    """Return the key of the file that was kept, or what was said instead."""
    try:
        return files.keep_file(desk.who, desk.number, name=upload.name, content=content).file, ""
    except Refused as no:
        return "", f"{no.ruling.why} {no.ruling.how}"


def _is_harmless(desk: Desk, upload: Upload, kept: str) -> None:
    files.ready_waiting(worker(at=NOW))
    row = KeptFile.objects.get(pk=kept)
    assert row.state == "ready", upload.what
    assert _is_plain(row.name), upload.what
    opened = files.open_file(desk.who, file=kept)
    _is_inert(row, b"".join(opened.pieces), opened)
    row.delete()  # so that the same content under another name is not the same file again


def _is_told(upload: Upload, said: str) -> bool:
    expected = upload.fault in ("refused", "any") or (upload.fault and NOT_SENT[Fault(upload.fault)][0] in said)
    return bool(expected) and said.startswith("The file ") and not UNSAFE_IN_A_NAME.search(said)


def _is_plain(name: str) -> bool:
    return 0 < len(name) <= NAME_AT_MOST and not UNSAFE_IN_A_NAME.search(name) and not {"/", "\\"} & set(name)


def _is_inert(row: KeptFile, handed: bytes, opened: files.OpenedFile) -> None:
    assert opened.mime in {one.mime for one in FORMATS.values()}
    assert opened.name.isascii()
    if row.kind not in COPIES:
        return
    assert made.SECRET not in handed
    if row.kind == "picture":
        with Image.open(io.BytesIO(handed)) as seen:
            assert seen.format == "JPEG"
            assert not seen.getexif()
            assert "comment" not in seen.info
            assert "xmp" not in seen.info
    elif row.kind == "document":
        for word in (b"JavaScript", b"/JS", b"/Launch", b"EmbeddedFile", b"/AA", b"OpenAction", b"/Font"):
            assert word not in handed
        drawn = pypdfium2.PdfDocument(handed)
        assert len(drawn) == row.pages_copied
        assert not drawn[0].get_textpage().get_text_range().strip()


def test_a_photo_is_shown_upright_without_its_place():
    turned = io.BytesIO(limited.copy("picture", made.jpeg_with_place()).made)
    with Image.open(turned) as seen:
        assert seen.size == (48, 64)


def test_an_apple_photo_comes_out_as_one_that_everybody_can_open():
    with Image.open(io.BytesIO(limited.copy("picture", made.heic()).made)) as seen:
        assert (seen.format, seen.size) == ("JPEG", (128, 96))


def test_the_process_has_no_more_than_it_needs(tmp_path):
    assert (redraw.MEMORY, redraw.SECONDS) == (MEMORY, SECONDS)
    asks = (
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        f"open({str(tmp_path / 'was-here')!r}, 'wb', 0).write(b'x')",
        "bytearray(300_000_000)",
    )
    for ask in asks:
        code = (
            f"import runpy, sys; sys.argv = ['x']; g = runpy.run_path({str(limited.SCRIPT)!r}); g['confine']()\n"
            f"try:\n    {ask}\nexcept (PermissionError, MemoryError, OSError):\n    print('denied')"
        )
        told = subprocess.run([sys.executable, "-I", "-c", code], env={}, capture_output=True, text=True, check=False)
        assert "denied" in told.stdout or told.returncode < 0, (ask, told)


def test_time_is_up_after_ten_seconds(tmp_path, monkeypatch):
    forever = tmp_path / "forever.py"
    forever.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(limited, "SCRIPT", forever)
    monkeypatch.setattr(limited, "SECONDS", 0.5)
    assert limited.look("picture", b"x" * 5_000_000).fault == Fault.TOO_MUCH_INSIDE


def test_what_the_process_says_is_not_believed(tmp_path, monkeypatch):
    for said, fault in (
        ("b'nonsense'", Fault.TOO_MUCH_INSIDE),
        ("b'[]\\n'", Fault.TOO_MUCH_INSIDE),
        ('b\'{"fault":"<b>"}\'', Fault.UNREADABLE),
    ):
        script = tmp_path / "says.py"
        script.write_text(f"import sys\nsys.stdin.buffer.read()\nsys.stdout.buffer.write({said})\n")
        monkeypatch.setattr(limited, "SCRIPT", script)
        assert limited.look("picture", b"x").fault == fault


def test_the_limits_of_the_process_are_those_of_the_policy():
    from upstander.policy import files as rules

    assert (redraw.POINTS_AT_MOST, redraw.PAGES_AT_MOST) == (rules.POINTS_AT_MOST, rules.PAGES_AT_MOST)
