"""The pages of the versions: read, written part by part with nothing lost, compared, asked for, and dropped."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.casework import drafted
from tests.cast import NOW
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.records.approvals import Approval
from upstander.records.versions import VersionDraft

NEXT_WEEK = NOW.date() + timedelta(days=7)


@pytest.fixture
def moss(desk_house):
    return at_the_desk(desk_house, "moss")


def filled(page, **changed):
    """Everything that stands in a part's form, as a browser sends it, with some places changed."""
    form = page.context["form"]
    held = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {
        name: "on" if value is True else value
        for name, value in held.items()
        if value is not False and value is not None
    }
    return {"mark": mark_of(page), **sent, **changed}


def write(browser, part, **changed):
    address = f"/versions/draft/{part}"
    return browser.post(address, filled(browser.get(address), **changed))


def test_the_list_says_what_is_in_force_and_warns_of_the_review_date(desk_house, moss):
    drafted.adopt(desk_house, day=NEXT_WEEK)
    with few_statements():
        words = words_of(moss.get("/versions"))
    for said in ("Version 1 In force", "Version 2", "25 November 2026", "Chris Moss", "Alex Vane", "again by 2011-08"):
        assert said in words
    one = words_of(moss.get("/versions/2"))
    assert "Clock: First contact: harassment, hate crime or high risk 1 working day 2 working days 3.2 c" in one
    assert b"/versions" in moss.get("/administration").content


def test_it_is_written_part_by_part_and_shown_before_it_is_asked_for(moss):
    for part, place, value in (
        ("clocks", "clocks.triage.amount", "2"),
        ("clocks", "clocks.triage.unit", "days"),
        ("risk", "risk.bands.high.review_days", "5"),
        ("limits", "limits.answer", "4000"),
        ("policy", "policy.review_by", "2027-11"),
    ):
        assert write(moss, part, **{place: value})["Location"] == "/versions/draft"
    form = filled(moss.get("/versions/draft/tools"))
    del form["tools.mediation.on"]
    assert moss.post("/versions/draft/tools", form).status_code == 302
    with few_statements():
        words = words_of(moss.get("/versions/draft"))
    for said in ("1 working day 2 days 2 e", "within 7 days", "within 5 days", "5000 4000", "in use not in use 4"):
        assert said in words
    assert "Saved by Chris Moss" in words
    assert VersionDraft.objects.get().revision == 6


def test_a_question_is_added_and_another_left_out(moss):
    more = {"also.text": "Is the door broken?", "also.answers": "No = 0\nYes, badly = 2", "also.mandatory": "on"}
    assert write(moss, "risk", **more, **{"out.who_else": "on"}).status_code == 302
    words = words_of(moss.get("/versions/draft"))
    assert "Is the door broken? (must be answered) No = 0; Yes, badly = 2" in words
    assert "(not there)" in words
    assert "also.text" not in filled(moss.get("/versions/draft/risk")) or not VersionDraft.objects.get().ended_as


@pytest.mark.parametrize(
    ("part", "place", "value", "said"),
    [
        ("clocks", "clocks.triage.amount", "-1", "Enter a number from 0 to 999."),
        ("clocks", "clocks.triage.unit", "moons", "Choose what it is counted in"),
        ("risk", "risk.bands.low.max", "12", "leave a gap, overlap"),
        ("risk", "risk.questions.how_often.answers.daily.score", "30", "No band holds a score"),
        ("risk", "also.answers", "No = 0", "Write at least two answers"),
        ("policy", "policy.review_by", "2027-13", "is not a date"),
        ("policy", "policy.title", "", "Enter the title"),
        ("limits", "limits.line", "0", "Enter a number from 1"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(moss, part, place, value, said):
    extra = {"also.text": "A question of mine"} if place == "also.answers" else {}
    page = write(moss, part, **extra, **{place: value})
    assert page.status_code == 422
    assert place in page.context["form"].errors
    assert said in words_of(page)
    body = page.content.decode()
    assert not extra or "A question of mine" in body
    assert VersionDraft.objects.count() == 0


def test_nobody_writes_over_somebody_elses_words(desk_house, moss):
    page = moss.get("/versions/draft/clocks")
    drafted.draft(desk_house, {"limits.line": 150}, by="vane")
    answer = moss.post("/versions/draft/clocks", filled(page, **{"clocks.triage.amount": "7"}))
    assert answer.status_code == 422
    assert "Somebody else saved this draft" in words_of(answer)
    assert re.search(r'name="clocks.triage.amount"[^>]*value="7"', answer.content.decode())


def test_it_is_asked_for_from_a_day_and_a_second_person_gives_it(desk_house, moss):
    drafted.draft(desk_house)
    past = {"effective_from_0": "1", "effective_from_1": "1", "effective_from_2": "2020", "because": drafted.BECAUSE}
    day = {f"effective_from_{part}": value for part, value in _boxes(moss.get("/versions/draft/adopt"))}
    assert moss.post("/versions/draft/adopt", past).status_code == 422
    assert "waits for a second person" in done(moss, "/versions/draft/adopt", because=drafted.BECAUSE, **day)
    asked = f"/approvals/{Approval.objects.get().pk}"
    assert "can no longer be given" in words_of(moss.get("/versions/draft"))
    vane = at_the_desk(desk_house, "vane")
    with few_statements():
        page = vane.get(f"{asked}/give")
    assert "1 working day → 2 working days" in words_of(page)
    sent = vane.post(f"{asked}/give", {"mark": mark_of(page), "saw": page.context["form"].initial["saw"]})
    assert sent["Location"] == "/approvals"
    assert "Version 2" in words_of(vane.get("/versions"))


def _boxes(page):
    names = re.findall(r'name="effective_from_(\w+)"', page.content.decode())
    return list(zip(names, ("25", "11", "2026"), strict=True))


def test_it_is_dropped_and_begins_again(desk_house, moss):
    drafted.draft(desk_house)
    assert "The draft is dropped." in done(moss, "/versions/draft/drop")
    assert "Nothing is written yet." in words_of(moss.get("/versions/draft"))
    assert moss.get("/versions/draft/drop").status_code == 404


def test_saving_what_was_not_changed_saves_nothing(moss):
    page = moss.post("/versions/draft/tools", filled(moss.get("/versions/draft/tools")), follow=True)
    assert "You changed nothing" in words_of(page)
    assert VersionDraft.objects.count() == 0


def test_a_regional_manager_reads_it_and_asks_but_does_not_write(desk_house):
    drafted.draft(desk_house)
    browser = at_the_desk(desk_house, "achebe")
    page = browser.get("/versions/draft/clocks")
    assert page.status_code == 403
    assert "Your role does not include this." in words_of(page)
    assert browser.get("/versions/draft/adopt").status_code == 200


def test_a_ground_for_sharing_is_adopted_with_who_decided_it(moss):
    page = moss.get("/versions/draft/sharing")
    assert "Protection of an adult at risk" in words_of(page)
    assert "The resident agrees" not in words_of(page)
    place = "sharing.adults_at_risk"
    without = write(moss, "sharing", **{f"{place}.on": "on"})
    assert without.status_code == 422
    assert "Say who decided it, and why" in words_of(without)
    decided = "The board, on 9 November 2026: adults are to be protected too."
    assert write(moss, "sharing", **{f"{place}.on": "on", f"{place}.decided": decided}).status_code == 302
    assert f"not adopted adopted. {decided} 7 b 4" in words_of(moss.get("/versions/draft"))
