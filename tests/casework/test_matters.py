"""Linking cases: one matter counts once; a counter-allegation stands apart; nobody links what they cannot see."""

from __future__ import annotations

import pytest

from tests.cast import a_case, landlord
from upstander.casework import matters
from upstander.casework.opened import NotFound
from upstander.casework.told import Complained, Reporter
from upstander.policy.matters import LinkKind
from upstander.policy.ruling import Refused
from upstander.records.case import Case, CaseLink
from upstander.records.journal import Entry

WHY = "Both complain of the same man, at the same door."


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def two(house):
    other = Reporter(name="Amina Noor", wishes={"channels": {"phone": "safe"}})
    return a_case(house), a_case(house, home_uprn="990000000105", reporter=other)


def matter(number: str) -> str:
    return Case.objects.get(number=number).matter.number


def test_two_cases_become_one_matter_and_stand_apart_again(house, two):
    first, second = two
    before = matter(second)
    linked = matters.link_cases(house.actor("reid"), first, other=second, kind=LinkKind.SAME_MATTER, because=WHY)
    assert matter(first) == matter(second) == linked.matter
    matters.unlink_cases(house.actor("reid"), first, link=linked.link, because="It was another man, she says now.")
    assert matter(second) == before != matter(first)
    assert CaseLink.objects.get().ended is not None


def test_a_counter_allegation_changes_neither_case(house, two):
    first, second = two
    was = list(Case.objects.order_by("number").values("kind", "priority", "matter", "owner", "closed_at"))
    linked = matters.link_cases(house.actor("reid"), first, other=second, kind=LinkKind.COUNTER_ALLEGATION, because=WHY)
    assert "different officer" in linked.advice
    assert list(Case.objects.order_by("number").values("kind", "priority", "matter", "owner", "closed_at")) == was


def test_a_case_out_of_sight_cannot_be_linked(house, two):
    with pytest.raises(NotFound):
        matters.link_cases(house.actor("okafor"), two[0], other="HC-2026-9999", kind="same_matter", because=WHY)
    Case.objects.filter(number=two[1]).update(level="named_only", owner=house.staff["lewis"])
    with pytest.raises(NotFound):
        matters.link_cases(house.actor("reid"), two[0], other=two[1], kind="same_matter", because=WHY)


@pytest.mark.parametrize(
    ("kind", "because", "clause"),
    [("whatever", WHY, "2 b"), ("same_matter", "yes", "2 b"), ("earlier_case", WHY, "2 b")],
)
def test_it_is_refused_with_a_reason_and_entered(house, two, kind, because, clause):
    with pytest.raises(Refused) as refused:
        matters.link_cases(house.actor("reid"), two[0], other=two[1], kind=kind, because=because)
    assert refused.value.ruling.clause == clause
    assert Entry.objects.filter(deed="link_cases", allowed=False).count() == 1


def test_a_case_is_not_linked_to_itself_nor_twice(house, two):
    who = house.actor("reid")
    with pytest.raises(Refused, match="itself"):
        matters.link_cases(who, two[0], other=two[0], kind="same_matter", because=WHY)
    matters.link_cases(who, two[0], other=two[1], kind="same_matter", because=WHY)
    with pytest.raises(Refused, match="already"):
        matters.link_cases(who, two[1], other=two[0], kind="same_matter", because=WHY)


def test_a_link_that_is_not_there_is_not_found(house, two):
    for link in ("nonsense", "00000000-0000-0000-0000-000000000000"):
        with pytest.raises(NotFound):
            matters.unlink_cases(house.actor("reid"), two[0], link=link, because=WHY)


def test_a_fault_half_way_leaves_both_as_they_were(house, two, monkeypatch):
    def fail(**kwargs):
        raise RuntimeError

    monkeypatch.setattr("upstander.casework.matters.CaseLink.objects.create", fail)
    before = (matter(two[0]), matter(two[1]), Entry.objects.count())
    with pytest.raises(RuntimeError):
        matters.link_cases(house.actor("reid"), two[0], other=two[1], kind="same_matter", because=WHY)
    assert (matter(two[0]), matter(two[1]), Entry.objects.count()) == before


def test_complained_of_elsewhere_is_only_a_person_in_this_case(house):
    number = a_case(house, complained=Complained())
    assert Case.objects.get(number=number).parties.count() == 1
