"""The main job, walked in a real browser from a resident's first words to the check after closing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page

from tests.cast import PASSWORD, Landlord, landlord
from tests.web.report.walking import ANSWERS
from upstander.demo import words
from upstander.policy.workingdays import london_day
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import breaks
from upstander.web import who

TOLD = ANSWERS | {
    "where": {"where": "home"},
    "postcode": {"postcode": "SE1 1AB"},
    "home": {"home_uprn": "990000000101"},
    "contact": {"way": "phone"},
    "hours": {"hours": "weekdays after 4pm"},
}
HEARD = "Rahima Begum"
SAID = "She told me all of it, from the first time to yesterday."
SENTENCE = "We looked at it together, and this is what there is to say."
Come = Callable[..., Page]


@pytest.fixture
def house(settings: Any) -> Iterator[Landlord]:
    """The landlord, in an installation whose clock can be moved on."""
    settings.DEMO = True
    cache.clear()
    yield landlord()
    cache.clear()


@pytest.fixture
def come(browser: Browser, live_server: object) -> Iterator[Come]:
    """Open a browser of one's own for each person."""
    contexts = []

    def opened(*, script: bool = True) -> Page:
        context = browser.new_context(base_url=str(live_server), java_script_enabled=script, locale="en-GB")
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def fill(page: Page, **given: Any) -> None:
    """Answer the questions of a form by their names: ticks, choices, days and words."""
    for name, value in given.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            box = page.locator(f"main [name={name}]")
            kind = box.first.evaluate("it => it.type || it.tagName")
            if kind in {"radio", "checkbox"}:
                page.locator(f"main [name={name}]" + (f"[value='{one}']" if one is not True else "")).check()
            elif kind.startswith("select"):
                box.select_option(str(one))
            else:
                box.fill(str(one))


def day(name: str, *, ahead: int = 0) -> dict[str, str]:
    """The three boxes of a day."""
    on = london_day(who.now()) + timedelta(days=ahead)
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def press(page: Page, words_on_it: str, then: str) -> None:
    """Press a button, and read what follows."""
    page.locator("main").get_by_role("button", name=words_on_it, exact=True).first.click()
    page.locator("main").get_by_text(then).first.wait_for()


