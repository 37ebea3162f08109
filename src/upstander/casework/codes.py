"""A resident's code: given after somebody made sure who they are, and coming back with it (clauses 2 d, 7 a).

Staff hand over or post a slip, never the code. The slip is typed where a code is typed; it works once, and
shows its owner their own code on their own screen. Whoever used it before them leaves a slip that is dead.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q

from upstander.casework.actor import Actor, resident
from upstander.casework.opened import Work, opened_either
from upstander.casework.taken import REPORTER_PART
from upstander.policy.codes import (
    VISIT_LONGEST,
    VISIT_QUIET_FOR,
    WINDOW,
    is_identity_checked,
    slip_good_for,
    wait_after,
)
from upstander.policy.informing import CodeWay, Way, may_issue_code
from upstander.policy.roles import Deed
from upstander.policy.safe_contact import Wish, safety_of
from upstander.policy.telling import OnBehalf
from upstander.records.case import Party, ResidentCode
from upstander.records.codes import derived_code, digest_of, plain_code
from upstander.records.drafts import CodeSlip, ResidentVisit
from upstander.records.journal import Entry
from upstander.records.people import wishes_of

NO_CODE = bytes(32)  # kept by nothing: a code that was mistyped is looked for like any other
EVERYWHERE = "wrong-codes"
A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Issued:
    """What staff hand over or post: the slip, until when it works, and where a posted one may go."""

    slip: str
    good_until: datetime
    letters_to: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A visit that began: the token for the cookie, and the person's own code where a slip was used; shown once."""

    token: str
    new_code: str


class Slowed(Exception):
    """There were too many wrong tries from here: wait this many seconds. Nothing was looked up."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Wait {seconds} seconds.")
        self.seconds = seconds


def issue_code(
    who: Actor, number: str, *, way: str, identity: str, how_checked: str, to_the_person: bool, party: str = ""
) -> Issued:
    """Give somebody a code to their part of a case, or to a report that waits; the one before ends.

    Raises NotFound, Refused.
    """
    with opened_either(who, number, Deed.ISSUE_CODE) as work:
        owner = work.party(party) if work.held_case else None
        wishes = wishes_of(_person(work, owner)) or {}
        ruling = may_issue_code(
            way,
            part=_part(work, owner),
            identity_checked=is_identity_checked(identity, how=how_checked),
            to_the_person=to_the_person,
            letters=safety_of(wishes, Way.LETTER),
        )
        entry = work.enter(ruling, party=party, way=way, identity=identity, how_checked=how_checked)
        posted = way == CodeWay.POSTED
        good_until = work.at + slip_good_for(posted=posted)
        slip = _replaced(work, owner, entry, good_until)
        return Issued(slip, good_until, str(wishes.get(Wish.LETTERS_TO, "")) if posted else "")


def come_back(code: str, *, client: str, at: datetime) -> Returned | None:
    """Begin a visit with a code or a slip; None tells nothing. Raises Slowed. `client` tells one client from another.

    No address is kept: only a keyed digest of it, for as long as wrong tries count.
    """
    tries = _tries_key(client, at)
    everywhere = cache.get(EVERYWHERE, 0)
    wrong, last = cache.get(tries, (0, at))
    wait = wait_after(wrong, wrong_everywhere=everywhere) - (at - last).total_seconds()
    if wait > 0:
        raise Slowed(ceil(wait))
    held, new_code = _opened_by(code, at)
    if held is None:
        cache.set(tries, (wrong + 1, at), WINDOW.total_seconds())
        cache.set(EVERYWHERE, everywhere + 1, WINDOW.total_seconds())
        return None
    token = secrets.token_urlsafe(32)
    ResidentVisit.objects.create(digest=_digest(token), code=held, started_at=at, expires_at=at + VISIT_QUIET_FOR)
    return Returned(token, new_code)


def visitor(token: str, *, at: datetime) -> Actor | None:
    """Return who is visiting with this token, or None once they left, fell quiet, or their code ended."""
    visit = ResidentVisit.objects.filter(digest=_digest(token), expires_at__gt=at, code__ended=None).first()
    if visit is None:
        return None
    until = min(at + VISIT_QUIET_FOR, visit.started_at + VISIT_LONGEST)
    if until - visit.expires_at > A_MINUTE:
        ResidentVisit.objects.filter(pk=visit.pk).update(expires_at=until)
    return resident(visit.code_id, at=at)


def leave(token: str) -> None:
    """End a visit at once; the token is worth nothing from here on."""
    ResidentVisit.objects.filter(digest=_digest(token)).delete()


def drop_old_visits(*, at: datetime) -> int:
    """Forget every visit that is over; return how many."""
    return ResidentVisit.objects.filter(expires_at__lte=at).delete()[0]


def drop_old_slips(*, at: datetime) -> int:
    """Forget every slip that was used, or that works no longer; return how many."""
    return CodeSlip.objects.filter(Q(used_at__isnull=False) | Q(expires_at__lte=at)).delete()[0]


def _opened_by(typed: str, at: datetime) -> tuple[ResidentCode | None, str]:
    """Look a code up as a code and as a slip, whatever it looks like, so that every wrong one takes the same way."""
    digest = digest_of(typed) or NO_CODE
    held = ResidentCode.objects.filter(digest=digest, ended=None).first()
    slips = CodeSlip.objects.filter(digest=digest, used_at=None, expires_at__gt=at, code__ended=None)
    slip = slips.select_related("code").first()
    if slip is not None and slips.filter(pk=slip.pk).update(used_at=at) == 1:
        return slip.code, _code_behind(typed)
    return held, ""


def _replaced(work: Work, owner: Party | None, entry: Entry, good_until: datetime) -> str:
    """End the code somebody had and make the next; return the slip that stands in for it."""
    slip = derived_code(f"slip|{secrets.token_urlsafe(32)}")
    report = None if owner else work.report
    before = ResidentCode.objects.filter(party=owner) if owner else ResidentCode.objects.filter(report=report)
    before.filter(ended=None).update(ended=entry)
    code = ResidentCode.objects.create(
        sealed_by=work.sealed_by, entry=entry, digest=digest_of(_code_behind(slip)), party=owner, report=report
    )
    CodeSlip.objects.create(digest=digest_of(slip), code=code, expires_at=good_until)
    return slip


def _code_behind(slip: str) -> str:
    """Return the code a slip shows: made of its letters and our key, so that neither slip nor database tells it."""
    return derived_code(f"behind|{plain_code(slip)}")


def _person(work: Work, owner: Party | None) -> UUID | None:
    return owner.person_id if owner else work.report.person_id if work.report else None


def _part(work: Work, owner: Party | None) -> str:
    if owner is not None:
        return owner.part
    return REPORTER_PART[OnBehalf(work.report.on_behalf)] if work.report else ""


def _tries_key(client: str, at: datetime) -> str:
    day = f"{at:%Y-%m-%d}"
    return hmac.new(settings.SECRETS.token_key, f"tries|{day}|{client}".encode(), hashlib.sha256).hexdigest()


def _digest(token: str) -> bytes:
    return hashlib.sha256(b"visit|" + token.encode()).digest()
