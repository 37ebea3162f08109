"""A next version for tests: drafted by an administrator, asked for, and given by another."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.casework.bytwo import proven, saw
from tests.cast import NOW, Landlord
from upstander.casework.approvals import give_approval
from upstander.casework.versions.adopting import adopt_version
from upstander.casework.versions.drafting import draft_version
from upstander.casework.versions.reads import draft_page

BECAUSE = "The team has grown, and answers sooner."
SLOWER = {"clocks.first_contact.amount": 2}


def draft(house: Landlord, given: dict[str, Any] | None = None, *, by: str = "moss", at: datetime = NOW) -> int:
    """Save these places of the draft; return how often it was saved."""
    who = house.actor(by, at)
    return draft_version(who, revision=draft_page(who).revision, given=given or SLOWER).revision


def ask(house: Landlord, day: date, *, by: str = "moss", at: datetime = NOW) -> str:
    """Ask that the draft is adopted from a day."""
    return adopt_version(house.actor(by, at), effective_from=day, because=BECAUSE).approval


def give(house: Landlord, approval: str, *, by: str = "vane", at: datetime = NOW) -> object:
    """Say yes."""
    who = proven(house, by, at)
    return give_approval(who, approval=approval, saw=saw(who, approval)).receipt


def adopt(house: Landlord, given: dict[str, Any] | None = None, *, day: date, at: datetime = NOW) -> object:
    """Draft, ask and give in one breath; return the number of the version."""
    draft(house, given, at=at)
    return give(house, ask(house, day, at=at), at=at)
