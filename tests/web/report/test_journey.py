"""The way of a report: each page leads to the next one asked, answers are kept, and everything is read back."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import Landlord
from tests.web.report.walking import ANSWERS, page_of, text_of, walk
from upstander.records.case import ResidentCode
from upstander.records.people import SafeContact
from upstander.records.reports import Report


def test_a_report_is_told_page_by_page_read_back_and_sent(client: Client) -> None:
    seen = walk(client, looking=True)
    assert seen[:6] == ["about", "now", "also", "words", "kind", "before"]
    check = text_of(client.get("/form/check"))
    for said in ("He shouted on the stairs", "yesterday", "Race", "Religion", "Text message", "weekdays after 4pm"):
        assert said in check
    sent = client.post("/form/check")
    assert (sent.status_code, page_of(sent)) == (302, "done")
    done = text_of(client.get("/form/done"))
    assert "We have your report" in done
    report = Report.objects.get()
    assert report.kind == "hate_crime"
    assert report.priority == "high"
    assert report.story == ANSWERS["words"]["story"]
    assert report.evidence_mentioned == 2
    assert report.person is not None
    assert report.person.name == "Rahima Begum"
    assert report.number not in done
    assert ResidentCode.objects.count() == 1


def test_the_code_is_shown_again_when_the_form_is_sent_twice(client: Client) -> None:
    walk(client)
    client.post("/form/check")
    first = text_of(client.get("/form/done"))
    again = client.post("/form/check")
    assert page_of(again) == "done"
    assert text_of(client.get("/form/done")) == first
    assert Report.objects.count() == 1


def test_nothing_typed_is_left_once_it_is_sent(client: Client) -> None:
    walk(client)
    client.post("/form/check")
    for slug in ("words", "check", "you"):
        response = client.get(f"/form/{slug}")
        assert page_of(response) == "done"
    assert client.get("/form/about").status_code == 200
    client.post("/form/about", {"on_behalf": "witness"})
    assert page_of(client.get("/form/done")) == "form"


def test_a_witness_who_saw_prejudice_is_enough(client: Client) -> None:
    walk(client, about={"on_behalf": "witness"})
    client.post("/form/check")
    report = Report.objects.get()
    assert (report.on_behalf, report.kind, report.hate) == ("witness", "hate_crime", True)


def test_no_prejudice_but_meant_to_harm_is_harassment(client: Client) -> None:
    seen = walk(client, why={"grounds": ["unknown"]}, kind={"forms_of_it": ["something_else"]})
    assert "because" not in seen
    assert "meant" in seen
    client.post("/form/check")
    assert Report.objects.get().kind == "harassment"


def test_whoever_is_not_safe_is_sent_to_help_first_and_the_alarm_goes_with_the_report(client: Client) -> None:
    client.post("/form/about", {"on_behalf": "me"})
    assert page_of(client.post("/form/now", {"safe_now": "no"})) == "help-now"
    assert "Call 999" in text_of(client.get("/form/help-now"))
    walk(client, now={"safe_now": "no"}, also={"dangers": ["weapon", "child_at_risk"]})
    client.post("/form/check")
    assert set(Report.objects.get().red_flags) == {"weapon", "threat_to_life", "child_at_risk"}
    assert "person on call" in text_of(client.get("/form/done"))


def test_a_home_is_picked_by_postcode_and_door(client: Client, house: Landlord) -> None:
    postcode = {"postcode": "se1 1ab"}
    walk(client, until="postcode", where={"where": "home"})
    assert page_of(client.post("/form/postcode", postcode)) == "home"
    uprn = client.get("/form/home").context["form"].fields["home_uprn"].choices[0][0]
    assert page_of(client.post("/form/home", {"home_uprn": uprn})) == "place"
    walk(client, where={"where": "home"}, postcode=postcode, home={"home_uprn": uprn})
    client.post("/form/check")
    report = Report.objects.get()
    assert report.home == uprn
    assert report.area is not None


def test_a_home_that_is_not_ours_is_told_in_words(client: Client, house: Landlord) -> None:
    more = {"where": {"where": "other_home"}, "postcode": {"postcode": "ZZ1 1ZZ"}, "address": {"address": "1 Elm Road"}}
    seen = walk(client, **more)
    assert "home" not in seen
    client.post("/form/check")
    assert Report.objects.get().answers["place"] == "On the stairs\n1 Elm Road\nZZ1 1ZZ"


@pytest.mark.parametrize(
    ("confidence", "asked", "not_asked"),
    [
        ("named", {"name", "contact", "number"}, {"friend"}),
        ("name_withheld", {"name", "contact"}, {"friend"}),
        ("through_someone", {"friend"}, {"name", "contact", "number", "hours"}),
        ("no_contact", {"language"}, {"name", "friend", "contact", "number", "email", "hours"}),
    ],
)
def test_only_what_is_needed_to_reach_somebody_is_asked(
    client: Client, confidence: str, asked: set[str], not_asked: set[str]
) -> None:
    friend = {"trusted_name": "Ana", "trusted_how": "07700 900456", "name": ""}
    seen = set(walk(client, you={"confidence": confidence}, friend=friend))
    assert asked <= seen
    assert not not_asked & seen
    client.post("/form/check")
    report = Report.objects.get()
    assert report.confidence == confidence
    done = text_of(client.get("/form/done"))
    assert ("We will not contact you" in done) == (confidence == "no_contact")


def test_only_the_way_they_chose_is_called_safe(client: Client) -> None:
    walk(client, contact={"way": "phone"})
    client.post("/form/check")
    wishes = SafeContact.objects.get().wishes
    assert wishes["channels"] == {"phone": "safe", "voicemail": "never"}


def test_one_answer_is_changed_and_leads_back_to_all_of_them(client: Client) -> None:
    walk(client)
    client.get("/form/check")
    assert "yesterday" in client.get("/form/when").content.decode()
    assert page_of(client.post("/form/when", {"when": "March 2026"})) == "check"
    assert page_of(client.post("/form/why", {"grounds": ["unknown"]})) == "meant"
    assert page_of(client.post("/form/meant", {"aimed": "no"})) == "check"
    check = text_of(client.get("/form/check"))
    assert "March 2026" in check
    assert "The words he used" not in check


def test_what_was_read_back_and_then_changed_is_looked_through_again_before_it_is_sent(client: Client) -> None:
    walk(client)
    client.get("/form/check")
    client.post("/form/you", {"confidence": "through_someone"})
    assert page_of(client.post("/form/check")) == "friend"
    assert not Report.objects.exists()


def test_the_rest_can_be_left_out(client: Client) -> None:
    walk(client, until="before")
    assert page_of(client.post("/form/before", {"times": "more", "skip": "yes"})) == "you"
    client.post("/form/you", {"confidence": "no_contact"})
    assert page_of(client.post("/form/language", {"language": ""})) == "check"
    assert "Not answered" in text_of(client.get("/form/check"))
    assert page_of(client.post("/form/check")) == "done"
    assert Report.objects.get().answers["more_than_once"] is True
