"""Two people answer at once, on real threads and real commits: it is done once, or not at all."""

from __future__ import annotations

import pytest

from tests.casework.bytwo import Doing, ask, proven, saw
from tests.casework.test_at_once import AT_ONCE, at_once
from tests.cast import a_case, landlord
from upstander.casework.approvals import give_approval, refuse_approval, withdraw_approval
from upstander.policy.ruling import Refused
from upstander.records import journal
from upstander.records.approvals import Approval
from upstander.records.journal import Entry

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
