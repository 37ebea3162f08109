"""The sharing gate, asked of a case as it stands: before anything leaves, and of what has left (clause 7 b)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from upstander.casework.calledback import shut
from upstander.casework.opened import Work, row_id
from upstander.policy.consent import Consent, FilePart, may_write_of
from upstander.policy.ruling import Ruling
from upstander.policy.sensitive import may_hand_out_marked
from upstander.policy.sharing import Ground, Sharing, may_hand_out, may_share, unagreed
from upstander.policy.sight import Part, may_see_whole_case
from upstander.policy.terms import Terms
from upstander.records import sight
from upstander.records.agencies import Agency, is_open
from upstander.records.case import Party
from upstander.records.consents import as_agreed, given_in
from upstander.records.disclosures import Disclosure
from upstander.records.journal import Entry
from upstander.records.sealing import warmed
from upstander.records.sensitive import marked_since
from upstander.records.together import together
from upstander.records.versions import in_force, terms_of

NOT_AGREED = "A consent that it needs no longer holds."


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the gate weighs of a case at this moment: who is in it, what they agreed to, and what is permitted today."""

    people: frozenset[str]
    consents: tuple[Consent, ...]
    terms: Terms


def weighed(work: Work) -> Weighed:
    """Return what the gate weighs, by one statement."""
    held = together(
        {
            "people": Party.objects.filter(case=work.case, ended=None),
            "consents": given_in(work.case).order_by("pk"),
            "versions": in_force(work.today)[:1],
        }
    )
    return Weighed(
        people=frozenset(str(one.pk) for one in held["people"]),
        consents=tuple(as_agreed(row) for row in warmed(held["consents"])),
        terms=terms_of(held["versions"][0].pk) if held["versions"] else work.permitted,
    )


def gate(work: Work, asked: Mapping[str, Any], *, agency: Agency | None, known: Weighed | None = None) -> Ruling:
    """Say whether this may leave the case now. `asked`: as `share_information` takes it. `known`: if asked before."""
    known = known or weighed(work)
    return may_share(known.terms, _sharing(work, asked, agency, known), known.consents)


def _sharing(work: Work, asked: Mapping[str, Any], agency: Agency | None, known: Weighed) -> Sharing:
    parts: Mapping[str, Collection[str]] = asked["parts"]
    return Sharing(
        agency=str(agency.pk) if agency else "",
        agency_kind=agency.kind if agency else "",
        open_agency=is_open(agency, on=work.today),
        purpose=str(asked["purpose"]),
        parts=parts,
        people=known.people,
        ground=str(asked["ground"]),
        said=asked["said"],
        untold=str(asked["untold"]),
        at=work.at,
    )


def require_whole_case(work: Work) -> None:
    """Go on only for somebody from whom no part of the case is kept. Raises Refused."""
    work.require(may_see_whole_case(_seen(work)))


def require_own(work: Work, party: Party) -> None:
    """Go on only for somebody who may read what is this person's own. Raises Refused."""
    work.require(may_write_of(party.part, seen=_seen(work)))


def _seen(work: Work) -> frozenset[Part]:
    """Return the parts of a case that was opened to act in, which whoever acts may see."""
    row = sight.readable(work.who, to_act=True).filter(pk=work.case.pk).first()
    return replace(work, held_case=row).parts if row else frozenset()


def agency_of(key: str) -> Agency | None:
    """Return an agency of the register by its key. Raises NotFound for what is no key."""
    return Agency.objects.filter(pk=row_id(key)).first()


def still_holds(work: Work, held: Disclosure, *, known: Weighed | None = None) -> Ruling:
    """Say whether what was released could be released now."""
    return gate(work, _as_asked(held), agency=held.agency, known=known)


def may_go_out(work: Work, held: Disclosure, *, known: Weighed | None = None) -> Ruling:
    """Say whether what was released may be handed out at this moment."""
    still = still_holds(work, held, known=known)
    evidence = any(FilePart.EVIDENCE in parts for parts in held.parts.values())
    since = marked_since(held.case_id, at=held.released_at).count() if evidence else 0
    still = still if since == 0 else may_hand_out_marked(marked_since=since)
    return may_hand_out(recalled=held.recalled_id is not None, open_until=held.open_until, on=work.today, still=still)


def _as_asked(held: Disclosure) -> dict[str, Any]:
    asked = {"purpose": held.purpose, "ground": held.ground, "parts": held.parts}
    return {**asked, "said": held.said, "untold": held.untold}


def without_consent(work: Work) -> list[Disclosure]:
    """Return what left this case with a consent which no longer holds, and was not called back."""
    rows = Disclosure.objects.filter(case=work.case, ground=Ground.CONSENT, recalled=None).select_related("agency")
    held, known = list(rows), weighed(work)
    return [row for row in held if unagreed(_sharing(work, _as_asked(row), row.agency, known), known.consents)]


def recall_without_consent(work: Work, entry: Entry) -> int:
    """Call back everything in this case that left with a consent which no longer holds; return how much."""
    gone = without_consent(work)
    for row in gone:
        recall(work, row, entry, NOT_AGREED)
    return len(gone)


def recall(work: Work, held: Disclosure, entry: Entry, because: str) -> None:
    """Call something back from this moment on: its links are dead, its agency is told, its referrals have ended."""
    held.recalled, held.recalled_at, held.recalled_because = entry, work.at, because
    held.save(update_fields=["recalled", "recalled_at", "recalled_because"])
    shut(work, held, entry)
