"""What people let leave their file: a dated list of what was agreed and taken back, by whom (clause 7 b 1).

A row is never changed but to say that it was taken back. What leaves under it is asked of these rows when it leaves.
"""

from __future__ import annotations

from django.db import models

from upstander.policy.consent import Consent
from upstander.records.agencies import Agency
from upstander.records.case import Case, Party
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.sealing import SealedJson, SealedText, warmed


class ConsentGiven(Fact):
    """One person let one agency have parts of what is held about them, for one purpose, until a day.

    `until`: the last day on which it holds. `speaks_by`: by what right somebody else agreed for them.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="consents")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)
    parts = SealedJson()
    how = models.CharField(max_length=20)
    words = SealedText()
    speaks_by = SealedText()
    given_at = models.DateTimeField()
    until = models.DateField()
    withdrawn = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [where_set("withdrawn", name="consent_withdrawn")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withdrawn__isnull=True, withdrawn_at__isnull=True)
                | models.Q(withdrawn__isnull=False, withdrawn_at__isnull=False),
                name="a_consent_taken_back_says_when",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


def as_agreed(row: ConsentGiven) -> Consent:
    """Return a row as the rules weigh it."""
    return Consent(
        about=str(row.party_id),
        agency=str(row.agency_id),
        purpose=row.purpose,
        parts=frozenset(row.parts),
        given_at=row.given_at,
        until=row.until,
        withdrawn_at=row.withdrawn_at,
    )


def given_in(case: Case) -> models.QuerySet[ConsentGiven]:
    """Return the rows of all that anybody who is in this case now has agreed to."""
    return ConsentGiven.objects.filter(case=case, party__ended=None)


def agreed_in(case: Case) -> list[Consent]:
    """Return the same as the rules weigh it."""
    return [as_agreed(row) for row in warmed(given_in(case))]
