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
# Its compiler takes longer over a page's statement than the statement itself: 110 of 115 ms for finding a name.
POSTGRES = "-c synchronous_commit=on -c jit=off"


def opened(url: str, *, keep_for: int) -> dict[str, Any]:
    """Return Django's settings for one database, keeping every option that the URL itself names."""
    database: dict[str, Any] = {**dj_database_url.parse(url, conn_max_age=keep_for, conn_health_checks=bool(keep_for))}
    told = database.get("OPTIONS", {})
    if database["ENGINE"].endswith("sqlite3"):
        options = told | SQLITE
    else:
        options = told | {"options": f"{told.get('options', '')} {POSTGRES}".strip()}
    return database | {"OPTIONS": options, "ATOMIC_REQUESTS": False}


def tested(database: dict[str, Any], *, keys: bool) -> dict[str, Any]:
    """Return the settings of a test's database.

    SQLite uses the file it names, for write-ahead logging and threads need a real one. The key store's single table
    is made without walking through every migration of the other database.
    """
    test: dict[str, Any] = {"MIGRATE": not keys}
    if database["ENGINE"].endswith("sqlite3") and database["NAME"] != ":memory:":
        test["NAME"] = database["NAME"]
    return database | {"TEST": test}
