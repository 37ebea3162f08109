"""The journal: append-only on both databases, chained, and honest about where it is not whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import NOW, a_case, a_report, landlord
from upstander.records import guards, journal
from upstander.records.journal import Entry, Head


@pytest.fixture
def written():
    house = landlord()
    a_case(house)
    a_report()
    return list(Entry.objects.order_by("seq"))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_entry SET deed = 'x'",
        "UPDATE records_entry SET allowed = NOT allowed WHERE seq = 2",
        "DELETE FROM records_entry WHERE seq = 2",
        "DELETE FROM records_entry",
    ],
)
def test_the_database_refuses_to_change_it(written, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(journal.breaks()) == []


@pytest.mark.sqlite
def test_insert_or_replace_does_not_slip_by(written):
    columns = ", ".join(field.column for field in Entry._meta.local_concrete_fields)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT OR REPLACE INTO records_entry ({columns}) SELECT {columns} FROM records_entry WHERE seq = 2"
        )
    assert Entry.objects.count() == len(written)


@pytest.mark.postgres
def test_truncate_is_refused(written):
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE records_entry CASCADE")


def test_only_the_next_entry_is_taken(written):
    last = written[-1]
    stray = Entry(
        sealed_by=last.sealed_by,
        seq=last.seq + 2,
        at=NOW,
        entered_at=NOW,
        actor="x",
        role="x",
        deed="x",
        clause="1",
        allowed=True,
        detail={},
        prev=bytes(last.mac),
        mac=b"0" * 32,
    )
    with pytest.raises(DatabaseError, match="not the next"), transaction.atomic():
        stray.save(force_insert=True)


TAMPERINGS = {
    "deed": ("deed", "something_else"),
    "actor": ("actor", "staff:somebody"),
    "role": ("role", "operator"),
    "on behalf": ("on_behalf_of", "x"),
    "allowed": ("allowed", False),
    "clause": ("clause", "1"),
    "time": ("at", NOW + timedelta(days=1)),
    "time of entry": ("entered_at", NOW + timedelta(days=1)),
    "case": ("case_id", None),
    "mac": ("mac", b"1" * 32),
    "prev": ("prev", b"1" * 32),
    "detail": ("detail", b"\x01" + b"0" * 40),
    "key": ("sealed_by", "00000000-0000-0000-0000-000000000000"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_somebody_who_lifts_the_guards_is_found_out(written, what):
    column, value = TAMPERINGS[what]
    case_entry = next(entry for entry in written if entry.case_id)
    guards.lift(connection)
    Entry.objects.filter(pk=case_entry.pk).update(**{column: value})
    guards.lay(connection)
    assert {found.seq for found in journal.breaks()} & {case_entry.seq, case_entry.seq + 1}


def test_removing_the_last_entries_is_found_by_the_anchor(written):
    anchor = journal.head()
    guards.lift(connection)
    last = Entry.objects.order_by("-seq").first()
    assert last
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED" if connection.vendor == "postgresql" else "SELECT 1")
        cursor.execute("DELETE FROM records_entry WHERE seq = %s", [last.seq])
    guards.lay(connection)
    assert list(journal.breaks()) == []
    assert [found.seq for found in journal.breaks([anchor])] == [last.seq]
    _put_back(last)


def test_a_rewritten_chain_is_found_by_the_anchor(written):
    assert [found.what for found in journal.breaks([Head(2, b"2" * 32)])] == [
        "it is not the entry that was anchored outside"
    ]


def test_removing_one_in_the_middle_is_found(written):
    guards.lift(connection)
    middle = written[1]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_entry WHERE seq = %s", [middle.seq])
    guards.lay(connection)
    assert middle.seq + 1 in {found.seq for found in journal.breaks()}
    _put_back(middle)


def _put_back(entry: Entry) -> None:
    """Facts hang on it, and the test's own transaction checks that at its end."""
    guards.lift(connection)
    Entry.objects.bulk_create([entry])
    guards.lay(connection)
