"""Consent is each person's own, kept as it was said, and over the moment it is taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.casework.working import last_entry, party_of, refused
from tests.cast import NOW, a_case, a_report
from upstander.casework.actor import Actor, resident
from upstander.casework.agencies import add_agency, end_agency
from upstander.casework.casefile import open_case_file
from upstander.casework.consented import giving, withdrawing
from upstander.casework.consents import Agreed, give_consent, withdraw_consent
from upstander.casework.mycase.sharing import my_sharing
from upstander.casework.opened import NotFound
from upstander.casework.parties import correct_party, name_party
from upstander.policy.consent import is_agreed, until_unless_said
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.sight import KEPT
from upstander.records.case import Case, ResidentCode
from upstander.records.consents import ConsentGiven, agreed_in
from upstander.records.journal import Entry, breaks

PARTS = ("name", "contact", "health")
LATER = NOW + timedelta(minutes=5)
SPEAKS = "Her sister, by a power of attorney that we have seen."
WORDS = "They may know about my marzipan heart."


@pytest.fixture
def number(house):
    return a_case(house)


@pytest.fixture
def agency(house):
    return add_agency(house.actor("moss"), name="Door Step", kind="other", boroughs=["Southwark"], phone="020 79460018")


def me(at=NOW) -> Actor:
    return resident(ResidentCode.objects.filter(party__isnull=False).earliest("entry__seq").pk, at=at)


def heard(house, number, agency, *, at=NOW, by="okafor", **said: Any) -> Agreed:
    """Said by phone, and read back."""
    given = {"party": party_of(number), "agency": agency, "purpose": "support", "parts": PARTS, "read_back": True}
    return give_consent(house.actor(by, at), number, **(given | said))


def agreed(number, agency, *, at, part="health", purpose="support", about="") -> bool:
    asked = {"about": about or party_of(number), "agency": agency, "purpose": purpose, "part": part}
    return is_agreed(agreed_in(Case.objects.get(number=number)), **asked, at=at)


def test_what_is_heard_by_phone_is_kept_whole_and_the_journal_only_names_it(house, number, agency):
    receipt = heard(house, number, agency, words=WORDS, how="on_behalf", speaks_by=SPEAKS)
    row = ConsentGiven.objects.get()
    assert (str(row.party_id), str(row.agency_id), row.purpose, row.how) == (
        party_of(number),
        agency,
        "support",
        "on_behalf",
    )
    assert (row.parts, row.words, row.speaks_by) == (list(PARTS), WORDS, SPEAKS)
    assert (row.given_at, row.until, row.withdrawn) == (NOW, until_unless_said(NOW.date()), None)
    assert receipt == Agreed(str(row.pk), row.until)
    entry = last_entry()
    assert (entry.deed, entry.clause, entry.on_behalf_of) == ("give_consent", "7 b 1", party_of(number))
    assert entry.detail == {"consent": str(row.pk)}
    held = ConsentGiven.objects.values_list("words", "parts", "speaks_by").get()
    assert not [blob for blob in held if b"marzipan" in bytes(blob) or b"health" in bytes(blob)]
    assert agreed(number, agency, at=NOW)
    assert list(breaks()) == []


def test_taken_back_it_is_agreed_no_more_at_that_very_moment(house, number, agency):
    receipt = heard(house, number, agency)
    assert agreed(number, agency, at=LATER)
    withdraw_consent(house.actor("okafor", LATER), number, consent=receipt.consent)
    assert not agreed(number, agency, at=LATER)
    assert agreed(number, agency, at=LATER - timedelta(microseconds=1))  # what was so, stays so
    entry = last_entry()
    assert (entry.deed, entry.detail) == ("withdraw_consent", {"consent": receipt.consent})
    assert ConsentGiven.objects.get().withdrawn == entry
    again = refused(withdraw_consent, house.actor("okafor", LATER), number, consent=receipt.consent)
    assert "taken back before" in again.why


def test_nothing_follows_for_another_agency_purpose_part_or_person(house, number, agency):
    heard(house, number, agency)
    other = add_agency(house.actor("moss"), name="Far Step", kind="other", everywhere=True, phone="020 79460019")
    assert not agreed(number, other, at=NOW)
    assert not agreed(number, agency, purpose="safety", at=NOW)
    assert not agreed(number, agency, part="support", at=NOW)
    assert not agreed(number, agency, about=party_of(number, "alleged_perpetrator"), at=NOW)


def test_two_people_in_one_incident_are_two_consents(house, number, agency):
    he = party_of(number, "alleged_perpetrator")
    first, second = heard(house, number, agency), heard(house, number, agency, party=he)
    assert agreed(number, agency, at=NOW)
    assert agreed(number, agency, about=he, at=NOW)
    withdraw_consent(house.actor("okafor", LATER), number, consent=first.consent)
    assert not agreed(number, agency, at=LATER)
    assert agreed(number, agency, about=he, at=LATER)
    assert {one.consent for one in withdrawing(house.actor("okafor", LATER), number)[0].consents if one.holds} == {
        second.consent
    }


def test_a_resident_agrees_with_their_code_for_nobody_else_and_takes_it_back(house, number, agency):
    he = party_of(number, "alleged_perpetrator")
    give_consent(me(), number, party=he, agency=agency, purpose="support", parts=("name",), words=WORDS)
    row = ConsentGiven.objects.get()
    assert (str(row.party_id), row.how, row.entry.role) == (party_of(number), "themselves", "resident")
    of_him = heard(house, number, agency, party=he)
    mine = my_sharing(me(), number)
    assert [(one.consent, one.holds, one.agency) for one in mine.agreed] == [(str(row.pk), True, "Door Step")]
    with pytest.raises(NotFound):
        withdraw_consent(me(LATER), number, consent=of_him.consent)
    withdraw_consent(me(LATER), number, consent=str(row.pk))
    (shown,) = my_sharing(me(LATER), number).agreed
    assert (shown.holds, shown.back_at) == (False, LATER)
    with pytest.raises(NotFound):
        give_consent(me(), a_case(house), agency=agency, purpose="support", parts=("name",))


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ({"read_back": False}, "7 b 1"),
        ({"purpose": "curiosity"}, "7 b 1"),
        ({"parts": ()}, "7 b 1"),
        ({"parts": ("name", "evidence")}, "7 b 5"),
        ({"how": "on_behalf"}, "7 b 1"),
        ({"how": "somehow"}, "7 b 1"),
        ({"until": NOW.date() - timedelta(days=1)}, "7 b 1"),
        ({"until": NOW.date() + timedelta(days=366)}, "7 b 1"),
        ({"agency": "6f1d1b1e-0000-4000-8000-000000000000"}, "7 b 1"),
    ],
)
def test_what_is_not_said_in_full_is_not_kept(house, number, agency, said, clause):
    given = {"party": party_of(number), "agency": agency, "purpose": "support", "parts": PARTS, "read_back": True}
    assert refused(give_consent, house.actor("okafor"), number, **(given | said)).clause == clause
    assert not ConsentGiven.objects.exists()


def test_an_agency_that_has_left_the_register_is_agreed_with_no_more(house, number, agency):
    heard(house, number, agency)
    end_agency(house.actor("moss"), agency=agency, end=NOW.date())
    given = {"party": party_of(number), "agency": agency, "purpose": "support", "parts": PARTS, "read_back": True}
    tomorrow = house.actor("okafor", NOW + timedelta(days=1))
    assert "not in the register" in refused(give_consent, tomorrow, number, **given).why
    page = giving(tomorrow, number)[0]
    assert (page.helpers, [one.agency for one in page.consents]) == ((), ["Door Step"])


def test_only_agencies_that_help_where_the_case_is_are_offered(house, number, agency):
    add_agency(house.actor("moss"), name="Camden Step", kind="other", boroughs=["Camden"], phone="020 79460019")
    add_agency(house.actor("moss"), name="All Step", kind="other", everywhere=True, phone="020 79460020")
    for helpers in (giving(house.actor("okafor"), number)[0].helpers, my_sharing(me(), number).helpers):
        assert [one.name for one in helpers] == ["All Step", "Door Step"]


def test_who_is_out_of_sight_and_rows_of_another_case_are_not_found(house, number, agency):
    other = a_case(house, home_uprn="990000000105")
    receipt = heard(house, number, agency)
    okafor, patel = house.actor("okafor"), house.actor("patel")
    given = {"party": party_of(number), "agency": agency, "purpose": "support", "parts": PARTS, "read_back": True}
    for who, where, about in (
        (patel, number, party_of(number)),
        (okafor, number, party_of(other)),
        (okafor, number, "x"),
    ):
        with pytest.raises(NotFound):
            give_consent(who, where, **(given | {"party": about}))
    for who, where, which in (
        (patel, number, receipt.consent),
        (okafor, other, receipt.consent),
        (okafor, number, "x"),
    ):
        with pytest.raises(NotFound):
            withdraw_consent(who, where, consent=which)
    assert not may_do(house.actor("quinn").roles, Deed.GIVE_CONSENT).allowed


def test_a_closed_case_takes_no_new_one_and_lets_every_one_be_taken_back(house, number, agency):
    receipt = heard(house, number, agency)
    Case.objects.filter(number=number).update(stage="closed", closed_at=NOW, outcome="stopped")
    given = {"agency": agency, "purpose": "support", "parts": ("name",)}
    assert refused(give_consent, me(), number, **given).clause == "2 e"
    assert my_sharing(me(), number).closed
    withdraw_consent(me(LATER), number, consent=receipt.consent)
    assert not agreed(number, agency, at=LATER)


def test_one_that_has_run_out_cannot_be_taken_back_and_says_so(house, number, agency):
    receipt = heard(house, number, agency, until=NOW.date())
    tomorrow = NOW + timedelta(days=1)
    assert not agreed(number, agency, at=tomorrow)
    assert "run out" in refused(withdraw_consent, house.actor("okafor", tomorrow), number, consent=receipt.consent).why


def test_it_goes_with_the_person_and_never_to_somebody_else(house, number, agency):
    heard(house, number, agency)
    okafor, because = house.actor("okafor"), "She was put down in the wrong part here."
    name_party(okafor, number, part="resident_heard", name="Karim Begum")
    she = party_of_name(number, "Rehana Begum")
    moved = correct_party(okafor, number, party=she, because=because, part="affected").party
    assert agreed(number, agency, about=moved, at=NOW)
    other = correct_party(okafor, number, party=moved, because=because, another_person=True, name="Sara Khan").party
    assert not agreed(number, agency, about=other, at=NOW)
    assert not agreed(number, agency, about=moved, at=NOW)  # nobody who is in the case now
    (row,) = withdrawing(okafor, number)[0].consents
    withdraw_consent(house.actor("okafor", LATER), number, consent=row.consent)


def party_of_name(number, name):
    rows = Case.objects.get(number=number).parties.filter(ended=None, person__isnull=False)
    return next(str(row.pk) for row in rows if row.person and row.person.name == name)


def test_it_stands_in_the_timeline_for_whoever_may_see_that_part(house, agency):
    number = a_case(house, owner=None)
    he = party_of(number, "alleged_perpetrator")
    given = {"agency": agency, "purpose": "support", "parts": PARTS, "read_back": True}
    reid = house.actor("reid")
    hers = give_consent(reid, number, party=party_of(number), **given)
    give_consent(reid, number, party=he, **given)
    withdraw_consent(house.actor("reid", LATER), number, consent=hers.consent)
    lines = {one.title: one.lines for one in open_case_file(reid, number).timeline if one.tag == "Consent"}
    assert set(lines) == {"Consent given", "Consent taken back"}
    assert lines["Consent taken back"][0] == "Rehana Begum: Door Step. To give support."
    assert "What: name; how to make contact safely; health, and what helps." in lines["Consent taken back"][1]
    # It waits in the queue of her team: she may take it, and sees no such part before.
    queue = open_case_file(house.actor("okafor"), number).timeline
    assert {one.lines for one in queue if one.tag == "Consent"} == {(KEPT,)}
    assert giving(house.actor("okafor"), number)[0].consents == ()


def test_while_a_report_waits_nobody_can_be_agreed_with_yet(house, agency):
    number = a_report().number
    code = ResidentCode.objects.get(report__number=number)
    mine = my_sharing(resident(code.pk, at=NOW), number)
    assert (mine.waits, mine.helpers, mine.agreed) == (True, (), ())


def test_a_fault_half_way_leaves_nothing_behind(house, number, agency, half_way):
    receipt = heard(house, number, agency)
    entries = Entry.objects.count()
    with half_way():
        heard(house, number, agency)
    with half_way():
        withdraw_consent(house.actor("okafor", LATER), number, consent=receipt.consent)
    assert (ConsentGiven.objects.count(), Entry.objects.count()) == (1, entries)
    assert agreed(number, agency, at=LATER)
