"""Notes and files are marked as sensitive to the organisation (clause 7 a)."""

from __future__ import annotations

import django.db.models.deletion
import upstander.records.sealing
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0012_support_needs"),
    ]

    operations = [
        migrations.CreateModel(
            name="SensitiveMark",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("because", upstander.records.sealing.SealedText()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sensitive", to="records.case"
                    ),
                ),
                (
                    "ended",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.entry",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="records.keptfile",
                    ),
                ),
                (
                    "note",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="marks", to="records.note"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended__isnull", False)), fields=["ended"], name="sensitive_mark_ended"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", True), ("note__isnull", False)),
                            models.Q(("file__isnull", False), ("note__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_mark_is_on_a_note_or_a_file",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)), fields=("note",), name="a_note_is_marked_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended", None)), fields=("file",), name="a_file_is_marked_once"
                    ),
                ],
            },
        ),
    ]
