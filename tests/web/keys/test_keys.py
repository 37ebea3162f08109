"""The pages of keys: asked for, given by another, shown once to whoever asked, ended; and few statements for a list."""

from __future__ import annotations

import re

import pytest

from tests.cast import NOW
from tests.keyed import a_key
from tests.web.desk import at_the_desk, few_statements, mark_of
from upstander.casework.keysheld import holder
from upstander.casework.opened import begun
from upstander.casework.twopeople import ACTS
from upstander.policy.roles import Deed
from upstander.records.apikeys import ApiKey
from upstander.records.approvals import Approval

ASKED = {
    "name": "Repairs",
    "account": "okafor@landlord.example",
    "deeds": ["add_note"],
    "reads": ["duties"],
    "days": "90",
}
BECAUSE = "The contract with the repairs firm ended."


@pytest.fixture
def vane(desk_house):
    return at_the_desk(desk_house, "vane")


def send(browser, address, **typed):
    return browser.post(address, {**typed, "mark": mark_of(browser.get(address))})


def given(house):
    with begun(house.actor("moss"), Deed.ISSUE_KEY) as work:
        return ACTS[Deed.ISSUE_KEY].do(work, Approval.objects.get().asked)


def test_a_key_is_asked_for_given_shown_once_and_ended(desk_house, vane):
    page = send(vane, "/administration/keys/new", **ASKED)
    assert (page.status_code, page["Location"]) == (302, "/administration/keys")
    key = given(desk_house)
    assert b"Not collected yet" in vane.get("/administration/keys").content
    collect = f"/administration/keys/{key}/collect"
    assert b"Joy Okafor" in vane.get(collect).content
    shown = send(vane, collect)
    secret = re.search(r"upk_[\w-]{40,}", shown.content.decode()).group()
    assert shown["Cache-Control"] == "no-store"
    assert holder(secret, at=NOW).actor.staff == desk_house.staff["okafor"].pk
    again = send(vane, collect)
    assert again.status_code == 422
    assert b"shown already" in again.content
    assert secret not in vane.get("/administration/keys").content.decode()
    end = f"/administration/keys/{key}/end"
    assert send(vane, end, because="no").status_code == 422
    assert send(vane, end, because=BECAUSE).status_code == 302
    assert holder(secret, at=NOW) is None
    assert b"Ended" in vane.get("/administration/keys").content


def test_a_form_sent_twice_shows_the_key_once(desk_house, vane):
    send(vane, "/administration/keys/new", **ASKED)
    collect = f"/administration/keys/{given(desk_house)}/collect"
    typed = {"mark": mark_of(vane.get(collect))}
    assert b"upk_" in vane.post(collect, typed).content
    again = vane.post(collect, typed)
    assert (again.status_code, again["Location"]) == (302, "/administration/keys")


def test_more_than_the_account_may_do_is_refused_with_everything_typed_kept(desk_house, vane):
    page = send(vane, "/administration/keys/new", **ASKED | {"deeds": ["assign_case"]})
    assert page.status_code == 422
    assert b"more than this account may do" in page.content
    assert b"Repairs" in page.content
    assert Approval.objects.count() == 0


def test_an_account_that_is_not_there_is_said(desk_house, vane):
    page = send(vane, "/administration/keys/new", **ASKED | {"account": "nobody@else.example"})
    assert page.status_code == 422
    assert b"There is no such account" in page.content


def test_nobody_else_finds_these_pages(desk_house):
    a_key(desk_house, "okafor")
    key = ApiKey.objects.get().pk
    for name in ("okafor", "reid", "achebe", "hale", "nobody"):
        browser = at_the_desk(desk_house, name)
        for page in ("", "/new", f"/{key}/collect", f"/{key}/end"):
            assert browser.get(f"/administration/keys{page}").status_code == 404


def test_the_list_costs_the_same_however_long_it_is(desk_house, vane):
    for _ in range(30):
        a_key(desk_house, "okafor")
    with few_statements():
        page = vane.get("/administration/keys")
    assert b"Older" in page.content or b"after=" in page.content


def test_the_first_page_of_administration_leads_here(vane):
    assert b'href="/administration/keys"' in vane.get("/administration").content
