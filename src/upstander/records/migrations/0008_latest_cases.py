"""The latest cases are found by an index of their own, and not by reading and sorting all of them."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0007_consents"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["-opened_at", "id"], name="case_latest"),
        ),
    ]
