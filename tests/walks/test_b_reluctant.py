"""Walk b: she does not want anything done. Nobody goes near the neighbour, and she is not left alone with it."""

from __future__ import annotations

import pytest

from tests.cast import a_case, landlord
from tests.walks.people import Walk
from upstander.casework import closing, contacts, investigating, steps, support
from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Refused
from upstander.policy.workingdays import london_day
from upstander.records import journal
from upstander.records.journal import Entry


@pytest.fixture
def walk():
    house = landlord()
    return Walk(
        house, a_case(house, story="He calls my daughter names. Please do not speak to him. I am afraid of him.")
    )


def test_it_is_worked_to_its_end(walk):
    heard, alleged = walk.party("resident_heard"), walk.party("alleged_perpetrator")
    contacts.record_first_contact(
        walk.who(), walk.number, party=heard, way="phone", reached=True, words="She is afraid."
    )
    contacts.record_interview(
        walk.who(), walk.number, party=heard, way="in_person", words="She wants nobody to go to him."
    )

    # Without her yes nobody approaches him: not by a contact, and not as a step of a plan. Both attempts are kept.
    with pytest.raises(Refused) as refused:
        contacts.record_contact(walk.who(), walk.number, party=alleged, way="visit", reached=True, words="I knocked.")
    assert refused.value.ruling.clause in ("3.2 d", "10 b")
    with pytest.raises(Refused):
        walk.plan("talk")
    assert Entry.objects.filter(case_id=walk.case.pk, allowed=False).count() == 2

    # Her risk is still looked at, and what protects her need not wait for her to agree to a plan.
    walk.later(hours=3)
    assert walk.assess("resident_heard", at_risk="affected").level in ("medium", "high")
    made = walk.plan("locks_lighting", "diary", "support")
    walk.says("declines", made, words="I do not want a plan. A light over the door would be good.")
    page = walk.page()
    assert not page.plan.in_force
    light = next(step for step in page.plan.steps if step.tool == "locks_lighting")
    diary = next(step for step in page.plan.steps if step.tool == "diary")
    walk.later(days=2)
    steps.record_step(
        walk.who(), walk.number, step=light.step, outcome="done", done_on=london_day(walk.at), words="Fitted."
    )
    with pytest.raises(Refused):
        steps.record_step(
            walk.who(), walk.number, step=diary.step, outcome="done", done_on=london_day(walk.at), words="x"
        )

    # She is kept informed as she wishes, and asked again: this time with a plan she can agree with.
    contacts.agree_updates(walk.who(), walk.number, party=heard, every_days=14, they_asked=True)
    walk.later(days=9)
    contacts.record_contact(walk.who(), walk.number, party=heard, way="phone", reached=True, words="She feels safer.")
    again = walk.plan("support")
    assert again.version == made.version + 1
    assert walk.says("agrees", again).in_force
    for step in walk.page().plan.steps:
        steps.record_step(
            walk.who(), walk.number, step=step.step, outcome="done", done_on=london_day(walk.at), words="Done."
        )

    # Closed only as she wishes, with everything that needs no yes of hers done.
    investigating.record_investigation(
        walk.who(),
        walk.number,
        done="I read the log of both homes and asked the caretaker.",
        finding="The caretaker has heard it twice. She wants no more done.",
    )
    for row in walk.page().parties:
        support.consider_support(
            walk.who(), walk.number, party=row.party, outcome="offered", words="Offered by letter."
        )
    walk.later(days=5)
    walk.assess_calm("resident_heard")
    closing.close_case(
        walk.who(),
        walk.number,
        outcome="no_more_wanted",
        words="She is safe and wants no more done now.",
        told=True,
        offered_talk=True,
    )
    assert walk.owed(DutyKind.AFTER_CLOSING) == 1
    assert list(journal.breaks()) == []
