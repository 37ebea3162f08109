"""Marks on notes and files that are sensitive to the organisation; one that was taken off stays known (clause 7 a)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.records.case import Case
from upstander.records.files import KeptFile
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.sealing import SealedText
from upstander.records.worked import Note


class SensitiveMark(Fact):
    """One note or one file is sensitive to the organisation, until the mark is taken off."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="sensitive")
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, related_name="marks")
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, null=True, related_name="marks")
    because = SealedText()
    ended = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [where_set("ended", name="sensitive_mark_ended")]
        constraints = [
            models.CheckConstraint(
                condition=Q(note__isnull=False, file__isnull=True) | Q(note__isnull=True, file__isnull=False),
                name="a_mark_is_on_a_note_or_a_file",
            ),
            models.UniqueConstraint(fields=["note"], condition=Q(ended=None), name="a_note_is_marked_once"),
            models.UniqueConstraint(fields=["file"], condition=Q(ended=None), name="a_file_is_marked_once"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


def standing_marks(case: Case) -> QuerySet[SensitiveMark]:
    """Return the marks that stand in a case."""
    return SensitiveMark.objects.filter(case=case, ended=None)


def mark_on(held: Note | KeptFile) -> SensitiveMark | None:
    """Return the mark that stands on a note or a file, if one."""
    about = {"note": held} if isinstance(held, Note) else {"file": held}
    return SensitiveMark.objects.filter(ended=None, **about).first()


def carry_mark(held: Note | KeptFile, moved: Note | KeptFile, *, entry: Entry, there: Entry) -> None:
    """Let the mark go with what is moved to another case; in this one it ends."""
    mark = mark_on(held)
    if mark is None or moved.case is None:
        return
    about = {"note": moved} if isinstance(moved, Note) else {"file": moved}
    SensitiveMark.objects.create(sealed_by=moved.sealed_by, entry=there, case=moved.case, because=mark.because, **about)
    mark.ended = entry
    mark.save(update_fields=["ended"])


def unmarked(rows: QuerySet[KeptFile]) -> QuerySet[KeptFile]:
    """Return the files on which no mark stands."""
    return rows.filter(~Exists(SensitiveMark.objects.filter(file=OuterRef("pk"), ended=None)))


def marked_since(case: UUID, *, at: datetime) -> QuerySet[SensitiveMark]:
    """Return the marks that stand on files of a case which were kept by a moment, and marked after it."""
    return SensitiveMark.objects.filter(case=case, ended=None, file__kept_at__lte=at, entry__at__gt=at)
