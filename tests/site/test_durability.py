"""Nothing is served from a database that could lose or rewrite what was acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from upstander.records import keyring
from upstander.records.journal import Entry
from upstander.records.versions import ProcedureVersion
from upstander.site import durability
from upstander.site.databases import opened
from upstander.site.refusal import Misconfigured


def test_both_databases_are_as_promised() -> None:
    for alias in connections:
        connections[alias].ensure_connection()
        assert durability.weaknesses(connections[alias]) == []


def test_the_databases_share_nothing() -> None:
    default, keys = connections["default"], connections["keys"]
    assert default.settings_dict["NAME"] != keys.settings_dict["NAME"]
    assert "keystore_datakey" not in default.introspection.table_names()
    assert "keystore_datakey" in keys.introspection.table_names()
    assert "records_entry" not in keys.introspection.table_names()


def refused_with(**options: str) -> str:
    """Open one more connection with weaker options, twice; what is said to both attempts."""
    weak = connection.copy()
    weak.settings_dict["OPTIONS"] |= options
    said = set()
    for _ in range(2):
        with pytest.raises(Misconfigured) as refusal:
            weak.ensure_connection()
        said.add(str(refusal.value))
    return said.pop() if len(said) == 1 else ""


@pytest.mark.sqlite
@pytest.mark.parametrize("weaker", ["synchronous=NORMAL", "synchronous=OFF", "recursive_triggers=OFF"])
def test_a_weaker_pragma_refuses_the_connection(weaker: str) -> None:
    good = str(connection.settings_dict["OPTIONS"]["init_command"])
    assert f"PRAGMA {weaker.split('=')[0]} is" in refused_with(init_command=f"{good};PRAGMA {weaker}")


@pytest.mark.sqlite
def test_a_database_without_a_write_ahead_log_is_refused() -> None:
    answers = {"PRAGMA journal_mode": "delete", "PRAGMA synchronous": 2}
    weak = SimpleNamespace(execute=lambda asked: SimpleNamespace(fetchone=lambda: [answers.get(asked, 1)]))
    found = durability.weaknesses(SimpleNamespace(vendor="sqlite", connection=weak))  # type: ignore[arg-type]  # stands in for a connection
    assert found == ["PRAGMA journal_mode is delete, not wal"]


@pytest.mark.sqlite
def test_writers_wait_their_turn_from_the_start() -> None:
    assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert connection.settings_dict["OPTIONS"]["timeout"] >= 20
    assert connection.settings_dict["ATOMIC_REQUESTS"] is False


def test_an_unknown_database_is_refused() -> None:
    assert durability.weaknesses(SimpleNamespace(vendor="mysql"))  # type: ignore[arg-type]  # stands in for a connection


@pytest.mark.postgres
def test_the_run_that_claims_postgres_is_on_postgres() -> None:
    assert {connections[alias].vendor for alias in connections} == {"postgresql"}
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        assert int(cursor.fetchone()[0]) >= 150000


@pytest.mark.postgres
def test_a_lazy_commit_refuses_the_connection() -> None:
    assert "synchronous_commit is off" in refused_with(options="-c synchronous_commit=off")


@pytest.fixture
def as_application() -> Iterator[BaseDatabaseWrapper]:
    """The connection, in the hands of a role that may add to the journal and read it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE application")
        cursor.execute("GRANT SELECT, INSERT ON records_entry TO application")
        cursor.execute("SET ROLE application")
        yield connection
        cursor.execute("RESET ROLE")


@pytest.mark.postgres
def test_the_owner_of_the_journal_may_not_serve() -> None:
    assert "could change the journal" in durability.journal_weakness(connection)


@pytest.mark.postgres
def test_a_role_that_only_adds_and_reads_may_serve(as_application: BaseDatabaseWrapper) -> None:
    assert durability.journal_weakness(as_application) == ""


@pytest.mark.postgres
@pytest.mark.parametrize("power", ["UPDATE", "DELETE", "TRUNCATE"])
def test_a_role_with_one_power_more_may_not(as_application: BaseDatabaseWrapper, power: str) -> None:
    with as_application.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(f"GRANT {power} ON records_entry TO application")
        cursor.execute("SET ROLE application")
    assert "could change the journal" in durability.journal_weakness(as_application)


def test_options_named_in_the_address_are_kept() -> None:
    database = opened(
        "postgres://app@/upstander?host=/run/postgresql&sslmode=verify-full&options=-c+work_mem%3D8MB", keep_for=60
    )
    assert database["OPTIONS"]["host"] == "/run/postgresql"
    assert database["OPTIONS"]["sslmode"] == "verify-full"
    assert database["OPTIONS"]["options"] == "-c work_mem=8MB -c synchronous_commit=on -c jit=off"


def test_weak_options_in_the_address_do_not_win() -> None:
    database = opened("sqlite:////srv/upstander.sqlite3?transaction_mode=DEFERRED&timeout=1", keep_for=60)
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20


def test_the_check_that_migrate_runs_finds_nothing() -> None:
    assert [message for message in run_checks(databases=["default", "keys"]) if message.is_serious()] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_that_commits_leaves_the_house_as_it_was(turn: int) -> None:
    assert ProcedureVersion.objects.count() == 1
    assert Entry.objects.count() == 0
    ProcedureVersion.objects.create(number=2, effective_from="2026-11-22", body={})
    with pytest.raises(DatabaseError, match="not the next entry"), transaction.atomic():
        not_the_next_entry().save(force_insert=True)


def not_the_next_entry() -> Entry:
    """An entry that jumps the chain, which the guards have to refuse."""
    now = datetime.now(UTC)
    return Entry(
        seq=7, at=now, entered_at=now, actor="x", role="x", deed="x", clause="7", allowed=True, detail={},
        sealed_by=keyring.mint("case"), prev=bytes(32), mac=bytes(32),
    )  # fmt: skip
