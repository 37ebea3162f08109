"""Writing to us from one's own page: every deed is done once, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError

from tests.cast import Landlord, a_report
from tests.web.mycase.coming import STEP, a_case_with_code, come, later, text_of, with_plan
from upstander.casework.plans import record_plan
from upstander.casework.told import Reporter
from upstander.records.case import Case
from upstander.records.journal import Entry, breaks
from upstander.records.people import SafeContact
from upstander.records.plans import PlanAnswer
from upstander.records.worked import Incident, Message, Motive

HAPPENED = {"safe_now": "yes", "story": "He came back and kicked my door.", "when": "yesterday"}
STRANGE = (
    "'; DROP TABLE x; --",
    "<script>alert(1)</script>",
    "\u202eevil",
    "a\x00b",
    "{{ 7*7 }}",
    "ﷺ" * 300,
    "🧵" * 50,
)


def test_a_message_is_sent_once_however_often_the_button_is_pressed(house: Landlord) -> None:
    client = come(a_report().code)
    given = {"text": "One more thing.", "mark": client.get("/your-page/messages").context["mark"]}
    for _ in range(3):
        assert client.post("/your-page/messages", given)["Location"] == "/your-page/messages?saved=yes"
    assert Message.objects.get().text == "One more thing."
    client.post("/your-page/messages", given | {"text": "Other words from the same page."})
    assert Message.objects.count() == 2


def test_a_message_says_by_when_it_is_answered(house: Landlord) -> None:
    client = come(a_report().code)
    client.post("/your-page/messages", {"text": "Are you there?"})
    page = text_of(client.get("/your-page/messages?saved=yes"))
    assert "We have your message." in page
    assert "Are you there?" in page


def test_a_message_that_is_too_long_stays_on_the_page(house: Landlord) -> None:
    client = come(a_report().code)
    words = "He shouted. " * 600
    response = client.post("/your-page/messages", {"text": words})
    assert response.status_code == 422
    assert "longer than 5,000 characters" in text_of(response)
    assert words in response.content.decode()
    assert client.post("/your-page/messages", {"text": "  \n "}).status_code == 422
    assert Message.objects.count() == 0


@pytest.mark.parametrize("reply", ["agrees", "declines", "asks_change"])
def test_the_plan_is_answered_by_the_person_themselves(house: Landlord, reply: str) -> None:
    number, code = a_case_with_code(house)
    with_plan(house, number)
    client = come(code)
    shown = client.get("/your-page/plan")
    assert "Clean your door" in text_of(shown)
    assert "Starts now" in text_of(shown)
    given = {"reply": reply, "words": "Please come after 4.", "version": shown.context["mine"].plan.version}
    assert client.post("/your-page/plan", given)["Location"] == "/your-page/plan?saved=yes"
    answer = PlanAnswer.objects.get()
    assert (answer.answer, answer.given, answer.words) == (reply, "portal", "Please come after 4.")
    page = text_of(client.get("/your-page/plan?saved=yes"))
    assert "We have your answer" in page
    assert "Change my answer" in page


def test_asking_for_a_change_needs_words_and_keeps_the_choice(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    with_plan(house, number)
    response = come(code).post("/your-page/plan", {"reply": "asks_change", "words": " ", "version": "1"})
    assert response.status_code == 422
    assert "Tell us what you want to be different" in text_of(response)
    assert 'value="asks_change" checked' in response.content.decode()


def test_an_answer_to_a_plan_that_changed_is_not_taken_for_the_new_one(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    with_plan(house, number)
    client = come(code)
    record_plan(house.actor("okafor"), number, aim="Something new.", steps=[STEP])
    response = client.post("/your-page/plan", {"reply": "agrees", "words": "Fine by me.", "version": "1"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "The plan has changed since." in page
    assert "Something new." in page
    assert "Fine by me." in page
    assert 'name="version" value="2"' in page
    assert PlanAnswer.objects.count() == 0
    fresh = client.post("/your-page/plan", {"reply": "agrees", "version": "2"})
    assert fresh.status_code == 302


@pytest.mark.parametrize("version", ["", "x", "0", "99999999999999999999", "-1", "7"])
def test_a_version_that_was_never_shown_is_no_fault_of_ours(house: Landlord, version: str) -> None:
    number, code = a_case_with_code(house)
    with_plan(house, number)
    response = come(code).post("/your-page/plan", {"reply": "agrees", "version": version})
    assert response.status_code == 422
    assert "The plan has changed since" in text_of(response)


def test_something_more_that_happened_is_kept(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    client = come(code)
    more = {"forms_of_it": ["property_damage"], "place": "My door", "evidence": "2"}
    assert client.post("/your-page/more", HAPPENED | more)["Location"] == "/your-page?saved=more"
    told = Incident.objects.exclude(evidence_mentioned=0).get()
    assert (told.story, told.forms, told.place) == (HAPPENED["story"], ["property_damage"], "My door")
    assert "He came back and kicked my door." in text_of(client.get("/your-page/more"))
    assert "Thank you for telling us" in text_of(client.get("/your-page?saved=more"))
    assert Case.objects.get(number=number).forms.count("property_damage") == 1


def test_danger_is_answered_at_once_and_999_is_said_again(house: Landlord) -> None:
    _, code = a_case_with_code(house)
    client = come(code)
    response = client.post("/your-page/more", HAPPENED | {"safe_now": "no"})
    assert response["Location"] == "/your-page?saved=danger"
    page = text_of(client.get(response["Location"]))
    assert "We are telling the person on call now" in page
    assert "They do not take the place of 999" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"story": ""}, "Tell us what happened, or tick what kind of thing it was"),
        ({"safe_now": ""}, "Choose yes, or no if you are not sure"),
        ({"when": "31 February 2026"}, "February 2026 has 28 days"),
        ({"when": "24 December 2026"}, "That day has not come yet"),
        ({"evidence": "lots"}, "Enter a number"),
        ({"forms_of_it": ["no such form"]}, "no such form"),
    ],
)
def test_what_cannot_be_kept_says_so_and_keeps_the_rest(house: Landlord, changed: dict[str, Any], said: str) -> None:
    _, code = a_case_with_code(house)
    before = Incident.objects.count()
    response = come(code).post("/your-page/more", HAPPENED | {"place": "The stairs"} | changed)
    assert response.status_code == 422
    assert said in text_of(response)
    assert "The stairs" in response.content.decode()
    assert Incident.objects.count() == before


def test_why_is_said_again_and_both_answers_are_kept(house: Landlord) -> None:
    number, code = a_case_with_code(house)
    client = come(code)
    given = {"grounds": ["religion", "dont_know"], "words": "He pulled at my scarf."}
    assert client.post("/your-page/why", given)["Location"] == "/your-page?saved=why"
    assert Motive.objects.filter(case__number=number).count() == 2
    page = text_of(client.get("/your-page/why"))
    assert page.index("Religion") < page.rindex("Race")
    assert "He pulled at my scarf." in page
    client.post("/your-page/why", {"grounds": ["dont_know"]})
    case = Case.objects.get(number=number)
    assert case.kind == "hate_crime"
    assert client.post("/your-page/why", {}).status_code == 422


def test_how_to_reach_them_is_shown_and_changed_by_themselves(house: Landlord) -> None:
    _, code = a_case_with_code(house)
    client = come(code)
    shown = client.get("/your-page/contact")
    assert 'value="phone" checked' in shown.content.decode()
    assert "weekdays after 4pm" in shown.content.decode()
    given = {"safe": ["email"], "never": ["letter"], "hours": "mornings", "letters_to": "", "call_me": "Ray"}
    assert client.post("/your-page/contact", given)["Location"] == "/your-page/contact?saved=yes"
    said = SafeContact.objects.latest("checked_at", "entry__seq").wishes
    assert said["channels"] == {
        "phone": "unsafe", "text": "unsafe", "email": "safe", "letter": "never", "visit": "unsafe",
        "voicemail": "unsafe",
    }  # fmt: skip
    assert (said["hours"], said["call_me"]) == ("mornings", "Ray")
    both = client.post("/your-page/contact", {"safe": ["email"], "never": ["email"]})
    assert "You ticked “Email” in both lists" in text_of(both)


def test_while_the_report_waits_contact_can_be_changed_too(house: Landlord) -> None:
    client = come(a_report().code)
    assert client.post("/your-page/contact", {"safe": ["text"]}).status_code == 302
    client = come(a_report(reporter=Reporter(), confidence="no_contact").code)
    assert client.post("/your-page/contact", {"safe": ["text"]}).status_code == 422


def test_what_was_typed_when_the_visit_had_ended_is_given_back(house: Landlord) -> None:
    client = come(a_report().code)
    words = "He stood at my door for an hour this morning."
    with later(timedelta(hours=1)):
        response = client.post("/your-page/messages", {"text": words})
    assert response.status_code == 403
    assert words in text_of(response)
    assert "What you wrote was not sent" in text_of(response)
    assert Message.objects.count() == 0


def test_what_cannot_be_saved_is_given_back(house: Landlord, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object, **more: object) -> None:
        raise OperationalError("disk full")

    client = come(a_report().code)
    monkeypatch.setattr("upstander.web.mycase.forms.send_message", full)
    response = client.post("/your-page/messages", {"text": "A message that must not be lost."})
    assert response.status_code == 503
    assert "It was not sent" in text_of(response)
    assert "A message that must not be lost." in text_of(response)


@pytest.mark.parametrize("strange", STRANGE)
def test_strange_text_is_only_text(house: Landlord, strange: str) -> None:
    number, code = a_case_with_code(house)
    with_plan(house, number)
    client = come(code)
    fields = ("text", "words", "story", "when", "place", "hours", "call_me", "letters_to", "reply", "grounds", "safe")
    everywhere = dict.fromkeys(fields, strange) | {"safe_now": "yes", "version": "1"}
    for room in ("messages", "plan", "more", "why", "contact"):
        response = client.post(f"/your-page/{room}", everywhere)
        assert response.status_code in {302, 422}, room
        assert "<script>alert" not in response.content.decode()
    assert "<script>alert" not in client.get("/your-page/messages").content.decode()
    assert list(breaks()) == []
    assert not Entry.objects.filter(deed="send_message", allowed=False).exists()
