"""What was done in a case: incidents, contacts, notes, messages, investigation, reviews (clauses 3, 3.2, 2 i)."""

from __future__ import annotations

from django.db import models

from upstander.records.case import Case, Party
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.reports import Report
from upstander.records.sealing import SealedText
from upstander.records.staff import Staff


class Incident(Fact):
    """Something that happened, as it was told."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="incidents")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="incidents")
    told_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    happened_on = models.DateField(null=True)
    happened_to = models.DateField(null=True)
    when_words = SealedText()
    place = SealedText()
    story = SealedText()
    forms = models.JSONField(default=list)
    police = models.CharField(max_length=30, blank=True)
    police_reference = SealedText()
    evidence_mentioned = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.pk)


class Motive(Fact):
    """Why somebody says it happened: their own answer and words, never overwritten (clause 3 b)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="motives")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    grounds = models.JSONField(default=list)
    perceived = models.BooleanField()
    words = SealedText()

    def __str__(self) -> str:
        return str(self.pk)


class Contact(Fact):
    """A contact with somebody, or the attempt: how, when, what for, and what was said."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="contacts")
    purpose = models.CharField(max_length=20)
    channel = models.CharField(max_length=12)
    reached = models.BooleanField()
    contacted_at = models.DateTimeField()
    words = SealedText()

    def __str__(self) -> str:
        return self.purpose


class Note(Fact):
    """A note on a case; one put on the wrong case is moved, and both records say so."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    text = SealedText()
    moved = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [where_set("moved", name="note_moved")]

    def __str__(self) -> str:
        return str(self.pk)


class Message(Fact):
    """A message in the mailbox of one person in one case, or of a report that waits."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="messages")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, null=True, related_name="messages")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="messages")
    from_resident = models.BooleanField()
    taken_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    left_by = SealedText()
    text = SealedText()
    answered = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.pk)


class Investigation(Fact):
    """What the landlord itself looked into; waiting for the police has a day to look again."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="investigations")
    done = SealedText()
    finding = SealedText()
    waiting_on_police = models.BooleanField(default=False)
    look_again_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.pk)


class EvidenceHeard(Fact):
    """How many of the recordings and photos mentioned were heard or seen, and how many can no longer be had."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="evidence_heard")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="evidence_heard")
    how_many = models.PositiveSmallIntegerField()
    gone = models.PositiveSmallIntegerField(default=0)
    words = SealedText()

    def __str__(self) -> str:
        return str(self.pk)


class CaseReview(Fact):
    """A manager's look at an open case, and what should happen next."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="reviews")
    findings = SealedText()
    directions = SealedText()

    def __str__(self) -> str:
        return str(self.pk)


class SupportConsidered(Fact):
    """That one party's support needs were considered, and what came of it (clause 2 i)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="support")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="support")
    outcome = models.CharField(max_length=20)
    words = SealedText()

    def __str__(self) -> str:
        return self.outcome


class AfterCheck(Fact):
    """How things were some weeks after closing."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="after_checks")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    how_things_are = models.CharField(max_length=20)
    words = SealedText()

    def __str__(self) -> str:
        return self.how_things_are
