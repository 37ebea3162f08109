"""What is sensitive to the organisation: who marks it, who lets it leave."""

from __future__ import annotations

import pytest

from upstander.policy.roles import Role
from upstander.policy.sensitive import may_hand_out_marked, may_mark_sensitive, may_release_sensitive

WHY = "It names what we paid in another dispute."


@pytest.mark.parametrize(
    ("own", "manager", "marked", "off", "because", "allowed", "says"),
    [
        (True, False, False, False, WHY, True, "It is marked"),
        (False, True, False, False, WHY, True, "It is marked"),
        (False, True, True, True, WHY, True, "taken off"),
        (False, False, False, False, WHY, False, "did not write or keep"),
        (True, False, True, True, WHY, False, "Only a manager takes"),
        (True, True, True, False, WHY, False, "marked already"),
        (True, True, False, True, WHY, False, "not marked"),
        (True, True, False, False, "short", False, "could tell later why"),
        (True, True, False, False, " " * 40, False, "could tell later why"),
    ],
)
def test_whoever_wrote_it_or_a_manager_marks_it_and_a_manager_takes_it_off(
    own: bool, manager: bool, marked: bool, off: bool, because: str, allowed: bool, says: str
) -> None:
    ruling = may_mark_sensitive(own=own, is_manager=manager, marked=marked, off=off, because=because)
    assert ruling.allowed is allowed
    assert says in ruling.why
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize("role", [*Role, "mayor", ""])
def test_only_a_regional_manager_lets_it_leave(role: str) -> None:
    assert may_release_sensitive(asked=True, roles={role}).allowed is (role == Role.REGIONAL_MANAGER)
    assert may_release_sensitive(asked=False, roles={role}).allowed


@pytest.mark.parametrize(("since", "allowed"), [(0, True), (1, False)])
def test_what_was_marked_since_its_release_is_handed_out_no_more(since: int, allowed: bool) -> None:
    ruling = may_hand_out_marked(marked_since=since)
    assert (ruling.clause, ruling.allowed) == ("7 a", allowed)
