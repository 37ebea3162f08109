"""Adopting the next version, from a day, by two people who see the same differences (front page; decision 1)."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from uuid import UUID

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, begun
from upstander.casework.twopeople import Asked, Plain, Shown, ask_a_second, done_by_two
from upstander.casework.versions.drafting import NO_DRAFT, end_draft, the_draft
from upstander.casework.work import Work
from upstander.policy.comparing import Change, changes
from upstander.policy.due import day_words
from upstander.policy.reading import TermsError
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling, refuse
from upstander.policy.terms import Terms, terms_from
from upstander.policy.versions import Adopting, may_adopt
from upstander.records.versions import ProcedureVersion, VersionDraft, latest, terms_of


def adopt_version(who: Actor, *, effective_from: date, because: str) -> Asked:
    """Ask that the draft becomes the next version from a day; a second person is shown what it changes.

    Raises NotFound, Refused.
    """
    with begun(who, Deed.ADOPT_VERSION) as work:
        draft = the_draft(lock=True)
        if draft is None:
            raise NotFound(NO_DRAFT)
        return ask_a_second(
            work,
            _ruling(work, draft, effective_from, because),
            draft=str(draft.pk),
            body=_print_of(draft),
            effective_from=effective_from.isoformat(),
            because=because,
            asked_by=str(who.staff),
        )


def _see(work: Work, plain: Plain) -> Shown:
    """Show from when it counts, for whom, and every difference with its clause."""
    draft = _as_asked(work, plain, lock=False)
    number = draft.based_on.number + 1
    rows = [
        ("It counts from", day_words(date.fromisoformat(plain["effective_from"]))),
        ("Cases opened before", f"They keep the clocks of their own version, number {number - 1} or older."),
        ("What is permitted", "From that day, tools, law and grounds for sharing are those of this version."),
        *((f"{one.what} ({one.clause})", f"{one.old} → {one.new}") for one in changes_of(draft)),
    ]
    return Shown(f"Procedure version {number} is adopted", tuple(rows))


@done_by_two(Deed.ADOPT_VERSION, see=_see)
def _adopt(work: Work, plain: Plain) -> int:
    """Adopt it: from now on nobody changes it. Returns its number."""
    draft = _as_asked(work, plain, lock=True)
    day = date.fromisoformat(plain["effective_from"])
    entry = work.enter(_ruling(work, draft, day, plain["because"]), number=draft.based_on.number + 1)
    made = ProcedureVersion.objects.create(
        number=draft.based_on.number + 1,
        effective_from=day,
        body=draft.body,
        entry=entry,
        asked_by_id=UUID(plain["asked_by"]),
        adopted_by_id=work.who.staff,
    )
    end_draft(draft, "adopted", entry)
    return made.number


def changes_of(draft: VersionDraft) -> tuple[Change, ...]:
    """Return what a draft changes in the version that it follows; nothing where it does not fit together."""
    terms = _terms(draft)
    return changes(terms_of(draft.based_on_id), terms) if terms else ()


def _as_asked(work: Work, plain: Plain, *, lock: bool) -> VersionDraft:
    """Return the draft, where it still stands as it was asked for. Raises Refused."""
    draft = the_draft(lock=lock)
    if draft is None or (str(draft.pk), _print_of(draft)) != (plain["draft"], plain["body"]):
        gone = "The draft was changed, dropped or adopted since this was asked for."
        work.require(refuse("front", gone, "Ask again for the draft as it is now."))
    assert draft is not None
    return draft


def _ruling(work: Work, draft: VersionDraft, effective_from: date, because: str) -> Ruling:
    before = latest()
    adopting = Adopting(
        changes=len(changes_of(draft)),
        fits=_terms(draft) is not None,
        newest=draft.based_on_id == before.pk,
        effective_from=effective_from,
        latest_from=before.effective_from,
        on=work.today,
    )
    return may_adopt(adopting, because=because)


def _terms(draft: VersionDraft) -> Terms | None:
    try:
        return terms_from(draft.body)
    except TermsError:
        return None


def _print_of(draft: VersionDraft) -> str:
    return hashlib.sha256(json.dumps(draft.body, sort_keys=True).encode()).hexdigest()
