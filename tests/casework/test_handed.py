"""Files handed in: sealed, looked through, taken in again after a crash without doing anything twice, and gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection

from tests.cast import NOW, landlord
from tests.intake.files import many_homes, text_of
from tests.jobs import run_jobs
from upstander.casework.actor import worker
from upstander.casework.importing import jobs
from upstander.casework.importing.handed import (
    drop_file,
    drop_old_files,
    file_page,
    hand_in_file,
    handed_in,
    start_import,
)
from upstander.casework.opened import NotFound
from upstander.policy.ruling import Refused
from upstander.records import keyring
from upstander.records.estate import Home
from upstander.records.imports import HandedInFile, ImportBatch

NOBODY = "7f0c7f3e-5d0e-4d1f-9f43-2f6d6b0c6a11"


@pytest.fixture
def house():
    with time_machine.travel(NOW, tick=False):
        yield landlord()


def handed(house, kind="homes", text="", by="moss") -> str:
    return hand_in_file(house.actor(by), kind=kind, name="f.csv", content=(text or text_of(kind, {})).encode())


def looked(house, kind="homes", text="") -> str:
    key = handed(house, kind, text)
    run_jobs()
    return key


def test_a_file_is_sealed_under_a_key_of_its_own(house, django_capture_on_commit_callbacks):
    key = handed(house, "people", text_of("people", {}))
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, name FROM records_handedinfile")
        stored = b"".join(bytes(one) for one in cursor.fetchone())
    assert b"Rukhsana" not in stored
    assert b"f.csv" not in stored
    run_jobs()
    with django_capture_on_commit_callbacks(execute=True):
        drop_file(house.actor("moss"), file=key)
    with pytest.raises(keyring.KeyGone):
        keyring.data_key(HandedInFile.objects.get().sealed_by)
    with pytest.raises(NotFound):
        file_page(key=key, at=NOW)


def test_a_file_goes_on_where_a_crash_stopped_it(house, monkeypatch):
    monkeypatch.setattr(jobs, "BATCHES_AT_ONCE", 2)
    key = looked(house, text=text_of("homes", *many_homes(2_600)))
    start_import(house.actor("moss"), file=key)
    real, calls = jobs.import_batch, []

    def crashing(*args, **kwargs):
        calls.append(kwargs["position"])
        if len(calls) == 4:
            raise RuntimeError("the power is out")
        return real(*args, **kwargs)

    monkeypatch.setattr(jobs, "import_batch", crashing)
    run_jobs(may_fail=True)
    assert file_page(key=key, at=NOW).taken_in == 3
    later = NOW + timedelta(minutes=20)
    assert file_page(key=key, at=later).state == "stopped"
    start_import(house.actor("moss", later), file=key)
    run_jobs(at=later)
    assert file_page(key=key, at=later).state == "done"
    assert Home.objects.count() == 12 + 2_600
    assert ImportBatch.objects.count() == 6
    assert sorted(calls) == [1, 2, 3, 4, 4, 5, 6]


def test_what_is_as_it_was_is_not_taken_in_again(house):
    key = looked(house)
    start_import(house.actor("moss"), file=key)
    run_jobs()
    again = looked(house)
    assert file_page(key=again, at=NOW).same == 1
    with pytest.raises(Refused, match="as we have it"):
        start_import(house.actor("moss"), file=again)


def test_refusals_and_what_is_not_there(house):
    for name in ("reid", "okafor", "hale"):
        with pytest.raises(Refused):
            handed(house, by=name)
    with pytest.raises(Refused, match="empty"):
        hand_in_file(house.actor("moss"), kind="homes", name="f.csv", content=b"")
    with pytest.raises(Refused, match="kind of file"):
        hand_in_file(house.actor("moss"), kind="secrets", name="f.csv", content=b"x")
    assert not HandedInFile.objects.exists()
    key = handed(house)
    with pytest.raises(Refused, match="not waiting"):
        start_import(house.actor("moss"), file=key)
    with pytest.raises(Refused, match="at work"):
        drop_file(house.actor("moss"), file=key)
    for do in (start_import, drop_file):
        with pytest.raises(NotFound):
            do(house.actor("moss"), file=NOBODY)


def test_a_fault_half_way_leaves_nothing(house, half_way):
    with half_way():
        handed(house)
    key = looked(house)
    with half_way():
        start_import(house.actor("moss"), file=key)
    with half_way():
        drop_file(house.actor("moss"), file=key)
    assert keyring.data_key(HandedInFile.objects.get().sealed_by)


def test_a_file_that_never_moved_is_stuck_and_an_old_one_is_gone(house):
    key = handed(house)
    later = NOW + timedelta(minutes=11)
    assert file_page(key=key, at=later).state == "stuck"
    assert [one.key for one in handed_in(at=later)] == [key]
    assert handed_in(at=later, before=NOW) == ()
    assert drop_old_files(worker(at=NOW + timedelta(days=29))) == 0
    assert drop_old_files(worker(at=NOW + timedelta(days=31))) == 1
    assert handed_in(at=later) == ()


def test_too_many_lines_are_refused(house, monkeypatch):
    monkeypatch.setattr(jobs, "MOST_LINES", 600)
    key = looked(house, text=text_of("homes", *many_homes(1_100)))
    page = file_page(key=key, at=NOW)
    assert (page.state, "more than 600 lines" in page.refusal) == ("refused", True)
