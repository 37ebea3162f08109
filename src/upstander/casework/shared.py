"""What was shared, as pages show it: staff what left and on which ground, residents what was said of them (7 b 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from upstander.casework.actor import Actor
from upstander.casework.casefile import DeedPage, deed_page_with
from upstander.casework.consented import GONE, Helper, helpers_near, helpers_of, other_names
from upstander.casework.opened import Work
from upstander.casework.referred import ReferralRow, ReplyRow, asked, nothing, referrals_of, replies_of
from upstander.policy.consent import FILE_PART_LABELS, PURPOSE_LABELS, FilePart, Purpose
from upstander.policy.deeds import Deed
from upstander.policy.sight import may_see_whole_case
from upstander.policy.terms import SharingGround, Terms
from upstander.records import keyring
from upstander.records.case import Case, Party
from upstander.records.disclosures import Disclosure

AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedRow:
    """One pack that left: to whom, what for, on which ground, whose parts, and whether it can still be read."""

    disclosure: str
    agency: str
    purpose: str
    ground: str
    about: tuple[tuple[str, tuple[str, ...]], ...]
    untold: str
    released_at: datetime
    open_until: date
    open: bool
    recalled_at: datetime | None
    recalled_because: str
    to_delete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingPage(DeedPage):
    """The page of a deed, with the agencies that help here, the grounds of the policy, and what was shared so far."""

    helpers: tuple[Helper, ...]
    grounds: tuple[SharingGround, ...]
    shared: tuple[SharedRow, ...]
    referrals: tuple[ReferralRow, ...]
    replies: tuple[ReplyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MyShared:
    """Something that was shared about a resident. Purpose, ground and parts are codes: the page has words for them."""

    agency: str
    purpose: Purpose
    ground: str
    label: str
    parts: tuple[FilePart, ...]
    released_at: datetime
    recalled_at: datetime | None


def sharing(who: Actor, number: str) -> tuple[SharingPage, None]:
    """Return what the page needs on which sharing is asked for. Raises NotFound."""
    return _page(who, number, Deed.SHARE_INFORMATION), None


def recalling(who: Actor, number: str) -> tuple[SharingPage, None]:
    """Return what the page needs on which something is called back. Raises NotFound."""
    return _page(who, number, Deed.RECALL_DISCLOSURE), None


def referring(who: Actor, number: str) -> tuple[SharingPage, None]:
    """Return what the page needs on which somebody is referred. Raises NotFound."""
    return _page(who, number, Deed.MAKE_REFERRAL), None


def answering(who: Actor, number: str) -> tuple[SharingPage, None]:
    """Return what the page needs on which an answer to a referral is written down. Raises NotFound."""
    return _page(who, number, Deed.ANSWER_REFERRAL), None


def taking_back(who: Actor, number: str) -> tuple[SharingPage, None]:
    """Return what the page needs on which a referral is taken back. Raises NotFound."""
    return _page(who, number, Deed.RECALL_REFERRAL), None


def confirming(who: Actor, number: str) -> tuple[SharingPage, None]:
    """Return what the page needs on which it is written down that something was deleted. Raises NotFound."""
    return _page(who, number, Deed.CONFIRM_RECALL), None


def told_of(party: Party, held: Iterable[Disclosure], terms: Terms, names: Mapping[Any, str]) -> tuple[MyShared, ...]:
    """Return what was shared about a resident and they may be told of, as it was asked for."""
    return tuple(
        MyShared(
            agency=names[row.agency_id],
            purpose=Purpose(row.purpose),
            ground=row.ground,
            label=terms.ground_label(row.ground),
            parts=tuple(part for part in FilePart if part in row.parts[str(party.pk)]),
            released_at=row.released_at,
            recalled_at=row.recalled_at,
        )
        for row in held
        if str(party.pk) in row.parts and not row.untold
    )


def _page(who: Actor, number: str, deed: Deed) -> SharingPage:
    def beside(work: Work) -> dict[str, QuerySet[Any]]:
        whole = may_see_whole_case(work.parts).allowed
        held = latest(work.case) if whole else Disclosure.objects.none()
        return {"shared": held, **helpers_near(work), **(asked(work.case) if whole else nothing())}

    page, _, rows = deed_page_with(who, number, deed=deed, beside=beside)
    keyring.warm(row.sealed_by for row in rows["shared"])
    people = {one.party: one.name for one in page.parties_for_choice}
    names = {one.pk: one.name for one in rows["helpers"]} | other_names(rows, "shared")
    agencies = {row.pk: names[row.agency_id] for row in rows["shared"]}
    return SharingPage(
        **{one.name: getattr(page, one.name) for one in fields(page)},
        helpers=helpers_of(rows),
        grounds=tuple(one for one in page.terms.sharing if one.on),
        shared=tuple(_row(who, row, page.terms, people, names) for row in rows["shared"]),
        referrals=referrals_of(rows, people, agencies),
        replies=replies_of(rows),
    )


def latest(case: Case) -> QuerySet[Disclosure]:
    """Return what was shared from a case, the latest first."""
    return Disclosure.objects.filter(case=case).order_by("-released_at", "pk")[:AT_ONCE]


def _row(who: Actor, row: Disclosure, terms: Terms, people: dict[str, str], names: dict[Any, str]) -> SharedRow:
    return SharedRow(
        disclosure=str(row.pk),
        agency=names[row.agency_id],
        purpose=PURPOSE_LABELS[Purpose(row.purpose)],
        ground=terms.ground_label(row.ground),
        about=tuple(
            (people.get(person, GONE), tuple(FILE_PART_LABELS[part] for part in FilePart if part in parts))
            for person, parts in row.parts.items()
        ),
        untold=row.untold,
        released_at=row.released_at,
        open_until=row.open_until,
        open=row.recalled_id is None,
        recalled_at=row.recalled_at,
        recalled_because=row.recalled_because,
        to_delete=row.recalled_id is not None and row.deleted_id is None,
    )
