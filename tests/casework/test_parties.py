"""Who is in a case: named, put right without losing what holds, and outside the line where one of ours is accused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.working import REASON, case_of, duty_of, last_entry, owed, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework.actor import resident
from upstander.casework.messages import send_message
from upstander.casework.mycase import my_case
from upstander.casework.opened import NotFound
from upstander.casework.parties import correct_party, name_party
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Role
from upstander.records import sight
from upstander.records.case import Case, Conflict, Party, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.journal import breaks
from upstander.records.keyring import token
from upstander.records.outbox import OutboxItem
from upstander.records.people import Person, Token, wishes_of
from upstander.records.staff import Appointment

LATER = NOW + timedelta(hours=1)
WITNESS = {"part": "witness", "name": "Olga Petrova", "phone": "020 7946 0111", "confidence": "name_withheld"}


@pytest.fixture
def number(house):
    return a_case(house)


def named(house, number, **told):
    return name_party(house.actor("okafor", LATER), number, **told)


def corrected(house, number, **told):
    return correct_party(house.actor("okafor", LATER), number, **{"because": REASON, **told})


def found(name):
    return set(Token.objects.filter(kind="name", digest=token("name", name)).values_list("person_id", flat=True))


def test_a_witness_is_named_under_a_key_of_their_own_and_owed_a_contact(house, number):
    party = Party.objects.get(pk=named(house, number, **WITNESS).party)
    assert (party.part, party.confidence, party.person.name) == ("witness", "name_withheld", "Olga Petrova")
    assert party.person.sealed_by != party.sealed_by
    assert found("petrova") == {party.person_id}
    kinds = set(OwedDuty.objects.filter(party=party).values_list("kind", flat=True))
    assert kinds == {"contact_witness", "consider_support"}
    entry = last_entry()
    assert (entry.deed, entry.clause, party.entry) == ("name_party", "9", entry)
    assert "Petrova" not in str(entry.detail)
    assert list(breaks()) == []


@pytest.mark.parametrize(
    ("part", "kinds"),
    [
        ("resident_heard", {"first_contact", "interview", "assess_risk", "consider_support"}),
        ("affected", {"keep_informed", "consider_support"}),
        ("representative", {"keep_informed", "consider_support"}),
        ("alleged_perpetrator", {"consider_support"}),
    ],
)
def test_what_is_owed_follows_the_part(house, number, part, kinds):
    party = named(house, number, part=part, name="Somebody New").party
    assert set(OwedDuty.objects.filter(party=party).values_list("kind", flat=True)) == kinds


def test_a_description_is_enough(house, number):
    party = Party.objects.get(pk=named(house, number, part="affected", description="A girl with a red coat.").party)
    assert (party.person, party.description) == (None, "A girl with a red coat.")


@pytest.mark.parametrize(
    ("told", "clause"),
    [
        ({"part": "victim", "name": "A"}, "9"),
        ({"part": "witness"}, "9"),
        ({"part": "witness", "name": "x" * 201}, "9"),
        ({"part": "witness", "name": "A", "confidence": "secret"}, "2 d"),
        ({"part": "witness", "name": "dean  MARSH"}, "3.2 b"),
        ({"part": "alleged_perpetrator", "name": "Rehana Begum"}, "3.2 b"),
    ],
)
def test_who_cannot_be_named_is_refused(house, number, told, clause):
    assert refused(name_party, house.actor("okafor", LATER), number, **told).clause == clause


def test_putting_details_right_keeps_the_row_and_what_hangs_on_it(house, number):
    party = party_of(number)
    who = resident(ResidentCode.objects.get().pk, at=LATER)
    send_message(who, number, text="Hello.")
    before = owed(number)
    assert corrected(house, number, party=party, name="Rehana Begam", phone="07700 900999").party == party
    held = Party.objects.get(pk=party)
    assert (held.person.name, held.person.phone) == ("Rehana Begam", "07700 900999")
    assert wishes_of(held.person_id)["channels"] == {"phone": "safe"}
    was = held.follows
    assert (was.person.name, was.ended, was.part) == ("Rehana Begum", last_entry(), "resident_heard")
    assert was.person.sealed_by == held.person.sealed_by
    assert found("begam") == {held.person_id}
    assert found("begum") == set()
    assert owed(number) == before
    assert [letter.text for letter in my_case(who).messages] == ["Hello."]
    assert "Begam" not in str(last_entry().detail)


def test_somebody_nobody_knew_gets_a_name(house):
    number = a_case(house, on_behalf="witness")
    corrected(house, number, party=party_of(number), name="Harbhajan Gill")
    held = Party.objects.get(pk=party_of(number))
    assert held.person.name == "Harbhajan Gill"
    assert held.follows.person is None
    assert found("gill") == {held.person_id}


def test_another_person_starts_afresh_and_nothing_of_the_first_is_theirs(house, number):
    accused = party_of(number, "alleged_perpetrator")
    new = corrected(house, number, party=accused, another_person=True, name="Kit Marsh").party
    held, was = Party.objects.get(pk=new), Party.objects.get(pk=accused)
    assert (held.person.name, held.part, held.description, held.follows) == ("Kit Marsh", was.part, "", was)
    assert (was.ended, was.person.name) == (last_entry(), "Dean Marsh")
    assert not OwedDuty.objects.filter(party=was, done=None).exists()
    assert set(OwedDuty.objects.filter(party=held).values_list("kind", flat=True)) == {"consider_support"}


def test_another_person_does_not_keep_the_code(house, number):
    who = resident(ResidentCode.objects.get().pk, at=LATER)
    corrected(house, number, party=party_of(number), another_person=True, name="Her sister")
    assert not sight.cases(who).exists()
    assert duty_of(number, DutyKind.FIRST_CONTACT).due_at.day == 19


def test_another_part_takes_their_own_words_along(house, number):
    witness = named(house, number, **WITNESS).party
    code = ResidentCode.objects.get()
    who = resident(code.pk, at=LATER)
    send_message(who, number, text="I only saw it.")
    corrected(house, number, party=witness, part="resident_heard")
    new = corrected(house, number, party=str(code.party_id), part="witness").party
    page = my_case(who)
    assert [letter.text for letter in page.messages] == ["I only saw it."]
    assert page.told[0].story.startswith("He shouted")
    assert str(OwedDuty.objects.get(kind=DutyKind.ANSWER_MESSAGE, done=None).party_id) == new
    assert OwedDuty.objects.filter(party=new, kind="contact_witness", done=None).exists()
    assert not OwedDuty.objects.filter(party=code.party_id, done=None).exists()


@pytest.mark.parametrize(
    ("told", "clause"),
    [
        ({}, "9"),
        ({"name": "Rehana Begum"}, "9"),
        ({"name": "R. Begum", "because": "typo"}, "9"),
        ({"part": "witness"}, "3 b"),
        ({"part": "victim"}, "9"),
        ({"name": "Dean Marsh"}, "3.2 b"),
    ],
)
def test_what_puts_nothing_right_is_refused(house, number, told, clause):
    given = {"because": REASON, "party": party_of(number), **told}
    assert refused(correct_party, house.actor("okafor", LATER), number, **given).clause == clause


def test_after_closing_nobody_is_added_or_changed(house, number):
    Case.objects.filter(number=number).update(closed_at=NOW, outcome="stopped", stage="closed")
    okafor = house.actor("okafor", LATER)
    assert refused(name_party, okafor, number, **WITNESS).clause == "2 e"
    assert refused(correct_party, okafor, number, because=REASON, party=party_of(number), name="X").clause == "2 e"


def test_one_of_ours_complained_of_takes_the_case_out_of_the_line(house, number):
    lewis = str(house.staff["lewis"].pk)
    told = named(house, number, part="alleged_perpetrator", name="Sam L.", our_staff=True, staff=lewis)
    assert told.route == case_of(number).route == "outside_the_line"
    assert not sight.cases(house.actor("reid")).filter(number=number).exists()
    assert sight.cases(house.actor("silva")).filter(number=number).exists()
    assert Conflict.objects.get().staff == house.staff["lewis"]
    assert {item.staff for item in OutboxItem.objects.filter(notice="outside_the_line")} == {house.staff["silva"]}
    assert case_of(number).owner == house.staff["okafor"]


def test_an_officer_complained_of_loses_the_case_and_somebody_outside_is_asked_to_take_it(house, number):
    told = {"part": "alleged_perpetrator", "description": "The officer herself."}
    name_party(house.actor("reid", LATER), number, **told, our_staff=True, staff=str(house.staff["okafor"].pk))
    assert case_of(number).owner is None
    assert not sight.cases(house.actor("okafor", LATER)).filter(number=number).exists()
    assert duty_of(number, DutyKind.TAKE_CASE).staff == house.staff["silva"]
    assert not OwedDuty.objects.filter(case__number=number, done=None).exclude(staff=house.staff["silva"]).exists()


def test_without_anybody_outside_the_line_it_is_refused_loudly(house, number):
    Appointment.objects.filter(role=Role.SAFEGUARDING_LEAD).update(end=NOW)
    okafor = house.actor("okafor", LATER)
    assert refused(name_party, okafor, number, part="witness", name="A", our_staff=True).clause == "2 e"


def test_nobody_is_named_in_a_case_out_of_sight(house, number):
    with pytest.raises(NotFound):
        name_party(house.actor("patel"), number, **WITNESS)
    with pytest.raises(NotFound):
        correct_party(house.actor("okafor"), number, party=party_of(a_case(house)), because=REASON, name="X")


def test_a_fault_half_way_leaves_nothing_behind(house, number, half_way):
    people = Person.objects.count()
    with half_way():
        named(house, number, **WITNESS)
    with half_way():
        corrected(house, number, party=party_of(number), name="X")
    with half_way():
        corrected(house, number, party=party_of(number), another_person=True, name="X")
    with half_way():
        named(house, number, part="alleged_perpetrator", name="Y", our_staff=True)
    assert Person.objects.count() == people
