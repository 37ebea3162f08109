"""The pages about who may see what: declared, decided, opened in an emergency, covered; and a leaver's next click."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from tests.casework.working import case_of
from tests.cast import NOW, a_case, a_report
from tests.guarded import REASON, guarded
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.casework.told import Complained
from upstander.policy.sight import KEPT
from upstander.records.approvals import Approval
from upstander.records.interests import ConflictFlag, Declaration
from upstander.web.who import PROVED

FAR = "9 Long Lane, N1 1AA"


@pytest.fixture
def number(desk_house):
    return a_case(desk_house)


def proved(house, name, minutes=0):
    browser = at_the_desk(house, name)
    session = browser.session
    session[PROVED] = int((NOW - timedelta(minutes=minutes)).timestamp())
    session.save()
    return browser


def declared(browser, **said):
    sent = browser.post("/work/interests", {"mark": mark_of(browser.get("/work/interests")), **said})
    assert sent.status_code == 302, words_of(sent)
    return words_of(browser.get(sent["Location"]))


def test_whom_somebody_is_related_to_is_said_and_shown_to_nobody(desk_house, number):
    okafor = at_the_desk(desk_house, "okafor")
    with few_statements():
        page = okafor.get("/work/interests")
    empty = okafor.post("/work/interests", {"mark": mark_of(page)})
    assert (empty.status_code, "Write your address" in words_of(empty)) == (422, True)
    unsaid = okafor.post("/work/interests", {"address": FAR})
    assert (unsaid.status_code, "Nobody is named" in unsaid.content.decode()) == (422, True)
    said = {"address": FAR, "name_1": "Ann Other", "address_1": "1 Ferry Court, SE1 1AB"}
    after = declared(okafor, **said)
    assert "Please say it again by 18 November 2027." in after
    assert "You said it last on 18 November 2026" in after
    assert "Ann Other" not in after
    assert okafor.get(f"/case/{number}").status_code == 404
    okafor.post("/work/interests", {"mark": "a" * 32, **said})
    again = okafor.post("/work/interests", {"mark": "a" * 32, **said})
    assert again.status_code == 302
    assert Declaration.objects.count() == 2
    assert at_the_desk(desk_house, "ford").post("/work/interests", {"address": FAR}).status_code == 403


def test_a_possible_conflict_is_decided_by_whoever_it_lies_with(desk_house):
    number = a_case(desk_house, complained=Complained(name="Bilal Khan", address="2 Ferry Court"))
    okafor = at_the_desk(desk_house, "okafor")
    declared(okafor, address=FAR, name_1="Amir Khan", address_1="5 Ferry Court, SE1 1AB")
    haddad = at_the_desk(desk_house, "haddad")
    with few_statements():
        listed = words_of(haddad.get("/work/conflicts"))
    assert f"Joy Okafor and {number} : Khan, Ferry Court" in listed
    address = f"/work/conflicts/{ConflictFlag.objects.get().pk}"
    with few_statements():
        assert "Khan, Ferry Court" in words_of(haddad.get(address))
    given = {"answer": "block", "because": "His brother.", "mark": "c" * 32}
    for _ in range(2):
        assert haddad.post(address, given)["Location"] == "/work/conflicts"
    assert haddad.get(address).status_code == 404
    assert case_of(number).owner is None
    assert okafor.get(f"/case/{number}").status_code == 404
    assert "Joy Okafor: " in words_of(haddad.get("/work/conflicts"))  # what she asked for just now


def test_a_conflict_is_lifted_by_two(desk_house, number):
    declared(at_the_desk(desk_house, "okafor"), address="1 Ferry Court, SE1 1AB", nothing="on")
    reid = at_the_desk(desk_house, "reid")
    with few_statements():
        page = reid.get("/work/conflicts")
    assert f"{number} from Joy Okafor, since " in words_of(page)
    address = f"/work/conflicts/kept/{page.context['found'].kept[0].key}"
    with few_statements():
        asked = words_of(reid.get(address))
    assert "Why it was kept The same phone or the same address was found." in asked
    assert "Say how you know" in words_of(reid.post(address, {"mark": "a" * 32}))
    vague = reid.post(address, {"mark": "a" * 32, "because": "mistake"})
    assert (vague.status_code, "why it was lifted" in vague.content.decode()) == (422, True)
    assert f"A second person was asked for {number}." in done(reid, address, because=REASON)
    achebe = proved(desk_house, "achebe")
    waits = f"/approvals/{Approval.objects.get().pk}"
    with few_statements():
        shown = words_of(achebe.get(waits))
    assert "Kept from Joy Okafor" in shown
    given = achebe.get(f"{waits}/give")
    sent = {"mark": mark_of(given), "saw": given.context["form"].initial["saw"]}
    assert achebe.post(f"{waits}/give", sent)["Location"] == "/approvals"
    assert at_the_desk(desk_house, "okafor").get(f"/case/{number}").status_code == 200
    assert "Kept from somebody" not in words_of(reid.get("/work/conflicts"))
    assert reid.get(address).status_code == 404


def test_whoever_asks_is_told_where_nobody_else_could_say_yes(desk_house, number):
    declared(at_the_desk(desk_house, "okafor"), address="1 Ferry Court, SE1 1AB", nothing="on")
    desk_house.staff["achebe"].appointments.update(end=NOW)
    reid = at_the_desk(desk_house, "reid")
    address = f"/work/conflicts/kept/{reid.get('/work/conflicts').context['found'].kept[0].key}"
    assert f"nobody else sees {number} who could say yes" in done(reid, address, because=REASON)


def test_an_emergency_is_opened_after_a_new_proof_and_looked_at(desk_house, number):
    stale = proved(desk_house, "patel", minutes=6)
    assert stale.get("/work/emergency")["Location"].startswith("/sign-in/again")
    assert stale.post("/work/emergency", {"number": number}).status_code == 403
    patel = proved(desk_house, "patel")
    with few_statements():
        page = patel.get("/work/emergency")
    asked = {"ground": "visit", "because": REASON, "mark": mark_of(page)}
    wrong = patel.post("/work/emergency", asked | {"number": "HC-2026-9999"})
    assert (wrong.status_code, "no case of this number" in words_of(wrong)) == (422, True)
    vague = patel.post("/work/emergency", asked | {"number": number, "because": "urgent"})
    assert (vague.status_code, "why it was needed" in vague.content.decode()) == (422, True)
    opened = patel.post("/work/emergency", asked | {"number": number})
    assert opened["Location"] == f"/case/{number}"
    with few_statements():
        shown = words_of(patel.get(f"/case/{number}"))
    assert KEPT in shown
    assert "07700" not in shown
    assert patel.get(f"/case/{number}/add-note").status_code == 404
    assert patel.post(f"/case/{number}/add-note", {"text": "Mine now."}).status_code == 404
    hale = at_the_desk(desk_house, "hale")
    with few_statements():
        listed = words_of(hale.get("/work/emergencies"))
    assert "Too many" in listed
    assert f"{number}, Asha Patel : Somebody is about to go to this home" in listed
    assert "To be looked at" not in words_of(at_the_desk(desk_house, "moss").get("/work/emergencies"))
    address = hale.get("/work/emergencies").context["found"].waiting[0].key
    assert REASON in words_of(hale.get(f"/work/emergencies/{address}"))
    after = done(hale, f"/work/emergencies/{address}", justified="no", words=REASON)
    assert f"What you found is kept with {number}." in after
    assert "Not justified" in after
    assert "It was not justified." in words_of(at_the_desk(desk_house, "okafor").get(f"/case/{number}"))
    assert hale.get(f"/case/{number}").status_code == 404
    with time_machine.travel(NOW + timedelta(hours=4), tick=False):
        assert patel.get(f"/case/{number}").status_code != 200


def test_a_manager_lets_a_colleague_cover_and_ends_it(desk_house, number):
    reid, patel = at_the_desk(desk_house, "reid"), at_the_desk(desk_house, "patel")
    with few_statements():
        reid.get("/work/cover")
    boxes = {f"{day}_{part}": value for day in ("first_day", "last_day") for part, value in DAY}
    keys = {"covered": str(desk_house.staff["okafor"].pk), "staff": str(desk_house.staff["lewis"].pk)}
    assert reid.post("/work/cover", {}).status_code == 422
    after = done(reid, "/work/cover", because=REASON, **keys, **boxes)
    assert "Sam Lewis covers for Joy Okafor." in after
    lewis = at_the_desk(desk_house, "lewis")
    assert lewis.get(f"/case/{number}").status_code == 200
    assert patel.get(f"/case/{number}").status_code == 404
    (row,) = reid.get("/work/cover").context["found"].rows
    assert "Sam Lewis no longer covers" in done(reid, f"/work/cover/{row.key}/end")
    assert lewis.get(f"/case/{number}").status_code == 404
    assert lewis.get("/work/cover").status_code == 404


DAY = (("day", "18"), ("month", "11"), ("year", "2026"))


def test_who_may_see_a_case_is_set_on_its_page(desk_house, number):
    okafor = at_the_desk(desk_house, "okafor")
    with few_statements():
        page = words_of(okafor.get(f"/case/{number}/set-level"))
    assert "Named people only" in page
    assert "Morgan Reid" in page
    after = done(okafor, f"/case/{number}/set-level", level="restricted", because=REASON)
    assert "from now on: restricted to the team." in after
    lower = done(okafor, f"/case/{number}/set-level", level="ordinary", because=REASON)
    assert "A second person was asked" in lower
    assert case_of(number).level == "restricted"


def test_a_withheld_name_stands_apart_from_the_report(desk_house):
    number = a_report(confidence="name_withheld").number
    reid = at_the_desk(desk_house, "reid")
    page = reid.get(f"/triage/{number}").content.decode()
    for told in ("Rehana Begum", "07700 900123"):
        assert told not in page
        for deed in ("open-case", "set-safe-contact", "send-message", "close-report"):
            assert told not in reid.get(f"/triage/{number}/{deed}").content.decode(), deed
    with few_statements():
        who = words_of(reid.get(f"/triage/{number}/who"))
    assert "Rehana Begum" in who
    assert "07700 900123" in who
    assert at_the_desk(desk_house, "haddad").get(f"/triage/{number}/who").status_code == 404


@pytest.mark.parametrize("how", ["the account", "the role"])
def test_a_leaver_sees_nothing_more_from_the_next_click(desk_house, number, how):
    okafor = at_the_desk(desk_house, "okafor")
    assert okafor.get(f"/case/{number}").status_code == 200
    staff = desk_house.staff["okafor"]
    if how == "the account":
        staff.is_active = False
        staff.save(update_fields=["is_active"])
    else:
        staff.appointments.update(end=NOW)
    assert okafor.get(f"/case/{number}").status_code in (302, 404)
    assert okafor.post(f"/case/{number}/add-note", {"text": "One more."}).status_code in (302, 403, 404)


def test_what_is_watched_is_found_by_those_who_watch(desk_house):
    held = guarded(desk_house)
    assert held["FLAG"] in at_the_desk(desk_house, "reid").get("/work/conflicts").content.decode()
    assert held["BLOCK"] in at_the_desk(desk_house, "reid").get("/work/conflicts").content.decode()
    assert held["GLASS"] in at_the_desk(desk_house, "hale").get("/work/emergencies").content.decode()
    assert held["COVER"] in at_the_desk(desk_house, "achebe").get("/work/cover").content.decode()
    assert at_the_desk(desk_house, "okafor").get("/work/conflicts").status_code == 404
