"""A deed under way, under its terms: what it enters in the record, what it owes, what it fulfils (clauses 7 a, 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from upstander.casework.actor import Actor
from upstander.policy.duty import Duty, DutyKind
from upstander.policy.roles import DEEDS, Deed
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.sight import Part, Sighting, parts_seen
from upstander.policy.terms import Terms
from upstander.records.case import Case, Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.plans import PlanStep
from upstander.records.reports import Report
from upstander.records.versions import terms_of, version_in_force

LONDON = ZoneInfo("Europe/London")


class NotFound(Exception):
    """There is no such thing, or none in sight; the two are never told apart."""


class NothingEntered(RuntimeError):
    """A deed ended without a ruling: a fault of ours, and nothing of it is kept."""


@dataclass
class Work:
    """A deed under way: who does it, to what, under which terms, and what it has entered so far."""

    who: Actor
    deed: Deed
    sealed_by: UUID
    report: Report | None = None
    held_case: Case | None = None
    entries: list[Entry] = field(default_factory=list)
    told: set[tuple[str, UUID, UUID]] = field(default_factory=set)

    @property
    def at(self) -> datetime:
        """The moment of the deed, aware UTC."""
        return self.who.at

    @property
    def today(self) -> date:
        """The day of the deed in London."""
        return self.who.at.astimezone(LONDON).date()

    @property
    def case(self) -> Case:
        """The case the deed is about. Raises NotFound when it is about none."""
        if self.held_case is None:
            raise NotFound("This is not about a case.")
        return self.held_case

    @cached_property
    def parts(self) -> frozenset[Part]:
        """The parts of the case that whoever reads it may see; asked of a case that was opened to be read."""
        case, who = self.case, self.who
        line = case.team_id in who.scope_teams, case.area_id in who.scope_areas
        return parts_seen(
            Sighting(
                roles=who.roles,
                assigned=case.is_assigned,  # type: ignore[attr-defined]  # said by the query of who may read
                covering=case.is_covered,  # type: ignore[attr-defined]  # the same
                alerted=case.is_alerted,  # type: ignore[attr-defined]  # the same
                glass=case.glass or "",  # type: ignore[attr-defined]  # the same
                supervises_team=line[0],
                supervises_area=line[1],
                own_team=case.team_id in (who.teams | who.scope_teams),
                in_queue_of_own_team=case.owner_id is None and case.team_id in who.teams,
                level=case.level,
                route=case.route,
            )
        )

    @cached_property
    def _in_force(self) -> UUID:
        return version_in_force(self.today).pk

    @property
    def terms(self) -> Terms:
        """The terms of the case's own version, or else of today's (decision 1)."""
        held = self.held_case
        return terms_of(held.version_id if held is not None else self._in_force)

    @property
    def permitted(self) -> Terms:
        """The same, with what is permitted today: tools, law, grounds for sharing (decision 1)."""
        return self.terms.with_permissions_of(terms_of(self._in_force))

    def enter(self, ruling: Ruling, *, on_behalf_of: str = "", **detail: Any) -> Entry:
        """Write the journal entry of an allowed deed; raise Refused for another. `detail` is sealed."""
        self.require(ruling)
        entry = entry_of(self, ruling, detail, on_behalf_of)
        self.entries.append(entry)
        return entry

    def enter_also(self, case: Case, ruling: Ruling, **detail: Any) -> Entry:
        """Write an entry of this deed in the record of another case too, sealed by that case's key."""
        return replace(self, held_case=case, sealed_by=case.sealed_by).enter(ruling, **detail)

    def require(self, *rulings: Ruling) -> None:
        """Go on only where each of these allows it; raise Refused by the first that does not."""
        for ruling in rulings:
            if not ruling.allowed:
                raise Refused(ruling)

    def owe(
        self, duties: Iterable[Duty], *, entry: Entry, step: PlanStep | None = None, staff: UUID | None = None
    ) -> None:
        """Start the clocks of these duties, with `staff`, the case's owner, or the team whose queue it stands in."""
        held = self.held_case
        lies_with = staff or (held.owner_id if held else None)
        OwedDuty.objects.bulk_create(
            OwedDuty(
                sealed_by=self.sealed_by,
                entry=entry,
                case=held,
                report=None if held else self.report,
                party_id=duty.person,
                step=step,
                staff_id=lies_with,
                team_id=held.team_id if held and not lies_with else None,
                kind=duty.kind,
                clause=duty.clause,
                why=duty.why,
                starts_at=self.at,
                due_at=duty.due_at,
            )
            for duty in duties
        )

    def fulfil(self, *kinds: DutyKind, entry: Entry, person: UUID | None = None, step: UUID | None = None) -> int:
        """End the open duties of these kinds (for one party, or one step, where given); return how many there were."""
        about = {"case": self.held_case} if self.held_case else {"report": self.report}
        only = {name: value for name, value in (("party", person), ("step", step)) if value is not None}
        owed = OwedDuty.objects.filter(done=None, kind__in=kinds, **about, **only)
        return owed.update(done=entry, done_at=self.at, paused_at=None)

    def party(self, party_id: UUID | str) -> Party:
        """Return a party now in this case. Raises NotFound."""
        found = Party.objects.filter(case=self.case, pk=row_id(party_id), ended=None).select_related("person").first()
        if found is None:
            raise NotFound("There is no such person in this case.")
        return found


def entry_of(work: Work, ruling: Ruling, detail: dict[str, Any], on_behalf_of: str) -> Entry:
    """Return the entry of a deed, or of its refusal, as it will join the chain."""
    return Entry(
        sealed_by=work.sealed_by,
        at=work.at,
        actor=work.who.key,
        role=work.who.role,
        on_behalf_of=on_behalf_of or work.who.by,
        deed=work.deed,
        case_id=work.held_case.pk if work.held_case else None,
        report_id=work.report.pk if work.report else None,
        clause=ruling.clause or DEEDS[work.deed].clause,
        allowed=ruling.allowed,
        detail=detail,
    )


def row_id(text: UUID | str) -> UUID:
    """Return the id of a row as it came through a door. Raises NotFound."""
    try:
        return text if isinstance(text, UUID) else UUID(text)
    except ValueError as bad:
        raise NotFound("There is no such row.") from bad
