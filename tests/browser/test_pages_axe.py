"""Each family of pages with something in it, and what it says when something is wrong: sound, narrow, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from tests.browser.conftest import faults_of, is_too_wide, keep_picture
from tests.browser.test_report import answer, covered
from tests.casework.bytwo import proven, saw
from tests.guarded import guarded
from tests.post.stuck import a_stuck_notice
from tests.visitors import Visitors, visitors
from tests.web.report.walking import ANSWERS
from tests.web.worked import closed, worked
from upstander.casework.agencies import add_agency
from upstander.casework.approvals import give_approval
from upstander.casework.sharing import share_information
from upstander.records.agencies import Agency
from upstander.web import who

SIZES = (320, 768, 1280)
PARTS = ("", "/people", "/plan", "/risk", "/agencies", "/record", "/do", "/print")
ASKING = (
    "add-note", "agree-updates", "answer-plan", "assess-risk", "assign-case", "close-case", "consider-agency",
    "correct-party", "hear-evidence", "issue-code", "link-cases", "record-contact", "record-plan", "set-safe-contact",
)  # fmt: skip
NOT_WRONG = {"set-safe-contact", "record-plan"}  # one needs no answer, the other begins with the plan as it stands


@pytest.fixture
def door() -> Iterator[Visitors]:
    """A landlord with a case that was worked, and everybody here now."""
    cache.clear()
    came = visitors()
    worked(came)
    helps = {"kind": "victim_support", "everywhere": True, "phone": "020 7946 0018", "does": "Goes along to court."}
    add_agency(came.house.actor("moss"), name="Court Friends", **helps)
    came.at = who.now()
    yield came
    cache.clear()


def come(page: Page, door: Visitors, member: str, live_server: object) -> None:
    """Let this browser hold what somebody's does."""
    door.client(member)
    held = door.cookies[member]
    page.context.add_cookies([{"name": name, "value": held[name], "url": str(live_server)} for name in held])


def is_sound(page: Page, name: str) -> None:
    """Hold the page in front of us to what every page owes, at each width."""
    keep_picture(page, f"family-{name}")
    for width in SIZES:
        page.set_viewport_size({"width": width, "height": 800})
        assert not is_too_wide(page), f"{name} is too wide at {width}"
        assert faults_of(page) == [], f"{name} at {width}"


def send_as_it_stands(page: Page) -> None:
    """Send the form of the page with nothing filled in."""
    with page.expect_navigation():
        page.evaluate("document.querySelector('main form[method=post]').submit()")


def leads_into_the_field(page: Page, name: str) -> None:
    """What is wrong takes the focus; its first link leads to something that can be filled in."""
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary", name
    link = page.locator(".govuk-error-summary__list a").first
    link.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") in {"INPUT", "TEXTAREA", "SELECT"}, name
    assert page.evaluate("'#' + document.activeElement.id") == link.get_attribute("href"), name


@pytest.mark.slow
def test_a_case_with_something_in_every_part_is_sound(page: Page, door: Visitors, live_server: object) -> None:
    ended = closed(door)
    come(page, door, "reid", live_server)
    for number, parts in ((door.number, PARTS), (ended, ("", "/do", "/reopen-case"))):
        for part in parts:
            page.goto(f"/case/{number}{part}")
            is_sound(page, f"case{part.replace('/', '-')}")
    for address in (f"/case/{door.number}/people/{door.party()}", f"/triage/{door.report}"):
        page.goto(address)
        is_sound(page, address.split("/")[1] + "-one")


@pytest.mark.slow
def test_a_page_of_a_deed_that_was_sent_with_nothing_in_it(page: Page, door: Visitors, live_server: object) -> None:
    come(page, door, "reid", live_server)
    for deed in ASKING:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(f"/case/{door.number}/{deed}")
        is_sound(page, f"{deed}-first")
        if deed not in NOT_WRONG:
            send_as_it_stands(page)
            assert page.title().startswith("Error: "), deed
            leads_into_the_field(page, deed)
            is_sound(page, f"{deed}-wrong")


@pytest.mark.parametrize(("member", "says"), [("reid", "Try again"), ("moss", "Nothing is stuck")])
def test_what_is_stuck_and_how_sending_is_doing_are_sound(
    page: Page, door: Visitors, live_server: object, member: str, says: str
) -> None:
    item = a_stuck_notice(door.house, door.number)
    come(page, door, member, live_server)
    page.goto("/post")
    assert says in page.locator("main").inner_text()
    is_sound(page, f"stuck-{member}")
    page.goto("/administration/health")
    assert "No worker has ended a round" in page.locator("main").inner_text()
    is_sound(page, f"health-{member}")
    for answer_it in ("try-again", "give-up") if member == "reid" else ():
        page.goto(f"/post/{item}/{answer_it}")
        is_sound(page, f"stuck-{answer_it}")


