"""Who is in a case, in which part: naming them, and putting right what was wrong (clauses 3.2 b, 7 a, 9, 10 c)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Unpack

from upstander.casework.actor import Actor
from upstander.casework.conflicts import compare_case
from upstander.casework.opened import Work, opened
from upstander.casework.outside import go_outside_the_line, require_somebody_outside
from upstander.casework.somebody import IDENTITY, Known, Somebody, as_told, merged, new_person, put_right
from upstander.casework.taken import tell_owners_of_likely_cases
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.opening import must_after_naming
from upstander.policy.parties import is_fresh_start, may_correct_party, may_name_party
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.policy.stages import may_work_on
from upstander.records.case import Party, ResidentCode
from upstander.records.consents import ConsentGiven
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.people import Person
from upstander.records.referrals import Referral
from upstander.records.sealing import warmed
from upstander.records.support import SupportNeed
from upstander.records.worked import Incident, Message, Motive

THEIR_OWN = (DutyKind.ANSWER_MESSAGE, DutyKind.ASK_CONSENT_AGAIN, DutyKind.CHASE_REFERRAL)
"""What is owed for something that somebody said themselves, or agreed to."""


@dataclass(frozen=True, slots=True)
class Named:
    """The party's key, and the way the case goes from now on."""

    party: str
    route: str


def name_party(
    who: Actor, number: str, *, part: str, our_staff: bool = False, staff: str = "", **known: Unpack[Known]
) -> Named:
    """Add somebody to a case, and start what is owed to them. Raises NotFound, Refused.

    `our_staff`: they work for us and are complained of, so the case leaves the usual line; `staff` says who, if known.
    """
    somebody = Somebody(part=part, **known)
    with opened(who, number, Deed.NAME_PARTY) as work:
        work.require(may_work_on(work.case.stage))
        if our_staff:
            require_somebody_outside(work)
        ruling = may_name_party(
            work.terms,
            part=somebody.line("part"),
            confidence=somebody.line("confidence"),
            lines=somebody.lines,
            description=somebody.line("description"),
            parts_here=_parts_of(work, somebody.line("name")),
        )
        entry = work.enter(ruling, part=somebody.part, our_staff=our_staff)
        party = _new(work, somebody, entry, person=new_person(somebody, entry), follows=None)
        _owe(work, party, entry)
        if our_staff:
            go_outside_the_line(work, entry, accused=staff)
        compare_case(work, entry)
        _tell_of_likely_cases(work, party, entry)
        return Named(str(party.pk), work.case.route)


def correct_party(
    who: Actor,
    number: str,
    *,
    party: str,
    because: str,
    part: str | None = None,
    another_person: bool = False,
    **known: Unpack[Known],
) -> Named:
    """Put right who somebody is, or which part they have. Raises NotFound, Refused.

    What it said before is kept as a row that has ended. The row that stands keeps its key, unless it turns
    out to be another person or another part: then a new one begins, and what is owed starts afresh.
    """
    with opened(who, number, Deed.CORRECT_PARTY) as work:
        held = work.party(party)
        work.require(may_work_on(work.case.stage))
        before = as_told(held)
        after = merged(Somebody(part=held.part) if another_person else before, Somebody(part=part, **known))
        changes = another_person or after != before
        ruling = _may_correct(work, held, after, changes=changes, because=because)
        fresh = is_fresh_start(another_person=another_person, was=held.part, part=after.line("part"))
        entry = work.enter(ruling, party=party, because=because, fresh=fresh, another_person=another_person)
        stands = _corrected(work, held, before, after, entry, another_person=another_person)
        compare_case(work, entry)
        _tell_of_likely_cases(work, stands, entry)
        return Named(str(stands.pk), work.case.route)


def _tell_of_likely_cases(work: Work, party: Party, entry: Entry) -> None:
    """Who is complained of may be complained of elsewhere: officers out of sight are told, and nobody here (3.3)."""
    if party.part == PartyRole.ALLEGED_PERPETRATOR:
        tell_owners_of_likely_cases(work, entry, by_home=False)


def _may_correct(work: Work, held: Party, after: Somebody, *, changes: bool, because: str) -> Ruling:
    return may_correct_party(
        work.terms,
        part=after.line("part"),
        because=because,
        changes=changes,
        leaves_nobody_heard=_leaves_nobody_heard(held, after),
        lines=after.lines,
        description=after.line("description"),
        other_parts_here=_parts_of(work, after.line("name"), other_than=held),
    )


