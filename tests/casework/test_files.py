"""Files given as evidence: kept as they came, opened through sight and on the record, moved when put wrong."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from tests.cast import NOW, a_case, a_report
from tests.files import made
from tests.jobs import run_jobs
from upstander.casework import codes, files, triage
from upstander.casework.actor import worker
from upstander.casework.opened import NotFound
from upstander.policy.files import FileState
from upstander.policy.ruling import Refused
from upstander.records import blobs, keyring
from upstander.records.files import KeptFile
from upstander.records.journal import Entry, breaks


@pytest.fixture(autouse=True)
def _folder(tmp_path, settings):
    settings.VAR = tmp_path


@pytest.fixture
def number(house):
    return a_case(house)


def keep(house, number, *, by="okafor", name="stairs.wav", content=None, **said):
    return files.keep_file(house.actor(by), number, name=name, content=content or made.wav(), **said).file


def ready(at=NOW) -> int:
    return files.ready_waiting(worker(at=at + timedelta(hours=1)))


def read(opened) -> bytes:
    return b"".join(opened.pieces)


def on_disk() -> list[Path]:
    return [path for path in (Path(settings.VAR) / "files").rglob("*") if path.is_file() and path.name != "lock"]


def sealed() -> bytes:
    return b"".join(path.read_bytes() for path in on_disk())


def test_a_file_comes_back_as_it_was_given_and_nothing_of_it_lies_in_clear(house, number):
    content = made.wav() + made.noise(3_000_000)
    kept = keep(house, number, content=content, shows="Shouting on the stairs.", made="Yesterday at nine.")
    row = KeptFile.objects.get()
    assert (row.name, row.shows, row.kind, row.size) == ("stairs.wav", "Shouting on the stairs.", "sound", len(content))
    assert Entry.objects.get(deed="keep_file").detail["sha256"] == hashlib.sha256(content).hexdigest()
    assert content[:60] not in sealed()
    assert ready() == 1
    opened = files.open_file(house.actor("okafor"), file=kept)
    assert read(opened) == content
    assert opened.mime == "audio/wav"
    assert opened.name == f"{number}-{row.pk.hex[:8]}.wav"
    assert Entry.objects.get(deed="open_file").detail == {"file": kept, "original": True}
    assert list(breaks()) == []


def test_a_safe_copy_is_for_daily_use_and_the_original_for_a_reason(house, number):
    content = made.jpeg_with_place()
    kept = keep(house, number, name="IMG_1.JPG", content=content)
    with pytest.raises(Refused, match="being made ready"):
        files.open_file(house.actor("okafor"), file=kept)
    ready()
    copy = read(files.open_file(house.actor("okafor"), file=kept))
    assert copy.startswith(b"\xff\xd8")
    assert made.SECRET not in copy
    for by, why in (("okafor", "The police have asked for it in writing."), ("reid", "Because.")):
        with pytest.raises(Refused):
            files.open_file(house.actor(by), file=kept, original=True, why=why)
    whole = files.open_file(
        house.actor("reid"), file=kept, original=True, why="The police have asked for it in writing."
    )
    assert read(whole) == content
    assert Entry.objects.filter(deed="open_file", allowed=True).latest("seq").detail["because"].startswith("The police")
    assert Entry.objects.filter(deed="open_file", allowed=False).count() == 3


def test_whoever_does_not_see_the_case_finds_no_file(house, number):
    kept = keep(house, number)
    ready()
    for by in ("lewis", "patel", "haddad", "ford", "hale", "moss", "quinn"):
        for ask in (files.open_file, files.one_file):
            with pytest.raises((NotFound, Refused)) as no:
                ask(house.actor(by), file=kept)
            assert no.type is NotFound
        with pytest.raises((NotFound, Refused)):
            keep(house, number, by=by, name="other.wav")
        with pytest.raises(NotFound):
            files.files_of(house.actor(by), number)
    assert KeptFile.objects.count() == 1


def test_what_cannot_be_kept_says_why_is_entered_and_leaves_nothing(house, number):
    with pytest.raises(Refused) as no:
        keep(house, number, name="letter.docx", content=made.docx())
    assert no.value.ruling.why == "The file letter.docx is of a kind we cannot keep."
    assert no.value.ruling.how.startswith("You can send photos (JPEG, PNG, HEIC")
    assert Entry.objects.filter(deed="keep_file", allowed=False).count() == 1
    assert (KeptFile.objects.count(), on_disk()) == (0, [])


def test_the_same_file_twice_is_kept_once(house, number):
    keep(house, number)
    with pytest.raises(Refused, match=r"have the file again\.wav already"):
        keep(house, number, name="again.wav")
    assert KeptFile.objects.count() == 1
    assert keep(house, a_case(house, home_uprn="990000000105"))
    assert len({bytes(row.address) for row in KeptFile.objects.all()}) == 2


def test_there_are_only_so_many_in_a_day(house, number, monkeypatch):
    monkeypatch.setattr("upstander.policy.files.ONE_DAY_STAFF", 2)
    for n in range(2):
        keep(house, number, name=f"{n}.wav", content=made.wav() + bytes([n]))
    with pytest.raises(Refused, match="one too many for today"):
        keep(house, number, name="3.wav", content=made.wav() + b"3")
    monkeypatch.setattr("upstander.policy.files.ONE_DAY_STAFF", 20)
    monkeypatch.setattr("upstander.policy.files.IN_ONE_PLACE", 2)
    with pytest.raises(Refused, match="files here already"):
        keep(house, number, name="3.wav", content=made.wav() + b"3")


def test_content_that_was_changed_on_disk_is_refused_loudly(house, number):
    kept = keep(house, number)
    ready()
    path = on_disk()[0]
    held = bytearray(path.read_bytes())
    held[40] ^= 1
    for content in (bytes(held), held[: len(held) // 2], b"", None):
        path.unlink() if content is None else path.write_bytes(content)
        with pytest.raises(Refused, match="not as it was when it was kept"):
            files.open_file(house.actor("okafor"), file=kept)
    assert Entry.objects.filter(deed="open_file", allowed=False, clause="9").count() == 4


def test_a_file_whose_key_is_gone_is_no_longer_kept(house, number):
    kept = keep(house, number)
    ready()
    keyring.destroy(KeptFile.objects.get().sealed_by, at=NOW)
    for ask in (files.open_file, files.one_file):
        with pytest.raises(files.NoLongerKept):
            ask(house.actor("okafor"), file=kept)
        with pytest.raises(NotFound) as no:
            ask(house.actor("patel"), file=kept)
        assert no.type is NotFound


def test_a_fault_between_content_and_row_leaves_no_row_and_the_sweep_takes_the_content(house, number, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    kept = keep(house, number, name="good.wav", content=made.wav() + b"good")
    monkeypatch.setattr(KeptFile, "save", fail)
    with pytest.raises(RuntimeError):
        keep(house, number)
    monkeypatch.undo()
    assert (KeptFile.objects.count(), len(on_disk())) == (1, 2)
    assert files.sweep_files() == 0  # it may still be on its way
    with blobs.writing():
        assert files.sweep_files(older_than=-1) == 0  # somebody writes
    assert files.sweep_files(older_than=-1) == 1
    ready()
    assert read(files.open_file(house.actor("okafor"), file=kept))


def test_a_file_put_on_the_wrong_case_goes_to_the_right_one(house, number):
    other = a_case(house, home_uprn="990000000105")
    kept = keep(house, number, shows="The door.")
    why = "It shows the door of the other family."
    with pytest.raises(NotFound):
        files.correct_file(house.actor("okafor"), number, file=kept, to="HC-2026-9999", because=why)
    with pytest.raises(Refused):
        files.correct_file(house.actor("okafor"), number, file=kept, to=other, because="Oh")
    moved = files.correct_file(house.actor("okafor"), number, file=kept, to=other, because=why)
    ready()
    assert read(files.open_file(house.actor("okafor"), file=moved)) == made.wav()
    with pytest.raises(NotFound):
        files.open_file(house.actor("okafor"), file=kept)
    left = KeptFile.objects.get(pk=kept)
    assert (left.name, left.shows, left.address) == ("", "", None)
    assert [row.file for row in files.files_of(house.actor("okafor"), other).rows] == [moved]
    assert files.files_of(house.actor("okafor"), number).rows == ()
    assert files.sweep_files(older_than=-1) == 1
    with pytest.raises(NotFound):
        files.correct_file(house.actor("okafor"), other, file="nonsense", to=number, because=why)


def test_what_came_with_a_report_goes_into_its_case_and_stays_the_residents_own(house):
    received = a_report()
    visit = codes.come_back(received.code, client="192.0.2.7", at=NOW)
    resident = codes.visitor(visit.token, at=NOW)
    files.keep_file(resident, received.number, name="me.wav", content=made.wav())
    assert [row.name for row in files.files_of(house.actor("reid"), received.number).rows] == ["me.wav"]
    case = triage.open_case(
        house.actor("reid"), received.number, team=str(house.north.pk), owner=str(house.staff["okafor"].pk)
    ).number
    keep(house, case, name="theirs.wav", content=made.wav() + b"2")
    assert [one.name for one in files.my_files(resident, case)] == ["me.wav"]
    assert {row.name for row in files.files_of(house.actor("okafor"), case).rows} == {"me.wav", "theirs.wav"}
    assert ready() == 2
    with pytest.raises(NotFound):
        files.open_file(resident, file=str(KeptFile.objects.first().pk))


def test_an_incident_of_another_case_is_not_found(house, number):
    from upstander.records.worked import Incident

    strange = Incident.objects.get(case__number=a_case(house, home_uprn="990000000105"))
    with pytest.raises(NotFound):
        keep(house, number, incident=str(strange.pk))
    assert KeptFile.objects.count() == 0


def test_what_cannot_be_copied_is_kept_all_the_same(house, number, monkeypatch):
    kept = keep(house, number, name="a.jpg", content=made.jpeg())
    monkeypatch.setattr("upstander.casework.files.limited.copy", lambda kind, content: files_seen("too_much_inside"))
    ready()
    assert KeptFile.objects.get().state == FileState.NO_COPY
    with pytest.raises(Refused, match="No safe copy"):
        files.open_file(house.actor("okafor"), file=kept)
    assert read(files.open_file(house.actor("reid"), file=kept, original=True, why="There is no copy of it at all."))


def files_seen(fault):
    from upstander.casework.files.limited import Seen

    return Seen(fault=fault)


def test_a_fault_at_the_last_moment_leaves_every_row_as_it_was(house, number, half_way):
    kept = keep(house, number)
    other = a_case(house, home_uprn="990000000105")
    with half_way():
        ready()
    ready()
    with half_way():
        keep(house, number, name="b.wav", content=made.wav() + b"b")
    with half_way():
        files.open_file(house.actor("okafor"), file=kept)
    with half_way():
        files.correct_file(
            house.actor("okafor"), number, file=kept, to=other, because="It shows the door of the other family."
        )
    assert read(files.open_file(house.actor("okafor"), file=kept)) == made.wav()


def test_two_workers_make_a_file_ready_once(house, number, monkeypatch):
    from upstander.casework.files import readying

    kept = keep(house, number)
    before = readying._made

    def meanwhile(held):
        monkeypatch.setattr(readying, "_made", before)
        ready()
        return before(held)

    monkeypatch.setattr(readying, "_made", meanwhile)
    with pytest.raises(Refused, match="made ready before"):
        files.ready_file(worker(at=NOW), file=KeptFile.objects.get().pk)
    assert Entry.objects.filter(deed="ready_file", allowed=True).count() == 1
    assert read(files.open_file(house.actor("okafor"), file=kept))


def test_the_job_that_is_left_in_the_queue_makes_it_ready(house, number):
    kept = keep(house, number)
    run_jobs()
    run_jobs()
    assert read(files.open_file(house.actor("okafor"), file=kept)) == made.wav()
