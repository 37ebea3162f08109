"""What follows when something that was shared is called back: no link opens, its agency is told, nobody waits (7 b 1).

All of it happens in the transaction in which it is called back.
"""

from __future__ import annotations

from upstander.casework.chasing import end_referrals
from upstander.casework.work import Work
from upstander.policy.partners import must_confirm_recall
from upstander.policy.posting import NoticeState
from upstander.records.disclosures import Disclosure
from upstander.records.journal import Entry
from upstander.records.outbox import DUE, OutboxItem, put_out
from upstander.records.partners import AgencyLink, Delivery
from upstander.records.referrals import Referral

LINK, CALLED_BACK = "shared_link", "shared_called_back"


def shut(work: Work, held: Disclosure, entry: Entry) -> None:
    """Kill the links of a pack, drop what waits to be sent, tell its recipients, and end its referrals."""
    sent = list(Delivery.objects.filter(disclosure=held, recipient__ended=None).select_related("recipient"))
    drop_links(held)
    for one in sent:
        key = f"{CALLED_BACK}:{one.pk}"
        put_out(entry, notice=CALLED_BACK, reference=str(held.pk)[:8], recipient=one.recipient_id, key=key)
    left = bool(sent) or held.handed_out_id is not None
    work.owe(must_confirm_recall(work.terms, left=left, at=work.at), entry=entry)
    end_referrals(work, Referral.objects.filter(disclosure=held), entry)


def drop_links(held: Disclosure) -> None:
    """Let no link to a pack open any more, and none of them be sent."""
    links = AgencyLink.objects.filter(delivery__disclosure=held, dead=False)
    keys = [f"{LINK}:{key}" for key in links.values_list("pk", flat=True)]
    links.update(dead=True)
    OutboxItem.objects.filter(key__in=keys, state__in=DUE).update(state=NoticeState.DROPPED)
