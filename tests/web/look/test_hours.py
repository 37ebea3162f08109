"""Days and hours for messages, as a person writes them and as a machine keeps to them."""

from __future__ import annotations

import pytest

from upstander.policy.safe_contact import safe_hours
from upstander.web.look.hours import SafeHoursForm, start_of


def form(**given: object) -> SafeHoursForm:
    return SafeHoursForm({"safe_from": "", "safe_until": "", **given})


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({}, None),
        ({"safe_from": "4pm", "safe_until": "8pm"}, "every day 16:00-20:00"),
        ({"safe_days": ["Fri", "Mon"], "safe_from": "16:30", "safe_until": "8pm"}, "Mon Fri 16:30-20:00"),
        ({"safe_days": ["Sun"], "safe_from": "10pm", "safe_until": "2am"}, "Sun 22:00-02:00"),
    ],
)
def test_what_is_written_is_kept_and_comes_back(given, kept):
    filled = form(**given)
    assert filled.is_valid(), filled.errors
    assert filled.cleaned_data.get("safe_hours") == kept
    if kept:
        assert str(safe_hours({"safe_hours": kept})) == kept
        again = form(**start_of({"safe_hours": kept}))
        assert again.is_valid()
        assert again.cleaned_data["safe_hours"] == kept


@pytest.mark.parametrize(
    "given", [{"safe_from": "4pm"}, {"safe_until": "4pm"}, {"safe_days": ["Mon"]}, {"safe_from": "soon"}]
)
def test_half_of_it_is_asked_for(given):
    assert not form(**given).is_valid()
