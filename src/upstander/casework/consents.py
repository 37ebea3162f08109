"""Consent: what somebody lets leave their file, given and taken back by them, or by phone for them (clause 7 b 1).

Whatever was shared under it is called back in the moment in which it is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import partial

from upstander.casework.actor import Actor
from upstander.casework.gate import recall_without_consent
from upstander.casework.opened import NotFound, Work, is_resident, opened, row_id
from upstander.casework.runningout import settle_asking
from upstander.policy.consent import Agreement, FilePart, How, may_give_consent, may_withdraw_consent, until_unless_said
from upstander.policy.roles import Deed
from upstander.policy.stages import may_work_on
from upstander.records.agencies import Agency, is_open
from upstander.records.case import Party
from upstander.records.consents import ConsentGiven
from upstander.records.sight import own_party


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was written down, by its key, and the last day on which it holds."""

    consent: str
    until: date


def give_consent(
    who: Actor,
    number: str,
    *,
    agency: str,
    purpose: str,
    parts: Collection[str],
    party: str = "",
    how: str = How.THEMSELVES,
    read_back: bool = False,
    speaks_by: str = "",
    until: date | None = None,
    words: str = "",
) -> Agreed:
    """Write down what somebody lets us share: with their code themselves, or read back to them by staff.

    `speaks_by`: by what right somebody else agrees for them. `until`: the last day; 90 days from now where none is
    said. Raises NotFound, Refused.
    """
    with opened(who, number, Deed.GIVE_CONSENT) as work:
        about, helps = _about(work, party), _agency(agency)
        work.require(may_work_on(work.case.stage))
        said = partial(Agreement, purpose=purpose, parts=parts, how=how, read_back=read_back, speaks_by=speaks_by)
        return _kept(work, about, helps, _asked(work, said, about, helps, until), words)


def withdraw_consent(who: Actor, number: str, *, consent: str) -> None:
    """Take back what was agreed, from this moment on: whoever agreed to it with their code, or staff who hear it.

    Raises NotFound, Refused.
    """
    with opened(who, number, Deed.WITHDRAW_CONSENT) as work:
        held = _held(work, consent)
        ruling = may_withdraw_consent(withdrawn=held.withdrawn_at is not None, ended=held.until < work.today)
        held.withdrawn = work.enter(ruling, on_behalf_of=_for(work, held.party), consent=str(held.pk))
        held.withdrawn_at = work.at
        held.save(update_fields=["withdrawn", "withdrawn_at"])
        recall_without_consent(work, held.withdrawn)
        settle_asking(work, held.party, held.withdrawn)


def _asked(
    work: Work, said: Callable[..., Agreement], about: Party, agency: Agency | None, until: date | None
) -> Agreement:
    return said(
        part=about.part,
        open_agency=is_open(agency, on=work.today),
        with_code=is_resident(work.who),
        until=until or until_unless_said(work.today),
        on=work.today,
    )


def _kept(work: Work, about: Party, agency: Agency | None, asked: Agreement, words: str) -> Agreed:
    given = ConsentGiven(
        sealed_by=work.sealed_by,
        case=work.case,
        party=about,
        agency=agency,
        purpose=asked.purpose,
        parts=[part.value for part in FilePart if part in asked.parts],
        how=asked.how,
        words=words,
        speaks_by=asked.speaks_by if asked.how == How.ON_BEHALF else "",
        given_at=work.at,
        until=asked.until,
    )
    # What was agreed stands in the row, which is sealed; the journal only names the row.
    given.entry = work.enter(may_give_consent(asked), on_behalf_of=_for(work, about), consent=str(given.pk))
    given.save(force_insert=True)
    settle_asking(work, about, given.entry)
    return Agreed(str(given.pk), given.until)


def _about(work: Work, party: str) -> Party:
    """Return whom it is about: whoever asks with a code is nobody but themselves. Raises NotFound."""
    own = own_party(work.who) if is_resident(work.who) else work.party(party)
    if own is None:
        raise NotFound("There is no such person in this case.")
    return own


def _agency(key: str) -> Agency | None:
    return Agency.objects.filter(pk=row_id(key)).first()


def _for(work: Work, about: Party) -> str:
    return "" if is_resident(work.who) else str(about.pk)


def _held(work: Work, consent: str) -> ConsentGiven:
    """Return what was agreed in this case, to residents only their own. Raises NotFound."""
    rows = ConsentGiven.objects.filter(case=work.case, pk=row_id(consent)).select_related("party")
    found = rows.filter(party=_about(work, "")).first() if is_resident(work.who) else rows.first()
    if found is None:
        raise NotFound("There is no such consent in this case.")
    return found
