"""A case with something of everything that a page can ask about, and one that is closed; made through the deeds."""

from __future__ import annotations

from datetime import timedelta

from tests.cast import a_case
from tests.visitors import Visitors
from tests.walks.people import Walk
from upstander.casework import clocks, closing, contacts, incidents, investigating, matters, messages, notes, steps
from upstander.casework import support as supporting
from upstander.casework.actor import resident
from upstander.casework.told import Danger, When
from upstander.policy.duty import DutyKind
from upstander.policy.workingdays import london_day
from upstander.records.case import ResidentCode
from upstander.records.duties import OwedDuty

WORDS = "What was said and done here, in one sentence."


def worked(door: Visitors) -> None:
    """Work the case: somebody is alerted, a clock stands still, a plan waits for its answer, a message for its own."""
    case = Walk(door.house, door.number)
    party = _heard(case)
    case.plan("locks_lighting", "support")
    notes.add_note(case.who(), case.number, text=WORDS)
    told = {"story": WORDS, "forms": ("verbal_abuse",), "evidence_mentioned": 2, "danger": Danger(weapon=True)}
    incidents.record_incident(case.who(), case.number, told_by=party, **told)
    code = ResidentCode.objects.get(party=party, ended=None)
    messages.send_message(resident(code.pk, at=case.at), case.number, text=WORDS)
    owed = OwedDuty.objects.get(case__number=case.number, kind=DutyKind.AGREE_PLAN, party=party, done=None)
    until = london_day(case.at) + timedelta(days=7)
    clocks.pause_clock(case.who(), case.number, duty=str(owed.pk), reason="resident_asked", words=WORDS, until=until)
    other = a_case(door.house)
    matters.link_cases(case.who(), case.number, other=other, kind="same_matter", because=WORDS)


def closed(door: Visitors) -> str:
    """Work another case to its close, some weeks ago; return its number."""
    began = door.at - timedelta(days=40)
    case = Walk(door.house, a_case(door.house, at=began, when=When(words="some time ago")), at=began)
    party = _heard(case)
    made = case.plan("locks_lighting", "support")
    assert case.says("agrees", made).in_force
    for step in case.page().plan.steps:
        steps.record_step(
            case.who(), case.number, step=step.step, outcome="done", done_on=london_day(case.at), words=WORDS
        )
    investigating.record_investigation(case.who(), case.number, done=WORDS, finding=WORDS)
    for row in case.page().parties:
        supporting.consider_support(case.who(), case.number, party=row.party, outcome="offered", words=WORDS)
    case.later(days=20)
    case.assess_calm("resident_heard")
    contacts.record_contact(case.who(), case.number, party=party, way="phone", reached=True, words=WORDS)
    closing.close_case(case.who(), case.number, outcome="stopped", words=WORDS, told=True, offered_talk=True)
    return case.number


def _heard(case: Walk) -> str:
    party = case.party("resident_heard")
    contacts.record_first_contact(case.who(), case.number, party=party, way="phone", reached=True, words=WORDS)
    contacts.record_interview(case.who(), case.number, party=party, way="phone", words=WORDS)
    case.assess("resident_heard")
    return party
