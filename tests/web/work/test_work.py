"""The lists of work: what must I do now and why, finding a case, the team's board, and passing things on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine

from tests.casework.working import REASON, case_of
from tests.cast import NOW, Landlord, a_case, a_report
from tests.guarded import guarded
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.records.duties import OwedDuty
from upstander.records.grants import BreakGlass
from upstander.records.reports import Report
from upstander.records.worked import Message

ADDRESSES = ("/work", "/work?view=unassigned", "/work/find?q=Begum", "/work/team", "/work/team/list", "/work/message")


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.mark.parametrize("how_many", [2, 12])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_list_costs_the_same_however_much_there_is(desk_house: Landlord, address: str, how_many: int) -> None:
    for _ in range(how_many):
        a_case(desk_house)
        a_case(desk_house, owner=None)
    browser = at_the_desk(desk_house, "reid")
    with few_statements():
        assert browser.get(address).status_code == 200


def test_my_work_says_what_is_due_when_and_why_and_leads_there(desk_house: Landlord, number: str) -> None:
    browser = at_the_desk(desk_house, "okafor")
    answer = browser.get("/work")
    words = words_of(answer)
    for part in ("0 overdue", "Make first contact (resident we are hearing)", number, "Rehana Begum", "Policy 3.2 c."):
        assert part in words
    task = re.search(r'<a class="govuk-link" href="(/case/[^"]+record-first-contact[^"]*)"', answer.content.decode())
    assert task
    page = browser.get(task[1].replace("&amp;", "&"))
    assert "checked" in page.content.decode()


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("hale", ("Emergencies", "Conflicts")),
        ("moss", ("Administration", "Approvals")),
        ("quinn", ("Report on behalf", "Take a message")),
        ("ford", ()),
        ("nobody", ()),
    ],
)
def test_who_works_no_cases_is_told_what_is_theirs(desk_house: Landlord, name: str, theirs: tuple[str, ...]) -> None:
    browser = at_the_desk(desk_house, name)
    with few_statements():
        page = browser.get("/work")
    assert tuple(one.words for one in page.context["own"]) == theirs
    assert b'role="search"' not in page.content
    assert b"up-counts" not in page.content
    assert ("This is yours:" in words_of(page)) is bool(theirs)
    assert ("no role yet" in words_of(page)) is (name == "nobody")
    assert ("once a year" in words_of(page)) is (name == "quinn")
    for one in page.context["own"]:
        assert browser.get(one.href).status_code == 200


def test_emergencies_that_wait_stand_before_whoever_reviews_them(desk_house: Landlord, number: str) -> None:
    hale = at_the_desk(desk_house, "hale")
    assert "for your review" not in words_of(hale.get("/work"))
    glass = guarded(desk_house)["GLASS"]
    for name in ("reid", "okafor", "moss"):
        assert "for your review" not in words_of(at_the_desk(desk_house, name).get("/work"))
    with few_statements():
        page = hale.get("/work")
    assert "1 emergency waits for your review" in words_of(page)
    assert b'href="/work/emergencies"' in page.content
    BreakGlass.objects.update(staff=desk_house.staff["hale"])
    assert "for your review" not in words_of(hale.get("/work"))  # nobody reviews what they opened themselves
    BreakGlass.objects.update(staff=desk_house.staff["patel"])
    one = BreakGlass.objects.get()
    same = {name: getattr(one, name) for name in ("sealed_by", "entry", "case", "staff", "ground", "review_by")}
    BreakGlass.objects.create(**same, start=one.start, end=one.end, reason=REASON)
    assert "2 emergencies wait for your review" in words_of(hale.get("/work"))
    done(hale, f"/work/emergencies/{glass}", justified="no", words=REASON)
    assert "1 emergency waits for your review" in words_of(hale.get("/work"))


def test_a_view_shows_what_its_count_says(desk_house: Landlord, number: str) -> None:
    browser = at_the_desk(desk_house, "okafor")
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        browser = at_the_desk(desk_house, "okafor")
        page = browser.get("/work?view=overdue").content.decode()
    counted = re.search(r"<strong>(\d+)</strong>overdue", page)
    assert counted
    assert page.count("Overdue by") == int(counted[1]) > 0
    assert browser.get("/work?view=everything").status_code == 404
    assert browser.get("/work?after=yesterday").status_code == 404


def test_the_list_goes_on_where_it_ended(desk_house: Landlord) -> None:
    for _ in range(12):
        a_case(desk_house)
    browser, seen, address = at_the_desk(desk_house, "okafor"), 0, "/work"
    for _ in range(9):
        page = browser.get(address).content.decode()
        seen += page.count('data-label="Task"')
        older = re.search(r'href="([^"]+)" rel="next"', page)
        if not older:
            break
        address = older[1].replace("&amp;", "&")
    assert seen == OwedDuty.objects.filter(staff=desk_house.staff["okafor"], done=None).count() > 50


def test_finding_says_nothing_of_what_is_out_of_sight(desk_house: Landlord, number: str) -> None:
    seen = words_of(at_the_desk(desk_house, "okafor").get(f"/work/find?q={number}"))
    hidden = words_of(at_the_desk(desk_house, "patel").get(f"/work/find?q={number}"))
    missing = words_of(at_the_desk(desk_house, "patel").get("/work/find?q=HC-2026-9999"))
    assert "1 found" in seen
    assert hidden.replace(number, "") == missing.replace("HC-2026-9999", "")
    assert "There is a problem" in words_of(at_the_desk(desk_house, "okafor").get("/work/find?q="))
    assert at_the_desk(desk_house, "okafor").get("/work/find?q=%00%E2%80%AEx").status_code == 200


def test_the_team_board_is_for_who_looks_after_a_team(desk_house: Landlord, number: str) -> None:
    queue = a_case(desk_house, owner=None)
    words = words_of(at_the_desk(desk_house, "reid").get("/work/team"))
    assert f"Assign {queue}" in words
    assert "Joy Okafor" in words
    assert "Asha Patel" not in words
    assert at_the_desk(desk_house, "okafor").get("/work/team").status_code == 404
    assert at_the_desk(desk_house, "haddad").get("/work/team").status_code == 200
    assert queue not in words_of(at_the_desk(desk_house, "haddad").get("/work/team"))


def test_a_leavers_cases_change_hands_all_or_some(desk_house: Landlord) -> None:
    numbers = [a_case(desk_house) for _ in range(3)]
    reid, okafor, lewis = at_the_desk(desk_house, "reid"), *(desk_house.staff[name] for name in ("okafor", "lewis"))
    address = f"/work/team/hand-over?officer={okafor.pk}"
    page = reid.get(address).content.decode()
    assert page.count('type="checkbox" name="case"') == page.count(" checked") == 3
    nobody = reid.post(address, {"staff": str(lewis.pk), "because": REASON})
    assert nobody.status_code == 422
    assert "Choose at least one case" in words_of(nobody)
    sent = reid.post(address, {"case": numbers[:2], "staff": str(lewis.pk), "because": REASON, "team": ""})
    assert "2 cases changed hands." in words_of(reid.get(sent["Location"]))
    assert [case_of(number).owner for number in numbers] == [lewis, lewis, okafor]
    part = reid.post(address, {"case": [numbers[0], numbers[2]], "staff": str(lewis.pk), "because": REASON})
    assert part.status_code == 422
    assert "Some of these cases changed hands since." in words_of(part)
    assert case_of(numbers[2]).owner == okafor
    once = {"case": numbers[2], "staff": str(lewis.pk), "because": REASON, "mark": "b" * 32, "leaves": "on"}
    for _ in range(2):
        assert reid.post(address, once).status_code == 302
    assert case_of(numbers[2]).owner == lewis
    assert reid.get("/work/team/hand-over?officer=nobody").status_code == 404
    assert at_the_desk(desk_house, "haddad").get(address).status_code == 404


def test_whoever_takes_a_message_learns_nothing(desk_house: Landlord, number: str) -> None:
    quinn = at_the_desk(desk_house, "quinn")
    said = {"from_whom": "Her sister", "words": "She wants you to ring after six.", "call_back": "07700 900999"}
    right = done(quinn, "/work/message", number=number, **said)
    wrong = done(quinn, "/work/message", number="HC-2026-9999", **said)
    assert right == wrong
    assert Message.objects.count() == 1
    assert Report.objects.filter(state="waiting").count() == 1


def test_a_message_is_taken_once(desk_house: Landlord, number: str) -> None:
    quinn = at_the_desk(desk_house, "quinn")
    said = {"mark": mark_of(quinn.get("/work/message")), "from_whom": "Her sister", "words": "Ring her.", "number": ""}
    for _ in range(2):
        assert quinn.post("/work/message", said).status_code == 302
    assert Report.objects.filter(state="waiting").count() == 1


def test_who_may_take_no_message_is_told_so(desk_house: Landlord) -> None:
    ford = at_the_desk(desk_house, "ford")
    answer = ford.get("/work/message")
    assert "Your role does not include this." in words_of(answer)
    assert b"<textarea" not in answer.content
    assert a_report().number not in words_of(ford.get("/work"))
