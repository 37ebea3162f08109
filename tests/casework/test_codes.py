"""Codes: given after a check, never seen by staff, one at a time, and of no use to whoever guesses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.casework.working import last_entry, party_of, refused
from tests.cast import NOW, a_case, a_report
from upstander.casework.actor import member
from upstander.casework.codes import Slowed, come_back, drop_old_visits, issue_code, leave, visitor
from upstander.casework.opened import NotFound
from upstander.casework.safe_contact import set_safe_contact
from upstander.records import sight
from upstander.records.case import Case, ResidentCode
from upstander.records.codes import derived_code, digest_of
from upstander.records.drafts import CodeSlip, ResidentVisit
from upstander.records.journal import Entry, breaks

CHECK = {
    "way": "handed_over",
    "identity": "document_seen",
    "how_checked": "Her tenancy agreement.",
    "to_the_person": True,
}
HERE = {"client": "192.0.2.7", "at": NOW}
WRONG = derived_code("nobody's")


@pytest.fixture(autouse=True)
def _no_tries():
    cache.clear()


@pytest.fixture
def number(house):
    return a_case(house)


def issued(house, number, **changed):
    return issue_code(house.actor("okafor"), number, **{**CHECK, "party": party_of(number), **changed})


def test_a_slip_stands_in_for_a_code_that_staff_never_see(house, number):
    slip = issued(house, number)
    assert slip.good_until == NOW + timedelta(days=2)
    back = come_back(slip.slip, **HERE)
    assert back is not None
    assert back.new_code not in ("", slip.slip)
    code = ResidentCode.objects.get(ended=None)
    assert bytes(code.digest) == digest_of(back.new_code)
    again = come_back(back.new_code.lower().replace("-", " "), **HERE)
    assert again is not None
    assert again.new_code == ""
    who = visitor(again.token, at=NOW)
    assert who is not None
    assert sight.cases(who).get().number == number
    entry = last_entry()
    assert (entry.deed, entry.clause, entry.detail["identity"]) == ("issue_code", "3.2 a", "document_seen")
    assert list(breaks()) == []


def test_a_slip_works_once_and_not_for_ever(house, number):
    slip = issued(house, number).slip
    assert come_back(slip, client="x", at=NOW + timedelta(days=2)) is None
    assert come_back(slip, **HERE) is not None
    assert come_back(slip, **HERE) is None
    assert CodeSlip.objects.get().used_at == NOW


def test_the_code_before_ends_with_its_visits(house):
    received = a_report()
    visit = come_back(received.code, **HERE)
    number = a_case(house)
    other = ResidentCode.objects.get(party__case__number=number)
    issue_code(house.actor("reid"), received.number, **CHECK)
    assert visitor(visit.token, at=NOW) is None
    assert come_back(received.code, **HERE) is None
    assert ResidentCode.objects.get(report__number=received.number, ended=None).party is None
    issued(house, number)
    assert ResidentCode.objects.filter(party=other.party, ended=None).count() == 1
    other.refresh_from_db()
    assert other.ended == last_entry()


def test_a_second_slip_kills_the_first(house, number):
    first, second = issued(house, number).slip, issued(house, number).slip
    assert come_back(first, **HERE) is None
    assert come_back(second, **HERE) is not None


@pytest.mark.parametrize(
    ("changed", "clause"),
    [
        ({"identity": "sounded_right"}, "7 a"),
        ({"how_checked": " "}, "7 a"),
        ({"to_the_person": False}, "7 a"),
        ({"way": "posted"}, "3.2 a"),
        ({"way": "by text"}, "3.2 a"),
    ],
)
def test_without_a_check_or_a_safe_way_there_is_no_code(house, number, changed, clause):
    before = ResidentCode.objects.get(ended=None)
    given = {**CHECK, "party": party_of(number), **changed}
    assert refused(issue_code, house.actor("okafor"), number, **given).clause == clause
    assert ResidentCode.objects.get(ended=None) == before


def test_a_slip_is_posted_only_where_letters_are_safe(house, number):
    wishes = {"channels": {"letter": "safe"}, "letters_to": "Her sister's: 4 Mill Court"}
    set_safe_contact(house.actor("okafor"), number, wishes=wishes, party=party_of(number))
    slip = issued(house, number, way="posted")
    assert (slip.letters_to, slip.good_until) == ("Her sister's: 4 Mill Court", NOW + timedelta(days=14))


def test_the_person_complained_of_gets_none_and_neither_does_somebody_elsewhere(house, number):
    accused = party_of(number, "alleged_perpetrator")
    assert refused(issue_code, house.actor("okafor"), number, **{**CHECK, "party": accused}).clause == "7 a"
    with pytest.raises(NotFound):
        issue_code(house.actor("patel"), number, **CHECK, party=party_of(number))
    with pytest.raises(NotFound):
        issue_code(house.actor("okafor"), number, **CHECK, party=party_of(a_case(house)))


def test_a_fault_half_way_leaves_the_old_code_in_place(house, number, half_way):
    with half_way():
        issued(house, number)


@pytest.mark.parametrize("typed", ["", "?", WRONG, WRONG[:-1] + "!", "ß" * 300, "x" * 10_000])
def test_a_wrong_code_tells_nothing_and_asks_the_same_of_the_database(house, typed):
    ended = issue_and_end(house)
    asked = []
    for code in (typed, ended):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            assert come_back(code, **HERE) is None
        asked.append([query["sql"].split()[0] for query in queries])
    assert asked[0] == asked[1]


def issue_and_end(house):
    received = a_report()
    issue_code(house.actor("reid"), received.number, **CHECK)
    return received.code


def test_guessing_is_slowed_and_nobody_is_locked_out(house):
    code = a_report().code
    for _ in range(5):
        assert come_back(WRONG, **HERE) is None
    with pytest.raises(Slowed) as slowed:
        come_back(code, **HERE)
    assert slowed.value.seconds == 1
    assert come_back(code, client="192.0.2.8", at=NOW) is not None
    assert come_back(code, client="192.0.2.7", at=NOW + timedelta(seconds=1)) is not None
    at = NOW + timedelta(seconds=1)
    for _ in range(12):
        at += timedelta(seconds=15)
        assert come_back(WRONG, client="192.0.2.7", at=at) is None
    with pytest.raises(Slowed) as slowed:
        come_back(code, client="192.0.2.7", at=at)
    assert slowed.value.seconds == 15
    assert come_back(code, client="192.0.2.7", at=at + timedelta(seconds=15)) is not None


def test_neither_codes_nor_addresses_are_kept_or_logged(house, caplog):
    code = a_report().code
    come_back(WRONG, **HERE)
    come_back(code, **HERE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM rate_limits")
        kept = str(cursor.fetchall())
    assert "192.0.2.7" not in kept
    assert code not in kept + caplog.text
    assert not ResidentVisit.objects.filter(digest=code.encode()).exists()


def test_a_visit_ends_when_left_when_quiet_and_after_some_hours(house):
    code = a_report().code
    token = come_back(code, **HERE).token
    assert visitor("another", at=NOW) is None
    at = NOW
    for _ in range(11):
        at += timedelta(minutes=20)
        assert visitor(token, at=at) is not None
    assert visitor(token, at=NOW + timedelta(hours=4)) is None
    quiet = come_back(code, **HERE).token
    assert visitor(quiet, at=NOW + timedelta(minutes=30)) is None
    left = come_back(code, **HERE).token
    leave(left)
    leave("another")
    assert visitor(left, at=NOW) is None
    assert drop_old_visits(at=NOW + timedelta(hours=5)) == 2


def test_a_visit_that_goes_on_is_written_down_at_most_once_a_minute(house, django_assert_num_queries):
    token = come_back(a_report().code, **HERE).token
    with django_assert_num_queries(1):
        visitor(token, at=NOW + timedelta(seconds=30))


def test_a_code_gives_no_role_but_the_residents(house, number):
    token = come_back(issued(house, number).slip, **HERE).token
    who = visitor(token, at=NOW)
    assert (who.roles, who.staff) == (frozenset({"resident"}), None)
    assert member(house.staff["nobody"].pk, at=NOW).roles == frozenset()
    assert Entry.objects.filter(case_id=Case.objects.get(number=number).pk, deed="issue_code").count() == 1
