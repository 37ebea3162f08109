"""An agency has its own way in, and what somebody is referred with is chased (clauses 7 b, 3.2 e)."""

from __future__ import annotations

import django.db.models.deletion
import upstander.records.sealing
import uuid
from typing import Any

from django.db import migrations, models


def say_what_was_handed_out(apps: Any, editor: Any) -> None:
    """Where something was handed out after a pack was released, take it that it was this one: better asked than lost."""
    disclosures, entries = apps.get_model("records", "Disclosure"), apps.get_model("records", "Entry")
    for held in disclosures.objects.all().only("pk", "case", "released_at").iterator():
        done = entries.objects.filter(
            case_id=held.case_id, deed="hand_out_pack", allowed=True, at__gte=held.released_at
        )
        first = done.order_by("seq").values_list("pk", flat=True).first()
        if first is not None:
            disclosures.objects.filter(pk=held.pk).update(handed_out=first)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_disclosures"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("made_at", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
                ("dead", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="AgencyReply",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("words", upstander.records.sealing.SealedText()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgencyVisit",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("started_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("word", models.BinaryField(max_length=32)),
                ("sent_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("name", upstander.records.sealing.SealedText()),
                ("email", upstander.records.sealing.SealedText()),
                ("phone", upstander.records.sealing.SealedText()),
                ("email_token", models.BinaryField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("state", models.CharField(max_length=10)),
                ("wish", upstander.records.sealing.SealedText()),
                ("made_at", models.DateTimeField()),
                ("ask_by", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="ReferralSaid",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sealed_by", models.UUIDField()),
                ("answer", models.CharField(max_length=20)),
                ("words", upstander.records.sealing.SealedText()),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RemoveConstraint(
            model_name="outboxitem",
            name="an_outbox_item_has_one_recipient",
        ),
        migrations.AddField(
            model_name="disclosure",
            name="deleted",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.entry",
            ),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="handed_out",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.entry",
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=models.Q(("handed_out__isnull", False)), fields=["handed_out"], name="disclosure_handed_out"
            ),
        ),
        migrations.AddIndex(
            model_name="disclosure",
            index=models.Index(
                condition=models.Q(("deleted__isnull", False)), fields=["deleted"], name="disclosure_deleted"
            ),
        ),
        migrations.AddField(
            model_name="agencyreply",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="agency_replies", to="records.case"
            ),
        ),
        migrations.AddField(
            model_name="agencyreply",
            name="disclosure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="replies", to="records.disclosure"
            ),
        ),
        migrations.AddField(
            model_name="agencyreply",
            name="entry",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="records.case"
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="disclosure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="records.disclosure"
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="entry",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="opened",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.entry",
            ),
        ),
        migrations.AddField(
            model_name="agencylink",
            name="delivery",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="links", to="records.delivery"
            ),
        ),
        migrations.AddField(
            model_name="recipient",
            name="agency",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="recipients", to="records.agency"
            ),
        ),
        migrations.AddField(
            model_name="recipient",
            name="ended",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.entry",
            ),
        ),
        migrations.AddField(
            model_name="recipient",
            name="entry",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="recipient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="records.recipient"
            ),
        ),
        migrations.AddField(
            model_name="agencyvisit",
            name="recipient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="visits", to="records.recipient"
            ),
        ),
        migrations.AddField(
            model_name="agencyreply",
            name="recipient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.recipient"
            ),
        ),
        migrations.AddField(
            model_name="outboxitem",
            name="recipient",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.recipient"
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("person__isnull", True), ("recipient__isnull", True), ("staff__isnull", False)),
                    models.Q(("person__isnull", False), ("recipient__isnull", True), ("staff__isnull", True)),
                    models.Q(("person__isnull", True), ("recipient__isnull", False), ("staff__isnull", True)),
                    _connector="OR",
                ),
                name="an_outbox_item_has_one_recipient",
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="records.case"
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="disclosure",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="records.disclosure"
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="entry",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"),
        ),
        migrations.AddField(
            model_name="referral",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="referrals", to="records.party"
            ),
        ),
        migrations.AddField(
            model_name="referral",
            name="settled",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="records.entry",
            ),
        ),
        migrations.AddField(
            model_name="referralsaid",
            name="entry",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.entry"),
        ),
        migrations.AddField(
            model_name="referralsaid",
            name="recipient",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.recipient"
            ),
        ),
        migrations.AddField(
            model_name="referralsaid",
            name="referral",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="said", to="records.referral"
            ),
        ),
        migrations.AddIndex(
            model_name="recipient",
            index=models.Index(condition=models.Q(("ended__isnull", False)), fields=["ended"], name="recipient_ended"),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended__isnull", True)),
                fields=("agency", "email_token"),
                name="an_address_stands_once_in_an_agency",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("opened__isnull", False)), fields=["opened"], name="delivery_opened"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["recipient", "-sent_at"], name="delivery_by_recipient"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("disclosure", "recipient"), name="a_pack_is_sent_to_somebody_once"
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("settled__isnull", False)), fields=["settled"], name="referral_settled"
            ),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled__isnull", True), ("state__in", ["made", "accepted"])),
                    models.Q(models.Q(("state__in", ["made", "accepted"]), _negated=True), ("settled__isnull", False)),
                    _connector="OR",
                ),
                name="a_referral_that_ended_says_by_what",
            ),
        ),
        migrations.RunPython(say_what_was_handed_out, migrations.RunPython.noop),
    ]
