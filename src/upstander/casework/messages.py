"""Messages that wait behind a code, and messages taken for a colleague who alone may read them (3.2 a, 3.2 c, 7 a)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from upstander.casework.actor import Actor
from upstander.casework.informed import answer_messages, informed_next
from upstander.casework.oncall import tell
from upstander.casework.opened import Work, begun, is_resident, locked, opened_either
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Kind
from upstander.policy.informing import may_take_message, must_answer_message
from upstander.policy.messages import may_write_to, may_write_to_us
from upstander.policy.reporting import must_after_report, priority
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.policy.telling import Channel, Confidence, OnBehalf
from upstander.records import keyring, sight
from upstander.records.case import Case, Party, ResidentCode
from upstander.records.journal import Entry
from upstander.records.numbers import REPORT, next_number
from upstander.records.outbox import put_out_safely
from upstander.records.reports import Report
from upstander.records.worked import Message

WAITS = "resident_message"


@dataclass(frozen=True, slots=True)
class Sent:
    """By when a resident is answered; or whether somebody we wrote to is told, in a way they called safe."""

    answer_by: datetime | None = None
    notified: bool = False


def send_message(who: Actor, number: str, *, text: str, party: str = "") -> Sent:
    """Leave a message: a resident to us, or staff to somebody in the case or the report. Raises NotFound, Refused."""
    with opened_either(who, number, Deed.SEND_MESSAGE) as work:
        return _to_us(work, text) if is_resident(who) else _to_them(work, text, party)


def take_message(who: Actor, number: str, *, words: str, from_whom: str, call_back: str = "") -> None:
    """Pass on what somebody on the phone says about a case, which the taker may not see. Raises Refused.

    Whoever takes it learns nothing: not whether there is such a case, nor whose it is. What fits no case is
    kept as a report, so that somebody at triage finds out where it belongs.
    """
    with begun(who, Deed.TAKE_MESSAGE) as work:
        ruling = may_take_message(work.terms, words=words, from_whom=from_whom)
        work.require(ruling)
        left_by = ", ".join(filter(None, (from_whom.strip(), call_back.strip())))
        if _find_unseen(work, number.strip().upper()):
            _pass_on(work, words, work.enter(ruling), left_by=left_by)
        else:
            _keep_for_triage(work, _as_report(work, number, words, left_by), ruling)


def _to_us(work: Work, text: str) -> Sent:
    own = sight.own_party(work.who) if work.held_case else None
    entry = work.enter(may_write_to_us(work.terms, text=text))
    return Sent(answer_by=_pass_on(work, text, entry, party=own))


def _to_them(work: Work, text: str, party: str) -> Sent:
    to = work.party(party) if work.held_case else None
    codes = ResidentCode.objects.filter(ended=None)
    can_read = codes.filter(party=to).exists() if to else codes.filter(report=work.report).exists()
    ruling = may_write_to(work.terms, text=text, part=to.part if to else "", can_read=can_read)
    entry = work.enter(ruling, party=str(to.pk) if to else "")
    _keep(work, text, entry, party=to, from_resident=False)
    if to is None:
        work.fulfil(DutyKind.ANSWER_MESSAGE, entry=entry)
        Message.objects.filter(report=work.report, from_resident=True, answered=None).update(answered=entry)
        return Sent(notified=put_out_safely(entry, notice=WAITS, person=work.report.person if work.report else None))
    answer_messages(work, to, entry)
    informed_next(work, to, entry, since=work.at)
    return Sent(notified=put_out_safely(entry, notice=WAITS, person=to.person))


def _pass_on(work: Work, text: str, entry: Entry, *, party: Party | None = None, left_by: str = "") -> datetime:
    """Keep what somebody tells us, tell the owner, and owe an answer; return by when."""
    _keep(work, text, entry, party=party, from_resident=True, left_by=left_by)
    duties = must_answer_message(work.terms, person=party.pk if party else None, received_at=work.at)
    work.owe(duties, entry=entry)
    if work.held_case is not None and work.held_case.owner_id:
        tell(work, work.held_case.owner_id, notice="message", entry=entry)
    return duties[0].due_at


def _keep(
    work: Work, text: str, entry: Entry, *, party: Party | None, from_resident: bool, left_by: str = ""
) -> Message:
    return Message.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        case=work.held_case,
        report=None if work.held_case else work.report,
        party=party,
        from_resident=from_resident,
        taken_by_id=work.who.staff if left_by else None,
        left_by=left_by,
        text=text,
    )


def _find_unseen(work: Work, number: str) -> bool:
    """Find what a message is about without any sight of it; nothing of it is shown to whoever takes the message."""
    report = locked(Report.objects.filter(number=number)).first()
    wanted = Case.objects.filter(pk=report.case_id) if report and report.case_id else Case.objects.filter(number=number)
    work.held_case = locked(wanted).first()
    work.report = report if work.held_case is None else None
    found = work.held_case or work.report
    work.sealed_by = found.sealed_by if found else keyring.mint("report")
    return found is not None


def _as_report(work: Work, number: str, words: str, left_by: str) -> Report:
    return Report(
        sealed_by=work.sealed_by,
        number=next_number(REPORT, year=work.today.year),
        idempotency_key=uuid4().hex,
        fingerprint=os.urandom(32),
        channel=Channel.PHONE,
        on_behalf=OnBehalf.SOMEONE_ELSE,
        confidence=Confidence.NAMED,
        received_at=work.at,
        kind=Kind.ASB,
        priority=priority(Kind.ASB),
        hate=False,
        story=f"A message for {number.strip() or 'a case'}, which is no case of ours. Left by {left_by}.\n\n{words}",
        answers={"reporter": {"name": left_by}},
        home="",
    )


def _keep_for_triage(work: Work, report: Report, ruling: Ruling) -> None:
    work.report = report
    report.entry = work.enter(ruling, number=report.number)
    report.save(force_insert=True)
    duties = must_after_report(work.terms, received_at=work.at, flags=(), kind=report.kind)
    work.owe(duties, entry=report.entry)
