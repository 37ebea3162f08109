"""Which keys there are, and who asks by one: an account as it stands at this moment (clauses 2 d, 7 a)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Case, F, Q, When

from upstander.casework.actor import Actor, member
from upstander.casework.opened import NotFound, row_id
from upstander.policy.apikeys import READ_LABELS, Read, may_see_keys, only_of
from upstander.policy.roles import DEEDS, Deed
from upstander.policy.ruling import Refused
from upstander.records.apikeys import ApiKey, digest_of_key

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """One key, as administrators see it; never its secret. `state`: waiting, in_use, expired, ended or left."""

    key: str
    name: str
    account: str
    deeds: tuple[str, ...]
    reads: tuple[str, ...]
    made_at: datetime
    expires_at: datetime
    used: str
    state: str
    to_collect: bool


@dataclass(frozen=True, slots=True)
class KeysPage:
    """A page of keys, the newest first; `after` continues it, and is empty on the last page."""

    rows: tuple[KeyRow, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who asks by a key: the account as it stands now, held to the deeds and reads that the key was given for.

    `asked`: how often they asked within this minute.
    """

    actor: Actor
    reads: frozenset[str]
    key: UUID
    asked: int


def keys(who: Actor, *, after: str = "") -> KeysPage:
    """Return a page of the keys there are and were. Raises Refused, and NotFound for a page that is none."""
    _administrators_only(who)
    rows = ApiKey.objects.select_related("staff").order_by("-made_at", "-pk")
    if after:
        last = ApiKey.objects.filter(pk=row_id(after)).values_list("made_at", "pk").first()
        if last is None:
            raise NotFound("There is no such page.")
        rows = rows.filter(Q(made_at__lt=last[0]) | Q(made_at=last[0], pk__lt=last[1]))
    found = list(rows[: PAGE + 1])
    more = str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    return KeysPage(tuple(_row(who, held) for held in found[:PAGE]), more)


def one_key(who: Actor, *, key: str) -> KeyRow:
    """Return one key. Raises Refused, NotFound."""
    _administrators_only(who)
    held = ApiKey.objects.select_related("staff").filter(pk=row_id(key)).first()
    if held is None:
        raise NotFound("There is no such key.")
    return _row(who, held)


def holder(secret: str, *, at: datetime) -> Holder | None:
    """Return who asks by this key, or None: there is no such key, it has ended, or its account has left.

    That it was asked is counted in the same statement that finds the key, for all workers together.
    """
    rows = ApiKey.objects.filter(digest=digest_of_key(secret))
    works = rows.filter(ended_at=None, expires_at__gt=at, staff__is_active=True)
    minute = int(at.timestamp()) // 60
    again = Case(When(minute=minute, then=F("asked") + 1), default=1)
    if not works.update(asked=again, minute=minute, used_on=at.date()):
        return None
    found = rows.select_related("staff").only("deeds", "reads", "asked", "staff__name").get()
    actor = member(found.staff_id, at=at, name=found.staff.name)
    only = only_of(found.deeds, found.reads)
    return Holder(replace(actor, only=only, by_key=found.pk), frozenset(found.reads), found.pk, found.asked)


def _administrators_only(who: Actor) -> None:
    ruling = may_see_keys(who.roles)
    if not ruling.allowed:
        raise Refused(ruling)


def _row(who: Actor, held: ApiKey) -> KeyRow:
    waiting = held.digest is None and held.ended_at is None and who.at < held.collect_by
    return KeyRow(
        key=str(held.pk),
        name=held.name,
        account=held.staff.name,
        deeds=tuple(DEEDS[Deed(deed)].title for deed in held.deeds),
        reads=tuple(READ_LABELS[Read(read)] for read in held.reads),
        made_at=held.made_at,
        expires_at=held.expires_at,
        used=held.used_on.isoformat() if held.used_on else "",
        state=_state(held, at=who.at),
        to_collect=waiting and held.asked_by_id == who.staff,
    )


def _state(held: ApiKey, *, at: datetime) -> str:
    if held.ended_at is not None:
        return "ended"
    if not held.staff.is_active:
        return "left"
    if held.digest is None:
        return "waiting" if at < held.collect_by else "expired"
    return "in_use" if at < held.expires_at else "expired"
