"""Everybody's support needs are considered alike, whichever part they have."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.working import case_of, half_way, last_entry, party_of, refused
from tests.cast import NOW, a_case
from upstander.casework import contacts, support
from upstander.casework.closing import closing_page
from upstander.casework.opened import NotFound
from upstander.casework.parties import correct_party, name_party
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.ruling import Refused
from upstander.records.case import Case, Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.support import SupportNeed, standing
from upstander.records.worked import SupportConsidered

TODAY = NOW.date()
LATER = NOW + timedelta(days=2)
REASON = "They were put down in another part by mistake."
FORGOTTEN = "were not considered"


@pytest.fixture
def number(house):
    return a_case(house)


def owed() -> int:
    return OwedDuty.objects.filter(kind=DutyKind.CONSIDER_SUPPORT, done=None).count()


def needs(house, number, party, need="money", *, by="okafor", at=NOW, **said):
    given = {"need": need, "words": "Somebody who reads the letters.", "said_by": "officer", "on": at.date()} | said
    return support.record_support_need(house.actor(by, at), number, party=party, **given)


def considers(house, number, party, outcome="offered", *, at=NOW):
    support.consider_support(house.actor("okafor", at), number, party=party, outcome=outcome, words="Looked at.")


def reached(house, number, party):
    given = {"way": "phone", "reached": True, "words": "Spoke with them."}
    contacts.record_contact(house.actor("okafor"), number, party=party, **given)


def reasons(house, number, at=NOW) -> str:
    return " ".join(one.why for one in closing_page(house.actor("okafor", at), number).reasons)


def test_each_is_considered_for_themselves(house, number):
    parties = list(Party.objects.filter(case__number=number))
    assert owed() == len(parties) == 2
    for left, party in zip((1, 0), parties, strict=True):
        considers(house, number, str(party.pk))
        assert owed() == left
    assert {row.party for row in SupportConsidered.objects.all()} == set(parties)


@pytest.mark.parametrize(("outcome", "words"), [("whatever", "x"), ("offered", " "), ("refused", "They say no.")])
def test_nobody_else_says_it_for_them(house, number, outcome, words):
    party = str(Party.objects.filter(case__number=number).first().pk)
    with pytest.raises(Refused) as caught:
        support.consider_support(house.actor("okafor"), number, party=party, outcome=outcome, words=words)
    assert caught.value.ruling.clause == "2 i"
    assert Entry.objects.filter(deed="consider_support", allowed=False).count() == 1


def test_somebody_of_another_case_is_not_found(house, number):
    other = a_case(house, home_uprn="990000000105")
    stranger = str(Party.objects.filter(case__number=other).first().pk)
    for party in (stranger, "nonsense"):
        with pytest.raises(NotFound):
            considers(house, number, party)
        with pytest.raises(NotFound):
            needs(house, number, party)


def test_a_fault_half_way_leaves_the_duty(house, number, monkeypatch):
    given = {"party": party_of(number), "outcome": "offered", "words": "x"}
    inside = "upstander.casework.opened.Work.fulfil"
    half_way(monkeypatch, inside, support.consider_support, house.actor("okafor"), number, **given)
    assert (SupportConsidered.objects.count(), owed()) == (0, 2)


@pytest.mark.parametrize("part", list(PartyRole))
def test_every_part_has_the_same_branch(house, number, part):
    known = {one.part: str(one.pk) for one in Party.objects.filter(case__number=number)}
    party = known.get(part) or name_party(house.actor("okafor"), number, part=part, name="Wren Hill").party
    assert needs(house, number, party, "mental_health").open_needs == 1
    (row,) = standing(Party.objects.get(pk=party))
    assert (row.need, row.state, row.said_by, row.said_on) == ("mental_health", "open", "officer", TODAY)
    assert row.words == "Somebody who reads the letters."


def test_what_somebody_needs_is_sealed_and_the_journal_does_not_say_which(house, number):
    needs(house, number, party_of(number), "substances")
    entry = last_entry()
    assert (entry.deed, entry.clause) == ("record_support_need", "2 i")
    assert entry.detail == {"party": party_of(number), "state": "open"}
    held = SupportNeed.objects.values_list("need", "words").get()
    assert not [blob for blob in held if b"substances" in bytes(blob) or b"letters" in bytes(blob)]


def test_the_latest_of_a_need_stands_and_earlier_ones_stay(house, number):
    party = party_of(number)
    needs(house, number, party, "money", words="Rent is three weeks behind.")
    needs(house, number, party, "isolation")
    assert (
        needs(house, number, party, "money", at=LATER, words="A debt adviser now helps.", state="met").open_needs == 1
    )
    rows = list(SupportNeed.objects.order_by("entry__seq"))
    assert [(row.need, row.state, row.words[:4]) for row in rows] == [
        ("money", "open", "Rent"), ("isolation", "open", "Some"), ("money", "met", "A de"),
    ]  # fmt: skip
    assert rows[0].followed == rows[2].entry
    assert [row.need for row in standing(Party.objects.get(pk=party))] == ["money", "isolation"]


def test_only_once_they_were_spoken_to_have_they_said_it(house, number):
    party = party_of(number)
    given = {"party": party, "need": "money", "words": "x", "said_by": "themselves", "on": TODAY}
    no = refused(support.record_support_need, house.actor("okafor"), number, **given)
    assert "not been spoken to" in no.why
    assert SupportNeed.objects.count() == 0
    reached(house, number, party)
    needs(house, number, party, said_by="themselves")


@pytest.mark.parametrize(
    "wrong",
    [{"need": "x"}, {"words": " "}, {"said_by": ""}, {"state": "met"}, {"on": TODAY + timedelta(days=1)}],
)
def test_a_refusal_is_entered_and_keeps_nothing(house, number, wrong):
    given = {"party": party_of(number), "need": "money", "words": "x", "said_by": "officer", "on": TODAY} | wrong
    assert refused(support.record_support_need, house.actor("okafor"), number, **given).clause == "2 i"
    assert SupportNeed.objects.count() == 0


def test_nothing_is_needed_only_where_nothing_stands_open(house, number):
    party = party_of(number)
    needs(house, number, party)
    given = {"party": party, "outcome": "needs_none", "words": "Nothing now."}
    no = refused(support.consider_support, house.actor("okafor"), number, **given)
    assert (no.clause, no.why) == ("2 i", "One need of theirs stands open.")
    needs(house, number, party, state="gone", words="She has paid it.")
    considers(house, number, party, "needs_none")


def test_a_need_said_after_it_was_considered_is_owed_a_thought_and_keeps_the_case_open(house, number):
    for one in Party.objects.filter(case__number=number):
        considers(house, number, str(one.pk))
    assert (owed(), FORGOTTEN in reasons(house, number)) == (0, False)
    he = party_of(number, "alleged_perpetrator")
    needs(house, number, he, "substances", at=LATER)
    needs(house, number, he, "tenancy", at=LATER)
    assert owed() == 1
    assert "of 1 person were not considered, or not since they said" in reasons(house, number, LATER)
    considers(house, number, he, at=LATER)
    assert (owed(), FORGOTTEN in reasons(house, number, LATER)) == (0, False)


def test_a_need_that_is_met_keeps_no_case_open(house, number):
    for one in Party.objects.filter(case__number=number):
        considers(house, number, str(one.pk))
    needs(house, number, party_of(number))
    assert FORGOTTEN in reasons(house, number)
    needs(house, number, party_of(number), state="met", words="He has help now.")
    assert FORGOTTEN not in reasons(house, number)


def test_what_somebody_needs_goes_with_them_but_never_to_the_other_side(house, number):
    witness = name_party(house.actor("okafor"), number, part="witness", name="Wren Hill").party
    needs(house, number, witness)
    change = {"because": REASON, "part": "affected"}
    affected = correct_party(house.actor("okafor"), number, party=witness, **change).party
    assert [str(row.party_id) for row in SupportNeed.objects.all()] == [affected]
    change["part"] = "alleged_perpetrator"
    accused = correct_party(house.actor("okafor"), number, party=affected, **change).party
    assert accused != affected
    assert standing(Party.objects.get(pk=accused)) == []


def test_out_of_sight_is_not_found_and_a_closed_case_is_refused(house, number):
    party = party_of(number)
    for name in ("patel", "lewis", "haddad"):
        with pytest.raises(NotFound):
            needs(house, number, party, by=name)
    Case.objects.filter(pk=case_of(number).pk).update(stage="closed")
    with pytest.raises(Refused, match="closed"):
        needs(house, number, party)


def test_a_fault_half_way_leaves_nothing_of_a_need(house, number, monkeypatch):
    considers(house, number, party_of(number))
    given = {"party": party_of(number), "need": "money", "words": "x", "said_by": "officer", "on": TODAY}
    inside = "upstander.casework.opened.Work.owe"
    half_way(monkeypatch, inside, support.record_support_need, house.actor("okafor"), number, **given)
    assert SupportNeed.objects.count() == 0


def test_from_whom_it_is_kept_learns_nothing_by_trying_to_write_it_down(house):
    """Whoever looks at the queue sees the case, and not what anybody needs; a refusal would tell them."""
    queued = a_case(house, owner=None)
    he = party_of(queued, "alleged_perpetrator")
    needs(house, queued, he, "substances", by="reid")
    answers = set()
    for need, state in (("substances", "met"), ("money", "met"), ("money", "open")):
        given = {"party": he, "need": need, "state": state, "words": "x", "said_by": "officer", "on": TODAY}
        answers.add(refused(support.record_support_need, house.actor("lewis"), queued, **given))
    given = {"party": he, "outcome": "needs_none", "words": "Nothing now."}
    answers.add(refused(support.consider_support, house.actor("lewis"), queued, **given))
    assert [(one.clause, one.why) for one in answers] == [("7 a", "What is theirs is kept from you.")]
