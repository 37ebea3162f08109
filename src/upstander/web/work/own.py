"""What is somebody's own who works no cases: a link to each page that their roles include (clause 7 a)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse

from upstander.policy.roles import Deed, is_administrator, may_do


@dataclass(frozen=True, slots=True)
class Own:
    """One page of theirs, and a sentence that says what it is for."""

    words: str
    href: str
    about: str


def own(roles: Collection[str]) -> tuple[Own, ...]:
    """Return what these roles have to do, beside cases."""

    def may(deed: Deed) -> bool:
        return may_do(roles, deed).allowed

    asked = (
        ("Emergencies", "emergencies", "Cases opened in an emergency: was it needed?", may(Deed.REVIEW_BREAK_GLASS)),
        ("Conflicts", "conflicts", "Possible conflicts of interest, for you to decide.", may(Deed.ANSWER_FLAG)),
        ("Report on behalf", "phone", "Take a report from somebody on the phone.", may(Deed.RECEIVE_REPORT)),
        ("Take a message", "take_message", "Pass a message on to whoever works the case.", may(Deed.TAKE_MESSAGE)),
        (
            "Administration",
            "administration",
            "Staff, roles, teams, places, letters, versions, and how it runs.",
            is_administrator(roles),
        ),
        ("Approvals", "approvals", "What a colleague asked for, and a second person gives.", may(Deed.GIVE_APPROVAL)),
    )
    return tuple(Own(words, reverse(name), about) for words, name, about, shown in asked if shown)
