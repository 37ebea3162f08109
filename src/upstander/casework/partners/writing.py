"""What somebody at an agency writes to us about what was sent to them (clause 3.1)."""

from __future__ import annotations

from upstander.casework.actor import Actor
from upstander.casework.oncall import tell
from upstander.casework.opened import NotFound, opened_shared, row_id
from upstander.policy.partners import may_reply
from upstander.policy.roles import Deed
from upstander.records import sight
from upstander.records.partners import AgencyReply


def reply_to_shared(who: Actor, *, item: str, words: str) -> None:
    """Write to the officer about what was sent: kept with the case, and the officer told. Raises NotFound, Refused."""
    with opened_shared(who, item, Deed.REPLY_TO_SHARED) as work:
        sent = sight.deliveries(who).filter(pk=row_id(item)).first()
        if sent is None:
            raise NotFound("There is no such item.")
        entry = work.enter(may_reply(words=words), disclosure=str(sent.disclosure_id))
        AgencyReply.objects.create(
            sealed_by=work.sealed_by,
            entry=entry,
            case=work.case,
            disclosure_id=sent.disclosure_id,
            recipient_id=sent.recipient_id,
            words=words.strip(),
        )
        if work.case.owner_id:
            tell(work, work.case.owner_id, notice="agency_reply", entry=entry)
