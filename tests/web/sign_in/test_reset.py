"""An administrator resets somebody's second step: after a proof, with how they knew who asked, once, and told."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from allauth.mfa.models import Authenticator

from tests.cast import NOW, Landlord
from tests.web.desk import at_the_desk, mark_of, words_of
from tests.web.sign_in.test_second_step import set_up

MET = "I met her at the Ferry office and saw her badge."


def test_a_reset_signs_out_and_asks_for_a_new_one(desk_house: Landlord) -> None:
    theirs = at_the_desk(desk_house, "okafor")
    set_up(theirs)
    browser = at_the_desk(desk_house, "moss")
    address = f"/administration/staff/{desk_house.staff['okafor'].pk}/second-step"
    asked = browser.get(address)
    assert "signed out everywhere" in words_of(asked)
    short = browser.post(address, {"mark": mark_of(asked), "reason": "lost"})
    assert short.status_code == 422
    assert "how you knew who was asking" in words_of(short)
    sent = browser.post(address, {"mark": mark_of(short), "reason": MET})
    assert sent.status_code == 302
    assert "Joy Okafor has no second step now" in words_of(browser.get(sent["Location"]))
    assert not Authenticator.objects.exists()
    assert theirs.get("/work")["Location"].startswith("/sign-in")


def test_nobody_else_finds_it_and_a_stale_session_proves_itself_first(desk_house: Landlord) -> None:
    address = f"/administration/staff/{desk_house.staff['okafor'].pk}/second-step"
    assert at_the_desk(desk_house, "reid").get(address).status_code == 404
    browser = at_the_desk(desk_house, "moss")
    with time_machine.travel(NOW + timedelta(minutes=6), tick=False):
        assert browser.get(address)["Location"].startswith("/sign-in/again")
        assert "Copy it" in words_of(browser.post(address, {"reason": MET}))
