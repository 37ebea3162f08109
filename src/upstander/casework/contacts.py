"""Contacts with the people in a case: the first, hearing them in full, updates and how often (3 a, 3.2 c, 10 c)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Required, TypedDict, Unpack

from django.db.models import Max

from upstander.casework.actor import Actor
from upstander.casework.informed import answer_messages, informed_next
from upstander.casework.opened import Work, opened
from upstander.policy.contacts import (
    OTHER_THAN_NEWS,
    Purpose,
    is_asked_first,
    is_update,
    kept_by,
    may_approach,
    may_interview,
)
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.informing import may_agree_updates, may_contact, may_record_contact
from upstander.policy.plans import must_agree_plan
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.policy.safe_contact import safety_of
from upstander.policy.stages import Stage, may_move
from upstander.records.case import Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.people import SafeContact, wishes_of
from upstander.records.plans import Plan
from upstander.records.worked import Contact

STAGE_AFTER = {Purpose.INTERVIEW: Stage.PLANNING}


@dataclass(frozen=True, slots=True)
class Contacted:
    """Whether they were reached, and by when they are told something next (none while no clock runs for them)."""

    reached: bool
    next_update_by: datetime | None


class Given(TypedDict, total=False):
    """A contact, as whoever made it tells it, by keyword.

    `contacted_at`: now, unless said. `because`: why a way was used that they had not called safe. `still_safe`:
    they confirmed how to reach them.
    """

    way: Required[str]
    words: Required[str]
    contacted_at: datetime | None
    because: str
    still_safe: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A contact, with what it was for."""

    purpose: str
    way: str
    words: str
    contacted_at: datetime | None = None
    because: str = ""
    still_safe: bool = False
    reached: bool = True
    by_us: bool = True
    answers_messages: bool = False


def record_first_contact(who: Actor, number: str, *, party: str, reached: bool, **given: Unpack[Given]) -> Contacted:
    """Record the first contact with somebody, or the attempt. Raises NotFound, Refused."""
    told = _Told(purpose=Purpose.FIRST_CONTACT, reached=reached, **given)
    with opened(who, number, Deed.RECORD_FIRST_CONTACT) as work:
        return _contacted(work, work.party(party), told)


def record_interview(
    who: Actor, number: str, *, party: str, others_present: tuple[str, ...] = (), **given: Unpack[Given]
) -> Contacted:
    """Record that somebody was heard in full; a plan with them is owed from then. Raises NotFound, Refused.

    `others_present`: the parts in this case of whoever else sat in on it.
    """
    told = _Told(purpose=Purpose.INTERVIEW, **given)
    with opened(who, number, Deed.RECORD_INTERVIEW) as work:
        heard = work.party(party)
        return _contacted(work, heard, told, may_interview(heard.part, others_present=others_present))


def record_contact(
    who: Actor,
    number: str,
    *,
    party: str,
    reached: bool,
    purpose: str = Purpose.UPDATE,
    they_came_to_us: bool = False,
    answers_messages: bool = False,
    **given: Unpack[Given],
) -> Contacted:
    """Record any other contact, or the attempt. `answers_messages`: it answers what waits from them, or was left.

    Raises NotFound, Refused.
    """
    told = _Told(
        purpose=purpose, reached=reached, by_us=not they_came_to_us, answers_messages=answers_messages, **given
    )
    with opened(who, number, Deed.RECORD_CONTACT) as work:
        return _contacted(work, work.party(party), told)


def agree_updates(who: Actor, number: str, *, party: str, every_days: int, they_asked: bool = False) -> datetime | None:
    """Agree with somebody how often they are told where things stand; return when next. Raises NotFound, Refused."""
    with opened(who, number, Deed.AGREE_UPDATES) as work:
        told = work.party(party)
        ruling = may_agree_updates(
            work.terms, every_days=every_days, priority=work.case.priority, person_asked=they_asked
        )
        entry = work.enter(ruling, party=str(told.pk), every_days=every_days, they_asked=they_asked)
        told.update_days = every_days
        told.save(update_fields=["update_days"])
        return informed_next(work, told, entry, since=_latest_update(told) or work.at)


