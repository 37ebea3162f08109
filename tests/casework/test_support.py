"""Everybody's support needs are considered alike, whichever part they have."""

from __future__ import annotations

import pytest

from tests.cast import a_case, landlord
from upstander.casework import support
from upstander.casework.opened import NotFound
from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Refused
from upstander.records.case import Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.worked import SupportConsidered


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def number(house):
    return a_case(house)


def owed() -> int:
    return OwedDuty.objects.filter(kind=DutyKind.CONSIDER_SUPPORT, done=None).count()


def test_each_is_considered_for_themselves(house, number):
    parties = list(Party.objects.filter(case__number=number))
    assert owed() == len(parties) == 2
    for left, party in zip((1, 0), parties, strict=True):
        support.consider_support(
            house.actor("okafor"), number, party=str(party.pk), outcome="offered", words="Offered."
        )
        assert owed() == left
    assert {row.party for row in SupportConsidered.objects.all()} == set(parties)


@pytest.mark.parametrize(("outcome", "words"), [("whatever", "x"), ("offered", " "), ("refused", "They say no.")])
def test_nobody_else_says_it_for_them(house, number, outcome, words):
    party = str(Party.objects.filter(case__number=number).first().pk)
    with pytest.raises(Refused) as refused:
        support.consider_support(house.actor("okafor"), number, party=party, outcome=outcome, words=words)
    assert refused.value.ruling.clause == "2 i"
    assert Entry.objects.filter(deed="consider_support", allowed=False).count() == 1


def test_somebody_of_another_case_is_not_found(house, number):
    other = a_case(house, home_uprn="990000000105")
    stranger = str(Party.objects.filter(case__number=other).first().pk)
    for party in (stranger, "nonsense"):
        with pytest.raises(NotFound):
            support.consider_support(house.actor("okafor"), number, party=party, outcome="offered", words="x")


def test_a_fault_half_way_leaves_the_duty(house, number, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("upstander.casework.opened.Work.fulfil", fail)
    party = str(Party.objects.filter(case__number=number).first().pk)
    with pytest.raises(RuntimeError):
        support.consider_support(house.actor("okafor"), number, party=party, outcome="offered", words="x")
    assert (SupportConsidered.objects.count(), owed()) == (0, 2)
