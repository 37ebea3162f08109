"""Keys for other systems: asked for by one administrator, given by another, shown once, ended at once (2 d, 7 a).

The secret is made when whoever asked for the key collects it, on their own screen; nobody else sees it, and it is
kept as a keyed digest only. A key acts as one account: its sight, its roles of this moment, and no more.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from upstander.casework.actor import Actor, member
from upstander.casework.opened import NotFound, Work, begun, row_id
from upstander.casework.twopeople import Asked, Plain, Shown, ask_a_second, done_by_two
from upstander.policy.apikeys import (
    COLLECT_WITHIN,
    READ_LABELS,
    KeyAsked,
    Read,
    may_collect_key,
    may_end_key,
    may_issue_key,
)
from upstander.policy.roles import DEEDS, Deed
from upstander.policy.ruling import Ruling
from upstander.records.apikeys import ApiKey, digest_of_key
from upstander.records.staff import Staff

MARK = "upk_"


@dataclass(frozen=True, slots=True)
class Collected:
    """A key as it is shown, once."""

    name: str
    secret: str
    expires_at: datetime


def issue_key(
    who: Actor, *, account: str, name: str, deeds: tuple[str, ...] = (), reads: tuple[str, ...] = (), days: int
) -> Asked:
    """Ask for a key that acts as an account (its e-mail address), for these deeds and reads and no others.

    Another administrator gives it; then whoever asked collects it. Raises NotFound, Refused.
    """
    with begun(who, Deed.ISSUE_KEY) as work:
        staff = Staff.objects.filter(email=account.strip().lower(), is_active=True).first()
        if staff is None:
            raise NotFound("There is no such account.")
        plain = {"staff": str(staff.pk), "name": name.strip(), "days": days, "asked_by": str(who.staff)}
        plain |= {"deeds": sorted(set(deeds)), "reads": sorted(set(reads))}
        return ask_a_second(work, _may_issue(work, staff, plain), **plain)


def _see(work: Work, plain: Plain) -> Shown:
    staff = _account(plain)
    deeds = [DEEDS[Deed(deed)].title for deed in plain["deeds"] if deed in set(Deed)]
    reads = [READ_LABELS[Read(read)] for read in plain["reads"] if read in set(Read)]
    rows = (
        ("Who will use it", plain["name"]),
        ("It acts as", f"{staff.name} ({staff.email})"),
        ("It may do", "; ".join(deeds) or "Nothing"),
        ("It may read", "; ".join(reads) or "Nothing"),
        ("It works for", f"{plain['days']} days"),
    )
    return Shown("A key for another system", rows)


@done_by_two(Deed.ISSUE_KEY, see=_see)
def _issued(work: Work, plain: Plain) -> str:
    staff = _account(plain)
    entry = work.enter(_may_issue(work, staff, plain), staff=str(staff.pk), **_said(plain))
    key = ApiKey.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        name=plain["name"],
        staff=staff,
        asked_by_id=UUID(plain["asked_by"]),
        deeds=plain["deeds"],
        reads=plain["reads"],
        made_at=work.at,
        collect_by=work.at + COLLECT_WITHIN,
        expires_at=work.at + timedelta(days=plain["days"]),
    )
    return str(key.pk)


def collect_key(who: Actor, *, key: str) -> Collected:
    """Make the secret of a key that was given, and return it this once. Raises NotFound, Refused."""
    with begun(who, Deed.COLLECT_KEY) as work:
        held = _held(key)
        ruling = may_collect_key(
            own=held.asked_by_id == who.staff,
            collected=held.digest is not None,
            ended=held.ended_at is not None,
            collect_by=held.collect_by,
            at=work.at,
        )
        work.enter(ruling, key=str(held.pk))
        secret = MARK + secrets.token_urlsafe(32)
        held.digest = digest_of_key(secret)
        held.save(update_fields=["digest"])
        return Collected(held.name, secret, held.expires_at)


def end_key(who: Actor, *, key: str, because: str) -> None:
    """End a key: it stops working at once. Raises NotFound, Refused."""
    with begun(who, Deed.END_KEY) as work:
        held = _held(key)
        entry = work.enter(may_end_key(ended=held.ended_at is not None, because=because), key=key, because=because)
        held.ended, held.ended_at = entry, work.at
        held.save(update_fields=["ended", "ended_at"])


def _may_issue(work: Work, staff: Staff, plain: Plain) -> Ruling:
    return may_issue_key(
        KeyAsked(
            name=plain["name"],
            roles=member(staff.pk, at=work.at).roles,
            deeds=frozenset(plain["deeds"]),
            reads=frozenset(plain["reads"]),
            days=plain["days"],
            own=staff.pk == work.who.staff,
        )
    )


def _said(plain: Plain) -> dict[str, Any]:
    return {name: plain[name] for name in ("name", "deeds", "reads", "days")}


def _account(plain: Plain) -> Staff:
    staff = Staff.objects.filter(pk=UUID(plain["staff"]), is_active=True).first()
    if staff is None:
        raise NotFound("There is no such account any more.")
    return staff


def _held(key: str) -> ApiKey:
    held = ApiKey.objects.select_for_update().filter(pk=row_id(key)).first()
    if held is None:
        raise NotFound("There is no such key.")
    return held
