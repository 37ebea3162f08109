"""What has not ended stands in no index of endings: nearly every row is open, and such an index leads to them all.

Django would make each table anew on SQLite for this; the old indexes are only dropped, and those of ended rows added.
What a token leads to joins its index, so that a common name is looked up there and nowhere else.
"""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

ENDINGS = (
    ("caselink", "ended", "case_link_ended"),
    ("conflict", "ended", "conflict_ended"),
    ("keptfile", "moved", "kept_file_moved"),
    ("note", "moved", "note_moved"),
    ("owedduty", "done", "duty_done"),
    ("party", "ended", "party_ended"),
    ("planstep", "done", "plan_step_done"),
    ("reportconflict", "ended", "report_conflict_ended"),
    ("residentcode", "ended", "resident_code_ended"),
)
LEADS_TO = ["kind", "digest", "person_id", "case_id", "report_id"]


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop the index of each of these columns."""
    connection = schema_editor.connection
    for model, column, _ in ENDINGS:
        table = apps.get_model("records", model)._meta.db_table
        with connection.cursor() as cursor:
            held = connection.introspection.get_constraints(cursor, table)
        for index, about in held.items():
            if about["index"] and about["columns"] == [f"{column}_id"]:
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(index)}")


def ending() -> models.ForeignKey[Any, Any]:
    """What each of them is from now on."""
    to_one = {"null": True, "on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}
    return models.ForeignKey(to="records.entry", db_index=False, **to_one)


def where_set(column: str, name: str) -> models.Index:
    """Return the index of the rows that have ended."""
    return models.Index(fields=[column], condition=models.Q(**{f"{column}__isnull": False}), name=name)


class Migration(migrations.Migration):
    """Only indexes change; no row is touched."""

    dependencies = [("records", "0004_lifted_conflicts")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(drop, migrations.RunPython.noop)],
            state_operations=[migrations.AlterField(model, column, ending()) for model, column, _ in ENDINGS],
        ),
        migrations.RemoveIndex("token", "token_by_digest"),
        migrations.AddIndex("token", models.Index(fields=LEADS_TO, name="token_leads_to")),
        *(migrations.AddIndex(model, where_set(column, name)) for model, column, name in ENDINGS),
    ]
