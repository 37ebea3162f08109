"""The next version: written, shown, adopted by two from a day; old cases keep theirs, permissions follow."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from tests.casework.bytwo import proven
from tests.casework.drafted import BECAUSE, SLOWER, adopt, ask, draft, give
from tests.cast import NOW, a_case, landlord
from upstander.casework.actor import worker
from upstander.casework.approvals import give_approval, lapse_approvals
from upstander.casework.inbox import one_approval
from upstander.casework.opened import NotFound, opened
from upstander.casework.versions.adopting import adopt_version
from upstander.casework.versions.drafting import draft_version, drop_draft, trouble_with
from upstander.casework.versions.reads import draft_page, is_policy_overdue, one_version, versions
from upstander.policy.deeds import Deed
from upstander.policy.ruling import Refused
from upstander.policy.terms import ClockKey
from upstander.records import journal
from upstander.records.approvals import Approval
from upstander.records.case import Case
from upstander.records.journal import Entry
from upstander.records.versions import ProcedureVersion, VersionDraft, shipped, terms_of, version_in_force

TODAY = NOW.date()
NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def house():
    return landlord()


def test_a_version_is_adopted_by_two_from_a_day_and_changed_by_nobody_after(house):
    assert adopt(house, day=NEXT_WEEK) == 2
    made = ProcedureVersion.objects.get(number=2)
    assert (made.effective_from, made.asked_by, made.adopted_by) == (
        NEXT_WEEK,
        house.staff["moss"],
        house.staff["vane"],
    )
    assert made.body["version"] == 2
    assert version_in_force(TODAY).number == 1
    assert version_in_force(NEXT_WEEK).number == 2
    assert VersionDraft.objects.get().ended_as == "adopted"
    rows = versions(house.actor("achebe")).rows
    assert [(row.number, row.in_force, row.adopted_by) for row in rows] == [(2, False, "Alex Vane"), (1, True, "")]
    assert list(journal.breaks()) == []


def test_the_second_person_sees_every_difference_with_its_clause(house):
    draft(house, SLOWER | {"tools.mediation.on": False, "policy.review_by": "2027-11"})
    seen = one_approval(house.actor("achebe"), approval=ask(house, NEXT_WEEK))
    rows = dict(seen.shown.rows)
    assert rows["It counts from"].endswith("25 November 2026")
    assert rows["Clock: First contact: harassment, hate crime or high risk (3.2 c)"] == "1 working day → 2 working days"
    assert rows["Tool: Mediation (4)"] == "in use → not in use"
    assert rows["To be looked at again by (front)"] == "2011-08 → 2027-11"
    assert (len(rows), seen.because) == (6, BECAUSE)


def test_a_case_keeps_its_clocks_and_follows_what_is_permitted(house):
    number = a_case(house)
    adopt(house, SLOWER | {"tools.mediation.on": False}, day=NEXT_WEEK)
    later = datetime.combine(NEXT_WEEK, NOW.timetz())
    for at, mediation in ((NOW, True), (later, False)):
        with opened(house.actor("okafor", at), number, Deed.RECORD_PLAN) as work:
            terms = work.permitted
            work.enter(terms_ruling())
        assert (terms.procedure_version, terms.clock(ClockKey.FIRST_CONTACT).amount) == (1, 1)
        tool = terms.tool("mediation")
        assert tool is not None
        assert tool.in_force(at.date()) is mediation
    new = Case.objects.get(number=a_case(house, at=later))
    assert terms_of(new.version_id).clock(ClockKey.FIRST_CONTACT).amount == 2


def terms_ruling():
    from upstander.policy.ruling import allow

    return allow("3.2 d", "Looked at.")


@pytest.mark.parametrize(
    ("day", "because", "why"),
    [
        (TODAY - timedelta(days=1), BECAUSE, "day that has passed"),
        (NEXT_WEEK, "Because.", "does not say why"),
        (TODAY, BECAUSE, "counts only from 25 November 2026"),
    ],
)
def test_a_day_that_has_passed_or_is_before_the_latest_is_refused(house, day, because, why):
    adopt(house, day=NEXT_WEEK)
    draft(house, {"clocks.triage.amount": 2})
    with pytest.raises(Refused, match=why):
        adopt_version(house.actor("moss"), effective_from=day, because=because)
    assert Entry.objects.filter(deed="adopt_version", allowed=False).count() == 1
    assert ProcedureVersion.objects.count() == 2


def test_a_draft_that_changes_nothing_is_not_adopted_and_without_one_there_is_nothing(house):
    with pytest.raises(NotFound):
        ask(house, NEXT_WEEK)
    draft(house, {"clocks.first_contact.amount": 1})
    with pytest.raises(Refused, match="changes nothing"):
        ask(house, NEXT_WEEK)


def test_the_day_is_weighed_again_when_it_is_given(house):
    draft(house)
    asked = ask(house, TODAY)
    with pytest.raises(Refused, match="day that has passed"):
        give(house, asked, at=NOW + timedelta(days=1))
    assert (ProcedureVersion.objects.count(), Approval.objects.get().ended_as) == (1, "")


def test_what_was_changed_after_it_was_asked_for_is_not_adopted(house):
    draft(house)
    asked = ask(house, NEXT_WEEK)
    shown = one_approval(house.actor("vane"), approval=asked).saw
    draft(house, {"clocks.triage.amount": 9})
    with pytest.raises(Refused, match="changed since"):
        give_approval(proven(house, "vane"), approval=asked, saw=shown)
    assert lapse_approvals(worker(at=NOW)) == 1
    assert ProcedureVersion.objects.count() == 1


def test_whoever_drafts_and_asks_does_not_give(house):
    draft(house)
    with pytest.raises(Refused, match="asked for this yourself"):
        give(house, ask(house, NEXT_WEEK), by="moss")


def test_two_asked_for_the_same_draft_make_one_version(house):
    draft(house)
    first, second = ask(house, NEXT_WEEK), ask(house, NEXT_WEEK + timedelta(days=1), by="vane")
    give(house, first)
    with pytest.raises(Refused):
        give(house, second, by="achebe")
    assert [one.number for one in ProcedureVersion.objects.order_by("number")] == [1, 2]


@pytest.mark.parametrize(
    ("given", "where", "words"),
    [
        ({"clocks.triage.amount": -1}, "clocks.triage.amount", "-1 is less than nothing"),
        ({"policy.review_by": "2011-13"}, "policy.review_by", "'2011-13' is not a date"),
        ({"risk.bands.low.max": 12}, "risk.bands.low.max", "leave a gap"),
        ({"clocks.triage.unit": "moons"}, "", "'moons' is none of"),
        ({"clocks.triage.key": "x"}, "clocks.triage.key", "cannot be changed here"),
        ({"clocks.nothing.amount": 1}, "clocks.nothing.amount", "no such place"),
        ({"tools": []}, "tools", "cannot be changed here"),
    ],
)
def test_what_does_not_fit_is_told_where_it_stands_and_saves_nothing(house, given, where, words):
    trouble = trouble_with(given=given)
    assert trouble is not None
    assert (trouble.where if where else "", words.lower() in trouble.words.lower()) == (where, True)
    with pytest.raises(Refused, match="would not fit together"):
        draft(house, given)
    assert VersionDraft.objects.count() == 0
    assert Entry.objects.filter(deed="draft_version", allowed=False).count() == 1


def test_a_draft_is_saved_part_by_part_and_never_over_somebody_elses_words(house):
    assert draft(house) == 1
    assert draft(house, {"limits.line": 150}, by="vane") == 2
    with pytest.raises(Refused, match="Somebody else saved"):
        draft_version(house.actor("moss"), revision=1, given={"limits.line": 120})
    page = draft_page(house.actor("achebe"))
    assert (page.revision, page.terms.limits.line, page.saved_by, page.may_write) == (2, 150, "Alex Vane", False)
    assert [change.new for change in page.changes] == ["2 working days", "150"]


def test_questions_are_left_out_and_asked_also(house):
    also = {"text": "Is the door broken?", "mandatory": True, "answers": [["No", 0], ["Yes", 2]]}
    draft(house, {"risk.leave_out": ["who_else"], "risk.ask_also": also})
    questions = {one.code: one for one in draft_page(house.actor("moss")).terms.risk.questions}
    assert "who_else" not in questions
    assert [answer.score for answer in questions["added_1"].answers] == [0, 2]
    draft(house, {"risk.ask_also": also | {"answers": [["No", 0]]}})
    assert "added_2" in {one.code for one in draft_page(house.actor("moss")).terms.risk.questions}


def test_a_dropped_draft_is_gone_and_what_waits_for_it_lapses(house):
    draft(house)
    asked = ask(house, NEXT_WEEK)
    drop_draft(house.actor("vane"))
    with pytest.raises(Refused):
        give(house, asked, by="achebe")
    with pytest.raises(NotFound):
        drop_draft(house.actor("vane"))
    assert lapse_approvals(worker(at=NOW)) == 1
    assert draft_page(house.actor("moss")).revision == 0


@pytest.mark.parametrize("name", ["reid", "okafor", "silva", "ford", "hale", "quinn", "nobody"])
def test_nobody_else_reads_writes_or_adopts(house, name):
    draft(house)
    who = house.actor(name)
    for read in (versions, draft_page, lambda who: one_version(who, version=1)):
        with pytest.raises(NotFound):
            read(who)
    with pytest.raises(Refused, match="Your role"):
        draft_version(who, revision=1, given=SLOWER)
    with pytest.raises(Refused, match="Your role"):
        adopt_version(who, effective_from=NEXT_WEEK, because=BECAUSE)


def test_a_fault_half_way_adopts_nothing(house, monkeypatch):
    draft(house)
    asked = ask(house, NEXT_WEEK)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("upstander.casework.versions.adopting.end_draft", fail)
    with pytest.raises(RuntimeError):
        give(house, asked)
    assert (ProcedureVersion.objects.count(), Approval.objects.get().ended_as) == (1, "")


def test_a_version_kept_before_a_clock_was_known_is_completed_loudly(house, caplog):
    old = shipped()
    old["clocks"] = [row for row in old["clocks"] if row["key"] not in ("witness", "ombudsman")]
    old["limits"] = {key: value for key, value in old["limits"].items() if key != "line"}
    del old["case_reviews"]
    held = ProcedureVersion.objects.create(number=2, effective_from=TODAY, body=old | {"version": 2})
    with caplog.at_level(logging.WARNING):
        terms = terms_of(held.pk)
    assert terms.clock(ClockKey.WITNESS).amount == 5
    assert "case_reviews, limits.line, clocks.witness, clocks.ombudsman" in caplog.text
    assert one_version(house.actor("moss"), version=2).missing == (
        "case_reviews",
        "limits.line",
        "clocks.witness",
        "clocks.ombudsman",
    )
    draft(house)
    assert {row["key"] for row in VersionDraft.objects.get().body["clocks"]} == set(ClockKey)


def test_the_review_date_warns_until_a_new_version_counts(house):
    assert is_policy_overdue(at=NOW)
    adopt(house, {"policy.review_by": "2027-11"}, day=NEXT_WEEK)
    assert is_policy_overdue(at=NOW)
    assert not is_policy_overdue(at=datetime.combine(NEXT_WEEK, NOW.timetz()))
    assert is_policy_overdue(at=datetime(2027, 12, 1, 9, tzinfo=UTC))