def _contacted(work: Work, party: Party, told: _Told, *asked: Ruling) -> Contacted:
    at = told.contacted_at or work.at
    wishes = wishes_of(party.person_id)
    agreed = _agreed_to_approach(party)
    work.require(*asked, may_approach(party.part, purpose=told.purpose, by_us=told.by_us, agreed=agreed))
    ruling = _may_record(work, party, told, at, safety_of(wishes, told.way))
    entry = work.enter(ruling, party=str(party.pk), purpose=told.purpose, way=told.way, reached=told.reached)
    Contact.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        case=work.case,
        party=party,
        purpose=told.purpose,
        channel=told.way,
        reached=told.reached,
        contacted_at=at,
        words="\n\n".join(filter(None, (told.words, told.because))),
    )
    if told.still_safe and party.person is not None and wishes is not None:
        SafeContact.objects.create(
            sealed_by=party.person.sealed_by, entry=entry, person=party.person, wishes=wishes, checked_at=work.at
        )
    return Contacted(told.reached, _kept(work, party, told, at, entry) if told.reached else None)


def _may_record(work: Work, party: Party, told: _Told, at: datetime, safety: str) -> Ruling:
    asked_first = told.by_us and is_asked_first(party.part)
    return may_record_contact(
        way=told.way,
        reached=told.reached,
        words=told.words,
        contacted_at=at,
        now=work.at,
        allowed_way=not asked_first or may_contact(told.way, safety=safety, at=at).allowed,
        because=told.because,
    )


def _agreed_to_approach(party: Party) -> bool:
    """Whether everybody heard has said yes, in the latest plan, to our speaking to the person complained of."""
    if is_asked_first(party.part):
        return False
    plan = Plan.objects.filter(case=party.case_id).order_by("-version").only("approach").first()
    heard = Party.objects.filter(case=party.case_id, part=PartyRole.RESIDENT_HEARD, ended=None)
    agreed = set(plan.approach) if plan else set()
    return bool(agreed) and all(str(pk) in agreed for pk in heard.values_list("pk", flat=True))


def _kept(work: Work, party: Party, told: _Told, at: datetime, entry: Entry) -> datetime | None:
    """End what this contact fulfils, and start what follows from it."""
    before = _latest_update(party, other_than=entry)
    work.fulfil(*kept_by(told.purpose), entry=entry, person=party.pk)
    if party.part == PartyRole.RESIDENT_HEARD:
        _move(work, STAGE_AFTER.get(Purpose(told.purpose), Stage.LISTENING))
        if told.purpose == Purpose.INTERVIEW:
            _owe_plan(work, party, at, entry)
    if told.answers_messages:
        answer_messages(work, party, entry, unnamed=True)
    if not is_update(told.purpose):
        return None
    return informed_next(work, party, entry, since=max(at, before or at))


def _move(work: Work, to: Stage) -> None:
    case = work.case
    if case.stage in (Stage.NEW, Stage.LISTENING) and may_move(case.stage, to).allowed:
        case.stage = to
        case.save(update_fields=["stage"])


def _owe_plan(work: Work, heard: Party, since: datetime, entry: Entry) -> None:
    if not OwedDuty.objects.filter(party=heard, kind=DutyKind.AGREE_PLAN).exists():
        work.owe(must_agree_plan(work.terms, persons=[heard.pk], since=since), entry=entry)


def _latest_update(party: Party, *, other_than: Entry | None = None) -> datetime | None:
    made = Contact.objects.filter(party=party, reached=True).exclude(purpose__in=OTHER_THAN_NEWS)
    if other_than is not None:
        made = made.exclude(entry=other_than)
    latest: datetime | None = made.aggregate(latest=Max("contacted_at"))["latest"]
    return latest
