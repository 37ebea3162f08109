"""What somebody reads on their own page: where it stands, what comes next, by when, and whose turn it is."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.cast import NOW, Landlord, a_report
from tests.web.mycase.coming import a_case_with_code, come, later, opened, party, statements, text_of, with_plan
from upstander.casework.casefile import open_case_file
from upstander.casework.contacts import agree_updates, record_first_contact
from upstander.casework.messages import send_message
from upstander.policy.grounds import PartyRole
from upstander.records.case import Case
from upstander.records.journal import Entry, breaks

ROOMS = ("", "/messages", "/plan", "/more", "/why", "/contact", "/looked")
NEVER_SAID = re.compile(r"\b(victim|perpetrator|complainant|alleged|incident|clause|triage)", re.IGNORECASE)
CALLED = {"way": "phone", "reached": True, "words": "She is safe tonight."}


def test_while_the_report_waits(house: Landlord) -> None:
    page = text_of(come(a_report().code).get("/your-page"))
    assert "By 5pm on Thursday 19 November 2026: We read your report and decide who will help you." in page
    assert "It is our turn. You do not need to do anything." in page
    assert "We have your report (we are here now)" in page
    assert "Read your plan" not in page
    assert "Say why you think" not in page


def test_a_case_names_the_officer_by_first_name_and_what_they_do(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    record_first_contact(house.actor("okafor"), number, party=party(number), **CALLED)
    agree_updates(house.actor("okafor"), number, party=party(number), every_days=5)
    page = text_of(come(code).get("/your-page"))
    assert "Joy, housing officer, looks after your case." in page
    assert "every 5 days" in page
    assert "We have your report Done" in page
    assert "Okafor" not in page


def test_it_is_their_turn_once_there_is_a_plan(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    with_plan(house, number)
    page = text_of(come(code).get("/your-page"))
    assert "It is your turn. Read your plan, and tell us whether you agree. We hope to agree it with you by" in page
    assert "By 5pm on Wednesday 25 November 2026: We tell you where things stand." in page


def test_what_we_did_not_keep_is_said_plainly(house: Landlord) -> None:
    _, code = a_case_with_code(house)
    with later(timedelta(days=9)):
        page = text_of(come(code).get("/your-page"))
    assert "We said we would do this by 5pm on Thursday 19 November 2026. We did not, and we are sorry." in page


def test_a_closed_case_still_shows_where_it_ended_and_takes_messages(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    Case.objects.filter(number=number).update(stage="closed", closed_at=NOW, outcome="stopped")
    with later(timedelta(days=40)):
        client = come(code)
        page = text_of(client.get("/your-page"))
        assert "Your case was closed on Wednesday 18 November 2026." in page
        more = text_of(client.get("/your-page/more"))
        assert "What happened after that is a new report" in more
        assert "He shouted at me" in more
        assert "<textarea" not in client.get("/your-page/why").content.decode()
        client.post("/your-page/messages", {"text": "Thank you for all you did."})
        assert "Thank you for all you did." in text_of(client.get("/your-page/messages"))


def test_messages_go_both_ways_and_show_who_wrote_and_when(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    client = come(code)
    client.post("/your-page/messages", {"text": "He did it again."})
    with later(timedelta(minutes=20)) as at:
        send_message(house.actor("okafor", at), number, text="Thank you.\nI call you at 4.", party=party(number))
        response = client.get("/your-page/messages")
    page = text_of(response)
    assert page.index("From us, 18 November 2026, 10:20am") < page.index("From you, 18 November 2026, 10am")
    assert "Thank you.\nI call you at 4." in response.content.decode()


def test_they_see_which_roles_looked_and_never_who(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    open_case_file(house.actor("okafor"), number)
    open_case_file(house.actor("reid", NOW + timedelta(days=1)), number)
    page = text_of(come(code).get("/your-page/looked"))
    assert "Wednesday 18 November 2026 Housing officer" in page
    assert "Thursday 19 November 2026 Housing manager" in page
    assert "Joy" not in page


def test_each_look_of_their_own_is_on_record(house: Landlord) -> None:
    _, code = a_case_with_code(house)
    come(code).get("/your-page")
    entry = Entry.objects.latest("seq")
    assert (entry.deed, entry.role, entry.allowed) == ("open_case_file", "resident", True)
    assert list(breaks()) == []


def test_a_witness_reads_no_plan_and_may_write(house: Landlord) -> None:
    received = a_report(on_behalf="witness")
    number = opened(house, received.number)
    with_plan_for_nobody = come(received.code)
    assert Case.objects.get(number=number).parties.filter(part=PartyRole.WITNESS).exists()
    assert "There is no plan for you to read here yet" in text_of(with_plan_for_nobody.get("/your-page/plan"))
    with_plan_for_nobody.post("/your-page/messages", {"text": "I saw it again."})
    assert "I saw it again." in text_of(with_plan_for_nobody.get("/your-page/messages"))


def test_somebody_we_do_not_know_is_told_why_we_do_not_reach_out(house: Landlord) -> None:
    from upstander.casework.told import Reporter

    page = come(a_report(reporter=Reporter(), confidence="no_contact").code).get("/your-page/contact")
    assert "You told us without saying who you are" in text_of(page)
    assert "<textarea" not in page.content.decode()


def test_the_words_are_for_residents(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    with_plan(house, number)
    client = come(code)
    for room in ROOMS:
        page = text_of(client.get(f"/your-page{room}"))
        assert not NEVER_SAID.search(page), (room, NEVER_SAID.findall(page))
        assert "Marsh" not in page


@pytest.mark.parametrize("room", ROOMS)
def test_a_page_costs_at_most_twelve_statements_however_much_is_stored(house: Landlord, room: str) -> None:
    number, code = a_case_with_code(house)
    with_plan(house, number)
    client = come(code)
    for n in range(25):
        send_message(house.actor("okafor"), number, text=f"Message {n}", party=party(number))
        client.post("/your-page/messages", {"text": f"Answer {n}"})
    assert statements(lambda: client.get(f"/your-page{room}")) <= 12


def test_while_it_waits_a_page_costs_no_more(house: Landlord) -> None:
    client = come(a_report().code)
    assert statements(lambda: client.get("/your-page")) <= 12
    assert statements(lambda: client.get("/your-page/contact")) <= 12
