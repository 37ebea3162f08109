"""A notice that could not be delivered, as the tests of pages and deeds need one."""

from __future__ import annotations

from uuid import uuid4

from tests.cast import Landlord
from upstander.policy.posting import NoticeState
from upstander.records.case import Case
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem, put_out


def a_stuck_notice(house: Landlord, number: str, *, state: str = NoticeState.DEAD, name: str = "okafor") -> str:
    """A notice to somebody on the staff about this case, which no server took."""
    case = Case.objects.get(number=number)
    entry = Entry.objects.filter(case_id=case.pk).latest("seq")
    staff = house.staff[name].pk
    item = put_out(entry, notice="message", reference=number, staff=staff, key=uuid4().hex, sealed_by=case.sealed_by)
    OutboxItem.objects.filter(pk=item.pk).update(state=state, last_error="SMTPRecipientsRefused 550", tries=1)
    return str(item.pk)
