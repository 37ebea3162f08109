"""How one report is worked, from the first call to the check after closing: a story that does one deed at a time.

Each officer is prompt in their own measure, so that some work of today is done, some is due and some is late.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from upstander.casework import (
    alerts,
    casefile,
    closing,
    contacts,
    evidence,
    investigating,
    plans,
    reporting,
    risk,
    steps,
    support,
    triage,
)
from upstander.casework.actor import Actor, public
from upstander.casework.appointing import Colleague
from upstander.casework.casefile.asked import IncidentRow
from upstander.casework.casefile.page import CasePage
from upstander.casework.told import Told
from upstander.demo import letters, pictures
from upstander.demo.landlord import Landlord
from upstander.demo.words import ANSWERS, CALLED, DONE, FIRST, HEARD, INVESTIGATED, LAST, SUPPORT, UPDATES, planned
from upstander.policy.grounds import PartyRole
from upstander.policy.telling import Channel
from upstander.policy.workingdays import LONDON, is_working_day, london_day


@dataclass
class Worked:
    """One report being worked: by whom, where, and how promptly (1 is to the day, 2 takes twice as long).

    `queued`: nobody has taken it yet. `shows`: files are kept of what was recorded.
    `letter`: one is prepared, and printed or not; None where there is none.
    """

    landlord: Landlord
    told: Told
    team: str
    officer: Colleague
    chance: random.Random
    pace: float = 1.0
    queued: bool = False
    shows: bool = False
    letter: bool | None = None
    number: str = ""
    parties: dict[str, str] = field(default_factory=dict)

    def own(self, at: datetime) -> Actor:
        """The officer of the case at a moment."""
        return self.landlord.actor(self.officer, at)

    def manager(self, at: datetime) -> Actor:
        """Their manager at a moment."""
        return self.landlord.actor(self.landlord.manager(self.team), at)

    def page(self, at: datetime) -> CasePage:
        """The case as the officer opens it then."""
        return casefile.open_case_file(self.own(at), self.number)

    def meet(self, at: datetime) -> None:
        """Open the case for the first time, and see who is in it."""
        self.parties = {row.part: row.party for row in self.page(at).parties}

    @property
    def resident(self) -> str:
        """The person who is heard."""
        return self.parties[PartyRole.RESIDENT_HEARD]

    @property
    def speaks(self) -> str:
        """Whoever told us: the person who is heard, or somebody on their behalf."""
        told = self.parties.get(PartyRole.WITNESS) or self.parties.get(PartyRole.REPRESENTATIVE)
        return told or self.resident

    def after(self, at: datetime, days: float) -> datetime:
        """The next office hour so many days later, at this officer's pace."""
        later = at + timedelta(days=days * self.pace, minutes=self.chance.randint(0, 90))
        day = london_day(later)
        while not is_working_day(day):
            day += timedelta(days=1)
        hour = time(self.chance.randint(9, 16), self.chance.randint(0, 59))
        moment = datetime.combine(day, hour, LONDON).astimezone(UTC)
        return max(moment, at + timedelta(minutes=20))


def story(work: Worked, at: datetime) -> Iterator[datetime]:
    """Tell the whole story of one report. Each moment yielded is when the next deed is done."""
    yield at
    received = _receive(work, at)
    at = work.after(at, 0.1)
    yield at
    opened = triage.open_case(
        work.manager(at),
        received.number,
        team=work.landlord.team_keys[work.team],
        owner="" if work.queued else work.officer.key,
        category=work.told.category,
    )
    work.number = opened.number
    if received.alerted:
        at += timedelta(minutes=12)
        yield at
        alerts.answer_alert(work.manager(at), work.number, words="I rang them. They are indoors with family and safe.")
    if work.queued:
        return
    for chapter in (_hear, _plan, _act, _close):
        for moment in chapter(work, at):
            at = moment
            yield at


def _receive(work: Worked, at: datetime) -> reporting.Received:
    if work.told.channel == Channel.WEB:
        return reporting.receive_report(public(at=at), work.told)
    handler = work.chance.choice(work.landlord.call_handlers())
    return reporting.receive_report(work.landlord.actor(handler, at), work.told)


