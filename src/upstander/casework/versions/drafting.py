"""Writing the next version: one draft at a time, saved part by part, in force only once it is adopted (front page)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, begun, locked, row_id
from upstander.policy.drafting import Trouble, changed, completed, trouble_in
from upstander.policy.roles import Deed
from upstander.policy.ruling import Refused, allow
from upstander.policy.versions import may_save_draft
from upstander.records.versions import ProcedureVersion, VersionDraft, latest, shipped

NO_DRAFT = "No draft is being written."


@dataclass(frozen=True, slots=True)
class Saved:
    """How often the draft was saved by now; the next save says that it has read this one."""

    revision: int


def draft_version(who: Actor, *, revision: int, given: Mapping[str, Any]) -> Saved:
    """Save some places of the next version; 0 begins it. Raises Refused. `given`: by place (`policy/drafting.py`)."""
    with begun(who, Deed.DRAFT_VERSION) as work:
        newest = latest()
        draft = the_draft(lock=True) or VersionDraft(based_on=newest, body=_begun_from(newest))
        trouble = trouble_in(draft.body, given)
        ruling = may_save_draft(
            trouble=trouble.words if trouble else "",
            newest=draft.based_on_id == newest.pk,
            as_read=draft.revision == revision,
        )
        entry = work.enter(ruling, draft=str(draft.pk), places=sorted(given))
        draft.sealed_by, draft.body = work.sealed_by, changed(draft.body, given)
        draft.revision, draft.saved_at = draft.revision + 1, work.at
        draft.saved_by_id = row_id(str(who.staff))
        if draft.revision == 1:
            draft.entry = entry
        _save(draft)
        return Saved(draft.revision)


def drop_draft(who: Actor) -> None:
    """Drop the draft; what waits for a second person to adopt it can no longer be given. Raises NotFound."""
    with begun(who, Deed.DROP_DRAFT) as work:
        draft = the_draft(lock=True)
        if draft is None:
            raise NotFound(NO_DRAFT)
        entry = work.enter(allow("front", "The draft is dropped. What is in force stays so."), draft=str(draft.pk))
        end_draft(draft, "dropped", entry)


def trouble_with(*, given: Mapping[str, Any]) -> Trouble | None:
    """Return where the draft would not fit together with these places, before it is saved."""
    draft = the_draft()
    return trouble_in(draft.body if draft else _begun_from(latest()), given)


def the_draft(*, lock: bool = False) -> VersionDraft | None:
    """Return the draft that is being written, if any."""
    rows = VersionDraft.objects.filter(ended_as="")
    return (locked(rows) if lock else rows.select_related("based_on", "saved_by")).first()


def end_draft(draft: VersionDraft, how: str, entry: Any) -> None:
    """Let the draft end: adopted or dropped."""
    draft.ended_as, draft.ended = how, entry
    draft.save(update_fields=["ended_as", "ended"])


def _save(draft: VersionDraft) -> None:
    """Save it. Of two that begin one at once, the second is told that somebody else did. Raises Refused."""
    try:
        draft.save()
    except IntegrityError as same:
        raise Refused(may_save_draft(trouble="", newest=True, as_read=False)) from same


def _begun_from(version: ProcedureVersion) -> dict[str, Any]:
    """The next version starts as the newest stands, complete as of today."""
    return completed(version.body, shipped())[0] | {"version": version.number + 1}
