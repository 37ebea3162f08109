"""Cases and matters: one case is one household that is heard; a matter groups cases about one party (decision 6)."""

from __future__ import annotations

import uuid

from django.db import models

from upstander.policy.roles import Level, Route
from upstander.records.estate import Area
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.people import Person
from upstander.records.sealing import SealedJson, SealedText
from upstander.records.staff import Staff, Team
from upstander.records.versions import ProcedureVersion


class Matter(models.Model):
    """Groups the cases about one party complained of while any of them is open; NM01 counts matters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=16, unique=True)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number


class Case(Fact):
    """One household's case. Clear: what queues and figures need. Sealed: who and where."""

    number = models.CharField(max_length=16, unique=True)
    matter = models.ForeignKey(Matter, on_delete=models.PROTECT, related_name="cases")
    version = models.ForeignKey(ProcedureVersion, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    category = models.CharField(max_length=30, blank=True)
    priority = models.CharField(max_length=10)
    grounds = models.JSONField(default=list)
    forms = models.JSONField(default=list)
    hate = models.BooleanField()
    level = models.CharField(max_length=12, default=Level.ORDINARY)
    route = models.CharField(max_length=20, default=Route.ORDINARY)
    stage = models.CharField(max_length=12)
    risk = models.CharField(max_length=10, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="cases")
    stock_class = models.CharField(max_length=30, blank=True)
    owner = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="cases")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="cases")
    received_at = models.DateTimeField()
    happened_on = models.DateField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=40, blank=True)
    imported_as = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 - many have none
    home = SealedText()
    home_token = models.BinaryField(max_length=16, null=True)
    summary = SealedText()
    closing = SealedJson(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "closed_at", "-opened_at"], name="case_by_owner"),
            models.Index(fields=["area", "closed_at", "-opened_at"], name="case_by_area"),
            models.Index(fields=["team", "closed_at", "-opened_at"], name="case_by_team"),
            models.Index(fields=["home_token"], name="case_by_home"),
            models.Index(fields=["-opened_at", "id"], name="case_latest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False) | models.Q(team__isnull=False),
                name="a_case_has_an_owner_or_stands_in_a_queue",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | ~models.Q(outcome=""),
                name="a_closed_case_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Party(Fact):
    """Somebody in a case, in one part. A correction ends a row and makes the next."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="parties")
    part = models.CharField(max_length=20)
    confidence = models.CharField(max_length=20, blank=True)
    description = SealedText()
    update_days = models.PositiveSmallIntegerField(null=True)
    started_at = models.DateTimeField()
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "ended"], name="party_by_case"), where_set("ended", name="party_ended")]

    def __str__(self) -> str:
        return self.part


def now_as(case: Case) -> dict[uuid.UUID, uuid.UUID]:
    """Return which row stands for somebody now, by every row they ever had in this case in the same part.

    What was said by a row that was corrected since still holds; what another person said does not.
    """
    rows = list(case.parties.only("part", "person", "follows", "ended"))
    by_pk = {row.pk: row for row in rows}
    standing = {}
    for live in (row for row in rows if row.ended_id is None):
        row: Party | None = live
        while row is not None and (row.part, row.person_id) == (live.part, live.person_id):
            standing[row.pk] = live.pk
            row = by_pk.get(row.follows_id) if row.follows_id else None
    return standing


class Assignment(Fact):
    """Who works a case, from when, until when, and why; a live one gives sight of it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="assignments")
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    reason = SealedText()

    class Meta:
        indexes = [models.Index(fields=["staff", "case", "end"], name="assignment_by_staff")]

    def __str__(self) -> str:
        return f"{self.staff_id} on {self.case_id}"


class Conflict(Fact):
    """A conflict of interest: blocks this person's sight of this case, whatever else grants it, until it is lifted.

    `harmless`: the marks that two people looked at when they lifted it; the same marks do not block anew.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conflicts")
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    reason = SealedText()
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    harmless = SealedJson(null=True)

    class Meta:
        indexes = [where_set("ended", name="conflict_ended")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "staff"], condition=models.Q(ended__isnull=True), name="a_conflict_stands_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} not on {self.case_id}"


class CaseLink(Fact):
    """Two cases that belong together: the same matter, or one the answer to the other (a counter-allegation)."""

    first = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="links")
    second = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="linked_from")
    kind = models.CharField(max_length=20)
    reason = SealedText()
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    matter_before = models.ForeignKey(Matter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [where_set("ended", name="case_link_ended")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="a_case_is_not_linked_to_itself")
        ]

    def __str__(self) -> str:
        return self.kind


class ResidentCode(Fact):
    """A code that opens one person's part of one case or report. Only its keyed digest is kept (decision 21)."""

    digest = models.BinaryField(max_length=32, unique=True)
    report = models.ForeignKey("Report", on_delete=models.PROTECT, null=True, related_name="codes")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="codes")
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [where_set("ended", name="resident_code_ended")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(report__isnull=False) | models.Q(party__isnull=False),
                name="a_code_opens_a_report_or_a_part_in_a_case",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
