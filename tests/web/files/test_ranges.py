"""A part of a recording, as players ask for it: no more opened than is needed, and never without an entry."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.cast import NOW, Landlord, a_case
from tests.files import made
from tests.web.desk import at_the_desk, few_statements
from upstander.casework import files
from upstander.casework.actor import worker
from upstander.policy.parts import Asked
from upstander.records import blobs
from upstander.records.blobs import PIECE
from upstander.records.files import KeptFile
from upstander.records.journal import Entry, breaks
from upstander.web.files.ranges import asked_for

FILM = made.wav() + made.noise(3 * PIECE)
SIZE = len(FILM)


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def copy(desk_house: Landlord, number: str) -> str:
    return kept(desk_house, number)


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def kept(house: Landlord, number: str, *, name: str = "stairs.wav", content: bytes = FILM) -> str:
    """Keep a file, and return where it is handed out."""
    file = files.keep_file(house.actor("okafor"), number, name=name, content=content).file
    files.ready_waiting(worker(at=NOW))
    return f"/file/{file}/copy"


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def entered(**more) -> int:
    return Entry.objects.filter(deed="open_file", **more).count()


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("bytes=0-", Asked(0, None)),
        ("bytes=0-1", Asked(0, 1)),
        ("bytes=7-7", Asked(7, 7)),
        ("Bytes=500-999", Asked(500, 999)),
        ("bytes= 500-999 ", Asked(500, 999)),
        ("bytes=-100", Asked(None, 100)),
        ("bytes=-0", Asked(None, 0)),
        ("bytes=999999999999999999-", Asked(999999999999999999, None)),
        ("", None),
        ("bytes", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=9-3", None),
        ("bytes=a-b", None),
        ("bytes=1.5-2", None),
        ("bytes=--5", None),
        ("bytes=+1-5", None),
        ("bytes=0x1-5", None),
        ("bytes=²-5", None),
        ("bytes=٣-٥", None),
        ("bytes=0-1,5-9", None),
        ("bytes=0-1,", None),
        ("bytes=0-1\n", None),
        ("bytes=" + "9" * 5000 + "-", None),
        ("items=0-1", None),
    ],
)
def test_one_range_is_understood_and_the_rest_is_as_if_none_was_asked_for(header, asked):
    assert asked_for({"Range": header}) == asked
    assert asked_for({"Range": header, "If-Range": '"any"'}) is None
    assert asked_for({}) is None


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-", 0, SIZE - 1),
        ("bytes=-100", SIZE - 100, SIZE - 1),
        (f"bytes=-{SIZE * 2}", 0, SIZE - 1),
        (f"bytes={PIECE - 1}-{PIECE}", PIECE - 1, PIECE),
        (f"bytes={PIECE}-{2 * PIECE - 1}", PIECE, 2 * PIECE - 1),
        (f"bytes=10-{2 * PIECE + 10}", 10, 2 * PIECE + 10),
        (f"bytes={SIZE - 1}-{SIZE * 9}", SIZE - 1, SIZE - 1),
    ],
)
def test_a_part_is_that_part_to_the_byte(okafor, copy, header, first, last):
    answer = okafor.get(copy, headers={"Range": header})
    assert answer.status_code == 206
    assert body(answer) == FILM[first : last + 1]
    assert answer["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer["Content-Length"] == str(last - first + 1)
    whole = okafor.get(copy)
    other = {"Content-Range", "Content-Length"}
    assert {name: value for name, value in answer.items() if name not in other} == {
        name: value for name, value in whole.items() if name not in other
    }
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert entered() == 2


@pytest.mark.parametrize("header", ["bytes=0-1,5-9", "bytes=9-3", "items=0-1", "bytes=0-1|If-Range"])
def test_what_is_not_understood_is_answered_by_the_whole(okafor, copy, header):
    asked, _, more = header.partition("|")
    answer = okafor.get(copy, headers={"Range": asked} | ({more: '"x"'} if more else {}))
    assert (answer.status_code, "Content-Range" in answer.headers, body(answer)) == (200, False, FILM)


@pytest.mark.parametrize("header", [f"bytes={SIZE}-", "bytes=-0"])
def test_a_part_that_there_is_not_hands_out_nothing(okafor, copy, header):
    answer = okafor.get(copy, headers={"Range": header})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert f"it has {SIZE} bytes" in answer.content.decode()
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "private, no-store")
    assert entered() == 0


def test_only_the_pieces_it_lies_in_are_opened(okafor, copy, monkeypatch):
    opened, before = set(), blobs._context
    monkeypatch.setattr(blobs, "_context", lambda *of, last: (opened.add(of[1]), before(*of, last=last))[1])
    assert body(okafor.get(copy, headers={"Range": "bytes=-100"})) == FILM[-100:]
    assert opened == {3}
    opened.clear()
    assert body(okafor.get(copy, headers={"Range": f"bytes={PIECE}-{PIECE + 9}"})) == FILM[PIECE : PIECE + 10]
    assert opened == {1, 3}  # the last piece says how long it is


def test_a_player_opens_it_once_and_whoever_comes_back_later_opens_it_anew(desk_house, copy):
    for ask, after, entries in (
        ("bytes=0-1", 0, 1),
        ("bytes=0-", 1, 1),
        (f"bytes={PIECE}-", 2, 1),
        ("bytes=-100", 59 * 60, 1),
        (f"bytes={PIECE}-", 60 * 60, 2),  # the hour is over
        ("bytes=-100", 61 * 60, 2),
        ("bytes=0-", 65 * 60, 3),  # from the beginning again
        ("", 65 * 60, 4),  # and the whole, as always
    ):
        with time_machine.travel(NOW + timedelta(seconds=after), tick=False):
            answer = at_the_desk(desk_house, "okafor").get(copy, headers={"Range": ask})
            assert (answer.status_code, bool(body(answer)), entered()) == (206 if ask else 200, True, entries)
    assert {str(one.detail) for one in Entry.objects.filter(deed="open_file")} == {
        str({"file": copy.split("/")[2], "original": True})
    }
    assert list(breaks()) == []


def test_nobody_reads_a_part_on_the_entry_of_another_or_of_another_file(desk_house, number, okafor, copy):
    other = kept(desk_house, number, name="door.wav", content=FILM + b"2")
    for by, file in ((okafor, copy), (okafor, other), (at_the_desk(desk_house, "reid"), copy)):
        before = entered()
        for _ in range(2):
            with few_statements():
                assert by.get(file, headers={"Range": "bytes=-100"}).status_code == 206
        assert entered() == before + 1


def test_sight_and_state_are_asked_for_each_part(desk_house, number, okafor, copy):
    assert okafor.get(copy, headers={"Range": "bytes=0-1"}).status_code == 206
    assert at_the_desk(desk_house, "patel").get(copy, headers={"Range": "bytes=-9"}).status_code == 404
    KeptFile.objects.update(state="infected")
    assert okafor.get(copy, headers={"Range": "bytes=-9"}).status_code == 422
    KeptFile.objects.update(state="ready")
    assert okafor.get(copy, headers={"Range": "bytes=-9"}).status_code == 206
    there = a_case(desk_house, home_uprn="990000000105")
    why = "It shows the door of the other family."
    files.correct_file(desk_house.actor("okafor"), number, file=copy.split("/")[2], to=there, because=why)
    assert okafor.get(copy, headers={"Range": "bytes=-9"}).status_code == 404


def test_a_part_that_was_changed_on_disk_is_refused_and_entered(okafor, copy, settings):
    assert okafor.get(copy, headers={"Range": "bytes=0-1"}).status_code == 206
    path = next(one for one in (settings.VAR / "files").rglob("*") if one.is_file() and one.name != "lock")
    held = path.read_bytes()
    for wrong in (held[:-9], held[: 1 + 2 * (PIECE + 28)], held[:-1] + bytes([held[-1] ^ 1]), b""):
        path.write_bytes(wrong)
        assert okafor.get(copy, headers={"Range": "bytes=-9"}).status_code == 422
    assert entered(allowed=False, clause="9") == 4


def test_a_safe_copy_comes_in_parts_too_and_an_original_whole(desk_house, number, okafor):
    copy = kept(desk_house, number, name="door.jpg", content=made.jpeg_with_place())
    safe = body(okafor.get(copy))
    assert body(okafor.get(copy, headers={"Range": "bytes=5-40"})) == safe[5:41]
    why = {"why": "The police have asked for it in writing."}
    original = copy.replace("copy", "original")
    sent = at_the_desk(desk_house, "reid").post(original, why, headers={"Range": "bytes=5-40"})
    assert (sent.status_code, body(sent)) == (200, made.jpeg_with_place())
    assert "Accept-Ranges" not in sent.headers
