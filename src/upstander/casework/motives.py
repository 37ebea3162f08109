"""Why somebody says it happened, whenever they say it: kept beside what was said before, and enough (clause 3 b)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from upstander.casework.actor import Actor
from upstander.casework.graver import look_at_risk_again, make_graver
from upstander.casework.oncall import tell
from upstander.casework.opened import is_resident, opened
from upstander.policy.grounds import is_part_2, known_grounds
from upstander.policy.motives import may_record_motive
from upstander.policy.reporting import classify
from upstander.policy.roles import Deed
from upstander.policy.stages import may_work_on
from upstander.records import sight
from upstander.records.worked import Motive


@dataclass(frozen=True, slots=True)
class Reclassified:
    """What kind of case it is now and was before, and how soon it is worked. It is never a lighter kind than before."""

    kind: str
    kind_before: str
    priority: str


def record_motive(
    who: Actor, number: str, *, perceived: bool, grounds: Iterable[str] = (), words: str = "", party: str = ""
) -> Reclassified:
    """Keep why somebody says it happened. Raises NotFound, Refused.

    A resident answers for themselves. Staff write down what a party says, or, with no party, what they
    themselves perceive: that of any person is enough.
    """
    answers = tuple(grounds)
    with opened(who, number, Deed.RECORD_MOTIVE) as work:
        speaker = sight.own_party(who) if is_resident(who) else work.party(party) if party else None
        work.require(may_work_on(work.case.stage))
        case, before = work.case, work.case.kind
        said = sorted(known_grounds(answers))
        kind = classify(perceived, forms=case.forms, grounds=said)
        ruling = may_record_motive(
            work.terms, perceived=perceived or bool(said), own=speaker is not None, grounds=answers, words=words
        )
        entry = work.enter(ruling, party=str(speaker.pk) if speaker else "", kind_before=before, kind=kind)
        kept = {"grounds": said, "perceived": perceived or bool(said), "words": words}
        Motive.objects.create(sealed_by=work.sealed_by, entry=entry, case=case, party=speaker, **kept)
        if make_graver(work, kind=kind, grounds=said, hate=is_part_2(said)):
            look_at_risk_again(work, entry)
            if case.owner_id and case.owner_id != who.staff:
                tell(work, case.owner_id, notice="graver", entry=entry)
        return Reclassified(case.kind, before, case.priority)
