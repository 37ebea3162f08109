"""Nine recordings mentioned are nine heard, or it is said why not."""

from __future__ import annotations

import pytest

from tests.cast import a_case, landlord
from upstander.casework import evidence
from upstander.casework.opened import NotFound
from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Refused
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.worked import EvidenceHeard, Incident


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def number(house):
    return a_case(house, evidence_mentioned=9)


def hear(house, number, how_many, *, gone=0, words="Shouting on the stairs.", by="okafor"):
    incident = str(Incident.objects.get().pk)
    return evidence.hear_evidence(house.actor(by), number, incident=incident, how_many=how_many, gone=gone, words=words)


def owed() -> int:
    return OwedDuty.objects.filter(kind=DutyKind.HEAR_EVIDENCE, done=None).count()


def test_the_duty_ends_with_the_last_of_them(house, number):
    assert hear(house, number, 5).still_unheard == 4
    assert owed() == 1
    why = "The app kept only a month, so the ninth is gone."
    assert hear(house, number, 3, gone=1, words=why).still_unheard == 0
    assert owed() == 0


@pytest.mark.parametrize(
    ("how_many", "gone", "words"), [(0, 0, "x"), (-1, 0, "x"), (1, 0, " "), (0, 2, "gone"), (1, -1, "x")]
)
def test_what_says_nothing_is_refused(house, number, how_many, gone, words):
    with pytest.raises(Refused):
        hear(house, number, how_many, gone=gone, words=words)
    assert Entry.objects.filter(deed="hear_evidence", allowed=False).count() == 1
    assert EvidenceHeard.objects.count() == 0


def test_an_incident_of_another_case_is_not_found(house, number):
    other = a_case(house, home_uprn="990000000105")
    strange = str(Incident.objects.get(case__number=other).pk)
    for incident in (strange, "nonsense"):
        with pytest.raises(NotFound):
            evidence.hear_evidence(house.actor("okafor"), number, incident=incident, how_many=1, words="x")


def test_a_fault_half_way_keeps_the_duty(house, number, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("upstander.casework.evidence.unheard", fail)
    with pytest.raises(RuntimeError):
        hear(house, number, 9)
    assert (EvidenceHeard.objects.count(), owed()) == (0, 1)
