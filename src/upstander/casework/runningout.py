"""Consents that run out: somebody is asked again in time, and what left with one that did is called back (7 b 1).

A consent that ran out stops whatever is asked for or handed out in that moment, with no worker; what the worker adds is
that the officer knows before, and that the people can read that it is over.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from upstander.casework.actor import Actor
from upstander.casework.gate import recall_without_consent, without_consent
from upstander.casework.opened import Work, begun, begun_work, locked
from upstander.policy.duty import DutyKind
from upstander.policy.roles import Deed
from upstander.policy.ruling import Refused
from upstander.policy.runningout import may_ask_consent_again, may_lapse_consents, must_ask_consent_again
from upstander.policy.workingdays import london_day
from upstander.records.case import Case, Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.runningout import being_asked, last_days, to_ask_again, with_one_that_ran_out
from upstander.records.versions import terms_of, version_in_force

log = logging.getLogger(__name__)
AT_ONCE = 200
SECONDS = 5
"""How long one round goes on with it: an alert does not wait behind it."""


def ask_consent_again(who: Actor, *, case: UUID) -> None:
    """Owe it to everybody in a case, whose consent is about to run out, that they are asked again. Raises Refused."""
    with begun(who, Deed.ASK_CONSENT_AGAIN) as work:
        _take_up(work, case)
        asked = set(being_asked(work.case).values_list("party", flat=True))
        people = {party: until for party, until in _last_days(work).items() if party not in asked}
        ruling = may_ask_consent_again(is_open=work.case.closed_at is None, people=len(people))
        entry = work.enter(ruling, people=sorted(str(party) for party in people))
        for party, until in people.items():
            work.owe(must_ask_consent_again(person=party, until=until), entry=entry)


def lapse_consents(who: Actor, *, case: UUID) -> None:
    """Call back what left with a consent that ran out; nobody is to be asked about it any more. Raises Refused."""
    with begun(who, Deed.LAPSE_CONSENTS) as work:
        _take_up(work, case)
        shared, asked = len(without_consent(work)), _asked_in_vain(work)
        entry = work.enter(may_lapse_consents(shared=shared, asked=len(asked)), shared=shared, asked=len(asked))
        recall_without_consent(work, entry)
        OwedDuty.objects.filter(pk__in=asked).update(done=entry, done_at=work.at, paused_at=None)


def ask_in_time(who: Actor) -> tuple[int, bool]:
    """Look for consents about to run out; return in how many cases somebody is asked, and whether that was all."""
    today = london_day(who.at)
    within = terms_of(version_in_force(today).pk).limits.consent_asked_days
    return _for_each(to_ask_again(on=today, within=within), lambda case: ask_consent_again(who, case=case))


def lapse_in_time(who: Actor) -> tuple[int, bool]:
    """Look for consents that ran out; return in how many cases something ended with one, and whether that was all."""

    def lapse(case: UUID) -> None:
        lapse_consents(who, case=case)

    return _for_each(with_one_that_ran_out(on=london_day(who.at)), lapse, only_where=lambda case: _rests(who, case))


def settle_asking(work: Work, party: Party, entry: Entry) -> None:
    """End it that somebody is to be asked again, once they were; what else of theirs runs out soon stays owed."""
    if work.fulfil(DutyKind.ASK_CONSENT_AGAIN, entry=entry, person=party.pk):
        until = _last_days(work).get(party.pk)
        if until is not None:
            work.owe(must_ask_consent_again(person=party.pk, until=until), entry=entry)


def _take_up(work: Work, case: UUID) -> None:
    """Lock a case, and make it the subject of this deed."""
    work.held_case = locked(Case.objects.filter(pk=case)).get()
    work.sealed_by = work.case.sealed_by


def _last_days(work: Work) -> dict[UUID, date]:
    within = terms_of(version_in_force(work.today).pk).limits.consent_asked_days
    return last_days(work.case, on=work.today, within=within)


def _asked_in_vain(work: Work) -> Collection[UUID]:
    """Return the duties to ask somebody again who has nothing left that is about to run out."""
    held, left = being_asked(work.case).values_list("pk", "party"), _last_days(work)
    return [duty for duty, party in held if party not in left]


def _rests(who: Actor, case: UUID) -> bool:
    """Whether something ends with a consent that ran out; asked before anything is locked or entered."""
    held = Case.objects.get(pk=case)
    work = replace(begun_work(who, Deed.LAPSE_CONSENTS, sealed_by=held.sealed_by), held_case=held)
    return bool(_asked_in_vain(work) or without_consent(work))


def _for_each(
    cases: QuerySet[Case], do: Callable[[UUID], None], *, only_where: Callable[[UUID], bool] = lambda case: True
) -> tuple[int, bool]:
    """Do it to each of these cases, in batches, for as long as one round may; the next round goes on."""
    began, done, last = time.monotonic(), 0, UUID(int=0)
    while time.monotonic() - began < SECONDS:
        some = list(cases.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE])
        for case in some:
            try:
                if only_where(case):
                    do(case)
                    done += 1
            except Refused as refused:
                log.info("A case changed while its consents were looked at: %s", refused.ruling.why)
            except Exception:
                log.exception("The consents of a case could not be looked at; the others go on.")
        if len(some) < AT_ONCE:
            return done, True
        last = some[-1]
    return done, False
