"""What people need is kept as it was said, and what makes them vulnerable under their own key (clauses 2 i, 8)."""

from __future__ import annotations

import django.db.models.deletion
import upstander.records.sealing
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0011_place_plans"),
    ]

    operations = [
        migrations.CreateModel(
            name="SupportNeed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("need", upstander.records.sealing.SealedText()),
                ("state", models.CharField(max_length=8)),
                ("words", upstander.records.sealing.SealedText()),
                ("said_by", models.CharField(max_length=12)),
                ("said_on", models.DateField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="records.case"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"
                    ),
                ),
                (
                    "followed",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.entry",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="needs", to="records.party"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("followed__isnull", False)),
                        fields=["followed"],
                        name="support_need_followed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VulnerabilityRecorded",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("answers", upstander.records.sealing.SealedJson()),
                ("list_version", models.PositiveSmallIntegerField()),
                ("words", upstander.records.sealing.SealedText()),
                ("said_by", models.CharField(max_length=12)),
                ("said_on", models.DateField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="vulnerabilities", to="records.person"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "-said_on"], name="vulnerability_latest")],
            },
        ),
    ]
