"""Lay the journal's guards, and adopt the shipped procedure as version 1."""

from datetime import date

from django.db import migrations

from upstander.records.guards import lay, lift
from upstander.records.versions import shipped


def adopt(apps, schema_editor):
    version = apps.get_model("records", "ProcedureVersion")
    version.objects.get_or_create(number=1, defaults={"effective_from": date(2009, 6, 1), "body": shipped()})


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [
        migrations.RunPython(adopt, migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, schema_editor: lay(schema_editor.connection),
            lambda apps, schema_editor: lift(schema_editor.connection),
        ),
    ]
