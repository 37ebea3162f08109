"""Who needs a second step, who may take one away, and what another system may never grant."""

from __future__ import annotations

import pytest

from upstander.policy.roles import STAFF_ROLES, Role
from upstander.policy.second_step import (
    Change,
    may_change_sign_in,
    may_reset_second_factor,
    may_take_from_claims,
    needs_second_step,
)

READS = {
    Role.HOUSING_OFFICER, Role.HOUSING_MANAGER, Role.REGIONAL_MANAGER, Role.SAFEGUARDING_LEAD,
    Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER,
}  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_whoever_reads_cases_or_says_who_may_needs_a_second_step(role: Role) -> None:
    assert needs_second_step([role]) is (role in READS)


def test_somebody_without_a_role_needs_none() -> None:
    assert not needs_second_step([])
    assert needs_second_step([Role.CALL_HANDLER, Role.HOUSING_OFFICER])


@pytest.mark.parametrize(
    ("change", "role", "left", "allowed"),
    [
        (Change.PASSKEY_ADDED, Role.HOUSING_OFFICER, 1, True),
        (Change.PASSKEY_REMOVED, Role.HOUSING_OFFICER, 0, False),
        (Change.APP_REMOVED, Role.ADMINISTRATOR, 0, False),
        (Change.APP_REMOVED, Role.HOUSING_OFFICER, 1, True),
        (Change.PASSKEY_REMOVED, Role.CALL_HANDLER, 0, True),
        (Change.CODES_MADE, Role.CALL_HANDLER, 0, False),
        (Change.CODES_MADE, Role.HOUSING_OFFICER, 1, True),
        (Change.SIGNED_OUT, Role.HOUSING_OFFICER, 0, True),
    ],
)
def test_nobody_who_needs_a_second_step_takes_away_their_last(
    change: Change, role: Role, left: int, allowed: bool
) -> None:
    ruling = may_change_sign_in(change, roles=[role], left=left)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(
    ("oneself", "steps", "reason", "allowed"),
    [
        (False, 1, "I met her at the Ferry office and saw her badge.", True),
        (True, 1, "I met her at the Ferry office and saw her badge.", False),
        (False, 0, "I met her at the Ferry office and saw her badge.", False),
        (False, 2, "lost", False),
        (False, 2, "", False),
    ],
)
def test_a_reset_is_of_somebody_else_and_says_how_they_were_known(
    oneself: bool, steps: int, reason: str, allowed: bool
) -> None:
    assert may_reset_second_factor(oneself=oneself, steps=steps, reason=reason).allowed is allowed


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_a_claim_gives_any_staff_role_but_those_of_two_people(role: Role) -> None:
    expected = role not in {Role.ADMINISTRATOR, Role.DATA_PROTECTION_OFFICER}
    assert may_take_from_claims([Role.CALL_HANDLER, role]).allowed is expected


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.WORKER, Role.RESIDENT, Role.PUBLIC, "king"])
def test_a_claim_gives_no_other_role(role: str) -> None:
    assert not may_take_from_claims([role]).allowed


def test_no_claim_at_all_takes_every_claimed_role_away() -> None:
    assert may_take_from_claims([]).allowed
