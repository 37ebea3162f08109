"""A link to a deed leads to the page of that deed, and to nowhere else."""

from __future__ import annotations

import pytest
from django.urls import resolve

from upstander.policy.deeds import Deed
from upstander.web import where
from upstander.web.case.deeds.table import PAGES as IN_A_CASE
from upstander.web.triage.deeds import PAGES as OF_A_REPORT

CASE, REPORT = "HC-2026-0412", "R-2026-0007"


@pytest.mark.parametrize(
    ("number", "deed", "room"),
    [(CASE, deed, "case_deed") for deed in IN_A_CASE] + [(REPORT, deed, "report_deed") for deed in OF_A_REPORT],
)
def test_every_deed_with_a_page_is_led_to(number: str, deed: Deed, room: str) -> None:
    found = resolve(where.task(number, deed))
    assert (found.url_name, found.kwargs) == (room, {"number": number, "deed": deed})


@pytest.mark.parametrize(("number", "room"), [(CASE, "case"), (REPORT, "waiting_report")])
def test_reading_leads_to_the_thing_itself(number: str, room: str) -> None:
    for deed in where.READS:
        assert resolve(where.task(number, deed)).url_name == room
