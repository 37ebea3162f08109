"""The menu of the staff's pages: only what this person's roles include (clause 7 a)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from upstander.policy.placeplans import may_read_place_plans
from upstander.policy.roles import Deed, is_administrator, is_supervisor, may_do


@dataclass(frozen=True, slots=True)
class Item:
    """One link of the menu. `current`: this page is under it."""

    words: str
    href: str
    current: bool


def menu(roles: Collection[str], *, path: str, approvals: int | None = None) -> tuple[Item, ...]:
    """Return the menu for these roles on this page. `approvals`: how many wait for them, where they are counted."""
    decides = is_supervisor(roles) and may_do(roles, Deed.GIVE_APPROVAL).allowed
    waiting = f"Approvals ({approvals})" if approvals else "Approvals"
    asked = (
        ("My work", reverse("work"), bool(roles)),
        ("Triage", reverse("triage"), may_do(roles, Deed.OPEN_CASE).allowed),
        ("Team", reverse("team"), is_supervisor(roles)),
        ("Find a case", reverse("find"), may_do(roles, Deed.OPEN_CASE_FILE).allowed),
        (waiting, reverse("approvals"), decides or approvals is not None),
        ("Report on behalf", reverse("phone"), may_do(roles, Deed.RECEIVE_REPORT).allowed),
        ("Take a message", reverse("take_message"), may_do(roles, Deed.TAKE_MESSAGE).allowed),
        ("Places", reverse("places"), may_read_place_plans(roles).allowed),
        ("Conflicts", reverse("conflicts"), may_do(roles, Deed.ANSWER_FLAG).allowed),
        ("Emergencies", reverse("emergencies"), may_do(roles, Deed.REVIEW_BREAK_GLASS).allowed),
        ("Letters", reverse("letter_words"), may_do(roles, Deed.DRAFT_TEMPLATE).allowed),
        ("Administration", reverse("administration"), is_administrator(roles)),
        ("Our policy", reverse("policy"), True),
    )
    found = [(words, href) for words, href, shown in asked if shown]
    under = [href for _, href in found if path == href or path.startswith(f"{href}/")]
    here = max(under, key=len, default="/work" if path.startswith("/case/") else "")
    return tuple(Item(words, href, href == here) for words, href in found)
