"""The database's own refusal to change or remove a journal entry, or to take one that is not the next (trust.md)."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "records_entry"

_SQLITE_LAY = (
    f"CREATE TRIGGER entry_no_update BEFORE UPDATE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    f"CREATE TRIGGER entry_no_delete BEFORE DELETE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    f"CREATE TRIGGER entry_is_next BEFORE INSERT ON {TABLE} "  # noqa: S608 - no input of anybody's
    f"WHEN NEW.seq <> COALESCE((SELECT MAX(seq) FROM {TABLE}), 0) + 1 "
    f"OR NEW.prev <> COALESCE((SELECT mac FROM {TABLE} ORDER BY seq DESC LIMIT 1), zeroblob(32)) "
    "BEGIN SELECT RAISE(ABORT, 'this is not the next entry of the journal'); END",
)
_SQLITE_LIFT = tuple(
    f"DROP TRIGGER IF EXISTS {name}" for name in ("entry_no_update", "entry_no_delete", "entry_is_next")
)

_POSTGRES_LAY = (
    "CREATE OR REPLACE FUNCTION records_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE OR REPLACE FUNCTION records_entry_next() RETURNS trigger LANGUAGE plpgsql AS $$ "  # noqa: S608 - ours too
    "DECLARE last record; BEGIN "
    f"SELECT seq, mac INTO last FROM {TABLE} ORDER BY seq DESC LIMIT 1; "
    "IF NEW.seq <> COALESCE(last.seq, 0) + 1 OR NEW.prev <> COALESCE(last.mac, decode(repeat('00', 32), 'hex')) "
    "THEN RAISE EXCEPTION 'this is not the next entry of the journal'; END IF; RETURN NEW; END $$",
    f"CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION records_entry_refuse()",
    f"CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION records_entry_refuse()",
    f"CREATE TRIGGER entry_is_next BEFORE INSERT ON {TABLE} FOR EACH ROW EXECUTE FUNCTION records_entry_next()",
)
_POSTGRES_LIFT = tuple(
    f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in ("entry_no_change", "entry_no_truncate", "entry_is_next")
)


def lay(connection: BaseDatabaseWrapper) -> None:
    """Put the guards in place, where they are not."""
    lift(connection)
    _run(connection, _SQLITE_LAY if connection.vendor == "sqlite" else _POSTGRES_LAY)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away: for migrations and tests; the application's own role on PostgreSQL cannot."""
    _run(connection, _SQLITE_LIFT if connection.vendor == "sqlite" else _POSTGRES_LIFT)


def _run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
