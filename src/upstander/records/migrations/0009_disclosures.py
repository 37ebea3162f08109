"""What left a file is kept as it left (clause 7 b)."""

from __future__ import annotations

import django.db.models.deletion
import upstander.records.sealing
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0008_latest_cases"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("ground", models.CharField(max_length=30)),
                ("purpose", models.CharField(max_length=20)),
                ("parts", upstander.records.sealing.SealedJson()),
                ("said", upstander.records.sealing.SealedJson()),
                ("untold", upstander.records.sealing.SealedText()),
                ("pack", upstander.records.sealing.SealedJson()),
                ("sha256", models.CharField(max_length=64)),
                ("released_at", models.DateTimeField()),
                ("open_until", models.DateField()),
                ("recalled_at", models.DateTimeField(null=True)),
                ("recalled_because", upstander.records.sealing.SealedText()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.agency"
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="records.case"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"
                    ),
                ),
                (
                    "recalled",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.entry",
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["case", "-released_at"], name="disclosure_by_case"),
                    models.Index(
                        condition=models.Q(("recalled__isnull", False)), fields=["recalled"], name="disclosure_recalled"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asked_by", models.F("released_by")), _negated=True),
                        name="nobody_releases_what_they_asked_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recalled__isnull", True), ("recalled_at__isnull", True)),
                            models.Q(("recalled__isnull", False), ("recalled_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_recalled_disclosure_says_when",
                    ),
                ],
            },
        ),
    ]
