"""A database with data in it, as the first release left it, migrates to the newest: rows kept, the journal whole.

The data is put there as plain rows, since today's deeds know columns that were not there then.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from upstander.policy.terms import ClockKey
from upstander.records import journal, keyring
from upstander.records.case import Conflict
from upstander.records.interests import ReportConflict
from upstander.records.journal import Entry
from upstander.records.versions import ProcedureVersion, shipped, terms_of

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
AT = datetime(2026, 11, 18, 10, tzinfo=UTC)
FIRST = ("records", "0002_guards_and_first_version")
ENTRIES = 30


@pytest.fixture
def then() -> Iterator[Apps]:
    """A database of its own, as the first release made it, in the place of the tests' database."""
    tests_own = connection.settings_dict["NAME"]
    with TemporaryDirectory(prefix="upstander-then-") as folder:
        own = f"{folder}/then.sqlite3" if connection.vendor == "sqlite" else f"then_{uuid.uuid4().hex}"
        _made(own)
        _turn_to(own)
        try:
            yield MigrationExecutor(connection).migrate([FIRST]).apps
        finally:
            _turn_to(tests_own)
            _gone(own)


def _turn_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def _made(name: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')


def _gone(name: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def newest() -> None:
    """Migrate to the newest, as `upstander migrate` does."""
    executor = MigrationExecutor(connection)
    executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key[0] == "records"])


def entered(how_many: int = ENTRIES) -> list[uuid.UUID]:
    """Enter in the journal of then; its table has not changed since, or this would fail."""
    key = keyring.standing("journal")
    with transaction.atomic():
        journal.chain(
            [
                Entry(
                    sealed_by=key,
                    at=AT,
                    actor="operator",
                    role="operator",
                    deed="receive_report",
                    clause="2 e",
                    allowed=n % 3 > 0,
                    detail={"n": n, "words": "spat at my door"},
                )
                for n in range(how_many)
            ]
        )
    return list(Entry.objects.order_by("seq").values_list("pk", flat=True))


def filled(old: Apps) -> dict[str, Any]:
    """Put people, homes, a case and what hangs on it into the tables of then."""
    entry = entered()[0]
    key = keyring.standing("journal")

    def made(model: str, **facts: Any) -> Any:
        return old.get_model("records", model).objects.create(**facts)

    area = made("Area", name="Ferry", borough="Southwark")
    team = made("Team", name="North")
    staff = made("Staff", email="okafor@landlord.example", name="Joy Okafor", password="x")
    made("Appointment", staff=staff, role="housing_officer", team=team, start=AT, entry_id=entry)
    version = made("ProcedureVersion", number=2, effective_from=date(2026, 11, 1), body=shipped() | {"version": 2})
    outbox = made(
        "OutboxItem",
        sealed_by=key,
        entry_id=entry,
        key="k",
        notice="alert",
        channel="email",
        staff=staff,
        reference=b"sealed then",
        send_after=AT,
    )
    made("Membership", staff=staff, team=team)
    return {"area": area.pk, "team": team.pk, "staff": staff.pk, "version": version.pk, "outbox": outbox.pk}


def counted(apps: Apps) -> dict[str, int]:
    """How many rows each table holds, of the tables that were there then."""
    return {
        model._meta.db_table: model._default_manager.count() for model in apps.get_app_config("records").get_models()
    }


def test_rows_are_kept_the_journal_is_whole_and_guarded_and_goes_on(then: Apps) -> None:
    keys = filled(then)
    before = counted(then)
    rows = list(then.get_model("records", "Staff").objects.values_list("email", "name"))
    assert (before["records_entry"], len(rows)) == (ENTRIES, 1)
    newest()
    assert counted(then) == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT email, name FROM records_staff")
        assert cursor.fetchall() == rows
        cursor.execute("SELECT number FROM records_procedureversion ORDER BY number")
        assert cursor.fetchall() == [(1,), (2,)]
    assert list(journal.breaks()) == []
    assert [entry.detail["n"] for entry in Entry.objects.order_by("seq")] == list(range(ENTRIES))
    assert ProcedureVersion.objects.get(pk=keys["version"]).adopted_by is None
    assert terms_of(keys["version"]).clock(ClockKey.TRIAGE).amount == 1
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_entry SET deed = 'x'")
    entered(3)
    assert Entry.objects.count() == ENTRIES + 3
    assert list(journal.breaks()) == []


def test_conflicts_of_before_stand_and_one_that_was_lifted_may_be_entered_again(then: Apps) -> None:
    keys = filled(then)
    before = MigrationExecutor(connection).migrate([("records", "0003_pipes")]).apps
    row = {"sealed_by": keyring.standing("journal"), "entry_id": Entry.objects.earliest("seq").pk}

    def made(model: str, **facts: Any) -> Any:
        return before.get_model("records", model).objects.create(**facts)

    matter = made("Matter", number="HM-2026-0001", opened_at=AT)
    case = made(
        "Case", **row, number="HC-2026-0001", matter=matter, version_id=keys["version"], kind="asb", priority="normal",
        hate=False, stage="opened", team_id=keys["team"], received_at=AT, opened_at=AT, home=b"home", summary=b"told",
    )  # fmt: skip
    report = made(
        "Report", **row, number="R-2026-0001", idempotency_key="k", fingerprint=b"f", channel="web", on_behalf="me",
        confidence="named", received_at=AT, kind="asb", priority="normal", hate=False, story=b"told", answers=b"{}",
        home=b"home", case=case, state="opened", ended_id=row["entry_id"],
    )  # fmt: skip
    made("Conflict", **row, case=case, staff_id=keys["staff"], reason=b"sealed then")
    made("ReportConflict", **row, report=report, staff_id=keys["staff"], reason=b"sealed then")
    newest()
    for table, about, own in (("conflict", "case_id", case), ("reportconflict", "report_id", report)):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT reason, ended_id FROM records_{table}")
            ((reason, ended),) = cursor.fetchall()
            assert (bytes(reason), ended) == (b"sealed then", None)
        model = Conflict if table == "conflict" else ReportConflict
        again = {"sealed_by": row["sealed_by"], "entry_id": row["entry_id"], about: own.pk, "reason": "again"}
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**again, staff_id=keys["staff"])
        model.objects.update(ended=row["entry_id"])
        model.objects.create(**again, staff_id=keys["staff"])
