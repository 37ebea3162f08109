"""What left a file: for whom, what for, on which ground, and exactly what; and how it was called back (clause 7 b).

A row is never changed but to say that it was handed out, recalled, and deleted where it had gone.
"""

from __future__ import annotations

from django.db import models

from upstander.records.agencies import Agency
from upstander.records.case import Case
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.sealing import SealedJson, SealedText
from upstander.records.staff import Staff


class Disclosure(Fact):
    """One pack that two people released to one agency.

    `parts`: whose parts, by the key of their part in the case. `said`: what was written down for the ground. `untold`:
    why the people are not told. `pack`: exactly what left. `sha256`: of that. `open_until`: the last day of its link.
    `handed_out`: the first time that it was. `deleted`: how we know that its agency deleted what was recalled.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disclosures")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=30)
    purpose = models.CharField(max_length=20)
    parts = SealedJson()
    said = SealedJson()
    untold = SealedText()
    pack = SealedJson()
    sha256 = models.CharField(max_length=64)
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    released_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    open_until = models.DateField()
    recalled = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    recalled_at = models.DateTimeField(null=True)
    recalled_because = SealedText()
    handed_out = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    deleted = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["case", "-released_at"], name="disclosure_by_case"),
            where_set("recalled", name="disclosure_recalled"),
            where_set("handed_out", name="disclosure_handed_out"),
            where_set("deleted", name="disclosure_deleted"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(asked_by=models.F("released_by")), name="nobody_releases_what_they_asked_for"
            ),
            models.CheckConstraint(
                condition=models.Q(recalled__isnull=True, recalled_at__isnull=True)
                | models.Q(recalled__isnull=False, recalled_at__isnull=False),
                name="a_recalled_disclosure_says_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
