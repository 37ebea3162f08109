"""Staff and their roles, by page: added, corrected, moved, given a link and a role, and gone when they leave."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Landlord, a_case
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.policy.roles import Role
from upstander.records.approvals import Approval
from upstander.records.outbox import OutboxItem
from upstander.records.staff import Appointment, Staff


@pytest.fixture
def moss(desk_house: Landlord) -> Client:
    """An administrator's browser."""
    return at_the_desk(desk_house, "moss")


def page(house: Landlord, name: str, rest: str = "") -> str:
    return f"/administration/staff/{house.staff[name].pk}{rest}"


def test_the_menu_leads_administrators_there_and_nobody_else(desk_house: Landlord, moss: Client) -> None:
    assert 'href="/administration"' in moss.get("/work").content.decode()
    words = words_of(moss.get("/administration"))
    assert "Staff and their roles" in words
    assert "Agencies" in words
    for name in ("reid", "achebe", "hale", "nobody"):
        browser = at_the_desk(desk_house, name)
        assert 'href="/administration"' not in browser.get("/work").content.decode()
        missing = browser.get("/administration/nowhere")
        for address in ("/administration", "/administration/staff", page(desk_house, "okafor")):
            answer = browser.get(address)
            assert (answer.status_code, answer.content) == (404, missing.content)


def test_the_list_is_searched_and_shows_roles_and_teams(desk_house: Landlord, moss: Client) -> None:
    with few_statements():
        words = words_of(moss.get("/administration/staff"))
    assert "Joy Okafor" in words
    assert "Housing officer" in words
    found = words_of(moss.get("/administration/staff?q=ACHEBE@"))
    assert "Ruth Achebe" in found
    assert "Joy Okafor" not in found
    assert "Nobody of that name" in words_of(moss.get("/administration/staff?q=%00zzzz"))


def test_the_list_pages_and_never_grows(desk_house: Landlord, moss: Client) -> None:
    Staff.objects.bulk_create(Staff(email=f"a{n}@landlord.example", name=f"Ab {n % 3}") for n in range(120))
    seen: list[str] = []
    address = "/administration/staff"
    for _ in range(4):
        with few_statements():
            answer = moss.get(address)
        listed = answer.context["listed"]
        seen += [one.email for one in listed.rows]
        if not answer.context["older"]:
            break
        address = answer.context["older"]
    assert len(seen) == len(set(seen)) == Staff.objects.filter(is_active=True).count()


def test_somebody_is_added_and_holds_nothing(desk_house: Landlord, moss: Client) -> None:
    said = {"name": "Ada Wells", "email": "Ada@Landlord.example", "team": str(desk_house.north.pk)}
    words = done(moss, "/administration/staff/add", **said)
    assert "Ada Wells was added." in words
    assert "They hold no role" in words
    ada = Staff.objects.get(email="ada@landlord.example")
    assert not ada.has_usable_password()
    again = moss.post("/administration/staff/add", {"mark": "", **said})
    assert again.status_code == 422
    assert "already" in words_of(again)


def test_one_person_and_who_gave_their_role(desk_house: Landlord, moss: Client) -> None:
    a_case(desk_house)
    with few_statements():
        words = words_of(moss.get(page(desk_house, "okafor")))
    assert "Given by The operator" in words
    assert "Open cases 1" in words
    assert moss.get(f"/administration/staff/{desk_house.north.pk}").status_code == 404


def test_a_name_and_a_team_are_corrected(desk_house: Landlord, moss: Client) -> None:
    said = {"name": "Joy Okafor-Bell", "email": "joy@landlord.example"}
    assert "Joy Okafor-Bell" in done(moss, page(desk_house, "okafor", "/correct"), **said)
    assert "They belong to South now." in done(moss, page(desk_house, "okafor", "/team"), team=str(desk_house.south.pk))
    taken = moss.post(page(desk_house, "okafor", "/correct"), {"name": "J", "email": "reid@landlord.example"})
    assert taken.status_code == 422
    assert "A colleague signs in with this" in words_of(taken)


def test_a_link_is_shown_once_and_chooses_a_password(desk_house: Landlord, moss: Client) -> None:
    address = page(desk_house, "nobody", "/password")
    mark = mark_of(moss.get(address))
    answer = moss.post(address, {"mark": mark, "lost": "yes"})
    link = answer.context["link"]
    assert "/sign-in/first/" in link
    assert "no-store" in answer["Cache-Control"]
    assert OutboxItem.objects.get(notice="invited").staff == desk_house.staff["nobody"]  # they are told that it exists
    again = moss.post(address, {"mark": mark, "lost": "yes"})
    assert again.status_code == 302  # the same form shows no second link
    opened = Client().get(link.removeprefix(link.split("/sign-in")[0]), follow=True)
    assert "Choose a password" in opened.content.decode()


def test_a_role_waits_for_a_second_administrator(desk_house: Landlord, moss: Client) -> None:
    said = {"role": Role.HOUSING_MANAGER.value, "team": str(desk_house.north.pk), "because": "Cover for the spring."}
    words = done(moss, page(desk_house, "okafor", "/role"), **said)
    assert "It now waits for a second administrator" in words
    assert Approval.objects.get(deed="grant_role").asked["role"] == "housing_manager"
    assert not Appointment.objects.filter(staff=desk_house.staff["okafor"], role="housing_manager").exists()
    own = moss.post(page(desk_house, "moss", "/role"), said)
    assert own.status_code == 422
    assert "Nobody gives a role to themselves." in words_of(own)


def test_a_role_is_withdrawn_at_once(desk_house: Landlord, moss: Client) -> None:
    role = Appointment.objects.get(staff=desk_house.staff["okafor"])
    browser, number = at_the_desk(desk_house, "okafor"), a_case(desk_house)
    assert browser.get(f"/case/{number}").status_code == 200
    words = done(moss, page(desk_house, "okafor", f"/role/{role.pk}/withdraw"))
    assert "Joy Okafor is no longer housing officer." in words
    assert browser.get(f"/case/{number}").status_code == 404
    assert moss.get(page(desk_house, "reid", f"/role/{role.pk}/withdraw")).status_code == 404


def test_a_leaver_is_out_on_the_next_page(desk_house: Landlord, moss: Client) -> None:
    number, browser = a_case(desk_house), at_the_desk(desk_house, "okafor")
    words = done(moss, page(desk_house, "okafor", "/leaves"))
    assert "1 role and 1 session of theirs ended. Open cases that wait to be handed over: 1." in words
    assert "Morgan Reid" in words
    assert browser.get(f"/case/{number}").status_code == 302
    assert browser.get("/work")["Location"].startswith("/sign-in")
    assert "Joy Okafor (left)" in words_of(moss.get("/administration/staff?left=yes"))
    own = moss.post(page(desk_house, "moss", "/leaves"))
    assert "Nobody ends their own account." in words_of(own)
