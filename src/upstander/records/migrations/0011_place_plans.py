"""Plans for places; whom an agency is for; the group that a step of a plan names (clauses 2 b, 3.4)."""

from __future__ import annotations

import django.db.models.deletion
import upstander.records.sealing
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0010_partners"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="for_whom",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="planstep",
            name="agency",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.agency",
            ),
        ),
        migrations.CreateModel(
            name="PlacePlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("estate", models.CharField(blank=True, max_length=120)),
                ("made_at", models.DateTimeField()),
                ("review_on", models.DateField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("latest", models.PositiveIntegerField(default=1)),
                ("result", models.CharField(blank=True, max_length=10)),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.area"),
                ),
                (
                    "block",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.block"
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlaceEvent",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("number", models.PositiveIntegerField()),
                ("what", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                ("review_on", models.DateField(null=True)),
                ("result", models.CharField(blank=True, max_length=10)),
                ("why", upstander.records.sealing.SealedText()),
                ("words", upstander.records.sealing.SealedText()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="records.placeplan"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlaceResource",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("what", upstander.records.sealing.SealedText()),
                ("line", models.PositiveSmallIntegerField()),
                ("amount", models.PositiveIntegerField()),
                ("unit", models.CharField(max_length=10)),
                ("start", models.DateField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="resources", to="records.placeevent"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlaceGroup",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.agency"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="groups", to="records.placeevent"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("event", "agency"), name="a_version_draws_on_a_group_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="placeplan",
            index=models.Index(condition=models.Q(("ended__isnull", False)), fields=["ended"], name="place_plan_ended"),
        ),
        migrations.AddIndex(
            model_name="placeplan",
            index=models.Index(fields=["area", "review_on", "id"], name="place_plan_by_area"),
        ),
        migrations.AddIndex(
            model_name="placeplan",
            index=models.Index(fields=["owner", "review_on"], name="place_plan_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="placeevent",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="a_place_event_is_numbered_once"),
        ),
    ]
