"""Refuses to start on a database that could lose or rewrite what was acknowledged (trust: keeping, journal).

What settings ask for and what a connection does are two things, so it is read back from each new connection.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from upstander.site.refusal import Misconfigured

JOURNAL = ("records", "Entry")
PRAGMAS: dict[str, frozenset[object]] = {
    "journal_mode": frozenset({"wal"}),
    "synchronous": frozenset({2, 3}),
    "foreign_keys": frozenset({1}),
    "recursive_triggers": frozenset({1}),
}
OWNER = """
    SELECT r.rolsuper OR pg_has_role(r.oid, c.relowner, 'MEMBER')
           OR has_table_privilege(c.oid, 'UPDATE') OR has_table_privilege(c.oid, 'DELETE')
           OR has_table_privilege(c.oid, 'TRUNCATE')
    FROM pg_class c, pg_roles r WHERE c.oid = to_regclass(%s) AND r.rolname = current_user
"""


def on_connection(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Read a new connection back. Raises Misconfigured before anything is written through it."""
    for wrong in weaknesses(connection):
        connection.close()  # or the next attempt would find it open and use it
        raise Misconfigured(f"database {connection.alias}", wrong, "Mend its options; nothing is served from it.")


def weaknesses(connection: BaseDatabaseWrapper) -> list[str]:
    """Return what is weaker than promised on this connection, in words."""
    if connection.vendor == "sqlite":
        return _sqlite(connection)
    if connection.vendor == "postgresql":
        told = _asked(connection, "SHOW synchronous_commit")
        return [] if told in {"on", "remote_apply"} else [f"synchronous_commit is {told}, not on"]
    return [f"{connection.vendor} is not a database this house keeps records in"]


def _sqlite(connection: BaseDatabaseWrapper) -> list[str]:
    wrong = []
    for name, good in PRAGMAS.items():
        told = connection.connection.execute(f"PRAGMA {name}").fetchone()[0]
        in_memory = name == "journal_mode" and told == "memory" and settings.TEST
        if told not in good and not in_memory:
            wrong.append(f"PRAGMA {name} is {told}, not {max(good, key=str)}")
    return wrong


def _asked(connection: BaseDatabaseWrapper, question: str, *values: str) -> Any:
    """Ask past Django's own cursor, which would count the question as the page's."""
    cursor = connection.connection.cursor()
    cursor.execute(question, values)
    row = cursor.fetchone()
    return row[0] if row else None


def journal_weakness(connection: BaseDatabaseWrapper) -> str:
    """Return why the application's role could rewrite the journal; empty when it cannot."""
    if connection.vendor != "postgresql":
        return ""
    connection.ensure_connection()
    can = _asked(connection, OWNER, apps.get_model(*JOURNAL)._meta.db_table)
    if can is None:
        return "the journal has no table yet; run the migrations with the owner's role first"
    return "this role could change the journal; serve with one that may only INSERT and SELECT there" if can else ""


def insist() -> None:
    """Open both databases before the first request. Raises Misconfigured."""
    for alias in connections:
        connections[alias].ensure_connection()
    wrong = journal_weakness(connections["default"]) if settings.REAL else ""
    if wrong:
        raise Misconfigured("UPSTANDER_DATABASE_URL", wrong, "Real mode does not start otherwise.")
    connections.close_all()


def check_databases(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Report weak databases to Django's `check --database` and `migrate`."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        try:
            connections[alias].ensure_connection()
        except Misconfigured as refusal:
            found.append(Error(str(refusal), id="upstander.E001"))
    return found
