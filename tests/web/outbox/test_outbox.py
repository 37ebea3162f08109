"""The pages of what is stuck and of how sending is doing: plain reasons, a way out, and nobody's name."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django_tasks_db.models import DBTaskResult

from tests.cast import NOW, a_case
from tests.post.stuck import a_stuck_notice
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.post.health import SILENT_AFTER, beat
from upstander.records.outbox import OutboxItem


@pytest.fixture
def number(desk_house):
    return a_case(desk_house)


@pytest.fixture
def item(desk_house, number):
    return a_stuck_notice(desk_house, number)


def test_the_list_says_why_and_the_way_out(desk_house, number, item):
    browser = at_the_desk(desk_house, "reid")
    with few_statements():
        page = words_of(browser.get("/post"))
    for words in (number, "A message for you", "It could not be delivered: SMTPRecipientsRefused 550", "Try again"):
        assert words in page
    assert "Nothing is stuck." in words_of(at_the_desk(desk_house, "haddad").get("/post"))
    assert at_the_desk(desk_house, "okafor").get("/post").status_code == 404


def test_it_is_tried_again_once(desk_house, item):
    browser, address = at_the_desk(desk_house, "reid"), f"/post/{item}/try-again"
    mark = mark_of(browser.get(address))
    for _ in range(2):
        assert browser.post(address, {"mark": mark})["Location"] == "/post"
    assert OutboxItem.objects.get(pk=item).state == "waiting"


def test_a_reason_is_asked_for_and_kept_while_it_is_short(desk_house, item):
    browser, address = at_the_desk(desk_house, "reid"), f"/post/{item}/give-up"
    sent = browser.post(address, {"mark": mark_of(browser.get(address)), "because": "no"})
    assert sent.status_code == 422
    assert "Say in a sentence how they were told instead" in words_of(sent)
    assert ">no</textarea>" in sent.content.decode().replace("\n", "")
    said = done(browser, address, because="They came to the office and were told there.")
    assert "It was given up, with your reason." in said
    assert "Nothing is stuck." in said


def test_the_case_says_that_it_was_given_up_and_why(desk_house, number, item):
    browser = at_the_desk(desk_house, "reid")
    done(browser, f"/post/{item}/give-up", because="They came to the office and were told there.")
    page = words_of(browser.get(f"/case/{number}"))
    assert "A notice that was stuck was given up" in page
    assert "They came to the office and were told there." in page


def test_health_counts_and_names_nobody(desk_house, number, item):
    beat("host:1", began=NOW, ended=NOW + timedelta(seconds=2), failed=["anchor"])
    DBTaskResult.objects.create(
        status="FAILED",
        args_kwargs={},
        task_path="upstander.post.x.y",
        backend_name="default",
        run_after=NOW,
        exception_class_path="ValueError",
        traceback="",
    )
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        browser = at_the_desk(desk_house, "moss")
        with few_statements():
            page = words_of(browser.get("/administration/health"))
    for words in ("Could not be delivered 1", "post.x.y: ValueError, 1 times", "host:1", "anchor", "2.0 seconds"):
        assert words in page
    assert "No worker has ended a round" not in page
    assert not {"Okafor", "Begum", "Reid", number} & set(page.replace(".", " ").split())


def test_health_warns_when_no_worker_was_heard_of_for_five_minutes(desk_house):
    warning = "No worker has ended a round in the last five minutes."
    browser = at_the_desk(desk_house, "reid")
    assert warning in words_of(browser.get("/administration/health"))
    beat("host:1", began=NOW, ended=NOW, failed=[])
    for later, warned in ((SILENT_AFTER, False), (SILENT_AFTER + timedelta(seconds=1), True)):
        with time_machine.travel(NOW + later, tick=False):
            browser = at_the_desk(desk_house, "reid")
            assert (warning in words_of(browser.get("/administration/health"))) is warned
