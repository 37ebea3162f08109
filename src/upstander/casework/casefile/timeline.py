"""The timeline: every entry of a case with its facts, newest first, in words that anybody can follow (clause 9)."""

from __future__ import annotations

from uuid import UUID

from upstander.casework.casefile.entered import DONE, other_case, said_by
from upstander.casework.casefile.own import told
from upstander.casework.casefile.page import Happening
from upstander.casework.casefile.sheaf import PAGE, Sheaf, staff_of
from upstander.policy.roles import DEEDS, ROLE_LABELS, Deed, Role
from upstander.policy.terms import RiskLevel
from upstander.records.journal import Entry, Fact


def timeline(sheaf: Sheaf) -> tuple[tuple[Happening, ...], int | None]:
    """Return a page of happenings, and the key of the next page, or None where this is the last."""
    entries: list[Entry] = sheaf.rows["entries"]
    facts = sheaf.facts()
    shown = [entry for entry in entries[:PAGE] if _may_be_told(sheaf, entry)]
    before = entries[PAGE - 1].seq if len(entries) > PAGE else None
    return tuple(_happening(sheaf, entry, facts.get(entry.pk, [])) for entry in shown), before


def _may_be_told(sheaf: Sheaf, entry: Entry) -> bool:
    """A link is there only for somebody who has both cases in sight (decision 10)."""
    linking = entry.deed in (Deed.LINK_CASES, Deed.UNLINK_CASES) and entry.allowed
    return not linking or bool(other_case(sheaf, entry.detail))


def _happening(sheaf: Sheaf, entry: Entry, facts: list[Fact]) -> Happening:
    title, tag = DONE.get(Deed(entry.deed), (DEEDS[Deed(entry.deed)].title, "Case"))
    lines = [line for fact in facts for line in told(sheaf, fact)] if entry.allowed else []
    return Happening(
        seq=entry.seq,
        at=entry.at,
        by=_by(sheaf, entry),
        deed=entry.deed,
        title=_named(title, entry) if entry.allowed else f"Refused: {DEEDS[Deed(entry.deed)].title.lower()}",
        tag=tag if entry.allowed else "Refused",
        lines=tuple(line for line in lines + said_by(sheaf, entry) if line),
        clause=entry.clause,
        refused=not entry.allowed,
        sensitive=not sheaf.marked.isdisjoint(fact.pk for fact in facts) or entry.deed == Deed.MARK_SENSITIVE,
    )


def _named(title: str, entry: Entry) -> str:
    if entry.detail.get("asked") is True:
        return f"Asked of a second person: {DEEDS[Deed(entry.deed)].title.lower()}"
    level = entry.detail.get("level", "")
    return f"Risk assessed as {level}" if entry.deed == Deed.ASSESS_RISK and level in set(RiskLevel) else title


def _by(sheaf: Sheaf, entry: Entry) -> str:
    staff: UUID | None = staff_of(entry.actor)
    if staff is not None:
        return sheaf.names.get(staff, "a member of staff")
    match entry.role:
        case Role.RESIDENT:
            return "them, with their code"
        case Role.PUBLIC:
            return "the person who reported it"
        case Role.WORKER:
            return "Upstander itself"
        case role:
            return ROLE_LABELS[Role(role)].lower() if role in set(Role) else "somebody"