def _corrected(
    work: Work, held: Party, before: Somebody, after: Somebody, entry: Entry, *, another_person: bool
) -> Party:
    """Keep what was there as ended, and return the row that stands."""
    was, now = held.person, held.person
    if another_person:
        now = new_person(after, entry)
    elif any(after.line(name) != before.line(name) for name in IDENTITY):
        was, now = put_right(held.person, before, after, entry)
    if not is_fresh_start(another_person=another_person, was=held.part, part=after.line("part")):
        return _kept(held, after, entry, was, now)
    stands = _replaced(work, held, after, entry, was, now)
    _follow(work, held, stands, entry, same_person=not another_person)
    return stands


def _parts_of(work: Work, name: str, *, other_than: Party | None = None) -> list[str]:
    """Return the parts that somebody of this name has in the case already."""
    wanted = " ".join(name.casefold().split())
    if not wanted:
        return []
    parties = Party.objects.filter(case=work.case, ended=None, person__isnull=False).select_related("person")
    others = [party for party in parties if other_than is None or party.pk != other_than.pk]
    warmed(party.person for party in others if party.person)
    return [party.part for party in others if party.person and " ".join(party.person.name.casefold().split()) == wanted]


def _leaves_nobody_heard(held: Party, after: Somebody) -> bool:
    heard = PartyRole.RESIDENT_HEARD
    if held.part != heard or after.part == heard:
        return False
    return not Party.objects.filter(case=held.case_id, part=heard, ended=None).exclude(pk=held.pk).exists()


def _new(work: Work, somebody: Somebody, entry: Entry, *, person: Person | None, follows: Party | None) -> Party:
    return Party.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        case=work.case,
        person=person,
        part=somebody.line("part"),
        confidence=somebody.line("confidence"),
        description=somebody.line("description"),
        started_at=work.at,
        follows=follows,
    )


def _kept(held: Party, after: Somebody, entry: Entry, was: Person | None, now: Person | None) -> Party:
    """Keep what the row said before as one that has ended; the row that stands keeps its key."""
    ended = Party.objects.create(
        sealed_by=held.sealed_by,
        entry=held.entry,
        case=held.case,
        person=was,
        part=held.part,
        confidence=held.confidence,
        description=held.description,
        update_days=held.update_days,
        started_at=held.started_at,
        ended=entry,
        follows=held.follows,
    )
    held.entry, held.person, held.follows = entry, now, ended
    held.confidence, held.description = after.line("confidence"), after.line("description")
    held.save(update_fields=["entry", "person", "follows", "confidence", "description"])
    return held


def _replaced(work: Work, held: Party, after: Somebody, entry: Entry, was: Person | None, now: Person | None) -> Party:
    held.ended, held.person = entry, was
    held.save(update_fields=["ended", "person"])
    return _new(work, after, entry, person=now, follows=held)


def _owe(work: Work, party: Party, entry: Entry) -> None:
    duties = must_after_naming(work.terms, person=party.pk, part=party.part, priority=work.case.priority, at=work.at)
    work.owe(duties, entry=entry)


def _follow(work: Work, held: Party, stands: Party, entry: Entry, *, same_person: bool) -> None:
    """End what was owed to the part that ended; what somebody said themselves goes with them."""
    codes = ResidentCode.objects.filter(party=held, ended=None)
    if same_person and stands.part != PartyRole.ALLEGED_PERPETRATOR:
        codes.update(party=stands)
        Message.objects.filter(party=held).update(party=stands)
        Incident.objects.filter(told_by=held).update(told_by=stands)
        Motive.objects.filter(party=held).update(party=stands)
        ConsentGiven.objects.filter(party=held).update(party=stands)
        SupportNeed.objects.filter(party=held).update(party=stands)
        Referral.objects.filter(party=held).update(party=stands)
        OwedDuty.objects.filter(party=held, kind__in=THEIR_OWN, done=None).update(party=stands)
    else:
        codes.update(ended=entry)
    if same_person:
        OwedDuty.objects.filter(party=held, kind=DutyKind.TELL_SHARED, done=None).update(party=stands)
    OwedDuty.objects.filter(case=work.case, party=held, done=None).update(done=entry, done_at=work.at, paused_at=None)
    _owe(work, stands, entry)
