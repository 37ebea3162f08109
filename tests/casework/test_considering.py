"""Agencies are considered for a case one by one; a later answer takes the place of an earlier, and all are kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import NOW, Landlord, a_case, landlord
from upstander.casework.agencies import add_agency, end_agency
from upstander.casework.casefile import deed_page, open_case_file
from upstander.casework.considering import Considered, consider_agency
from upstander.casework.opened import NotFound
from upstander.policy.ruling import Refused
from upstander.policy.sight import KEPT
from upstander.records.case import Case
from upstander.records.considered import AgencyAnswer
from upstander.records.journal import Entry

WHY = "She would like somebody to come along to court."


@pytest.fixture
def house() -> Landlord:
    return landlord()


@pytest.fixture
def number(house: Landlord) -> str:
    return a_case(house)


def an_agency(house: Landlord, name: str, *boroughs: str, kind: str = "victim_support", **more: object) -> str:
    moss = house.actor("moss")
    return add_agency(moss, name=name, kind=kind, boroughs=boroughs, everywhere=not boroughs, phone="020 1", **more)


def consider(house: Landlord, number: str, agency: str, answer: str = "offered", *, by: str = "okafor") -> Considered:
    return consider_agency(house.actor(by), number, agency=agency, answer=answer, why=WHY)


def test_each_that_helps_in_the_borough_is_asked_for_until_it_is_answered(house: Landlord, number: str) -> None:
    near, far, all_over = (
        an_agency(house, "Near", "Southwark", "Camden"),
        an_agency(house, "Far", "Camden"),
        an_agency(house, "All Over", kind="police"),
    )
    view = open_case_file(house.actor("okafor"), number).agencies
    assert ([row.name for row in view.rows], view.left) == (["All Over", "Near"], 2)
    assert consider(house, number, near) == Considered(number, 1)
    assert consider(house, number, all_over, "not_needed") == Considered(number, 0)
    view = deed_page(house.actor("okafor"), number, deed="consider_agency").agencies
    assert (view.left, view.complete.allowed) == (0, True)
    with pytest.raises(Refused, match=r"Clause 3\.3") as refused:
        consider(house, number, far)
    assert refused.value.ruling.how.startswith("Consider Near instead")


def test_a_later_answer_takes_the_place_and_all_of_them_stay(house: Landlord, number: str) -> None:
    agency = an_agency(house, "Near", "Southwark")
    consider(house, number, agency)
    consider_agency(
        house.actor("reid", NOW + timedelta(days=2)),
        number,
        agency=agency,
        answer="refused",
        why="She said no to it, and then no again.",
    )
    (row,) = open_case_file(house.actor("okafor"), number).agencies.rows
    assert [(one.label[:7], one.why, one.by) for one in row.answers] == [
        ("The res", "She said no to it, and then no again.", "Morgan Reid"),
        ("Offered", WHY, "Joy Okafor"),
    ]
    assert row.answers[0].at == NOW + timedelta(days=2)
    told = [one for one in open_case_file(house.actor("okafor"), number).timeline if one.deed == "consider_agency"]
    assert [one.lines[1] for one in told] == ["She said no to it, and then no again.", WHY]
    assert told[0].lines[0] == "Near: The resident does not want it."


def test_one_that_joins_the_register_is_asked_for_and_one_that_left_keeps_its_answer(
    house: Landlord, number: str
) -> None:
    okafor = house.actor("okafor")
    first = an_agency(house, "First", "Southwark")
    an_agency(house, "Later", "Southwark", start=NOW.date() + timedelta(days=3))
    assert consider(house, number, first).left == 0
    then = open_case_file(replace(okafor, at=NOW + timedelta(days=3)), number).agencies
    assert ([row.name for row in then.rows if row.to_answer], then.left) == (["Later"], 1)
    end_agency(house.actor("moss"), agency=first)
    (row,) = open_case_file(replace(okafor, at=NOW + timedelta(days=1)), number).agencies.rows
    assert (row.helps, row.to_answer, len(row.answers)) == (False, False, 1)
    with pytest.raises(Refused, match="no longer in the register"):
        consider_agency(replace(okafor, at=NOW + timedelta(days=1)), number, agency=first, answer="offered", why=WHY)


@pytest.mark.parametrize(("answer", "why"), [("referred", WHY), ("perhaps", WHY), ("offered", "short")])
def test_a_refusal_is_entered_and_keeps_nothing(house: Landlord, number: str, answer: str, why: str) -> None:
    agency = an_agency(house, "Near", "Southwark")
    with pytest.raises(Refused):
        consider_agency(house.actor("okafor"), number, agency=agency, answer=answer, why=why)
    assert Entry.objects.filter(deed="consider_agency", allowed=False).count() == 1
    assert AgencyAnswer.objects.count() == 0


def test_an_agency_nobody_knows_is_refused_and_what_is_no_key_is_not_found(house: Landlord, number: str) -> None:
    with pytest.raises(Refused, match="not in the register"):
        consider(house, number, str(house.north.pk))
    with pytest.raises(NotFound):
        consider(house, number, "nonsense")


def test_out_of_sight_is_not_found_and_a_closed_case_is_refused(house: Landlord, number: str) -> None:
    agency = an_agency(house, "Near", "Southwark")
    with pytest.raises(NotFound):
        consider(house, number, agency, by="patel")
    Case.objects.filter(number=number).update(stage="closed")
    with pytest.raises(Refused, match="closed"):
        consider(house, number, agency)


def test_a_case_without_an_area_has_the_agencies_that_help_everywhere(house: Landlord, number: str) -> None:
    an_agency(house, "Near", "Southwark")
    an_agency(house, "All Over")
    Case.objects.filter(number=number).update(area=None)
    rows = open_case_file(house.actor("okafor"), number).agencies.rows
    assert [row.name for row in rows] == ["All Over"]


def test_whoever_looks_at_the_queue_reads_that_it_was_answered_and_not_what(house: Landlord) -> None:
    queued, agency = a_case(house, owner=None), an_agency(house, "Near", "Southwark")
    consider(house, queued, agency, by="reid")
    page = open_case_file(house.actor("lewis"), queued)
    (answer,) = page.agencies.rows[0].answers
    assert (answer.label, answer.why, page.agencies.left) == (KEPT, "", 0)
    assert next(one.lines for one in page.timeline if one.deed == "consider_agency") == (KEPT,)


def test_a_fault_half_way_leaves_nothing(house: Landlord, number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    agency = an_agency(house, "Near", "Southwark")
    monkeypatch.setattr("upstander.casework.considering.still_to_answer", fail)
    with pytest.raises(RuntimeError):
        consider(house, number, agency)
    assert AgencyAnswer.objects.count() == 0
    assert not Entry.objects.filter(deed="consider_agency").exists()
