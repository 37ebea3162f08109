"""Walk e: the man complained of reports the woman who reported him. Each is heard; neither reads the other's file."""

from __future__ import annotations

from tests.cast import NOW, a_case, a_report, landlord
from tests.walks.people import Walk
from upstander.casework import assigning, matters, reports, triage
from upstander.casework.actor import resident
from upstander.casework.mycase import my_case
from upstander.casework.told import Complained, Reporter
from upstander.records import sight
from upstander.records.case import Case, ResidentCode


def test_each_is_heard_in_a_case_of_their_own():
    house = landlord()
    first = Walk(house, a_case(house))
    was = Case.objects.values("kind", "priority", "stage", "owner", "risk", "closed_at").get(number=first.number)

    # He reports her. The report may not join her case, whoever thinks it is "the same thing".
    against_her = a_report(
        story="She follows me with her phone and says I am a racist.",
        forms=("unfounded_complaints",),
        perceived=False,
        grounds=(),
        motive_words="",
        deliberate=True,
        home_uprn="990000000102",
        complained=Complained(name="Rehana Begum", address="1 Ferry Court"),
        reporter=Reporter(name="Dean Marsh", phone="07700 900999", wishes={"channels": {"phone": "safe"}}),
    )
    page = reports.open_report(house.actor("reid"), against_her.number)
    assert first.number not in [one.number for one in page.suggestions if len(one.reasons) > 1]
    second = triage.open_case(house.actor("reid"), against_her.number, team=str(house.north.pk)).number

    # Linked for those who see both; the manager is offered a different officer; matters stay apart.
    because = "Each has reported the other about the same evenings."
    linked = matters.link_cases(
        house.actor("reid"), first.number, other=second, kind="counter_allegation", because=because
    )
    assert "different officer" in linked.advice
    assigning.assign_case(house.actor("reid"), second, staff=str(house.staff["lewis"].pk), because=because)
    one, two = Case.objects.get(number=first.number), Case.objects.get(number=second)
    assert one.matter != two.matter
    assert (
        Case.objects.values("kind", "priority", "stage", "owner", "risk", "closed_at").get(number=first.number) == was
    )

    # The officers see their own case, and not the other's.
    assert [case.number for case in sight.cases(house.actor("okafor"))] == [first.number]
    assert [case.number for case in sight.cases(house.actor("lewis"))] == [second]
    assert first.page().links == ()
    assert [row.number for row in first.page("reid").links] == [second]

    # Nothing of one file reaches the other side.
    for code in ResidentCode.objects.filter(party__part="resident_heard").select_related("party__case"):
        told = repr(my_case(resident(code.pk, at=NOW)))
        mine, other = (first.number, second) if code.party.case.number == first.number else (second, first.number)
        assert mine in told
        assert other not in told
        assert ("follows me" in told) == (mine == second)
