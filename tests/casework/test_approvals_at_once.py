"""Two people answer at once, on real threads and real commits: it is done once, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework import drafted
from tests.casework.bytwo import Doing, ask, proven, saw
from tests.casework.test_at_once import AT_ONCE, at_once
from tests.cast import NOW, a_case, landlord
from upstander.casework.approvals import give_approval, refuse_approval, withdraw_approval
from upstander.casework.versions.drafting import draft_version
from upstander.policy.ruling import Refused
from upstander.records import journal
from upstander.records.approvals import Approval
from upstander.records.journal import Entry
from upstander.records.versions import ProcedureVersion, VersionDraft

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


@pytest.mark.parametrize("about_a_case", [True, False])
def test_many_say_yes_and_it_is_done_once(monkeypatch, about_a_case):
    house, doing = landlord(), Doing().register(monkeypatch)
    asked = ask(house.actor("reid"), a_case(house) if about_a_case else "").approval
    shown = saw(proven(house, "achebe"), asked)
    done = at_once(lambda _: give_approval(proven(house, "achebe"), approval=asked, saw=shown))
    assert [type(one) for one in done if isinstance(one, BaseException)] == [Refused] * (AT_ONCE - 1)
    assert len(doing.done) == 1
    assert Entry.objects.filter(deed="give_approval", allowed=True).count() == 1
    assert list(journal.breaks()) == []


@pytest.mark.parametrize("about_a_case", [True, False])
def test_yes_no_and_taken_back_at_once_are_one_of_them(monkeypatch, about_a_case):
    house, doing = landlord(), Doing().register(monkeypatch)
    asked = ask(house.actor("reid"), a_case(house) if about_a_case else "").approval
    shown = saw(proven(house, "achebe"), asked)
    answers = (
        lambda: give_approval(proven(house, "achebe"), approval=asked, saw=shown),
        lambda: withdraw_approval(house.actor("reid"), approval=asked),
        lambda: refuse_approval(house.actor("achebe"), approval=asked, reason="It is not needed any more."),
    )
    done = at_once(lambda n: answers[n % 3]())
    assert sum(isinstance(one, Refused) for one in done) == AT_ONCE - 1
    held = Approval.objects.get()
    assert held.ended_as in ("given", "withdrawn", "refused")
    assert len(doing.done) == (held.ended_as == "given")
    assert list(journal.breaks()) == []


def test_the_draft_is_adopted_once_whoever_gives_which_of_two_days():
    house = landlord()
    drafted.draft(house)
    first = drafted.ask(house, NOW.date() + timedelta(days=7))
    second = drafted.ask(house, NOW.date() + timedelta(days=8), by="vane")
    who = proven(house, "achebe")
    shown = {one: saw(who, one) for one in (first, second)}
    done = at_once(lambda n: give_approval(who, approval=(first, second)[n % 2], saw=shown[(first, second)[n % 2]]))
    assert sum(isinstance(one, Refused) for one in done) == AT_ONCE - 1
    assert list(ProcedureVersion.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert list(journal.breaks()) == []


def test_a_draft_is_begun_once_and_nobody_is_written_over():
    house = landlord()
    given = {"clocks.triage.amount": 2}
    done = at_once(lambda n: draft_version(house.actor("moss" if n % 2 else "vane"), revision=0, given=given))
    assert sum(isinstance(one, Refused) for one in done) == AT_ONCE - 1
    assert VersionDraft.objects.get().revision == 1
