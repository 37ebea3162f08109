"""What ends a row carries no index: nearly every row that is asked for is open, and such an index leads to them all.

Django would make each table anew on SQLite for this; the indexes are only dropped.
"""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

ENDINGS = (
    ("agency", "corrected"),
    ("appointment", "ended"),
    ("oncall", "taken_off"),
    ("apikey", "ended"),
    ("versiondraft", "ended"),
    ("party", "ended"),
    ("conflict", "ended"),
    ("caselink", "ended"),
    ("residentcode", "ended"),
    ("approval", "ended"),
    ("planstep", "done"),
    ("report", "ended"),
    ("owedduty", "done"),
    ("pause", "restarted"),
    ("note", "moved"),
    ("message", "answered"),
    ("keptfile", "moved"),
    ("breakglass", "reviewed"),
    ("handedinfile", "ended"),
    ("reportconflict", "ended"),
    ("conflictflag", "answered"),
    ("lettertemplate", "signed"),
    ("letter", "printed"),
    ("letter", "ended"),
    ("outboxitem", "ended"),
)


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop the index of each of these columns."""
    connection = schema_editor.connection
    for model, name in ENDINGS:
        table = apps.get_model("records", model)._meta.db_table
        with connection.cursor() as cursor:
            held = connection.introspection.get_constraints(cursor, table)
        for index, about in held.items():
            if about["index"] and about["columns"] == [f"{name}_id"]:
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(index)}")


def ending() -> models.ForeignKey[Any, Any]:
    """What each of them is from now on."""
    to_one = {"null": True, "on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}
    return models.ForeignKey(to="records.entry", db_index=False, **to_one)


class Migration(migrations.Migration):
    """Only indexes go; no row is touched."""

    dependencies = [("records", "0004_lifted_conflicts")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop, migrations.RunPython.noop)],
            state_operations=[migrations.AlterField(model, name, ending()) for model, name in ENDINGS],
        )
    ]
