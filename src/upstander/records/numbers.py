"""Reference numbers: one statement each, so that two at once never get the same."""

from __future__ import annotations

from django.db import connection

from upstander.records.reports import Counter

CASE, REPORT, MATTER = "HC", "R", "M"

_NEXT = (
    "INSERT INTO records_counter (series, year, last) VALUES (%s, %s, %s) "
    "ON CONFLICT (series, year) DO UPDATE SET last = records_counter.last + excluded.last RETURNING last"
)


def next_number(series: str, *, year: int) -> str:
    """Take the next number of a series, such as HC-2026-0412; call inside the transaction that uses it."""
    return numbers(series, year=year, how_many=1)[0]


def numbers(series: str, *, year: int, how_many: int) -> list[str]:
    """Take several numbers in a row, for imports and benches."""
    assert Counter._meta.db_table == "records_counter"
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series, year, how_many])
        (last,) = cursor.fetchone()
    return [f"{series}-{year}-{number:04d}" for number in range(last - how_many + 1, last + 1)]
