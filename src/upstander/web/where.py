"""Where things are: the address of a case, a report, and the page of each deed, with what it starts from."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from upstander.policy.deeds import Deed

READS = frozenset({Deed.OPEN_CASE_FILE, Deed.OPEN_REPORT})
REPORT = "R-"


def with_query(address: str, **asked: str) -> str:
    """Return the address with what is asked of it; nothing stands in it that is empty."""
    given = {name: value for name, value in asked.items() if value}
    return f"{address}?{urlencode(given)}" if given else address


def subject(number: str) -> str:
    """Return the page of a case, or of a report that waits."""
    room = "waiting_report" if number.startswith(REPORT) else "case"
    return reverse(room, args=[number])


def task(number: str, deed: str, **start: str) -> str:
    """Return the page on which a deed is done. `start`: whom or what it is about, to be chosen there already."""
    if deed in READS:
        return subject(number)
    room = "report_deed" if number.startswith(REPORT) else "case_deed"
    return with_query(reverse(room, args=[number, Deed(deed)]), **start)
