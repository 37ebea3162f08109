"""Who may do what, see what and be given which power: what is not listed is not allowed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.appointing import may_appoint, may_look_after_areas
from upstander.policy.deeds import Deed
from upstander.policy.intake import POWERS, ImportKind, may_import
from upstander.policy.notes import may_add_note, may_move_note
from upstander.policy.roles import MAY, STAFF_ROLES, Level, Role, Route, is_supervisor, may_do
from upstander.policy.sight import Sighting, may_see_case
from upstander.policy.stages import NEXT, Stage, may_move, may_work_on
from upstander.policy.stock import STOCK_CLASS_LABELS, StockClass, is_counted_home
from upstander.policy.terms import Terms

NOON = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)


@given(st.sets(st.sampled_from([*Role, "mayor", ""])), st.sampled_from([*Deed, "delete_everything", ""]))
def test_what_is_not_listed_is_not_allowed(roles: set[str], deed: str) -> None:
    listed = any(deed in MAY[Role(role)] for role in roles if role in set(Role))
    ruling = may_do(roles, deed)
    assert ruling.allowed is listed
    assert bool(ruling.how) is not listed


@pytest.mark.parametrize("role", list(Role))
def test_a_conflict_beats_every_way_of_seeing(role: str) -> None:
    everything = Sighting(
        roles=frozenset({role}),
        assigned=True,
        alerted=True,
        supervises_team=True,
        supervises_area=True,
        in_queue_of_own_team=True,
        own_case=True,
        conflicted=True,
    )
    assert not may_see_case(everything).allowed


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("route", list(Route))
@pytest.mark.parametrize("role", [*Role, "mayor"])
def test_a_role_alone_shows_no_case(role: str, route: str, level: str) -> None:
    seen = may_see_case(Sighting(roles=frozenset({role}), route=route, level=level)).allowed
    safeguarding = role == Role.SAFEGUARDING_LEAD and route != Route.ORDINARY and level != Level.NAMED_ONLY
    assert seen is safeguarding


APPOINT: dict[str, Any] = {"oneself": False, "in_team": True, "start": NOON, "end": None, "held": False}


@pytest.mark.parametrize(
    ("role", "change", "allowed"),
    [
        *((role, {}, True) for role in sorted(STAFF_ROLES)),
        ("resident", {}, False),
        ("operator", {}, False),
        ("mayor", {}, False),
        ("", {}, False),
        ("housing_officer", {"oneself": True}, False),
        ("housing_officer", {"in_team": False}, False),
        ("housing_officer", {"end": NOON}, False),
        ("housing_officer", {"end": NOON + timedelta(days=1)}, True),
        ("housing_officer", {"held": True}, False),
    ],
)
def test_nobody_gives_a_role_to_themselves(role: str, change: dict[str, Any], allowed: bool) -> None:
    ruling = may_appoint(role, **{**APPOINT, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(
    ("known", "named", "allowed"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_a_team_looks_after_areas_we_have_homes_in(known: bool, named: bool, allowed: bool) -> None:
    assert may_look_after_areas(known=known, any_named=named).allowed is allowed


@pytest.mark.parametrize("kind", list(ImportKind))
@pytest.mark.parametrize("power", sorted(POWERS))
def test_an_import_never_grants_a_power(kind: str, power: str) -> None:
    assert may_import(kind, columns=["reference", "name"]).allowed
    # In a tenancy a role is a tenant's or a leaseholder's, which gives no power here.
    no_power = (kind, power) == (ImportKind.TENANCIES, "role")
    assert may_import(kind, columns=["reference", power]).allowed is no_power


def test_only_open_cases_are_taken_over() -> None:
    assert not may_import("cases", columns=["reference", "closed_on"]).allowed
    assert not may_import("secrets", columns=["reference"]).allowed


@pytest.mark.parametrize("stage", [*Stage, "limbo"])
@pytest.mark.parametrize("to", [*Stage, "limbo"])
def test_stages_follow_each_other_as_listed(stage: str, to: str) -> None:
    listed = stage in set(Stage) and to in set(Stage) and (stage == to or to in NEXT[Stage(stage)])
    assert may_move(stage, to).allowed is listed
    assert may_work_on(stage).allowed is (stage in set(Stage) and stage != Stage.CLOSED)


@pytest.mark.parametrize(("words", "allowed"), [("Rang twice.", True), (" \n", False), ("x" * 50_001, False)])
def test_a_note(terms: Terms, words: str, allowed: bool) -> None:
    assert may_add_note(terms, text=words).allowed is allowed


@pytest.mark.parametrize(
    ("change", "allowed"),
    [({}, True), ({"same_case": True}, False), ({"moved_before": True}, False), ({"because": "wrong"}, False)],
)
def test_what_is_another_households_leaves_the_file(change: dict[str, Any], allowed: bool) -> None:
    facts: dict[str, Any] = {
        "because": "It is about the flat across the landing.",
        "moved_before": False,
        "same_case": False,
    }
    ruling = may_move_note(**{**facts, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


def test_rental_and_low_cost_ownership_count_together_and_nothing_else_does() -> None:
    assert [kind for kind in StockClass if not is_counted_home(kind)] == [StockClass.OTHER]
    assert not is_counted_home("castle")
    assert set(STOCK_CLASS_LABELS) == set(StockClass)


@pytest.mark.parametrize("role", [*Role, "janitor", ""])
def test_only_those_who_look_after_the_work_of_others_have_a_board(role: str) -> None:
    assert is_supervisor([role]) is (role in {"housing_manager", "regional_manager", "safeguarding_lead"})
    assert is_supervisor([]) is False
