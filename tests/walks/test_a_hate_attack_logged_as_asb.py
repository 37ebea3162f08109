"""Walk a: a hate attack first logged as plain anti-social behaviour; nobody may wait for the police alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import a_case, landlord
from tests.walks.people import Walk
from upstander.casework import closing, contacts, investigating, motives, steps, support
from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Refused
from upstander.policy.workingdays import london_day
from upstander.records import journal
from upstander.records.worked import Motive


@pytest.fixture
def walk():
    """A window broken and a man pushed, taken down as criminal damage by whoever answered the phone."""
    house = landlord()
    story = "They broke my window and pushed me when I came out. I have told the police."
    number = a_case(
        house,
        story=story,
        forms=("something_else",),
        category="criminal_damage",
        perceived=False,
        grounds=(),
        motive_words="",
        police="told",
    )
    return Walk(house, number)


def test_it_is_worked_to_its_end(walk):
    heard = walk.party("resident_heard")
    assert (walk.case.kind, walk.case.priority) == ("asb", "standard")

    # First contact: he says why. Nobody asks for proof, and the case becomes what he says it is, with shorter clocks.
    contacts.record_first_contact(
        walk.who(),
        walk.number,
        party=heard,
        way="phone",
        reached=True,
        words="He says it is because he is gay.",
    )
    before = motives.record_motive(
        walk.who(),
        walk.number,
        perceived=True,
        grounds=("sexual_orientation",),
        party=heard,
        words="They shouted it while they did it.",
    )
    assert (before.kind_before, walk.case.kind, walk.case.priority, walk.case.hate) == (
        "asb",
        "harassment",
        "high",
        True,
    )
    assert Motive.objects.filter(case=walk.case).count() == 2  # the first answer is kept beside the second

    # Nobody lowers it again.
    with pytest.raises(Refused) as refused:
        motives.record_motive(walk.who(), walk.number, perceived=False, words="The neighbour says it was a joke.")
    assert refused.value.ruling.clause == "3 b"

    # Heard in full; the risk is high; a manager looks at it too.
    walk.later(hours=4)
    contacts.record_interview(walk.who(), walk.number, party=heard, way="in_person", words="He told it from the start.")
    assert (
        walk.assess(
            "resident_heard",
            threats="hurt",
            motive="yes",
            targeting="yes",
            getting_worse="much_worse",
            retaliation="before",
            how_often="daily",
            health="serious",
            linked="several",
        ).level
        == "high"
    )
    assert walk.owed(DutyKind.REVIEW_CASE) == 1

    # Waiting for the police has an end, and is not an investigation of our own.
    with pytest.raises(Refused):
        investigating.record_investigation(
            walk.who(), walk.number, done="The police are dealing with it.", waiting_on_police=True
        )
    look_again = london_day(walk.at) + timedelta(days=10)
    investigating.record_investigation(
        walk.who(),
        walk.number,
        done="I looked at the window and asked the three flats across the yard.",
        waiting_on_police=True,
        look_again_on=look_again,
    )
    assert walk.owed(DutyKind.REVIEW_POLICE) == 1

    # Tempted to close after a word with the neighbour: everything that is missing is said at once.
    with pytest.raises(Refused) as refused:
        closing.close_case(
            walk.who(),
            walk.number,
            outcome="stopped",
            words="The neighbour says it will not happen again.",
            told=False,
            offered_talk=False,
        )
    assert "things to do first" in refused.value.ruling.why

    # The plan, agreed by him, and done.
    walk.later(days=1)
    made = walk.plan("locks_lighting", "support")
    assert walk.says("agrees", made).in_force
    for step in walk.page().plan.steps:
        walk.later(days=2)
        steps.record_step(
            walk.who(), walk.number, step=step.step, outcome="done", done_on=london_day(walk.at), words="Done."
        )

    # The manager's review, then our own finding.
    walk.later(days=3)
    investigating.review_case(
        walk.who("reid"),
        walk.number,
        findings="Locks are done. Two of the three flats are yet to be asked.",
        directions="Ask the last flat this week.",
    )
    investigating.record_investigation(
        walk.who(),
        walk.number,
        done="I asked the last flat and read the repairs log of both homes.",
        finding="Two people heard what was shouted. It was as he said.",
    )
    for row in walk.page().parties:
        support.consider_support(
            walk.who(), walk.number, party=row.party, outcome="offered", words="Offered; they will say."
        )

    # It is quiet; he is told, is offered a talk, and agrees.
    walk.later(days=20)
    walk.assess_calm("resident_heard")
    contacts.record_contact(
        walk.who(), walk.number, party=heard, way="phone", reached=True, words="We agreed to close."
    )
    closing.close_case(
        walk.who(),
        walk.number,
        outcome="stopped",
        words="Nothing since the locks; he wishes to close.",
        told=True,
        offered_talk=True,
    )
    assert walk.case.stage == "closed"
    assert walk.owed(DutyKind.AFTER_CLOSING) == 1
    walk.later(days=28)
    closing.check_after_closing(walk.who(), walk.number, party=heard, state="better", words="He sleeps again.")
    assert walk.owed(DutyKind.AFTER_CLOSING) == 0
    assert list(journal.breaks()) == []
