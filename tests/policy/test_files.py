"""Which files are kept, under which names, and who opens what."""

from __future__ import annotations

import pytest

from upstander.policy.files import (
    AT_MOST,
    COPIES,
    FORMATS,
    IN_ONE_PLACE,
    NAME_AT_MOST,
    NOT_SENT,
    ONE_DAY_RESIDENT,
    ONE_DAY_STAFF,
    Fault,
    FileKind,
    FilesSoFar,
    FileState,
    may_correct_file,
    may_keep_file,
    may_open_file,
    may_ready_file,
    shown_name,
)
from upstander.policy.roles import Role

WHY = "The police have asked for it in writing."
OFFICER, MANAGER = {Role.HOUSING_OFFICER}, {Role.HOUSING_MANAGER}


def test_every_format_has_a_limit_and_every_fault_a_sentence():
    assert {one.kind for one in FORMATS.values()} == set(AT_MOST) == set(FileKind)
    assert set(NOT_SENT) == set(Fault)
    for fault in Fault:
        ruling = may_keep_file(name="door.jpg", fault=fault, so_far=FilesSoFar(), by_resident=True)
        assert not ruling.allowed
        assert ruling.why.startswith("The file door.jpg ")
        assert ruling.how


@pytest.mark.parametrize(
    ("so_far", "by_resident", "allowed"),
    [
        (FilesSoFar(), True, True),
        (FilesSoFar(same=True), True, False),
        (FilesSoFar(kept=IN_ONE_PLACE - 1), True, True),
        (FilesSoFar(kept=IN_ONE_PLACE), False, False),
        (FilesSoFar(in_a_day=ONE_DAY_RESIDENT), True, False),
        (FilesSoFar(in_a_day=ONE_DAY_RESIDENT), False, True),
        (FilesSoFar(in_a_day=ONE_DAY_STAFF), False, False),
        (FilesSoFar(bytes_in_a_day=10**9), False, False),
    ],
)
def test_there_are_only_so_many(so_far, by_resident, allowed):
    assert may_keep_file(name="a.jpg", so_far=so_far, by_resident=by_resident).allowed is allowed


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("door.jpg", "door.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\photos\\door.jpg", "door.jpg"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("a\x00b\r\nc.jpg", "abc.jpg"),
        ("  a \t b.jpg ", "a b.jpg"),
        ("", "a file without a name"),
        ("\u200b/", "a file without a name"),
        ("ছবি.jpg", "ছবি.jpg"),
    ],
)
def test_a_name_is_shown_without_what_hides_or_leads_elsewhere(given, shown):
    assert shown_name(given) == shown


def test_a_long_name_is_cut_and_keeps_its_ending():
    assert shown_name("a" * 5_000 + ".jpg").endswith("a….jpg")
    assert len(shown_name("a" * 5_000 + ".jpg")) == NAME_AT_MOST
    assert len(shown_name("." + "a" * 5_000)) == NAME_AT_MOST


@pytest.mark.parametrize("kind", FileKind)
@pytest.mark.parametrize("state", FileState)
def test_only_what_is_ready_is_opened_for_daily_use(kind, state):
    allowed = may_open_file(state=state, kind=kind, original=False, roles=OFFICER).allowed
    without_copy = state is FileState.NO_COPY and kind not in COPIES
    assert allowed is (state is FileState.READY or without_copy)


@pytest.mark.parametrize(
    ("roles", "why", "state", "allowed"),
    [
        (MANAGER, WHY, FileState.READY, True),
        ({Role.SAFEGUARDING_LEAD}, WHY, FileState.NO_COPY, True),
        (OFFICER, WHY, FileState.READY, False),
        (MANAGER, "Oh", FileState.READY, False),
        (MANAGER, WHY, FileState.INFECTED, False),
        (MANAGER, WHY, FileState.WAITING, False),
        (MANAGER, WHY, FileState.HELD, False),
        (MANAGER, WHY, FileState.GONE, False),
    ],
)
def test_an_original_is_opened_by_a_manager_with_a_reason(roles, why, state, allowed):
    ruling = may_open_file(state=state, kind=FileKind.PICTURE, original=True, roles=roles, why=why)
    assert ruling.allowed is allowed
    assert allowed or ruling.how


def test_a_file_is_moved_once_for_a_reason_and_somewhere_else():
    assert may_correct_file(because=WHY, moved_before=False, same_case=False).allowed
    assert not may_correct_file(because="Oh", moved_before=False, same_case=False).allowed
    assert not may_correct_file(because=WHY, moved_before=True, same_case=False).allowed
    assert not may_correct_file(because=WHY, moved_before=False, same_case=True).allowed


@pytest.mark.parametrize("state", FileState)
def test_a_file_is_made_ready_once(state):
    assert may_ready_file(state=state).allowed is (state in (FileState.WAITING, FileState.HELD))
