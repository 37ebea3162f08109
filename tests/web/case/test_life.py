"""A case worked from first contact to the check after closing, each deed through its own page."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.cast import NOW, Landlord, a_case
from tests.web.desk import at_the_desk, done, first, mark_of, today, words_of
from upstander.policy.terms import RiskForm, RiskLevel
from upstander.records.case import Case
from upstander.records.plans import Plan
from upstander.records.versions import terms_of

LONG = "I rang at four and she said that she feels safer now than before."


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def party(browser: Client, number: str, part: str = "Resident we are hearing") -> str:
    """The key of somebody in the case, as a page offers it."""
    page = browser.get(f"/case/{number}/correct-party").content.decode()
    found = re.search(
        rf'name="party" type="radio" value="([^"]+)"[^>]*>[^<]*<label[^>]*>[^<]*</label>\s*<div[^>]*>{part}', page
    )
    assert found, page
    return found[1]


def lowest(form: RiskForm) -> dict[str, str]:
    """The answers of somebody who is at little risk."""
    return {f"answer_{one.code}": min(one.answers, key=lambda answer: answer.score).code for one in form.questions}


def contact(who: str) -> dict[str, Any]:
    return {
        "party": who,
        "way": "phone",
        "reached": "yes",
        "words": LONG,
        "still_safe": "on",
        **today(),
        "at_time": "9am",
    }


def test_from_first_contact_to_the_check_after_closing(okafor: Client, number: str) -> None:
    at, she = f"/case/{number}", party(okafor, number)
    he = party(okafor, number, "Person complained of")
    assert "They hear from us next by" in done(okafor, f"{at}/record-first-contact", **contact(she))
    assert "The contact is recorded." in done(okafor, f"{at}/record-interview", **contact(she))
    assess(okafor, number, she)
    plan(okafor, number)
    agree(okafor, number, she)
    step = first(okafor.get(f"{at}/record-step"), "which")
    assert "It is recorded." in done(okafor, f"{at}/record-step", which=step, outcome="done", **today("done_on"))
    for who in (she, he):
        words = done(okafor, f"{at}/consider-support", party=who, outcome="offered", words="A call each week.")
        assert "It is recorded." in words
    found = {"done": "I knocked at all six doors and asked.", "finding": "Two of them heard it too."}
    assert "Our investigation is on the record." in done(okafor, f"{at}/record-investigation", **found)
    assert "Nothing stands in the way of closing" in words_of(okafor.get(f"{at}/close-case"))
    ends = {"outcome": "stopped", "words": LONG, "told": "on", "offered_talk": "on"}
    assert "They are asked how things are by 16 December 2026." in done(okafor, f"{at}/close-case", **ends)
    later = {"party": she, "state": "better", "words": "She goes to the shop again."}
    with time_machine.travel(NOW + timedelta(minutes=9), tick=False):
        assert "It is on the record." in done(okafor, f"{at}/check-after-closing", **later)
    assert "Reopen" not in words_of(okafor.get(f"{at}/do"))


def assess(browser: Client, number: str, who: str) -> None:
    """The answers are shown for what they come to before anything is recorded."""
    address, case = f"/case/{number}/assess-risk", Case.objects.get(number=number)
    said = {"party": who, **lowest(terms_of(case.version_id).risk)}
    mark = mark_of(browser.get(address))
    shown = browser.post(address, {"mark": mark, **said, "act": "see"})
    assert shown.status_code == 200
    assert "What the answers come to" in words_of(shown)
    assert f'value="{RiskLevel.LOW}" checked' in shown.content.decode()
    assert Case.objects.get(number=number).risk == ""
    sent = browser.post(address, {"mark": mark_of(shown), **said, "act": "do", "level": RiskLevel.LOW})
    assert sent.status_code == 302, words_of(sent)
    assert "The risk is recorded as low." in words_of(browser.get(sent["Location"]))


def plan(browser: Client, number: str) -> None:
    """A step more is asked for, and what was typed is kept; what is missing of a step is said."""
    address = f"/case/{number}/record-plan"
    page = browser.get(address)
    tool = "locks_lighting"
    typed = {
        "mark": mark_of(page),
        "rows": "2",
        "aim": "To go to the shop again.",
        "tool_0": tool,
        "what_0": "A new lock",
    }
    more = browser.post(address, {**typed, "due_0_day": "31", "act": "more"})
    assert more.status_code == 200
    assert "Step 3" in words_of(more)
    assert "There is a problem" not in words_of(more)
    assert "A new lock" in words_of(more)
    assert 'value="31"' in more.content.decode()
    wrong = browser.post(address, {**typed, "rows": "3", **today("due_0")})
    assert wrong.status_code == 422
    assert "Step 1: write who does it" in words_of(wrong)
    assert "Version 1 of the plan" in done(browser, address, **typed, who_0="Repairs", **today("due_0"))


def agree(browser: Client, number: str, who: str) -> None:
    """Only the version that was read is answered."""
    address = f"/case/{number}/answer-plan"
    said = {"party": who, "reply": "agrees", "given_by": "phone", "read_back": "on"}
    old = browser.post(address, {"mark": mark_of(browser.get(address)), **said, "version": "7"})
    assert old.status_code == 422
    assert "The plan has changed since." in words_of(old)
    assert "The plan is in force now." in done(browser, address, **said, version="1")


def test_a_plan_that_is_changed_keeps_what_is_done(okafor: Client, number: str) -> None:
    plan(okafor, number)
    at = f"/case/{number}"
    step = first(okafor.get(f"{at}/record-step"), "which")
    done(okafor, f"{at}/record-step", which=step, outcome="done", **today("done_on"))
    said = {"rows": "2", "aim": "The same.", "tool_0": "support", "what_0": "A call", "who_0": "Me", **today("due_0")}
    assert "Version 2" in done(okafor, f"{at}/record-plan", **said)
    newest = Plan.objects.get(version=2)
    assert sorted(newest.steps.values_list("tool", "outcome")) == [("locks_lighting", "done"), ("support", "")]


def test_safe_contact_starts_from_what_was_said_last_and_from_nobody_elses(okafor: Client, number: str) -> None:
    address, she = f"/case/{number}/set-safe-contact", party(okafor, number)
    asked = okafor.get(address).content.decode()
    assert f'href="?party={she}"' in asked
    assert 'name="phone"' not in asked
    page = okafor.get(f"{address}?party={she}").content.decode()
    assert 'name="phone" type="radio" value="safe" checked' in page
    assert "weekdays after 4pm" in page
    he = party(okafor, number, "Person complained of")
    assert "Person complained of" not in page[page.index("<form") :]
    nobody = okafor.get(f"{address}?party={he}").content.decode()
    assert 'value="weekdays after 4pm"' not in nobody
    said = {"party": she, "phone": "never", "text": "safe", "hours": "mornings"}
    assert "How to reach them safely is recorded." in done(okafor, address, **said)
    assert "Never: phone call." in words_of(okafor.get(f"/case/{number}"))


def test_what_is_left_empty_stays_as_it_was(okafor: Client, number: str) -> None:
    she = party(okafor, number)
    said = {"party": she, "because": "Her name is spelt in another way.", "name": "Rihana Begum"}
    done(okafor, f"/case/{number}/correct-party", **said)
    seen = words_of(okafor.get(f"/case/{number}/people/{she}"))
    assert "Rihana Begum" in seen
    assert "07700 900123" in seen
