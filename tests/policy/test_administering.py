"""Rules of the administrators' pages, case by case: people, roles, places, agencies, the rota, files."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from upstander.policy.agencies import AGENCY_KIND_LABELS, AgencyKind, may_end_agency, may_keep_agency
from upstander.policy.alerting import may_take_off_call
from upstander.policy.appointing import (
    may_appoint_by_command,
    may_begin_administration,
    may_hold_together,
    may_withdraw_role,
)
from upstander.policy.intake import MOST_BYTES, ImportKind, may_drop_file, may_hand_in_file, may_start_import
from upstander.policy.places import may_add_place, may_rename_place
from upstander.policy.roles import CASE_ROLES, STAFF_ROLES, Role, is_administrator
from upstander.policy.ruling import Ruling
from upstander.policy.staffing import may_add_staff, may_correct_staff, may_end_staff, may_move_staff

ON = date(2026, 11, 18)
APART = {Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER}


def held(ruling: Ruling, allowed: bool) -> None:
    """A ruling is as expected; a refusal says why, and what to do."""
    assert ruling.allowed is allowed
    assert ruling.why
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(
    ("rule", "plain", "refused"),
    [
        (lambda **facts: may_add_staff(**facts), {"named": True, "known": False}, [{"named": False}, {"known": True}]),
        (
            lambda **facts: may_correct_staff(**facts),
            {"works_here": True, "named": True, "taken": False, "changed": True},
            [{"works_here": False}, {"named": False}, {"taken": True}, {"changed": False}],
        ),
        (
            lambda **facts: may_move_staff(**facts),
            {"works_here": True, "same": False},
            [{"works_here": False}, {"same": True}],
        ),
        (
            lambda **facts: may_end_staff(**facts),
            {"works_here": True, "oneself": False, "last_administrator": False},
            [{"works_here": False}, {"oneself": True}, {"last_administrator": True}],
        ),
        (
            lambda **facts: may_withdraw_role(**facts),
            {"held": True, "last_administrator": False},
            [{"held": False}, {"last_administrator": True}],
        ),
        (
            lambda **facts: may_begin_administration(**facts),
            {"begun": False, "people": 2},
            [{"begun": True}, {"people": 1}, {"people": 3}],
        ),
        (
            lambda **facts: may_add_place(**facts),
            {"named": True, "taken": False, "borough": True},
            [{"named": False}, {"taken": True}, {"borough": False}],
        ),
        (
            lambda **facts: may_rename_place(**facts),
            {"named": True, "taken": False, "changed": True},
            [{"named": False}, {"taken": True}, {"changed": False}],
        ),
        (
            lambda **facts: may_keep_agency(**facts),
            {"kind": "police", "named": True, "boroughs": 1, "reachable": True, "taken": False},
            [{"kind": "zoo"}, {"named": False}, {"boroughs": 0}, {"reachable": False}, {"taken": True}],
        ),
        (
            lambda **facts: may_end_agency(**facts),
            {"ended": False, "start": ON, "end": ON},
            [{"ended": True}, {"end": ON - timedelta(days=1)}],
        ),
        (
            lambda **facts: may_take_off_call(**facts),
            {"taken_off": False, "over": False, "somebody_else": False},
            [{"taken_off": True}, {"over": True}],
        ),
        (
            lambda **facts: may_hand_in_file(**facts),
            {"kind": "homes", "size": MOST_BYTES},
            [{"kind": "secrets"}, {"size": 0}, {"size": MOST_BYTES + 1}],
        ),
        (
            lambda **facts: may_start_import(**facts),
            {"state": "looked", "faults": 0, "leave_out_wrong": False, "does_something": True},
            [{"state": "running"}, {"state": "done"}, {"faults": 1}, {"does_something": False}],
        ),
        (lambda **facts: may_drop_file(**facts), {"state": "done"}, [{"state": "running"}, {"state": "looking"}]),
    ],
)
def test_a_rule_allows_the_plain_case_and_refuses_each_that_differs(
    rule: Any, plain: dict[str, Any], refused: list[dict[str, Any]]
) -> None:
    held(rule(**plain), allowed=True)
    for change in refused:
        held(rule(**{**plain, **change}), allowed=False)


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
@pytest.mark.parametrize("other", sorted(STAFF_ROLES))
def test_who_gives_roles_or_reviews_their_use_sees_no_case(role: Role, other: Role) -> None:
    one, two = {role, other} & APART, {role, other} & CASE_ROLES
    apart = bool(one and two) or len(one) == 2
    held(may_hold_together(role, others=[other]), allowed=not apart)
    held(may_hold_together(role, others=[]), allowed=True)


@pytest.mark.parametrize(
    ("role", "real", "begun", "administrators", "allowed"),
    [
        ("housing_officer", False, True, 2, True),
        ("housing_officer", True, False, 0, True),
        ("housing_officer", True, True, 2, False),
        ("housing_officer", True, True, 1, False),
        ("administrator", True, True, 2, False),
        ("administrator", True, True, 1, True),
        ("", True, True, 0, False),
        ("", False, True, 2, True),
    ],
)
def test_the_operator_gives_roles_until_administrators_can(
    role: str, real: bool, begun: bool, administrators: int, allowed: bool
) -> None:
    ruling = may_appoint_by_command(role, real=real, begun=begun, administrators=administrators)
    held(ruling, allowed=allowed)


def test_somebody_else_on_call_is_said() -> None:
    alone = may_take_off_call(taken_off=False, over=False, somebody_else=False)
    beside = may_take_off_call(taken_off=False, over=False, somebody_else=True)
    assert "supervisors are asked instead" in alone.why
    assert "others are on call" in beside.why


def test_wrong_lines_are_left_out_only_on_purpose() -> None:
    asked = {"faults": 3, "does_something": True}
    for state, allowed in (("looked", True), ("stopped", True), ("stuck", False), ("refused", False)):
        assert may_start_import(state=state, leave_out_wrong=True, **asked).allowed is allowed


@pytest.mark.parametrize("kind", list(ImportKind))
def test_every_kind_of_file_may_be_handed_in(kind: ImportKind) -> None:
    assert may_hand_in_file(kind, size=1).allowed


@pytest.mark.parametrize("role", [*Role, "janitor", ""])
def test_administrators_alone_keep_the_house_in_order(role: str) -> None:
    assert is_administrator([role]) is (role == "administrator")


def test_every_kind_of_agency_has_words() -> None:
    assert set(AGENCY_KIND_LABELS) == set(AgencyKind)
