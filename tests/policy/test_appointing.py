"""Who may be given which role, and which areas a team may look after."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from upstander.policy.appointing import may_appoint, may_look_after_areas
from upstander.policy.roles import STAFF_ROLES

START = datetime(2026, 11, 18, 9, tzinfo=UTC)


def asked(role: str, **changed: object) -> bool:
    facts = {"oneself": False, "in_team": True, "start": START, "end": None, "held": False, **changed}
    return may_appoint(role, **facts).allowed


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_a_staff_role_is_given_by_somebody_else_in_a_team(role):
    assert asked(role)
    assert asked(role, end=START + timedelta(days=1))
    for refused in ({"oneself": True}, {"in_team": False}, {"end": START}, {"held": True}):
        assert not asked(role, **refused)


@pytest.mark.parametrize("role", ["resident", "public", "operator", "worker", "", "king"])
def test_no_other_role_is_given(role):
    assert not asked(role)


@pytest.mark.parametrize(
    ("known", "any_named", "allowed"), [(True, True, True), (False, True, False), (True, False, False)]
)
def test_a_team_looks_after_areas_we_know(known, any_named, allowed):
    assert may_look_after_areas(known=known, any_named=any_named).allowed is allowed
