"""A conflict of interest is lifted by two who have none: sight is by role again, and what was judged stays judged."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.bytwo import proven, saw
from tests.casework.test_assigning import sees
from tests.casework.test_conflicts import declare
from tests.casework.working import REASON, case_of, last_entry, party_of, refused
from tests.cast import NOW, a_case, a_report
from upstander.casework import casefile, watching
from upstander.casework.actor import worker
from upstander.casework.approvals import give_approval, lapse_approvals, refuse_approval
from upstander.casework.assigning import assign_case, declare_conflict
from upstander.casework.conflicts import FOUND
from upstander.casework.inbox import inbox
from upstander.casework.lifting import lift_conflict
from upstander.casework.opened import NotFound
from upstander.casework.parties import correct_party
from upstander.casework.triage import join_case
from upstander.casework.twopeople import Asked
from upstander.policy.roles import Deed
from upstander.records import sight
from upstander.records.approvals import Approval
from upstander.records.case import Conflict
from upstander.records.interests import ConflictFlag, ReportConflict

HERS = ("Ann Other", "1 Ferry Court, SE1 1AB", "07700 900777")
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def number(house):
    """A case that is kept from its officer: she lives where the resident does."""
    number = a_case(house)
    declare(house, people=[HERS])
    assert not sees(house, "okafor", number, NOW)
    return number


def block_of(number, name="Joy Okafor"):
    return str(Conflict.objects.get(case__number=number, staff__name=name, ended=None).pk)


def ask(house, number, by="reid", name="Joy Okafor"):
    return lift_conflict(house.actor(by), number, block=block_of(number, name), because=REASON)


def lift(house, number, name="Joy Okafor"):
    asked = ask(house, number, name=name)
    achebe = proven(house, "achebe")
    return give_approval(achebe, approval=asked.approval, saw=saw(achebe, asked.approval))


def test_it_is_asked_for_by_one_given_by_another_and_stands_in_the_record(house, number):
    asked = ask(house, number)
    assert (asked, sees(house, "okafor", number, NOW)) == (Asked(asked.approval, 1), False)
    achebe = proven(house, "achebe")
    shown = Approval.objects.get(pk=asked.approval).shown
    assert shown["title"] == f"Lift a conflict of interest with {number}"
    assert ["Kept from", "Joy Okafor"] in shown["rows"]
    assert ["Why it was kept", "The same phone or the same address was found."] in shown["rows"]
    given = give_approval(achebe, approval=asked.approval, saw=saw(achebe, asked.approval))
    assert (given.deed, given.number, given.receipt.number) == (Deed.LIFT_CONFLICT, number, number)
    entry = last_entry()
    assert (entry.deed, entry.case_id, entry.detail["because"]) == (Deed.LIFT_CONFLICT, case_of(number).pk, REASON)
    told = casefile.open_case_file(house.actor("reid"), number).timeline
    (line,) = [line for line in told if line.title == "A conflict of interest was lifted"]
    assert (line.lines, line.by) == ((REASON,), "Ruth Achebe")


def test_from_then_on_sight_is_as_roles_and_assignment_say(house, number):
    lift(house, number)
    case = case_of(number)
    assert (case.owner, case.team) == (None, house.north)  # it does not come back by itself
    assert sees(house, "okafor", number, NOW)  # it stands in her team's queue
    assign_case(house.actor("reid"), number, staff=str(house.staff["lewis"].pk), because=REASON)
    assert not sees(house, "okafor", number, NOW)
    assign_case(house.actor("reid"), number, staff=str(house.staff["okafor"].pk), because=REASON)
    assert sees(house, "okafor", number, NOW)


def test_the_reports_in_it_are_shown_again_too(house):
    declare(house, "achebe", people=[HERS])
    number = a_case(house)
    kept = ReportConflict.objects.get(staff=house.staff["achebe"])
    assert not sight.reports(house.actor("achebe")).exists()
    house.south.areas.add(house.ferry)
    asked = ask(house, number, name="Ruth Achebe")
    haddad = proven(house, "haddad")
    give_approval(haddad, approval=asked.approval, saw=saw(haddad, asked.approval))
    kept.refresh_from_db()
    assert kept.ended == last_entry()
    assert sight.reports(house.actor("achebe")).get().case == case_of(number)


def test_the_same_marks_do_not_block_again_and_another_does(house, number):
    lift(house, number)
    declare(house, people=[HERS], at=LATER)
    reid, party = house.actor("reid"), party_of(number, "resident_heard")
    correct_party(reid, number, party=party, name="Rehana Beghum", because="This is how she spells it.")
    assert sees(house, "okafor", number, NOW)
    assert not ConflictFlag.objects.exists()
    correct_party(reid, number, party=party, phone="07700 900777", because="She gave another number.")
    assert not sees(house, "okafor", number, NOW)
    assert Conflict.objects.filter(case__number=number).count() == 2
    lift(house, number)
    declare(house, people=[HERS], at=LATER)
    assert sees(house, "okafor", number, NOW)


def test_a_second_report_with_the_same_marks_does_not_block_its_case_again(house, number):
    lift(house, number)
    second = a_report().number
    assert not sight.reports(house.actor("okafor")).filter(number=second).exists()
    join_case(house.actor("reid"), second, case_number=number, because=REASON, same_party=True, same_household=True)
    assert sees(house, "okafor", number, NOW)
    assert not ReportConflict.objects.filter(report__number=second, ended=None).exists()


def test_what_somebody_declared_of_themselves_is_lifted_and_can_be_declared_again(house):
    number = a_case(house)
    declare_conflict(house.actor("okafor"), number, because="I know his mother.")
    lift(house, number)
    assert Conflict.objects.get().harmless == []
    assert sees(house, "okafor", number, NOW)
    declare_conflict(house.actor("okafor"), number, because="I do know his mother.")
    assert not sees(house, "okafor", number, NOW)


@pytest.mark.parametrize("name", ["okafor", "haddad", "silva", "hale", "moss", "patel"])
def test_whoever_does_not_see_the_case_finds_nothing_to_lift(house, number, name):
    with pytest.raises(NotFound):
        ask(house, number, by=name)
    with pytest.raises(NotFound):
        watching.one_kept(house.actor(name), key=block_of(number))
    assert not Approval.objects.exists()


def test_what_cannot_be_lifted_is_refused(house, number):
    block, reid = block_of(number), house.actor("reid")
    vague = refused(lift_conflict, reid, number, block=block, because="mistake")
    assert "why it was lifted" in vague.why
    other = a_case(house)
    with pytest.raises(NotFound):
        lift_conflict(reid, other, block=block, because=REASON)
    assign_case(reid, number, staff=str(house.staff["lewis"].pk), because=REASON)
    assert "role" in refused(lift_conflict, house.actor("lewis"), number, block=block, because=REASON).why
    lift(house, number)
    assert "no longer kept" in refused(lift_conflict, reid, number, block=block, because=REASON).why


def test_nobody_gives_it_who_asked_or_has_a_conflict_by_now(house, number):
    asked = ask(house, number)
    assert (
        "You asked for this"
        in refused(
            give_approval, proven(house, "reid"), approval=asked.approval, saw=saw(house.actor("reid"), asked.approval)
        ).why
    )
    achebe = house.actor("achebe")
    print_of = saw(achebe, asked.approval)
    declare_conflict(achebe, number, because="I know his mother.")
    assert inbox(achebe).rows == ()
    with pytest.raises(NotFound):
        give_approval(proven(house, "achebe"), approval=asked.approval, saw=print_of)
    assert not sees(house, "okafor", number, NOW)


def test_what_somebody_asked_for_who_has_a_conflict_by_now_can_no_longer_be_given(house, number):
    asked = ask(house, number)
    print_of = saw(house.actor("achebe"), asked.approval)
    declare_conflict(house.actor("reid"), number, because="I know his mother.")
    refused(give_approval, proven(house, "achebe"), approval=asked.approval, saw=print_of)
    assert not sees(house, "okafor", number, NOW)
    assert lapse_approvals(worker(at=LATER)) == 1


def test_a_no_leaves_it_as_it_is(house, number):
    asked = ask(house, number)
    refuse_approval(house.actor("achebe"), approval=asked.approval, reason=REASON)
    assert not sees(house, "okafor", number, NOW)


def test_a_fault_half_way_leaves_it_as_it_was(house, number, half_way):
    with half_way():
        ask(house, number)
    asked = ask(house, number)
    achebe = proven(house, "achebe")
    print_of = saw(achebe, asked.approval)
    with half_way():
        give_approval(achebe, approval=asked.approval, saw=print_of)
    assert not sees(house, "okafor", number, NOW)


def test_what_is_kept_is_listed_for_those_who_may_lift_it(house, number):
    (kept,) = watching.conflicts(house.actor("reid")).kept
    assert (kept.staff, kept.number, kept.since, kept.reason) == ("Joy Okafor", number, NOW, "")
    assert watching.one_kept(house.actor("reid"), key=kept.key).reason == FOUND
    for name in ("haddad", "silva", "hale"):
        assert watching.conflicts(house.actor(name)).kept == ()
    lift(house, number)
    assert watching.conflicts(house.actor("reid")).kept == ()
