"""The pages of agencies, of places, and of who needs what are sound and narrow at every width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Page

from tests.browser.test_pages_axe import come, is_sound, leads_into_the_field, send_as_it_stands
from tests.casework.delivered import WISH, Delivered, an_agency, known
from tests.casework.delivered import sent as sent_to
from tests.casework.working import party_of
from tests.visitors import Visitors, visitors
from upstander.casework.referrals import make_referral
from upstander.web import who


@pytest.fixture
def door() -> Iterator[Visitors]:
    """A landlord, everybody here now."""
    cache.clear()
    came = visitors()
    came.at = who.now()
    yield came
    cache.clear()


@pytest.fixture
def delivered(door: Visitors) -> Delivered:
    """Something that was sent to somebody at an agency, with a referral."""
    agency = an_agency(door.house)
    to = sent_to(door.house, door.number, agency, known(door.house, agency))
    asked = {"disclosure": to.disclosure, "party": party_of(door.number), "wish": WISH}
    make_referral(door.house.actor("okafor"), door.number, **asked)
    return to


def test_an_agency_comes_in_reads_and_answers_on_sound_pages(
    page: Page, door: Visitors, delivered: Delivered, live_server: object
) -> None:
    page.goto("/agency")
    is_sound(page, "agency-door")
    page.goto(f"/agency/open/{delivered.token}")
    is_sound(page, "agency-open")
    page.get_by_label("The word we told you by phone").fill(delivered.word)
    page.keyboard.press("Enter")
    page.wait_for_url("**/agency")
    is_sound(page, "agency-inbox")
    page.get_by_role("link", name="To give support").click()
    is_sound(page, "agency-item")
    page.get_by_role("link", name="Tell us what you say to this").click()
    is_sound(page, "agency-answer")
    send_as_it_stands(page)
    leads_into_the_field(page, "agency-answer")
    page.goto(f"/agency/item/{delivered.item}/write")
    is_sound(page, "agency-write")
    page.goto("/agency/report")
    is_sound(page, "agency-report")


def test_the_pages_of_sending_referring_needs_and_places_are_sound(
    page: Page, door: Visitors, delivered: Delivered, live_server: object
) -> None:
    come(page, door, "reid", live_server)
    case = f"/case/{door.number}"
    parts = ("make-referral", "answer-referral", "record-support-need", "record-vulnerability", "people", "elsewhere")
    pages = [f"{case}/{part}" for part in (*parts, f"shared/{delivered.disclosure}/send", f"people/{door.party()}")]
    pages += ["/places", "/places/new", f"/places/new/{door.house.ferry.pk}", "/about/near-you"]
    for address in pages:
        shown = page.goto(address)
        assert shown is not None
        assert shown.status == 200, address
        is_sound(page, address.rsplit("/", 1)[-1])