def sign_in(page: Page, name: str) -> None:
    """Sign in as everybody does."""
    page.goto("/work")
    page.get_by_label("Work email address").fill(f"{name}@landlord.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="My work").wait_for()


def report(page: Page) -> str:
    """Tell it all, page by page, without JavaScript; return the code."""
    page.goto("/")
    page.get_by_role("button", name="Start").click()
    page.get_by_role("button", name="Continue").click()
    for _ in range(40):
        slug = page.url.rsplit("/", 1)[-1]
        if slug == "check":
            break
        fill(page, **TOLD[slug])
        page.get_by_role("button", name="Continue").click()
    for answer in ("He shouted on the stairs", "1 Ferry Court", "weekdays after 4pm", HEARD):
        assert answer in page.locator("main").inner_text()
    press(page, "Send to us", "We have your report")
    return page.locator(".up-code").inner_text()


def triaged(page: Page, house: Landlord) -> str:
    """Read the report, and open a case with an officer; return its number."""
    page.get_by_role("link", name="Triage").first.click()
    page.get_by_role("link", name="R-").first.click()
    page.get_by_text("He shouted on the stairs").first.wait_for()
    page.locator('main a[href$="/open-case"]').first.click()
    fill(page, to=f"{house.staff['okafor'].pk}|{house.north.pk}")
    press(page, "Open the case", "What you must do next, and why")
    return page.url.rsplit("/", 1)[-1]


def heard(page: Page, number: str) -> None:
    """First contact, the interview, the risk, and a plan: each from the list of what must be done next."""
    page.goto("/work")
    page.get_by_role("link", name="Make first contact").first.click()
    fill(page, way="phone", reached="yes", words=SAID, still_safe=True)
    press(page, "Save", "The contact is recorded")
    page.goto(f"/case/{number}/record-interview")
    fill(page, way="in_person", words=SAID)
    press(page, "Save", "The contact is recorded")
    assess(page, number, words.ANSWERS)
    page.goto(f"/case/{number}/record-plan")
    fill(page, aim="To go in and out without fear.")
    for at, (tool, what) in enumerate((("locks_lighting", "A stronger lock"), ("support", "A talk each week"))):
        fill(page, **{f"tool_{at}": tool, f"what_{at}": what, f"who_{at}": "Joy Okafor", **day(f"due_{at}", ahead=5)})
    press(page, "Save this version", "ready to be put to them")


def assess(page: Page, number: str, answers: dict[str, str]) -> None:
    """Assess the risk to whoever is heard; what the answers come to is shown before anything is recorded."""
    page.goto(f"/case/{number}/assess-risk")
    fill(page, party=party(number), **{f"answer_{code}": answer for code, answer in answers.items()})
    press(page, "Show what this comes to", "What the answers come to")
    press(page, "Record this", "The risk is recorded as")


def party(number: str, part: str = "resident_heard") -> str:
    return str(Case.objects.get(number=number).parties.get(part=part, ended=None).pk)


def agrees(page: Page, code: str) -> None:
    """Come back with the code, without JavaScript; read the plan, and agree to it."""
    page.goto("/your-page")
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("link", name="plan").first.click()
    page.get_by_text("A stronger lock").first.wait_for()
    fill(page, reply="agrees", words="Thank you.")
    press(page, "Send my answer", "We have your answer")


def works(page: Page, number: str) -> None:
    """Steps done, support for everybody, our own investigation, an update."""
    for _ in range(2):
        page.goto(f"/case/{number}/record-step")
        page.locator("main [name=which]").first.check()
        fill(page, outcome="done", words="Done as agreed.", **day("done_on"))
        press(page, "Save", "Saved")
    for one in Case.objects.get(number=number).parties.filter(ended=None):
        page.goto(f"/case/{number}/consider-support")
        fill(page, party=str(one.pk), outcome="offered", words=SENTENCE)
        press(page, "Save", "It is recorded")
    page.goto(f"/case/{number}/hear-evidence")
    fill(page, how_many="2", words="Two recordings of shouting on the stairs.")
    press(page, "Save", "Saved")
    page.goto(f"/case/{number}/record-investigation")
    fill(page, done="I asked the three flats on the stairs and looked at the door.", finding=SENTENCE)
    press(page, "Save", "Our investigation is on the record")


def closes(page: Page, number: str) -> None:
    """Ask to close the case, when all is done that stood in the way."""
    page.goto(f"/case/{number}/close-case")
    fill(page, outcome="stopped", words=SENTENCE, told=True, offered_talk=True)
    page.get_by_role("button", name="Close the case").click()


@pytest.mark.slow
def test_a_report_becomes_a_case_and_is_worked_to_its_close(come: Come, house: Landlord) -> None:
    code = report(come(script=False))
    reid, okafor = come(), come()
    sign_in(reid, "reid")
    number = triaged(reid, house)

    sign_in(okafor, "okafor")
    heard(okafor, number)
    agrees(come(script=False), code)

    okafor.goto(f"/case/{number}/plan")
    okafor.get_by_text("In force").first.wait_for()
    okafor.goto(f"/case/{number}/close-case")
    assert okafor.get_by_role("heading", name="What has to be done first").is_visible()
    closes(okafor, number)
    okafor.get_by_text("This cannot be done yet").wait_for()
    assert okafor.locator("main [name=words]").input_value() == SENTENCE
    assert Case.objects.get(number=number).stage != "closed"

    works(okafor, number)
    who.set_days_ahead(20)
    assess(okafor, number, {**words.ANSWERS, **words.LAST})
    okafor.goto(f"/case/{number}/record-contact")
    fill(okafor, party=party(number), purpose="update", way="phone", reached="yes", words="We agreed to close.")
    press(okafor, "Save", "The contact is recorded")
    closes(okafor, number)
    okafor.get_by_text("The case is closed").first.wait_for()
    assert Case.objects.get(number=number).stage == "closed"

    who.set_days_ahead(20 + 28)
    okafor.goto("/work")
    assert number in okafor.locator("main").inner_text()
    okafor.goto(f"/case/{number}/check-after-closing")
    fill(okafor, party=party(number), state="better", words="She sleeps again.")
    press(okafor, "Save", "It is on the record")
    assert not OwedDuty.objects.filter(case__number=number, done=None).exists()
    assert list(breaks()) == []


@pytest.mark.smoke
def test_a_resident_tells_and_comes_back_and_an_officer_reads_it(come: Come, house: Landlord) -> None:
    code = report(come(script=False))
    reid, okafor = come(), come()
    sign_in(reid, "reid")
    number = triaged(reid, house)
    sign_in(okafor, "okafor")
    okafor.get_by_role("link", name="Make first contact").first.wait_for()
    okafor.goto(f"/case/{number}")
    assert HEARD in okafor.locator("main").inner_text() or HEARD in okafor.content()
    mine = come(script=False)
    mine.goto("/your-page")
    mine.get_by_label("Your code").fill(code)
    mine.get_by_role("button", name="Open", exact=True).click()
    mine.get_by_role("heading", name="Your page").wait_for()
