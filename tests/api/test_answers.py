"""One shape for whatever goes wrong; one thing done once; no more questions in a minute than allowed."""

import json
from datetime import timedelta

import pytest
import time_machine

from tests.api.conftest import Asker
from tests.cast import NOW
from upstander.policy.deeds import Deed
from upstander.records.apikeys import ApiKey
from upstander.records.journal import Entry
from upstander.records.reports import Report
from upstander.records.worked import Note

NOTE = {"text": "The lock was changed this morning."}
TOLD = {"story": "He shouted at me on the stairs.", "forms": ["verbal_abuse"]}


def problem(response, status):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/json"
    told = response.json()
    assert set(told) == {"clause", "why", "how"} | ({"fields"} if status == 422 else set())
    assert all(told[name] for name in ("clause", "why", "how"))
    return told


def wrong_fields(response):
    return {one["field"]: one["says"] for one in problem(response, 422)["fields"]}


@pytest.mark.parametrize("key", ["", "Basic abc", "Bearer", "Bearer nothing", "Bearer \ufffd", f"Bearer {'x' * 5000}"])
def test_without_a_key_that_works_nothing_opens(came, reid, key):
    response = reid.get("cases", Authorization=key)
    assert response["WWW-Authenticate"] == "Bearer"
    problem(response, 401)


def test_what_the_policy_refuses_says_clause_why_and_how_and_is_entered(came, reid):
    told = problem(reid.post(f"cases/{came.number}/close-case", {
        "outcome": "stopped", "words": "It is quiet.", "told": False, "offered_talk": False}), 403)  # fmt: skip
    entry = Entry.objects.latest("seq")
    assert (entry.deed, entry.allowed, entry.clause) == (Deed.CLOSE_CASE, False, told["clause"])
    assert entry.on_behalf_of == f"key:{ApiKey.objects.latest('pk').pk}" or entry.on_behalf_of.startswith("key:")


def test_a_row_of_another_case_is_not_found(came, reid):
    body = {"party": came.places()["OTHER"], "outcome": "offered", "words": "They want none."}
    problem(reid.post(f"cases/{came.number}/consider-support", body), 404)


def test_a_key_of_a_row_that_is_no_key_is_not_found(came, reid):
    for body in ({"team": "kid"}, {"team": str(came.house.north.pk), "owner": "kid"}):
        problem(reid.post(f"reports/{came.report}/open-case", body), 404)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nothing",
        "cases/%0A",
        "nothing%0A",
        "cases/HC-2026-0001%0A",
        "cases/HC-2026-0001/no-such",
        "cases/../reports",
        "cases/HC-1/x/y",
    ],
)
def test_an_address_that_is_none(reid, address):
    problem(reid.get(address), 404)


def test_a_method_that_is_none(reid):
    response = reid.browser.delete("/api/v1/cases")
    assert response["Allow"] == "GET"
    problem(response, 405)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"text"}),
        ({"text": 1}, {"text"}),
        ({"text": "x", "more": "y"}, {"more"}),
        ({"text": "x" * 50_001}, {"text"}),
        ({"text": "a\0b"}, {"text"}),
        ('{"text": "\\ud800"}', {"text"}),
        ([], {"body"}),
        ("", {"body"}),
        ("{", {"body"}),
        ('{"text": ' + "[" * 100_000, {"body"}),
        ("null", {"body"}),
    ],
)
def test_what_cannot_be_taken_is_told_field_by_field(came, reid, body, fields):
    found = wrong_fields(reid.post(f"cases/{came.number}/add-note", body))
    assert set(found) == fields
    assert Note.objects.count() == 0


def test_nothing_that_was_sent_comes_back_with_a_problem(came, reid):
    response = reid.post(f"cases/{came.number}/pause-clock", {"until": "Rehana", "reason": "Begum", "Rehana" * 30: 1})
    assert b"Begum" not in response.content
    assert len(response.content) < 2_000


@pytest.mark.parametrize("until", ["2026-13-01", "1", 1, "2026-11-18T10:00:00Z", None, "9999-12-31", "0001-01-01"])
def test_a_day_is_a_day(came, reid, until):
    body = {"duty": came.number, "reason": "resident_asked", "words": "They are away.", "until": until}
    assert set(wrong_fields(reid.post(f"cases/{came.number}/pause-clock", body))) == {"until"}


