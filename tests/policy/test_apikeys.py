"""Which keys may be asked for, collected, ended and read by: never more than the account's own roles include."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from upstander.policy.apikeys import (
    NOT_BY_KEY,
    READ_LABELS,
    KeyAsked,
    Read,
    deeds_of,
    may_collect_key,
    may_end_key,
    may_issue_key,
    may_read,
    may_see_keys,
    only_of,
)
from upstander.policy.roles import MAY, Deed, Role

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
OFFICER = frozenset({Role.HOUSING_OFFICER})
ASKED = KeyAsked(
    name="Repairs",
    roles=OFFICER,
    deeds=frozenset({Deed.ADD_NOTE}),
    reads=frozenset({Read.DUTIES}),
    days=90,
    own=False,
)


@pytest.mark.parametrize(
    ("changed", "allowed", "says"),
    [
        ({}, True, "a part of what its account may do"),
        ({"deeds": frozenset()}, True, "a part"),
        ({"reads": frozenset()}, True, "a part"),
        ({"days": 365}, True, "a part"),
        ({"days": 366}, False, "a year at most"),
        ({"days": 0}, False, "a year at most"),
        ({"name": "  "}, False, "whose key"),
        ({"name": "x" * 81}, False, "whose key"),
        ({"own": True}, False, "acts as themselves"),
        ({"deeds": frozenset(), "reads": frozenset()}, False, "would do nothing"),
        ({"reads": frozenset({"everything"})}, False, "no such deed or list"),
        ({"deeds": frozenset({"everything"})}, False, "no such deed or list"),
        ({"deeds": frozenset({Deed.ASSIGN_CASE})}, False, "more than this account may do"),
        ({"roles": frozenset()}, False, "more than this account may do"),
        ({"roles": frozenset({Role.ADMINISTRATOR}), "deeds": frozenset({Deed.ISSUE_KEY})}, False, "people alone"),
        ({"roles": frozenset({Role.OPERATOR}), "deeds": frozenset({Deed.APPOINT_STAFF})}, False, "people alone"),
    ],
)
def test_a_key_is_for_a_part_of_what_its_account_may_do(changed, allowed, says):
    ruling = may_issue_key(replace(ASKED, **changed))
    assert (ruling.allowed, ruling.clause) == (allowed, "7 a")
    assert says in ruling.why


@pytest.mark.parametrize(
    ("own", "collected", "ended", "late", "allowed"),
    [
        (True, False, False, False, True),
        (False, False, False, False, False),
        (True, True, False, False, False),
        (True, False, True, False, False),
        (True, False, False, True, False),
    ],
)
def test_a_key_is_shown_once_to_whoever_asked_for_it(own, collected, ended, late, allowed):
    by = AT - timedelta(seconds=0 if late else -1)
    assert may_collect_key(own=own, collected=collected, ended=ended, collect_by=by, at=AT).allowed == allowed


@pytest.mark.parametrize(
    ("ended", "because", "allowed"),
    [
        (False, "The contract with the repairs firm ended.", True),
        (True, "The contract with the repairs firm ended.", False),
        (False, "over", False),
    ],
)
def test_a_key_is_ended_with_a_reason(ended, because, allowed):
    assert may_end_key(ended=ended, because=because).allowed == allowed


@pytest.mark.parametrize("read", Read)
def test_a_key_reads_what_it_was_given_for_and_nothing_else(read):
    assert READ_LABELS[read]
    assert may_read({read}, read).allowed
    assert not may_read(set(Read) - {read}, read).allowed


@pytest.mark.parametrize("role", Role)
def test_only_administrators_see_which_keys_there_are(role):
    assert may_see_keys({role}).allowed == (role == Role.ADMINISTRATOR)


def test_no_key_is_ever_given_for_what_people_alone_do():
    for role in Role:
        given = deeds_of({role})
        assert given <= MAY[role]
        assert not given & set(NOT_BY_KEY)
    assert all(NOT_BY_KEY.values())


def test_reading_a_file_is_a_deed_of_the_key_too():
    assert only_of({Deed.ADD_NOTE}, {Read.DUTIES}) == {Deed.ADD_NOTE}
    assert only_of(set(), {Read.CASES}) == {Deed.OPEN_CASE_FILE}
    assert only_of(set(), {Read.REPORTS, Read.FIND}) == {Deed.OPEN_REPORT}
