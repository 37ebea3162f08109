"""Being kept informed: each person's next update, and the messages that wait for an answer (clauses 3.2 c, 10 c)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from upstander.casework.opened import Work
from upstander.policy.duty import DutyKind
from upstander.policy.informing import must_inform
from upstander.records.case import Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.worked import Message


def informed_next(work: Work, party: Party, entry: Entry, *, since: datetime) -> datetime | None:
    """Start the clock of somebody's next update in place of the one before; none runs once a case is closed."""
    work.fulfil(DutyKind.KEEP_INFORMED, entry=entry, person=party.pk)
    if work.case.closed_at is not None:
        return None
    duties = must_inform(
        work.terms,
        person=party.pk,
        priority=work.case.priority,
        last_contact=since,
        agreed_days=party.update_days,
    )
    work.owe(duties, entry=entry)
    return duties[0].due_at


def answer_messages(work: Work, party: Party, entry: Entry, *, unnamed: bool = False) -> int:
    """Count what somebody wrote to us as answered by this; with `unnamed`, messages from nobody known too."""
    theirs = Q(party=party) | Q(party=None) if unnamed else Q(party=party)
    OwedDuty.objects.filter(theirs, case=work.case, kind=DutyKind.ANSWER_MESSAGE, done=None).update(
        done=entry, done_at=work.at, paused_at=None
    )
    waiting = Message.objects.filter(theirs, case=work.case, from_resident=True, answered=None)
    return waiting.update(answered=entry)