@pytest.mark.parametrize("at", ["2026-11-18T10:00:00", "now", 5, "2026-11-18T10:00:00+99:00"])
def test_a_moment_has_its_zone(came, reid, at):
    body = {"party": came.party(), "reached": True, "way": "phone", "words": "They are well.", "contacted_at": at}
    assert set(wrong_fields(reid.post(f"cases/{came.number}/record-contact", body))) == {"contacted_at"}


def test_too_much_and_no_json(came, reid):
    problem(reid.post(f"cases/{came.number}/add-note", {"text": "x" * 262_144}), 413)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        problem(reid.post(f"cases/{came.number}/add-note", NOTE, **{"Content-Type": kind}), 415)


def test_a_deed_is_done_once_for_one_key(came, reid):
    address, once = f"cases/{came.number}/add-note", "repairs-2026-000412"
    assert reid.post(address, NOTE, once=once).json()["deed"] == "add_note"
    problem(reid.post(address, '{ "text" : "The lock was changed this morning."}', once=once), 409)
    assert set(wrong_fields(reid.post(address, {"text": "Something else."}, once=once))) == {"Idempotency-Key"}
    assert set(wrong_fields(reid.post(f"cases/{came.places()['QC']}/add-note", NOTE, once=once))) == {"Idempotency-Key"}
    assert Note.objects.count() == 1
    other = Asker(came, "reid")
    assert other.post(address, NOTE, once=once).status_code == 200
    assert Note.objects.count() == 2


@pytest.mark.parametrize("once", ["", "short", "x" * 65, "with space in it ok", "ümlaut-ümlaut-ümlaut"])
def test_a_deed_without_a_right_key_of_its_own_is_not_done(came, reid, once):
    assert "Idempotency-Key" in wrong_fields(reid.post(f"cases/{came.number}/add-note", NOTE, once=once))
    assert Note.objects.count() == 0


def test_a_refused_deed_may_be_sent_again_put_right(came, reid):
    address, once = f"cases/{came.number}/add-note", "repairs-2026-000413"
    problem(reid.post(address, {"text": " "}, once=once), 403)
    assert reid.post(address, NOTE, once=once).status_code == 200


def test_a_report_sent_again_gives_the_same_answer(came, reid):
    first = reid.post("reports", TOLD, once="partner-2026-000977").json()["receipt"]
    again = reid.post("reports", TOLD, once="partner-2026-000977").json()["receipt"]
    assert (first["again"], again["again"]) == (False, True)
    assert {**first, "again": True} == again
    assert first["code"] == ""
    other = {**TOLD, "story": "Something else."}
    assert set(wrong_fields(reid.post("reports", other, once="partner-2026-000977"))) == {"Idempotency-Key"}
    assert Report.objects.get(number=first["number"]).channel == "partner"


def test_a_key_asks_so_often_and_no_more(came, reid, monkeypatch):
    monkeypatch.setattr("upstander.api.who.A_MINUTE_AT_MOST", 3)
    assert [reid.get("cases").status_code for _ in range(3)] == [200] * 3
    slowed = reid.get("cases")
    assert slowed["Retry-After"] == "60"
    problem(slowed, 429)
    assert Asker(came, "reid").get("cases").status_code == 200
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert reid.get("cases").status_code == 200


def test_a_fault_of_ours_says_nothing_of_what_is_inside(came, reid, monkeypatch, caplog):
    def broken(*_, **__):
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("upstander.casework.opened.chain", broken)
    response = reid.post(f"cases/{came.number}/add-note", NOTE)
    problem(response, 500)
    assert b"secret" not in response.content
    assert Note.objects.count() == 0
    assert NOTE["text"] not in json.dumps([record.getMessage() for record in caplog.records])


def test_a_leavers_key_stops_at_once(came, reid):
    assert reid.get("duties").status_code == 200
    came.house.staff["reid"].is_active = False
    came.house.staff["reid"].save()
    problem(reid.get("duties"), 401)
