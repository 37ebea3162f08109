"""How to reach somebody safely: what they said last holds, and what they said before is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.working import last_entry, party_of, refused
from tests.cast import NOW, a_case, a_report
from upstander.casework.actor import resident
from upstander.casework.opened import NotFound
from upstander.casework.safe_contact import set_safe_contact
from upstander.policy.safe_contact import safety_of
from upstander.post.sending import send_waiting
from upstander.records.case import Case, Party, ResidentCode
from upstander.records.journal import breaks
from upstander.records.outbox import OutboxItem, put_out
from upstander.records.people import SafeContact, wishes_of
from upstander.records.reports import Report

WISHES = {"channels": {"phone": "never", "email": "safe"}, "hours": "in the morning", "call_me": "R."}
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def number(house):
    return a_case(house)


def person_of(number):
    return Party.objects.get(pk=party_of(number)).person


def test_what_they_said_last_holds_and_what_they_said_before_is_kept(house, number):
    said = set_safe_contact(house.actor("okafor", LATER), number, wishes=WISHES, party=party_of(number))
    person = person_of(number)
    assert said == LATER
    assert wishes_of(person.pk) == WISHES
    assert SafeContact.objects.filter(person=person).count() == 2
    entry = last_entry()
    assert (entry.deed, entry.clause, entry.allowed) == ("set_safe_contact", "3.2 a", True)
    assert entry.detail == {"party": party_of(number), "ways": ["email"]}
    assert list(breaks()) == []


def test_it_is_sealed_by_the_persons_own_key(house, number):
    set_safe_contact(house.actor("okafor", LATER), number, wishes=WISHES, party=party_of(number))
    held = SafeContact.objects.latest("checked_at")
    assert held.sealed_by == person_of(number).sealed_by
    assert b"morning" not in bytes(SafeContact.objects.filter(pk=held.pk).values_list("wishes", flat=True).get())


def test_a_resident_says_it_for_themselves_and_for_nobody_else(house, number):
    me = resident(ResidentCode.objects.get().pk, at=LATER)
    witness = a_case(house, on_behalf="witness")
    set_safe_contact(me, number, wishes=WISHES, party=party_of(witness, "witness"))
    assert wishes_of(person_of(number).pk) == WISHES
    with pytest.raises(NotFound):
        set_safe_contact(me, witness, wishes=WISHES)


def test_it_can_be_said_while_a_report_still_waits_and_after_it_became_a_case(house):
    received = a_report()
    report = Report.objects.get(number=received.number)
    me = resident(ResidentCode.objects.get().pk, at=LATER)
    set_safe_contact(me, received.number, wishes=WISHES)
    assert wishes_of(report.person_id) == WISHES
    set_safe_contact(house.actor("reid", LATER), received.number, wishes={**WISHES, "hours": ""})
    assert wishes_of(report.person_id)["hours"] == ""


def test_an_old_page_with_the_reports_number_reaches_the_case_it_became(house, number):
    report = Report.objects.get(case__number=number)
    me = resident(ResidentCode.objects.get().pk, at=LATER)
    set_safe_contact(me, report.number, wishes=WISHES)
    assert last_entry().case_id == Case.objects.get(number=number).pk


@pytest.mark.parametrize(
    "wishes",
    [
        {},
        {"channels": {}},
        {"channels": {"pigeon": "safe"}},
        {"channels": {"phone": "maybe"}},
        {"channels": {"phone": "safe"}, "favourite colour": "red"},
        {"channels": {"phone": "safe"}, "hours": "x" * 201},
        {"channels": "phone"},
    ],
)
def test_what_cannot_be_kept_is_refused(house, number, wishes):
    okafor, party = house.actor("okafor", LATER), party_of(number)
    assert refused(set_safe_contact, okafor, number, wishes=wishes, party=party).clause == "3.2 a"


def test_nobody_known_has_no_wishes(house):
    number = a_case(house, on_behalf="witness")  # who it happened to has not been named
    refused(set_safe_contact, house.actor("okafor", LATER), number, wishes=WISHES, party=party_of(number))


def test_what_waits_is_held_when_no_way_is_safe_and_goes_once_one_is(house, number, mailoutbox):
    okafor, party, person = house.actor("okafor", LATER), party_of(number), person_of(number)
    person.email = "rehana@example.org"
    person.save(update_fields=["email"])
    set_safe_contact(okafor, number, wishes=WISHES, party=party)
    notice = {"notice": "resident_message", "reference": "", "person": person.pk}
    items = [put_out(last_entry(), **notice, key="first")]
    set_safe_contact(okafor, number, wishes={"channels": {"email": "unsafe"}}, party=party)
    items.append(put_out(last_entry(), **notice, key="second"))
    assert send_waiting(at=LATER).held == 2
    told = OutboxItem.objects.filter(notice="not_told")
    assert {(one.staff_id, one.reference) for one in told} == {(house.staff["okafor"].pk, number)}
    assert not [sent for sent in mailoutbox if person.email in sent.to]
    set_safe_contact(okafor, number, wishes=WISHES, party=party)
    assert [OutboxItem.objects.get(pk=item.pk).state for item in items] == ["dropped", "waiting"]
    send_waiting(at=LATER)
    assert len([sent for sent in mailoutbox if person.email in sent.to]) == 1


def test_the_way_that_comes_first_is_a_safe_one_and_hours_can_be_read(house, number):
    okafor, party = house.actor("okafor", LATER), party_of(number)
    for more in (
        {"first": "text"},
        {"first": "pigeon"},
        {"safe_hours": "after four"},
        {"safe_hours": "Mon 25:00-26:00"},
    ):
        assert refused(set_safe_contact, okafor, number, wishes=WISHES | more, party=party).clause == "3.2 a"
    set_safe_contact(
        okafor, number, wishes=WISHES | {"first": "email", "safe_hours": "Mon Fri 16:00-20:00"}, party=party
    )


def test_a_fault_half_way_leaves_nothing_behind(house, number, half_way):
    party = party_of(number)
    with half_way():
        set_safe_contact(house.actor("okafor", LATER), number, wishes=WISHES, party=party)


def test_unknown_is_not_safe():
    assert safety_of(None, "phone") == safety_of({}, "phone") == safety_of(WISHES, "text") == "unknown"
    assert (safety_of(WISHES, "email"), safety_of(WISHES, "phone")) == ("safe", "never")
