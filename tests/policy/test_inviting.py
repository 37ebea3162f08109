"""Who may be given a link to choose a password."""

from __future__ import annotations

import pytest

from upstander.policy.appointing import may_invite


@pytest.mark.parametrize(
    ("works_here", "can_sign_in", "lost", "allowed"),
    [(True, False, False, True), (True, True, True, True), (True, True, False, False), (False, False, True, False)],
)
def test_a_link_is_for_whoever_works_here_and_cannot_sign_in(
    works_here: bool, can_sign_in: bool, lost: bool, allowed: bool
) -> None:
    ruling = may_invite(works_here=works_here, can_sign_in=can_sign_in, lost=lost)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed
