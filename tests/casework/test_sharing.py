"""Nothing leaves a file but what one asked for and another saw and released, on a ground that holds at that moment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.casework.bytwo import proven, saw
from tests.casework.test_consents import heard, me
from tests.casework.working import REASON, case_of, half_way, last_entry, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework.agencies import add_agency, end_agency
from upstander.casework.approvals import give_approval
from upstander.casework.casefile import open_case_file
from upstander.casework.consents import withdraw_consent
from upstander.casework.handingout import hand_out_pack, pack_page
from upstander.casework.inbox import one_approval
from upstander.casework.mycase.sharing import my_sharing
from upstander.casework.opened import NotFound
from upstander.casework.shared import sharing
from upstander.casework.sharing import share_information
from upstander.policy.removing import REMOVED
from upstander.policy.ruling import Refused
from upstander.policy.sight import KEPT
from upstander.records.approvals import Approval
from upstander.records.disclosures import Disclosure
from upstander.records.journal import Entry, breaks
from upstander.records.outbox import OutboxItem
from upstander.records.people import SafeContact

LATER = NOW + timedelta(minutes=5)
WHY = "Their brother hits them, and school has seen the bruises."
PARTS = ("name", "contact", "incidents")
STORY = "Dean Marsh of 2 Ferry Court shouted on the stairs. Call my sister on 07700 900555."


@pytest.fixture
def number(house):
    return a_case(house, story=STORY)


@pytest.fixture
def agency(house):
    return add_agency(house.actor("moss"), name="Door Step", kind="other", boroughs=["Southwark"], phone="020 79460018")


def given(number, to, **changed: Any) -> dict[str, Any]:
    """What is asked for: by consent, to give support."""
    plain = {"agency": to, "purpose": "support", "ground": "consent", "parts": {party_of(number): PARTS}}
    return plain | changed


def ask(house, number, agency, *, at=NOW, **changed: Any):
    return share_information(house.actor("okafor", at), number, **given(number, agency, **changed))


def release(house, asked, *, by="reid", at=NOW):
    other = proven(house, by, at)
    return give_approval(other, approval=asked.approval, saw=saw(other, asked.approval))


def shared(house, number, agency, **changed: Any) -> Disclosure:
    """Ask for it, and have it released."""
    release(house, ask(house, number, agency, **changed))
    return Disclosure.objects.latest("entry__seq")


def agree(house, number, agency, **said: Any):
    return heard(house, number, agency, parts=PARTS, **said)


def test_what_is_agreed_is_asked_for_by_one_and_released_by_another_who_sees_it(house, number, agency):
    agree(house, number, agency)
    asked = ask(house, number, agency)
    assert not Disclosure.objects.exists()
    shown = Approval.objects.get(pk=asked.approval).shown
    assert shown["title"] == "Share with Door Step"
    receipt = release(house, asked).receipt
    row = Disclosure.objects.get()
    assert (receipt.disclosure, receipt.sha256, receipt.number) == (str(row.pk), row.sha256, number)
    assert (row.asked_by.name, row.released_by.name) == ("Joy Okafor", "Morgan Reid")
    assert (row.parts, row.ground, row.purpose) == ({party_of(number): sorted(PARTS)}, "consent", "support")
    assert row.open_until == NOW.date() + timedelta(days=14)
    assert all(line in shown["rows"] for line in row.pack)
    entry = last_entry()
    assert (entry.deed, entry.clause, entry.detail["to"]) == ("share_information", "7 b 1", "Door Step")
    assert entry.detail["sha256"] == row.sha256
    assert list(breaks()) == []


def test_it_is_made_of_those_parts_only_and_other_people_are_taken_out(house, number, agency):
    agree(house, number, agency)
    pack = dict_of(shared(house, number, agency))
    assert pack["About"] == "Resident we are hearing"
    (story,) = [words for label, words in pack.items() if label.startswith("What happened")]
    assert f"{REMOVED} of {REMOVED} shouted on the stairs. Call my sister on {REMOVED}." in story
    assert set(pack) == {"About", "Name", "How to make contact safely", "What happened, when and where"}


def dict_of(row: Disclosure) -> dict[str, str]:
    return dict(row.pack)


def test_words_that_whoever_asks_names_are_taken_out_too(house, number, agency):
    agree(house, number, agency)
    pack = dict_of(shared(house, number, agency, hidden=["stairs"]))
    assert "stairs" not in pack["What happened, when and where"]


def test_what_would_still_name_somebody_does_not_leave(house, agency):
    number = a_case(house, story="It was D-e-a-n M-a-r-s-h again.")
    agree(house, number, agency)
    ruling = refused(share_information, house.actor("okafor"), number, **given(number, agency))
    assert ruling.clause == "7 b 5"


@pytest.mark.parametrize(
    ("changed", "clause"),
    [
        ({"purpose": "safety"}, "7 b 1"),
        ({"purpose": " "}, "7 b"),
        ({"ground": "because I say so"}, "7 b"),
        ({"ground": "adults_at_risk"}, "7 b 4"),
        ({"ground": "protection_of_children"}, "7 b 2"),
        ({"ground": "police_investigation"}, "7 b 3"),
        ({"ground": "required_by_law"}, "7 b 3"),
        ({"parts": {}}, "7 b 5"),
        ({"agency": "00000000-0000-4000-8000-000000000000"}, "7 b"),
        ({"untold": REASON}, "7 b 6"),
    ],
)
def test_what_the_gate_refuses_is_refused_with_its_clause_and_the_attempt_is_on_the_record(
    house, number, agency, changed, clause
):
    agree(house, number, agency)
    ruling = refused(share_information, house.actor("okafor"), number, **given(number, agency, **changed))
    assert ruling.clause == clause
    assert not Approval.objects.exists()


def test_without_consent_nothing_leaves_and_a_part_more_is_a_part_too_much(house, number, agency):
    assert refused(share_information, house.actor("okafor"), number, **given(number, agency)).clause == "7 b 1"
    agree(house, number, agency)
    more = given(number, agency, parts={party_of(number): (*PARTS, "support")})
    assert refused(share_information, house.actor("okafor"), number, **more).clause == "7 b 1"
    wider = given(number, agency, parts={party_of(number): PARTS, party_of(number, "alleged_perpetrator"): ("name",)})
    assert refused(share_information, house.actor("okafor"), number, **wider).clause == "7 b 1"


def test_a_child_is_protected_without_consent_and_they_are_told_unless_it_says_why_not(house, number, agency):
    said = {"child": "Their son of seven", "why": WHY}
    row = shared(house, number, agency, ground="protection_of_children", said=said)
    assert (row.said, row.untold) == (said, "")
    (told,) = my_sharing(me(), number).shared
    assert (told.agency, told.ground, told.parts) == ("Door Step", "protection_of_children", PARTS)
    shared(house, number, agency, ground="protection_of_children", said=said, untold=WHY)
    assert len(my_sharing(me(), number).shared) == 1


def test_those_who_may_know_are_told_that_there_is_something_new_and_never_what(house, number, agency):
    person = case_of(number).parties.get(part="resident_heard").person
    SafeContact.objects.create(
        sealed_by=person.sealed_by,
        entry=last_entry(),
        person=person,
        wishes={"channels": {"email": "safe"}},
        checked_at=LATER,
    )
    person.email = "rehana@example.org"
    person.save(update_fields=["email"])
    said = {"child": "Their son of seven", "why": WHY}
    row = shared(house, number, agency, ground="protection_of_children", said=said)
    (item,) = OutboxItem.objects.filter(notice="resident_news")
    assert (item.person, item.entry, item.channel, item.reference) == (person, row.entry, "email", "")
    shared(house, number, agency, ground="protection_of_children", said=said, untold=WHY)
    assert OutboxItem.objects.filter(notice="resident_news").count() == 1


def test_the_police_are_given_what_they_ask_for_in_writing(house, number):
    force = add_agency(house.actor("moss"), name="Met", kind="police", everywhere=True, phone="020 79460101")
    said = {"officer": "PC 4471", "force": "Met", "reference": "CAD 881", "asked": WHY, "why": WHY}
    asked = {"ground": "police_investigation", "purpose": "investigation", "said": said}
    row = shared(house, number, force, **asked)
    assert row.entry.clause == "7 b 3"
    without = {**said, "reference": " "}
    ruling = refused(
        share_information, house.actor("okafor"), number, **given(number, force, **(asked | {"said": without}))
    )
    assert "reference" in ruling.why


def test_nobody_releases_what_they_asked_for(house, number, agency):
    agree(house, number, agency)
    asked = ask(house, number, agency)
    with pytest.raises(Refused, match="asked for this yourself"):
        release(house, asked, by="okafor")
    assert not Disclosure.objects.exists()


def test_consent_taken_back_in_between_does_not_leave(house, number, agency):
    consent = agree(house, number, agency).consent
    asked = ask(house, number, agency)
    withdraw_consent(me(LATER), number, consent=consent)
    with pytest.raises(Refused, match="changed since"):
        release(house, asked, at=LATER)
    assert not Disclosure.objects.exists()


def test_an_agency_that_left_the_register_in_between_is_given_nothing(house, number, agency):
    agree(house, number, agency)
    asked = ask(house, number, agency)
    end_agency(house.actor("moss"), agency=agency, end=NOW.date())
    with pytest.raises(Refused):
        release(house, asked, at=NOW + timedelta(days=1))
    assert not Disclosure.objects.exists()


def test_the_pages_say_what_left_and_the_timeline_that_it_did(house, number, agency):
    agree(house, number, agency)
    row = shared(house, number, agency)
    page = sharing(house.actor("okafor"), number)[0]
    (shown,) = page.shared
    assert (shown.agency, shown.purpose, shown.ground, shown.disclosure) == (
        "Door Step",
        "To give support",
        "The resident agrees",
        str(row.pk),
    )
    assert shown.about[0][1] == ("Name", "How to make contact safely", "What happened, when and where")
    assert [one.code for one in page.grounds] == [
        "consent",
        "protection_of_children",
        "required_by_law",
        "police_investigation",
    ]
    told = open_case_file(house.actor("okafor"), number).timeline
    (line,) = [one for one in told if one.title == "Shared with an agency"]
    assert line.lines == ("To Door Step. To give support.", "The resident agrees.")


def test_what_left_is_sealed(house, number, agency):
    agree(house, number, agency)
    shared(house, number, agency)
    for blob in Disclosure.objects.values_list("pack", "parts", "said", "untold").get():
        assert b"stairs" not in bytes(blob)
        assert b"incidents" not in bytes(blob)


def test_a_fault_in_the_middle_leaves_nothing(house, number, agency, monkeypatch):
    agree(house, number, agency)
    asked = ask(house, number, agency)
    other = proven(house, "reid")
    seen = saw(other, asked.approval)
    before = Entry.objects.count()
    half_way(
        monkeypatch,
        "upstander.records.disclosures.Disclosure.save",
        give_approval,
        other,
        approval=asked.approval,
        saw=seen,
    )
    assert Entry.objects.count() == before
    assert not Disclosure.objects.exists()
    assert Approval.objects.get().ended_as == ""


def test_somebody_from_whom_a_part_is_kept_neither_shares_nor_reads_what_was_shared(house, agency):
    number = a_case(house, owner=None, story=STORY)
    lewis, reid = house.actor("lewis"), house.actor("reid")  # he takes it from the queue, she looks after the team
    heard(house, number, agency, parts=PARTS, by="reid")
    assert refused(share_information, lewis, number, **given(number, agency)).clause == "7 a"
    asked = share_information(reid, number, **given(number, agency))
    shown = one_approval(proven(house, "lewis"), approval=asked.approval)
    assert shown.shown.rows == (("What would leave", KEPT),)
    with pytest.raises(Refused):
        give_approval(proven(house, "lewis"), approval=asked.approval, saw=shown.saw)
    pack = release(house, asked, by="achebe").receipt.disclosure
    assert refused(hand_out_pack, lewis, number, disclosure=pack).clause == "7 a"
    with pytest.raises(NotFound):
        pack_page(lewis, number, disclosure=pack)
    assert sharing(lewis, number)[0].shared == ()
    told = [line for line in open_case_file(lewis, number).timeline if line.title == "Shared with an agency"]
    assert [line.lines for line in told] == [(KEPT,)]
    assert len(sharing(reid, number)[0].shared) == 1
