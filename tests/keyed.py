"""Keys by which other systems come, in the tests: given as the house keeps them, past the two people who give them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import timedelta

from tests.cast import NOW, Landlord
from upstander.casework.actor import operator
from upstander.casework.opened import begun
from upstander.policy.apikeys import Read, deeds_of
from upstander.policy.roles import Deed
from upstander.policy.ruling import allow
from upstander.records.apikeys import ApiKey, digest_of_key

_secrets = itertools.count(1)


def a_key(
    house: Landlord, name: str, *, deeds: Iterable[str] | None = None, reads: Iterable[str] = Read, days: int = 30
) -> str:
    """A key that acts as this member of the cast; for everything that may be given to them, unless told otherwise."""
    roles = house.actor(name).roles
    secret = f"upk_test-{next(_secrets):04}-0123456789abcdef"
    with begun(operator(at=NOW - timedelta(days=40)), Deed.APPOINT_STAFF) as work:
        entry = work.enter(allow("7 a", "A key of the tests."))
        ApiKey.objects.create(
            sealed_by=work.sealed_by,
            entry=entry,
            name=f"Test of {name}",
            staff=house.staff[name],
            asked_by=house.staff["vane" if name != "vane" else "moss"],
            digest=digest_of_key(secret),
            deeds=sorted(deeds_of(roles) if deeds is None else deeds),
            reads=sorted(reads),
            made_at=work.at,
            collect_by=work.at,
            expires_at=work.at + timedelta(days=40 + days),
        )
    return secret


def end(secret: str) -> None:
    """End a key."""
    held = ApiKey.objects.get(digest=digest_of_key(secret))
    ApiKey.objects.filter(pk=held.pk).update(ended=held.entry, ended_at=NOW)
