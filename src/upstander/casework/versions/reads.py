"""The versions there are, what each changed and who adopted it, and the draft of the next (front page; clause 2 g)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound
from upstander.casework.versions.adopting import changes_of
from upstander.casework.versions.drafting import NO_DRAFT, the_draft
from upstander.policy.comparing import Change, changes
from upstander.policy.roles import Deed, may_do
from upstander.policy.terms import Terms, terms_from
from upstander.policy.versions import is_review_overdue
from upstander.policy.workingdays import london_day
from upstander.records.approvals import Approval
from upstander.records.versions import (
    ProcedureVersion,
    VersionDraft,
    latest,
    missing_in,
    terms_of,
    version_in_force,
)

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """One version: from when it counts, and who asked for it and adopted it ("" for the one that was shipped)."""

    number: int
    effective_from: date
    policy_version: int
    in_force: bool
    asked_by: str
    adopted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """The versions, newest first; `after` is where the list goes on. `overdue`: the policy is past its review date."""

    rows: tuple[VersionRow, ...]
    after: str
    overdue: bool
    review_by: str
    drafted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OneVersion:
    """One version in full: what it changed in the one before, and what of it is read as shipped."""

    row: VersionRow
    changes: tuple[Change, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """The draft of the next version. `waits`: the approval that waits for it, if one does. `revision`: 0, not begun."""

    number: int
    revision: int
    terms: Terms
    changes: tuple[Change, ...]
    saved_by: str
    saved_at: datetime | None
    latest_from: date
    may_write: bool
    newest: bool
    waits: str


def versions(who: Actor, *, after: str = "") -> Versions:
    """Return the versions, newest first. Raises NotFound for those who adopt none."""
    _who_adopts(who)
    found = ProcedureVersion.objects.select_related("asked_by", "adopted_by").order_by("-number")
    held = list((found.filter(number__lt=int(after)) if after.isascii() and after.isdigit() else found)[: PAGE + 1])
    now = version_in_force(london_day(who.at))
    terms = terms_of(now.pk)
    return Versions(
        rows=tuple(_row(one, now) for one in held[:PAGE]),
        after=str(held[PAGE - 1].number) if len(held) > PAGE else "",
        overdue=is_review_overdue(terms, on=london_day(who.at)),
        review_by=terms.policy.review_by,
        drafted=the_draft() is not None,
    )


def every_version(*, at: datetime) -> tuple[VersionRow, ...]:
    """Return all versions, newest first: for somebody at the command line."""
    now = version_in_force(london_day(at))
    found = ProcedureVersion.objects.select_related("asked_by", "adopted_by").order_by("-number")
    return tuple(_row(one, now) for one in found)


def one_version(who: Actor, *, version: int) -> OneVersion:
    """Return one version, and what it changed. Raises NotFound."""
    _who_adopts(who)
    held = ProcedureVersion.objects.select_related("asked_by", "adopted_by").filter(number=version).first()
    if held is None:
        raise NotFound("There is no such version.")
    before = ProcedureVersion.objects.filter(number__lt=version).order_by("-number").first()
    return OneVersion(
        row=_row(held, version_in_force(london_day(who.at))),
        changes=changes(terms_of(before.pk), terms_of(held.pk)) if before else (),
        missing=missing_in(held),
    )


def draft_page(who: Actor) -> DraftPage:
    """Return the draft, or how the next version would begin. Raises NotFound."""
    _who_adopts(who)
    newest, draft = latest(), the_draft()
    may_write = may_do(who.roles, Deed.DRAFT_VERSION).allowed
    if draft is None and not may_write:
        raise NotFound(NO_DRAFT)
    return DraftPage(
        number=newest.number + 1,
        revision=draft.revision if draft else 0,
        terms=terms_from(draft.body) if draft else terms_of(newest.pk),
        changes=changes_of(draft) if draft else (),
        saved_by=draft.saved_by.name if draft else "",
        saved_at=draft.saved_at if draft else None,
        latest_from=newest.effective_from,
        may_write=may_write,
        newest=draft is None or draft.based_on_id == newest.pk,
        waits=_waits(draft, who.at) if draft else "",
    )


def is_policy_overdue(*, at: datetime) -> bool:
    """Whether the policy in force should have been looked at again by now."""
    day = london_day(at)
    return is_review_overdue(terms_of(version_in_force(day).pk), on=day)


def _who_adopts(who: Actor) -> None:
    if not may_do(who.roles, Deed.ADOPT_VERSION).allowed:
        raise NotFound("There is no such page.")


def _waits(draft: VersionDraft, at: datetime) -> str:
    asked = Approval.objects.filter(deed=Deed.ADOPT_VERSION, ended_as="", lapses_at__gt=at)
    return next((str(one.pk) for one in asked if one.asked["draft"] == str(draft.pk)), "")


def _row(one: ProcedureVersion, now: ProcedureVersion) -> VersionRow:
    return VersionRow(
        number=one.number,
        effective_from=one.effective_from,
        policy_version=terms_of(one.pk).policy_version,
        in_force=one.pk == now.pk,
        asked_by=one.asked_by.name if one.asked_by else "",
        adopted_by=one.adopted_by.name if one.adopted_by else "",
    )
