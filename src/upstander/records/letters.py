"""Letters: the words they are made from, version by version, and each letter that was prepared (2 d, 3.2 a)."""

from __future__ import annotations

from django.db import models

from upstander.records.case import Case, Party
from upstander.records.journal import Entry, Fact
from upstander.records.sealing import SealedJson
from upstander.records.staff import Staff


class LetterTemplate(Fact):
    """One version of the words of a letter in one language; nobody's in particular, so they stand in clear.

    A draft until somebody else has signed it. `translator`: who answers for the words in that language.
    """

    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=80)
    words = models.TextField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    translator = models.CharField(max_length=100, blank=True)
    signed = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language", "version"], name="a_version_of_a_letter_is_written_once"
            ),
            models.CheckConstraint(
                condition=models.Q(signed_by__isnull=True) | ~models.Q(signed_by=models.F("written_by")),
                name="nobody_signs_their_own_words",
            ),
            models.CheckConstraint(
                condition=models.Q(signed__isnull=True, signed_by__isnull=True, signed_at__isnull=True)
                | models.Q(signed__isnull=False, signed_by__isnull=False, signed_at__isnull=False),
                name="signed_words_say_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.version}"


class Letter(Fact):
    """A letter to somebody in a case. `fields`: what stands in it in place of the brackets, and where it goes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    template = models.ForeignKey(LetterTemplate, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    fields = SealedJson()
    state = models.CharField(max_length=10, default="prepared")
    prepared_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    printed = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    printed_at = models.DateTimeField(null=True)
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "-prepared_at"], name="letter_by_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256="", printed__isnull=True, printed_at__isnull=True)
                | (~models.Q(sha256="") & models.Q(printed__isnull=False, printed_at__isnull=False)),
                name="a_printed_letter_has_its_hash",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"