def _hear(work: Worked, at: datetime) -> Iterator[datetime]:
    way = work.chance.choice(("in_person", "phone"))
    at = work.after(at, 0.4)
    yield at
    work.meet(at)
    who = work.speaks
    contacts.record_first_contact(
        work.own(at), work.number, party=who, way=way, reached=True, words=FIRST, because=CALLED, still_safe=True
    )
    at = work.after(at, 0.6)
    yield at
    contacts.record_interview(work.own(at), work.number, party=who, way="in_person", words=HEARD, still_safe=True)
    at += timedelta(minutes=35)
    yield at
    answers = dict(ANSWERS, weapons="yes") if work.told.danger.weapon else dict(ANSWERS)
    answers["getting_worse"] = work.chance.choice(("same", "worse", "better"))
    if risk.assess_risk(work.own(at), work.number, party=work.resident, answers=answers).alerted:
        at += timedelta(minutes=9)
        yield at
        alerts.answer_alert(
            work.manager(at), work.number, words="I spoke with them. The police have been told tonight."
        )


def _plan(work: Worked, at: datetime) -> Iterator[datetime]:
    at = work.after(at, 1.5)
    yield at
    given = planned(london_day(at), work.told)
    made = plans.record_plan(work.own(at), work.number, aim="To feel safe at home, and for it to stop.", steps=given)
    for party in made.to_answer:
        at = work.after(at, 0.7)
        yield at
        plans.answer_plan(
            work.own(at), work.number, reply="agrees", version=made.version, party=party, given="phone", read_back=True
        )
    if work.letter is not None:
        at += timedelta(minutes=25)
        yield at
        letters.write(work.own(at), work.manager(at), work.number, party=work.resident, printed=work.letter)


def _act(work: Worked, at: datetime) -> Iterator[datetime]:
    for incident in _unheard(work, at) if work.told.evidence_mentioned else ():
        at = work.after(at, 1)
        yield at
        evidence.hear_evidence(
            work.own(at), work.number, incident=incident.incident, how_many=incident.mentioned, words=DONE["heard"]
        )
    if work.told.evidence_mentioned and work.shows:
        pictures.keep(work.own(at), work.number)
    plan = work.page(at).plan
    for step in plan.steps if plan else ():
        at = work.after(at, 2.5)
        yield at
        steps.record_step(
            work.own(at), work.number, step=step.step, outcome="done", done_on=london_day(at), words=DONE["step"]
        )
    for part, party in work.parties.items():
        at = work.after(at, 0.5)
        yield at
        support.consider_support(
            work.own(at), work.number, party=party, outcome=SUPPORT[part][0], words=SUPPORT[part][1]
        )
    at = work.after(at, 2)
    yield at
    investigating.record_investigation(work.own(at), work.number, done=INVESTIGATED[0], finding=INVESTIGATED[1])


def _close(work: Worked, at: datetime) -> Iterator[datetime]:
    for words in work.chance.sample(UPDATES, k=3):
        at = work.after(at, 6)
        yield at
        contacts.record_contact(
            work.own(at), work.number, party=work.speaks, way="in_person", reached=True, words=words, still_safe=True
        )
        at += timedelta(minutes=30)
        yield at
        calmer = dict(ANSWERS, getting_worse="better")
        risk.assess_risk(work.own(at), work.number, party=work.resident, answers=calmer)
    at = work.after(at, 5)
    yield at
    low = dict(ANSWERS, **LAST)
    risk.assess_risk(work.own(at), work.number, party=work.resident, answers=low)
    at += timedelta(minutes=40)
    yield at
    closing.close_case(
        work.own(at), work.number, outcome="stopped", words=DONE["closing"], told=True, offered_talk=True
    )
    at = work.after(at, 27 / work.pace)
    yield at
    closing.check_after_closing(
        work.own(at),
        work.number,
        party=work.resident,
        state="better",
        words="Quiet since the letter. They sleep again.",
    )


def _unheard(work: Worked, at: datetime) -> tuple[IncidentRow, ...]:
    rows = casefile.deed_page(work.own(at), work.number, deed="hear_evidence").incidents
    return tuple(row for row in rows if row.heard < row.mentioned)