def test_what_is_kept_from_a_colleague_and_an_emergency_to_review_are_sound(
    page: Page, door: Visitors, live_server: object
) -> None:
    held = guarded(door.house)
    come(page, door, "reid", live_server)
    for address in ("/work/conflicts", f"/work/conflicts/kept/{held['BLOCK']}"):
        page.goto(address)
        is_sound(page, f"conflicts-{len(address)}")
    send_as_it_stands(page)
    leads_into_the_field(page, "lift")
    come(page, door, "hale", live_server)
    page.goto("/work")
    assert "1 emergency waits for your review" in page.locator("main").inner_text()
    is_sound(page, "work-hale")


def test_sharing_and_what_was_shared_are_sound(page: Page, door: Visitors, live_server: object) -> None:
    okafor, reid = door.house.actor("okafor", door.at), proven(door.house, "reid", door.at)
    said = {"child": "Their son of seven", "why": "School has seen the bruises, and told us of them."}
    asked = {"agency": str(Agency.objects.get().pk), "purpose": "support", "ground": "protection_of_children"}
    parts = {door.party(): ("name", "incidents")}
    waits = share_information(okafor, door.number, **asked, parts=parts, said=said).approval
    pack = give_approval(reid, approval=waits, saw=saw(reid, waits)).receipt.disclosure
    come(page, door, "okafor", live_server)
    for part in ("recall-disclosure", f"shared/{pack}", "give-consent", "share-information"):
        page.goto(f"/case/{door.number}/{part}")
        is_sound(page, part.split("/")[0])
    send_as_it_stands(page)
    leads_into_the_field(page, "share")
    is_sound(page, "share-wrong")
    come(page, door, "resident", live_server)
    page.goto("/your-page/sharing")
    assert "What we shared about you" in page.locator("main").inner_text()
    is_sound(page, "own-sharing")


def test_what_is_refused_not_there_or_too_old_is_sound(page: Page, door: Visitors, live_server: object) -> None:
    come(page, door, "okafor", live_server)
    for address, says in (
        (f"/case/{door.number}/assign-case", "Your role does not include this"),
        ("/case/HC-2026-9999", "We cannot find this page"),
        ("/work/team", "We cannot find this page"),
    ):
        page.goto(address)
        assert says in page.locator("main").inner_text()
        is_sound(page, f"fault-{says.split()[0].lower()}")
    page.goto(f"/case/{door.number}/add-note")
    page.get_by_label("Your note").fill("She called at noon, and said that it is quiet.")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    assert "She called at noon" in page.locator("main").inner_text()
    is_sound(page, "fault-expired")


@pytest.mark.slow
def test_somebodys_own_page_of_a_worked_case_is_sound(page: Page, door: Visitors, live_server: object) -> None:
    come(page, door, "resident", live_server)
    for room in ("", "/messages", "/plan", "/more", "/why", "/contact", "/looked"):
        page.goto(f"/your-page{room}")
        is_sound(page, f"own{room.replace('/', '-')}")
    for room in ("messages", "plan", "why"):
        page.goto(f"/your-page/{room}")
        send_as_it_stands(page)
        leads_into_the_field(page, room)
        is_sound(page, f"own-{room}-wrong")


@pytest.mark.parametrize("room", ["plan", "contact", "more"])
@pytest.mark.parametrize("size", [(320, 480), (1280, 600)])
def test_the_exit_never_covers_a_control(
    page: Page, door: Visitors, live_server: object, room: str, size: tuple[int, int]
) -> None:
    come(page, door, "resident", live_server)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"/your-page/{room}")
    reached = set()
    for key in ["Tab"] * 25 + ["Shift+Tab"] * 25:
        page.keyboard.press(key)
        page.wait_for_timeout(20)
        assert not covered(page), f"{room}: {key} after {len(reached)}"
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    assert len(reached) > 6


def test_a_report_can_be_begun_by_keyboard_alone(page: Page) -> None:
    page.goto("/form/about")
    page.get_by_label("Me, or the people I live with").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/form/now")
    send_as_it_stands(page)
    leads_into_the_field(page, "now")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/form/*")
    answer(page, ANSWERS["also"])
    page.wait_for_url("**/form/words")
