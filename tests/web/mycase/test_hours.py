"""Somebody says when messages may come, and which way first, on their own page; staff read and keep the same."""

from __future__ import annotations

from tests.cast import Landlord
from tests.web.desk import at_the_desk, mark_of, words_of
from tests.web.mycase.coming import a_case_with_code, come, text_of
from upstander.records.case import Party
from upstander.records.people import SafeContact


def latest() -> dict[str, object]:
    return SafeContact.objects.latest("checked_at", "entry__seq").wishes


def test_hours_and_the_first_way_are_kept_and_shown_again(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    client = come(code)
    given = {"safe": ["email", "text"], "first": "text", "safe_days": ["Sat"], "safe_from": "9am", "safe_until": "5pm"}
    assert client.post("/your-page/contact", given).status_code == 302
    assert (latest()["first"], latest()["safe_hours"]) == ("text", "Sat 09:00-17:00")
    again = client.get("/your-page/contact").content.decode()
    for kept in ('value="Sat" checked', 'value="09:00"', 'value="17:00"', 'value="text" selected'):
        assert kept in again
    assert "Messages only go out: Sat 09:00-17:00." in words_of(at_the_desk(house, "okafor").get(f"/case/{number}"))


def test_a_first_way_that_is_not_safe_and_half_an_hour_are_asked_again(house: Landlord) -> None:
    client = come(a_case_with_code(house)[1])
    wrong = client.post("/your-page/contact", {"safe": ["email"], "first": "text", "safe_from": "9am"})
    assert wrong.status_code == 422
    assert "Tick this way as safe too, or choose another one to come first" in text_of(wrong)
    assert "Enter both times, or neither" in text_of(wrong)


def test_staff_keep_the_same(house: Landlord) -> None:
    number, _ = a_case_with_code(house)
    browser, address = at_the_desk(house, "okafor"), f"/case/{number}/set-safe-contact"
    party = str(Party.objects.get(case__number=number, part="resident_heard", ended=None).pk)
    mark = mark_of(browser.get(f"{address}?party={party}"))
    given = {"party": party, "text": "safe", "first": "text", "safe_from": "16:00", "safe_until": "20:00"}
    assert browser.post(address, {"mark": mark, **given}).status_code == 302
    assert latest() == {"channels": {"text": "safe"}, "first": "text", "safe_hours": "every day 16:00-20:00"}
