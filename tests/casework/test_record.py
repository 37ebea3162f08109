"""Anybody can check the record: whole, or where it is not, also when its end was cut off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from tests.cast import NOW, a_report, landlord
from upstander.casework.record import AnchorUnreadable, anchor_head, check_record
from upstander.records import guards
from upstander.records.journal import Entry


@pytest.fixture
def anchor(tmp_path):
    landlord()
    a_report()
    path = tmp_path / "anchor.txt"
    anchor_head(path, at=NOW)
    return path


def test_a_whole_record_is_said_to_be_whole(anchor):
    checked = check_record(anchor)
    assert (checked.whole, checked.anchors, checked.entries) == (True, 1, Entry.objects.count())


def test_the_same_head_is_anchored_once(anchor):
    anchor_head(anchor, at=NOW + timedelta(minutes=1))
    assert len(anchor.read_text().splitlines()) == 1
    a_report()
    anchor_head(anchor, at=NOW + timedelta(minutes=2))
    assert check_record(anchor).anchors == 2


def test_a_changed_entry_is_named(anchor):
    guards.lift(connection)
    Entry.objects.filter(seq=1).update(deed="nothing_at_all")
    guards.lay(connection)
    assert check_record(anchor).breaks == ((1, "it was changed after it was written"),)


def test_without_any_entry_there_is_nothing_to_anchor(tmp_path):
    assert anchor_head(tmp_path / "a", at=NOW) == 0
    assert not (tmp_path / "a").exists()
    assert check_record(None).whole


def test_a_spoilt_anchor_file_is_loud(anchor):
    anchor.write_text("not an anchor\n")
    with pytest.raises(AnchorUnreadable, match="Line 1"):
        check_record(anchor)
