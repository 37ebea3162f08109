"""Walk d: nine recordings are mentioned for something with no case open. Nothing is lost, and nothing goes unheard."""

from __future__ import annotations

import pytest

from tests.cast import NOW, a_report, landlord
from tests.walks.people import Walk
from upstander.casework import closing, evidence, triage
from upstander.casework.opened import NotFound
from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Refused
from upstander.records.worked import Incident


def test_all_nine_are_heard_before_anybody_closes():
    house = landlord()
    report = a_report(
        story="Banging at night again. I have nine recordings on the app.",
        forms=("something_else",),
        category="noise",
        perceived=False,
        grounds=(),
        motive_words="",
        evidence_mentioned=9,
    )
    walk = Walk(house)
    with pytest.raises(Refused, match="nobody has heard"):
        triage.close_report(walk.who("reid"), report.number, reason="not_asb", words="A single night, it seems to me.")
    north, okafor = str(house.north.pk), str(house.staff["okafor"].pk)
    walk.number = triage.open_case(walk.who("reid"), report.number, team=north, owner=okafor).number
    assert walk.owed(DutyKind.HEAR_EVIDENCE) == 1
    incident = str(Incident.objects.get().pk)

    walk.later(days=1)
    heard = evidence.hear_evidence(
        walk.who(), walk.number, incident=incident, how_many=5, words="Thuds after midnight."
    )
    assert heard.still_unheard == 4
    assert walk.owed(DutyKind.HEAR_EVIDENCE) == 1
    with pytest.raises(Refused) as refused:
        closing.close_case(
            walk.who(), walk.number, outcome="stopped", words="It is quiet now, she says.", told=True, offered_talk=True
        )
    assert "recording" in refused.value.ruling.why
    heard = evidence.hear_evidence(
        walk.who(), walk.number, incident=incident, how_many=3, gone=1, words="Three more; the app has lost the ninth."
    )
    assert heard.still_unheard == 0
    assert walk.owed(DutyKind.HEAR_EVIDENCE) == 0
    with pytest.raises(NotFound):
        evidence.hear_evidence(house.actor("patel", NOW), walk.number, incident=incident, how_many=1, words="x")
