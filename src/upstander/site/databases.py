"""How the two databases are opened, so that what was acknowledged is never lost (trust: keeping)."""

from __future__ import annotations

from typing import Any

import dj_database_url

# FULL, not NORMAL: after a power cut NORMAL loses reports that somebody was already thanked for.
# IMMEDIATE: a deferred transaction that turns to writing is told "locked" instead of waiting its turn.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON;"
        "PRAGMA recursive_triggers=ON;"
        "PRAGMA secure_delete=ON"
    ),
}
POSTGRES = "-c synchronous_commit=on"


def opened(url: str, *, keep_for: int) -> dict[str, Any]:
    """Return Django's settings for one database, keeping every option that the URL itself names."""
    database: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=keep_for, conn_health_checks=bool(keep_for))}
    told = database.get("OPTIONS", {})
    if database["ENGINE"].endswith("sqlite3"):
        options = told | SQLITE
    else:
        options = told | {"options": f"{told.get('options', '')} {POSTGRES}".strip()}
    return database | {"OPTIONS": options, "ATOMIC_REQUESTS": False}


def tested(database: dict[str, Any]) -> dict[str, Any]:
    """Let the tests use a SQLite file where one is named: write-ahead logging and threads need a real file."""
    in_a_file = database["ENGINE"].endswith("sqlite3") and database["NAME"] != ":memory:"
    return database | {"TEST": {"NAME": database["NAME"]}} if in_a_file else database
