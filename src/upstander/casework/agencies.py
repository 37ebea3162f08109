"""The register of agencies, borough by borough: added, corrected, ended, and found (clause 2 i).

An agency's key is its id as text; referrals name it by that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NewType

from django.db.models import Q

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, begun, locked, row_id
from upstander.policy.agencies import may_end_agency, may_keep_agency
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.records.agencies import Agency, AgencyBorough

AgencyKey = NewType("AgencyKey", str)
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class AgencyShown:
    """One agency as the register has it. `everywhere`: it helps in every borough."""

    key: AgencyKey
    name: str
    kind: str
    boroughs: tuple[str, ...]
    everywhere: bool
    phone: str
    email: str
    does: str
    for_whom: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Register:
    """One page of the register; `after` goes on from its last name, or is empty."""

    rows: tuple[AgencyShown, ...]
    after: str


def add_agency(
    who: Actor,
    *,
    name: str,
    kind: str,
    boroughs: Sequence[str] = (),
    everywhere: bool = False,
    phone: str = "",
    email: str = "",
    does: str = "",
    for_whom: str = "",
    start: date | None = None,
) -> AgencyKey:
    """Put an agency into the register, from a day (today). Its contacts are the organisation's. Raises Refused."""
    with begun(who, Deed.ADD_AGENCY) as work:
        agency = Agency(start=start or work.today)
        said = {"phone": phone, "email": email, "does": does, "for_whom": for_whom}
        _fill(agency, name=name, kind=kind, everywhere=everywhere, **said)
        agency.entry = work.enter(_ruling(agency, boroughs), agency=str(agency.pk), kind=kind, name=agency.name)
        agency.save(force_insert=True)
        _in_boroughs(agency, boroughs)
        return AgencyKey(str(agency.pk))


def correct_agency(
    who: Actor,
    *,
    agency: AgencyKey | str,
    name: str,
    kind: str,
    boroughs: Sequence[str] = (),
    everywhere: bool = False,
    phone: str = "",
    email: str = "",
    does: str = "",
    for_whom: str = "",
) -> str:
    """Correct what the register says of an agency; return its name. Raises NotFound, Refused."""
    with begun(who, Deed.CORRECT_AGENCY) as work:
        held = _held(agency)
        was = {"name": held.name, "kind": held.kind, "phone": held.phone, "email": held.email}
        said = {"phone": phone, "email": email, "does": does, "for_whom": for_whom}
        _fill(held, name=name, kind=kind, everywhere=everywhere, **said)
        held.corrected = work.enter(_ruling(held, boroughs), agency=str(held.pk), was=was, name=held.name)
        held.save()
        held.boroughs.all().delete()
        _in_boroughs(held, boroughs)
        return held.name


def end_agency(who: Actor, *, agency: AgencyKey | str, end: date | None = None) -> str:
    """Let an agency leave the register after a day (today); return its name. Raises NotFound, Refused."""
    with begun(who, Deed.END_AGENCY) as work:
        held, last = _held(agency), end or work.today
        ruling = may_end_agency(ended=_has_ended(held, work), start=held.start, end=last)
        held.end, held.corrected = last, work.enter(ruling, agency=str(held.pk), end=last.isoformat())
        held.save(update_fields=["end", "corrected"])
        return held.name


def register(
    *,
    on: date,
    borough: str = "",
    words: str = "",
    after: str = "",
    ended: bool = False,
    kinds: Collection[str] = (),
) -> Register:
    """Return agencies by name: of a borough, of some kinds, or whose name holds these words; ended ones if asked."""
    rows = Agency.objects.filter(name__gt=after)
    if kinds:
        rows = rows.filter(kind__in=sorted(kinds))
    if not ended:
        rows = rows.filter(Q(end=None) | Q(end__gte=on))
    if borough:
        rows = rows.filter(Q(everywhere=True) | Q(boroughs__borough=borough)).distinct()
    if words.strip():
        rows = rows.filter(name__icontains=words.strip())
    held = list(rows.prefetch_related("boroughs").order_by("name")[: AT_ONCE + 1])
    shown = tuple(_shown(row) for row in held[:AT_ONCE])
    return Register(shown, shown[-1].name if len(held) > AT_ONCE else "")


def agency(*, key: str) -> AgencyShown:
    """Return one agency. Raises NotFound."""
    found = Agency.objects.filter(pk=row_id(key)).first()
    if found is None:
        raise NotFound("There is no such agency.")
    return _shown(found)


def _ruling(held: Agency, boroughs: Sequence[str]) -> Ruling:
    return may_keep_agency(
        kind=held.kind,
        named=bool(held.name),
        boroughs=1 if held.everywhere else len(set(boroughs)),
        reachable=bool(held.phone or held.email),
        taken=Agency.objects.filter(name__iexact=held.name).exclude(pk=held.pk).exists(),
    )


def _fill(held: Agency, **said: str | bool) -> None:
    for name, value in said.items():
        setattr(held, name, value.strip() if isinstance(value, str) else value)


def _in_boroughs(held: Agency, boroughs: Sequence[str]) -> None:
    named = [] if held.everywhere else sorted({borough.strip() for borough in boroughs if borough.strip()})
    AgencyBorough.objects.bulk_create(AgencyBorough(agency=held, borough=borough) for borough in named)


def _held(key: str) -> Agency:
    found = locked(Agency.objects.filter(pk=row_id(key))).first()
    if not isinstance(found, Agency):
        raise NotFound("There is no such agency.")
    return found


def _has_ended(held: Agency, work: Work) -> bool:
    return held.end is not None and held.end < work.today


def _shown(row: Agency) -> AgencyShown:
    return AgencyShown(
        key=AgencyKey(str(row.pk)),
        name=row.name,
        kind=row.kind,
        boroughs=tuple(sorted(one.borough for one in row.boroughs.all())),
        everywhere=row.everywhere,
        phone=row.phone,
        email=row.email,
        does=row.does,
        for_whom=row.for_whom,
        start=row.start,
        end=row.end,
    )
