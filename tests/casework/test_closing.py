"""Closing asks every matter, says everything that is missing at once, and is not the end of care."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import NOW, a_case, landlord
from upstander.casework import closing, evidence, investigating, messages, risk, support
from upstander.casework.actor import resident
from upstander.casework.opened import NotFound
from upstander.demo.words import ANSWERS, LAST
from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Refused
from upstander.records import journal
from upstander.records.case import Case, Party, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.worked import AfterCheck, Incident

WORDS = "It has stopped, and they agree that we close."


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def number(house):
    return a_case(house)


def heard(number: str) -> str:
    return str(Party.objects.get(case__number=number, part="resident_heard").pk)


def ready(house, number: str) -> None:
    """Do everything that closing asks for."""
    who = house.actor("okafor")
    risk.assess_risk(who, number, party=heard(number), answers={**ANSWERS, **LAST})
    done = "I asked two neighbours and looked at the camera."
    investigating.record_investigation(who, number, done=done, finding="It was as they said.")
    for party in Party.objects.filter(case__number=number):
        support.consider_support(who, number, party=str(party.pk), outcome="offered", words="Offered.")


def close(house, number, *, by="okafor", **changed):
    given = {"outcome": "stopped", "words": WORDS, "told": True, "offered_talk": True, **changed}
    return closing.close_case(house.actor(by), number, **given)


def test_a_case_that_is_ready_is_closed_and_asked_after(house, number):
    ready(house, number)
    asked_by = close(house, number).asked_by
    case = Case.objects.get(number=number)
    assert (case.stage, case.outcome, case.closing["words"]) == ("closed", "stopped", WORDS)
    assert [(duty.kind, duty.due_at) for duty in OwedDuty.objects.filter(done=None)] == [("after_closing", asked_by)]
    assert list(journal.breaks()) == []


def test_everything_that_is_missing_is_said_at_once(house):
    number = a_case(house, evidence_mentioned=2, forms=("graffiti",))
    reasons = closing.closing_page(house.actor("okafor"), number).reasons
    said = " ".join(reason.why for reason in reasons)
    for word in ("never assessed", "safety step", "investigation", "2 recordings", "support"):
        assert word in said, said
    with pytest.raises(Refused, match=r"things to do first.*do not know yet"):
        close(house, number, told=False)
    assert Entry.objects.filter(deed="close_case", allowed=False).count() == 1
    assert Case.objects.get().closed_at is None


@pytest.mark.parametrize(
    "changed", [{"told": False}, {"offered_talk": False}, {"words": "done"}, {"outcome": "false"}, {"outcome": ""}]
)
def test_it_is_not_closed_over_their_head(house, number, changed):
    ready(house, number)
    with pytest.raises(Refused):
        close(house, number, **changed)


def test_a_high_risk_is_not_closed(house, number):
    ready(house, number)
    Case.objects.filter(number=number).update(risk="high")
    with pytest.raises(Refused) as refused:
        close(house, number)
    assert refused.value.ruling.clause == "2 a"


def test_waiting_for_the_police_alone_is_not_enough(house, number):
    who = house.actor("okafor")
    investigating.record_investigation(
        who,
        number,
        done="The police have it, and I asked them twice.",
        waiting_on_police=True,
        look_again_on=NOW.date() + timedelta(days=5),
    )
    said = " ".join(reason.why for reason in closing.closing_page(who, number).reasons)
    assert "only waiting for the police" in said


def test_a_message_without_an_answer_is_not_closed_away(house, number):
    ready(house, number)
    code = ResidentCode.objects.get(party=heard(number))
    messages.send_message(resident(code.pk, at=NOW), number, text="He was at the door again.")
    with pytest.raises(Refused, match="answer"):
        close(house, number)


def test_evidence_heard_opens_the_way(house):
    number = a_case(house, evidence_mentioned=1)
    ready(house, number)
    with pytest.raises(Refused):
        close(house, number)
    incident = str(Incident.objects.get().pk)
    evidence.hear_evidence(house.actor("okafor"), number, incident=incident, how_many=1, words="Shouting.")
    close(house, number)


def test_nobody_out_of_sight_closes_it(house, number):
    for name in ("patel", "haddad", "quinn"):
        with pytest.raises(NotFound):
            close(house, number, by=name)


def test_only_a_manager_reopens_and_only_a_mistake(house, number):
    ready(house, number)
    owed = {*OwedDuty.objects.filter(done=None).values_list("kind", flat=True), DutyKind.KEEP_INFORMED}
    close(house, number)
    why = "I closed the wrong one of two cases in a row."
    with pytest.raises(Refused):
        closing.reopen_case(house.actor("okafor"), number, by_mistake=True, because=why)
    with pytest.raises(Refused, match="new case"):
        closing.reopen_case(house.actor("reid"), number, by_mistake=False, because=why)
    closing.reopen_case(house.actor("reid"), number, by_mistake=True, because=why)
    case = Case.objects.get(number=number)
    assert (case.closed_at, case.outcome, case.stage) == (None, "", "listening")
    assert set(OwedDuty.objects.filter(done=None).values_list("kind", flat=True)) == owed


def test_a_case_from_the_queue_is_back_in_it_with_its_clock(house):
    number = a_case(house, owner=None)
    ready(house, number)
    close(house, number)
    closing.reopen_case(house.actor("reid"), number, by_mistake=True, because="I closed the wrong one of two cases.")
    take = OwedDuty.objects.get(kind=DutyKind.TAKE_CASE, done=None)
    assert (take.staff, take.team) == (None, house.north)


def test_they_are_asked_how_things_are(house, number):
    ready(house, number)
    close(house, number)
    after = house.actor("okafor", NOW + timedelta(days=28))
    closing.check_after_closing(after, number, party=heard(number), state="better", words="Quiet.")
    assert AfterCheck.objects.get().how_things_are == "better"
    assert not OwedDuty.objects.filter(done=None).exists()


@pytest.mark.parametrize(("state", "words"), [("whatever", "x"), ("better", " ")])
def test_an_empty_check_is_refused(house, number, state, words):
    ready(house, number)
    close(house, number)
    with pytest.raises(Refused):
        closing.check_after_closing(house.actor("okafor"), number, party=heard(number), state=state, words=words)


def test_a_fault_half_way_leaves_it_open(house, number, monkeypatch):
    ready(house, number)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("upstander.casework.closing.must_check_after_closing", fail)
    owed = OwedDuty.objects.filter(done=None).count()
    with pytest.raises(RuntimeError):
        close(house, number)
    assert Case.objects.get().closed_at is None
    assert OwedDuty.objects.filter(done=None).count() == owed


def test_a_review_that_is_late_comes_first(house, number):
    ready(house, number)
    after = house.actor("okafor", NOW + timedelta(days=60))
    with pytest.raises(Refused, match="A review of this case is due"):
        closing.close_case(after, number, outcome="stopped", words=WORDS, told=True, offered_talk=True)
