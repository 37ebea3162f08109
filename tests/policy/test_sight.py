"""Who may see which part of a case, levels, emergencies and cover: tables of facts, and no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from upstander.policy.breakglass import (
    HOLDS_FOR,
    is_alarming,
    may_break_glass,
    may_review_break_glass,
    review_by,
)
from upstander.policy.covering import may_end_cover, may_grant_cover
from upstander.policy.levels import Change, is_raised, may_set_level
from upstander.policy.naming import WITHHELD, may_be_found_by_name, without_reporter
from upstander.policy.roles import Level, Role, Route
from upstander.policy.sight import (
    FOR_AN_ALERT,
    Ground,
    Part,
    ReportSighting,
    Sighting,
    may_read_case,
    may_see_case,
    may_see_part,
    may_see_part_of_report,
    may_see_report,
    may_see_whole_case,
    parts_seen,
)

REASON = "This is a reason that somebody else can follow."
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
ALL, NONE = frozenset(Part), frozenset()
BOTH = frozenset({Role.RESIDENT, Role.HOUSING_OFFICER})
OFFICER = Sighting(roles=frozenset({Role.HOUSING_OFFICER}))
MANAGER = Sighting(roles=frozenset({Role.HOUSING_MANAGER}))
LEAD = Sighting(roles=frozenset({Role.SAFEGUARDING_LEAD}))
BY_CONTACT, FOR_A_VISIT = frozenset({Part.SAFE_CONTACT}), frozenset({Part.VISIT_SAFETY})

PARTS = [
    ("has the case", replace(OFFICER, assigned=True), ALL),
    ("has it, named only", replace(OFFICER, assigned=True, level=Level.NAMED_ONLY), ALL),
    ("covers", replace(OFFICER, covering=True), ALL),
    ("covers, restricted, another team", replace(OFFICER, covering=True, level=Level.RESTRICTED), NONE),
    ("covers, restricted, own team", replace(OFFICER, covering=True, own_team=True, level=Level.RESTRICTED), ALL),
    ("covers, named only", replace(OFFICER, covering=True, own_team=True, level=Level.NAMED_ONLY), NONE),
    ("covers, outside the line", replace(OFFICER, covering=True, route=Route.OUTSIDE_THE_LINE), NONE),
    ("manager of the team", replace(MANAGER, supervises_team=True), ALL),
    ("manager of the area", replace(MANAGER, supervises_area=True), ALL),
    ("manager of the area, restricted", replace(MANAGER, supervises_area=True, level=Level.RESTRICTED), NONE),
    ("manager of the team, named only", replace(MANAGER, supervises_team=True, level=Level.NAMED_ONLY), NONE),
    ("officer who is near and no manager", replace(OFFICER, supervises_team=True, supervises_area=True), NONE),
    ("lead, on the route", replace(LEAD, route=Route.DOMESTIC_ABUSE), ALL),
    ("lead, ordinary", LEAD, NONE),
    ("in the queue of the team", replace(OFFICER, in_queue_of_own_team=True), NONE),
    ("alerted", replace(OFFICER, alerted=True), FOR_AN_ALERT),
    ("in danger", replace(OFFICER, glass=Ground.DANGER), FOR_AN_ALERT),
    ("at risk", replace(OFFICER, glass=Ground.SAFEGUARDING), FOR_AN_ALERT),
    ("about to visit", replace(OFFICER, glass=Ground.VISIT), FOR_A_VISIT),
    ("nobody else", replace(OFFICER, glass=Ground.NOBODY_ELSE), BY_CONTACT),
    ("no ground", replace(OFFICER, glass="curious"), NONE),
    ("nobody to the case", OFFICER, NONE),
    ("call handler", replace(OFFICER, roles=frozenset({Role.CALL_HANDLER}), assigned=True, glass=Ground.DANGER), NONE),
    ("analyst", replace(OFFICER, roles=frozenset({Role.PERFORMANCE_ANALYST}), alerted=True), NONE),
    ("resident", Sighting(roles=frozenset({Role.RESIDENT}), own_case=True, assigned=True), NONE),
    ("resident who works here", replace(OFFICER, roles=BOTH, own_case=True, assigned=True, alerted=True), NONE),
]


@pytest.mark.parametrize(("who", "sighting", "parts"), PARTS, ids=[row[0] for row in PARTS])
def test_who_may_see_which_part_of_a_case(who, sighting, parts):
    assert parts_seen(sighting) == parts
    assert parts_seen(replace(sighting, conflicted=True)) == NONE
    assert not may_see_part("gossip", sighting).allowed


def test_a_queue_is_for_its_officers():
    queued = replace(OFFICER, in_queue_of_own_team=True)
    assert may_see_case(queued).allowed
    for changed in ({"roles": MANAGER.roles}, {"level": Level.NAMED_ONLY}, {"route": Route.UNDER_16}):
        assert not may_see_case(replace(queued, **changed)).allowed


def test_no_ground_shows_who_told_us_or_who_saw_it():
    for ground in Ground:
        assert not may_see_part(Part.IDENTITY, replace(OFFICER, glass=ground)).allowed


def test_an_emergency_is_for_reading_only():
    broken = replace(OFFICER, glass=Ground.DANGER)
    assert may_read_case(broken).allowed
    assert not may_see_case(broken).allowed
    assert not may_read_case(replace(broken, conflicted=True)).allowed
    assert not may_read_case(replace(broken, roles=frozenset({Role.CALL_HANDLER}))).allowed
    assert not may_read_case(OFFICER).allowed


REPORTS = [
    (ReportSighting(roles=MANAGER.roles, supervises_area=True), True, ALL),
    (ReportSighting(roles=MANAGER.roles, without_area=True), True, ALL),
    (ReportSighting(roles=MANAGER.roles), False, NONE),
    (ReportSighting(roles=OFFICER.roles, supervises_area=True, without_area=True), False, NONE),
    (ReportSighting(roles=MANAGER.roles, supervises_area=True, route=Route.UNDER_16), False, NONE),
    (ReportSighting(roles=LEAD.roles, route=Route.UNDER_16), True, ALL),
    (ReportSighting(roles=LEAD.roles, supervises_area=True), False, NONE),
    (ReportSighting(roles=OFFICER.roles, alerted=True), True, FOR_AN_ALERT),
    (ReportSighting(roles=frozenset({Role.CALL_HANDLER}), alerted=True), False, NONE),
    (ReportSighting(roles=MANAGER.roles, supervises_area=True, sees_case=True), True, ALL),
    (ReportSighting(roles=MANAGER.roles, supervises_area=True, sees_case=False), False, NONE),
    (ReportSighting(roles=frozenset({Role.RESIDENT}), own_report=True), True, NONE),
    (ReportSighting(roles=frozenset({Role.RESIDENT}), alerted=True, without_area=True), False, NONE),
]


@pytest.mark.parametrize(("sighting", "seen", "parts"), REPORTS)
def test_who_may_see_a_report_and_which_part(sighting, seen, parts):
    assert may_see_report(sighting).allowed is seen
    assert frozenset(part for part in Part if may_see_part_of_report(part, sighting).allowed) == parts
    assert not may_see_report(replace(sighting, conflicted=True)).allowed
    assert not may_see_part_of_report("gossip", sighting).allowed


def test_who_told_us_is_left_out_of_what_a_reader_is_shown():
    told = {"reporter": {"name": "Rehana Begum", "phone": "07700 900123", "language": "Bengali"}, "story": "…"}
    apart = without_reporter(told, confidence="name_withheld", on_behalf="me")["reporter"]
    assert apart == {"name": WITHHELD, "phone": WITHHELD, "language": "Bengali"}
    assert without_reporter(told, confidence="named", on_behalf="witness")["reporter"]["name"] == WITHHELD
    assert without_reporter(told, confidence="named", on_behalf="me") == told


@pytest.mark.parametrize(
    ("part", "confidence", "found"),
    [("resident_heard", "named", True), ("resident_heard", "name_withheld", False), ("witness", "named", False)],
)
def test_who_is_kept_apart_is_not_found_by_name(part, confidence, found):
    assert may_be_found_by_name(part=part, confidence=confidence).allowed is found


UP = Change(before="ordinary", after="restricted", has_it=True, supervises=False)
NAMED = replace(UP, after="named_only", named=2, reviewer=True)


@pytest.mark.parametrize(
    ("change", "because", "allowed"),
    [
        (UP, REASON, True),
        (replace(UP, has_it=False, supervises=True), REASON, True),
        (replace(UP, has_it=False), REASON, False),
        (UP, "short", False),
        (replace(UP, after="ordinary"), REASON, False),
        (replace(UP, after="secret"), REASON, False),
        (NAMED, REASON, True),
        (replace(NAMED, before="named_only"), REASON, True),
        (replace(NAMED, has_owner=False), REASON, False),
        (replace(NAMED, named=1), REASON, False),
        (replace(NAMED, reviewer=False), REASON, False),
        (replace(NAMED, all_fit=False), REASON, False),
        (replace(UP, before="named_only", after="ordinary"), REASON, True),
    ],
)
def test_who_may_set_how_closely_a_case_is_held(change, because, allowed):
    assert may_set_level(change, because=because).allowed is allowed


def test_what_is_raised():
    assert is_raised("ordinary", "restricted")
    assert is_raised("named_only", "named_only")
    assert not is_raised("named_only", "restricted")


@pytest.mark.parametrize(
    ("ground", "because", "in_sight", "allowed"),
    [
        ("danger", REASON, False, True),
        ("curious", REASON, False, False),
        ("danger", "a" * 19, False, False),
        ("danger", "a" * 20, False, True),
        ("danger", REASON, True, False),
    ],
)
def test_a_case_is_opened_in_an_emergency_on_a_ground_and_with_a_reason(ground, because, in_sight, allowed):
    assert may_break_glass(ground=ground, because=because, in_sight=in_sight).allowed is allowed


@pytest.mark.parametrize(
    ("reviewed", "own", "words", "allowed"),
    [
        (False, False, REASON, True),
        (True, False, REASON, False),
        (False, True, REASON, False),
        (False, False, "", False),
    ],
)
def test_an_emergency_is_looked_at_once_and_by_somebody_else(reviewed, own, words, allowed):
    assert may_review_break_glass(reviewed=reviewed, own=own, words=words).allowed is allowed


def test_an_emergency_ends_and_is_looked_at_within_a_working_day():
    assert timedelta(hours=4) == HOLDS_FOR
    assert review_by(datetime(2026, 11, 20, 23, 0, tzinfo=UTC)) == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("broken", "opened", "alarms"), [(0, 0, False), (1, 100, False), (2, 199, True), (1, 99, True), (1, 0, True)]
)
def test_more_than_one_in_a_hundred_is_alarming(broken, opened, alarms):
    assert is_alarming(broken=broken, opened=opened) is alarms


GOOD = {
    "oneself": False,
    "same_person": False,
    "own_team": True,
    "works_cases": True,
    "start": NOW,
    "end": NOW + timedelta(days=7),
    "at": NOW,
    "because": REASON,
}


@pytest.mark.parametrize(
    ("changed", "allowed"),
    [
        ({}, True),
        ({"oneself": True}, False),
        ({"same_person": True}, False),
        ({"own_team": False}, False),
        ({"works_cases": False}, False),
        ({"end": NOW}, False),
        ({"start": NOW - timedelta(days=3), "end": NOW - timedelta(days=1)}, False),
        ({"end": NOW + timedelta(days=60)}, True),
        ({"end": NOW + timedelta(days=61)}, False),
        ({"because": "ill"}, False),
    ],
)
def test_cover_is_given_by_their_manager_to_a_colleague_and_ends(changed, allowed):
    assert may_grant_cover(**(GOOD | changed)).allowed is allowed


@pytest.mark.parametrize(
    ("over", "own_team", "allowed"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_cover_is_ended_by_their_manager(over, own_team, allowed):
    assert may_end_cover(over=over, own_team=own_team).allowed is allowed


@pytest.mark.parametrize("missing", [*Part, None])
def test_what_holds_every_part_is_for_those_from_whom_none_is_kept(missing: Part | None) -> None:
    seen = frozenset(Part) - {missing}
    ruling = may_see_whole_case(seen)
    assert (ruling.allowed, ruling.clause) == (missing is None, "7 a")
