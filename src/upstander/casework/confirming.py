"""How we know that what was called back was deleted: its agency says so, on its page or by phone (clause 7 b 1)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, is_partner, opened_for, row_id
from upstander.policy.duty import DutyKind
from upstander.policy.partners import may_confirm_recall
from upstander.policy.roles import Deed
from upstander.records import sight
from upstander.records.case import Case
from upstander.records.disclosures import Disclosure
from upstander.records.partners import Delivery


def confirm_recall(who: Actor, number: str, *, disclosure: str, words: str) -> None:
    """Record that an agency deleted what was called back, and how we know. Raises NotFound, Refused.

    `number`: of the case. Somebody at the agency says it themselves, by the key of what was sent to them.
    """
    with opened_for(who, number, Deed.CONFIRM_RECALL) as work:
        held = _held(work, disclosure)
        ruling = may_confirm_recall(
            recalled=held.recalled_id is not None, confirmed=held.deleted_id is not None, words=words
        )
        held.deleted = work.enter(ruling, disclosure=disclosure, words=words)
        held.save(update_fields=["deleted"])
        if not called_back(work.case).exists():
            work.fulfil(DutyKind.CONFIRM_RECALL, entry=held.deleted)


def called_back(case: Case) -> QuerySet[Disclosure]:
    """Return what was called back and had gone out, while nobody has said that it was deleted."""
    sent = Q(handed_out__isnull=False) | Exists(Delivery.objects.filter(disclosure=OuterRef("pk")))
    return Disclosure.objects.filter(sent, case=case, recalled__isnull=False, deleted=None)


def _held(work: Work, disclosure: str) -> Disclosure:
    rows = Disclosure.objects.filter(case=work.case, pk=row_id(disclosure))
    if is_partner(work.who):
        rows = rows.filter(pk__in=sight.deliveries(work.who).values("disclosure"))
    found = rows.first()
    if found is None:
        raise NotFound("Nothing of this kind was shared.")
    return found
